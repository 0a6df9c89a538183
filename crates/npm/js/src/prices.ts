import { PRICES, PRICES_AS_OF } from './generated/tables.js';
import type { Estimate, OperationId, ParamsOf, PriceTable } from './types.js';

/** The parameters that a price depends on. */
export type PricedBy<O extends OperationId> = Pick<
  ParamsOf[O],
  Extract<keyof ParamsOf[O], 'model' | 'renderingSpeed' | 'numImages'>
>;

/** What a call would cost. Needs no wasm, no network and no client. */
export function estimate<O extends OperationId>(operation: O, params: PricedBy<O>): Estimate {
  return priced(operation, params);
}

/** @internal With prices of a contract of one's own. */
export function priced(operation: OperationId, params: unknown, prices?: PriceTable): Estimate {
  const { model, renderingSpeed, numImages, characterReferenceImages } = (params ?? {}) as Record<string, unknown>;
  const variant = operation.startsWith('v3.') ? (renderingSpeed ?? 'DEFAULT') : model;
  const keys = [`${operation}:${String(variant)}`, operation];
  const images =
    typeof numImages === 'number' && Number.isInteger(numImages) && numImages >= 1 && numImages <= 8 ? numImages : 1;
  const own = keys.map((key) => prices?.[key]).find((price) => price !== undefined);
  const character = Array.isArray(characterReferenceImages) && characterReferenceImages.length > 0;
  const published = character ? undefined : keys.map((key) => PRICES[key]).find((price) => price !== undefined);
  const micro = own === undefined ? published?.[0] : Math.round(own * 1e6);
  return {
    usd: micro === undefined ? null : (micro * images) / 1e6,
    perImage: micro === undefined ? null : micro / 1e6,
    images,
    microUsd: micro === undefined ? null : micro * images,
    source: own === undefined ? (micro === undefined ? 'not published' : 'the price list of AiHubMix') : 'your own price table',
    asOf: PRICES_AS_OF,
    disputed: own === undefined && published?.[1] !== undefined,
  };
}
