// Mistakes, one for every code of an issue: each is found before anything is sent, and its sentence names the field,
// what was received and what is allowed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { consumer } from "./support/consumer.mjs";
import { png, webp } from "./support/pictures.mjs";

const KEY = "sk-canary-3f9a1c7e5b2d";
let dist;
let ideomix;
let masks;
before(async () => {
  dist = path.join(consumer("esm"), "node_modules/ideomix/dist");
  ideomix = await import(pathToFileURL(path.join(dist, "index.js")));
  masks = await import(pathToFileURL(path.join(dist, "mask.js")));
});

const image = png(40, 24);
const half = png(40, 24, (x) => (x < 20 ? 0 : 255));
const gif = Buffer.from("GIF89a\x01\x00\x01\x00\x80\x00\x00", "latin1");
const prompt = "an owl";
const FORMATS = /PNG, JPEG and WebP are allowed/;

/**
 * What the sentence must say after the name of the field: `received`, what was given, and `allowed`, what would be taken.
 * Only what is missing was not received, and only what must be there at all has nothing to choose from.
 */
const NOTHING = null;
const MISTAKES = [
  { code: "required", operation: "v3.generate", params: {}, path: "prompt", received: NOTHING, allowed: /required/ },
  { code: "required", operation: "v3.edit", params: { prompt, image }, path: "mask", received: NOTHING, allowed: /required/ },
  { code: "required", operation: "v3.generate", params: { prompt: "" }, path: "prompt", received: /""/, allowed: /required/ },
  { code: "required", operation: "v3.generate", params: { prompt: "   " }, path: "prompt", received: /"   "/, allowed: /required/ },
  { code: "type", operation: "v3.generate", params: { prompt: 7 }, path: "prompt", received: /\b7\b/, allowed: /text/ },
  { code: "type", operation: "v3.generate", params: { prompt, numImages: "2" }, path: "numImages", received: /"2"/, allowed: /whole number/ },
  { code: "type", operation: "v3.generate", params: { prompt, numImages: 1.5 }, path: "numImages", received: /1\.5/, allowed: /whole number/ },
  { code: "type", operation: "v3.generate", params: { prompt, numImages: NaN }, path: "numImages", received: /NaN/, allowed: /whole number/ },
  { code: "type", operation: "v3.generate", params: { prompt, styleReferenceImages: image }, path: "styleReferenceImages", received: /79 bytes/, allowed: /a list/ },
  { code: "type", operation: "v3.generate", params: { prompt, styleCodes: ["0a1b2c3d", "zzz"] }, path: "styleCodes[1]", received: /"zzz"/, allowed: /eight hexadecimal digits/ },
  { code: "type", operation: "v3.remix", params: { prompt, image: "./picture.png" }, path: "image", received: /"\.\/picture\.png"/, allowed: /Blob.*fromFile/ },
  { code: "type", operation: "legacy.edit", params: { prompt, model: "V_2", image, mask: "open('<file1>', 'rb')" }, path: "mask", received: /open\(/, allowed: /Blob.*fromFile/ },
  { code: "range", operation: "v3.generate", params: { prompt, numImages: 9 }, path: "numImages", received: /received 9\b/, allowed: /\b1 and 8\b/ },
  { code: "range", operation: "v3.generate", params: { prompt, seed: -1 }, path: "seed", received: /received -1\b/, allowed: /\b0 and 2147483647\b/ },
  { code: "range", operation: "v3.remix", params: { prompt, image, imageWeight: 0 }, path: "imageWeight", received: /received 0\b/, allowed: /\b1 and 100\b/ },
  { code: "range", operation: "v3.generate", params: { prompt, colorPalette: { members: [{ colorHex: "#fff", colorWeight: 3 }] } }, path: "colorPalette", received: /an object/, allowed: /0\.05 and 1/ },
  { code: "enum", operation: "v3.generate", params: { prompt, renderingSpeed: "FAST" }, path: "renderingSpeed", received: /"FAST"/, allowed: /TURBO, DEFAULT, QUALITY/ },
  { code: "enum", operation: "v3.generate", params: { prompt, aspectRatio: "16:9" }, path: "aspectRatio", received: /"16:9"/, allowed: /1x3, .*16x9/, suggestion: "16x9" },
  { code: "enum", operation: "legacy.generate", params: { prompt, model: "V_2", aspectRatio: "SPECT_16_10" }, path: "aspectRatio", received: /"SPECT_16_10"/, allowed: /1x1, .*16x10/, suggestion: "16x10" },
  { code: "enum", operation: "legacy.generate", params: { prompt, model: "V_3" }, path: "model", received: /"V_3"/, allowed: /V_2A, V_2A_TURBO, V_2/, suggestion: "V_2" },
  { code: "length", operation: "v3.generate", params: { prompt, styleReferenceImages: Array(11).fill(image) }, path: "styleReferenceImages", received: /\b11 entries/, allowed: /at most 10\b/ },
  { code: "length", operation: "v3.generate", params: { prompt, styleCodes: Array(9).fill("0a1b2c3d") }, path: "styleCodes", received: /\b9 entries/, allowed: /at most 8\b/ },
  { code: "unknown", operation: "v3.generate", params: { prompt, numImagez: 2 }, path: "numImagez", received: /received 2\b/, allowed: /prompt, .*numImages.*options\.extra/, suggestion: "numImages" },
  { code: "unknown", operation: "v3.generate", params: { prompt, rendering_speed: "TURBO" }, path: "rendering_speed", received: /"TURBO"/, allowed: /renderingSpeed/, suggestion: "renderingSpeed" },
  { code: "unknown", operation: "v3.replaceBackground", params: { prompt, image, aspectRatio: "1x1" }, path: "aspectRatio", received: /"1x1"/, allowed: /image, prompt, renderingSpeed/ },
  { code: "conflict", operation: "legacy.generate", params: { prompt, model: "V_2", aspectRatio: "1x1", resolution: "1024x1024" }, path: "aspectRatio", received: /"1x1"/, allowed: /cannot be sent together with resolution/ },
  { code: "not_for_model", operation: "legacy.edit", params: { prompt, model: "V_2A", image, mask: half }, path: "model", received: /"V_2A"/, allowed: /V_2, V_2_TURBO/ },
  { code: "not_for_model", operation: "legacy.generate", params: { prompt, model: "V_1", styleType: "AUTO" }, path: "styleType", received: /V_1,.*"AUTO"/, allowed: /only by V_2, V_2_TURBO, V_2A/ },
  { code: "not_for_model", operation: "legacy.generate", params: { prompt, model: "V_2A", negativePrompt: "rain" }, path: "negativePrompt", received: /V_2A,.*"rain"/, allowed: /only by V_1, V_1_TURBO, V_2/ },
  { code: "image_format", operation: "v3.remix", params: { prompt, image: gif }, path: "image", received: /is GIF/, allowed: FORMATS },
  { code: "image_format", operation: "v3.remix", params: { prompt, image: Buffer.from("<!doctype html><title>no</title>") }, path: "image", received: /is HTML/, allowed: FORMATS },
  { code: "image_format", operation: "v3.replaceBackground", params: { prompt, image, styleReferenceImages: [image, gif] }, path: "styleReferenceImages[1]", received: /is GIF/, allowed: FORMATS },
  { code: "image_format", operation: "v3.remix", params: { prompt, image: new Uint8Array(0) }, path: "image", received: /is empty/, allowed: FORMATS },
  { code: "image_format", operation: "v3.remix", params: { prompt, image: png(9, 9).subarray(0, 20) }, path: "image", received: /is cut off/, allowed: FORMATS },
  { code: "type", operation: "v3.remix", params: { prompt, image: [1, 2, 3] }, path: "image", received: /a list of 3/, allowed: /Blob.*fromFile/ },
  { code: "image_size", operation: "v3.remix", params: { prompt, image: huge() }, path: "image", received: /60000028 bytes/, allowed: /at most 26214400 / },
  { code: "mask_size", operation: "v3.edit", params: { prompt, image, mask: png(24, 40, (x) => (x < 12 ? 0 : 255)) }, path: "mask", received: /received 24x40/, allowed: /the size of the picture, 40x24/ },
  { code: "mask_blank", operation: "v3.edit", params: { prompt, image }, mask: () => masks.Mask.blank(40, 24), path: "mask", received: /no pixel is marked/, allowed: /changes nothing/ },
];

/** A picture that says it is far larger than the service takes. */
function huge() {
  return Buffer.concat([webp(64, 64), Buffer.alloc(60_000_000)]);
}

for (const mistake of MISTAKES) {
  const { operation, params, received, allowed, suggestion, code } = mistake;
  test(`${code}: ${operation}(${shown(params)}) names ${mistake.path}`, async () => {
    let sends = 0;
    const client = new ideomix.Ideogram({ apiKey: () => KEY, fetch: async () => { sends += 1; return new Response("{}"); } });
    const [family, method] = operation.split(".");
    const given = mistake.mask ? { ...params, mask: await mistake.mask() } : params;
    const error = await client[family][method](given).then(() => null, (caught) => caught);
    assert.equal(sends, 0, "it was sent");
    assert.deepEqual([error?.code, error?.outcome, error?.billed], ["validation", "not-sent", "no"], String(error?.stack));
    assert.ok(error instanceof ideomix.ValidationError);
    const issue = error.issues.find((one) => one.code === code && one.path === mistake.path);
    assert.ok(issue, `there is no such issue in ${JSON.stringify(error.issues)}`);
    assert.ok(issue.message.startsWith(`${issue.path} `), issue.message);
    // The field's own name must not be what the patterns find.
    const rest = issue.message.slice(issue.path.length);
    if (received) assert.match(rest, received);
    else assert.doesNotMatch(rest, /received/);
    assert.match(rest, allowed);
    assert.equal(issue.received === undefined, received === NOTHING);
    assert.equal(issue.suggestion, suggestion);
    if (suggestion) assert.ok(rest.endsWith(`; did you mean ${suggestion}?`), rest);
    assert.ok(error.message.includes(issue.message), error.message);
    assert.ok(issue.message.length < 500, "a sentence, not a dump");
    for (const text of [error.message, error.stack, JSON.stringify(error), String(error)]) assert.ok(!text.includes(KEY), text);
    const checked = await ideomix.validate(operation, given);
    assert.deepEqual(JSON.stringify(checked), JSON.stringify(error.issues), "validate() says the same without a client");
  });
}

test("every code of an issue that the package's types name is proved above", () => {
  const types = readFileSync(path.join(dist, "errors.d.ts"), "utf8");
  const declared = /interface Issue \{.*?readonly code:([^;]+);/s.exec(types)[1].match(/\w+/g);
  assert.ok(declared.length >= 12, declared.join());
  assert.deepEqual([...new Set(MISTAKES.map(({ code }) => code))].sort(), declared.sort());
});

test("all mistakes of one call are told at once", async () => {
  const issues = await ideomix.validate("legacy.generate", { model: "V_1", styleType: "ANIME", numImages: 0, seed: "x", zebra: 1 });
  assert.deepEqual(issues.map(({ path: where }) => where).sort(), ["numImages", "prompt", "seed", "styleType", "zebra"]);
});

test("a field of one's own goes out with a warning, and a call without one has none", async () => {
  const bodies = [];
  const fetch = async (url, init) => { bodies.push(init.body); return Response.json({ created: "2026-11-22T04:56:07Z", data: [{ prompt: "", resolution: "1x1", is_image_safe: true, seed: 1, url: "https://pictures.example/1.png" }] }); };
  const client = new ideomix.Ideogram({ apiKey: () => "sk-none", fetch });
  const extra = await client.v3.generate({ prompt }, { extra: { new_field: "7" } });
  assert.deepEqual(extra.warnings.map(({ code }) => code), ["undocumented_field"]);
  assert.equal(bodies[0].get("new_field"), "7");
  assert.deepEqual((await client.v3.generate({ prompt })).warnings, []);
});

function shown(value) {
  return JSON.stringify(value, (_, inner) => (inner?.type === "Buffer" || inner instanceof Uint8Array ? `${inner.data?.length ?? inner.length} bytes` : inner)).slice(0, 120);
}
