// Mistakes, one for every code of an issue: each is found before anything is sent, and its sentence names the field,
// what was received and what is allowed.

import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { consumer } from "./support/consumer.mjs";
import { png, webp } from "./support/pictures.mjs";

let ideomix;
let masks;
before(async () => {
  const dist = path.join(consumer("esm"), "node_modules/ideomix/dist");
  ideomix = await import(pathToFileURL(path.join(dist, "index.js")));
  masks = await import(pathToFileURL(path.join(dist, "mask.js")));
});

const image = png(40, 24);
const half = png(40, 24, (x) => (x < 20 ? 0 : 255));
const gif = Buffer.from("GIF89a\x01\x00\x01\x00\x80\x00\x00", "latin1");
const prompt = "an owl";

/** `says`: what the sentence must hold, besides the path: what was received, and what is allowed. */
const MISTAKES = [
  { code: "required", operation: "v3.generate", params: {}, path: "prompt", says: [/missing|required|needed|given/i] },
  { code: "required", operation: "v3.edit", params: { prompt, image }, path: "mask", says: [/missing|required|needed|given/i] },
  { code: "type", operation: "v3.generate", params: { prompt: 7 }, path: "prompt", says: [/\b7\b|number/, /text|string/] },
  { code: "type", operation: "v3.generate", params: { prompt, numImages: "2" }, path: "numImages", says: [/"2"|text|string/, /number/] },
  { code: "type", operation: "v3.generate", params: { prompt, styleReferenceImages: image }, path: "styleReferenceImages", says: [/list|array/] },
  { code: "type", operation: "v3.remix", params: { prompt, image: "./picture.png" }, path: "image", says: [/picture\.png|text|string/, /fromFile|Blob|bytes|file/] },
  { code: "type", operation: "legacy.edit", params: { prompt, model: "V_2", image, mask: "open('<file1>', 'rb')" }, path: "mask", says: [/open\(|text|string|code/, /fromFile|Blob|bytes|file/] },
  { code: "range", operation: "v3.generate", params: { prompt, numImages: 9 }, path: "numImages", says: [/\b9\b/, /\b1\b.*\b8\b/] },
  { code: "type", operation: "v3.generate", params: { prompt, numImages: 1.5 }, path: "numImages", says: [/1\.5/, /whole|integer/] },
  { code: "type", operation: "v3.generate", params: { prompt, numImages: NaN }, path: "numImages", says: [/NaN/, /whole|integer|number/] },
  { code: "range", operation: "v3.generate", params: { prompt, seed: -1 }, path: "seed", says: [/-1/, /\b0\b.*2[,_]?147[,_]?483[,_]?647/] },
  { code: "range", operation: "v3.remix", params: { prompt, image, imageWeight: 0 }, path: "imageWeight", says: [/\b0\b/, /\b1\b.*\b100\b/] },
  { code: "enum", operation: "v3.generate", params: { prompt, renderingSpeed: "FAST" }, path: "renderingSpeed", says: [/FAST/, /TURBO.*QUALITY/] },
  { code: "enum", operation: "v3.generate", params: { prompt, aspectRatio: "16:9" }, path: "aspectRatio", says: [/16:9/, /16x9/], suggestion: "16x9" },
  { code: "enum", operation: "legacy.generate", params: { prompt, model: "V_2", aspectRatio: "SPECT_16_10" }, path: "aspectRatio", says: [/SPECT_16_10/, /16x10/], suggestion: "16x10" },
  { code: "enum", operation: "legacy.generate", params: { prompt, model: "V_3" }, path: "model", says: [/V_3/, /V_2A/] },
  { code: "not_for_model", operation: "legacy.edit", params: { prompt, model: "V_2A", image, mask: half }, path: "model", says: [/V_2A/, /V_2_TURBO/] },
  { code: "required", operation: "v3.generate", params: { prompt: "" }, path: "prompt", says: [/required/, /""/] },
  { code: "required", operation: "v3.generate", params: { prompt: "   " }, path: "prompt", says: [/required/, /"   "/] },
  { code: "length", operation: "v3.generate", params: { prompt, styleReferenceImages: Array(11).fill(image) }, path: "styleReferenceImages", says: [/\b11\b/, /\b10\b/] },
  { code: "length", operation: "v3.generate", params: { prompt, styleCodes: Array(9).fill("0a1b2c3d") }, path: "styleCodes", says: [/\b9\b/, /\b8\b/] },
  { code: "type", operation: "v3.generate", params: { prompt, styleCodes: ["0a1b2c3d", "zzz"] }, path: "styleCodes[1]", says: [/zzz/, /eight/] },
  { code: "unknown", operation: "v3.generate", params: { prompt, numImagez: 2 }, path: "numImagez", says: [/numImages/], suggestion: "numImages" },
  { code: "unknown", operation: "v3.generate", params: { prompt, rendering_speed: "TURBO" }, path: "rendering_speed", says: [/renderingSpeed/], suggestion: "renderingSpeed" },
  { code: "unknown", operation: "v3.replaceBackground", params: { prompt, image, aspectRatio: "1x1" }, path: "aspectRatio", says: [/aspectRatio/] },
  { code: "conflict", operation: "legacy.generate", params: { prompt, model: "V_2", aspectRatio: "1x1", resolution: "1024x1024" }, path: /aspectRatio|resolution/, says: [/resolution/, /aspectRatio/] },
  { code: "not_for_model", operation: "legacy.generate", params: { prompt, model: "V_1", styleType: "AUTO" }, path: "styleType", says: [/V_1/, /V_2/] },
  { code: "not_for_model", operation: "legacy.generate", params: { prompt, model: "V_2A", negativePrompt: "rain" }, path: "negativePrompt", says: [/V_2A/, /V_2/] },
  { code: "image_format", operation: "v3.remix", params: { prompt, image: gif }, path: "image", says: [/GIF/i, /PNG.*JPEG.*WebP/i] },
  { code: "image_format", operation: "v3.remix", params: { prompt, image: Buffer.from("<!doctype html><title>no</title>") }, path: "image", says: [/PNG.*JPEG.*WebP/i] },
  { code: "image_format", operation: "v3.replaceBackground", params: { prompt, image, styleReferenceImages: [image, gif] }, path: "styleReferenceImages[1]", says: [/GIF/i, /PNG.*JPEG.*WebP/i] },
  { code: "image_format", operation: "v3.remix", params: { prompt, image: new Uint8Array(0) }, path: "image", says: [/empty/i] },
  { code: "image_size", operation: "v3.remix", params: { prompt, image: huge() }, path: "image", says: [/MB|bytes/i, /10|MB|bytes/i] },
  { code: "mask_size", operation: "v3.edit", params: { prompt, image, mask: png(24, 40, (x) => (x < 12 ? 0 : 255)) }, path: "mask", says: [/24\D+40/, /40\D+24/] },
  { code: "mask_blank", operation: "v3.edit", params: { prompt, image }, mask: () => masks.Mask.blank(40, 24), path: "mask", says: [/nothing/, /no pixel is marked/] },
];

/** A picture that says it is far larger than the service takes. */
function huge() {
  return Buffer.concat([webp(64, 64), Buffer.alloc(60_000_000)]);
}

for (const mistake of MISTAKES) {
  const { code, operation, params, says, suggestion } = mistake;
  test(`${code}: ${operation}(${shown(params)}) names ${mistake.path}`, async () => {
    let sends = 0;
    const client = new ideomix.Ideogram({ apiKey: () => "sk-none", fetch: async () => { sends += 1; return new Response("{}"); } });
    const [family, method] = operation.split(".");
    const given = mistake.mask ? { ...params, mask: await mistake.mask() } : params;
    const error = await client[family][method](given).then(() => null, (caught) => caught);
    assert.equal(sends, 0, "it was sent");
    assert.equal(error?.code, "validation", String(error?.stack));
    assert.equal(error.outcome, "not-sent");
    assert.equal(error.billed, "no");
    const issue = error.issues.find((one) => one.code === code && (mistake.path instanceof RegExp ? mistake.path.test(one.path) : one.path === mistake.path));
    assert.ok(issue, `there is no such issue in ${JSON.stringify(error.issues)}`);
    const sentence = issue.message;
    assert.ok(sentence.includes(issue.path), sentence);
    for (const pattern of says) assert.match(sentence, pattern);
    if (suggestion) assert.equal(issue.suggestion, suggestion);
    assert.ok(error.message.includes(sentence) || error.issues.length > 1, error.message);
    assert.ok(sentence.length < 400, "a sentence, not a dump");
  });
}

test("every code of an issue is proved above", () => {
  const codes = ["required", "type", "range", "enum", "length", "unknown", "conflict", "not_for_model", "image_format", "image_size", "mask_size", "mask_blank"];
  assert.deepEqual([...new Set(MISTAKES.map(({ code }) => code))].sort(), codes.sort());
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
