// The key: in one header, and nowhere else, whatever happens and whoever looks.

import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

import { factsOf, launch, page } from "./support/browser.mjs";
import { consumer } from "./support/consumer.mjs";
import { png } from "./support/pictures.mjs";
import { serveFolder } from "./support/server.mjs";

const KEY = "sk-canary-3f9a1c7e5b2d4860";
let ideomix;
const said = [];

before(async () => {
  ideomix = await import(pathToFileURL(path.join(consumer("esm"), "node_modules/ideomix/dist/index.js")));
  for (const method of ["log", "info", "warn", "error", "debug", "trace"]) console[method] = (...words) => said.push(words.map((word) => inspect(word)).join(" "));
});

const kinds = { "content-type": "application/json" };
/** Answers, some of which repeat the key as careless servers and proxies do. */
const ANSWERS = {
  "a good one": () => Response.json({ created: "2026-11-22T04:56:07Z", data: [{ prompt: "", resolution: "1x1", is_image_safe: true, seed: 1, url: "https://pictures.example/1.png" }] }),
  "a refusal that repeats the key": () => new Response(JSON.stringify({ error: { message: `Invalid token ${KEY} (request id: 20261122abc)`, type: "Aihubmix_api_error" } }), { status: 401, headers: kinds }),
  "a page that repeats the key": () => new Response(`<h1>${KEY}</h1>`, { status: 502, headers: { "content-type": "text/html" } }),
  "a success that is a page with the key": () => new Response(`<!doctype html><p>Api-Key: ${KEY}</p>`, { headers: { "content-type": "text/html" } }),
  "a broken success": () => new Response(`{"data":[{"prompt":"${KEY}`, { headers: kinds }),
  "a header that repeats the key": () => new Response("{}", { status: 500, headers: { ...kinds, "x-request-id": KEY } }),
  "a line that breaks, with the key in its error": () => { throw Object.assign(new TypeError(`fetch failed: Api-Key: ${KEY}`), { cause: new Error(`header ${KEY}`) }); },
  "a fetch that throws what it was given": (url, init) => { throw Object.assign(new Error("no"), { init }); },
};

for (const [what, answer] of Object.entries(ANSWERS)) {
  test(`${what}: the key is in no error, event, text or log`, async () => {
    const seen = [];
    let sent;
    const fetch = async (url, init) => {
      sent = new Headers(init.headers).get("api-key");
      return answer(url, init);
    };
    const client = new ideomix.Ideogram({ apiKey: async () => KEY, fetch, onEvent: (event) => seen.push(event) });
    const call = client.v3.generate({ prompt: "an owl" }, { onEvent: (event) => seen.push(event) });
    const settled = await call.then((value) => value, (error) => error);
    assert.equal(sent, KEY, "the key was on its way, or there is nothing to look for");
    assert.ok(seen.length >= 4, "the events were heard");
    const looks = {
      json: JSON.stringify([settled, client, seen]),
      inspect: inspect([own(settled), client, seen], { depth: 12, getters: true }),
      texts: [settled.message, settled.stack, settled.hint, String(settled)].join("\n"),
      log: said.join("\n"),
    };
    for (const [way, text] of Object.entries(looks)) assert.ok(!text?.includes(KEY), `the key is in ${way}:\n${around(text)}`);
  });
}

/** An error without the cause that its caller's own fetch threw: that is the caller's, and is handed on unchanged. */
function own(settled) {
  return settled instanceof Error ? { ...settled, message: settled.message, json: settled.toJSON?.() } : settled;
}

function around(text) {
  const at = text.indexOf(KEY);
  return text.slice(Math.max(0, at - 200), at + 60);
}

test("the command to show to others has a placeholder for the key, and the shell reads its texts as they are", async () => {
  const command = await ideomix.toCurl("v3.edit", { prompt: `it's $HOME \`id\` "x" \\ end`, image: png(4, 4), mask: png(4, 4, (x) => (x < 2 ? 0 : 255)) });
  assert.match(command, /Api-Key/i);
  assert.doesNotMatch(command, /sk-[0-9a-z]/);
  const { execFileSync } = await import("node:child_process");
  const printed = execFileSync("bash", ["-c", command.replace(/^curl/, "printf '%s\\n'")], { encoding: "utf8" });
  assert.ok(printed.includes(`prompt=it's $HOME \`id\` "x" \\ end`), printed);
});

test("a key with a line break or no letter of a header is refused before anything is sent", async () => {
  for (const key of ["", "sk-a\nX-Other: 1", "schlüssel"]) {
    let sends = 0;
    const client = new ideomix.Ideogram({ apiKey: () => key, fetch: async () => { sends += 1; return new Response("{}"); } });
    const error = await client.v3.generate({ prompt: "an owl" }).then(() => null, (caught) => caught);
    assert.equal(error?.outcome, "not-sent", `${JSON.stringify(key)}: ${error?.stack}`);
    assert.equal(sends, 0);
    if (key) assert.ok(!`${error.message}${JSON.stringify(error)}`.includes(key));
  }
});

test("a disposed client has forgotten its key", async () => {
  const client = new ideomix.Ideogram({ apiKey: KEY });
  client.dispose();
  assert.ok(!inspect(client, { depth: 12, showHidden: true }).includes(KEY));
});

test("in a page a literal key for another host is refused; a function, an own address, or a clear wish is not", async () => {
  const script = `import { Ideogram } from "ideomix";
    const made = (options) => { try { new Ideogram(options); return "made"; } catch (error) { return [error.code, error.message + " " + error.hint]; } };
    const apiKey = "${KEY}";
    globalThis.facts = { literal: made({ apiKey }), absolute: made({ apiKey, baseUrl: "https://proxy.example" }), wished: made({ apiKey, dangerouslyAllowBrowser: true }), later: made({ apiKey: () => apiKey }), own: made({ baseUrl: "/api/ideogram" }) };`;
  const site = await serveFolder(consumer("esm"), { pages: { "/page": page(script) } });
  const browser = await launch();
  const facts = await factsOf(browser, `${site.origin}/page`).finally(() => Promise.all([browser.close(), site.stop()]));
  for (const way of ["literal", "absolute"]) {
    assert.equal(facts[way][0], "config");
    assert.match(facts[way][1], /dangerouslyAllowBrowser/);
    assert.ok(!facts[way][1].includes(KEY));
  }
  assert.deepEqual([facts.wished, facts.later, facts.own], ["made", "made", "made"]);
});
