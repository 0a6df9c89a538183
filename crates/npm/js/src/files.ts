import { FILES } from './generated/tables.js';
import { fetchBy } from './runtime.js';
import { blobOf, bytesFrom, type Reader } from './streams.js';
import type { CanvasLike, FetchLike } from './types.js';
import { encoded } from './values.js';
import type { Core, RawIssue, Sniffed } from './wasm.js';
import { wordsOf } from './words.js';

/** As much of a file as is looked at at once. */
const HEAD = 2 ** 16;
/** More than the service takes of one file; reading on would be in vain. */
const STREAM_MAX = 26 * 2 ** 20;

/** Parameters whose pictures are numbers with their facts, as the core reads them, and the pictures by their numbers. */
export interface Prepared {
  readonly text: string;
  readonly files: readonly Blob[];
  readonly bytes: number;
  readonly issues: readonly RawIssue[];
}

/** Turns every picture among the parameters into a blob and looks at its first bytes. Nothing of it is copied but those. */
export async function prepare(core: Core, given: unknown, fetcher: FetchLike | undefined): Promise<Prepared> {
  const params: Record<string, unknown> = { ...(given as object) };
  const issues: RawIssue[] = [];
  const files: Blob[] = [];
  let bytes = 0;
  const one = async (value: unknown, name: string): Promise<unknown> => {
    let blob: Blob | undefined;
    try {
      blob = await toBlob(value, fetcher);
    } catch (error) {
      return { problem: 'unreadable', name: wordsOf(error) };
    }
    if (!blob) return null;
    bytes += blob.size;
    // A mask that knows itself is asked before anything is paid for it.
    const { editFraction } = (value as { report?: () => { editFraction?: number } }).report?.() ?? {};
    if (name === 'mask' && editFraction === 0) issues.push({ path: name, reason: 'mask_blank' });
    const found = await facts(core, blob);
    return found.blob ? { ...found, file: files.push(found.blob) - 1 } : found;
  };
  for (const name of FILES) {
    const value = params[name];
    if (value === undefined) continue;
    params[name] = Array.isArray(value)
      ? await Promise.all(value.map((item) => one(item, name)))
      : await one(value, name);
  }
  return { text: encoded(params), files, bytes, issues };
}

/** What a blob turned out to be. */
export interface Found extends Sniffed {
  /** The blob with the type that it has; nothing where there is a problem. */
  readonly blob?: Blob;
  readonly bytes?: number;
}

/** What the first bytes of a blob say. */
export async function facts(core: Pick<Core, 'sniff'>, blob: Blob): Promise<Found> {
  let head = blob.slice(0, HEAD);
  for (let at = 2; ; ) {
    const found = core.sniff(new Uint8Array(await bytesOf(head)));
    const { from, problem, mime } = found;
    if (!from) return problem ? found : { ...found, blob: blob.type === mime ? blob : blob.slice(0, blob.size, mime), bytes: blob.size };
    // A JPEG may have megabytes of metadata before its size. It is read on as if there were none.
    at += from - 2;
    head = new Blob([blob.slice(0, 2), blob.slice(at, at + HEAD)]);
  }
}

async function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  if (typeof blob.arrayBuffer === 'function') return blob.arrayBuffer();
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result as ArrayBuffer);
    reader.onerror = () => fail(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

/** What a picture may be known by. */
type Like = CanvasLike & {
  ok?: boolean;
  status?: number;
  size?: number;
  data?: unknown;
  blob(): Promise<Blob>;
  png(): Promise<Blob>;
  getReader(): Reader;
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array>;
};

/** A picture in any of its forms as a blob; `undefined` where the value is no picture at all. */
export async function toBlob(value: unknown, fetcher: FetchLike | undefined): Promise<Blob | undefined> {
  if (typeof value === 'string') return value.startsWith('data:image/') ? fromDataUrl(value) : undefined;
  if (typeof value !== 'object' || !value) return undefined;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new Blob([value as ArrayBuffer]);
  if (value instanceof URL) {
    const { protocol, href } = value;
    if (protocol === 'file:') throw new Error('files are opened by fromFile() of ideomix/node');
    if (protocol === 'data:') return fromDataUrl(href);
    return toBlob(await fetchBy(fetcher)(href, { credentials: 'omit' }), fetcher);
  }
  const like = value as Like;
  const can = (name: string | symbol): boolean => typeof (value as Record<string | symbol, unknown>)[name] === 'function';
  if (can('slice') && like.size! >= 0) return value as Blob;
  // A response, or a picture of an earlier call.
  if (can('blob')) {
    if (like.ok === false) throw new Error(`status ${like.status}`);
    return like.blob();
  }
  if (can('png')) return like.png();
  if (can('convertToBlob')) return like.convertToBlob!({ type: 'image/png' });
  if (can('toBlob')) {
    const blob = await new Promise<Blob | null>((done) => like.toBlob!(done, 'image/png'));
    if (blob) return blob;
    throw new Error('the canvas gave no picture');
  }
  if (can('getReader')) return blobOf(like.getReader(), STREAM_MAX);
  if (can(Symbol.asyncIterator)) {
    const iterator = like[Symbol.asyncIterator]();
    return blobOf({ read: () => iterator.next(), cancel: async () => iterator.return?.() }, STREAM_MAX);
  }
  return like.data && like.data !== value ? toBlob(like.data, fetcher) : undefined;
}

function fromDataUrl(url: string): Blob {
  const comma = url.indexOf(',');
  const text = decodeURIComponent(url.slice(comma + 1));
  const binary = url.slice(0, comma).endsWith(';base64') ? atob(text) : text;
  return new Blob([bytesFrom(binary)]);
}

