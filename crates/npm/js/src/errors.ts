import type { Estimate, ImageResult, OperationId, ResponseMeta, Usd } from './types.js';

/** How a call ended: it never left; it was refused before running; the service failed; it is done; nobody can tell. */
export type Outcome = 'not-sent' | 'refused' | 'failed' | 'done' | 'unknown';
/** Whether a call was paid for. */
export type Billed = 'no' | 'yes' | 'unknown';
/** Why something failed. */
export type ErrorCode =
  | 'config'
  | 'validation'
  | 'budget'
  | 'disposed'
  | 'wasm_load'
  | 'wasm_panic'
  | 'aborted'
  | 'timeout'
  | 'connection'
  | 'bad_request'
  | 'auth'
  | 'balance'
  | 'forbidden'
  | 'not_found'
  | 'too_large'
  | 'content_refused'
  | 'rate_limit'
  | 'server'
  | 'bad_response'
  | 'all_withheld'
  | 'image_download';

/** One mistake in the parameters. */
export interface Issue {
  /** Where, for example `styleReferenceImages[2]`. */
  readonly path: string;
  /** What kind of mistake. */
  readonly code:
    | 'required'
    | 'type'
    | 'range'
    | 'enum'
    | 'length'
    | 'unknown'
    | 'conflict'
    | 'not_for_model'
    | 'image_format'
    | 'image_size'
    | 'mask_size'
    | 'mask_blank';
  /** One sentence that names the parameter, what was received and what is allowed. */
  readonly message: string;
  /** What was received; a picture is described and not repeated. */
  readonly received?: unknown;
  /** What would be taken. */
  readonly allowed?: readonly unknown[];
  /** What was probably meant. */
  readonly suggestion?: string;
}

const BRAND = Symbol.for('ideomix.error');

/** @internal What every error is made of. */
export interface Facts {
  outcome?: Outcome;
  billed?: Billed;
  retryable?: boolean;
  callId?: string | null;
  operation?: OperationId | null;
  hint?: string | null;
  cause?: unknown;
  /** The facts that only one class has. */
  [own: string]: unknown;
}

/**
 * The base of all errors of this package. `instanceof` works across two copies of the package; `code` tells the
 * classes apart, and `outcome` and `billed` say what became of the call and of the money.
 */
export class IdeogramError extends Error {
  /** Why. */
  declare readonly code: ErrorCode;
  /** How the call ended. */
  declare readonly outcome: Outcome;
  /** Whether it was paid for. */
  declare readonly billed: Billed;
  /** Whether the same call may go well later and costs nothing twice. */
  declare readonly retryable: boolean;
  /** The call, where there was one. */
  declare readonly callId: string | null;
  /** The operation, where there was one. */
  declare readonly operation: OperationId | null;
  /** What to do, in one sentence. */
  declare readonly hint: string | null;

  /** @internal The name of the class, which bundlers shorten, and its usual code. */
  static readonly is: string = 'IdeogramError';

  /** @internal */
  constructor(message: string, { cause, ...facts }: Facts = {}) {
    super(message, cause === undefined ? {} : { cause });
    const [value, code] = this[BRAND].split(' ');
    Object.defineProperty(this, 'name', { value, configurable: true, writable: true });
    const usual = { code, outcome: 'not-sent', billed: 'no', retryable: false, callId: null, operation: null, hint: null };
    Object.assign(this, usual, facts);
  }

  /** @internal By it another copy of the package knows the error. */
  get [BRAND](): string {
    return (this.constructor as typeof IdeogramError).is;
  }

  /** The error as plain data: never the key, never the bytes of a picture. */
  toJSON(): Record<string, unknown> {
    const { name, message, result, meta, ...plain } = this as Error & { result?: unknown; meta?: ResponseMeta };
    const { status, requestId, tries } = meta ?? {};
    return { name, message, ...plain, ...(meta && { meta: { status, requestId, tries } }) };
  }

