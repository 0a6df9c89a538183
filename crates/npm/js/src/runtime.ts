/** What runtimes differ in, looked up when it is needed and never at import. */
import type { FetchLike } from './types.js';

interface Builtins {
  'node:zlib': { inflateSync(bytes: Uint8Array): Uint8Array<ArrayBuffer> };
  'node:util': { TextDecoder: typeof TextDecoder; TextEncoder: typeof TextEncoder };
  'node:fs': { readFileSync(path: URL): Uint8Array<ArrayBuffer> };
}
interface Globals {
  process?: {
    versions?: { node?: string };
    getBuiltinModule?<N extends keyof Builtins>(name: N): Builtins[N] | undefined;
  };
  Deno?: unknown;
  Bun?: unknown;
  document?: unknown;
  WorkerGlobalScope?: unknown;
  location?: { href: string; origin: string };
  navigator?: { onLine?: boolean; userAgent?: string };
}

/** The global object, as far as it is asked here. */
export const world = globalThis as unknown as Omit<typeof globalThis, keyof Globals> & Globals;

/** A module of Node's, in Node and what follows it. */
export function builtin<N extends keyof Builtins>(name: N): Builtins[N] | undefined {
  return world.process?.getBuiltinModule?.(name) as Builtins[N] | undefined;
}

/** A coder of texts. jsdom has none of its own. */
export function coder<N extends 'TextDecoder' | 'TextEncoder'>(name: N): InstanceType<(typeof globalThis)[N]> {
  const Coder = (world[name] ?? builtin('node:util')?.[name]) as new () => InstanceType<(typeof globalThis)[N]>;
  return new Coder();
}

/** Whether this is a page or a worker of a page, where everybody can read a literal key. */
export function isBrowser(): boolean {
  if (world.process?.versions?.node || world.Deno || world.Bun) return false;
  if (world.document !== undefined) return true;
  // Every browser calls itself so, and no edge runtime does.
  return world.WorkerGlobalScope !== undefined && /Mozilla/.test(world.navigator?.userAgent ?? '');
}

/** The fetch function of one's own, or that of the moment: a test may have put another in its place. */
export function fetchBy(own: FetchLike | undefined): FetchLike {
  return own ?? ((url, init) => world.fetch(url, init));
}

/** Chance as the core takes it: a number of 32 bits. */
export function random32(random: () => number = Math.random): number {
  return random() * 2 ** 32;
}

/** Set by the entry for edge runtimes, whose fetch knows fewer modes. */
export const edge = { is: false };
