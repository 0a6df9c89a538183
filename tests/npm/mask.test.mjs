// Masks, as a user of the packed package draws, reads, checks and sends them. What they hold is read by other decoders:
// by the few lines of support/pictures.mjs, and by Chromium.

import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { factsOf, launch, page } from "./support/browser.mjs";
import { consumer } from "./support/consumer.mjs";
import { grayOf, photo, png, webp } from "./support/pictures.mjs";
import { serveFolder } from "./support/server.mjs";

let ideomix;
let Mask;
let check;
let changedOutside;
before(async () => {
  const dist = path.join(consumer("esm"), "node_modules/ideomix/dist");
  ideomix = await import(pathToFileURL(path.join(dist, "index.js")));
  ({ Mask, check, changedOutside } = await import(pathToFileURL(path.join(dist, "mask.js"))));
});

const caught = (promise) => Promise.resolve(promise).then((value) => ({ value }), (error) => error);
const bytesOf = async (mask) => Buffer.from(await (await mask.png()).arrayBuffer());

/** The mask as rows of letters: `#` is changed, `.` is kept. Any shade but pure black and white fails. */
async function drawn(mask) {
  const { width, height, pixels } = grayOf(await bytesOf(mask));
  assert.deepEqual([width, height], [mask.width, mask.height]);
  const letters = [...pixels].map((shade) => ({ 0: "#", 255: "." })[shade] ?? assert.fail(`a pixel of shade ${shade}`));
  return Array.from({ length: height }, (_, y) => letters.slice(y * width, (y + 1) * width).join(""));
}

/** Decoded pixels whose shade is `shade(x, y)`, opaque unless `alpha` says otherwise. */
function pixels(width, height, shade, alpha = () => 255) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    data.set([shade(x, y), shade(x, y), shade(x, y), alpha(x, y)], at * 4);
  }
  return { width, height, data };
}

test("a rectangle is drawn to the pixel, and cut off where the picture ends", async () => {
  const mask = await Mask.blank(6, 4);
  assert.deepEqual(await drawn(mask), ["......", "......", "......", "......"]);
  assert.deepEqual(await drawn(mask.rect(1, 1, 3, 2)), ["......", ".###..", ".###..", "......"]);
  assert.deepEqual(await drawn(mask.rect(2, -5, 1, 100, "keep")), ["......", ".#.#..", ".#.#..", "......"]);
  assert.deepEqual(await drawn((await Mask.blank(3, 2)).rect(-1e12, -1e12, 3e12, 3e12)), ["###", "###"]);
  assert.deepEqual(await drawn((await Mask.blank(4, 1)).rect(0.6, 0, 2.2, 1)), [".##."]);
});

test("an ellipse, a polygon and a stroke paint what they enclose", async () => {
  assert.deepEqual(await drawn((await Mask.blank(6, 6)).ellipse(3, 3, 3, 3)), [".####.", "######", "######", "######", "######", ".####."]);
  const corners = [{ x: 1, y: 1 }, { x: 5, y: 1 }, { x: 5, y: 3 }, { x: 1, y: 3 }];
  assert.deepEqual(await drawn((await Mask.blank(6, 4)).polygon(corners)), ["......", ".####.", ".####.", "......"]);
  const line = await drawn((await Mask.blank(7, 5)).stroke([{ x: 1.5, y: 2.5 }, { x: 5.5, y: 2.5 }], 0.5));
  assert.deepEqual(line, [".......", ".......", ".#####.", ".......", "......."]);
});

test("invert, grow, shrink, union, subtract and clone do what they say", async () => {
  const dot = () => Mask.blank(5, 3).then((mask) => mask.rect(2, 1, 1, 1));
  assert.deepEqual(await drawn((await dot()).invert()), ["#####", "##.##", "#####"]);
  assert.deepEqual(await drawn((await dot()).grow(1)), ["..#..", ".###.", "..#.."]);
  assert.deepEqual(await drawn((await dot()).grow(1).shrink(1)), [".....", "..#..", "....."]);
  const other = (await Mask.blank(5, 3)).rect(0, 1, 3, 1);
  assert.deepEqual(await drawn((await dot()).union(other)), [".....", "###..", "....."]);
  const copy = other.clone();
  assert.deepEqual(await drawn(other.subtract(await dot())), [".....", "##...", "....."]);
  assert.deepEqual(await drawn(copy), [".....", "###..", "....."]);
  assert.deepEqual(await drawn(copy.subtract(copy)), [".....", ".....", "....."]);
});

