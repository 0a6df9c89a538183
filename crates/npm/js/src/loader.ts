import { WasmError } from './errors.js';
import { glue } from './generated/core-glue.js';
import { builtin, world } from './runtime.js';
import type { Awaitable, Bytes } from './types.js';
import type { Core } from './wasm.js';

/** A compiled module, where the type is known; any object elsewhere. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer M } } } ? M : object;
/** Where the wasm core comes from. */
export type WasmSource = URL | Response | Bytes | WasmModule;
/** How to start the wasm core. */
export interface InitOptions {
  /** The file `ideomix/core.wasm`: an address, an answer, its bytes, or the compiled module. */
  wasm?: WasmSource | Promise<WasmSource> | (() => WasmSource | Promise<WasmSource>);
}

let builtIn: (() => Awaitable<WasmSource>) | undefined;
let given: InitOptions['wasm'];
let compiled: Promise<WebAssembly.Module> | undefined;
let starting: Promise<Core> | undefined;
let state: 'idle' | 'loading' | 'ready' | 'failed' = 'idle';
/** The calls in flight, by what to do when the core dies under them. */
const inFlight = new Set<(error: WasmError) => void>();

/** @internal An entry says what it carries. */
export function carries(source: () => Awaitable<WasmSource>): void {
  builtIn = source;
}

/** Starts the wasm core ahead of the first call. Optional where the entry carries it; may be called again after a failure. */
export async function init(options: InitOptions = {}): Promise<void> {
  if (options.wasm !== undefined && state !== 'ready') {
    given = options.wasm;
    if (state === 'failed') starting = compiled = undefined;
  }
  await core();
}

/** How far the wasm core is. */
export const initState = (): 'idle' | 'loading' | 'ready' | 'failed' => state;

/** @internal The core: started once, started anew after a panic or a failure. */
export function core(): Promise<Core> {
  starting ??= start().catch((error: unknown) => {
    starting = compiled = undefined;
    state = 'failed';
    throw error;
  });
  return starting;
}

/** @internal Calls `died` if the core dies before the returned function is called. */
export function watch(died: (error: WasmError) => void): () => void {
  inFlight.add(died);
  return () => void inFlight.delete(died);
}

async function start(): Promise<Core> {
  state = 'loading';
  compiled ??= compile();
  const module = await compiled;
  let dead: WasmError | undefined;
  const die = (message: string): WasmError => {
    if (dead) return dead;
    dead = new WasmError('panic', `the wasm core stopped: ${message.slice(0, 500)}`, {
      hint: 'this is a bug of ideomix; the next call starts a fresh core',
    });
    starting = undefined;
    state = 'idle';
    for (const died of [...inFlight]) died(dead);
    return dead;
  };
  const util = () => builtin('node:util');
  const Decoder = world.TextDecoder ?? util()?.TextDecoder;
  const Encoder = world.TextEncoder ?? util()?.TextEncoder;
  // A panic in a microtask would be an uncaught exception, which ends a program of Node's.
  const later = (task: () => void): void => {
    void Promise.resolve().then(() => {
      try {
        task();
      } catch (error) {
        die(String(error));
      }
    });
  };
  const made = glue(Decoder, Encoder, later, die);
  const exports = made.start(await WebAssembly.instantiate(module, made.imports));
  state = 'ready';
  const guarded = {} as Record<string, unknown>;
  for (const [name, call] of Object.entries(exports)) {
    guarded[name] = (...args: unknown[]) => {
      if (dead) throw dead;
      try {
        return call(...args);
      } catch (error) {
        throw die(String(error));
      }
    };
  }
  return guarded as unknown as Core;
}

async function compile(): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== 'object') {
    throw new WasmError('unsupported', 'this runtime has no WebAssembly', { hint: 'use a runtime that has it' });
  }
  const source = given ?? builtIn;
  if (source === undefined) {
    throw new WasmError('unsupported', 'ideomix/slim carries no wasm core', {
      hint: "call init({ wasm }) with the file 'ideomix/core.wasm', or import from 'ideomix'",
    });
  }
  try {
    return await compiledFrom(await gotten(source));
  } catch (error) {
    throw error instanceof WasmError ? error : explained(error);
  }
}

async function gotten(source: NonNullable<InitOptions['wasm']>): Promise<WasmSource> {
  try {
    return await (typeof source === 'function' ? source() : source);
  } catch (cause) {
    throw cause instanceof WasmError ? cause : unreachable('the wasm core could not be fetched', cause);
  }
}

function unreachable(message: string, cause?: unknown): WasmError {
  return new WasmError('network', message, {
    ...(cause === undefined ? {} : { cause }),
    hint: "check the address of the file 'ideomix/core.wasm'; importing from 'ideomix' needs no file",
  });
}

async function compiledFrom(source: WasmSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof URL) {
    if (source.protocol === 'file:') {
      const file = builtin('node:fs')?.readFileSync(source);
      if (file) return WebAssembly.compile(file);
    }
    const response = await fetch(source).catch((cause: unknown) => {
      throw unreachable(`the wasm core could not be fetched from ${source.href}`, cause);
    });
    return compiledFrom(response);
  }
  if (isResponse(source)) {
    if (!source.ok) throw unreachable(`the address of the wasm core answered with status ${source.status}`);
    const type = source.headers.get('content-type') ?? '';
    const bytes = new Uint8Array(await source.arrayBuffer());
    if (bytes[0] !== 0) {
      throw new WasmError('mime', `the address of the wasm core gave ${type || 'something else'}`, {
        hint: 'the file must be served as it is, as application/wasm',
      });
    }
    return WebAssembly.compile(bytes);
  }
  if (ArrayBuffer.isView(source)) {
    return WebAssembly.compile(new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength));
  }
  return WebAssembly.compile(source as ArrayBuffer);
}

function isResponse(source: object): source is Response {
  return typeof (source as Response).arrayBuffer === 'function' && 'headers' in source;
}

function explained(error: unknown): WasmError {
  const message = error instanceof Error ? error.message : String(error);
  if (/content security policy|unsafe-eval|blocked by csp/i.test(message)) {
    return new WasmError('csp', 'the content security policy of the page forbids WebAssembly', {
      cause: error,
      hint: "add 'wasm-unsafe-eval' to the script-src directive",
    });
  }
  return new WasmError('corrupt', `the wasm core could not be compiled: ${message}`, {
    cause: error,
    hint: 'is the file whole, and of the same version as the package?',
  });
}

/** @internal From deflated bytes in base 64 to bytes. */
export async function unpack(text: string): Promise<Bytes> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  const zlib = builtin('node:zlib');
  if (zlib) return zlib.inflateSync(bytes);
  if (typeof DecompressionStream !== 'function') {
    throw new WasmError('unsupported', 'this runtime cannot inflate', {
      hint: "import from 'ideomix/slim' and call init({ wasm }) with the file 'ideomix/core.wasm'",
    });
  }
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).arrayBuffer();
}
