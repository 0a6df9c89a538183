// Starting the core: late, once, from anywhere, and again after a failure that says what to do.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { factsOf, launch, page } from "./support/browser.mjs";
import { consumer } from "./support/consumer.mjs";
import { factsSaid } from "./support/runtimes.mjs";
import { serveFolder } from "./support/server.mjs";

let folder;
let browser;
before(async () => {
  folder = consumer("esm");
  browser = await launch();
});
after(() => browser?.close());

const inNode = (script) => factsSaid(process.execPath, ["--input-type=module", "--eval", `${COMMON}\n${script}`], { cwd: folder });

/** A good answer, a client that gets it, and the facts of an error. */
const COMMON = `const fetchGood = async () => Response.json({ created: "2026-11-22T04:56:07Z", data: [{ prompt: "", resolution: "1x1", is_image_safe: true, seed: 1, url: "https://pictures.example/1.png" }] });
const failure = (promise) => promise.then(() => "resolved", ({ code, reason, outcome, billed, hint }) => ({ code, reason, outcome, billed, hint: typeof hint }));
const print = (facts) => console.log("FACTS " + JSON.stringify(facts));`;

const failed = (reason) => ({ code: "wasm_load", reason, outcome: "not-sent", billed: "no", hint: "string" });

test("importing, pricing and making a client start nothing; the first call does, once for all that wait", async () => {
  const facts = await inNode(`
    import { statSync } from "node:fs";
    // Node's own fetch has a core of wasm too; ours is known by its size.
    const own = statSync("node_modules/ideomix/dist/core.wasm").size;
    let compiled = 0;
    const { compile, instantiate } = WebAssembly;
    WebAssembly.compile = (source) => { compiled += source.byteLength === own; return compile(source); };
    WebAssembly.instantiate = (source, imports) => { compiled += source.byteLength === own; return instantiate(source, imports); };
    const { Ideogram, estimate, init, initState } = await import("ideomix");
    const client = new Ideogram({ apiKey: () => "sk-none", fetch: fetchGood });
    estimate("v3.generate", {});
    const before = [initState(), compiled];
    const calls = [1, 2, 3, 4].map(() => client.v3.generate({ prompt: "x" }));
    await Promise.all(calls);
    await init();
    print({ before, after: [initState(), compiled] });`);
  assert.deepEqual(facts, { before: ["idle", 0], after: ["ready", 1] });
});

test("the core can be handed in as bytes, a module, an answer, a promise or a function of one", async () => {
  const facts = await inNode(`
    import { readFileSync } from "node:fs";
    const bytes = readFileSync("node_modules/ideomix/dist/core.wasm");
    const ways = { bytes, module: await WebAssembly.compile(bytes), answer: new Response(bytes, { headers: { "content-type": "application/wasm" } }), promise: Promise.resolve(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)), later: async () => bytes };
    const found = {};
    for (const [name, wasm] of Object.entries(ways)) {
      const { Ideogram, init, initState } = await import(new URL("node_modules/ideomix/dist/slim.js?" + name, "file://" + process.cwd() + "/"));
      await init({ wasm });
      found[name] = [initState(), (await new Ideogram({ apiKey: () => "sk-none", fetch: fetchGood }).v3.generate({ prompt: "x" })).images.length];
    }
    print(found);`);
  for (const name of ["bytes", "module", "answer", "promise", "later"]) assert.deepEqual(facts[name], ["ready", 1], name);
});

test("the slim entry without its core says how to hand it in, and sends nothing", async () => {
  const facts = await inNode(`
    import { Ideogram } from "ideomix/slim";
    let sends = 0;
    const found = await failure(new Ideogram({ apiKey: () => "sk-none", fetch: () => { sends += 1; return fetchGood(); } }).v3.generate({ prompt: "x" }));
    print([found.code, found.outcome, found.hint, sends]);`);
  assert.deepEqual(facts, ["wasm_load", "not-sent", "string", 0]);
});

test("a core that is damaged, missing or of the wrong kind is named as such, and a good one works after it", async () => {
  const facts = await inNode(`
    import { readFileSync } from "node:fs";
    import { init, initState } from "ideomix/slim";
    const bytes = readFileSync("node_modules/ideomix/dist/core.wasm");
    const found = {
      damaged: await failure(init({ wasm: bytes.subarray(0, 200) })),
      noWasm: await failure(init({ wasm: new TextEncoder().encode("<!doctype html>") })),
      missing: await failure(init({ wasm: new Response("not here", { status: 404 }) })),
      page: await failure(init({ wasm: new Response("<!doctype html>", { headers: { "content-type": "text/html" } }) })),
      unreachable: await failure(init({ wasm: () => Promise.reject(new TypeError("fetch failed")) })),
    };
    found.state = initState();
    await init({ wasm: bytes });
    found.after = initState();
    print(found);`);
  assert.deepEqual(facts, { damaged: failed("corrupt"), noWasm: failed("corrupt"), missing: failed("network"), page: failed("mime"), unreachable: failed("network"), state: "failed", after: "ready" });
});

test("where there is no WebAssembly the error says so", async () => {
  const facts = await inNode(`
    delete globalThis.WebAssembly;
    const { init } = await import("ideomix");
    print(await failure(init()));`);
  assert.deepEqual(facts, failed("unsupported"));
});

test("a page can start the slim entry by the address of its core", async () => {
  const script = `import { Ideogram, init, initState } from "ideomix/slim";
    init({ wasm: new URL("/node_modules/ideomix/dist/core.wasm", location.href) }).then(() => (globalThis.facts = initState()), (error) => (globalThis.failure = String(error)));`;
  const site = await serveFolder(folder, { pages: { "/page": page(script) } });
  try {
    assert.equal(await factsOf(browser, `${site.origin}/page`), "ready");
  } finally {
    await site.stop();
  }
});

test("the inlined core is the shipped file, byte for byte", async () => {
  const facts = await inNode(`
    const { createHash } = await import("node:crypto");
    const { compile, instantiate } = WebAssembly;
    let seen = null;
    const look = (source) => { if (!(source instanceof WebAssembly.Module)) seen = createHash("sha256").update(new Uint8Array(source.buffer ?? source, source.byteOffset ?? 0, source.byteLength)).digest("hex"); };
    WebAssembly.compile = (source) => { look(source); return compile(source); };
    WebAssembly.instantiate = (source, imports) => { look(source); return instantiate(source, imports); };
    const { init } = await import("ideomix");
    await init();
    print(seen);`);
  assert.equal(facts, createHash("sha256").update(readFileSync(path.join(folder, "node_modules/ideomix/dist/core.wasm"))).digest("hex"));
});
