// The types, as the compiler sees them from an empty project. All four compilers: all/types.test.mjs.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { RESOLUTIONS, WORLDS, compile } from "./support/compiler.mjs";
import { HERE, TARBALL, bring, consumer } from "./support/consumer.mjs";
import { said } from "./support/runtimes.mjs";

const bin = (name) => path.join(HERE, "node_modules", name);

for (const world of Object.keys(WORLDS)) {
  test(`uses compile and mistakes do not, with ${world}`, () => compile(bin("typescript/bin/tsc"), world, "nodenext"));
}

test("a project of CommonJS modules compiles too", () =>
  compile(bin("typescript/bin/tsc"), "Node types only", Object.keys(RESOLUTIONS)[0], { type: "commonjs" }));

test("publint finds nothing to complain about", async () => {
  const { stdout } = await said(process.execPath, [bin("publint/src/cli.js"), "--strict", path.join(consumer("esm"), "node_modules/ideomix")]);
  assert.doesNotMatch(stdout, /Errors|Warnings/);
});

test("are-the-types-wrong finds nothing wrong", () =>
  said(process.execPath, [bin("@arethetypeswrong/cli/dist/index.js"), TARBALL, "--profile", "node16", "--exclude-entrypoints", "core.wasm", "mask.wasm", "package.json", "--no-color"]));
