/** `ideomix/testing`: a gateway that exists in memory only and plays every fault, to prove what your program does. */
import { PATHS } from './generated/tables.js';
import type { FetchLike, OperationId } from './types.js';

/**
 * What the mock gateway can do with a call. `partly-withheld` withholds the first picture, `ended-links` gives links
 * that have ended, `silent` never answers, `stalled` begins an answer and never ends it.
 */
export type Fault =
  | 'ok'
  | 'partly-withheld'
  | 'all-withheld'
  | 'no-url'
  | 'ended-links'
  | 'empty'
  | 'html'
  | 'cut'
  | 'bad-request'
  | 'unauthorized'
  | 'no-balance'
  | 'forbidden'
  | 'not-found'
  | 'too-large'
  | 'unsafe'
  | 'rate-limit'
  | 'server-error'
  | 'bad-gateway'
  | 'overloaded'
  | 'unavailable-page'
  | 'gateway-timeout'
  | 'reset'
  | 'failed-to-fetch'
  | 'nobody-there'
  | 'silent'
  | 'stalled';

/** One answer: a fault by name, one with more facts, or an answer of your own. */
export type Step =
  | Fault
  | { readonly fault: Fault; readonly retryAfter?: number | string; readonly delayMs?: number }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown; readonly delayMs?: number };

/** A call as the mock gateway received it. */
export interface Received {
  /** Where it went. */
  readonly url: string;
  /** The operation of that path, if there is one. */
  readonly operation: OperationId | null;
  /** The headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parts of a form, or the members of `image_request`. */
  readonly fields: readonly (readonly [string, unknown])[];
  /** What the gateway would not understand; empty for a right call. */
  readonly problems: readonly string[];
  /** The step that was played. */
  readonly step: Step;
  /** Tries of one call share this number, the first call being 1. */
  readonly call: number;
}

/** A fetch function that plays a script. */
export interface MockGateway extends FetchLike {
  /** Everything that was sent, in order; fetching results does not count. */
  readonly sends: readonly Received[];
  /** The most often that one call was sent. */
  readonly mostSends: number;
  /** How many results were fetched. */
  readonly downloads: number;
  /** Forgets what was sent and begins the script anew. */
  reset(): void;
}

/**
 * Makes a mock gateway. Each try plays the next step; the last step is repeated. A call with a picture gets that picture
 * as its result, any other call one black pixel.
 *
 * ```ts
 * const gateway = mockGateway(['rate-limit', 'ok']);
 * const client = new Ideogram({ apiKey: 'sk-test', fetch: gateway, images: { fetch: gateway } });
 * ```
 */
export function mockGateway(script: Step | readonly Step[] = 'ok'): MockGateway {
  const steps: readonly Step[] = Array.isArray(script) ? (script as readonly Step[]) : [script as Step];
  if (steps.length === 0) throw new TypeError('the script needs a step');
  for (const step of steps) known(step);
  let sends: Received[] = [];
  let calls: unknown[] = [];
  let pictures: (Blob | undefined)[] = [];
  let downloads = 0;
  const fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    init.signal?.throwIfAborted();
    if ((init.method ?? 'GET') === 'GET') {
      downloads += 1;
      if (url.includes('/ended/')) return new Response('the link has ended', { status: 403 });
      const own = pictures[Number(/\/(\d+)-\d+\.png/.exec(url)?.[1])];
      return new Response(own ?? pixel(), { headers: { 'content-type': own?.type ?? 'image/png' } });
    }
    const call = callOf(init);
    if (!calls.includes(call)) calls.push(call);
    const number = calls.indexOf(call) + 1;
    const step = steps[Math.min(sends.length, steps.length - 1)]!;
    const problems: string[] = [];
    const received = receive(url, init, step, number, problems);
    sends.push(received);
    for (const [name, value] of received.fields) {
      if (!(value instanceof Blob)) continue;
      problems.push(...(await wrongFile(name, value as File)));
      if (name === 'image' || name === 'image_file') pictures[number] = value;
    }
    return play(step, received, init.signal ?? undefined);
  };
  const mostSends = () => Math.max(0, ...calls.map((_, at) => sends.filter((send) => send.call === at + 1).length));
  const reset = () => {
    sends = [];
    calls = [];
    pictures = [];
    downloads = 0;
  };
  return Object.defineProperties(Object.assign(fetch, { reset }), {
    sends: { get: () => sends },
    mostSends: { get: mostSends },
    downloads: { get: () => downloads },
  }) as unknown as MockGateway;
}

