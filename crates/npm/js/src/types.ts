/// <reference lib="esnext.disposable" preserve="true" />
import type {
  ColorPalettePreset,
  DescribeModelVersion,
  LegacyAspectRatio,
  LegacyResolution,
  LegacyStyle,
  MagicPrompt,
  OperationId,
  RenderingSpeed,
  StylePreset,
  V3AspectRatio,
  V3Resolution,
  V3Style,
} from './generated/tables.js';
import type { CallEvent } from './events.js';

export type {
  ColorPalettePreset,
  DescribeModelVersion,
  LegacyAspectRatio,
  LegacyModel,
  LegacyResolution,
  LegacyStyle,
  MagicPrompt,
  OperationId,
  RenderingSpeed,
  StylePreset,
  V3AspectRatio,
  V3Resolution,
  V3Style,
} from './generated/tables.js';

/** A value, or the promise of one. */
export type Awaitable<T> = T | PromiseLike<T>;
/** Bytes in memory. */
export type Bytes = ArrayBuffer | ArrayBufferView;
/** Headers in any of the usual forms. */
export type HeaderInput = Headers | Iterable<readonly [string, string]> | Readonly<Record<string, string>>;
/** A fetch function. It is called with an address and an init object, never with a `Request`. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;
/** US dollars. */
export type Usd = number;

/** How to reach the gateway, and what a client may do and spend. */
export interface ClientOptions {
  /** The key, or a function that gives it before each try. Left out where a proxy adds it. */
  apiKey?: string | (() => Awaitable<string>);
  /** The gateway, a proxy, or a path on the page's own server such as `/api/ideogram`. `https://aihubmix.com` by default. */
  baseUrl?: string | URL;
  /** Allows a literal key in a page or worker, where everybody who opens the page can read it. */
  dangerouslyAllowBrowser?: boolean;
  /** The fetch function; the global one by default. */
  fetch?: FetchLike;
  /** More headers for each try, or a function that gives them. None are sent by default. */
  headers?: HeaderInput | ((attempt: AttemptInfo) => Awaitable<HeaderInput>);
  /** Longest time of one try in milliseconds, up to the last byte of the answer; 300,000 by default. */
  timeoutMs?: number;
  /** How patient the client is with refusals that prove that nothing ran. */
  retry?: RetryOptions;
  /** The most pictures in the making at once; further calls wait. The service's limit counts pictures; 10 by default. */
  maxImagesInFlight?: number;
  /** What may be spent. */
  budget?: Budget;
  /** Prices of your own contract, instead of the published ones. */
  prices?: PriceTable;
  /** How results are fetched. */
  images?: ImageAccess;
  /** Called with each event of each call. */
  onEvent?: (event: CallEvent) => void;
}

/** Only refusals that prove that nothing ran (429, and the gateway's own 503) are ever sent again. */
export interface RetryOptions {
  /** The most tries, the first included: 1 switches repeating off, 3 is the most. */
  maxTries?: number;
  /** The longest sum of waits in milliseconds; 60,000 is the most. A longer wish of the gateway's is reported instead. */
  maxWaitMs?: number;
  /** A number between 0 and 1, for tests. */
  random?: () => number;
}

/** What may be spent. Calls without a published price are not counted; a warning says so. */
export interface Budget {
  /** The most that one call may cost. */
  perCall?: Usd;
  /** The most that all calls of the client may cost together, those of unknown outcome included. */
  perClient?: Usd;
  /** What to do above it: throw a `BudgetError`, or ask. */
  onExceeded?: 'throw' | ((estimate: Estimate, spent: Usd) => Awaitable<boolean>);
}

/** How results are fetched. Fetching is free, so it is repeated up to four times. */
export interface ImageAccess {
  /** Another address for a result, for example one of your own server's where the page may not read the service's. */
  rewriteUrl?: (url: string) => string | URL;
  /** The fetch function for results; the global one by default. Never gets the key. */
  fetch?: FetchLike;
  /** The largest result in bytes; 64 MiB by default. */
  maxBytes?: number;
  /** The most tries; 4 is the most. */
  maxTries?: number;
}

