import { ConfigError } from './errors.js';
import { coder, edge, fetchBy, world } from './runtime.js';
import { chunksOf } from './streams.js';
import type { AttemptInfo, ClientOptions, HeaderInput, ResponseMeta } from './types.js';
import type { Sent } from './wasm.js';
import { wordsOf } from './words.js';

/** The longest answer that is read, in bytes. Pictures inside an answer (base 64) are the largest that is meant. */
const ANSWER_MAX = 64 * 1024 * 1024;
/** As much of an answer's text as the core reads for a person. */
const TEXT_MAX = 4000;

/** Where and how a client sends. */
export interface Sending extends Pick<ClientOptions, 'apiKey' | 'headers' | 'fetch'> {
  /** The address before the path of an operation. */
  readonly base: string;
}

/** One try: what it will send, how it is ended, and what became of it. */
export interface Attempt {
  readonly info: AttemptInfo;
  readonly client: Sending;
  readonly moreHeaders: HeaderInput | undefined;
  /** Rejects when the caller gives up. */
  readonly leave: Promise<never>;
  /** Called when the bytes leave now. */
  leaves(): void;
}

/** What is known after a try, beside what the core is told. */
export interface Known {
  meta?: ResponseMeta;
  /** The answer as parsed. */
  raw?: unknown;
  /** The beginning of the answer, without the key. */
  text?: string;
  /** What fetch threw. */
  thrown?: unknown;
  /** The words of what fetch threw, without the key. */
  why?: string;
  /** What stopped the try before anything left. */
  own?: ConfigError;
  /** What had not come when time was over. */
  phase: 'headers' | 'body';
}

