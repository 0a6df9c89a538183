export { Ideogram } from './client.js';
export * from './errors.js';
export type { CallEvent } from './events.js';
export { init, initState } from './core.js';
export type { InitOptions, WasmModule, WasmSource } from './loader.js';
export { estimate } from './prices.js';
export { toCurl, validate } from './tools.js';
export type * from './types.js';
export { version } from './version.js';
