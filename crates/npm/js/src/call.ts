import {
  AbortError,
  DisposedError,
  ValidationError,
  WasmError,
  WithheldError,
  type Billed,
  type Facts,
  type Outcome,
} from './errors.js';
import { EventLog, type CallEvent, type EventBody } from './events.js';
import { errorOf, codeOf } from './failures.js';
import { prepare } from './files.js';
import { issue, warning } from './issues.js';
import type { Limiter } from './limits.js';
import { core, loader } from './core.js';
import type { Ledger } from './money.js';
import { priced } from './prices.js';
import { imageResult } from './results.js';
import { idly, world } from './runtime.js';
import { send, type Known, type Route } from './send.js';
import type { Call, ClientOptions, DescribeResult, Estimate, ImageResult, OperationId, RequestOptions, Warning } from './types.js';
import { encoded } from './values.js';
import type { Answer, Core, Plan } from './wasm.js';

/** What all calls of a client share. */
export interface Shared {
  readonly options: ClientOptions;
  readonly route: Route;
  readonly ledger: Ledger;
  readonly limiter: Limiter;
  readonly running: Set<Run>;
  isDisposed: boolean;
}

/** How often a reader of the events hears that a call is still under way, in milliseconds. */
const TICK_MS = 5_000;
let count = 0;

/** Starts a call. */
export function startCall<T>(shared: Shared, operation: OperationId, params: unknown, options: RequestOptions): Call<T> {
  const run = new Run(shared, operation, params, options);
  return Object.assign(run.promise as Promise<T>, {
    id: run.id,
    estimate: run.estimate,
    events: run.log,
    cancel: (reason?: unknown) => run.end('disconnect', reason),
    detach: () => run.end('detach'),
  });
}

type Result = ImageResult | DescribeResult;

/** One call, from its parameters to its result. */
export class Run {
  readonly id: string;
  readonly estimate: Estimate;
  readonly log = new EventLog();
  readonly promise: Promise<Result>;
  private resolve!: (result: Result) => void;
  private reject!: (error: unknown) => void;
  private leave!: (reason: unknown) => void;
  private readonly left: Promise<never>;
  /** Where the call is, which decides what ending it means. */
  private phase: 'before' | 'sent' | 'refused' | 'over' = 'before';
  private isSettled = false;
  private isDetached = false;
  private attempt = 0;
  private death: WasmError | undefined;
  private known: Known = { phase: 'headers' };
  private warnings: Warning[] = [];
  private book: (billed: Billed, sent: boolean) => void = () => {};

  constructor(
    private readonly shared: Shared,
    private readonly operation: OperationId,
    private readonly params: unknown,
    private readonly options: RequestOptions,
  ) {
    this.id = options.callId ?? `call-${(count += 1)}`;
    this.estimate = priced(operation, params, shared.options.prices);
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.left = new Promise((_, leave) => (this.leave = leave));
    // Both may end with nobody listening; that is no accident worth an uncaught rejection.
    this.left.catch(() => {});
    void this.execute();
  }

  /** Ends the call for its caller: the connection is dropped, or left to itself once the call is sent. */
  end(how: 'disconnect' | 'detach', reason?: unknown): void {
    if (this.isSettled) return;
    const detach = how === 'detach' && this.phase === 'sent';
    const [outcome, billed] = this.endedNow();
    const facts: Facts = { ...this.facts(), outcome, billed, ...(reason === undefined ? {} : { cause: reason }) };
    if (this.phase === 'sent') {
      facts.hint = detach
        ? 'the call runs on; its result goes to onLateResult'
        : 'dropping the connection stops no work at the service; the call may still be paid for';
    }
    this.isDetached = detach;
    const word = detach ? 'detached' : 'cancelled';
    const when = { before: 'before it was sent', sent: 'after it was sent', refused: 'while it waited to be sent again', over: '' };
    const error = reason instanceof DisposedError
      ? new DisposedError(facts)
      : new AbortError(`the call was ${word} ${when[this.phase]}`, facts);
    this.settle(error, outcome);
    if (!detach) {
      this.book(billed, this.attempt > 0);
      this.leave(error);
    }
  }

  private facts(): Facts {
    return { callId: this.id, operation: this.operation };
  }

  private endedNow(): [Outcome, Billed] {
    if (this.phase === 'sent') return ['unknown', 'unknown'];
    return this.phase === 'refused' ? ['refused', 'no'] : ['not-sent', 'no'];
  }

