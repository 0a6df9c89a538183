// What comes back: pictures, their bytes, events, and facts about the answer.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { consumer } from "./support/consumer.mjs";
import { photo, png } from "./support/pictures.mjs";
import { imagesReply, serve } from "./support/server.mjs";

const KEY = "sk-canary-3f9a1c7e5b2d";
let ideomix;
let server;
let pictures;
const asked = [];

before(async () => {
  ideomix = await import(pathToFileURL(path.join(consumer("esm"), "node_modules/ideomix/dist/index.js")));
  server = await serve((request, response) => {
    asked.push({ path: request.url, headers: request.headers });
    return pictures(request, response);
  });
});
after(() => server?.stop());

const kinds = { "content-type": "application/json" };
const prompt = "an owl";
const caught = (promise) => promise.then((value) => ({ value }), (error) => error);

/** The result of a call that was answered with `answer`. */
async function resultOf(answer, options = {}, headers = {}) {
  const fetch = async () => new Response(JSON.stringify(answer), { headers: { ...kinds, ...headers } });
  return new ideomix.Ideogram({ apiKey: () => KEY, fetch, ...options }).v3.generate({ prompt });
}

test("the bytes of a picture come with the kind they have, and the key does not go to where they are", async () => {
  asked.length = 0;
  pictures = (request, response) => response.writeHead(200, { "content-type": "application/octet-stream" }).end(png(3, 2));
  const { images } = await resultOf(imagesReply(server.origin));
  const blob = await images[0].blob();
  assert.deepEqual([blob.type, blob.size, asked.length], ["image/png", png(3, 2).length, 1]);
  assert.equal(JSON.stringify(asked).includes(KEY), false);
});

test("fetching is free, so it is tried again; what cannot be fetched is named and the others come", async () => {
  let tries = 0;
  pictures = (request, response) => {
    if (request.url === "/picture-1.png") return response.writeHead(404).end();
    tries += 1;
    return tries < 3 ? response.writeHead(503).end() : response.end(png(3, 2));
  };
  const result = await resultOf(imagesReply(server.origin, 2));
  const [good, lost] = await result.download();
  assert.equal(good.status, "fulfilled");
  assert.equal(tries, 3);
  assert.equal(lost.status, "rejected");
  assert.deepEqual([lost.reason.code, lost.reason.status, lost.reason.outcome, lost.reason.billed], ["image_download", 404, "done", "yes"]);
  assert.ok(lost.reason.url.endsWith("/picture-1.png") && lost.reason.hint);
});

