// The README's lines for `ideomix/slim`, each where it says that it belongs: the core stays a file of its own.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "../support/browser.mjs";
import { document, factsOfBuilt, project } from "../support/bundles.mjs";
import { HERE, consumer, tools } from "../support/consumer.mjs";
import { factsSaid, nodeOf, programOf, said } from "../support/runtimes.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const slow = { timeout: 180_000 };
/** What a program does once its core is there. */
const USED = `const { images } = await new Ideogram({ apiKey: () => "sk-none", fetch: mockGateway() }).v3.generate({ prompt: "x" });
const facts = [initState(), images.length];`;
const IMPORTS = `import { Ideogram, init, initState } from "ideomix/slim"; import { mockGateway } from "ideomix/testing";`;
const ready = ["ready", 1];

/** The line of the README for that place. */
function line(place) {
  const readme = readFileSync(path.join(consumer("esm"), "node_modules/ideomix/README.md"), "utf8");
  const found = readme.split("\n").filter((text) => / \/\/ /.test(text) && text.split(" // ")[1].split(", ").includes(place));
  assert.equal(found.length, 1, `${found.length} lines for ${place}`);
  return found[0].split(" // ")[0];
}

/** The page's program, which says what it found. */
const onPage = (place) => `${IMPORTS}\n${line(place)}\n${USED}\nglobalThis.facts = facts;`;

function wasmIn(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".wasm"));
}

test("in Vite", slow, async () => {
  const folder = project("slim-vite");
  writeFileSync(path.join(folder, "page.js"), onPage("Vite"));
  await said(process.execPath, [path.join(HERE, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], { cwd: folder });
  assert.equal(wasmIn(path.join(folder, "dist")).length, 1);
  assert.deepEqual(await factsOfBuilt(browser, path.join(folder, "dist")), ready);
});

for (const [name, program, args] of [
  ["webpack", "webpack-cli/bin/cli.js", ["./page.js", "--mode", "production"]],
  ["rspack", "@rspack/cli/bin/rspack.js", ["build", "--entry", "./page.js", "--mode", "production"]],
]) {
  test(`in ${name}`, slow, async () => {
    const inside = tools("bundlers");
    const folder = project(`slim-${name}`, { inside });
    writeFileSync(path.join(folder, "page.js"), onPage(name));
    await said(process.execPath, [path.join(inside, "node_modules", program), ...args], { cwd: folder });
    assert.equal(wasmIn(path.join(folder, "dist")).length, 1);
    writeFileSync(path.join(folder, "dist/index.html"), document("./main.js", "text/javascript"));
    assert.deepEqual(await factsOfBuilt(browser, path.join(folder, "dist")), ready);
  });
}

for (const [place, runtime, args] of [
  ["Node", () => nodeOf(22), []],
  ["Deno", () => programOf("deno"), ["run", "--no-prompt", "--node-modules-dir=manual", "--allow-read=."]],
  ["Bun", () => programOf("bun"), ["run"]],
]) {
  test(`in ${place}`, async () => {
    const folder = consumer("esm");
    writeFileSync(path.join(folder, "slim.mjs"), `${IMPORTS}\n${line(place)}\n${USED}\nconsole.log("FACTS " + JSON.stringify(facts));`);
    assert.deepEqual(await factsSaid(runtime(), [...args, "slim.mjs"], { cwd: folder, env: { DENO_NO_UPDATE_CHECK: "1" } }), ready);
  });
}