  private async execute(): Promise<void> {
    const { signal } = this.options;
    const onAbort = () => this.end(this.options.onAbort ?? 'disconnect', signal!.reason);
    // What calls in its own tick cannot hear yet is told in the next.
    await Promise.resolve();
    if (this.shared.isDisposed) return this.settle(new DisposedError(this.facts()), 'not-sent');
    this.shared.running.add(this);
    signal?.addEventListener('abort', onAbort);
    const unwatch = loader.watch((error) => this.died(error));
    try {
      if (signal?.aborted) return onAbort();
      const result = await this.steps();
      this.finish(result);
    } catch (error) {
      // What this call asked of a dying core fails with the core's own error, which knows nothing of the call.
      this.fail(this.death ?? error);
    } finally {
      unwatch();
      signal?.removeEventListener('abort', onAbort);
      this.shared.running.delete(this);
    }
  }

  private async steps(): Promise<Result> {
    const { shared } = this;
    const loaded = await Promise.race([core(), this.left]);
    const prepared = await Promise.race([prepare(loaded, this.params, shared.options.images?.fetch), this.left]);
    const plan = loaded.plan(this.operation, prepared.params);
    const issues = [...(plan.issues ?? []), ...prepared.issues];
    if (issues.length > 0) {
      throw new ValidationError(issues.map((raw) => issue(raw, this.params)), this.facts());
    }
    this.warnings = plan.warnings.map(warning);
    for (const path of Object.keys(this.options.extra ?? {})) {
      this.warnings.push({ code: 'undocumented_field', message: `${path} is not in the documents and is sent unchecked`, path });
    }
    const budgets = [shared.options.budget, this.options.budget];
    const reserving = shared.ledger.reserve(this.estimate, budgets, this.facts()).then((book) => {
      this.book = book;
      if (this.isSettled) book('no', false);
    });
    await Promise.race([reserving, this.left]);
    const { images } = plan;
    const ahead = shared.limiter.ahead(images);
    if (ahead > 0) this.emit({ type: 'queued', ahead });
    const out = await shared.limiter.enter(images, this.left);
    const tick = this.ticking();
    try {
      this.emit({ type: 'prepared', bytes: prepared.bytes, estimate: this.estimate, warnings: this.warnings });
      return this.read(await this.tries(loaded, plan.path, bodyOf(plan, prepared.files, this.options.extra)));
    } finally {
      clearInterval(tick);
      out();
    }
  }

  /** Sends, and sends again as often as the core says that nothing ran and the caller has patience. */
  private async tries(loaded: Core, path: string, body: string | FormData): Promise<Answer> {
    const { retry, timeoutMs } = this.shared.options;
    const timeout = clamp(this.options.timeoutMs ?? timeoutMs, 1, 2 ** 31 - 1, 300_000);
    // A fetch function of one's own may reach what the network does not.
    const online = this.shared.route.fetch !== undefined || world.navigator?.onLine !== false;
    for (let waited = 0; ; ) {
      const attempt = {
        info: { callId: this.id, operation: this.operation, attempt: this.attempt + 1 },
        route: this.shared.route,
        moreHeaders: this.options.headers,
        leave: this.left,
        leaves: () => {
          this.attempt += 1;
          this.phase = 'sent';
          this.emit({ type: 'sent', attempt: this.attempt });
        },
      };
      const { sent, known } = await Promise.race([send(attempt, path, body, timeout), this.left]);
      this.known = known;
      if (known.meta) this.emit({ type: 'received', meta: known.meta });
      const said = {
        ...sent,
        online,
        tries: this.attempt,
        waited,
        most: clamp(this.options.maxTries ?? retry?.maxTries, 1, 255, 255),
        mostMs: clamp(retry?.maxWaitMs, 0, 2 ** 31, 2 ** 31),
        random: Math.floor((retry?.random ?? Math.random)() * 2 ** 32),
      };
      const answer = loaded.answer(this.operation, encoded(said));
      const wait = answer.failure?.waitMs;
      if (wait === undefined) return answer;
      this.phase = 'refused';
      this.emit({ type: 'retrying', attempt: this.attempt, waitMs: wait, because: codeOf(answer.failure!.cause, known.meta?.status) });
      await this.pause(wait);
      waited += wait;
    }
  }

  private async pause(ms: number): Promise<void> {
    let timer;
    try {
      await Promise.race([new Promise((go) => (timer = setTimeout(go, ms))), this.left]);
    } finally {
      clearTimeout(timer);
    }
  }

