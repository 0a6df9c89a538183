// What a program without types may hand in by mistake: it is told, nothing is sent, and the process lives.

import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { consumer } from "./support/consumer.mjs";

let ideomix;
before(async () => {
  ideomix = await import(pathToFileURL(path.join(consumer("esm"), "node_modules/ideomix/dist/index.js")));
});

const caught = (promise) => promise.then((value) => ({ value }), (error) => error);
const prompt = "an owl";

/** A client that counts what it sends. */
function counting(options = {}) {
  const fetch = async () => {
    fetch.sends += 1;
    return new Response("{}");
  };
  fetch.sends = 0;
  return { client: new ideomix.Ideogram({ apiKey: () => "sk-none", fetch, ...options }), fetch };
}

const ring = { prompt };
ring.ring = ring;
const PARAMS = { nothing: undefined, null: null, "a text": "a fox", "a list": [], "a ring": ring, "a number for a prompt": { prompt: 5 }, "a bigint for a prompt": { prompt: 5n }, "a function for a prompt": { prompt: () => "x" }, "a symbol for a picture": { prompt, image: Symbol("x") } };

for (const [what, params] of Object.entries(PARAMS)) {
  test(`${what} as parameters is a validation error, from a call and from validate()`, async () => {
    const { client, fetch } = counting();
    const error = await caught(client.v3.remix(params));
    assert.deepEqual([error.code, error.outcome, fetch.sends], ["validation", "not-sent", 0], String(error.stack));
    assert.ok((await ideomix.validate("v3.remix", params)).length > 0);
    assert.equal((await caught(ideomix.toCurl("v3.remix", params))).code, "validation");
    assert.doesNotThrow(() => JSON.stringify(error));
  });
}

test("an operation that is none is named, and priced as unknown", async () => {
  const [issue] = await ideomix.validate("v3.paint", {});
  assert.deepEqual([issue.path, issue.code, issue.received], ["operation", "enum", "v3.paint"]);
  assert.equal(ideomix.estimate("v3.paint", {}).microUsd, null);
});

test("something that is no signal ends its call and not the process, and the next call works", async () => {
  const { client, fetch } = counting();
  const error = await caught(client.v3.generate({ prompt }, { signal: { aborted: false } }));
  assert.match(String(error), /addEventListener/);
  assert.equal(fetch.sends, 0);
  await caught(client.v3.generate({ prompt }));
  assert.equal(fetch.sends, 1);
});

test("a fetch function that gives no response, or throws what is no error, may have sent: nobody knows, and it is sent once", async () => {
  for (const answer of [() => "no response", () => undefined, () => { throw 7; }, () => Promise.reject(undefined)]) {
    let sends = 0;
    const client = new ideomix.Ideogram({ apiKey: () => "sk-none", fetch: async () => { sends += 1; return answer(); } });
    const error = await caught(client.v3.generate({ prompt }));
    assert.deepEqual([error.outcome, error.billed, sends], ["unknown", "unknown", 1], String(error.stack));
  }
});

test("a client that cannot work is refused when it is made", () => {
  const wrong = [{}, { apiKey: 7 }, { apiKey: " " }, { apiKey: "x", baseUrl: "aihubmix" }, { apiKey: "x", baseUrl: "ftp://aihubmix.com" }, { apiKey: "x", baseUrl: "http://aihubmix.com" }, { apiKey: "x", baseUrl: "https://me:you@aihubmix.com" }, { apiKey: "x", baseUrl: "https://aihubmix.com?x=1" }, { apiKey: "x", baseUrl: "/a/../b" }, { apiKey: "x", fetch: "no" }, { apiKey: "x", maxImagesInFlight: 0 }];
  for (const options of wrong) assert.throws(() => new ideomix.Ideogram(options), ideomix.ConfigError, JSON.stringify(options));
});
