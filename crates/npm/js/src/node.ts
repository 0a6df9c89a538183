/** `ideomix/node`: files as pictures, pictures as files. For Node, Deno and Bun. */
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Fetches all pictures of a result and writes them to a folder, which is made. One that fails does not spoil the others. */
export async function saveAll(
  result: ImageResult,
  folder: string,
  options: { name?: (image: GeneratedImage) => string; signal?: AbortSignal } = {},
): Promise<readonly Saved[]> {
  await mkdir(folder, { recursive: true });
  const blobs = await result.download(options.signal ? { signal: options.signal } : {});
  return Promise.all(
    result.images.map(async (image, at): Promise<Saved> => {
      const blob = blobs[at]!;
      if (blob.status === 'rejected') return { image, path: null, error: blob.reason as unknown };
      const name = options.name?.(image) ?? `${stem(image.url) || 'image'}-${image.index + 1}`;
      const path = join(folder, `${name}.${ENDINGS[blob.value.type] ?? 'png'}`);
      try {
        await writeFile(path, new Uint8Array(await blob.value.arrayBuffer()));
        return { image, path };
      } catch (error) {
        return { image, path: null, error };
      }
    }),
  );
}

const ENDINGS: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };

/** The last part of a link without its ending, as far as it makes a harmless file name. */
function stem(url: string): string {
  const last = url.startsWith('data:') ? '' : (url.split(/[?#]/)[0]!.split('/').pop() ?? '');
  return last.replace(/\.\w+$/, '').replace(/[^\w-]+/g, '').slice(0, 60);
}
