import { ConfigError } from './errors.js';
import { coder, edge, fetchBy, world } from './runtime.js';
import { chunksOf } from './streams.js';
import type { AttemptInfo, Awaitable, ClientOptions, HeaderInput, ResponseMeta } from './types.js';
import type { Sent } from './wasm.js';
import { wordsOf } from './words.js';

/** The longest answer that is read, in bytes. Pictures inside an answer (base 64) are the largest that is meant. */
const ANSWER_MAX = 2 ** 26;
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
  /** Waits for something, or rejects when the caller gives up. */
  readonly unlessLeft: <V>(work: Promise<V>) => Promise<V>;
  /** Called when the bytes leave now. */
  leaves(): void;
}

/** What is known after a try. */
export interface Known {
  /** What the core is told. */
  sent: Sent;
  meta?: ResponseMeta;
  /** The answer as parsed. */
  raw?: unknown;
  /** The beginning of the answer, without the key. */
  text?: string;
  /** What fetch threw, or a `ConfigError` of what came before it. */
  thrown?: unknown;
  /** Its words, without the key. */
  why?: string;
  /** What had not come when time was over. */
  phase: 'headers' | 'body';
}

/** Sends one try and reads its whole answer. The core must always hear what became of it, so this never rejects. */
export async function send(attempt: Attempt, path: string, body: string | FormData, timeoutMs: number): Promise<Known> {
  const { client, info, unlessLeft } = attempt;
  const known: Known = { sent: { fault: 'timed_out' }, phase: 'headers' };
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let key: string | undefined;
  try {
    key = await unlessLeft(keyOf(client));
    const headers = await unlessLeft(headersOf(attempt, key, typeof body === 'string'));
    const url = client.base + path;
    if (url.startsWith('/') && !client.fetch && !world.location) {
      throw new ConfigError(`the address ${url} belongs to no page`, {
        hint: 'give a whole address as baseUrl',
      });
    }
    const exchange = async (): Promise<void> => {
      const started = Date.now();
      attempt.leaves();
      // By its name a fetch function of `ideomix/testing` tells which tries are of one call.
      const init = { method: 'POST', headers, body, ...modes(url), signal: controller.signal, [Symbol.for('ideomix')]: info.callId };
      const response = await fetchBy(client.fetch)(url, init);
      known.phase = 'body';
      known.meta = meta(response, url, info.attempt, started, key);
      await read(response, known, key, started);
    };
    const over = new Promise<void>((end) => (timer = setTimeout(end, timeoutMs)));
    await unlessLeft(Promise.race([exchange(), over]));
  } catch (error) {
    // The connection ended before the body did: for a success that is a cut answer, which was paid for.
    if (known.meta) known.sent = { status: known.meta.status };
    else {
      known.thrown = error;
      known.why = without(key, wordsOf(error));
      known.sent = { fault: error instanceof ConfigError || neverLeft(error) ? 'unsent' : 'network' };
    }
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
  return known;
}

async function keyOf({ apiKey }: Sending): Promise<string | undefined> {
  const key: unknown = await asked('apiKey', () => (typeof apiKey === 'function' ? apiKey() : apiKey));
  if (key === undefined) return undefined;
  const trimmed = typeof key === 'string' ? key.trim() : '';
  if (/^[!-~]+$/.test(trimmed)) return trimmed;
  throw new ConfigError('the apiKey is empty, or no header can carry it');
}

/** Asks a function of the caller's. */
async function asked<T>(name: string, ask: () => Awaitable<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new ConfigError(`the ${name} function failed`, { cause });
  }
}

async function headersOf({ client, info, moreHeaders }: Attempt, key: string | undefined, json: boolean): Promise<Record<string, string>> {
  const { headers } = client;
  const merged: Record<string, string> = {};
  if (json) merged['Content-Type'] = 'application/json';
  if (key !== undefined) merged['Api-Key'] = key;
  const own = await asked('headers', () => (typeof headers === 'function' ? headers(info) : headers));
  for (const input of [own, moreHeaders]) {
    const pairs = input && Symbol.iterator in input ? input : Object.entries(input ?? {});
    for (const [name, value] of pairs as Iterable<readonly [string, string]>) {
      const lower = name.toLowerCase();
      // The content type belongs to the body: a form's boundary is made by fetch.
      if (lower === 'content-type') continue;
      for (const known of Object.keys(merged)) if (known.toLowerCase() === lower) delete merged[known];
      merged[name] = value;
    }
  }
  return merged;
}

/** No redirect, since it would carry the key away; cookies and referrer, as usual, for one's own server only. */
function modes(url: string): RequestInit {
  if (edge.is) return { redirect: 'manual' };
  return { redirect: 'error', ...(!url.startsWith('/') && { credentials: 'omit', referrerPolicy: 'no-referrer' }) };
}

/** A text in which somebody may have repeated the key. */
function without(key: string | undefined, text: string): string {
  return key ? text.replaceAll(key, 'sk-…') : text;
}

function meta(response: Response, url: string, tries: number, started: number, key: string | undefined): ResponseMeta {
  let { headers } = response;
  if (key && [...headers].join().includes(key)) {
    const clean = [...headers].map(([name, value]): [string, string] => [name, without(key, value)]);
    headers = new Headers(clean);
  }
  const id = ['', 'aihubmix-', 'oneapi-'].map((whose) => headers.get(`x-${whose}request-id`)).find(Boolean);
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

async function read(response: Response, known: Known, key: string | undefined, started: number): Promise<void> {
  const text = await textOf(response);
  known.meta = { ...known.meta!, durationMs: Date.now() - started };
  // A success is handed on exactly as it came. In anything else a server may have repeated the key.
  const clean = without(key, text);
  try {
    known.raw = JSON.parse(response.status === 200 ? text : clean);
  } catch {
    // The core says what it is that came.
  }
  known.text = clean.slice(0, TEXT_MAX);
  known.sent = {
    status: response.status,
    contentType: response.headers.get('content-type'),
    retryAfter: seconds(response.headers.get('retry-after')),
    text: known.text,
    json: known.raw,
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

/** The wish of a server as whole seconds, which is what the core reads; it may be a date. */
function seconds(header: string | null): string | null {
  if (!header) return null;
  const wish = Number(header);
  const wait = wish >= 0 ? wish : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(wait) ? null : `${Math.max(0, Math.ceil(wait))}`;
}

/** Whether an error of Node's proves that no byte left: no such name, or nobody there. */
function neverLeft(error: unknown): boolean {
  const thrown = error as { code?: unknown; cause?: { code?: unknown } } | null;
  return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT|INVALID_URL/.test(String(thrown?.cause?.code ?? thrown?.code));
}
