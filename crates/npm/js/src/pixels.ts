import { ConfigError } from './errors.js';
import { inflate } from './loader.js';
import { world } from './runtime.js';

/** Decoded pixels, four bytes each: red, green, blue, alpha. `ImageData` is one. */
export interface PixelData {
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** The bytes, row by row. */
  readonly data: Uint8ClampedArray | Uint8Array;
}

/** Whether a value is decoded pixels already. */
export function isPixels(value: unknown): value is PixelData {
  const { data, width, height } = (value ?? {}) as Partial<PixelData>;
  return ArrayBuffer.isView(data) && width! > 0 && data.byteLength === width! * height! * 4;
}

/** The pixels of a picture file: PNG everywhere, other formats where the runtime can decode them. */
export async function decode(blob: Blob): Promise<PixelData> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (bytes[0] === 0x89 && bytes[1] === 0x50) {
    const pixels = await png(bytes);
    if (pixels) return pixels;
  }
  if (typeof createImageBitmap !== 'function' || typeof OffscreenCanvas !== 'function') {
    throw new ConfigError('this runtime decodes no pictures but plain PNG', { hint: 'decode the picture and give its pixels' });
  }
  // As stored: the service looks at the stored pixels too.
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'none' as never, premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** How many samples a pixel has, by the color type of the file. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** A PNG that is not interlaced, of up to eight bits; `undefined` for others. Exact, unlike a canvas. */
async function png(bytes: Uint8Array<ArrayBuffer>): Promise<PixelData | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  let palette: Uint8Array | undefined;
  let alphas: Uint8Array | undefined;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const body = bytes.subarray(at + 8, at + 8 + length);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === 'IDAT') parts.push(body);
    if (name === 'PLTE') palette = body;
    if (name === 'tRNS') alphas = body;
    at += 12 + length;
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, type, interlaced] = [bytes[24]!, bytes[25]!, bytes[28]!];
  const samples = SAMPLES[type];
  if (!samples || depth > 8 || interlaced || (alphas && type !== 3)) return undefined;
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (packed.set(part, at), at + part.length), 0);
  const raw = await inflate(packed);
  const stride = Math.ceil((width * samples * depth) / 8);
  if (raw.length < (stride + 1) * height) throw new Error('the pixels are cut off');
  const step = Math.max(1, (samples * depth) >> 3);
  const data = new Uint8ClampedArray(width * height * 4);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y += 1) {
    const row = raw.slice(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    unfilter(raw[y * (stride + 1)]!, row, above, step);
    above = row;
    for (let x = 0; x < width; x += 1) {
      const sample = (n: number): number => {
        const bit = (x * samples + n) * depth;
        return depth === 8 ? row[bit >> 3]! : (row[bit >> 3]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
      };
      const value = sample(0);
      const gray = (value * 255) / ((1 << depth) - 1);
      const color =
        type === 3
          ? [palette?.[value * 3], palette?.[value * 3 + 1], palette?.[value * 3 + 2], alphas?.[value] ?? 255]
          : samples < 3
            ? [gray, gray, gray, samples === 2 ? sample(1) : 255]
            : [value, sample(1), sample(2), samples === 4 ? sample(3) : 255];
      data.set(color.map((part) => part ?? 0), (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

function unfilter(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  for (let at = 0; at < row.length; at += 1) {
    const left = row[at - step] ?? 0;
    const up = above[at]!;
    const corner = above[at - step] ?? 0;
    const guess = left + up - corner;
    const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
    const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
    row[at]! += [0, left, up, (left + up) >> 1, paeth][filter] ?? 0;
  }
}

/** Pixels as the runtime's own `ImageData`, where it has one. */
export function asImageData(pixels: { width: number; height: number; data: Uint8ClampedArray }): PixelData {
  return world.ImageData ? new ImageData(pixels.data as ImageDataArray, pixels.width, pixels.height) : pixels;
}
