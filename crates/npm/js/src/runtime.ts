/** What runtimes differ in, looked up when it is needed and never at import. */

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

/** Whether this is a page or a worker of a page, where everybody can read a literal key. */
export function isBrowser(): boolean {
  if (world.process?.versions?.node || world.Deno || world.Bun) return false;
  if (world.document !== undefined) return true;
  const edge = /Cloudflare-Workers|Edge/.test(world.navigator?.userAgent ?? '') && !/Mozilla/.test(world.navigator?.userAgent ?? '');
  return world.WorkerGlobalScope !== undefined && !edge;
}

/** A timer that keeps no program of Node's alive. */
export function idly(timer: unknown): void {
  (timer as { unref?(): void }).unref?.();
}

/** Set by the entry for edge runtimes, whose fetch knows fewer modes. */
export const edge = { is: false };
