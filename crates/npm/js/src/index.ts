/**
 * `ideomix`: everything in one file, the wasm core included. Works without configuration in pages, workers, bundlers,
 * Node, Deno and Bun.
 */
import { packed } from './generated/core-packed.js';
import { loader } from './core.js';
import { unpack } from './loader.js';

loader.from(() => unpack(packed));

export * from './public.js';
