// An edit of a 10 MB picture by the package, and by hand with fetch and FormData, in turns. Prints FACTS.
// Usage: node overhead.mjs ORIGIN ROUNDS

import { readFileSync } from "node:fs";

const memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => {
  const made = await instantiate.apply(WebAssembly, args);
  const { memory } = (made.instance ?? made).exports;
  if (memory) memories.push(memory);
  return made;
};

const { Ideogram } = await import("ideomix");
const [origin, rounds] = [process.argv[2], Number(process.argv[3])];
const image = new Blob([readFileSync("large.png")], { type: "image/png" });
const mask = new Blob([readFileSync("large-mask.png")], { type: "image/png" });
const client = new Ideogram({ apiKey: () => "sk-none", baseUrl: origin });

const packaged = () => client.v3.edit({ prompt: "a hat", image, mask, renderingSpeed: "TURBO" });
const byHand = async () => {
  const form = new FormData();
  form.set("prompt", "a hat");
  form.set("image", image, "image.png");
  form.set("mask", mask, "mask.png");
  form.set("rendering_speed", "TURBO");
  const response = await fetch(`${origin}/ideogram/v1/ideogram-v3/edit`, { method: "POST", headers: { "Api-Key": "sk-none" }, body: form });
  return response.json();
};

async function timed(call) {
  const start = performance.now();
  await call();
  return performance.now() - start;
}
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const pages = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);

// Both ways once first: connections and code are warm.
await client.v3.generate({ prompt: "an owl" });
await byHand();
const before = pages();
await packaged();
const [ours, theirs] = [[], []];
for (let round = 0; round < rounds; round += 1) {
  // Who goes first changes, so that neither profits from the other's garbage.
  const order = round % 2 ? [[ours, packaged], [theirs, byHand]] : [[theirs, byHand], [ours, packaged]];
  for (const [list, call] of order) list.push(await timed(call));
}
// A photo whose size stands behind megabytes of metadata.
await client.v3.edit({ prompt: "a hat", image: new Blob([readFileSync("large.jpg")]), mask });
console.log(`FACTS ${JSON.stringify({ ours: median(ours), theirs: median(theirs), memories: memories.length, wasmGrowth: pages() - before })}`);
