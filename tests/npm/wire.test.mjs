// What goes over the wire, next to what the samples of the gateway's page send.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";

import { factsOf, launch, page } from "./support/browser.mjs";
import { HERE, consumer } from "./support/consumer.mjs";
import { recorder, serveFolder } from "./support/server.mjs";
import { CASES } from "./wire/cases.mjs";
import { fileParts, files, meaning, sent } from "./wire/samples.mjs";

const KEY = "sk-***";
const theirs = {};
const ours = { Node: {}, Chromium: {} };
const closing = [];
let preflights = [];

before(async () => {
  const record = await recorder();
  closing.push(() => record.stop());
  for (const name of Object.keys(CASES)) theirs[name] = await sent(name, record);

  const folder = consumer("esm");
  cpSync(path.join(HERE, "programs/calls.js"), path.join(folder, "calls.js"));
  const { send } = await import(pathToFileURL(path.join(folder, "calls.js")));
  const ideomix = await import(pathToFileURL(path.join(folder, "node_modules/ideomix/dist/index.js")));
  const options = { cases: CASES, baseUrl: record.origin, key: KEY };
  record.clear();
  ours.Node.settled = await send(ideomix, { ...options, files: files() });
  ours.Node.requests = record.posts().slice();

  const plain = Object.fromEntries(Object.entries(files()).map(([name, bytes]) => [name, [...bytes]]));
  const script = `import * as ideomix from "ideomix"; import { send } from "/calls.js";
    const options = ${JSON.stringify({ ...options, files: plain })};
    for (const name in options.files) options.files[name] = Uint8Array.from(options.files[name]);
    send(ideomix, options).then((facts) => (globalThis.facts = facts), (error) => (globalThis.failure = String(error)));`;
  const site = await serveFolder(folder, { pages: { "/page": page(script) } });
  closing.push(() => site.stop());
  const browser = await launch();
  closing.push(() => browser.close());
  record.clear();
  ours.Chromium.settled = await factsOf(browser, `${site.origin}/page`);
  ours.Chromium.requests = record.posts().slice();
  preflights = record.requests.filter((request) => request.method === "OPTIONS");
});

after(async () => {
  for (const close of closing.reverse()) await close();
});

for (const where of ["Node", "Chromium"]) {
  for (const [index, name] of Object.keys(CASES).entries()) {
    test(`${name}: what ${where} sends means what the page's sample sends`, () => {
      const { settled, requests } = ours[where];
      assert.equal(settled[name], 1);
      assert.equal(requests.length, Object.keys(CASES).length);
      assert.deepEqual(meaning(requests[index]), meaning(theirs[name]));
    });

    test(`${name}: every file that ${where} sends has the kind that its bytes have, and a name that fits`, () => {
      const ends = { "image/png": "png", "image/jpeg": "jpg" };
      for (const part of fileParts(ours[where].requests[index])) {
        assert.ok(ends[part.type], `${part.name} is said to be ${part.type}`);
        assert.match(part.filename, new RegExp(`^${part.name}(-\\d+)?\\.${ends[part.type]}$`));
      }
      assert.equal(fileParts(ours[where].requests[index]).length, fileParts(theirs[name]).length);
    });
  }
}

test("the page's samples themselves send files of no kind from Python, so the kinds above are ours to give", () => {
  const kinds = Object.keys(CASES).flatMap((name) => fileParts(theirs[name]).map((part) => part.type));
  assert.deepEqual([...new Set(kinds)].sort(), [null, "image/png"].sort());
});

test("a page asks to send the key, and the kind where the body is JSON, and no other header", () => {
  const asked = preflights.map((request) => request.headers["access-control-request-headers"]);
  assert.equal(asked.length > 0, true);
  for (const names of asked) assert.match(names, /^api-key(,content-type)?$/);
  assert.deepEqual(new Set(asked), new Set(["api-key", "api-key,content-type"]));
});

test("from Node no header goes out that fetch does not set itself, but the key", () => {
  const own = new Set(["accept", "accept-encoding", "accept-language", "connection", "content-length", "content-type", "host", "sec-fetch-mode", "transfer-encoding", "user-agent"]);
  for (const request of ours.Node.requests) {
    const more = Object.keys(request.headers).filter((name) => !own.has(name));
    assert.deepEqual(more, ["api-key"]);
    assert.match(request.headers["user-agent"] ?? "node", /^(node|undici)$/);
  }
});