/** Wishes for one call. */
export interface RequestOptions {
  /** Ends the call. */
  signal?: AbortSignal;
  /** What the signal does once the call is sent: drop the connection, or let it run and hand the result to `onLateResult`. */
  onAbort?: 'disconnect' | 'detach';
  /** Takes the result of a call that was detached. */
  onLateResult?: (outcome: PromiseSettledResult<ImageResult | DescribeResult>) => void;
  /** Longest time of one try in milliseconds. */
  timeoutMs?: number;
  /** The most tries. */
  maxTries?: number;
  /** More headers. */
  headers?: HeaderInput;
  /** What may be spent. */
  budget?: Budget;
  /** Fields that the capability table does not know, by their names on the wire. Draws a warning. */
  extra?: Readonly<Record<string, string | number | boolean | Blob | readonly string[]>>;
  /** Called with each event of this call. */
  onEvent?: (event: CallEvent) => void;
  /** A name of your own for the call, in events and errors. */
  callId?: string;
}

/** How many pictures to make. */
export type ImageCount = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
/** Width x height in pixels. */
export type Resolution = `${number}x${number}`;
/** The picture formats that the service takes. */
export type ImageMime = 'image/png' | 'image/jpeg' | 'image/webp';

/** A picture in any form. Its format is read from its first bytes; names and types are not trusted. */
export type ImageInput =
  | Blob
  | Bytes
  | Response
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | URL
  | `data:image/${string}`
  | GeneratedImage
  | MaskLike
  | CanvasLike
  | { data: Blob | Bytes; filename?: string; type?: ImageMime };

/** A canvas of a page or worker. */
export interface CanvasLike {
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** As on `HTMLCanvasElement`. */
  toBlob?(cb: (b: Blob | null) => void, type?: string): void;
  /** As on `OffscreenCanvas`. */
  convertToBlob?(o?: { type?: string }): Promise<Blob>;
}

/** A mask that makes its own picture file, such as `Mask` of `ideomix/mask`. */
export interface MaskLike {
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** The picture file. */
  png(): Promise<Blob>;
}

/** Colors that the picture should follow. Ideogram documents them; the gateway's page does not. */
export type ColorPalette =
  | { readonly name: ColorPalettePreset }
  | {
      /** One to eight colors, heaviest first. */
      readonly members: readonly {
        /** `#RGB` or `#RRGGBB`. */
        readonly colorHex: string;
        /** 0.05 to 1, in hundredths. */
        readonly colorWeight?: number;
      }[];
    };

/** What all V3 operations with a prompt take. */
export interface V3Common {
  /** What to draw. */
  prompt: string;
  /** Sets quality and price. */
  renderingSpeed?: RenderingSpeed;
  /** How many pictures; each is paid for. */
  numImages?: ImageCount;
  /** 0 to 2,147,483,647. With one seed several pictures of a call come out the same. */
  seed?: number;
  /** Whether the service rewrites the prompt. */
  magicPrompt?: MagicPrompt;
  /** The style. Not together with `styleCodes`. */
  styleType?: V3Style;
  /** Up to ten pictures whose style is followed. Not together with `styleCodes` or `stylePreset`. */
  styleReferenceImages?: readonly ImageInput[];
  /** A named style. Documented by Ideogram only. */
  stylePreset?: StylePreset;
  /** Up to eight codes of eight hexadecimal digits. Documented by Ideogram only. */
  styleCodes?: readonly string[];
  /** Colors to follow. Documented by Ideogram only. */
  colorPalette?: ColorPalette;
}

/** Pictures of a character. Documented by Ideogram only; the price is not published. */
export interface V3Character {
  /** One picture of the character. */
  characterReferenceImages?: readonly ImageInput[];
  /** A mask of the same size for it. */
  characterReferenceImagesMask?: readonly ImageInput[];
}

