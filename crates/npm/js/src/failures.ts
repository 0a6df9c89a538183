import {
  AbortError,
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
import type { Known, Route } from './send.js';
import type { RawFailure } from './wasm.js';

const CODES: Readonly<Record<string, ErrorCode>> = {
  bad_request: 'bad_request',
  cut_answer: 'bad_response',
  empty_answer: 'bad_response',
  html_answer: 'bad_response',
  forbidden: 'forbidden',
  key_missing: 'auth',
  key_refused: 'auth',
  no_balance: 'balance',
  offline: 'connection',
  unreachable: 'connection',
  rate_limited: 'rate_limit',
  safety: 'content_refused',
  stopped: 'aborted',
  withdrawn: 'aborted',
  timed_out: 'timeout',
  too_large: 'too_large',
};

/** What the gateway itself said may be nothing at all, so each cause has its own advice. */
const HINTS: Readonly<Record<string, string>> = {
  bad_request: 'the gateway often loses the service\'s reason; compare the parameters with validate() and toCurl()',
  broken_answer: 'something between here and the service answered; the call may have run, so it was not sent again',
  cut_answer: 'the answer was cut off; the pictures are made and paid for, and their links are lost',
  empty_answer: 'the answer holds no picture and no text',
  html_answer: 'a web page came instead of an answer: check the baseUrl; the gateway answers so to paths it does not know',
  forbidden: 'the key may not do this: its address or model limits, or a suspended account',
  gateway_failed: 'the service reports a failure after starting; look at the account before sending again',
  key_refused: 'check the key',
  no_balance: 'the account has too little money, or a limit of the key is used up',
  offline: 'nothing was sent; check the network and the baseUrl',
  overloaded: 'the gateway has no free channel; nothing ran, try again later',
  rate_limited: 'too many pictures at once; nothing ran, wait as long as retryAfterMs says',
  safety: 'the safety check refused the words or a picture; change them',
  timed_out: 'the call may still run and be paid for, so it was not sent again',
  too_large: 'the files are too large for the gateway',
};

/** The error code of a cause. */
export function codeOf(cause: string, status?: number): ErrorCode {
  return cause === 'bad_request' && status === 404 ? 'not_found' : (CODES[cause] ?? 'server');
}

/** The error for a failure that the core has made sense of. */
export function errorOf(failure: RawFailure, known: Known, route: Route, facts: Facts): IdeogramError {
  const outcome = failure.outcome.replace('_', '-') as Outcome;
  const code = codeOf(failure.cause, failure.status);
  const all: Facts = {
    ...facts,
    outcome,
    billed: failure.billed,
    retryable: failure.cause === 'rate_limited' || failure.cause === 'overloaded' || failure.cause === 'offline',
    hint: HINTS[failure.cause] ?? null,
  };
  if (known.own instanceof ConfigError) {
    return new ConfigError(known.own.message, { ...facts, hint: known.own.hint, cause: known.own.cause });
  }
  switch (code) {
    case 'aborted':
      return new AbortError('the call was cancelled', all);
    case 'timeout':
      return new TimeoutError(`no ${known.phase === 'body' ? 'end of the answer' : 'answer'} came in time`, { ...all, phase: known.phase });
    case 'connection':
      return connection(failure, known, route, all);
    case 'bad_response': {
      const what = { cut_answer: 'an answer that is no JSON', html_answer: 'a web page' }[failure.cause] ?? 'an empty answer';
      return new BadResponseError(`the service gave ${what} with status 200`, { ...all, meta: known.meta, text: known.text ?? '' });
    }
    default:
      return refusal(code as ApiError['code'], failure, known, all);
  }
}

function connection(failure: RawFailure, known: Known, route: Route, facts: Facts): ConnectionError {
  const online = world.navigator?.onLine ?? null;
  const own = world.location?.origin;
  const crossOrigin = !route.base.startsWith('/') && own !== undefined && own !== 'null' && !`${route.base}/`.startsWith(`${own}/`);
  const where = route.base || 'the page\'s own server';
  const why = known.why ? `: ${known.why}` : '';
  if (failure.cause !== 'offline') {
    facts.hint = crossOrigin
      ? 'a page is not told why: the network, a blocker, or a server that does not allow this page (CORS); the call may have run, so it was not sent again'
      : 'the connection ended before an answer came; the call may have run, so it was not sent again';
  }
  return new ConnectionError(`${where} was not reached${why}`, { ...facts, online, crossOrigin, cause: known.thrown });
}

function refusal(code: ApiError['code'], failure: RawFailure, known: Known, facts: Facts): ApiError {
  const status = failure.status ?? known.meta!.status;
  const meta = { ...known.meta!, requestId: known.meta!.requestId ?? failure.trace ?? null };
  const said = failure.message ? `: ${failure.message}` : '';
  return new ApiError(`the service answered with status ${status}${said}`, {
    ...facts,
    code,
    status,
    meta,
    body: known.raw === undefined ? (known.text ?? null) : known.raw,
    retryAfterMs: failure.retryAfterS === undefined ? null : failure.retryAfterS * 1000,
  });
}
