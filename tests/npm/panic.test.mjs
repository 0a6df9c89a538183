// A defect in the core ends the calls in flight with a clear error, and nothing else.

import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { expected } from "./programs/panics.js";
import { factsOf, launch, page } from "./support/browser.mjs";
import { bring, consumer } from "./support/consumer.mjs";
import { factsSaid } from "./support/runtimes.mjs";
import { serveFolder } from "./support/server.mjs";

/** A package whose core panics when it is asked to; only its core is used here. */
const PANICS = process.env.IDEOMIX_PANICS;
let folder;
let browser;

before(async () => {
  assert.ok(PANICS, "IDEOMIX_PANICS names no package whose core panics; next: cargo xtask test npm");
  folder = consumer("esm");
  bring(folder, "programs/panics.js");
  cpSync(path.join(consumer("panics", { tarball: PANICS }), "node_modules/ideomix/dist/core.wasm"), path.join(folder, "panics.wasm"));
  browser = await launch();
});
after(() => browser?.close());

test("in Node calls in flight are rejected, the process lives, and the next call works", async () => {
  writeFileSync(path.join(folder, "panics.mjs"), `import { readFileSync } from "node:fs";
    import * as ideomix from "ideomix";
    import { run } from "./panics.js";
    console.log("FACTS " + JSON.stringify(await run(ideomix, () => readFileSync("panics.wasm"))));`);
  assert.deepEqual(await factsSaid(process.execPath, ["panics.mjs"], { cwd: folder }), expected);
});

test("in Chromium too", async () => {
  const script = `import * as ideomix from "ideomix"; import { run } from "/panics.js";
    run(ideomix, () => fetch("/panics.wasm")).then((facts) => (globalThis.facts = facts), (error) => (globalThis.failure = String(error.stack)));`;
  const site = await serveFolder(folder, { pages: { "/page": page(script) } });
  try {
    assert.deepEqual(await factsOf(browser, `${site.origin}/page`), expected);
  } finally {
    await site.stop();
  }
});
