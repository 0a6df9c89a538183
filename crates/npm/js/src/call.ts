import { bodyOf } from './body.js';
import { core, loader } from './core.js';
import { AbortError, DisposedError, ValidationError, WasmError, WithheldError, type Billed, type Outcome } from './errors.js';
import { eventLog, type CallEvent, type EventBody } from './events.js';
import { codeOf, errorOf } from './failures.js';
import { warning } from './issues.js';
import type { Limiter } from './limits.js';
import type { Ledger } from './money.js';
import { planned } from './plans.js';
import { priced } from './prices.js';
import { imageResult } from './results.js';
import { random32, world } from './runtime.js';
import { send, type Known, type Sending } from './send.js';
import type { Call, ClientOptions, DescribeResult, ImageResult, OperationId, RequestOptions, Warning } from './types.js';
import { encoded } from './values.js';
import type { Answer, Core } from './wasm.js';

/** What all calls of a client share. */
export interface Shared {
  options: ClientOptions & Sending;
  readonly ledger: Ledger;
  readonly limiter: Limiter;
  /** The calls that run, by what ends them. */
  readonly running: Set<(reason: DisposedError) => void>;
  isDisposed: boolean;
}

type Result = ImageResult | DescribeResult;

/** How often a reader of the events hears that a call is still under way, in milliseconds. */
const TICK_MS = 5_000;
let count = 0;

