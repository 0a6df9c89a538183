/** What the wasm core takes and gives; `crates/npm/src/lib.rs` is its other side. */
import type { Billed } from './errors.js';

/** An issue without its sentence and without what was received. */
export interface RawIssue {
  readonly path: string;
  readonly reason: string;
  readonly allowed: readonly string[];
  readonly suggestion?: string;
  readonly numbers: readonly number[];
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
}
export interface Checked {
  readonly issues: readonly RawIssue[];
  readonly warnings?: readonly RawWarning[];
  readonly images?: number;
}
export interface Wire {
  readonly issues?: readonly RawIssue[];
  readonly path?: string;
  readonly json?: string;
  readonly parts?: readonly (readonly [string, string] | readonly [string, Blob, string])[];
}
export interface Answer {
  readonly issues?: readonly RawIssue[];
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
  readonly needs?: number;
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
/** What is handed in for one call; `crates/npm/src/host.rs` reads it. */
export interface Host {
  readonly tries: number;
  readonly waitMs: number;
  readonly timeoutMs: number;
  send(path: string, body: string | FormData, timeoutMs: number): Promise<Sent>;
  wait(ms: number): Promise<boolean>;
  random(): number;
  online(): boolean;
  event(kind: string, tries: number, waitMs: number, because: string): void;
}
/** The functions of the core. */
export interface Core {
  check(operation: string, params: object): Checked;
  wire(operation: string, params: object): Wire;
  run(operation: string, params: object, host: Host): Promise<Answer>;
  sniff(head: Uint8Array): Sniffed;
  downloadWait(tries: number, random: number): number | undefined;
}
