import type { ErrorCode, Outcome } from './errors.js';
import type { Estimate, OperationId, ResponseMeta, Warning } from './types.js';

/** What every event has. */
export interface EventBase {
  /** The call. */
  readonly callId: string;
  /** The operation. */
  readonly operation: OperationId;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** What happens to a call, in this order: queued, prepared, sent, waiting, retrying, received, settled. */
export type CallEvent = EventBase &
  (
    | { readonly type: 'queued'; readonly ahead: number }
    | {
        readonly type: 'prepared';
        readonly bytes: number;
        readonly estimate: Estimate;
        readonly warnings: readonly Warning[];
      }
    | { readonly type: 'sent'; readonly attempt: number }
    | { readonly type: 'waiting'; readonly attempt: number; readonly elapsedMs: number }
    | { readonly type: 'retrying'; readonly attempt: number; readonly waitMs: number; readonly because: ErrorCode }
    | { readonly type: 'received'; readonly meta: ResponseMeta }
    | { readonly type: 'settled'; readonly outcome: Outcome; readonly cost: Estimate }
  );

/** @internal The part of an event that its call does not know already. */
export type EventBody = CallEvent extends infer E ? (E extends EventBase ? Omit<E, keyof EventBase> : never) : never;

/** @internal Keeps the few events of a call, for readers that come late. */
export class EventLog implements AsyncIterable<CallEvent> {
  private readonly events: CallEvent[] = [];
  private readonly waiting: (() => void)[] = [];
  private ended = false;
  /** Whether somebody reads along; only then is it worth telling the time. */
  isRead = false;

  push(event: CallEvent): void {
    this.events.push(event);
    if (event.type === 'settled') this.ended = true;
    for (const wake of this.waiting.splice(0)) wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<CallEvent, void, undefined> {
    this.isRead = true;
    for (let next = 0; ; next += 1) {
      while (next >= this.events.length) {
        if (this.ended) return;
        await new Promise<void>((wake) => this.waiting.push(wake));
      }
      yield this.events[next]!;
    }
  }
}
