// Every bundler and test runner that the package promises, each with no line of configuration.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "../support/browser.mjs";
import { expected, factsOfBuilt, project } from "../support/bundles.mjs";
import { bring, consumer, tools } from "../support/consumer.mjs";
import { nodeOf, said } from "../support/runtimes.mjs";

let inside;
let browser;
before(async () => {
  inside = tools("bundlers");
  browser = await launch();
});
after(() => browser?.close());

const bin = (name) => path.join(inside, "node_modules", name);
const slow = { timeout: 180_000 };

test("Rollup, which finds packages by its resolver", slow, async () => {
  const folder = project("rollup", { inside });
  await said(process.execPath, [bin("rollup/dist/bin/rollup"), "page.js", "--plugin", "node-resolve", "--dir", "out", "--format", "es", "--silent"], { cwd: folder });
  assert.deepEqual(await factsOfBuilt(browser, path.join(folder, "out"), { script: "./page.js" }), expected);
});

test("webpack", slow, async () => {
  const folder = project("webpack", { inside });
  await said(process.execPath, [bin("webpack-cli/bin/cli.js"), "./page.js", "--mode", "production"], { cwd: folder });
  assert.deepEqual(await factsOfBuilt(browser, path.join(folder, "dist"), { script: "./main.js", type: "text/javascript" }), expected);
});

test("rspack", slow, async () => {
  const folder = project("rspack", { inside });
  await said(process.execPath, [bin("@rspack/cli/bin/rspack.js"), "build", "--entry", "./page.js", "--mode", "production"], { cwd: folder });
  assert.deepEqual(await factsOfBuilt(browser, path.join(folder, "dist"), { script: "./main.js", type: "text/javascript" }), expected);
});

test("parcel", slow, async () => {
  const folder = project("parcel", { inside });
  await said(process.execPath, [bin("parcel/lib/bin.js"), "build", "index.html", "--no-cache", "--log-level", "warn"], { cwd: folder, env: { PARCEL_WORKERS: "0" } });
  assert.deepEqual(await factsOfBuilt(browser, path.join(folder, "dist")), expected);
});

// A transform of jest's would need a configuration: the modules are required, as in a project of CommonJS.
const JEST = `const ideomix = require("ideomix");
const mask = require("ideomix/mask");
const { run } = require("./blackbox.cjs");
const expected = require("./expected.json");
test("the program", async () => { expect(JSON.parse(JSON.stringify(await run(ideomix, mask)))).toEqual(expected); }, 60000);`;

for (const environment of ["node", "jsdom"]) {
  test(`jest, with its ${environment} environment`, slow, async () => {
    const folder = consumer("jest", { inside, type: "commonjs" });
    bring(folder, "programs/blackbox.js");
    const esbuild = path.join(inside, "../../../tests/npm/node_modules/esbuild/bin/esbuild");
    await said(esbuild, ["blackbox.js", "--format=cjs", "--outfile=blackbox.cjs", "--log-level=warning"], { cwd: folder });
    writeFileSync(path.join(folder, "expected.json"), JSON.stringify(expected));
    // jsdom has no fetch classes of its own; a test that wants them brings Node's, as its documentation says.
    writeFileSync(path.join(folder, "program.test.js"), `/** @jest-environment ${environment === "jsdom" ? "./jsdom.js" : "node"} */\n${JEST}`);
    writeFileSync(path.join(folder, "jsdom.js"), JSDOM);
    await said(process.execPath, [bin("jest/bin/jest.js"), "--ci", "--no-cache", "--rootDir", "."], { cwd: folder });
  });
}

const JSDOM = `const { TestEnvironment } = require("jest-environment-jsdom");
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of ["fetch", "Response", "Request", "Headers", "FormData", "Blob", "File", "AbortController", "AbortSignal"]) this.global[name] = globalThis[name];
  }
};`;

test("vitest", slow, async () => {
  const folder = consumer("vitest", { inside });
  bring(folder, "programs/blackbox.js", "programs/expected.mjs");
  writeFileSync(path.join(folder, "program.test.js"), `import { expect, test } from "vitest";
import * as ideomix from "ideomix";
import * as mask from "ideomix/mask";
import { run } from "./blackbox.js";
import { expected } from "./expected.mjs";
test("the program", async () => { expect(JSON.parse(JSON.stringify(await run(ideomix, mask)))).toEqual(expected); }, 60000);`);
  await said(nodeOf(22), [bin("vitest/vitest.mjs"), "run", "--root", "."], { cwd: folder });
});