/** Shape by ratio, or exact size; never both. */
export type V3Shape =
  | { aspectRatio?: V3AspectRatio; resolution?: never }
  | {
      /** Exact size. Documented by Ideogram only. */
      resolution?: V3Resolution;
      aspectRatio?: never;
    };

/** A picture from words. */
export type V3Generate = V3Common & V3Character & V3Shape & {
  /** What the picture should not show. */
  negativePrompt?: string;
};
/** A new picture that keeps something of a source picture. */
export type V3Remix = V3Generate & {
  /** The source picture. */
  image: ImageInput;
  /** 1 to 100: how much of the source is kept; 50 by default. */
  imageWeight?: number;
};
/** Changes the masked part of a picture. */
export interface V3Edit extends V3Common, V3Character {
  /** The picture. */
  image: ImageInput;
  /** A mask of the same size: black is changed, white is kept. */
  mask: ImageInput;
  /** The gateway's page names it for this operation, Ideogram's schema does not. */
  aspectRatio?: V3AspectRatio;
  /** The gateway's page names it for this operation, Ideogram's schema does not. */
  negativePrompt?: string;
}
/** Keeps the subject and changes what is behind it. */
export interface V3ReplaceBackground extends V3Common {
  /** The picture. */
  image: ImageInput;
}
/** Extends a picture to another shape. */
export interface V3Reframe
  extends Pick<
    V3Common,
    | 'renderingSpeed'
    | 'numImages'
    | 'seed'
    | 'styleReferenceImages'
    | 'stylePreset'
    | 'styleCodes'
    | 'colorPalette'
  > {
  /** The picture. The documents speak of squares only. */
  image: ImageInput;
  /** The new size. */
  resolution: V3Resolution;
}

/** What the legacy operations with a prompt take. */
export interface LegacyCommon {
  /** What to draw. */
  prompt: string;
  /** How many pictures; each is paid for. */
  numImages?: ImageCount;
  /** 0 to 2,147,483,647. */
  seed?: number;
  /** Whether the service rewrites the prompt. */
  magicPrompt?: MagicPrompt;
}
type Ratio = { aspectRatio?: LegacyAspectRatio; resolution?: never };
type RatioOrSize = Ratio | { resolution?: LegacyResolution; aspectRatio?: never };
/** What differs from model to model. */
export type ByModel =
  | ({ model: 'V_1' | 'V_1_TURBO'; styleType?: never; negativePrompt?: string; colorPalette?: never } & Ratio)
  | ({
      model: 'V_2' | 'V_2_TURBO';
      styleType?: LegacyStyle;
      negativePrompt?: string;
      /** Documented by Ideogram only. */
      colorPalette?: ColorPalette;
    } & RatioOrSize)
  | ({ model: 'V_2A' | 'V_2A_TURBO'; styleType?: LegacyStyle; negativePrompt?: never; colorPalette?: never } & Ratio);
/** A picture from words, by an older model. */
export type LegacyGenerate = LegacyCommon & ByModel;
/** A new picture that keeps something of a source picture, by an older model. */
export type LegacyRemix = LegacyGenerate & {
  /** The source picture. */
  image: ImageInput;
  /** 1 to 100: how much of the source is kept; 50 by default. */
  imageWeight?: number;
};
/** Changes the masked part of a picture, by V_2. */
export interface LegacyEdit extends LegacyCommon {
  /** Only these two edit. */
  model: 'V_2' | 'V_2_TURBO';
  /** The picture. */
  image: ImageInput;
  /** A mask of the same size: black is changed, white is kept. */
  mask: ImageInput;
  /** The style. */
  styleType?: LegacyStyle;
}
/** Twice the size, with redrawn detail. */
export interface LegacyUpscale extends Partial<LegacyCommon> {
  /** The picture. */
  image: ImageInput;
  /** 1 to 100: how close to the source; 50 by default. */
  resemblance?: number;
  /** 1 to 100: how much new detail; 50 by default. */
  detail?: number;
}
/** Words from a picture. */
export interface LegacyDescribe {
  /** The picture. */
  image: ImageInput;
  /** Documented by Ideogram only. */
  describeModelVersion?: DescribeModelVersion;
}

