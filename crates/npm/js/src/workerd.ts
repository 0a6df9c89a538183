/** `ideomix` for edge runtimes, which may not compile at run time: the wasm core is imported as a module. */
import wasm from './core.wasm';
import { loader } from './core.js';
import { edge } from './runtime.js';

loader.from(() => wasm);
edge.is = true;

export * from './public.js';