test("a blank mask for a picture has its size, which its head tells without decoding it", async () => {
  const file = photo(800, 600, 3);
  const pictures = { PNG: [png(31, 7), 31, 7], JPEG: [new File([file], "photo.jpg"), 800, 600], WebP: [Uint8Array.from(webp(640, 481)).buffer, 640, 481], Response: [new Response(file), 800, 600], "data URL": [`data:image/png;base64,${png(3, 5).toString("base64")}`, 3, 5] };
  for (const [kind, [picture, width, height]] of Object.entries(pictures)) {
    const mask = await Mask.forImage(picture);
    assert.deepEqual([mask.width, mask.height, mask.report().editFraction], [width, height, 0], kind);
    const { width: wide, height: high } = grayOf(await bytesOf(mask));
    assert.deepEqual([wide, high], [width, height], kind);
  }
});

test("a mask is read from black, from white, from transparency, and as its look suggests", async () => {
  const left = pixels(4, 1, (x) => (x < 2 ? 0 : 255));
  assert.deepEqual(await drawn(await Mask.from(left, { edit: "black" })), ["##.."]);
  assert.deepEqual(await drawn(await Mask.from(left, { edit: "white" })), ["..##"]);
  const clear = pixels(4, 1, () => 90, (x) => (x === 3 ? 0 : 255));
  assert.deepEqual(await drawn(await Mask.from(clear, { edit: "transparent" })), ["...#"]);
  assert.deepEqual(await drawn(await Mask.from(clear)), ["...#"]);
  assert.deepEqual(await drawn(await Mask.from(left)), ["##.."]);
  const ramp = pixels(4, 1, (x) => x * 60);
  assert.deepEqual(await drawn(await Mask.from(ramp, { edit: "black", threshold: 61 })), ["##.."]);
  assert.deepEqual(await drawn(await Mask.from(ramp, { edit: "black", threshold: 121 })), ["###."]);
});

test("a file that was exported is read back as the same mask, and drawn anew byte for byte", async () => {
  const mask = (await Mask.blank(301, 97)).ellipse(120, 40, 90, 33).stroke([{ x: 3, y: 90 }, { x: 290, y: 5 }], 4).invert();
  const file = await bytesOf(mask);
  const again = await Mask.from(new Blob([file]));
  assert.ok((await bytesOf(again)).equals(file));
  assert.equal(again.report().editFraction, mask.report().editFraction);
});

test("the report counts what the other decoder counts, and names what the service refuses", async () => {
  const mask = (await Mask.blank(200, 100)).ellipse(90, 50, 70, 30);
  const { pixels: shades } = grayOf(await bytesOf(mask));
  const changed = shades.filter((shade) => shade === 0).length;
  assert.deepEqual(mask.report(), { width: 200, height: 100, editFraction: changed / 20_000, grayFraction: 0, hasAlpha: false, issues: [], ok: true });
  const blank = (await Mask.blank(8, 8)).report();
  assert.deepEqual([blank.ok, blank.issues.map(({ path: where, code }) => [where, code])], [false, [["mask", "mask_blank"]]]);
  assert.equal((await Mask.blank(8, 8)).invert().report().issues[0].code, "mask_blank");
});

test("check says of a file what it is, and whether it fits its picture", async () => {
  const file = png(10, 4, (x) => (x < 5 ? 0 : x === 9 ? 128 : 255));
  const fits = await check(file, png(10, 4));
  assert.deepEqual([fits.width, fits.height, fits.editFraction, fits.hasAlpha, fits.ok], [10, 4, 0.5, false, true]);
  assert.ok(fits.grayFraction > 0);
  const turned = await check(file, png(4, 10));
  assert.deepEqual([turned.ok, turned.issues[0].code, turned.issues[0].received, turned.issues[0].allowed], [false, "mask_size", "10x4", ["4x10"]]);
  assert.match(turned.issues[0].message, /^mask .*4x10.*10x4$/);
  assert.equal((await check(pixels(4, 1, () => 0, (x) => x * 85))).hasAlpha, true);
});

