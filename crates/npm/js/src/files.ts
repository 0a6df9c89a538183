import { FILES } from './generated/tables.js';
import { fetchBy } from './runtime.js';
import { chunksOf, type Reader } from './streams.js';
import type { CanvasLike, FetchLike } from './types.js';
import { encoded } from './values.js';
import type { Core, RawIssue } from './wasm.js';
import { wordsOf } from './words.js';

/** As much of a file as is looked at at once. */
const HEAD = 64 * 1024;
/** More than the service takes of one file; reading on would be in vain. */
const STREAM_MAX = 26 * 1024 * 1024;

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
  const one = async (value: unknown, path: string): Promise<unknown> => {
    let blob: Blob | undefined;
    try {
      blob = await toBlob(value, fetcher);
    } catch (error) {
      return { problem: 'unreadable', name: wordsOf(error) };
    }
    if (!blob) return null;
    bytes += blob.size;
    if (path === 'mask') issues.push(...blank(value));
    const found = await facts(core, blob);
    return found['blob'] ? { ...found, file: files.push(found['blob'] as Blob) - 1 } : found;
  };
  for (const name of FILES) {
    const value = params[name];
    if (value === undefined) continue;
    params[name] = Array.isArray(value)
      ? await Promise.all(value.map((item, at) => one(item, `${name}[${at}]`)))
      : await one(value, name);
  }
  return { text: encoded(params), files, bytes, issues };
}

/** A mask that knows itself is asked before anything is paid for it. */
function blank(value: unknown): readonly RawIssue[] {
  const share = (value as { report?: () => { editFraction?: number } }).report?.().editFraction;
  return share === 0 ? [{ path: 'mask', reason: 'mask_blank', numbers: [share] }] : [];
}

/** What the first bytes of a blob say, and the blob with the type that it has. */
export async function facts(core: Pick<Core, 'sniff'>, blob: Blob): Promise<Record<string, unknown>> {
  let head = blob.slice(0, HEAD);
  for (let skipped = 0; ; ) {
    const found = core.sniff(new Uint8Array(await bytesOf(head)));
    const { from, problem, mime } = found;
    if (!from) {
      return problem ? { ...found } : { ...found, blob: blob.type === mime ? blob : blob.slice(0, blob.size, mime), bytes: blob.size };
    }
    // A JPEG may have megabytes of metadata before its size. It is read on as if there were none.
    skipped += from - 2;
    head = new Blob([blob.slice(0, 2), blob.slice(skipped + 2, skipped + HEAD)]);
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
  size?: unknown;
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
  if (value instanceof URL) return fromUrl(value, fetcher);
  const like = value as Like;
  const can = (name: string | symbol): boolean => typeof (value as Record<string | symbol, unknown>)[name] === 'function';
  if (can('slice') && typeof like.size === 'number') return value as Blob;
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
  if (can('getReader')) return fromReader(like.getReader());
  if (can(Symbol.asyncIterator)) {
    const iterator = like[Symbol.asyncIterator]();
    return fromReader({ read: () => iterator.next(), cancel: async () => iterator.return?.() });
  }
  return like.data && like.data !== value ? toBlob(like.data, fetcher) : undefined;
}

function fromDataUrl(url: string): Blob {
  const comma = url.indexOf(',');
  const text = decodeURIComponent(url.slice(comma + 1));
  const binary = url.slice(0, comma).endsWith(';base64') ? atob(text) : text;
  return new Blob([Uint8Array.from(binary, (letter) => letter.charCodeAt(0))]);
}

async function fromUrl(url: URL, fetcher: FetchLike | undefined): Promise<Blob> {
  if (url.protocol === 'file:') throw new Error('files are opened by fromFile() of ideomix/node');
  if (url.protocol === 'data:') return fromDataUrl(url.href);
  const response = await fetchBy(fetcher)(url.href, { credentials: 'omit' });
  if (!response.ok) throw new Error(`${url.origin} answered with status ${response.status}`);
  return response.blob();
}

async function fromReader(reader: Reader): Promise<Blob> {
  const parts: BlobPart[] = [];
  for await (const chunk of chunksOf(reader, STREAM_MAX)) parts.push(chunk);
  return new Blob(parts);
}
