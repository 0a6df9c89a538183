// How long the first use of the package takes: import, unpack, compile, start.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { factsOf, page } from "./browser.mjs";
import { consumer } from "./consumer.mjs";
import { factsSaid } from "./runtimes.mjs";
import { serveFolder } from "./server.mjs";

/** Several, since a shared machine has slow moments; the best one says what the package itself takes. */
const TURNS = 7;

/** Milliseconds of `init()` in a fresh process of Node, the best of several. */
export async function inNode() {
  const folder = consumer("esm");
  writeFileSync(path.join(folder, "start.mjs"), `import { init } from "ideomix";
const start = performance.now();
await init();
console.log("FACTS " + JSON.stringify(performance.now() - start));`);
  return best(() => factsSaid(process.execPath, ["start.mjs"], { cwd: folder }));
}

/** Milliseconds of `init()` in a fresh Chromium page, the best of several. */
export async function inChromium(browser) {
  const script = `import { init } from "ideomix";
    const start = performance.now();
    init().then(() => (globalThis.facts = performance.now() - start), (error) => (globalThis.failure = String(error)));`;
  const site = await serveFolder(consumer("esm"), { pages: { "/page": page(script) } });
  try {
    return await best(() => factsOf(browser, `${site.origin}/page`));
  } finally {
    await site.stop();
  }
}

async function best(measure) {
  let least = Infinity;
  for (let turn = 0; turn < TURNS; turn += 1) least = Math.min(least, await measure());
  return least;
}
