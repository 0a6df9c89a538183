// The same program in every runtime that the package promises.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { expected } from "../programs/expected.mjs";
import { bring, consumer } from "../support/consumer.mjs";
import { factsSaid, nodeOf, programOf } from "../support/runtimes.mjs";

let folder;
before(() => {
  folder = consumer("esm");
  bring(folder, "programs/blackbox.js", "programs/node.mjs", "programs/node.cjs");
});

for (const major of [18, 20, 22, 24]) {
  for (const [how, program] of [["import", "node.mjs"], ["require", "node.cjs"]]) {
    test(`in Node ${major}, by ${how}`, async () => {
      assert.deepEqual(await factsSaid(nodeOf(major), [program], { cwd: folder }), expected);
    });
  }
}

test("in Deno without any permission", async () => {
  const args = ["run", "--no-prompt", "--node-modules-dir=manual", "node.mjs"];
  assert.deepEqual(await factsSaid(programOf("deno"), args, { cwd: folder, env: { DENO_NO_UPDATE_CHECK: "1" } }), expected);
});

test("in Bun", async () => {
  assert.deepEqual(await factsSaid(programOf("bun"), ["run", "node.mjs"], { cwd: folder }), expected);
});
