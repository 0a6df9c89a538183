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

/** @internal The events of a call, which come to an end with the last of them. */
export interface EventLog extends AsyncIterable<CallEvent> {
  push(event: CallEvent): void;
}

/** @internal Keeps the few events of a call, for readers that come late. */
export function eventLog(): EventLog {
  const events: CallEvent[] = [];
  const waiting: (() => void)[] = [];
  return {
    push(event) {
      events.push(event);
      for (const wake of waiting.splice(0)) wake();
    },
    async *[Symbol.asyncIterator]() {
      for (let next = 0; ; next += 1) {
        while (!events[next]) await new Promise<void>((wake) => waiting.push(wake));
        const event = events[next]!;
        yield event;
        if (event.type === 'settled') return;
      }
    },
  };
}
