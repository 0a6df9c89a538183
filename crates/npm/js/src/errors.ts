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
}

/**
 * The base of all errors of this package. `instanceof` works across two copies of the package; `code` tells the
 * classes apart, and `outcome` and `billed` say what became of the call and of the money.
 */
export class IdeogramError extends Error {
  /** Why. */
  readonly code: ErrorCode;
  /** How the call ended. */
  readonly outcome: Outcome;
  /** Whether it was paid for. */
  readonly billed: Billed;
  /** Whether the same call may go well later and costs nothing twice. */
  readonly retryable: boolean;
  /** The call, where there was one. */
  readonly callId: string | null;
  /** The operation, where there was one. */
  readonly operation: OperationId | null;
  /** What to do, in one sentence. */
  readonly hint: string | null;

  /** @internal */
  static readonly kind: string = 'IdeogramError';

  /** @internal */
  constructor(code: ErrorCode, message: string, facts: Facts = {}) {
    super(message, 'cause' in facts ? { cause: facts.cause } : undefined);
    const kind = (new.target as typeof IdeogramError).kind;
    Object.defineProperty(this, 'name', { value: kind, configurable: true, writable: true });
    Object.defineProperty(this, BRAND, { value: kind });
    this.code = code;
    this.outcome = facts.outcome ?? 'not-sent';
    this.billed = facts.billed ?? 'no';
    this.retryable = facts.retryable ?? false;
    this.callId = facts.callId ?? null;
    this.operation = facts.operation ?? null;
    this.hint = facts.hint ?? null;
  }

  /** The error as plain data: never the key, never the bytes of a picture. */
  toJSON(): Record<string, unknown> {
    const { name, message } = this;
    const plain: Record<string, unknown> = { name, message };
    for (const [key, value] of Object.entries(this)) {
      plain[key] = key === 'meta' ? { status: value.status, requestId: value.requestId, tries: value.tries } : value;
    }
    delete plain['result'];
    return plain;
  }

