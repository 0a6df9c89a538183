import { ImageDownloadError, type Facts } from './errors.js';
import { facts } from './files.js';
import { core } from './core.js';
import { world } from './runtime.js';
import type { Estimate, GeneratedImage, ImageAccess, ImageResult, ResponseMeta, Warning, WithheldImage } from './types.js';
import type { RawImage } from './wasm.js';

/** What a result is made of. */
export interface Parts {
  readonly images: readonly RawImage[];
  readonly raw: unknown;
  readonly meta: ResponseMeta;
  readonly cost: Estimate;
  readonly warnings: readonly Warning[];
  readonly access: ImageAccess;
  readonly facts: Facts;
}

/** The result of a call that makes pictures. */
export function imageResult(parts: Parts): ImageResult {
  const images: GeneratedImage[] = [];
  const withheld: WithheldImage[] = [];
  parts.images.forEach((raw, index) => {
    const prompt = raw.prompt ?? '';
    const seed = raw.seed ?? null;
    if (raw.withheld) withheld.push({ index, reason: raw.withheld, prompt, seed });
    else images.push(image(raw, index, prompt, seed, parts));
  });
  const { raw, meta, cost, warnings } = parts;
  return {
    created: created(raw),
    images,
    withheld,
    warnings,
    cost,
    meta,
    raw,
    download: ({ signal, concurrency = 4 } = {}) => downloadAll(images, concurrency, signal),
  };
}

function image(raw: RawImage, index: number, prompt: string, seed: number | null, parts: Parts): GeneratedImage {
  const url = raw.url ?? `data:image/png;base64,${raw.base64 ?? ''}`;
  return {
    index,
    url,
    prompt,
    seed,
    width: raw.width ?? null,
    height: raw.height ?? null,
    styleType: raw.styleType ?? null,
    expiresAt: raw.expires === undefined ? null : new Date(raw.expires * 1000),
    blob: (options = {}) => download(url, parts, options),
  };
}

function created(raw: unknown): Date | null {
  const value = (raw as { created?: unknown } | null)?.created;
  const date = typeof value === 'number' ? new Date(value * 1000) : typeof value === 'string' ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

async function downloadAll(
  images: readonly GeneratedImage[],
  concurrency: number,
  signal: AbortSignal | undefined,
): Promise<readonly PromiseSettledResult<Blob>[]> {
  const settled: PromiseSettledResult<Blob>[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < images.length) {
      const at = next++;
      const [one] = await Promise.allSettled([images[at]!.blob(signal ? { signal } : {})]);
      settled[at] = one!;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, images.length)) }, work));
  return settled;
}

interface DownloadOptions {
  signal?: AbortSignal;
  onProgress?: (progress: { loaded: number; total: number | null }) => void;
}

async function download(url: string, parts: Parts, options: DownloadOptions): Promise<Blob> {
  const { access } = parts;
  const loaded = await core();
  const place = url.startsWith('data:') ? url : String(access.rewriteUrl?.(url) ?? url);
  for (let tries = 1; ; tries += 1) {
    try {
      const blob = await fetched(place, access, options);
      const found = await facts(loaded, blob);
      if (found['blob']) return found['blob'] as Blob;
      throw new Broken(`what came is no picture (${String(found['problem'])})`, null, found['problem'] !== 'truncated');
    } catch (cause) {
      options.signal?.throwIfAborted();
      const wait = tries < (access.maxTries ?? 4) ? loaded.downloadWait(tries, Math.floor(Math.random() * 2 ** 32)) : 0;
      if (wait === 0 || (cause instanceof Broken && cause.isFinal)) throw failed(place, cause, parts);
      await new Promise((go) => setTimeout(go, wait));
    }
  }
}

/** Why a try to fetch a picture failed, and whether another could end better. */
class Broken extends Error {
  constructor(
    message: string,
    readonly status: number | null,
    readonly isFinal: boolean,
  ) {
    super(message);
  }
}

async function fetched(url: string, access: ImageAccess, options: DownloadOptions): Promise<Blob> {
  const fetcher = access.fetch ?? ((at: string, init: RequestInit) => world.fetch(at, init));
  const init: RequestInit = options.signal ? { signal: options.signal } : {};
  const response = await fetcher(url, init);
  const { status } = response;
  if (status !== 200) {
    const passes = status === 408 || status === 429 || status >= 500;
    throw new Broken(`status ${status}`, status, !passes);
  }
  const most = access.maxBytes ?? 64 * 1024 * 1024;
  const total = Number(response.headers.get('content-length')) || null;
  const tooLarge = () => new Broken(`the picture is larger than ${most} bytes`, status, true);
  if (total !== null && total > most) throw tooLarge();
  const reader = response.body?.getReader?.();
  if (!reader) return response.blob();
  const chunks: BlobPart[] = [];
  let loaded = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    loaded += step.value.byteLength;
    if (loaded > most) {
      reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(step.value);
    options.onProgress?.({ loaded, total });
  }
  return new Blob(chunks);
}

function failed(url: string, cause: unknown, parts: Parts): ImageDownloadError {
  const status = cause instanceof Broken ? cause.status : null;
  const gone = status === 403 || status === 404 || status === 410;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ImageDownloadError(`the picture could not be fetched: ${why}`, {
    ...parts.facts,
    url,
    status,
    outcome: 'done',
    billed: 'yes',
    retryable: !gone,
    cause,
    hint: gone
      ? 'the link has ended; pictures must be fetched soon after they are made'
      : 'fetching is free; if a page may not read the host, give images.rewriteUrl an address of your own server',
  });
}
