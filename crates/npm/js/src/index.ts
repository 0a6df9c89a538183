/**
 * `ideomix`: everything in one file, the wasm core included. Works without configuration in pages, workers, bundlers,
 * Node, Deno and Bun.
 */
import { packed } from './generated/core-packed.js';
import { carries, unpack } from './loader.js';

carries(() => unpack(packed));

export * from './public.js';