/** Starts a call: one that goes by itself from its parameters to its result. */
export function startCall<T>(shared: Shared, operation: OperationId, params: unknown, options: RequestOptions): Call<T> {
  const callId = options.callId ?? `call-${(count += 1)}`;
  const about = { callId, operation };
  const cost = priced(operation, params, shared.options.prices);
  const events = eventLog();
  /** Where the call is, which decides what ending it means. */
  let phase: 'before' | 'sent' | 'refused' | 'over' = 'before';
  let isSettled = false;
  let isDetached = false;
  let attempt = 0;
  let sentAt = 0;
  let death: WasmError | undefined;
  let known: Known;
  let warnings: Warning[] = [];
  let book: (billed: Billed, sent: boolean) => void = () => {};
  let resolve!: (result: Result) => void;
  let reject!: (error: unknown) => void;
  let leave!: (reason: unknown) => void;
  const promise = new Promise<Result>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  const left = new Promise<never>((_, fail) => (leave = fail));
  // It may end with nobody listening; that is no accident worth an uncaught rejection.
  left.catch(() => {});
  const unlessLeft = <V>(work: Promise<V>): Promise<V> => Promise.race([work, left]);

  function tell(body: EventBody): void {
    const event = { ...body, ...about, at: Date.now() } as CallEvent;
    events.push(event);
    for (const hear of [shared.options.onEvent, options.onEvent]) heard(() => hear?.(event));
  }

  function emit(body: EventBody): void {
    if (!isSettled) tell(body);
  }

  function settle(outcome: Outcome, end: () => void): void {
    phase = 'over';
    if (isSettled) return;
    isSettled = true;
    tell({ type: 'settled', outcome, cost });
    end();
  }

  /** What it means that the call ends now. */
  function endedNow(): { outcome: Outcome; billed: Billed } {
    if (phase === 'sent') return { outcome: 'unknown', billed: 'unknown' };
    return { outcome: phase === 'refused' ? 'refused' : 'not-sent', billed: 'no' };
  }

  /** Ends the call for its caller: the connection is dropped, or left to itself once the call is sent. */
  function end(cause?: unknown, how?: RequestOptions['onAbort']): void {
    if (isSettled) return;
    const isSent = phase === 'sent';
    isDetached = isSent && how === 'detach';
    const ended = endedNow();
    const facts = {
      ...about,
      ...ended,
      cause,
      hint: isDetached ? 'the call runs on; its result goes to onLateResult' : isSent ? 'the call may still run and be paid for' : null,
    };
    const when = `${isSent ? 'after' : 'before'} it was sent${phase === 'refused' ? ' again' : ''}`;
    const error = cause instanceof DisposedError
      ? new DisposedError(facts)
      : new AbortError(`the call was ${isDetached ? 'detached' : 'cancelled'} ${when}`, facts);
    settle(ended.outcome, () => reject(error));
    if (isDetached) return;
    book(ended.billed, attempt > 0);
    leave(error);
  }

  async function execute(): Promise<void> {
    const { signal } = options;
    const onAbort = () => end(signal!.reason, options.onAbort);
    // What calls in its own tick cannot hear yet is told in the next.
    await null;
    shared.running.add(end);
    loader.inFlight.add(died);
    try {
      signal?.addEventListener('abort', onAbort);
      if (shared.isDisposed) throw new DisposedError(about);
      if (signal?.aborted) return onAbort();
      const value = await steps();
      book('yes', true);
      late({ status: 'fulfilled', value });
      settle('done', () => resolve(value));
    } catch (error) {
      // What this call asked of a dying core fails with the core's own error, which knows nothing of the call.
      const reason: unknown = death ?? error;
      const { outcome = 'not-sent', billed = 'no' } = Object(reason) as { outcome?: Outcome; billed?: Billed };
      book(billed, attempt > 0 && outcome !== 'not-sent');
      late({ status: 'rejected', reason });
      settle(outcome, () => reject(reason));
    } finally {
      loader.inFlight.delete(died);
      shared.running.delete(end);
      // What is no signal could not be listened to either, and the call has failed for it.
      signal?.removeEventListener?.('abort', onAbort);
    }
  }

  function late(settled: PromiseSettledResult<Result>): void {
    if (isDetached) heard(() => options.onLateResult?.(settled));
  }

  /** The core died. What was sent may have run. */
  function died(panic: WasmError): void {
    death = new WasmError(panic.message, { ...panic, ...about, ...endedNow(), cause: panic.cause });
    leave(death);
  }

  async function steps(): Promise<Result> {
    const loaded = await unlessLeft(core());
    const plan = await unlessLeft(planned(loaded, operation, params, shared.options.images?.fetch));
    if (plan.issues.length > 0) throw new ValidationError(plan.issues, about);
    const extra = Object.keys(options.extra ?? {}).map((path) => ({ code: 'undocumented_field', path, number: 0 }));
    warnings = [...plan.warnings, ...extra].map(warning);
    const reserving = shared.ledger.reserve(cost, [shared.options.budget, options.budget], about).then((booking) => {
      book = booking;
      if (isSettled) book('no', false);
    });
    await unlessLeft(reserving);
    const { images } = plan;
    const ahead = shared.limiter.ahead(images);
    if (ahead > 0) emit({ type: 'queued', ahead });
    const out = await shared.limiter.enter(images, unlessLeft);
    const timer = setInterval(() => {
      if (phase === 'sent') emit({ type: 'waiting', attempt, elapsedMs: Date.now() - sentAt });
    }, TICK_MS);
    // It keeps no program of Node's alive.
    (timer as { unref?(): void }).unref?.();
    try {
      emit({ type: 'prepared', bytes: plan.bytes, estimate: cost, warnings });
      return read(await tries(loaded, plan.path, bodyOf(plan, options.extra)));
    } finally {
      clearInterval(timer);
      out();
    }
  }

  /** Sends, and sends again as often as the core says that nothing ran and the caller has patience. */
  async function tries(loaded: Core, path: string, body: string | FormData): Promise<Answer> {
    const { retry, timeoutMs } = shared.options;
    // A timer takes no more, and one that is no number would end the call at once.
    const timeout = Math.min(Math.max(1, options.timeoutMs ?? timeoutMs ?? NaN) || 300_000, 2 ** 31 - 1);
    // A fetch function of one's own may reach what the network does not.
    const online = Boolean(shared.options.fetch) || world.navigator?.onLine !== false;
    for (let waited = 0; ; ) {
      const one = {
        info: { ...about, attempt: attempt + 1 },
        client: shared.options,
        moreHeaders: options.headers,
        unlessLeft,
        leaves: () => {
          attempt += 1;
          phase = 'sent';
          sentAt = Date.now();
          emit({ type: 'sent', attempt });
        },
      };
      known = await unlessLeft(send(one, path, body, timeout));
      if (known.meta) emit({ type: 'received', meta: known.meta });
      const said = {
        ...known.sent,
        online,
        tries: attempt,
        waited,
        most: options.maxTries ?? retry?.maxTries ?? Infinity,
        mostMs: retry?.maxWaitMs ?? Infinity,
        random: random32(retry?.random),
      };
      const answer = loaded.answer(operation, encoded(said));
      const waitMs = answer.failure?.waitMs;
      if (waitMs === undefined) return answer;
      phase = 'refused';
      emit({ type: 'retrying', attempt, waitMs, because: codeOf(answer.failure!.cause) });
      let timer;
      try {
        await unlessLeft(new Promise((go) => (timer = setTimeout(go, waitMs))));
      } finally {
        clearTimeout(timer);
      }
      waited += waitMs;
    }
  }

  function read({ failure, descriptions, images = [] }: Answer): Result {
    if (failure) throw errorOf(failure, known, shared.options.base, about);
    const parts = { raw: known.raw, meta: known.meta!, cost, warnings };
    if (descriptions) return { descriptions, ...parts };
    const result = imageResult({ images, access: shared.options.images ?? {}, about, ...parts });
    if (result.images.length > 0) return result;
    throw new WithheldError('every picture of the answer was withheld', {
      ...about,
      result,
      outcome: 'done',
      billed: 'yes',
      hint: 'they are paid for; change the prompt before trying again',
    });
  }

  void execute();
  return Object.assign(promise as Promise<unknown> as Promise<T>, {
    id: callId,
    estimate: cost,
    events,
    cancel: (reason?: unknown) => end(reason),
    detach: () => end(undefined, 'detach'),
  });
}

/** A listener's mistake must cost neither the caller a picture that is paid for nor a program of Node's its life. */
function heard(told: () => void): void {
  try {
    told();
  } catch (error) {
    console.error(error);
  }
}