/** The parameters of each operation. */
export interface ParamsOf {
  'v3.generate': V3Generate;
  'v3.remix': V3Remix;
  'v3.edit': V3Edit;
  'v3.replaceBackground': V3ReplaceBackground;
  'v3.reframe': V3Reframe;
  'legacy.generate': LegacyGenerate;
  'legacy.remix': LegacyRemix;
  'legacy.edit': LegacyEdit;
  'legacy.upscale': LegacyUpscale;
  'legacy.describe': LegacyDescribe;
}

/** The operations of V3. */
export interface V3Operations {
  /** A picture from words. */
  generate(params: V3Generate, options?: RequestOptions): Call<ImageResult>;
  /** A new picture that keeps something of a source picture. */
  remix(params: V3Remix, options?: RequestOptions): Call<ImageResult>;
  /** Changes the masked part of a picture and no other. */
  edit(params: V3Edit, options?: RequestOptions): Call<ImageResult>;
  /** Keeps the subject and changes what is behind it. */
  replaceBackground(params: V3ReplaceBackground, options?: RequestOptions): Call<ImageResult>;
  /** Extends a picture to another shape. */
  reframe(params: V3Reframe, options?: RequestOptions): Call<ImageResult>;
}
/** The operations of the older models. */
export interface LegacyOperations {
  /** A picture from words. */
  generate(params: LegacyGenerate, options?: RequestOptions): Call<ImageResult>;
  /** A new picture that keeps something of a source picture. */
  remix(params: LegacyRemix, options?: RequestOptions): Call<ImageResult>;
  /** Changes the masked part of a picture. */
  edit(params: LegacyEdit, options?: RequestOptions): Call<ImageResult>;
  /** Twice the size, with redrawn detail. */
  upscale(params: LegacyUpscale, options?: RequestOptions): Call<ImageResult>;
  /** Words from a picture. */
  describe(params: LegacyDescribe, options?: RequestOptions): Call<DescribeResult>;
}

/** A call under way: a real promise with a few members more. */
export interface Call<T> extends Promise<T> {
  /** Its name in events and errors. */
  readonly id: string;
  /** What it costs, known before it is sent. */
  readonly estimate: Estimate;
  /** What happens to it; each reader gets all events from the first. */
  readonly events: AsyncIterable<CallEvent>;
  /** Drops the connection. That stops no work at the service: a sent call may still be paid for. */
  cancel(reason?: unknown): void;
  /** Stops waiting and lets the call run; the result goes to `onLateResult`. */
  detach(): void;
}

/** What a call that makes pictures gave. */
export interface ImageResult {
  /** When the service made them, where it says so. */
  readonly created: Date | null;
  /** The pictures that can be fetched; at least one. */
  readonly images: readonly GeneratedImage[];
  /** The pictures that were paid for and withheld. */
  readonly withheld: readonly WithheldImage[];
  /** What is worth knowing. */
  readonly warnings: readonly Warning[];
  /** What it cost by the price list. */
  readonly cost: Estimate;
  /** How the answer came. */
  readonly meta: ResponseMeta;
  /** The answer exactly as it was parsed. */
  readonly raw: unknown;
  /** Fetches all pictures, four at a time; one that cannot be fetched does not spoil the others. */
  download(options?: { signal?: AbortSignal; concurrency?: number }): Promise<readonly PromiseSettledResult<Blob>[]>;
}

