/** `ideomix/node`: files as pictures, pictures as files. For Node, Deno and Bun. */
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GeneratedImage, ImageInput, ImageResult } from './types.js';

/** A picture file. It is opened when a call reads it, each time anew; a file that cannot be read is a validation error. */
export function fromFile(path: string | URL): ImageInput {
  const chunks: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => createReadStream(path)[Symbol.asyncIterator](),
  };
  return chunks;
}

/** A picture that was written, or why it was not. */
export type Saved =
  | { readonly image: GeneratedImage; readonly path: string }
  | { readonly image: GeneratedImage; readonly path: null; readonly error: unknown };

/**
 * Fetches all pictures of a result and writes them to a folder, which is made. One that fails does not spoil the others,
 * and no file is ever written over: where a name is taken, a number is added. `name` gives the names without their
 * endings; what no file name can hold is left out of them.
 */
export async function saveAll(
  result: ImageResult,
  folder: string | URL,
  options: { name?: (image: GeneratedImage) => string; signal?: AbortSignal } = {},
): Promise<readonly Saved[]> {
  const place = folder instanceof URL ? fileURLToPath(folder) : folder;
  await mkdir(place, { recursive: true });
  const blobs = await result.download(options.signal ? { signal: options.signal } : {});
  const saved: Saved[] = [];
  // One after the other, so that the numbers of like names are in the order of the pictures.
  for (const [at, image] of result.images.entries()) {
    try {
      const blob = blobs[at]!;
      if (blob.status === 'rejected') throw blob.reason;
      const usual = `${stem(image.url) || 'image'}-${image.index + 1}`;
      const name = plain(String(options.name?.(image) ?? '')) || usual;
      const bytes = new Uint8Array(await blob.value.arrayBuffer());
      saved.push({ image, path: await written(join(place, name), ENDINGS[blob.value.type] ?? 'png', bytes) });
    } catch (error) {
      saved.push({ image, path: null, error });
    }
  }
  return saved;
}

const ENDINGS: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };

/** Writes a file that is not there yet. What is there may be a picture that somebody paid for. */
async function written(path: string, ending: string, bytes: Uint8Array): Promise<string> {
  for (let turn = 1; ; turn += 1) {
    const free = `${path}${turn === 1 ? '' : `-${turn}`}.${ending}`;
    try {
      await writeFile(free, bytes, { flag: 'wx' });
      return free;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
    }
  }
}

/** The last part of a link without its ending, as far as it makes a harmless file name. */
function stem(url: string): string {
  const last = url.startsWith('data:') ? '' : (url.split(/[?#]/)[0]!.split('/').pop() ?? '');
  return last.replace(/\.\w+$/, '').replace(/[^\w-]+/g, '').slice(0, 60);
}

/** A text as the name of a file: in this folder, seen by everybody, and no longer than any system takes. */
function plain(name: string): string {
  const letters = name.replace(/\.(png|jpe?g|webp)$/i, '').replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-');
  return [...letters.replace(/^[\s.-]+/, '')].slice(0, 56).join('').replace(/[\s.-]+$/, '');
}
