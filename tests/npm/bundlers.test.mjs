// Bundlers with no line of configuration, and policies that allow or forbid wasm. More: all/bundlers.test.mjs.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { factsOf, launch } from "./support/browser.mjs";
import { expected, factsOfBuilt, project } from "./support/bundles.mjs";
import { HERE } from "./support/consumer.mjs";
import { factsSaid, said } from "./support/runtimes.mjs";

const ESBUILD = path.join(HERE, "node_modules/esbuild/bin/esbuild");
const VITE = path.join(HERE, "node_modules/vite/bin/vite.js");
const built = {};
let browser;

before(async () => {
  browser = await launch();
  built.esbuild = project("esbuild");
  await said(ESBUILD, ["page.js", "--bundle", "--format=esm", "--outfile=out/page.js", "--log-level=warning"], { cwd: built.esbuild });
});
after(() => browser?.close());

const within = (csp) => factsOfBuilt(browser, path.join(built.esbuild, "out"), { script: "./page.js", csp });

test("esbuild, run in Chromium", async () => {
  assert.deepEqual(await within(null), expected);
});

test("esbuild as one classic script, run in Chromium", async () => {
  await said(ESBUILD, ["page.js", "--bundle", "--format=iife", "--minify", "--outfile=out/classic.js", "--log-level=warning"], { cwd: built.esbuild });
  assert.deepEqual(await factsOfBuilt(browser, path.join(built.esbuild, "out"), { script: "./classic.js", type: "text/javascript" }), expected);
});

test("Vite build, run in Chromium", async () => {
  const folder = project("vite");
  await said(process.execPath, [VITE, "build", "--logLevel", "warn"], { cwd: folder });
  assert.deepEqual(await factsOfBuilt(browser, path.join(folder, "dist")), expected);
});

test("Vite dev, run in Chromium", async () => {
  const folder = project("vite-dev");
  const server = spawn(process.execPath, [VITE, "--host", "127.0.0.1", "--port", "0", "--clearScreen", "false"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1" } });
  try {
    assert.deepEqual(await factsOf(browser, await addressOf(server)), expected);
  } finally {
    server.kill();
  }
});

test("Vite build for a server, run in Node", async () => {
  const folder = project("vite-ssr");
  writeFileSync(path.join(folder, "server.js"), `import * as ideomix from "ideomix"; import * as mask from "ideomix/mask"; import { run } from "./blackbox.js";
    console.log("FACTS " + JSON.stringify(await run(ideomix, mask)));`);
  await said(process.execPath, [VITE, "build", "--ssr", "server.js", "--logLevel", "warn"], { cwd: folder });
  assert.deepEqual(await factsSaid(process.execPath, ["dist/server.js"], { cwd: folder }), expected);
});

test("a page whose policy allows wasm needs nothing else", async () => {
  assert.deepEqual(await within("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:"), expected);
});

test("a page whose policy forbids wasm is told so, and which word is missing", async () => {
  writeFileSync(path.join(built.esbuild, "refused.js"), `import { Ideogram, estimate, initState } from "ideomix";
    let sends = 0;
    new Ideogram({ apiKey: () => "none", fetch: async () => { sends += 1; return new Response("{}"); } }).v3.generate({ prompt: "x" }).then(() => (globalThis.facts = "resolved"), (error) => (globalThis.facts = {
      code: error.code, reason: error.reason, outcome: error.outcome, billed: error.billed, hint: error.hint, sends, state: initState(), price: estimate("v3.generate", {}).microUsd }));`);
  await said(ESBUILD, ["refused.js", "--bundle", "--format=esm", "--outfile=out/refused.js", "--log-level=warning"], { cwd: built.esbuild });
  const { hint, ...facts } = await factsOfBuilt(browser, path.join(built.esbuild, "out"), { script: "./refused.js", csp: "default-src 'none'; script-src 'self'; img-src data:" });
  assert.deepEqual(facts, { code: "wasm_load", reason: "csp", outcome: "not-sent", billed: "no", sends: 0, state: "failed", price: 60_000 });
  assert.match(hint, /'wasm-unsafe-eval'/);
});

/** Where a development server says that it listens. */
function addressOf(server) {
  return new Promise((found, lost) => {
    let text = "";
    const read = (piece) => {
      text += piece;
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(text)?.[0];
      if (address) found(address);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("exit", () => lost(new Error(`it ended: ${text}`)));
  });
}
