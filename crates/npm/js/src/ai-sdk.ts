/** `ideomix/ai-sdk`: image models for `generateImage` of the package `ai`. */
import { Ideogram, type ClientOptions, type GeneratedImage, type ImageInput, type OperationId } from './index.js';

/** The models that can be asked for. */
export type IdeogramImageModelId = 'V_3' | 'V_1' | 'V_1_TURBO' | 'V_2' | 'V_2_TURBO' | 'V_2A' | 'V_2A_TURBO';

/** A picture file as the AI SDK gives it. */
export type ModelFile =
  | { readonly type: 'file'; readonly mediaType: string; readonly data: string | Uint8Array }
  | { readonly type: 'url'; readonly url: string };

/** What the AI SDK asks of an image model. */
export interface ModelCall {
  /** What to draw. */
  readonly prompt: string | undefined;
  /** How many pictures. */
  readonly n: number;
  /** Exact size. */
  readonly size: `${number}x${number}` | undefined;
  /** Shape, `16:9`. */
  readonly aspectRatio: `${number}:${number}` | undefined;
  /** The seed. */
  readonly seed: number | undefined;
  /** Pictures to work on: with one, the call is a remix; with a mask too, an edit. */
  readonly files?: readonly ModelFile[] | undefined;
  /** The mask of an edit, of the same size: black is changed, white is kept. */
  readonly mask?: ModelFile | undefined;
  /** Under `ideogram`: any further parameter of the operation, such as `renderingSpeed` or `styleType`. */
  readonly providerOptions: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  /** Ends the call. */
  readonly abortSignal?: AbortSignal | undefined;
  /** More headers. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A warning as the AI SDK shows it. */
export type ModelWarning =
  | { type: 'unsupported'; feature: string; details?: string }
  | { type: 'compatibility'; feature: string; details?: string }
  | { type: 'other'; message: string };

type Json = null | string | number | boolean | Json[] | { [name: string]: Json };

/** What a model call gives. */
export interface ModelResult {
  /** The pictures' bytes. */
  images: Uint8Array[];
  /** What is worth knowing. */
  warnings: ModelWarning[];
  /** Seeds, links and price. */
  providerMetadata: Record<string, { images: Json[] } & { [name: string]: Json }>;
  /** How the answer came. */
  response: { timestamp: Date; modelId: string; headers: Record<string, string> };
}

/** An image model of the AI SDK. */
export interface IdeogramImageModel {
  /** The version of the AI SDK's interface. */
  readonly specificationVersion: 'v3';
  /** Whose model it is. */
  readonly provider: 'ideomix.ideogram';
  /** The model. */
  readonly modelId: IdeogramImageModelId;
  /** The service takes up to eight. */
  readonly maxImagesPerCall: 8;
  /** Makes pictures. A call that may have run is never sent again, neither here nor by the AI SDK. */
  doGenerate(call: ModelCall): Promise<ModelResult>;
}

/** Makes image models. */
export interface IdeogramProvider {
  /** A model by its name; `V_3` by default. */
  (modelId?: IdeogramImageModelId): IdeogramImageModel;
  /** The same, as other providers call it. */
  image(modelId?: IdeogramImageModelId): IdeogramImageModel;
  /** The same, as the AI SDK's registry calls it. */
  imageModel(modelId?: IdeogramImageModelId): IdeogramImageModel;
}

/**
 * Makes a provider from a client or from its options.
 *
 * ```ts
 * const ideogram = createIdeogram({ apiKey: process.env.AIHUBMIX_API_KEY });
 * const { image } = await generateImage({ model: ideogram('V_3'), prompt: 'a fox', aspectRatio: '16:9' });
 * ```
 */
export function createIdeogram(options: Ideogram | ClientOptions): IdeogramProvider {
  const client = 'v3' in options ? options : new Ideogram(options);
  const model = (modelId: IdeogramImageModelId = 'V_3'): IdeogramImageModel => ({
    specificationVersion: 'v3',
    provider: 'ideomix.ideogram',
    modelId,
    maxImagesPerCall: 8,
    doGenerate: (call) => generate(client, modelId, call),
  });
  return Object.assign(model, { image: model, imageModel: model });
}

async function generate(client: Ideogram, modelId: IdeogramImageModelId, call: ModelCall): Promise<ModelResult> {
  const warnings: ModelWarning[] = [];
  const [family, operation, params] = asked(modelId, call, warnings);
  const headers = Object.fromEntries(
    Object.entries(call.headers ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[0].toLowerCase() !== 'user-agent'),
  );
  const operations = client[family] as unknown as Record<string, typeof client.v3.generate>;
  const result = await operations[operation]!(params as never, {
    headers,
    ...(call.abortSignal ? { signal: call.abortSignal } : {}),
  });
  for (const { message } of result.warnings) warnings.push({ type: 'other', message });
  for (const { index, reason } of result.withheld) {
    warnings.push({ type: 'other', message: `picture ${index + 1} is paid for and was withheld (${reason})` });
  }
  const blobs = await Promise.all(result.images.map((image) => image.blob(call.abortSignal ? { signal: call.abortSignal } : {})));
  const images = await Promise.all(blobs.map(async (blob) => new Uint8Array(await blob.arrayBuffer())));
  const facts = ({ url, prompt, seed, width, height, styleType }: GeneratedImage): Json => ({ url, prompt, seed, width, height, styleType });
  const answered: Record<string, string> = {};
  result.meta.headers.forEach((value, name) => (answered[name] = value));
  return {
    images,
    warnings,
    providerMetadata: { ideogram: { images: result.images.map(facts), usd: result.cost.usd, requestId: result.meta.requestId } },
    response: { timestamp: result.meta.startedAt, modelId, headers: answered },
  };
}

/** The operation that a call means, and its parameters. */
function asked(modelId: IdeogramImageModelId, call: ModelCall, warnings: ModelWarning[]): ['v3' | 'legacy', string, object] {
  const family = modelId === 'V_3' ? 'v3' : 'legacy';
  const [first, ...more] = call.files ?? [];
  const operation = first ? (call.mask ? 'edit' : 'remix') : 'generate';
  const isEdit = operation === 'edit';
  if (more.length > 0) warnings.push({ type: 'unsupported', feature: 'files', details: 'only the first picture is used' });
  if (isEdit && (call.size || call.aspectRatio)) {
    warnings.push({ type: 'unsupported', feature: 'size', details: 'an edit keeps the size of its picture' });
  }
  if (call.mask && !first) warnings.push({ type: 'unsupported', feature: 'mask', details: 'a mask needs a picture' });
  const params: Record<string, unknown> = {
    prompt: call.prompt ?? '',
    numImages: call.n,
    seed: call.seed,
    model: family === 'legacy' ? modelId : undefined,
    image: first && file(first),
    mask: isEdit && call.mask ? file(call.mask) : undefined,
    resolution: isEdit ? undefined : call.size,
    aspectRatio: isEdit || call.size ? undefined : call.aspectRatio?.replace(':', 'x'),
    ...call.providerOptions['ideogram'],
  };
  return [family, operation satisfies string as OperationId extends `${string}.${infer O}` ? O : never, params];
}

function file(given: ModelFile): ImageInput {
  if (given.type === 'url') return new URL(given.url);
  if (typeof given.data !== 'string') return given.data;
  return `data:image/any;base64,${given.data}`;
}