/** One picture. */
export interface GeneratedImage {
  /** Its place in the answer, from 0. */
  readonly index: number;
  /** Where it is, for as long as the link lives. */
  readonly url: string;
  /** The prompt that was drawn; the service may have rewritten it. */
  readonly prompt: string;
  /** The seed that was used, where the answer names it. */
  readonly seed: number | null;
  /** Width in pixels, where the answer names it. */
  readonly width: number | null;
  /** Height in pixels, where the answer names it. */
  readonly height: number | null;
  /** The style that was used, where the answer names it. */
  readonly styleType: string | null;
  /** When the link ends, where it says so. Fetch before. */
  readonly expiresAt: Date | null;
  /** Fetches the bytes. Free, so it is tried up to four times. The type is that of the bytes. */
  blob(options?: {
    signal?: AbortSignal;
    onProgress?: (progress: { loaded: number; total: number | null }) => void;
  }): Promise<Blob>;
}

/** A picture that was paid for and is not there. */
export interface WithheldImage {
  /** Its place in the answer, from 0. */
  readonly index: number;
  /** The safety check withheld it, or the answer has no usable link. */
  readonly reason: 'unsafe' | 'no-url';
  /** The prompt that was drawn. */
  readonly prompt: string;
  /** The seed that was used, where the answer names it. */
  readonly seed: number | null;
}

/** What a description gave. */
export interface DescribeResult {
  /** At least one description. */
  readonly descriptions: readonly string[];
  /** What is worth knowing. */
  readonly warnings: readonly Warning[];
  /** The price is not published. */
  readonly cost: Estimate;
  /** How the answer came. */
  readonly meta: ResponseMeta;
  /** The answer exactly as it was parsed. */
  readonly raw: unknown;
}

/** How an answer came. */
export interface ResponseMeta {
  /** The HTTP status. */
  readonly status: number;
  /** The headers of the answer, as far as the page may read them. */
  readonly headers: Headers;
  /** The gateway's number for the call, for its support. */
  readonly requestId: string | null;
  /** Where the call went. */
  readonly url: string;
  /** How many tries it took. */
  readonly tries: number;
  /** When the last try was sent. */
  readonly startedAt: Date;
  /** How long the last try took, in milliseconds. */
  readonly durationMs: number;
}

/** A try about to be sent. */
export interface AttemptInfo {
  /** The call. */
  readonly callId: string;
  /** The operation. */
  readonly operation: OperationId;
  /** The number of the try, from 1. */
  readonly attempt: number;
}

/** Something that did not stop a call and that its sender wants to know. */
export interface Warning {
  /** A stable word. */
  readonly code:
    | 'file_large'
    | 'price_unknown'
    | 'prompt_long'
    | 'seed_with_many_images'
    | 'source_not_square'
    | 'style_reference_with_style'
    | 'turbo_at_default_price'
    | 'undocumented_field'
    | 'other';
  /** One sentence. */
  readonly message: string;
  /** The parameter, where there is one. */
  readonly path?: string;
}

/** What a call costs by the price list. */
export interface Estimate {
  /** The sum, or `null` where no price is published. */
  readonly usd: Usd | null;
  /** The price of one picture. */
  readonly perImage: Usd | null;
  /** How many pictures. */
  readonly images: number;
  /** The sum in millionths of a dollar, exact. */
  readonly microUsd: number | null;
  /** Where the price comes from. */
  readonly source: string;
  /** The day on which the price was last compared with its source. */
  readonly asOf: string;
  /** Whether other pages name a lower price; the higher one is reckoned with. */
  readonly disputed: boolean;
}

/** What a client has spent by the price list. */
export interface Spending {
  /** For calls that were done. */
  readonly done: Usd;
  /** For calls that may have run. */
  readonly unknown: Usd;
  /** How many calls were sent. */
  readonly calls: number;
}

/** Dollars for one picture, by `operation:SPEED`, `operation:MODEL` or `operation`; for example `v3.generate:TURBO`. */
export type PriceTable = Readonly<Record<string, number>>;
