// The mock gateway, as somebody uses it to prove what their own program does: with the package, with a wrapper around
// it, and with a careless client of their own.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { consumer } from "./support/consumer.mjs";
import { png } from "./support/pictures.mjs";

let Ideogram;
let mockGateway;
let dist;
before(async () => {
  dist = path.join(consumer("esm"), "node_modules/ideomix/dist");
  ({ Ideogram } = await import(pathToFileURL(path.join(dist, "index.js"))));
  ({ mockGateway } = await import(pathToFileURL(path.join(dist, "testing.js"))));
});

const prompt = "a fox";
const caught = (promise) => promise.then((value) => ({ value }), (error) => error);
const clientOf = (gateway, options = {}) => new Ideogram({ apiKey: "sk-test-0000", fetch: gateway, images: { fetch: gateway }, ...options });

/** What the package makes of each fault when it sends once. */
const FAULTS = {
  "partly-withheld": { images: 1, withheld: 1 },
  "all-withheld": { code: "all_withheld", outcome: "done", billed: "yes" },
  "no-url": { code: "all_withheld", outcome: "done", billed: "yes" },
  "ended-links": { images: 2, withheld: 0 },
  ok: { images: 2, withheld: 0 },
  empty: { code: "bad_response", outcome: "unknown", billed: "yes" },
  html: { code: "bad_response", outcome: "unknown", billed: "unknown" },
  cut: { code: "bad_response", outcome: "unknown", billed: "yes" },
  "bad-request": { code: "bad_request", outcome: "refused", billed: "no", status: 400 },
  unauthorized: { code: "auth", outcome: "refused", billed: "no", status: 401 },
  "no-balance": { code: "balance", outcome: "refused", billed: "no", status: 403 },
  forbidden: { code: "forbidden", outcome: "refused", billed: "no", status: 403 },
  "not-found": { code: "not_found", outcome: "refused", billed: "no", status: 404 },
  "too-large": { code: "too_large", outcome: "refused", billed: "no", status: 413 },
  unsafe: { code: "content_refused", outcome: "refused", billed: "no", status: 422 },
  "rate-limit": { code: "rate_limit", outcome: "refused", billed: "no", status: 429 },
  "server-error": { code: "server", outcome: "failed", billed: "unknown", status: 500 },
  "bad-gateway": { code: "server", outcome: "unknown", billed: "unknown", status: 502 },
  overloaded: { code: "server", outcome: "refused", billed: "no", status: 503 },
  "unavailable-page": { code: "server", outcome: "unknown", billed: "unknown", status: 503 },
  "gateway-timeout": { code: "server", outcome: "unknown", billed: "unknown", status: 504 },
  reset: { code: "connection", outcome: "unknown", billed: "unknown" },
  "failed-to-fetch": { code: "connection", outcome: "unknown", billed: "unknown" },
  "nobody-there": { code: "connection", outcome: "not-sent", billed: "no" },
  silent: { code: "timeout", outcome: "unknown", billed: "unknown", phase: "headers" },
  stalled: { code: "timeout", outcome: "unknown", billed: "unknown", phase: "body" },
};

for (const [fault, expected] of Object.entries(FAULTS)) {
  test(`${fault}: ${JSON.stringify(expected)}`, async () => {
    const gateway = mockGateway(fault);
    const settled = await caught(clientOf(gateway, { timeoutMs: 200, retry: { maxTries: 1 } }).v3.generate({ prompt, numImages: 2 }));
    const { images, withheld } = settled.value ?? {};
    const found = settled.value ? { images: images.length, withheld: withheld.length } : settled;
    for (const [name, value] of Object.entries(expected)) assert.equal(found[name], value, `${name}: ${settled.stack}`);
    assert.deepEqual([gateway.mostSends, gateway.sends.length, gateway.sends[0].problems], [1, 1, []]);
  });
}

test("every fault that the types name is played above", () => {
  const declared = readFileSync(path.join(dist, "testing.d.ts"), "utf8").match(/type Fault =([^;]+);/)[1];
  assert.deepEqual(Object.keys(FAULTS).sort(), declared.match(/[\w-]+/g).sort());
});

test("what is no step is refused when the gateway is made, not when a test runs", () => {
  for (const script of ["nonsense", ["ok", "no"], null, [], [7], [{ fault: "?" }], [{}]]) assert.throws(() => mockGateway(script), TypeError, JSON.stringify(script));
});

