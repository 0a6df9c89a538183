// The limits of limits.json, and what the built files must not hold.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { transform } from "esbuild";

import { launch } from "./support/browser.mjs";
import { HERE, consumer } from "./support/consumer.mjs";
import { said } from "./support/runtimes.mjs";
import * as starts from "./support/starts.mjs";
import { WEIGHTS } from "./support/weigh.mjs";

const limits = JSON.parse(readFileSync(path.join(HERE, "limits.json"), "utf8"));
const installed = () => path.join(consumer("esm"), "node_modules/ideomix");
const scripts = () => readdirSync(path.join(installed(), "dist")).filter((name) => /\.c?js$/.test(name));

for (const [name, weigh] of Object.entries(WEIGHTS)) {
  test(`${name} is at most ${limits[name].limit} bytes`, async (t) => {
    const bytes = await weigh();
    t.diagnostic(`${name} is ${bytes} bytes, goal ${limits[name].goal}`);
    assert.ok(bytes <= limits[name].limit, `${bytes} bytes`);
  });
}

test(`the first use in Node takes at most ${limits.start_node_ms.limit} ms`, async (t) => {
  const took = await starts.inNode();
  t.diagnostic(`${took.toFixed(1)} ms`);
  assert.ok(took <= limits.start_node_ms.limit, `${took} ms`);
});

test(`the first use in Chromium takes at most ${limits.start_chromium_ms.limit} ms`, async (t) => {
  const browser = await launch();
  const took = await starts.inChromium(browser).finally(() => browser.close());
  t.diagnostic(`${took.toFixed(1)} ms`);
  assert.ok(took <= limits.start_chromium_ms.limit, `${took} ms`);
});

test("the core imports nothing: only bytes and numbers cross", () => {
  const core = new WebAssembly.Module(readFileSync(path.join(installed(), "dist/core.wasm")));
  assert.deepEqual(WebAssembly.Module.imports(core), []);
  const shown = WebAssembly.Module.exports(core).filter(({ kind }) => kind === "function").map(({ name }) => name);
  assert.deepEqual(shown.sort(), ["answer", "download_wait", "plan", "room", "sniff", "taken"]);
});

test("no file waits at its top level or asks where it is", async () => {
  assert.ok(scripts().length >= 8, scripts().join(" "));
  for (const name of scripts()) {
    const text = readFileSync(path.join(installed(), "dist", name), "utf8");
    // A script cannot wait at its top level, so esbuild refuses to make one of a module that does.
    const { warnings } = await transform(text, { format: "cjs", loader: "js" });
    assert.deepEqual(warnings.map(({ text: said }) => `${name}: ${said}`), []);
    assert.equal(text.includes("import.meta"), false, name);
  }
});

test("importing touches no global: every entry can be evaluated where there are none", async () => {
  const program = path.join(HERE, "programs/empty-globals.mjs");
  const { stdout } = await said(process.execPath, ["--experimental-vm-modules", "--no-warnings", program, installed()]);
  assert.match(stdout, /^evaluated (\d+) entries, both forms$/m);
});

test("the package has no dependency, no install script, a license and a README", () => {
  const manifest = JSON.parse(readFileSync(path.join(installed(), "package.json"), "utf8"));
  for (const kind of ["dependencies", "optionalDependencies"]) assert.equal(manifest[kind], undefined, kind);
  for (const script of ["preinstall", "install", "postinstall", "prepare"]) assert.equal(manifest.scripts?.[script], undefined, script);
  assert.ok(manifest.license);
  const files = readdirSync(installed());
  assert.ok(files.some((name) => /^LICENSE/.test(name)) && files.includes("README.md"), files.join(" "));
  assert.equal(manifest.sideEffects, false);
});

test("no file of the package names a place on the machine that built it", () => {
  const names = readdirSync(installed(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of names) {
    const text = readFileSync(path.join(entry.parentPath ?? entry.path, entry.name), "latin1");
    // Where set-up had to build Rust's own library, its allocator names the place; it is the same for everybody else.
    const place = /\/(root|home|Users)\/[a-z][^\0]{0,60}|\.cargo\/registry/.exec(text.replace(/\/[^\0]{0,80}\/dlmalloc-[\d.]+\//g, ""))?.[0];
    assert.equal(place, undefined, entry.name);
  }
});
