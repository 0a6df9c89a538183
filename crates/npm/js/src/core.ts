import { loaderOf, type InitOptions } from './loader.js';
import type { Core } from './wasm.js';

/** @internal The one wasm core of an entry. */
export const loader = loaderOf<Core>(({ call, json }) => ({
  plan: (operation, params) => json('plan', `${operation}\0${params}`),
  answer: (operation, sent) => json('answer', `${operation}\0${sent}`),
  sniff: (head) => json('sniff', head),
  downloadWait: (tries, random) => call('download_wait', [], tries, random),
}));

/** @internal The core, started when it is first asked for. */
export const { core } = loader;

/** Starts the wasm core ahead of the first call. Optional where the entry carries it; may be called again after a failure. */
export async function init(options: InitOptions = {}): Promise<void> {
  loader.from(options.wasm);
  await core();
}

/** How far the wasm core is. */
export const initState = (): 'idle' | 'loading' | 'ready' | 'failed' => loader.state();
