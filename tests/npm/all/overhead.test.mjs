// What the package adds to a call, next to the same call written by hand in the same run.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { HERE } from "../support/consumer.mjs";
import { overhead } from "../support/overhead.mjs";

const limits = JSON.parse(readFileSync(path.join(HERE, "limits.json"), "utf8"));

test(`an edit of 10 MB takes at most ${limits.overhead_ratio.limit} times as long as by hand`, { timeout: 180_000 }, async (t) => {
  const { ours, theirs } = await overhead(25);
  t.diagnostic(`${ours.toFixed(1)} ms, by hand ${theirs.toFixed(1)} ms`);
  assert.ok(ours / theirs <= limits.overhead_ratio.limit, `${(ours / theirs).toFixed(3)}`);
});
