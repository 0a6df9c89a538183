import {
  ApiError,
  BadResponseError,
  ConfigError,
  ConnectionError,
  TimeoutError,
  type ErrorCode,
  type Facts,
  type IdeogramError,
  type Outcome,
} from './errors.js';
import { world } from './runtime.js';
import type { Known } from './send.js';
import type { RawFailure } from './wasm.js';
import { row } from './words.js';

/** What each cause is to the caller: its code, what to do about it, and what came. The gateway may have said nothing. */
const CAUSES = `bad_request|bad_request|the gateway often gives no reason; check with validate() and toCurl()
forbidden|forbidden|the key may be limited to other models or addresses, or its account suspended
key_missing|auth|check the key
key_refused|auth|check the key
no_balance|balance|add money to the account, or raise the limit of the key
rate_limited|rate_limit|too many pictures at once; nothing ran, try again after retryAfterMs
overloaded|server|the gateway is busy; nothing ran, try again later
safety|content_refused|the safety check refused the words or a picture; change them
too_large|too_large|send smaller files
gateway_failed|server|the service failed after starting; look at the account before sending again
broken_answer|server|something on the way answered; the call may still run and be paid for, so it was not sent again
timed_out|timeout|the call may still run and be paid for, so it was not sent again
unreachable|connection|the call may still run and be paid for, so it was not sent again
offline|connection|nothing was sent; check the network and the baseUrl
cut_answer|bad_response|the pictures are made and paid for, but their links are lost|an answer that is no JSON
empty_answer|bad_response|look at the account before sending again|an empty answer
html_answer|bad_response|check the baseUrl; the gateway answers so to paths it does not know|a web page`;

/** The error code of a cause. */
export function codeOf(cause: string, status?: number): ErrorCode {
  return cause === 'bad_request' && status === 404 ? 'not_found' : ((row(CAUSES, cause)[0] ?? 'server') as ErrorCode);
}

/** The error for a failure that the core has made sense of. */
export function errorOf(failure: RawFailure, known: Known, base: string, about: Facts): IdeogramError {
  if (known.thrown instanceof ConfigError) return Object.assign(known.thrown, about);
  const { cause, status } = failure;
  const [, hint = null, came] = row(CAUSES, cause);
  const code = codeOf(cause, status);
  const facts: Facts = {
    ...about,
    outcome: failure.outcome.replace('_', '-') as Outcome,
    billed: failure.billed,
    retryable: /^(rate_limited|overloaded|offline)$/.test(cause),
    hint,
  };
  const { meta, phase, raw, text = null } = known;
  if (code === 'timeout') return new TimeoutError(`the ${phase} did not come in time`, { ...facts, phase });
  if (code === 'connection') return connection(cause, known, base, facts);
  if (code === 'bad_response') {
    return new BadResponseError(`the service gave ${came} with status 200`, { ...facts, meta, text: text ?? '' });
  }
  return new ApiError(`the service answered with status ${meta!.status}${after(failure.message)}`, {
    ...facts,
    code,
    status: meta!.status,
    meta: { ...meta, requestId: meta!.requestId ?? failure.trace ?? null },
    body: raw === undefined ? text : raw,
    retryAfterMs: failure.retryAfterS === undefined ? null : failure.retryAfterS * 1000,
  });
}

function connection(cause: string, known: Known, base: string, facts: Facts): ConnectionError {
  const own = world.location?.origin ?? 'null';
  const crossOrigin = own !== 'null' && new URL(base, own).origin !== own;
  if (crossOrigin && cause !== 'offline') {
    facts.hint = `the network, a blocker or CORS, and a page is not told which; ${facts.hint}`;
  }
  return new ConnectionError(`${base || "the page's own server"} was not reached${after(known.why)}`, {
    ...facts,
    online: world.navigator?.onLine ?? null,
    crossOrigin,
    cause: known.thrown,
  });
}

function after(said: string | undefined): string {
  return said ? `: ${said}` : '';
}
