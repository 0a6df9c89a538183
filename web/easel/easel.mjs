// Loads the mask editor's engine. On the page that is all; in a worker the engine then starts to listen for work.
// Whoever loads this file puts the version into its address, which keeps caches from mixing two releases.

const version = new URL(import.meta.url).search;
const engine = await import(new URL(`ideomix-easel.js${version}`, import.meta.url).href);
// The worker is this file once more, so the engine must know where it came from.
globalThis.ideomixEaselAddress = import.meta.url;
await engine.default({ module_or_path: new URL(`ideomix-easel_bg.wasm${version}`, import.meta.url) });

export const { Easel, Truth } = engine;
