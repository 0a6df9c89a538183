// Waiting for what must become true, and for nothing else.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

const WAIT_MS = 10_000;
const LOOK_MS = 25;

/** Looks until `look` gives `wanted`; after a while fails with what it gives instead. */
export async function expectEventually(look, wanted, what, waitMs = WAIT_MS) {
  const until = Date.now() + waitMs;
  for (;;) {
    const seen = await look();
    try {
      assert.deepEqual(seen, wanted, what);
      return;
    } catch (difference) {
      if (Date.now() > until) throw difference;
    }
    await pause(LOOK_MS);
  }
}