  /** Whether a value is such an error, of this copy of the package or another. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const brand = (value as { [BRAND]?: string } | null | undefined)?.[BRAND];
    if (!Object.hasOwn(this, 'kind')) return Function.prototype[Symbol.hasInstance].call(this, value);
    return brand !== undefined && (this === IdeogramError || brand === (this as typeof IdeogramError).kind);
  }
}

/** A client that cannot work as it was made. */
export class ConfigError extends IdeogramError {
  declare readonly code: 'config';
  /** @internal */
  static override readonly kind: string = 'ConfigError';
  /** @internal */
  constructor(message: string, facts?: Facts) {
    super('config', message, facts);
  }
}

/** Parameters that the service would refuse, or that would not do what they say. Nothing was sent. */
export class ValidationError extends IdeogramError {
  declare readonly code: 'validation';
  declare readonly outcome: 'not-sent';
  /** All mistakes at once. */
  readonly issues: readonly Issue[];
  /** @internal */
  static override readonly kind: string = 'ValidationError';
  /** @internal */
  constructor(issues: readonly Issue[], facts?: Facts) {
    super('validation', issues.map((issue) => issue.message).join('; '), facts);
    this.issues = issues;
  }
}

/** A call that would cost more than was allowed. Nothing was sent. */
export class BudgetError extends IdeogramError {
  declare readonly code: 'budget';
  /** What the call would cost. */
  readonly estimate: Estimate;
  /** What was allowed. */
  readonly limit: Usd;
  /** @internal */
  static override readonly kind: string = 'BudgetError';
  /** @internal */
  constructor(message: string, estimate: Estimate, limit: Usd, facts?: Facts) {
    super('budget', message, facts);
    this.estimate = estimate;
    this.limit = limit;
  }
}

/** A client that was disposed. */
export class DisposedError extends IdeogramError {
  declare readonly code: 'disposed';
  /** @internal */
  static override readonly kind: string = 'DisposedError';
  /** @internal */
  constructor(facts?: Facts) {
    super('disposed', 'the client was disposed', facts);
  }
}

/** The wasm core could not be started, or died. */
export class WasmError extends IdeogramError {
  declare readonly code: 'wasm_load' | 'wasm_panic';
  /** What stopped it. */
  readonly reason: 'csp' | 'unsupported' | 'network' | 'mime' | 'corrupt' | 'panic';
  /** @internal */
  static override readonly kind: string = 'WasmError';
  /** @internal */
  constructor(reason: WasmError['reason'], message: string, facts?: Facts) {
    super(reason === 'panic' ? 'wasm_panic' : 'wasm_load', message, facts);
    this.reason = reason;
  }
}

/** A call that was ended by its caller. `cause` is the signal's reason. */
export class AbortError extends IdeogramError {
  declare readonly code: 'aborted';
  declare readonly name: 'AbortError';
  /** @internal */
  static override readonly kind: string = 'AbortError';
  /** @internal */
  constructor(message: string, facts?: Facts) {
    super('aborted', message, facts);
  }
}

/** A try that took too long. */
export class TimeoutError extends IdeogramError {
  declare readonly code: 'timeout';
  declare readonly name: 'TimeoutError';
  /** Whether the headers or the body did not come in time. */
  readonly phase: 'headers' | 'body';
  /** @internal */
  static override readonly kind: string = 'TimeoutError';
  /** @internal */
  constructor(message: string, phase: 'headers' | 'body', facts?: Facts) {
    super('timeout', message, facts);
    this.phase = phase;
  }
}

/** No answer came: the address was not reached, or a page may not read the answer. A browser does not say which. */
export class ConnectionError extends IdeogramError {
  declare readonly code: 'connection';
  /** Whether the browser believes that it has a network; `null` where it does not say. */
  readonly online: boolean | null;
  /** Whether the address is another origin than the page's. */
  readonly crossOrigin: boolean;
  /** @internal */
  static override readonly kind: string = 'ConnectionError';
  /** @internal */
  constructor(message: string, online: boolean | null, crossOrigin: boolean, facts?: Facts) {
    super('connection', message, facts);
    this.online = online;
    this.crossOrigin = crossOrigin;
  }
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
  readonly status: number;
  /** How the answer came. */
  readonly meta: ResponseMeta;
  /** The answer as parsed, or its text. */
  readonly body: unknown;
  /** How long the gateway asks to wait. */
  readonly retryAfterMs: number | null;
  /** @internal */
  static override readonly kind: string = 'ApiError';
  /** @internal */
  constructor(
    code: ApiError['code'],
    message: string,
    answer: { status: number; meta: ResponseMeta; body: unknown; retryAfterMs: number | null },
    facts?: Facts,
  ) {
    super(code, message, facts);
    this.status = answer.status;
    this.meta = answer.meta;
    this.body = answer.body;
    this.retryAfterMs = answer.retryAfterMs;
  }
}

/** A success that is none: a web page, a cut body, or an empty list. */
export class BadResponseError extends IdeogramError {
  declare readonly code: 'bad_response';
  /** How the answer came. */
  readonly meta: ResponseMeta;
  /** The beginning of what came. */
  readonly text: string;
  /** @internal */
  static override readonly kind: string = 'BadResponseError';
  /** @internal */
  constructor(message: string, meta: ResponseMeta, text: string, facts?: Facts) {
    super('bad_response', message, facts);
    this.meta = meta;
    this.text = text;
  }
}

/** Every picture of the answer was withheld. They are paid for. */
export class WithheldError extends IdeogramError {
  declare readonly code: 'all_withheld';
  /** The answer, with nothing in `images`. */
  readonly result: ImageResult;
  /** @internal */
  static override readonly kind: string = 'WithheldError';
  /** @internal */
  constructor(message: string, result: ImageResult, facts?: Facts) {
    super('all_withheld', message, facts);
    this.result = result;
  }
}

/** The bytes of a picture could not be fetched. The picture is made and paid for; fetching it again is free. */
export class ImageDownloadError extends IdeogramError {
  declare readonly code: 'image_download';
  /** Where it should be. */
  readonly url: string;
  /** The HTTP status, where there was an answer. */
  readonly status: number | null;
  /** @internal */
  static override readonly kind: string = 'ImageDownloadError';
  /** @internal */
  constructor(message: string, url: string, status: number | null, facts?: Facts) {
    super('image_download', message, facts);
    this.url = url;
    this.status = status;
  }
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
