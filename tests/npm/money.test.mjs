// What a call costs, before and after; what may be spent; and what becomes of calls that nobody waits for any more.

import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { consumer } from "./support/consumer.mjs";
import { imagesReply } from "./support/server.mjs";

let ideomix;
before(async () => {
  ideomix = await import(pathToFileURL(path.join(consumer("esm"), "node_modules/ideomix/dist/index.js")));
});

const prompt = "an owl";
const reply = () => Response.json(imagesReply("https://pictures.example"));
const caught = (promise) => promise.then((value) => ({ value }), (error) => error);

/** A client with a line to the service that the test holds in its hand. */
function held(options = {}) {
  const waiting = [];
  const fetch = (url, init) => new Promise((answer, fail) => {
    waiting.push({ url, init, answer, fail });
    init.signal?.addEventListener("abort", () => fail(init.signal.reason));
  });
  const client = new ideomix.Ideogram({ apiKey: () => "sk-none", fetch, ...options });
  const sent = async (count) => {
    while (waiting.length < count) await new Promise((ready) => setTimeout(ready, 1));
  };
  return { client, waiting, sent };
}

/** The connection is dropped with the promise, if not before it. */
const aborted = (signal) => new Promise((done) => (signal.aborted ? done() : signal.addEventListener("abort", done, { once: true })));

// The price list of the gateway's page, in millionths of a dollar for one picture.
const V3 = { generate: [30_000, 60_000, 90_000], remix: [30_000, 60_000, 90_000], edit: [60_000, 60_000, 90_000], reframe: [60_000, 60_000, 90_000], replaceBackground: [60_000, 60_000, 90_000] };
const LEGACY = { V_2A: 40_000, V_2A_TURBO: 25_000, V_2: 80_000, V_2_TURBO: 50_000, V_1: 60_000, V_1_TURBO: 20_000 };

test("every price of the gateway's page is known before the core is loaded", () => {
  for (const [operation, prices] of Object.entries(V3)) {
    for (const [index, renderingSpeed] of ["TURBO", "DEFAULT", "QUALITY"].entries()) {
      const estimate = ideomix.estimate(`v3.${operation}`, { renderingSpeed, numImages: 3 });
      assert.equal(estimate.microUsd, prices[index] * 3, `${operation} ${renderingSpeed}`);
      assert.equal(estimate.perImage, prices[index] / 1e6);
      assert.equal(estimate.images, 3);
      assert.ok(estimate.source && /^\d{4}-\d\d-\d\d$/.test(estimate.asOf));
    }
    assert.equal(ideomix.estimate(`v3.${operation}`, {}).microUsd, prices[1], `${operation} without a speed`);
  }
  for (const [model, price] of Object.entries(LEGACY)) {
    for (const operation of ["generate", "remix"]) assert.equal(ideomix.estimate(`legacy.${operation}`, { model }).microUsd, price, `${operation} ${model}`);
  }
  for (const model of ["V_2", "V_2_TURBO"]) assert.equal(ideomix.estimate("legacy.edit", { model }).microUsd, LEGACY[model]);
  assert.equal(ideomix.estimate("legacy.upscale", {}).microUsd, 60_000);
  assert.equal(ideomix.estimate("legacy.describe", {}).microUsd, null);
  assert.equal(ideomix.initState(), "idle");
});

test("a price that the pages dispute is given at its higher figure and marked", () => {
  assert.equal(ideomix.estimate("v3.edit", { renderingSpeed: "TURBO" }).disputed, true);
  assert.equal(ideomix.estimate("v3.generate", { renderingSpeed: "TURBO" }).disputed, false);
});

test("a call knows its price when it starts, and its result the price of what was made", async () => {
  const { client, waiting, sent } = held();
  const call = client.v3.generate({ prompt, renderingSpeed: "QUALITY", numImages: 2 });
  assert.equal(call.estimate.microUsd, 180_000);
  await sent(1);
  waiting[0].answer(Response.json(imagesReply("https://pictures.example", 2)));
  assert.equal((await call).cost.microUsd, 180_000);
  assert.deepEqual({ ...client.spent }, { done: 0.18, unknown: 0, calls: 1 });
});

test("what may have been spent is counted apart from what was", async () => {
  const { client, waiting, sent } = held();
  const lost = caught(client.v3.generate({ prompt, renderingSpeed: "QUALITY" }));
  const refused = caught(client.v3.generate({ prompt, renderingSpeed: "QUALITY" }));
  await sent(2);
  waiting[0].fail(new TypeError("fetch failed"));
  waiting[1].answer(new Response(JSON.stringify({ error: { message: "no", type: "Aihubmix_api_error" } }), { status: 401, headers: { "content-type": "application/json" } }));
  assert.equal((await lost).billed, "unknown");
  assert.equal((await refused).billed, "no");
  assert.deepEqual({ ...client.spent }, { done: 0, unknown: 0.09, calls: 2 });
});

test("a call above what one call may cost is not sent", async () => {
  const { client, waiting } = held({ budget: { perCall: 0.1 } });
  const error = await caught(client.v3.generate({ prompt, renderingSpeed: "QUALITY", numImages: 2 }));
  assert.deepEqual([error.code, error.outcome, error.billed, error.limit, error.estimate.microUsd, waiting.length], ["budget", "not-sent", "no", 0.1, 180_000, 0]);
});

