// The same program in every runtime that the package promises.

import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";

import { expected } from "../programs/expected.mjs";
import { bring, consumer } from "../support/consumer.mjs";
import { png } from "../support/pictures.mjs";
import { factsSaid, nodeOf, programOf } from "../support/runtimes.mjs";

let folder;
before(() => {
  folder = consumer("esm");
  bring(folder, "programs/blackbox.js", "programs/node.mjs", "programs/node.cjs", "programs/files.mjs");
  writeFileSync(path.join(folder, "source.png"), png(20, 10));
});

/** What programs/files.mjs finds. */
const kept = { saved: ["saved/1-0-1.png", "saved/1-1-2.png"], bytes: png(20, 10).length, outside: 0, mostSends: 2, problems: [], missing: "validation" };

/** The facts of programs/files.mjs, which writes to a folder that is not there yet. */
function filesOf(program, args = []) {
  rmSync(path.join(folder, "saved"), { recursive: true, force: true });
  return factsSaid(program, [...args, "files.mjs"], { cwd: folder, env: { DENO_NO_UPDATE_CHECK: "1" } });
}

for (const major of [18, 20, 22, 24]) {
  for (const [how, program] of [["import", "node.mjs"], ["require", "node.cjs"]]) {
    test(`in Node ${major}, by ${how}`, async () => {
      assert.deepEqual(await factsSaid(nodeOf(major), [program], { cwd: folder }), expected);
    });
  }
}

for (const major of [18, 20, 22, 24]) {
  test(`files and the mock gateway in Node ${major}`, async () => assert.deepEqual(await filesOf(nodeOf(major)), kept));
}

test("files and the mock gateway in Deno, which may read and write this folder only", async () => {
  const args = ["run", "--no-prompt", "--node-modules-dir=manual", "--allow-read=.", "--allow-write=saved"];
  assert.deepEqual(await filesOf(programOf("deno"), args), kept);
});

test("files and the mock gateway in Bun", async () => {
  assert.deepEqual(await filesOf(programOf("bun"), ["run"]), kept);
});

test("in Deno without any permission", async () => {
  const args = ["run", "--no-prompt", "--node-modules-dir=manual", "node.mjs"];
  assert.deepEqual(await factsSaid(programOf("deno"), args, { cwd: folder, env: { DENO_NO_UPDATE_CHECK: "1" } }), expected);
});

test("in Bun", async () => {
  assert.deepEqual(await factsSaid(programOf("bun"), ["run", "node.mjs"], { cwd: folder }), expected);
});
