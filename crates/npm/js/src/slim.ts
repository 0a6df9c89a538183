/**
 * `ideomix/slim`: the same without the wasm core, for those who serve the file `ideomix/core.wasm` themselves. Call
 * `init({ wasm })` before the first call.
 */
export * from './public.js';
