// Mask files of other programs, pictures that are stored turned, and what an edit really changed.

import assert from "node:assert/strict";

import { EaselPage, pngOf, readMask, sentFile, sentMask } from "./support/easel.mjs";
import { pngFile } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";

const { proves } = openHouse();

const PICTURE = pngFile("picture.png", 320, 200);
const file = (name, buffer) => ({ name, mimeType: "image/png", buffer });
const inMiddle = (x, y) => x >= 80 && x < 240 && y >= 50 && y < 150;

async function load(page, mask) {
  await page.getByLabel("Load a mask").setInputFiles(mask);
}

for (const [what, mask, said, share] of [
  ["black and white", pngOf(320, 200, 1, (x, y) => [inMiddle(x, y) ? 0 : 255]), /exactly two values/, 25],
  ["gray", pngOf(320, 200, 1, (x, y) => [inMiddle(x, y) ? 90 - (x % 40) : 170 + (y % 40)]), /gray/, 25],
  ["of another size", pngOf(160, 100, 1, (x, y) => [inMiddle(x * 2, y * 2) ? 0 : 255]), /160 × 100/, 25],
  ["cut out", pngOf(320, 200, 4, (x, y) => [120, 60, 200, inMiddle(x, y) ? 0 : 255]), /exactly two values/, 25],
  ["turned around", pngOf(320, 200, 1, (x, y) => [inMiddle(x, y) ? 255 : 0]), /Most of it would change/, 75],
]) {
  proves(`a mask file that is ${what} is read, and what it is is said`, { at: null }, async ({ page, studio }) => {
    const easel = new EaselPage(page);
    await easel.open(studio, PICTURE);
    await load(page, file("mask.png", mask));
    const panel = page.locator(".easel-read");
    await panel.getByText(said).waitFor();
    await easel.seesPainted((now) => Math.abs(now - share) < 2, `${share} % painted`);
    if (share > 50) {
      await panel.getByRole("button", { name: "Swap" }).click();
      await easel.seesPainted((now) => Math.abs(now - 25) < 2, "swapped");
    }
    await panel.getByRole("button", { name: "Use it" }).click();
    await panel.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await easel.seesPainted((now) => now === 0, "reading is one step, and can be taken back");
  });
}

proves("a file that is no picture is refused with its reason, and what was painted stays", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  await easel.stroke([0.4, 0.4], [0.6, 0.6]);
  await easel.seesPainted((share) => share > 0, "a stroke");
  const share = await easel.painted();
  await load(page, file("notes.png", Buffer.from("not a picture at all")));
  await page.getByText("no picture that the browser can read").first().waitFor();
  assert.equal(await easel.painted(), share);
});

proves("a mask that cannot be used cannot be sent, and each check names its repair", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  const checks = page.locator(".easel-checks");
  await checks.getByText("Nothing is painted").waitFor();
  assert.equal(await easel.run.getAttribute("aria-disabled"), "true");
  await page.getByRole("button", { name: "Paint all" }).click();
  await checks.getByText("Everything is painted").waitFor();
  assert.equal(await easel.run.getAttribute("aria-disabled"), "true");
  await checks.getByRole("button", { name: "Invert" }).click();
  await page.getByRole("spinbutton", { name: "Size in pixels" }).fill("4");
  await page.keyboard.press("Tab");
  await easel.view.focus();
  await page.keyboard.press("Space");
  await checks.getByText("1 speck").waitFor();
  await checks.getByText("Less than 10 %").waitFor();
  await checks.getByRole("button", { name: "Grow" }).click();
  await checks.getByText("No specks").waitFor();
});

for (let orientation = 1; orientation <= 8; orientation += 1) {
  proves(`a photo stored in orientation ${orientation} is painted upright, and its mask fits the bytes that are sent`, { at: null }, async (visit) => {
    const { page, practice, studio } = visit;
    const easel = new EaselPage(page);
    await studio.open("#/create/edit");
    // Wider than high once it is upright: orientations 5 to 8 store it the other way.
    const [width, height] = orientation < 5 ? [320, 200] : [200, 320];
    const jpeg = await page.evaluate(async ([width, height]) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d");
      context.fillStyle = "#48a";
      context.fillRect(0, 0, width, height);
      return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer())];
    }, [width, height]);
    const photo = { name: "photo.jpg", mimeType: "image/jpeg", buffer: turned(Buffer.from(jpeg), orientation) };
    await page.getByLabel("Image: Choose a picture").setInputFiles(photo);
    if (orientation > 1) await page.locator('[data-slot="image"]').getByRole("button", { name: "Turn", exact: false }).click();
    await page.locator('[data-slot="image"] .slot.is-filled').waitFor();
    await page.getByRole("button", { name: "Paint the mask" }).click();
    await easel.ready();
    assert.match(await easel.view.getAttribute("aria-label"), /320 by 200/);
    await page.getByText("By numbers").click();
    await page.getByRole("button", { name: "Column 1, row 1" }).click();
    await easel.seesPainted((share) => share >= 10, "a ninth");
    await page.locator(".easel-run textarea").fill("a paper boat");
    await easel.run.click();
    await studio.seesPictures(1);
    const mask = readMask(await sentMask(page, practice));
    const sent = await sentFile(page, practice, "image");
    assert.deepEqual([mask.width, mask.height], storedSize(sent), "mask and picture have one size as they are stored");
    assert.equal(mask.pixels[10 * mask.width + 10], 0, "the upper left was painted");
    assert.equal(mask.pixels.at(-1), 255, "the lower right was not");
  });
}

proves("after an edit it is measured what changed, one's own pixels come back, and the mask is kept for the next", { at: null }, async (visit) => {
  const { page, studio } = visit;
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  await easel.tool("Rectangle");
  await easel.stroke([0.42, 0.42], [0.56, 0.58]);
  await easel.seesPainted((share) => share > 10, "a rectangle");
  const share = await easel.painted();
  await page.locator(".easel-run textarea").fill("a paper boat");
  await easel.run.click();
  await studio.seesPictures(1);
  await page.locator(".stage .card-link").first().click();
  await page.locator("[data-details]").click();
  await page.getByRole("button", { name: "Measure the change" }).click();
  await page.getByText("Only the painted area changed.").waitFor();
  await page.locator(".truth-heat").waitFor();
  await page.getByRole("button", { name: "Keep my pixels" }).click();
  await page.waitForURL(/#\/item\/[0-9a-f]+\/1$/);
  await page.locator(".viewer .pane img").first().waitFor();
  await page.getByRole("button", { name: "Edit again with this mask" }).click();
  await easel.ready();
  await easel.seesPainted((now) => now === share, "the same mask on the kept picture");
});

/** The JPEG file with a note of how it is to be turned. */
function turned(jpeg, orientation) {
  const exif = Buffer.from([
    ...Buffer.from("Exif\0\0MM\0*", "latin1"), 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
  ]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}

/** Width and height as a PNG or JPEG file stores them. */
function storedSize(bytes) {
  if (bytes[0] === 0x89) return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1];
    if (marker >= 0xc0 && marker <= 0xc3) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
  }
  throw new Error("no size");
}
