/// <reference lib="esnext.disposable" preserve="true" />
/** `ideomix/mask`: masks drawn, read, checked and proved. Its wasm file is its own and is loaded when a mask is made. */
import { DisposedError, IdeogramError, ValidationError, type Issue } from './errors.js';
import { facts, toBlob } from './files.js';
import { packed } from './generated/mask-packed.js';
import { loaderOf, unpack, type Wasm } from './loader.js';
import { asImageData, decode, isPixels, type PixelData } from './pixels.js';
import type { ImageInput, MaskLike } from './types.js';
import type { Core } from './wasm.js';

export type { PixelData } from './pixels.js';

/** A place in pixels from the upper left corner. */
export interface Point {
  /** To the right. */
  x: number;
  /** Downwards. */
  y: number;
}
/** What becomes of the pixels: changed by the edit, or kept. Which color that is on the wire is the package's business. */
export type Paint = 'edit' | 'keep';

/** What can be said about a mask. */
export interface MaskReport {
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** Which share of the pixels is changed. */
  readonly editFraction: number;
  /** Which share of a file's pixels is neither dark nor bright. */
  readonly grayFraction: number;
  /** Whether a file has transparency. */
  readonly hasAlpha: boolean;
  /** What the service would refuse. */
  readonly issues: readonly Issue[];
  /** Whether there are none. */
  readonly ok: boolean;
}

interface MaskCore extends Wasm, Pick<Core, 'sniff'> {}

/** The longest side of a mask, as crates/mask has it. */
const MOST_SIDE = 40_000;

const loader = loaderOf<MaskCore>((wasm) => ({ ...wasm, sniff: (head) => wasm.json('sniff', head) }));
loader.from(() => unpack(packed));
/** Gives a mask's memory back when nobody holds it any more; `dispose()` and `using` do it at once. */
const forgotten =
  typeof FinalizationRegistry === 'function'
    ? new FinalizationRegistry<{ core: MaskCore; number: number }>(({ core, number }) => quietly(() => core.call('forget', [], number)))
    : undefined;

/** The pixels of a picture that an edit changes. */
export class Mask implements MaskLike, Disposable {
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  #core: MaskCore;
  #number: number | undefined;

  private constructor(core: MaskCore, number: number, width: number, height: number) {
    if (number < 0) {
      throw wrong('mask', 'mask_size', 'must have sides of whole pixels, up to 2^28 of them', `${width}x${height}`);
    }
    this.#core = core;
    this.#number = number;
    this.width = width;
    this.height = height;
    forgotten?.register(this, { core, number }, this);
  }

  /** A mask that changes nothing yet. */
  static async blank(width: number, height: number): Promise<Mask> {
    const core = await loader.core();
    const isWhole = Number.isInteger(number('width', width, 1, MOST_SIDE)) && Number.isInteger(number('height', height, 1, MOST_SIDE));
    return new Mask(core, isWhole ? core.call('blank', [], width, height) : -1, width, height);
  }

  /** A mask of a picture's size that changes nothing yet. */
  static async forImage(image: ImageInput): Promise<Mask> {
    const { width, height } = await sizeOf(image, 'image');
    return Mask.blank(width, height);
  }

  /**
   * A mask from a file or from pixels. Without `edit` the file's own look decides: transparency where it has some, else
   * black is changed. PNG is read everywhere, other formats where the runtime can decode them.
   */
  static async from(
    source: ImageInput | PixelData,
    options: { edit?: 'black' | 'white' | 'transparent'; threshold?: number } = {},
  ): Promise<Mask> {
    const core = await loader.core();
    const edit = options.edit === undefined ? 3 : word('edit', options.edit, ['black', 'white', 'transparent']);
    const threshold = number('threshold', options.threshold ?? 128, 0, 255);
    const { width, height, data } = await pixelsOf(source, 'mask');
    return new Mask(core, core.call('from_pixels', [bytes(data)], width, height, edit, threshold), width, height);
  }

  /** Paints a rectangle. */
  rect(x: number, y: number, w: number, h: number, paint: Paint = 'edit'): this {
    const [left, top] = [number('x', x), number('y', y)];
    return this.#box('rect', left, top, left + number('w', w, 0), top + number('h', h, 0), paint);
  }

  /** Paints an ellipse. */
  ellipse(cx: number, cy: number, rx: number, ry: number, paint: Paint = 'edit'): this {
    const [x, y, dx, dy] = [number('cx', cx), number('cy', cy), number('rx', rx, 0), number('ry', ry, 0)];
    return this.#box('ellipse', x - dx, y - dy, x + dx, y + dy, paint);
  }

  /** Paints the area inside a line; its ends are joined. */
  polygon(points: readonly Point[], paint: Paint = 'edit'): this {
    return this.#do('polygon', [flat(points)], paints(paint));
  }