test("a script is played step by step, its last step for ever, and from its start after a reset", async () => {
  const gateway = mockGateway(["rate-limit", "ok", "bad-gateway"]);
  const client = clientOf(gateway, { retry: { random: () => 0 } });
  const play = async () => [await client.v3.generate({ prompt }), await caught(client.v3.generate({ prompt })), await caught(client.v3.generate({ prompt }))].map((one) => one.code ?? one.images.length);
  assert.deepEqual(await play(), [1, "server", "server"]);
  assert.deepEqual(gateway.sends.map(({ call, step }) => [call, step]), [[1, "rate-limit"], [1, "ok"], [2, "bad-gateway"], [3, "bad-gateway"]]);
  assert.equal(gateway.mostSends, 2);
  gateway.reset();
  assert.deepEqual([gateway.sends.length, gateway.mostSends, gateway.downloads], [0, 0, 0]);
  assert.deepEqual(await play(), [1, "server", "server"]);
});

test("calls side by side each play their own step", async () => {
  const gateway = mockGateway(["ok", "unauthorized", "ok", "unauthorized"]);
  const image = png(8, 8);
  const calls = Array.from({ length: 4 }, () => caught(clientOf(gateway).v3.replaceBackground({ prompt, image })));
  const codes = (await Promise.all(calls)).map((settled) => settled.code ?? "done");
  assert.deepEqual(codes.sort(), ["auth", "auth", "done", "done"]);
});

test("two calls with the same words are two calls, and two tries of one are one", async () => {
  for (const call of [(client) => client.v3.generate({ prompt }), (client) => client.legacy.generate({ prompt, model: "V_2" })]) {
    const gateway = mockGateway();
    const client = clientOf(gateway);
    await Promise.all([call(client), call(client), call(client)]);
    assert.deepEqual([gateway.mostSends, gateway.sends.map((send) => send.call).sort()], [1, [1, 2, 3]]);
    const refusing = mockGateway(["overloaded", "ok"]);
    await call(clientOf(refusing, { retry: { random: () => 0 } }));
    assert.deepEqual([refusing.mostSends, refusing.sends.map((send) => send.call)], [2, [1, 1]]);
  }
});

test("a careless client that pays twice is found out", async () => {
  const gateway = mockGateway("bad-gateway");
  const body = new FormData();
  body.set("prompt", prompt);
  for (let turn = 0; turn < 3; turn += 1) await gateway("https://aihubmix.com/ideogram/v1/ideogram-v3/generate", { method: "POST", body, headers: {} });
  assert.equal(gateway.mostSends, 3);
});

test("what the gateway would not understand is told", async () => {
  const told = async (url, init) => {
    const gateway = mockGateway();
    await gateway(url, { method: "POST", ...init });
    return gateway.sends[0].problems.join("; ");
  };
  const url = "https://aihubmix.com/ideogram/v1/ideogram-v3/replace-background";
  const form = (file) => {
    const body = new FormData();
    body.set("prompt", prompt);
    body.set("image", file);
    return { body };
  };
  const picture = png(8, 8);
  assert.equal(await told(url, form(new File([picture], "image.png", { type: "image/png" }))), "");
  assert.match(await told(url, form(new File([picture], "image.jpg", { type: "image/png" }))), /named image\.jpg and is png/);
  assert.match(await told(url, form(new File([picture], "image.png"))), /typed nothing and is png/);
  assert.match(await told(url, form(new File([], "image.png", { type: "image/png" }))), /is empty/);
  assert.match(await told(url, { ...form(new File([picture], "image.png", { type: "image/png" })), headers: { "Content-Type": "multipart/form-data" } }), /boundary/);
  assert.match(await told("https://aihubmix.com/v1/chat", form("x")), /no operation/);
  assert.match(await told("https://aihubmix.com/ideogram/generate", { body: "no", headers: {} }), /no JSON/);
  assert.match(await told("https://aihubmix.com/ideogram/generate", { body: "{}", headers: {} }), /no image_request; JSON must be named/);
});

