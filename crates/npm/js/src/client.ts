/// <reference lib="esnext.disposable" preserve="true" />
import { startCall, type Shared } from './call.js';
import { ConfigError, DisposedError } from './errors.js';
import { limiterOf } from './limits.js';
import { ledgerOf } from './money.js';
import { isBrowser, world } from './runtime.js';
import type { ClientOptions, LegacyOperations, OperationId, RequestOptions, Spending, V3Operations } from './types.js';

/** @internal The address of the gateway. */
export const GATEWAY = 'https://aihubmix.com';

/**
 * A client for Ideogram's models behind the AiHubMix gateway.
 *
 * Making one is quick and loads nothing; the first call starts the wasm core. Only a `ConfigError` is ever thrown here.
 */
export class Ideogram implements Disposable {
  /** The operations of V3. */
  readonly v3: V3Operations;
  /** The operations of the older models. */
  readonly legacy: LegacyOperations;
  readonly #shared: Shared;

  constructor(options: ClientOptions = {}) {
    this.#shared = made(options);
    const family = <F>(name: string, operations: readonly (keyof F & string)[]): F => {
      const calls = operations.map((operation) => [
        operation,
        (params: unknown, wishes: RequestOptions = {}) =>
          startCall(this.#shared, `${name}.${operation}` as OperationId, params, wishes),
      ]);
      return Object.fromEntries(calls) as F;
    };
    this.v3 = family('v3', ['generate', 'remix', 'edit', 'replaceBackground', 'reframe']);
    this.legacy = family('legacy', ['generate', 'remix', 'edit', 'upscale', 'describe']);
  }

  /** What the calls of this client, and of those derived from it, have cost by the price list. */
  get spent(): Spending {
    return this.#shared.ledger.spent();
  }

  /** The same client with other options. Both count into one `spent` and wait in one line. */
  with(overrides: ClientOptions): Ideogram {
    if (this.#shared.isDisposed) throw new DisposedError();
    const derived = new Ideogram({ ...this.#shared.options, ...overrides });
    const { ledger, limiter } = this.#shared;
    Object.assign(derived.#shared, { ledger }, overrides.maxImagesInFlight === undefined && { limiter });
    return derived;
  }

  /** Ends what is in flight with a `DisposedError` and forgets the key. May be called again. */
  dispose(reason?: unknown): void {
    const shared = this.#shared;
    if (shared.isDisposed) return;
    shared.isDisposed = true;
    for (const end of [...shared.running]) end(new DisposedError({ cause: reason }));
    shared.options = { ...shared.options, apiKey: undefined };
  }

  /** For `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }
}

function made(options: ClientOptions): Shared {
  const { apiKey, baseUrl = GATEWAY } = options;
  const base = checkedBase(baseUrl, apiKey !== undefined);
  if (apiKey !== undefined && typeof apiKey !== 'function' && (typeof apiKey !== 'string' || !apiKey.trim())) {
    throw new ConfigError('apiKey must be a text that is not empty, or a function', {
      hint: 'is its environment variable set?',
    });
  }
  if (apiKey === undefined && base === GATEWAY) {
    throw new ConfigError('the gateway needs an apiKey', {
      hint: 'give it, or the baseUrl of a proxy that adds it',
    });
  }
  if (typeof apiKey === 'string' && base.startsWith('http') && !options.dangerouslyAllowBrowser && isBrowser()) {
    throw new ConfigError('everybody can read a literal apiKey in a page', {
      hint: "use a proxy as baseUrl, a function that gives the user's key, or dangerouslyAllowBrowser",
    });
  }
  const most = options.maxImagesInFlight ?? 10;
  if (!(most >= 1)) throw new ConfigError('maxImagesInFlight must be 1 or more');
  if (options.fetch !== undefined && typeof options.fetch !== 'function') throw new ConfigError('fetch must be a function');
  return {
    options: { ...options, base },
    ledger: ledgerOf(),
    limiter: limiterOf(most),
    running: new Set(),
    isDisposed: false,
  };
}

/** @internal An address without its last slash, or a path. What could lead elsewhere or tell a secret is refused. */
export function checkedBase(given: string | URL, hasKey: boolean): string {
  const text = String(given).trim().replace(/\/+$/, '');
  if (text === '' || (text.startsWith('/') && !text.startsWith('//'))) {
    if (/[?#\\\s]|\.\./.test(text)) throw new ConfigError(`baseUrl ${JSON.stringify(text)} is no plain path`);
    return text;
  }
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    // Said below.
  }
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ConfigError('baseUrl must be like https://host or /path');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new ConfigError('baseUrl must hold no user name, password, query or fragment');
  }
  const isLocal = /^(localhost|127\.[\d.]+|\[::1])$/.test(url.hostname) || url.origin === world.location?.origin;
  if (hasKey && url.protocol === 'http:' && !isLocal) {
    throw new ConfigError('baseUrl is not encrypted, so others could read the key', {
      hint: 'use https, or leave the key to the proxy',
    });
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}