/** Throws for what is no step, before a test could pass or fail by it. */
function known(step: Step): void {
  const fault = typeof step === 'object' && step !== null && 'fault' in step ? step.fault : step;
  if (Object.hasOwn(FAULTS, fault as string) || Number.isInteger((step as { status?: unknown } | null)?.status)) return;
  throw new TypeError(`${JSON.stringify(step)} is no step; a step is an answer with a status, or one of: ${Object.keys(FAULTS).join(', ')}`);
}

/** What all tries of a call have in common: the same form, or the same text under the name that the client gives a call. */
function callOf({ body, ...init }: RequestInit): unknown {
  return typeof body === 'string' ? `${String((init as { [name: symbol]: unknown })[Symbol.for('ideomix')])} ${body}` : body;
}

function receive(url: string, init: RequestInit, step: Step, call: number, problems: string[]): Received {
  const headers: Record<string, string> = {};
  new Headers(init.headers).forEach((value, name) => (headers[name] = value));
  const path = /\/ideogram\/.*$/.exec(url)?.[0] ?? '';
  const operation = (Object.keys(PATHS) as OperationId[]).find((name) => PATHS[name] === path) ?? null;
  const fields: [string, unknown][] = [];
  if (operation === null) problems.push(`there is no operation at ${url}`);
  if (init.method !== 'POST') problems.push(`the method is ${String(init.method)}`);
  if (init.body instanceof FormData) {
    if (headers['content-type']) problems.push('a form must not name its content type: its boundary would be lost');
    fields.push(...init.body.entries());
  } else {
    try {
      const body = JSON.parse(String(init.body)) as { image_request?: object };
      fields.push(...Object.entries(body.image_request ?? {}));
      if (!body.image_request) problems.push('the body has no image_request');
      if (headers['content-type'] !== 'application/json') problems.push('JSON must be named as such');
    } catch {
      problems.push('the body is no JSON');
    }
  }
  return { url, operation, headers, fields, problems, step, call };
}

/** A file must be named and typed by what it is, or the service refuses it. */
async function wrongFile(name: string, file: File): Promise<string[]> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const is = head[0] === 0x89 ? 'png' : head[0] === 0xff ? 'jpeg' : head[8] === 0x57 ? 'webp' : 'unknown';
  const problems: string[] = [];
  if (file.size === 0) problems.push(`${name} is empty`);
  if (file.type !== `image/${is}`) problems.push(`${name} is typed ${file.type || 'nothing'} and is ${is}`);
  if (!file.name.endsWith(is === 'jpeg' ? '.jpg' : `.${is}`)) problems.push(`${name} is named ${file.name} and is ${is}`);
  return problems;
}

async function play(step: Step, received: Received, signal: AbortSignal | undefined): Promise<Response> {
  const { retryAfter, delayMs = 0 } = (typeof step === 'object' ? step : {}) as { retryAfter?: number | string; delayMs?: number };
  if (delayMs > 0) await pause(delayMs, signal);
  if (typeof step === 'object' && 'status' in step) {
    const body = typeof step.body === 'string' || step.body === undefined ? (step.body ?? '') : JSON.stringify(step.body);
    return new Response(body, { status: step.status, headers: { 'content-type': 'application/json', ...step.headers } });
  }
  const said: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return FAULTS[typeof step === 'string' ? step : step.fault](received, said, signal);
}

/** How an answer to a call is made; `said` are further headers. */
type Play = (received: Received, said: Readonly<Record<string, string>>, signal: AbortSignal | undefined) => Response | Promise<Response>;

