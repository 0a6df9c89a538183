// Many calls of every way to end, then what is left of them. Run with --expose-gc; prints FACTS.
// Usage: node --expose-gc leaks.mjs CALLS

import { getEventListeners } from "node:events";

// The package's wasm memory, taken where it is made; there is no other way in.
const memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => {
  const made = await instantiate.apply(WebAssembly, args);
  const { memory } = (made.instance ?? made).exports;
  if (memory) memories.push(memory);
  return made;
};
const { Instance } = WebAssembly;
WebAssembly.Instance = new Proxy(Instance, {
  construct(target, args) {
    const made = Reflect.construct(target, args);
    if (made.exports.memory) memories.push(made.exports.memory);
    return made;
  },
});

const { Ideogram, init } = await import("ideomix");
await init();

const calls = Number(process.argv[2]);
const picture = Uint8Array.from(atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="), (letter) => letter.charCodeAt(0));
const reply = JSON.stringify({ created: "2026-11-22T04:56:07Z", data: [{ prompt: "x".repeat(500), resolution: "1024x1024", is_image_safe: true, seed: 1, url: "https://pictures.example/1.png" }] });
const stop = new AbortController();
let turn = 0;
const fetch = async () => {
  turn += 1;
  if (turn % 5 === 1) throw new TypeError("fetch failed");
  if (turn % 5 === 2) return new Response("<h1>no</h1>", { status: 502 });
  return new Response(reply, { headers: { "content-type": "application/json" } });
};
const client = new Ideogram({ apiKey: () => "sk-none", fetch });

async function many(count) {
  for (let done = 0; done < count; done += 20) {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const options = { signal: stop.signal, onEvent: () => {} };
        if (index % 4 === 0) return client.v3.generate({ prompt: "an owl", seed: -1 }, options).catch(() => {});
        if (index % 4 === 1) return client.v3.replaceBackground({ prompt: "x".repeat(2_000), image: picture }, options).catch(() => {});
        return client.v3.generate({ prompt: "an owl" }, options).catch(() => {});
      }),
    );
  }
}

const heap = async () => {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((ready) => setTimeout(ready, 10));
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
};
const pages = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);

// As many first as are measured: the allocator has then seen every size it needs.
await many(calls);
const before = { heap: await heap(), wasm: pages() };
await many(calls);
const facts = { memories: memories.length, heapGrowth: (await heap()) - before.heap, wasmGrowth: pages() - before.wasm, wasm: pages(), listeners: getEventListeners(stop.signal, "abort").length };
console.log(`FACTS ${JSON.stringify(facts)}`);