test("a page instead of a picture, or more bytes than wanted, is no picture", async () => {
  pictures = (request, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
  const first = (await resultOf(imagesReply(server.origin))).images[0];
  assert.equal((await caught(first.blob())).code, "image_download");
  pictures = (request, response) => response.end(Buffer.concat([png(3, 2), Buffer.alloc(5_000)]));
  const second = (await resultOf(imagesReply(server.origin), { images: { maxBytes: 1_000 } })).images[0];
  const error = await caught(second.blob());
  assert.equal(error.code, "image_download");
  assert.match(error.message, /1,?000/);
});

test("an address can be rewritten, and progress is told in bytes", async () => {
  asked.length = 0;
  pictures = (request, response) => response.writeHead(200, { "content-length": png(30, 20).length }).end(png(30, 20));
  const { images } = await resultOf(imagesReply("https://pictures.example"), { images: { rewriteUrl: (url) => `${server.origin}/proxy?of=${encodeURIComponent(url)}` } });
  assert.equal(images[0].url, "https://pictures.example/picture-0.png");
  const seen = [];
  const blob = await images[0].blob({ onProgress: (progress) => seen.push(progress) });
  assert.equal(asked[0].path, "/proxy?of=https%3A%2F%2Fpictures.example%2Fpicture-0.png");
  assert.deepEqual(seen.at(-1), { loaded: blob.size, total: blob.size });
});

test("a link that is none of the web's is withheld and never followed", async () => {
  for (const url of ["javascript:alert(1)", "file:///etc/passwd", "", null, 7, "/relative.png"]) {
    const answer = imagesReply("https://pictures.example", 2);
    answer.data[0].url = url;
    const result = await resultOf(answer);
    assert.deepEqual(result.images.map(({ index }) => index), [1], String(url));
    assert.deepEqual(result.withheld.map(({ index, reason }) => [index, reason]), [[0, "no-url"]], String(url));
  }
});

test("facts about the answer: status, the gateway's number, tries, time, and when the link ends", async () => {
  const ends = Math.floor(Date.now() / 1_000) + 3_600;
  const answer = imagesReply("https://pictures.example");
  answer.data[0].url += `?exp=${ends}&sig=x`;
  const { meta, images, created, raw } = await resultOf(answer, {}, { "x-request-id": "20261122-7" });
  assert.deepEqual([meta.status, meta.requestId, meta.tries], [200, "20261122-7", 1]);
  assert.ok(meta.startedAt instanceof Date && meta.durationMs >= 0 && meta.url.endsWith("/ideogram-v3/generate"));
  assert.equal(images[0].expiresAt?.getTime(), ends * 1_000);
  assert.equal(created?.toISOString(), "2026-11-22T04:56:07.000Z");
  assert.deepEqual(raw, answer);
});

test("an answer with more members, missing ones and odd ones is read as far as it goes", async () => {
  const answer = { data: [{ url: "https://pictures.example/1.png", is_image_safe: true, seed: "7", resolution: "wide", new_member: { a: 1 } }], more: true };
  const { images, created, raw } = await resultOf(answer);
  assert.deepEqual([images[0].width, images[0].height, images[0].styleType, images[0].expiresAt, created], [null, null, null, null, null]);
  assert.deepEqual(raw, answer);
});

test("events tell a call from beginning to end, to a listener and to any number of late readers", async () => {
  const heard = [];
  const fetch = async () => new Response(JSON.stringify(imagesReply("https://pictures.example")), { headers: kinds });
  const client = new ideomix.Ideogram({ apiKey: () => KEY, fetch });
  const call = client.v3.generate({ prompt }, { callId: "mine", onEvent: (event) => heard.push(event) });
  await call;
  for (let reader = 0; reader < 2; reader += 1) {
    const read = [];
    for await (const event of call.events) read.push(event);
    assert.deepEqual(read, heard);
  }
  assert.deepEqual([heard.at(0).type, heard.at(-1).type, heard.at(-1).outcome], ["prepared", "settled", "done"]);
  assert.ok(heard.every((event) => event.callId === "mine" && event.operation === "v3.generate" && event.at > 1.7e12));
});

test("a listener that throws spoils nothing", async () => {
  const fetch = async () => new Response(JSON.stringify(imagesReply("https://pictures.example")), { headers: kinds });
  const client = new ideomix.Ideogram({ apiKey: () => KEY, fetch, onEvent: () => { throw new Error("a bug of the listener"); } });
  assert.equal((await client.v3.generate({ prompt })).images.length, 1);
});

test("pictures come from every kind of input, and a result is an input again", async () => {
  const bytes = png(5, 4);
  pictures = (request, response) => response.end(bytes);
  const first = (await resultOf(imagesReply(server.origin))).images[0];
  const pieces = async function* () { yield bytes.subarray(0, 10); yield bytes.subarray(10); };
  const inputs = {
    Blob: new Blob([bytes]),
    File: new File([bytes], "wrong.jpg", { type: "image/jpeg" }),
    ArrayBuffer: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    "a view": new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    Response: new Response(bytes),
    stream: new Blob([bytes]).stream(),
    iterable: pieces(),
    URL: new URL(`${server.origin}/source.png`),
    "data URL": `data:image/png;base64,${bytes.toString("base64")}`,
    named: { data: bytes, filename: "mine.png" },
    "a result": first,
  };
  for (const [name, image] of Object.entries(inputs)) {
    let form;
    const fetch = async (url, init) => {
      if (String(url).startsWith(server.origin)) return globalThis.fetch(url, init);
      form = init.body;
      return new Response(JSON.stringify(imagesReply(server.origin)), { headers: kinds });
    };
    await new ideomix.Ideogram({ apiKey: () => KEY, fetch }).v3.replaceBackground({ prompt, image });
    const file = form.get("image");
    assert.deepEqual([file.type, file.name, Buffer.from(await file.arrayBuffer()).equals(bytes)], ["image/png", "image.png", true], name);
  }
});

test("a photo with megabytes of metadata before its size goes out whole, and is looked at in pieces", async () => {
  let form;
  const fetch = async (url, init) => {
    form = init.body;
    return new Response(JSON.stringify(imagesReply("https://pictures.example")), { headers: kinds });
  };
  const client = new ideomix.Ideogram({ apiKey: () => KEY, fetch });
  for (const segments of [0, 1, 2, 7, 100]) {
    const image = photo(800, 600, segments);
    await client.v3.replaceBackground({ prompt, image });
    const file = form.get("image");
    assert.deepEqual([file.type, file.name, Buffer.from(await file.arrayBuffer()).equals(image)], ["image/jpeg", "image.jpg", true], `${segments} segments`);
  }
  const [issue] = await ideomix.validate("v3.edit", { prompt, image: photo(800, 600, 40), mask: png(8, 8) });
  assert.deepEqual([issue.code, issue.received], ["mask_size", `a file of ${png(8, 8).length} bytes`]);
  assert.match(issue.message, /800x600; received 8x8/);
  for (const cut of [70_000, 65_537 * 4 + 2, 65_537 * 4 + 5]) {
    const [broken] = await ideomix.validate("v3.replaceBackground", { prompt, image: photo(800, 600, 9).subarray(0, cut) });
    assert.deepEqual([broken.code, /is cut off/.test(broken.message)], ["image_format", true], broken.message);
  }
});