/** Sends one try and reads its whole answer. Never rejects: the core must always hear what became of it. */
export async function send(
  attempt: Attempt,
  path: string,
  body: string | FormData,
  timeoutMs: number,
): Promise<{ sent: Sent; known: Known }> {
  const known: Known = { phase: 'headers' };
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over: (sent: Sent) => void;
  const ended = new Promise<Sent>((end) => (over = end));
  let key: string | undefined;
  try {
    attempt.leave.catch(() => over({ fault: 'stopped' }));
    key = await keyOf(attempt.client);
    const headers = await headersOf(attempt, key, typeof body === 'string');
    const url = attempt.client.base + path;
    if (url.startsWith('/') && !attempt.client.fetch && !world.location) {
      throw new ConfigError(`the address ${url} belongs to no page`, {
        hint: 'outside of pages give a whole address as baseUrl',
      });
    }
    timer = setTimeout(() => over({ fault: 'timed_out' }), timeoutMs);
    const exchange = async (): Promise<Sent> => {
      const started = Date.now();
      attempt.leaves();
      // By its name a fetch function of `ideomix/testing` tells which tries are of one call.
      const init = { method: 'POST', headers, body, ...modes(url), signal: controller.signal, [Symbol.for('ideomix')]: attempt.info.callId };
      const response = await fetchBy(attempt.client.fetch)(url, init);
      known.phase = 'body';
      known.meta = meta(response, url, attempt.info.attempt, started, key);
      return read(response, known, key, started);
    };
    return { sent: await Promise.race([exchange(), ended]), known };
  } catch (error) {
    if (known.meta) {
      // The connection ended before the body did: for a success that is a cut answer, which was paid for.
      return { sent: { status: known.meta.status, contentType: null, retryAfter: null, text: '' }, known };
    }
    if (error instanceof ConfigError) known.own = error;
    else {
      known.thrown = error;
      known.why = without(key, wordsOf(error));
    }
    return { sent: { fault: known.own || neverLeft(error) ? 'unsent' : 'network' }, known };
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

async function keyOf({ apiKey }: Sending): Promise<string | undefined> {
  let key: unknown;
  try {
    key = typeof apiKey === 'function' ? await apiKey() : apiKey;
  } catch (cause) {
    throw new ConfigError('the apiKey function failed', { cause });
  }
  if (key === undefined) return undefined;
  const trimmed = typeof key === 'string' ? key.trim() : '';
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
  throw new ConfigError('the apiKey is empty or holds a character that no header can carry');
}

async function headersOf(attempt: Attempt, key: string | undefined, json: boolean): Promise<Record<string, string>> {
  const { headers } = attempt.client;
  const merged: Record<string, string> = {};
  const add = (input: HeaderInput | undefined): void => {
    if (!input) return;
    const pairs = Symbol.iterator in input ? input : Object.entries(input);
    for (const [name, value] of pairs as Iterable<readonly [string, string]>) {
      // The content type belongs to the body: a form's boundary is made by fetch.
      if (name.toLowerCase() === 'content-type') continue;
      for (const known of Object.keys(merged)) if (known.toLowerCase() === name.toLowerCase()) delete merged[known];
      merged[name] = value;
    }
  };
  if (json) merged['Content-Type'] = 'application/json';
  if (key !== undefined) merged['Api-Key'] = key;
  try {
    add(typeof headers === 'function' ? await headers(attempt.info) : headers);
  } catch (cause) {
    throw new ConfigError('the headers function failed', { cause });
  }
  add(attempt.moreHeaders);
  return merged;
}

/** No redirect, since it would carry the key away; cookies and referrer for one's own server only. */
function modes(url: string): RequestInit {
  if (edge.is) return { redirect: 'manual' };
  const own = url.startsWith('/');
  return { redirect: 'error', credentials: own ? 'same-origin' : 'omit', ...(own ? {} : { referrerPolicy: 'no-referrer' }) };
}

/** A text in which somebody may have repeated the key. */
function without(key: string | undefined, text: string): string {
  return key ? text.split(key).join('sk-…') : text;
}

function meta(response: Response, url: string, tries: number, started: number, key: string | undefined): ResponseMeta {
  let { headers } = response;
  if (key && [...headers.values()].some((value) => value.includes(key))) {
    const clean = [...headers].map(([name, value]): [string, string] => [name, without(key, value)]);
    headers = new Headers(clean);
  }
  const id = ['x-request-id', 'x-aihubmix-request-id', 'x-oneapi-request-id'].map((name) => headers.get(name)).find(Boolean);
  return {
    status: response.status,
    headers,
    requestId: id ?? null,
    url,
    tries,
    startedAt: new Date(started),
    durationMs: Date.now() - started,
  };
}

async function read(response: Response, known: Known, key: string | undefined, started: number): Promise<Sent> {
  const text = (await textOf(response)).replace(/^\ufeff/, '');
  known.meta = { ...known.meta!, durationMs: Date.now() - started };
  // A success is handed on exactly as it came. In anything else a server may have repeated the key.
  const clean = without(key, text);
  const parsed = json(response.status === 200 ? text : clean);
  known.raw = parsed;
  known.text = clean.slice(0, TEXT_MAX);
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    retryAfter: seconds(response.headers.get('retry-after')),
    text: known.text,
    json: parsed,
  };
}

async function textOf(response: Response): Promise<string> {
  const reader = response.body?.getReader?.();
  if (!reader) return response.text();
  const decoder = coder('TextDecoder');
  let text = '';
  for await (const chunk of chunksOf(reader, ANSWER_MAX)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The wish of a server as whole seconds, which is what the core reads; it may be a date. */
function seconds(header: string | null): string | null {
  if (header === null) return null;
  const wish = Number(header);
  const wait = Number.isNaN(wish) ? (Date.parse(header) - Date.now()) / 1000 : wish;
  return Number.isNaN(wait) ? null : String(Math.max(0, Math.ceil(wait)));
}

/** Whether an error of Node's proves that no byte left: no such name, or nobody there. */
function neverLeft(error: unknown): boolean {
  const thrown = error as { code?: unknown; cause?: { code?: unknown } } | null;
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL)$/.test(String(thrown?.cause?.code ?? thrown?.code));
}
