/** What the wasm core takes and gives; `crates/npm/src/call.rs` is its other side. */
import type { Billed } from './errors.js';

/** An issue without its sentence and without what was received. */
export interface RawIssue {
  readonly path: string;
  readonly reason: string;
  readonly allowed?: readonly string[];
  readonly suggestion?: string;
  readonly numbers?: readonly number[];
}
export interface RawWarning {
  readonly code: string;
  readonly path: string;
  readonly number: number;
}
export interface RawImage {
  readonly url?: string;
  readonly base64?: string;
  readonly withheld?: 'unsafe' | 'no-url';
  readonly expires?: number;
  readonly prompt?: string;
  readonly seed?: number;
  readonly styleType?: string;
  readonly width?: number;
  readonly height?: number;
}
export interface RawFailure {
  readonly cause: string;
  readonly outcome: string;
  readonly billed: Billed;
  readonly status?: number;
  readonly message?: string;
  readonly trace?: string;
  readonly retryAfterS?: number;
  /** Where the call may be sent once more: after how long. */
  readonly waitMs?: number;
}
/** What a call would send. */
export interface Plan {
  readonly issues?: readonly RawIssue[];
  readonly warnings: readonly RawWarning[];
  readonly images: number;
  readonly path: string;
  readonly json?: string;
  /** Texts, and files by their number with their names. */
  readonly parts?: readonly (readonly [string, string] | readonly [string, number, string])[];
}
export interface Answer {
  readonly failure?: RawFailure;
  readonly images?: readonly RawImage[];
  readonly descriptions?: readonly string[];
}
export interface Sniffed {
  readonly kind?: 'png' | 'jpg' | 'webp';
  readonly mime?: string;
  readonly width?: number;
  readonly height?: number;
  readonly problem?: string;
  readonly name?: string;
  /** The size is stated further on: where the part begins that was not seen. */
  readonly from?: number;
}
/** One try's answer, or why there is none. */
export interface Sent {
  readonly fault?: 'network' | 'unsent' | 'stopped' | 'timed_out';
  readonly status?: number;
  readonly contentType?: string | null;
  readonly retryAfter?: string | null;
  readonly text?: string;
  readonly json?: unknown;
}
/** The functions of the core. Their texts are values as `encoded` writes them. */
export interface Core {
  plan(operation: string, params: string): Plan;
  answer(operation: string, sent: string): Answer;
  sniff(head: Uint8Array): Sniffed;
  /** How long to wait before a picture is fetched again; 0 means enough. */
  downloadWait(tries: number, random: number): number;
}
