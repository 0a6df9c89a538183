import { FILES } from './generated/tables.js';
import { world } from './runtime.js';
import type { CanvasLike, FetchLike } from './types.js';
import { encoded } from './values.js';
import type { Core, RawIssue } from './wasm.js';

/** The head of a file that is looked at first; enough for nearly all. */
const HEAD = 64 * 1024;
/** Some cameras put a preview of several hundred kilobytes before the size. */
const HEAD_MAX = 16 * HEAD;
/** More than the service takes of one file; reading on would be in vain. */
const STREAM_MAX = 26 * 1024 * 1024;

/** Parameters whose pictures are numbers with their facts, as the core reads them, and the pictures by their numbers. */
export interface Prepared {
  readonly params: string;
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
      return { problem: 'unreadable', name: error instanceof Error ? error.message : String(error) };
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
  return { params: encoded(params), files, bytes, issues };
}

/** A mask that knows itself is asked before anything is paid for it. */
function blank(value: unknown): readonly RawIssue[] {
  const share = (value as { report?: () => { editFraction?: number } }).report?.().editFraction;
  return share === 0 ? [{ path: 'mask', reason: 'mask_blank', numbers: [share] }] : [];
}

/** What the first bytes of a blob say, and the blob with the type that it has. */
export async function facts(core: Pick<Core, 'sniff'>, blob: Blob): Promise<Record<string, unknown>> {
  for (let length = HEAD; ; length *= 4) {
    const found = core.sniff(new Uint8Array(await bytesOf(blob.slice(0, length))));
    if (found.problem === 'need_more' && length < HEAD_MAX) continue;
    if (found.problem) return { ...found, problem: found.problem === 'need_more' ? 'damaged' : found.problem };
    return {
      ...found,
      blob: blob.type === found.mime ? blob : blob.slice(0, blob.size, found.mime),
      bytes: blob.size,
    };
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

/** A picture in any of its forms as a blob; `undefined` where the value is no picture at all. */
export async function toBlob(value: unknown, fetcher: FetchLike | undefined): Promise<Blob | undefined> {
  if (typeof value === 'string') return value.startsWith('data:image/') ? fromDataUrl(value) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new Blob([value as ArrayBuffer]);
  if (value instanceof URL) return fromUrl(value, fetcher);
  const like = value as {
    [name: string]: unknown;
    blob?(): Promise<Blob>;
    png?(): Promise<Blob>;
    getReader?(): ReadableStreamDefaultReader<Uint8Array>;
    [Symbol.asyncIterator]?(): AsyncIterator<Uint8Array>;
  };
  if (typeof like['slice'] === 'function' && typeof like['size'] === 'number') return value as Blob;
  // A response, or a picture of an earlier call.
  if (typeof like.blob === 'function') {
    if (like['ok'] === false) throw new Error(`status ${String(like['status'])}`);
    return like.blob();
  }
  if (typeof like.png === 'function') return like.png();
  if (typeof like['convertToBlob'] === 'function' || typeof like['toBlob'] === 'function') {
    return fromCanvas(value as CanvasLike);
  }
  if (typeof like.getReader === 'function') return fromReader(like.getReader());
  if (typeof like[Symbol.asyncIterator] === 'function') return fromChunks(value as AsyncIterable<Uint8Array>);
  if ('data' in like && like['data'] !== value) return toBlob(like['data'], fetcher);
  return undefined;
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
  const response = await (fetcher ?? ((at, init) => world.fetch(at, init)))(url.href, { credentials: 'omit' });
  if (!response.ok) throw new Error(`${url.origin} answered with status ${response.status}`);
  return response.blob();
}

function fromCanvas(canvas: CanvasLike): Promise<Blob> {
  if (canvas.convertToBlob) return canvas.convertToBlob({ type: 'image/png' });
  return new Promise((done, fail) => {
    canvas.toBlob?.((blob) => (blob ? done(blob) : fail(new Error('the canvas gave no picture'))), 'image/png');
  });
}

async function fromReader(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Blob> {
  return fromChunks({
    async *[Symbol.asyncIterator]() {
      for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
    },
  });
}

async function fromChunks(chunks: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: BlobPart[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk as Uint8Array<ArrayBuffer>);
    length += chunk.byteLength;
    if (length > STREAM_MAX) throw new Error('the stream is longer than a picture may be');
  }
  return new Blob(parts);
}
