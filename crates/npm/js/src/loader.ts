import { WasmError } from './errors.js';
import { builtin, world } from './runtime.js';
import type { Awaitable, Bytes } from './types.js';

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
export class Loader<C> {
  state: State = 'idle';
  private source: InitOptions['wasm'];
  private compiled: Promise<WebAssembly.Module> | undefined;
  private starting: Promise<C> | undefined;
  /** The calls in flight, by what to do when the core dies under them. */
  private readonly inFlight = new Set<(error: WasmError) => void>();

  constructor(private readonly dressed: (wasm: Wasm) => C) {}

  /** An entry says what it carries. */
  carries(source: () => Awaitable<WasmSource>): void {
    this.source = source;
  }

  /** Takes another source, unless the core runs already. */
  from(source: InitOptions['wasm']): void {
    if (source === undefined || this.state === 'ready') return;
    this.source = source;
    if (this.state === 'failed') this.starting = this.compiled = undefined;
  }

  /** The core. */
  core(): Promise<C> {
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = this.compiled = undefined;
      this.state = 'failed';
      throw error;
    });
    return this.starting;
  }

  /** Calls `died` if the core dies before the returned function is called. */
  watch(died: (error: WasmError) => void): () => void {
    this.inFlight.add(died);
    return () => void this.inFlight.delete(died);
  }

  private async start(): Promise<C> {
    this.state = 'loading';
    this.compiled ??= compile(this.source);
    const module = await this.compiled;
    let dead: WasmError | undefined;
    const die = (cause: unknown): WasmError => {
      if (dead) return dead;
      dead = new WasmError(`the wasm core stopped: ${String(cause)}`, {
        code: 'wasm_panic',
        reason: 'panic',
        cause,
        hint: 'this is a bug of ideomix; the next call starts a fresh core',
      });
      this.starting = undefined;
      this.state = 'idle';
      for (const died of [...this.inFlight]) died(dead);
      return dead;
    };
    const exports = (await WebAssembly.instantiate(module)).exports as unknown as Exports;
    // Node 20 dies ("unreachable code" in its deoptimizer) when it has inlined a call into wasm and takes the
    // optimization back meanwhile. A call whose target is looked up by name each time is never inlined.
    const call = (name: string, given: readonly Uint8Array[] = [], ...numbers: number[]): number => {
      if (dead) throw dead;
      try {
        let at = given.length > 0 ? exports['room']!(given.reduce((sum, { length }) => sum + length, 0)) >>> 0 : 0;
        for (const bytes of given) {
          new Uint8Array(exports.memory.buffer, at).set(bytes);
          at += bytes.length;
        }
        return exports[name]!(...numbers);
      } catch (error) {
        throw die(error);
      }
    };
    const bytes = (...asked: Parameters<typeof call>): Uint8Array<ArrayBuffer> => {
      const length = call(...asked);
      const at = call('taken') >>> 0;
      return new Uint8Array(exports.memory.buffer.slice(at, at + length));
    };
    const util = builtin('node:util');
    const encoder = new (world.TextEncoder ?? util?.TextEncoder)();
    const decoder = new (world.TextDecoder ?? util?.TextDecoder)();
    const json = <T>(name: string, given: string | Uint8Array): T =>
      JSON.parse(decoder.decode(bytes(name, [typeof given === 'string' ? encoder.encode(given) : given]))) as T;
    this.state = 'ready';
    return this.dressed({ call, bytes, json });
  }
}

/** What a core shows. */
interface Exports {
  readonly [name: string]: (...numbers: number[]) => number;
  // @ts-expect-error The one export that is no function.
  readonly memory: WebAssembly.Memory;
}

async function compile(source: InitOptions['wasm']): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== 'object') {
    throw new WasmError('this runtime has no WebAssembly', { reason: 'unsupported', hint: 'use a runtime that has it' });
  }
  if (source === undefined) {
    throw new WasmError('ideomix/slim carries no wasm core', {
      reason: 'unsupported',
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
  return new WasmError(message, {
    reason: 'network',
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
      throw new WasmError(`the address of the wasm core gave ${type || 'something else'}`, {
        reason: 'mime',
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
    return new WasmError('the content security policy of the page forbids WebAssembly', {
      reason: 'csp',
      cause: error,
      hint: "add 'wasm-unsafe-eval' to the script-src directive",
    });
  }
  return new WasmError(`the wasm core could not be compiled: ${message}`, {
    reason: 'corrupt',
    cause: error,
    hint: 'is the file whole, and of the same version as the package?',
  });
}

/** @internal From deflated bytes in base 64 to bytes. */
export function unpack(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return inflate(bytes);
}

/** @internal Undoes zlib's deflate. Node's own function starts quicker than its streams. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const zlib = builtin('node:zlib');
  if (zlib) return zlib.inflateSync(bytes);
  if (typeof DecompressionStream !== 'function') {
    throw new WasmError('this runtime cannot inflate', {
      reason: 'unsupported',
      hint: "import from 'ideomix/slim' and call init({ wasm }) with the file 'ideomix/core.wasm'",
    });
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
