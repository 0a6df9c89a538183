import { WasmError } from './errors.js';
import { builtin, coder } from './runtime.js';
import { bytesFrom } from './streams.js';
import type { Bytes } from './types.js';
import { wordsOf } from './words.js';

/** A compiled module, where the type is known; any object elsewhere. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer M } } } ? M : object;
/** Where the wasm core comes from. */
export type WasmSource = URL | Response | Bytes | WasmModule;
/** How to start the wasm core. */
export interface InitOptions {
  /** The file `ideomix/core.wasm`: an address, an answer, its bytes, or the compiled module. */
  wasm?: WasmSource | Promise<WasmSource> | (() => WasmSource | Promise<WasmSource>);
}

/** @internal A wasm core: its functions by name, what they read filled in before and what they gave taken after. */
export interface Wasm {
  /** Calls a function. It reads the bytes of `given`, one after the other. */
  call(name: string, given?: readonly Uint8Array[], ...numbers: number[]): number;
  /** The same, for a function that gives bytes. */
  bytes(name: string, given?: readonly Uint8Array[], ...numbers: number[]): Uint8Array<ArrayBuffer>;
  /** The same, for a function that reads a text or bytes and gives JSON. */
  json<T>(name: string, given: string | Uint8Array): T;
}

type State = 'idle' | 'loading' | 'ready' | 'failed';

/** @internal Starts a wasm core: once, when it is first needed, and anew after a panic or a failure. */
export interface Loader<C> {
  state(): State;
  /** Takes a source, unless the core runs already. */
  from(source: InitOptions['wasm']): void;
  /** The core. */
  core(): Promise<C>;
  /** The calls in flight, by what to do when the core dies under them. */
  readonly inFlight: Set<(error: WasmError) => void>;
}

/** @internal A core is `dressed` in the functions that it is known by. */
export function loaderOf<C>(dressed: (wasm: Wasm) => C): Loader<C> {
  const inFlight: Loader<C>['inFlight'] = new Set();
  let state: State = 'idle';
  let source: InitOptions['wasm'];
  let compiled: Promise<WebAssembly.Module> | undefined;
  let starting: Promise<C> | undefined;

  async function start(): Promise<C> {
    state = 'loading';
    const module = await (compiled ??= compile(source));
    let dead: WasmError | undefined;
    const { exports } = (await WebAssembly.instantiate(module)) as unknown as { exports: Exports };
    // Node 20 dies ("unreachable code" in its deoptimizer) when it has inlined a call into wasm and takes the
    // optimization back meanwhile. A call whose target is looked up by name each time is never inlined.
    const call = (name: string, given: readonly Uint8Array[] = [], ...numbers: number[]): number => {
      if (dead) throw dead;
      try {
        let at = given[0] ? exports['room']!(given.reduce((sum, { length }) => sum + length, 0)) >>> 0 : 0;
        for (const bytes of given) {
          new Uint8Array(exports.memory.buffer, at).set(bytes);
          at += bytes.length;
        }
        return exports[name]!(...numbers);
      } catch (cause) {
        const panic = failed('panic', `the wasm core stopped: ${wordsOf(cause)}`, 'a bug of ideomix; the next call starts a fresh core', cause);
        dead = panic;
        starting = undefined;
        state = 'idle';
        inFlight.forEach((died) => died(panic));
        throw panic;
      }
    };
    const bytes = (...asked: Parameters<typeof call>): Uint8Array<ArrayBuffer> => {
      const length = call(...asked);
      const at = call('taken') >>> 0;
      return new Uint8Array(exports.memory.buffer.slice(at, at + length));
    };
    const encoder = coder('TextEncoder');
    const decoder = coder('TextDecoder');
    const json = <T>(name: string, given: string | Uint8Array): T =>
      JSON.parse(decoder.decode(bytes(name, [typeof given === 'string' ? encoder.encode(given) : given]))) as T;
    state = 'ready';
    return dressed({ call, bytes, json });
  }

  return {
    inFlight,
    state: () => state,
    from(given) {
      if (given !== undefined && state !== 'ready') source = given;
    },
    core: () =>
      (starting ??= start().catch((error: unknown) => {
        starting = compiled = undefined;
        state = 'failed';
        throw error;
      })),
  };
}

/** What a core shows. */
interface Exports {
  readonly [name: string]: (...numbers: number[]) => number;
  // @ts-expect-error The one export that is no function.
  readonly memory: WebAssembly.Memory;
}

async function compile(source: InitOptions['wasm']): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== 'object') throw failed('unsupported', 'this runtime has no WebAssembly', 'use one that has it');
  if (!source) {
    throw failed('unsupported', 'ideomix/slim carries no wasm core', `call init({ wasm }) with ${FILE}, or import from 'ideomix'`);
  }
  let where = '';
  let given: WasmSource;
  try {
    given = await (typeof source === 'function' ? source() : source);
    if (given instanceof URL) {
      where = ` from ${given.href}`;
      given = (given.protocol === 'file:' && builtin('node:fs')?.readFileSync(given)) || (await fetch(given));
    }
    if ('headers' in given) given = await bytesOf(given);
  } catch (cause) {
    throw cause instanceof WasmError ? cause : unreachable(`could not be fetched${where}`, cause);
  }
  try {
    return given instanceof WebAssembly.Module ? given : await WebAssembly.compile(given as BufferSource);
  } catch (cause) {
    const said = wordsOf(cause);
    throw /unsafe-eval|\bcsp\b/i.test(said)
      ? failed('csp', 'the content security policy of the page forbids WebAssembly', "add 'wasm-unsafe-eval' to the script-src directive", cause)
      : failed('corrupt', `the wasm core could not be compiled: ${said}`, 'is the file whole, and of this version?', cause);
  }
}

async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.ok) throw unreachable(`could not be fetched: status ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] === 0) return bytes;
  const came = response.headers.get('content-type') || 'something else';
  throw failed('mime', `the address of the wasm core gave ${came}`, 'serve the file itself, as application/wasm');
}

const FILE = "the file 'ideomix/core.wasm'";

function unreachable(what: string, cause?: unknown): WasmError {
  return failed('network', `the wasm core ${what}`, `check the address of ${FILE}; importing from 'ideomix' needs no file`, cause);
}

function failed(reason: WasmError['reason'], message: string, hint: string, cause?: unknown): WasmError {
  return new WasmError(message, { reason, hint, cause, ...(reason === 'panic' && { code: 'wasm_panic' }) });
}

/** @internal From deflated bytes in base 64 to bytes. */
export function unpack(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return inflate(bytesFrom(atob(text)));
}

/** @internal Undoes zlib's deflate. Node's own function starts quicker than its streams. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const zlib = builtin('node:zlib');
  if (zlib) return zlib.inflateSync(bytes);
  if (typeof DecompressionStream !== 'function') {
    throw failed('unsupported', 'this runtime cannot inflate', `import from 'ideomix/slim' and call init({ wasm }) with ${FILE}`);
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