  private read(answer: Answer): Result {
    const facts = this.facts();
    if (answer.failure) throw errorOf(answer.failure, this.known, this.shared.route, facts);
    const parts = {
      raw: this.known.raw,
      meta: this.known.meta!,
      cost: this.estimate,
      warnings: this.warnings,
    };
    if (answer.descriptions) return { descriptions: answer.descriptions, ...parts };
    const access = this.shared.options.images ?? {};
    const result = imageResult({ images: answer.images ?? [], access, facts, ...parts });
    if (result.images.length > 0) return result;
    throw new WithheldError('every picture of the answer was withheld', {
      ...facts,
      result,
      outcome: 'done',
      billed: 'yes',
      hint: 'withheld pictures are paid for; change the prompt before trying again',
    });
  }

  private finish(result: Result): void {
    this.book('yes', true);
    if (this.isDetached) heard(() => this.options.onLateResult?.({ status: 'fulfilled', value: result }));
    this.settle(undefined, 'done', result);
  }

  private fail(error: unknown): void {
    const { outcome = 'not-sent', billed = 'no' } = error as { outcome?: Outcome; billed?: Billed };
    this.book(billed, this.attempt > 0 && outcome !== 'not-sent');
    if (this.isDetached) heard(() => this.options.onLateResult?.({ status: 'rejected', reason: error }));
    this.settle(error ?? new Error('failed without a reason'), outcome);
  }

  /** The core died. What was sent may have run. */
  private died(panic: WasmError): void {
    const [outcome, billed] = this.endedNow();
    const { code, reason, hint, cause } = panic;
    this.death = new WasmError(panic.message, { ...this.facts(), code, reason, outcome, billed, hint, cause });
    this.leave(this.death);
  }

  private settle(error: unknown, outcome: Outcome, result?: Result): void {
    this.phase = 'over';
    if (this.isSettled) return;
    this.isSettled = true;
    this.emit({ type: 'settled', outcome, cost: this.estimate });
    if (error === undefined) this.resolve(result!);
    else this.reject(error);
  }

  private ticking(): ReturnType<typeof setInterval> | undefined {
    const timer = setInterval(() => {
      const started = this.known.meta?.startedAt.getTime() ?? this.sentAt;
      if (this.phase === 'sent') this.emit({ type: 'waiting', attempt: this.attempt, elapsedMs: Date.now() - started });
    }, TICK_MS);
    idly(timer);
    return timer;
  }

  private sentAt = 0;

  private emit(body: EventBody): void {
    if (this.isSettled && body.type !== 'settled') return;
    const event = { ...body, callId: this.id, operation: this.operation, at: Date.now() } as CallEvent;
    if (event.type === 'sent') this.sentAt = event.at;
    this.log.push(event);
    for (const hear of [this.shared.options.onEvent, this.options.onEvent]) heard(() => hear?.(event));
  }
}

/** A listener's mistake must cost neither the caller a picture that is paid for nor a program of Node's its life. */
function heard(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    console.error(error);
  }
}

/** The body of a call. Fields that the core does not know are put in after it has planned the others. */
function bodyOf({ json, parts }: Plan, files: readonly Blob[], extra: RequestOptions['extra'] = {}): string | FormData {
  const entries = Object.entries(extra);
  const members = entries
    .filter(([, value]) => !(value instanceof Blob))
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join(',');
  // What the core writes ends in as many braces as it has objects around its last member.
  const into = (text: string, braces: string): string => {
    const inner = text.slice(0, -braces.length);
    return members === '' ? text : `${inner}${inner.endsWith('{') ? '' : ','}${members}${braces}`;
  };
  if (json !== undefined) return into(json, '}}');
  const form = new FormData();
  let isEnveloped = false;
  for (const [name, value, file] of parts!) {
    if (typeof value === 'number') form.append(name, files[value]!, file!);
    else if (name === 'image_request') {
      isEnveloped = true;
      form.append(name, into(value, '}'));
    } else form.append(name, value);
  }
  for (const [name, value] of entries) {
    if (value instanceof Blob) form.append(name, value);
    else if (!isEnveloped) for (const one of Array.isArray(value) ? value : [value]) form.append(name, String(one));
  }
  return form;
}

function clamp(value: number | undefined, least: number, most: number, usual: number): number {
  return value === undefined || Number.isNaN(value) ? usual : Math.min(most, Math.max(least, Math.floor(value)));
}
