import { PRICES, PRICES_AS_OF } from './generated/tables.js';
import type { Estimate, OperationId, ParamsOf, PriceTable } from './types.js';
import { row } from './words.js';

/** The parameters that a price depends on. */
export type PricedBy<O extends OperationId> = Pick<
  ParamsOf[O],
  Extract<keyof ParamsOf[O], 'model' | 'renderingSpeed' | 'numImages'>
>;

/** What a call would cost. Needs no wasm, no network and no client. */
export function estimate<O extends OperationId>(operation: O, params: PricedBy<O>): Estimate {
  return priced(operation, params);
}

interface PricedParams {
  model: string;
  renderingSpeed: string;
  numImages: number;
  characterReferenceImages: readonly unknown[];
}

/** @internal With prices of a contract of one's own. */
export function priced(operation: OperationId, params: unknown, prices?: PriceTable): Estimate {
  const { model, renderingSpeed, numImages, characterReferenceImages } = (params ?? {}) as Partial<PricedParams>;
  const variant = operation.startsWith('v3.') ? (renderingSpeed ?? 'DEFAULT') : model;
  const images = Number.isInteger(numImages) && numImages! > 0 && numImages! < 9 ? numImages! : 1;
  const own = prices?.[`${operation}:${variant}`] ?? prices?.[operation];
  // Characters cost more, and nobody says how much.
  const cells = characterReferenceImages?.length ? [] : row(PRICES, operation).map((cell) => cell.split(':'));
  const [, price, lower] = cells.find(([of]) => !of || of === variant) ?? [];
  const micro = own !== undefined ? Math.round(own * 1e6) : price ? Number(price) : null;
  return {
    usd: micro && (micro * images) / 1e6,
    perImage: micro && micro / 1e6,
    images,
    microUsd: micro && micro * images,
    source: own === undefined ? (micro === null ? 'not published' : 'the price list of AiHubMix') : 'your own price table',
    asOf: PRICES_AS_OF,
    disputed: own === undefined && lower !== undefined,
  };
}
