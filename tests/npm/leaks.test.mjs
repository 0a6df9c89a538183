// What many calls leave behind: nothing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { HERE, bring, consumer } from "./support/consumer.mjs";
import { overhead } from "./support/overhead.mjs";
import { factsSaid } from "./support/runtimes.mjs";

const limits = JSON.parse(readFileSync(path.join(HERE, "limits.json"), "utf8"));

test(`${limits.leak_calls.limit} calls leave no listener, no heap and no wasm memory behind`, { timeout: 120_000 }, async (t) => {
  const folder = consumer("esm");
  bring(folder, "programs/leaks.mjs");
  const facts = await factsSaid(process.execPath, ["--expose-gc", "leaks.mjs", String(limits.leak_calls.limit)], { cwd: folder });
  t.diagnostic(JSON.stringify(facts));
  assert.ok(facts.memories > 0, "the memory of the package was not seen");
  assert.equal(facts.listeners, 0);
  assert.equal(facts.wasmGrowth, 0);
  assert.ok(facts.heapGrowth < limits.leak_heap_growth.limit, `${facts.heapGrowth} bytes of heap stayed`);
});

test("edits with files of 10 MB, metadata before their size or not, grow the wasm memory by a head's worth at most", { timeout: 120_000 }, async (t) => {
  const facts = await overhead(3);
  t.diagnostic(JSON.stringify(facts));
  assert.ok(facts.memories > 0, "the memory of the package was not seen");
  assert.ok(facts.wasmGrowth <= limits.overhead_wasm_growth.limit, `${facts.wasmGrowth} bytes`);
});