/** A refusal or failure in the gateway's own words. */
const refusal =
  (status: number, message: string): Play =>
  ({ call }, said) =>
    json({ error: { message: `${message} (tid: mock-${call})`, type: 'Aihubmix_api_error' } }, status, said);

/** A web page of something on the way. */
const page =
  (status: number): Play =>
  (_, said) =>
    new Response('<!doctype html><title>a page</title>', { status, headers: { 'content-type': 'text/html', ...said } });

/** What fetch throws; Node says why. */
const broken = (message: string, code?: string): Play => () => {
  throw Object.assign(new TypeError(message), code === undefined ? {} : { cause: Object.assign(new Error(code), { code }) });
};

const FAULTS: Readonly<Record<Fault, Play>> = {
  ok: (received) => success(received, 0),
  'partly-withheld': (received) => success(received, 1),
  'all-withheld': (received) => success(received, Infinity),
  'no-url': () => json({ created: new Date().toISOString(), data: [{ is_image_safe: true, prompt: 'a', seed: 1 }] }),
  'ended-links': (received) => success(received, 0, 'ended/'),
  empty: () => json({ created: new Date().toISOString(), data: [] }),
  html: page(200),
  cut: () => new Response('{"created":"2026-11-22","data":[{"url":"https:', { headers: { 'content-type': 'application/json' } }),
  'bad-request': refusal(400, 'invalid parameter'),
  unauthorized: refusal(401, 'invalid key'),
  'no-balance': refusal(403, 'insufficient quota'),
  forbidden: refusal(403, 'the key may not do this'),
  'not-found': refusal(404, 'not found'),
  'too-large': refusal(413, 'too large'),
  unsafe: () => json({ error: 'Prompt or provided image failed safety check' }, 422),
  'rate-limit': refusal(429, 'too many requests'),
  'server-error': refusal(500, 'failed'),
  'bad-gateway': page(502),
  overloaded: refusal(503, 'no free channel'),
  'unavailable-page': page(503),
  'gateway-timeout': page(504),
  reset: broken('fetch failed', 'ECONNRESET'),
  'failed-to-fetch': broken('Failed to fetch'),
  'nobody-there': broken('fetch failed', 'ECONNREFUSED'),
  silent: (_, __, signal) => stopped(signal),
  stalled: (_, __, signal) =>
    new Response(
      new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode('{'));
          signal?.addEventListener('abort', () => stream.error(signal.reason), { once: true });
        },
      }),
      { headers: { 'content-type': 'application/json' } },
    ),
};

function success(received: Received, withheld: number, folder = ''): Response {
  if (received.operation === 'legacy.describe') return json({ descriptions: [{ text: 'a mock picture' }] });
  const envelope = received.fields.find(([name]) => name === 'image_request')?.[1];
  const inside = typeof envelope === 'string' ? Object.entries(JSON.parse(envelope) as object) : [];
  const field = (name: string) => [...received.fields, ...inside].find(([known]) => known === name)?.[1];
  const count = Number(field('num_images') ?? 1);
  const size = String(field('resolution'));
  const ends = Math.floor(Date.now() / 1000) + (folder === '' ? 3600 : -1);
  const data = Array.from({ length: count }, (_, at) => ({
    prompt: String(field('prompt') ?? ''),
    resolution: /^\d+x\d+$/.test(size) ? size : '1024x1024',
    is_image_safe: at >= withheld,
    seed: Number(field('seed') ?? 1000 + at),
    url: at >= withheld ? `https://mock.example/${folder}${received.call}-${at}.png?exp=${ends}` : '',
    style_type: String(field('style_type') ?? 'GENERAL'),
  }));
  return json({ created: new Date().toISOString(), data });
}

function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(done, ms);
    void stopped(signal).catch((reason: unknown) => {
      clearTimeout(timer);
      fail(reason);
    });
  });
}

/** Waits until the caller gives up. */
function stopped(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, fail) => signal?.addEventListener('abort', () => fail(signal.reason), { once: true }));
}

/** One black pixel. */
function pixel(): Uint8Array<ArrayBuffer> {
  const text = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB4iG8MwAAAABJRU5ErkJggg==';
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
