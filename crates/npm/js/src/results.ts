import { core } from './core.js';
import { ImageDownloadError, type Facts } from './errors.js';
import { facts } from './files.js';
import { fetchBy, random32 } from './runtime.js';
import { blobOf, tooLong } from './streams.js';
import type { Estimate, GeneratedImage, ImageAccess, ImageResult, ResponseMeta, Warning, WithheldImage } from './types.js';
import type { RawImage } from './wasm.js';
import { wordsOf } from './words.js';

/** What a result is made of. */
export interface Parts {
  readonly images: readonly RawImage[];
  readonly raw: unknown;
  readonly meta: ResponseMeta;
  readonly cost: Estimate;
  readonly warnings: readonly Warning[];
  readonly access: ImageAccess;
  readonly about: Facts;
}

/** What stands for what an answer does not tell of a picture. */
const UNTOLD = { prompt: '', seed: null, width: null, height: null, styleType: null };

/** The result of a call that makes pictures. */
export function imageResult({ images: all, access, about, ...parts }: Parts): ImageResult {
  const images: GeneratedImage[] = [];
  const withheld: WithheldImage[] = [];
  all.forEach((raw, index) => {
    const { withheld: reason, base64, expires, ...told } = { ...UNTOLD, ...raw };
    const { prompt, seed, url = `data:image/png;base64,${base64}` } = told;
    const blob = (options: DownloadOptions = {}) => download(url, access, about, options);
    if (reason) withheld.push({ index, reason, prompt, seed });
    else images.push({ index, ...told, url, expiresAt: moment(expires), blob });
  });
  return {
    created: moment((parts.raw as { created?: unknown } | null)?.created),
    images,
    withheld,
    ...parts,
    async download({ signal, concurrency = 4 } = {}) {
      const settled: PromiseSettledResult<Blob>[] = [];
      // Whoever is free takes the next one.
      const line = images.entries();
      const work = async (): Promise<void> => {
        for (const [at, image] of line) [settled[at]] = await Promise.allSettled([image.blob({ signal })]);
      };
      await Promise.all(Array.from({ length: Math.min(Math.max(1, concurrency), images.length) }, work));
      return settled;
    },
  };
}

/** A moment that is told in seconds since 1970 or as a date. */
function moment(told: unknown): Date | null {
  const date = new Date(typeof told === 'number' ? told * 1000 : String(told));
  return date.getTime() ? date : null;
}

interface DownloadOptions {
  signal?: AbortSignal;
  onProgress?: (progress: { loaded: number; total: number | null }) => void;
}

async function download(url: string, access: ImageAccess, about: Facts, options: DownloadOptions): Promise<Blob> {
  const { signal, onProgress } = options;
  const most = access.maxBytes ?? 2 ** 26;
  const loaded = await core();
  const place = url.startsWith('data:') ? url : String(access.rewriteUrl?.(url) ?? url);
  let status: number | null;
  /** Whether another try could not end better. */
  let isFinal: boolean;

  async function fetched(): Promise<Blob> {
    const response = await fetchBy(access.fetch)(place, { signal });
    status = response.status;
    // Some refusals pass.
    isFinal = status !== 408 && status !== 429 && status < 500;
    if (status !== 200) throw new Error(`status ${status}`);
    const total = Number(response.headers.get('content-length')) || null;
    if (total! > most) throw tooLong(most);
    isFinal = false;
    const reader = response.body?.getReader?.();
    if (!reader) return response.blob();
    return await blobOf(reader, most, (loaded) => onProgress?.({ loaded, total }));
  }

  for (let tries = 1; ; tries += 1) {
    status = null;
    isFinal = false;
    try {
      const found = await facts(loaded, await fetched());
      if (found.blob) return found.blob;
      isFinal = found.problem !== 'truncated';
      throw new Error(`what came is no picture (${found.problem})`);
    } catch (cause) {
      signal?.throwIfAborted();
      isFinal ||= cause instanceof RangeError || tries >= (access.maxTries ?? 4);
      const wait = isFinal ? 0 : loaded.downloadWait(tries, random32());
      if (wait === 0) throw failed(place, status, cause, about);
      await new Promise((go) => setTimeout(go, wait));
    }
  }
}

function failed(url: string, status: number | null, cause: unknown, about: Facts): ImageDownloadError {
  const gone = [403, 404, 410].includes(status!);
  return new ImageDownloadError(`the picture could not be fetched: ${wordsOf(cause)}`, {
    ...about,
    url,
    status,
    outcome: 'done',
    billed: 'yes',
    retryable: !gone,
    cause,
    hint: gone
      ? 'the link has ended; fetch pictures soon after they are made'
      : 'fetching is free; a page that may not read the host needs images.rewriteUrl',
  });
}
