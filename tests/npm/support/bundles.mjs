// Projects for bundlers: a page, one program, and no configuration file.

import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expected } from "../programs/expected.mjs";
import { factsOf } from "./browser.mjs";
import { bring, consumer } from "./consumer.mjs";
import { serveFolder } from "./server.mjs";

/** A project with a page that runs the program; what an earlier run built is gone. */
export function project(name, { inside, type } = {}) {
  const folder = consumer(`bundle-${name}`, { inside, type });
  for (const made of ["dist", "out", ".parcel-cache", "node_modules/.vite"]) rmSync(path.join(folder, made), { recursive: true, force: true });
  bring(folder, "programs/blackbox.js", "programs/page.js");
  writeFileSync(path.join(folder, "index.html"), document("./page.js"));
  return folder;
}

/** The page of a program. */
export function document(script, type = "module") {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"></head><body><script type="${type}" src="${script}"></script></body></html>`;
}

/** Serves what was built and gives the facts of its page; `script` where the bundler makes no page itself. */
export async function factsOfBuilt(browser, folder, { script, type, csp } = {}) {
  const site = await serveFolder(folder, { csp, pages: script ? { "/page": document(script, type) } : {} });
  try {
    return await factsOf(browser, `${site.origin}/${script ? "page" : ""}`);
  } finally {
    await site.stop();
  }
}

export { expected };