  /** Paints what a round brush covers along a line; its radius is at most 512 pixels. */
  stroke(points: readonly Point[], radius: number, paint: Paint = 'edit'): this {
    return this.#do('stroke', [flat(points)], number('radius', radius, 0, 512) * 2, paints(paint));
  }

  /** Changes what was kept, and keeps what was changed. */
  invert(): this {
    return this.#do('invert');
  }

  /** Grows the changed area by whole pixels, at most 1000. */
  grow(px: number): this {
    return this.#do('grow', [], Math.round(number('px', px, -1000, 1000)));
  }

  /** Shrinks the changed area by whole pixels, at most 1000. */
  shrink(px: number): this {
    return this.grow(-number('px', px, -1000, 1000));
  }

  /** Adds what another mask of the same size changes. */
  union(other: Mask): this {
    return this.#join(other, true);
  }

  /** Keeps what another mask of the same size changes. */
  subtract(other: Mask): this {
    return this.#join(other, false);
  }

  /** The same mask once more. */
  clone(): Mask {
    return new Mask(this.#core, this.#core.call('copy', [], this.#live), this.width, this.height);
  }

  /** What can be said about the mask. */
  report(): MaskReport {
    const editFraction = this.#core.call('painted', [], this.#live) / (this.width * this.height);
    return report(this, editFraction, 0, false, []);
  }

  /** The changed part in a color, the rest transparent; for a canvas over the picture. */
  overlay([r, g, b, a]: readonly [number, number, number, number] = [255, 45, 85, 140]): PixelData {
    const tinted = this.#core.bytes('tinted', [], this.#live, ((r << 24) | (g << 16) | (b << 8) | a) >>> 0);
    return asImageData({ width: this.width, height: this.height, data: new Uint8ClampedArray(tinted.buffer) });
  }

  /** The file that the service takes: eight bits of gray, pure black and white, no transparency. */
  async png(): Promise<Blob> {
    return new Blob([this.#core.bytes('png', [], this.#live)], { type: 'image/png' });
  }

  /** Gives the memory back. May be called again; any other use afterwards is a `DisposedError`. */
  dispose(): void {
    const number = this.#number;
    if (number === undefined) return;
    this.#number = undefined;
    forgotten?.unregister(this);
    quietly(() => this.#core.call('forget', [], number));
  }

  /** For `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** @internal */
  static changedOutside(mask: Mask, before: PixelData, after: PixelData): number {
    const { width, height } = before;
    if (after.width !== width || after.height !== height) return -1;
    return mask.#core.call('changed_outside', [bytes(before.data), bytes(after.data)], mask.#live, width, height);
  }

  /** A figure by its sides, each at the nearest border of a pixel; what lies far outside is as good as near. */
  #box(name: string, x0: number, y0: number, x1: number, y1: number, paint: Paint): this {
    const far = 2 ** 30;
    const [left, top, right, bottom] = [x0, y0, x1, y1].map((side) => Math.max(-far, Math.min(far, Math.round(side))));
    return this.#do(name, [], left!, top!, right! - left!, bottom! - top!, paints(paint));
  }

  #do(name: string, given: readonly Uint8Array[] = [], ...numbers: number[]): this {
    this.#core.call(name, given, this.#live, ...numbers);
    return this;
  }

  get #live(): number {
    if (this.#number === undefined) throw new DisposedError();
    return this.#number;
  }

  #join(other: Mask, add: boolean): this {
    if (!(other instanceof Mask)) throw wrong('other', 'type', 'must be a mask', other);
    const isOfOneCore = this.#core === other.#core;
    if (!isOfOneCore || !this.#core.call('join', [], this.#live, other.#live, +add)) {
      throw wrong('other', 'mask_size', `must have the size of this mask, ${sides(this)}`, sides(other));
    }
    return this;
  }
}

/** What can be said about a mask file, and whether it fits a picture. */
export async function check(mask: ImageInput, image?: ImageInput): Promise<MaskReport> {
  const core = await loader.core();
  const pixels = await pixelsOf(mask, 'mask');
  const looks = core.call('inspect', [bytes(pixels.data)], pixels.width, pixels.height);
  using read = await Mask.from(pixels, { edit: 'black' });
  const issues: Issue[] = [];
  if (image !== undefined) {
    const { width, height } = await sizeOf(image, 'image');
    if (width !== pixels.width || height !== pixels.height) {
      issues.push(...wrong('mask', 'mask_size', `must have the size of the picture, ${width}x${height}`, sides(pixels), [`${width}x${height}`]).issues);
    }
  }
  return report(pixels, read.report().editFraction, (looks % 10_000) / 1000, looks >= 10_000, issues);
}

/** Which share of the pixels outside the mask differs between a picture and its edit: 0 proves that the rest was kept. */
export async function changedOutside(before: ImageInput, after: ImageInput, mask: Mask): Promise<{ readonly changedFraction: number }> {
  if (!(mask instanceof Mask)) throw wrong('mask', 'type', 'must be a Mask; Mask.from() reads a file', mask);
  const [first, second] = await Promise.all([pixelsOf(before, 'before'), pixelsOf(after, 'after')]);
  const changedFraction = Mask.changedOutside(mask, first, second);
  if (changedFraction >= 0) return { changedFraction };
  throw wrong('after', 'image_size', `and mask must have the size of the picture, ${sides(first)}`, `${sides(second)} and ${sides(mask)}`);
}

function report(size: { width: number; height: number }, editFraction: number, grayFraction: number, hasAlpha: boolean, found: readonly Issue[]): MaskReport {
  const issues = [...found];
  if (editFraction === 0) {
    issues.push({ path: 'mask', code: 'mask_blank', message: 'mask changes nothing: no pixel is marked' });
  }
  if (editFraction === 1) {
    issues.push({ path: 'mask', code: 'mask_blank', message: 'mask changes everything: every pixel is marked' });
  }
  const { width, height } = size;
  return { width, height, editFraction, grayFraction, hasAlpha, issues, ok: issues.length === 0 };
}

async function sizeOf(image: ImageInput, path: string): Promise<{ width: number; height: number }> {
  return (await looked(image, path)).found;
}

async function pixelsOf(source: ImageInput | PixelData, path: string): Promise<PixelData> {
  if (isPixels(source)) return source;
  const { blob } = await looked(source, path);
  try {
    return await decode(blob);
  } catch (cause) {
    if (cause instanceof IdeogramError) throw cause;
    throw new ValidationError([{ path, code: 'image_format', message: `${path} is a damaged picture file` }], { cause });
  }
}

/** A picture as a file, and what its head says. */
async function looked(image: ImageInput, path: string): Promise<{ blob: Blob; found: { width: number; height: number } }> {
  const core = await loader.core();
  let blob: Blob | undefined;
  try {
    blob = await toBlob(image, undefined);
  } catch (cause) {
    if (cause instanceof IdeogramError) throw cause;
    throw new ValidationError([{ path, code: 'type', message: `${path} could not be read (${String(cause)})` }], { cause });
  }
  if (!blob) throw wrong(path, 'type', 'must be a picture: a Blob, bytes, new URL(...), or decoded pixels', image);
  const found = await facts(core, blob);
  if (found['problem']) throw wrong(path, 'image_format', 'must be a picture; PNG, JPEG and WebP are allowed', String(found['name'] ?? found['problem']));
  return { blob, found: found as { width: number; height: number } };
}

/** One mistake, said like those of a call: where, what is allowed, what was received. */
function wrong(path: string, code: Issue['code'], must: string, given: unknown, allowed: readonly unknown[] = []): ValidationError {
  const received = typeof given === 'string' ? given.slice(0, 200) : typeof given === 'object' && given ? 'an object' : given;
  // What is described and not repeated is not quoted either.
  const isRepeated = typeof given === 'string' && !code.includes('_');
  const message = `${path} ${must}; received ${isRepeated ? JSON.stringify(received) : String(received)}`;
  return new ValidationError([{ path, code, message, received, ...(allowed.length > 0 ? { allowed } : {}) }]);
}

/** A number that something is drawn by; what is none would paint elsewhere, or nothing. */
function number(path: string, value: number, least = -Infinity, most = Infinity): number {
  if (!Number.isFinite(value)) throw wrong(path, 'type', 'must be a number', value);
  if (value >= least && value <= most) return value;
  throw wrong(path, 'range', most < Infinity ? `must lie between ${least} and ${most}` : 'must not be negative', value);
}

/** The place of a word among those that are allowed. */
function word(path: string, value: string, allowed: readonly string[]): number {
  const at = allowed.indexOf(value);
  if (at < 0) throw wrong(path, 'enum', `is none of the allowed values (${allowed.join(', ')})`, value, allowed);
  return at;
}

function paints(paint: Paint): number {
  return word('paint', paint, ['keep', 'edit']);
}

function sides({ width, height }: { width: number; height: number }): string {
  return `${width}x${height}`;
}

function bytes(data: Uint8ClampedArray | Uint8Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function flat(points: readonly Point[]): Uint8Array {
  if (!Array.isArray(points)) throw wrong('points', 'type', 'must be a list of places { x, y }', points);
  const numbers = points.flatMap((point: Point, at) => [number(`points[${at}].x`, point?.x), number(`points[${at}].y`, point?.y)]);
  return new Uint8Array(Float64Array.from(numbers).buffer);
}

/** A core that died has forgotten already. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // Nothing is left to free.
  }
}