  /** Whether a value is such an error, of this copy of the package or another. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A class that somebody derives from these is told by its prototype, like any other.
    if (!Object.hasOwn(this, 'is')) return super[Symbol.hasInstance](value);
    const brand = (value as IdeogramError | null | undefined)?.[BRAND];
    return this === IdeogramError ? Boolean(brand) : brand === this.is;
  }
}

/** A client that cannot work as it was made. */
export class ConfigError extends IdeogramError {
  declare readonly code: 'config';
  /** @internal */
  static override readonly is: string = 'ConfigError config';
}

/** Parameters that the service would refuse, or that would not do what they say. Nothing was sent. */
export class ValidationError extends IdeogramError {
  declare readonly code: 'validation';
  declare readonly outcome: 'not-sent';
  /** All mistakes at once. */
  declare readonly issues: readonly Issue[];
  /** @internal */
  static override readonly is: string = 'ValidationError validation';
  /** @internal */
  constructor(issues: readonly Issue[], facts?: Facts) {
    super(issues.map(({ message }) => message).join('; '), { ...facts, issues });
  }
}

/** A call that would cost more than was allowed. Nothing was sent. */
export class BudgetError extends IdeogramError {
  declare readonly code: 'budget';
  /** What the call would cost. */
  declare readonly estimate: Estimate;
  /** What was allowed. */
  declare readonly limit: Usd;
  /** @internal */
  static override readonly is: string = 'BudgetError budget';
}

/** A client or mask that was disposed. */
export class DisposedError extends IdeogramError {
  declare readonly code: 'disposed';
  /** @internal */
  static override readonly is: string = 'DisposedError disposed';
  /** @internal */
  constructor(facts?: Facts) {
    super('ended by dispose()', facts);
  }
}

/** The wasm core could not be started, or died. */
export class WasmError extends IdeogramError {
  declare readonly code: 'wasm_load' | 'wasm_panic';
  /** What stopped it. */
  declare readonly reason: 'csp' | 'unsupported' | 'network' | 'mime' | 'corrupt' | 'panic';
  /** @internal */
  static override readonly is: string = 'WasmError wasm_load';
}

/** A call that was ended by its caller. `cause` is the signal's reason. */
export class AbortError extends IdeogramError {
  declare readonly code: 'aborted';
  declare readonly name: 'AbortError';
  /** @internal */
  static override readonly is: string = 'AbortError aborted';
}

/** A try that took too long. */
export class TimeoutError extends IdeogramError {
  declare readonly code: 'timeout';
  declare readonly name: 'TimeoutError';
  /** Whether the headers or the body did not come in time. */
  declare readonly phase: 'headers' | 'body';
  /** @internal */
  static override readonly is: string = 'TimeoutError timeout';
}

/** No answer came: the address was not reached, or a page may not read the answer. A browser does not say which. */
export class ConnectionError extends IdeogramError {
  declare readonly code: 'connection';
  /** Whether the browser believes that it has a network; `null` where it does not say. */
  declare readonly online: boolean | null;
  /** Whether the address is another origin than the page's. */
  declare readonly crossOrigin: boolean;
  /** @internal */
  static override readonly is: string = 'ConnectionError connection';
}

/** The gateway answered with a refusal or a failure. */
export class ApiError extends IdeogramError {
  declare readonly code:
    | 'bad_request'
    | 'auth'
    | 'balance'
    | 'forbidden'
    | 'not_found'
    | 'too_large'
    | 'content_refused'
    | 'rate_limit'
    | 'server';
  /** The HTTP status. */
  declare readonly status: number;
  /** How the answer came. */
  declare readonly meta: ResponseMeta;
  /** The answer as parsed, or its text. */
  declare readonly body: unknown;
  /** How long the gateway asks to wait. */
  declare readonly retryAfterMs: number | null;
  /** @internal */
  static override readonly is: string = 'ApiError server';
}

/** A success that is none: a web page, a cut body, or an empty list. */
export class BadResponseError extends IdeogramError {
  declare readonly code: 'bad_response';
  /** How the answer came. */
  declare readonly meta: ResponseMeta;
  /** The beginning of what came. */
  declare readonly text: string;
  /** @internal */
  static override readonly is: string = 'BadResponseError bad_response';
}

/** Every picture of the answer was withheld. They are paid for. */
export class WithheldError extends IdeogramError {
  declare readonly code: 'all_withheld';
  /** The answer, with nothing in `images`. */
  declare readonly result: ImageResult;
  /** @internal */
  static override readonly is: string = 'WithheldError all_withheld';
}

/** The bytes of a picture could not be fetched. The picture is made and paid for; fetching it again is free. */
export class ImageDownloadError extends IdeogramError {
  declare readonly code: 'image_download';
  /** Where it should be. */
  declare readonly url: string;
  /** The HTTP status, where there was an answer. */
  declare readonly status: number | null;
  /** @internal */
  static override readonly is: string = 'ImageDownloadError image_download';
}

/** Every error of this package, told apart by `code`. */
export type AnyIdeogramError =
  | ConfigError
  | ValidationError
  | BudgetError
  | DisposedError
  | WasmError
  | AbortError
  | TimeoutError
  | ConnectionError
  | ApiError
  | BadResponseError
  | WithheldError
  | ImageDownloadError;

/** Whether a value is an error of this package, of this copy or another. */
export function isIdeogramError(value: unknown): value is AnyIdeogramError {
  return value instanceof IdeogramError;
}