test("changedOutside is the share of kept pixels that differ, and nothing inside the mask counts", async () => {
  const mask = (await Mask.blank(10, 10)).rect(0, 0, 10, 5);
  const flat = pixels(10, 10, () => 100);
  const share = async (after) => (await changedOutside(flat, after, mask)).changedFraction;
  assert.equal(await share(flat), 0);
  assert.equal(await share(pixels(10, 10, (x, y) => (y < 5 ? 250 : 100))), 0, "all of the mask changed");
  assert.equal(await share(pixels(10, 10, (x, y) => (y === 9 ? 250 : 100))), 0.2);
  assert.equal(await share(pixels(10, 10, () => 250)), 1);
  assert.equal((await changedOutside(png(10, 10, () => 7), new Blob([png(10, 10, () => 7)]), mask)).changedFraction, 0, "files, too");
});

test("the overlay is the changed part in the color, and nothing else", async () => {
  const { data, width, height } = (await Mask.blank(3, 1)).rect(1, 0, 1, 1).overlay([1, 2, 3, 4]);
  assert.deepEqual([width, height, [...data]], [3, 1, [0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0]]);
});

/** Every mistake: what is called, the sentence's field, and what it must say. */
const MISTAKES = {
  "a width of nothing": [() => Mask.blank(0, 5), "range", /^width .*1 and 40000; received 0$/],
  "half a pixel": [() => Mask.blank(1.5, 2), "mask_size", /^mask .*whole pixels.*1\.5x2$/],
  "a width that is text": [() => Mask.blank("10", 2), "type", /^width must be a number; received "10"$/],
  "more pixels than memory holds": [() => Mask.blank(40_000, 40_000), "mask_size", /^mask .*40000x40000$/],
  "a negative width": [(mask) => mask.rect(5, 5, -3, 3), "range", /^w must not be negative; received -3$/],
  "a place that is no number": [(mask) => mask.rect(NaN, 5, 3, 3), "type", /^x must be a number; received NaN$/],
  "a color for what shall be painted": [(mask) => mask.rect(0, 0, 3, 3, "black"), "enum", /^paint .*keep, edit.*received "black"$/],
  "a negative radius": [(mask) => mask.ellipse(5, 5, -1, 1), "range", /^rx must not be negative; received -1$/],
  "a brush that is too wide": [(mask) => mask.stroke([{ x: 1, y: 1 }], 600), "range", /^radius .*0 and 512; received 600$/],
  "no radius": [(mask) => mask.stroke([{ x: 1, y: 1 }]), "type", /^radius must be a number; received undefined$/],
  "points as pairs": [(mask) => mask.polygon([[0, 0], [1, 1]]), "type", /^points\[0\]\.x must be a number; received undefined$/],
  "a point without a place": [(mask) => mask.polygon([{ x: 0, y: 0 }, null]), "type", /^points\[1\]\.x /],
  "no points": [(mask) => mask.polygon(null), "type", /^points must be a list.*received null$/],
  "growth without end": [(mask) => mask.grow(Infinity), "type", /^px must be a number; received Infinity$/],
  "growth that is too far": [(mask) => mask.grow(1_001), "range", /^px .*-1000 and 1000; received 1001$/],
  "a mask of another size": [async (mask) => mask.union(await Mask.blank(4, 3)), "mask_size", /^other .*8x8; received 4x3$/],
  "something that is no mask": [(mask) => mask.subtract({ width: 8, height: 8 }), "type", /^other must be a mask; received an object$/],
  "nothing to read": [() => Mask.from(null), "type", /^mask must be a picture.*received null$/],
  "a path": [() => Mask.from("./mask.png"), "type", /^mask must be a picture.*received "\.\/mask\.png"$/],
  "a page": [() => Mask.from(Buffer.from("<!doctype html>")), "image_format", /^mask .*PNG, JPEG and WebP.*HTML$/],
  "an unknown color": [() => Mask.from(png(4, 4), { edit: "red" }), "enum", /^edit .*black, white, transparent.*received "red"$/],
  "a threshold beyond white": [() => Mask.from(png(4, 4), { threshold: 300 }), "range", /^threshold .*0 and 255; received 300$/],
  "a file that was cut off": [() => Mask.from(png(40, 40, (x, y) => (x * y) & 255).subarray(0, 60)), "image_format", /^mask is a damaged picture file$/],
  "a picture of no size": [() => Mask.forImage(Buffer.from("GIF89a\x01\x00\x01\x00", "latin1")), "image_format", /^image .*PNG, JPEG and WebP.*GIF$/],
  "an address that nobody answers": [() => Mask.forImage(new URL("http://127.0.0.1:1/a.png")), "type", /^image could not be read/],
  "pictures of two sizes": [async (mask) => changedOutside(png(8, 8), png(8, 9), mask), "image_size", /^after .*8x8; received 8x9 and 8x8$/],
  "a file where a mask belongs": [() => changedOutside(png(8, 8), png(8, 8), png(8, 8)), "type", /^mask must be a Mask/],
};

