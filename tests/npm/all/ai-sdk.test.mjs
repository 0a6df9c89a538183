// The image model for the AI SDK, called by the real package `ai`.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { consumer, tools } from "../support/consumer.mjs";
import { png } from "../support/pictures.mjs";
import { program } from "../support/readme.mjs";
import { nodeOf, said } from "../support/runtimes.mjs";
import { bodyOf, imagesReply, serve } from "../support/server.mjs";

let folder;
let gateway;
let answer;
const asked = [];

before(async () => {
  folder = consumer("ai-sdk", { inside: tools("clients") });
  gateway = await serve(async (request, response) => {
    if (request.method === "GET") return response.writeHead(200, { "content-type": "image/png" }).end(png(8, 8));
    asked.push({ path: request.url, body: (await bodyOf(request)).toString("latin1") });
    const [status, body] = answer();
    return response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
});
after(() => gateway?.stop());

/** Runs a program with `ai` and the model at hand; it prints one line of JSON. */
async function ran(script) {
  asked.length = 0;
  writeFileSync(path.join(folder, "program.mjs"), `import { generateImage } from "ai"; import { createIdeogram } from "ideomix/ai-sdk";
    globalThis.AI_SDK_LOG_WARNINGS = false;
    const ideogram = createIdeogram({ baseUrl: "${gateway.origin}" });
    const facts = async () => { ${script} };
    console.log("FACTS " + JSON.stringify(await facts().catch((error) => ({ error: error.name, cause: error.cause?.name, message: error.message }))));`);
  const { stdout } = await said(nodeOf(22), ["program.mjs"], { cwd: folder });
  return JSON.parse(/^FACTS (.*)$/m.exec(stdout)[1]);
}

test("the README's program draws a picture and writes it", async () => {
  asked.length = 0;
  answer = () => [200, imagesReply(gateway.origin)];
  writeFileSync(path.join(folder, "ai.mjs"), program("ai.mjs"));
  await said(nodeOf(22), ["ai.mjs"], { cwd: folder, env: { IDEOMIX_BASE_URL: gateway.origin } });
  assert.ok(readFileSync(path.join(folder, "lighthouse.png")).equals(png(8, 8)));
  assert.deepEqual(asked.map((request) => request.path), ["/ideogram/v1/ideogram-v3/generate"]);
  for (const sent of [/aspect_ratio"\r\n\r\n16x9/, /rendering_speed"\r\n\r\nTURBO/]) assert.match(asked[0].body, sent);
});

test("several pictures are one call, and come with their seeds and links", async () => {
  answer = () => [200, imagesReply(gateway.origin, 3)];
  const facts = await ran(`const { images, providerMetadata, warnings } = await generateImage({ model: ideogram("V_3"), prompt: "a fox", n: 3 }); return { count: images.length, type: images[0].mediaType, meta: providerMetadata.ideogram.images.length, warnings: warnings.length };`);
  assert.deepEqual(facts, { count: 3, type: "image/png", meta: 3, warnings: 0 });
  assert.equal(asked.length, 1);
  assert.match(asked[0].body, /num_images"\r\n\r\n3/);
});

test("an edit goes out with its mask", async () => {
  answer = () => [200, imagesReply(gateway.origin)];
  const bytes = (picture) => `Buffer.from("${picture.toString("base64")}", "base64")`;
  const facts = await ran(`const { images } = await generateImage({ model: ideogram("V_3"), prompt: { text: "a hat", images: [${bytes(png(8, 8))}], mask: ${bytes(png(8, 8, (x) => (x < 4 ? 0 : 255)))} } }); return images.length;`);
  assert.equal(facts, 1);
  assert.deepEqual(asked.map((request) => request.path), ["/ideogram/v1/ideogram-v3/edit"]);
});

for (const [what, reply] of Object.entries({
  "every picture withheld": () => [200, { created: "2026-11-22T04:56:07Z", data: [{ prompt: "x", resolution: "8x8", is_image_safe: false, seed: 1, url: null }] }],
  "a success without pictures": () => [200, { created: "2026-11-22T04:56:07Z", data: [] }],
  "a failure of the service": () => [500, { error: { message: "x", type: "Aihubmix_api_error" } }],
  "a broken gateway": () => [502, {}],
})) {
  test(`${what}: the AI SDK does not pay again`, async () => {
    answer = reply;
    const facts = await ran(`await generateImage({ model: ideogram("V_3"), prompt: "a fox" }); return "resolved";`);
    assert.ok(facts.error, JSON.stringify(facts));
    assert.equal(asked.length, 1);
  });
}
