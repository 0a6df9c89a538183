// The same program everywhere, from the packed package in an empty project. More runtimes: all/runtimes.test.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { expected } from "./programs/expected.mjs";
import { factsOf, launch, page } from "./support/browser.mjs";
import { bring, consumer } from "./support/consumer.mjs";
import { factsSaid } from "./support/runtimes.mjs";
import { serveFolder } from "./support/server.mjs";

let folder;
let browser;
before(async () => {
  folder = consumer("esm");
  bring(folder, "programs/blackbox.js", "programs/node.mjs", "programs/node.cjs", "programs/page.js");
  browser = await launch();
});
after(() => browser?.close());

test("in Node, by import", async () => {
  assert.deepEqual(await factsSaid(process.execPath, ["node.mjs"], { cwd: folder }), expected);
});

test("in Node, by require", async () => {
  assert.deepEqual(await factsSaid(process.execPath, ["node.cjs"], { cwd: folder }), expected);
});

test("in a Chromium page, by an import map and without any tool", async () => {
  await inPage(page(`import "/page.js";`));
});

test("in a module worker", async () => {
  // Workers know no import maps, so the worker names the files.
  const worker = `import * as ideomix from "/node_modules/ideomix/dist/index.js"; import * as mask from "/node_modules/ideomix/dist/mask.js";
    import { run } from "/blackbox.js";
    run(ideomix, mask).then((facts) => postMessage({ facts }), (error) => postMessage({ failure: String(error.stack) }));`;
  const script = `new Worker("/worker.js", { type: "module" }).onmessage = ({ data }) => Object.assign(globalThis, data);`;
  await inPage(page(script), { "/worker.js": worker });
});

async function inPage(document, more = {}) {
  const site = await serveFolder(folder, { pages: { "/page": document, ...more } });
  try {
    assert.deepEqual(await factsOf(browser, `${site.origin}/page`), expected);
  } finally {
    await site.stop();
  }
}