test("calls side by side cannot spend together what only one of them may", async () => {
  const { client, waiting, sent } = held({ budget: { perClient: 0.1 } });
  const calls = Array.from({ length: 5 }, () => caught(client.v3.generate({ prompt })));
  await sent(1);
  await new Promise((ready) => setTimeout(ready, 50));
  assert.equal(waiting.length, 1);
  waiting[0].answer(reply());
  const codes = (await Promise.all(calls)).map((settled) => settled.code ?? "done");
  assert.deepEqual(codes.sort(), ["budget", "budget", "budget", "budget", "done"]);
});

test("money that was refused or not sent is free for the next call", async () => {
  const { client, waiting, sent } = held({ budget: { perClient: 0.06 } });
  const first = caught(client.v3.generate({ prompt }));
  await sent(1);
  waiting[0].answer(new Response("{}", { status: 401 }));
  assert.equal((await first).code, "auth");
  const second = client.v3.generate({ prompt });
  await sent(2);
  waiting[1].answer(reply());
  assert.equal((await second).images.length, 1);
  assert.equal((await caught(client.v3.generate({ prompt }))).code, "budget");
});

test("somebody may be asked instead, and is told what it would cost and what is spent", async () => {
  const asked = [];
  const answers = [true, false];
  const { client, waiting, sent } = held({ budget: { perCall: 0.01, onExceeded: async (estimate, spent) => { asked.push([estimate.microUsd, spent]); return answers.shift(); } } });
  const first = client.v3.generate({ prompt });
  await sent(1);
  waiting[0].answer(reply());
  await first;
  assert.equal((await caught(client.v3.generate({ prompt }))).code, "budget");
  assert.deepEqual(asked, [[60_000, 0], [60_000, 0.06]]);
});

test("more pictures than may be in the making wait, in their order, and pictures are counted and not calls", async () => {
  const { client, waiting, sent } = held({ maxImagesInFlight: 4 });
  const calls = [3, 2, 1].map((numImages) => client.v3.generate({ prompt, numImages }));
  await sent(1);
  await new Promise((ready) => setTimeout(ready, 50));
  assert.equal(waiting.length, 1, "the second would make five, and the third does not overtake it");
  waiting[0].answer(reply());
  await calls[0];
  await sent(3);
  waiting[1].answer(reply());
  waiting[2].answer(reply());
  await Promise.all(calls);
});

test("a call that is stopped while it waits for its turn was not sent and costs nothing", async () => {
  const { client, waiting, sent } = held({ maxImagesInFlight: 1 });
  const first = client.v3.generate({ prompt });
  await sent(1);
  const stop = new AbortController();
  const second = caught(client.v3.generate({ prompt }, { signal: stop.signal }));
  stop.abort("enough");
  const error = await second;
  assert.deepEqual([error.code, error.outcome, error.billed, error.cause], ["aborted", "not-sent", "no", "enough"]);
  waiting[0].answer(reply());
  await first;
  assert.equal(waiting.length, 1);
});

test("a call that is stopped while its key or its headers are asked for is never sent", async () => {
  for (const name of ["apiKey", "headers"]) {
    let tell;
    const asked = new Promise((done) => (tell = done));
    let give;
    const { client, waiting } = held({ [name]: () => (tell(), new Promise((done) => (give = done))) });
    const call = client.v3.generate({ prompt });
    await asked;
    call.cancel("enough");
    const error = await caught(call);
    assert.deepEqual([error.code, error.outcome, error.billed, error.cause], ["aborted", "not-sent", "no", "enough"]);
    give(name === "apiKey" ? "sk-none" : {});
    await new Promise(setImmediate);
    assert.equal(waiting.length, 0, name);
  }
});

test("a call that is let go runs on, and its result comes late but comes", async () => {
  const { client, waiting, sent } = held();
  const stop = new AbortController();
  const late = new Promise((came) => {
    const call = client.v3.generate({ prompt }, { signal: stop.signal, onAbort: "detach", onLateResult: came });
    sent(1).then(() => stop.abort("later"));
    caught(call).then((error) => {
      assert.deepEqual([error.code, error.outcome, error.billed, error.cause], ["aborted", "unknown", "unknown", "later"]);
      assert.equal(waiting[0].init.signal?.aborted ?? false, false, "the connection stays");
      waiting[0].answer(reply());
    });
  });
  const outcome = await late;
  assert.equal(outcome.status, "fulfilled");
  assert.equal(outcome.value.images.length, 1);
  assert.deepEqual({ ...client.spent }, { done: 0.06, unknown: 0, calls: 1 });
});

test("cancel drops the connection, and says that this may not save the money", async () => {
  const { client, waiting, sent } = held();
  const call = client.v3.generate({ prompt });
  await sent(1);
  call.cancel("no more");
  const error = await caught(call);
  assert.deepEqual([error.code, error.outcome, error.billed, error.cause], ["aborted", "unknown", "unknown", "no more"]);
  await aborted(waiting[0].init.signal);
});

test("disposing ends what is in flight, and what was sent may have been paid for", async () => {
  const { client, waiting, sent } = held();
  const call = caught(client.v3.generate({ prompt }));
  await sent(1);
  client.dispose();
  client.dispose();
  const error = await call;
  assert.deepEqual([error.code, error.outcome, error.billed], ["disposed", "unknown", "unknown"]);
  await aborted(waiting[0].init.signal);
  const after = await caught(client.v3.generate({ prompt }));
  assert.deepEqual([after.code, after.outcome, after.billed], ["disposed", "not-sent", "no"]);
});