for (const [what, [call, code, says]] of Object.entries(MISTAKES)) {
  test(`${what} is named as a mistake, and paints nothing`, async () => {
    const mask = await Mask.blank(8, 8);
    const error = await caught((async () => call(mask))());
    assert.equal(error.code, "validation", String(error.stack ?? JSON.stringify(error.value)));
    assert.ok(ideomix.isIdeogramError(error) && error.issues.length === 1);
    assert.equal(error.issues[0].code, code, error.message);
    assert.match(error.issues[0].message, says);
    assert.equal(mask.report().editFraction, 0);
  });
}

test("a damaged PNG ends in a sentence, wherever it is damaged", async () => {
  const whole = png(16, 16, (x, y) => (x * 17 + y) & 255);
  for (let at = 0; at < whole.length; at += 1) {
    for (const broken of [whole.subarray(0, at), Buffer.from(whole.map((byte, place) => (place === at ? byte ^ 0xff : byte)))]) {
      const settled = await caught(Mask.from(broken));
      assert.ok(settled.value || settled.code === "validation" || settled.code === "config", `byte ${at}: ${settled.stack}`);
    }
  }
});

test("a disposed mask says so, and a call with it sends nothing", async () => {
  const mask = await Mask.blank(8, 8);
  mask.dispose();
  mask.dispose();
  for (const use of [() => mask.rect(0, 0, 1, 1), () => mask.report(), () => mask.clone(), () => mask.png()]) {
    const error = await caught((async () => use())());
    assert.deepEqual([error.code, error.message], ["disposed", "ended by dispose()"]);
  }
  let sends = 0;
  const client = new ideomix.Ideogram({ apiKey: () => "sk-none", fetch: async () => { sends += 1; return new Response("{}"); } });
  const error = await caught(client.v3.edit({ prompt: "a hat", image: png(8, 8), mask }));
  assert.deepEqual([error.code, sends], ["validation", 0]);
  assert.match(error.message, /^mask could not be read: ended by dispose\(\)/);
});

test("an edit takes a mask as it is, and sends the file that it exports", async () => {
  const mask = (await Mask.forImage(png(20, 10))).rect(0, 0, 10, 10);
  let sent;
  const fetch = async (url, init) => { sent = init.body.get("mask"); return new Response("{}", { status: 400 }); };
  await caught(new ideomix.Ideogram({ apiKey: () => "sk-none", fetch }).v3.edit({ prompt: "a hat", image: png(20, 10), mask }));
  assert.deepEqual([sent.type, sent.name], ["image/png", "mask.png"]);
  assert.ok(Buffer.from(await sent.arrayBuffer()).equals(await bytesOf(mask)));
});

test("Chromium sees the pixels that were drawn, and reads a WebP as a mask", async () => {
  const script = `import { Mask } from "ideomix/mask";
    const see = async (mask) => {
      const bitmap = await createImageBitmap(await mask.png());
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return Array.from({ length: data.length / 4 }, (_, at) => [...data.subarray(at * 4, at * 4 + 4)].join());
    };
    const read = async () => {
      const canvas = new OffscreenCanvas(16, 8);
      const context = canvas.getContext("2d");
      context.fillStyle = "white"; context.fillRect(0, 0, 16, 8);
      context.fillStyle = "black"; context.fillRect(0, 0, 8, 8);
      const webp = await canvas.convertToBlob({ type: "image/webp", quality: 1 });
      return [webp.type, (await Mask.from(webp)).report().editFraction];
    };
    const run = async () => ({ seen: await see((await Mask.blank(5, 2)).rect(1, 0, 2, 1)), read: await read(), shown: (await Mask.blank(2, 1)).overlay().constructor.name });
    run().then((facts) => (globalThis.facts = facts), (error) => (globalThis.failure = String(error.stack)));`;
  const site = await serveFolder(consumer("esm"), { pages: { "/page": page(script) } });
  const browser = await launch();
  const facts = await factsOf(browser, `${site.origin}/page`).finally(() => Promise.all([browser.close(), site.stop()]));
  const [kept, changed] = ["255,255,255,255", "0,0,0,255"];
  assert.deepEqual(facts.seen, [kept, changed, changed, kept, kept, kept, kept, kept, kept, kept]);
  assert.deepEqual([facts.read, facts.shown], [["image/webp", 0.5], "ImageData"]);
});