test("it sees the operation, the headers and the fields of each call", async () => {
  const gateway = mockGateway();
  const client = clientOf(gateway, { headers: { "X-Team": "blue" } });
  await client.legacy.generate({ prompt, model: "V_2A", seed: 7 });
  await client.v3.remix({ prompt, image: png(8, 8), imageWeight: 30 });
  const [first, second] = gateway.sends;
  assert.deepEqual([first.operation, Object.fromEntries(first.fields).seed, first.headers["api-key"], first.headers["x-team"]], ["legacy.generate", 7, "sk-test-0000", "blue"]);
  assert.deepEqual([second.operation, Object.fromEntries(second.fields).image_weight], ["v3.remix", "30"]);
});

test("every operation is answered in its own kind", async () => {
  const gateway = mockGateway();
  const { v3, legacy } = clientOf(gateway);
  const image = png(64, 64);
  const mask = png(64, 64, (x) => (x < 32 ? 0 : 255));
  const made = [
    v3.generate({ prompt, numImages: 3, seed: 5 }), v3.remix({ prompt, image }), v3.edit({ prompt, image, mask }), v3.replaceBackground({ prompt, image }), v3.reframe({ image, resolution: "1536x512" }),
    legacy.generate({ prompt, model: "V_1" }), legacy.remix({ prompt, image, model: "V_2" }), legacy.edit({ prompt, image, mask, model: "V_2" }), legacy.upscale({ image }),
  ];
  assert.deepEqual((await Promise.all(made)).map(({ images }) => images.length), [3, 1, 1, 1, 1, 1, 1, 1, 1]);
  assert.deepEqual((await legacy.describe({ image })).descriptions, ["a mock picture"]);
  assert.deepEqual([...new Set(gateway.sends.map(({ operation }) => operation))].length, 10);
  assert.ok(gateway.sends.every(({ problems }) => problems.length === 0), JSON.stringify(gateway.sends.map(({ problems }) => problems)));
  assert.deepEqual((await made[0]).images.map(({ seed }) => seed), [5, 5, 5]);
  assert.deepEqual([(await made[4]).images[0].width, (await made[4]).images[0].height], [1536, 512]);
});

test("a call with a picture gets it back, so that an edit can be proved; any other gets a pixel", async () => {
  const gateway = mockGateway();
  const { v3 } = clientOf(gateway);
  const image = png(20, 10, (x) => x * 9);
  const edited = await v3.edit({ prompt, image, mask: png(20, 10, (x) => (x < 9 ? 0 : 255)) });
  assert.ok(Buffer.from(await (await edited.images[0].blob()).arrayBuffer()).equals(image));
  const blob = await (await v3.generate({ prompt })).images[0].blob();
  assert.deepEqual([blob.type, blob.size > 0, gateway.downloads], ["image/png", true, 2]);
});

test("links that have ended cannot be fetched, and say that they are paid for", async () => {
  const gateway = mockGateway("ended-links");
  const { images } = await clientOf(gateway).v3.generate({ prompt });
  assert.ok(images[0].expiresAt < new Date());
  const error = await caught(images[0].blob());
  assert.deepEqual([error.code, error.status, error.outcome, error.billed, error.retryable, gateway.downloads], ["image_download", 403, "done", "yes", false, 1]);
});

test("a wish to wait, a delay and an answer of one's own are played", async () => {
  const error = await caught(clientOf(mockGateway({ fault: "rate-limit", retryAfter: 3_600 })).v3.generate({ prompt }));
  assert.equal(error.retryAfterMs, 3_600_000);
  for (const step of [{ fault: "ok", delayMs: 5_000 }, { status: 200, body: {}, delayMs: 5_000 }]) {
    const late = await caught(clientOf(mockGateway(step), { timeoutMs: 50 }).v3.generate({ prompt }));
    assert.equal(late.code, "timeout");
  }
  const teapot = await caught(clientOf(mockGateway({ status: 418, headers: { "x-request-id": "7" }, body: "no" })).v3.generate({ prompt }));
  assert.deepEqual([teapot.status, teapot.meta.requestId, teapot.body], [418, "7", "no"]);
});

test("whoever gives up is let go at once, with their reason", async () => {
  for (const step of ["silent", "stalled", { fault: "ok", delayMs: 60_000 }]) {
    const stop = new AbortController();
    const call = caught(clientOf(mockGateway(step)).v3.generate({ prompt }, { signal: stop.signal, onEvent: ({ type }) => type === "sent" && setTimeout(() => stop.abort("enough"), 20) }));
    const error = await call;
    assert.deepEqual([error.code, error.cause, error.outcome], ["aborted", "enough", "unknown"]);
  }
});
