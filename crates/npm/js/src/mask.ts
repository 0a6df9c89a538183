/// <reference lib="esnext.disposable" preserve="true" />
/** `ideomix/mask`: masks drawn, read, checked and proved. Its wasm file is its own and is loaded when a mask is made. */
import { ConfigError, DisposedError, ValidationError, type Issue } from './errors.js';
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
    if (number < 0) throw new ConfigError(`no mask can have ${width}x${height} pixels`);
    this.#core = core;
    this.#number = number;
    this.width = width;
    this.height = height;
    forgotten?.register(this, { core, number }, this);
  }

  /** A mask that changes nothing yet. */
  static async blank(width: number, height: number): Promise<Mask> {
    const core = await loader.core();
    return new Mask(core, core.call('blank', [], width, height), width, height);
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
    const { width, height, data } = await pixelsOf(source, 'mask');
    const edit = options.edit === undefined ? 3 : ['black', 'white', 'transparent'].indexOf(options.edit);
    return new Mask(core, core.call('from_pixels', [bytes(data)], width, height, edit, options.threshold ?? 128), width, height);
  }

  /** Paints a rectangle. */
  rect(x: number, y: number, w: number, h: number, paint: Paint = 'edit'): this {
    return this.#do('rect', [], Math.round(x), Math.round(y), Math.round(w), Math.round(h), +(paint === 'edit'));
  }

  /** Paints an ellipse. */
  ellipse(cx: number, cy: number, rx: number, ry: number, paint: Paint = 'edit'): this {
    const [x, y] = [Math.round(cx - rx), Math.round(cy - ry)];
    return this.#do('ellipse', [], x, y, Math.round(cx + rx) - x, Math.round(cy + ry) - y, +(paint === 'edit'));
  }

  /** Paints the area inside a line; its ends are joined. */
  polygon(points: readonly Point[], paint: Paint = 'edit'): this {
    return this.#do('polygon', [flat(points)], +(paint === 'edit'));
  }

  /** Paints what a round brush covers along a line. */
  stroke(points: readonly Point[], radius: number, paint: Paint = 'edit'): this {
    return this.#do('stroke', [flat(points)], radius * 2, +(paint === 'edit'));
  }

  /** Changes what was kept, and keeps what was changed. */
  invert(): this {
    return this.#do('invert');
  }

  /** Grows the changed area by whole pixels. */
  grow(px: number): this {
    return this.#do('grow', [], Math.round(px));
  }

  /** Shrinks the changed area by whole pixels. */
  shrink(px: number): this {
    return this.grow(-px);
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

  #do(name: string, given: readonly Uint8Array[] = [], ...numbers: number[]): this {
    this.#core.call(name, given, this.#live, ...numbers);
    return this;
  }

  get #live(): number {
    if (this.#number === undefined) throw new DisposedError();
    return this.#number;
  }

  #join(other: Mask, add: boolean): this {
    const isOfOneCore = this.#core === other.#core;
    if (!isOfOneCore || !this.#core.call('join', [], this.#live, other.#live, +add)) {
      throw new ConfigError(`masks of ${this.width}x${this.height} and ${other.width}x${other.height} pixels cannot be joined`);
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
      const received = `${pixels.width}x${pixels.height}`;
      const allowed = [`${width}x${height}`];
      issues.push({ path: 'mask', code: 'mask_size', message: `mask must have the size of the picture, ${allowed[0]}; received ${received}`, received, allowed });
    }
  }
  return report(pixels, read.report().editFraction, (looks % 10_000) / 1000, looks >= 10_000, issues);
}

/** Which share of the pixels outside the mask differs between a picture and its edit: 0 proves that the rest was kept. */
export async function changedOutside(before: ImageInput, after: ImageInput, mask: Mask): Promise<{ readonly changedFraction: number }> {
  const [first, second] = await Promise.all([pixelsOf(before, 'before'), pixelsOf(after, 'after')]);
  const changedFraction = Mask.changedOutside(mask, first, second);
  if (changedFraction >= 0) return { changedFraction };
  throw new ConfigError(
    `picture, edit and mask must have one size; they have ${[first, second, mask].map(({ width, height }) => `${width}x${height}`).join(', ')}`,
  );
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
  const core = await loader.core();
  const blob = await toBlob(image, undefined);
  const found = blob ? await facts(core, blob) : {};
  if (typeof found['width'] === 'number') return found as { width: number; height: number };
  throw new ValidationError([{ path, code: 'image_format', message: `${path} is no picture; PNG, JPEG and WebP are allowed` }]);
}

async function pixelsOf(source: ImageInput | PixelData, path: string): Promise<PixelData> {
  if (isPixels(source)) return source;
  const blob = await toBlob(source, undefined);
  if (blob) return decode(blob);
  throw new ValidationError([{ path, code: 'type', message: `${path} is no picture` }]);
}

function bytes(data: Uint8ClampedArray | Uint8Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function flat(points: readonly Point[]): Uint8Array {
  return new Uint8Array(Float64Array.from(points.flatMap(({ x, y }) => [x, y])).buffer);
}

/** A core that died has forgotten already. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // Nothing is left to free.
  }
}
