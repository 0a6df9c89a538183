// The ways of a picture into a slot, and what the slot says and does about it.

import assert from "node:assert/strict";

import { png, pngFile, sha256 } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { asPhoto, jpeg } from "./support/odd.mjs";
import { decodedSize } from "./support/studio.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();
const REMIX = { at: "#/create/remix" };
const SECRET = "49.1951 N 16.6068 E";

const filled = (page) => page.locator(".slot.is-filled");
const part = async (practice, name) => (await practice.lastCall()).parts.find((found) => found.name === name);

/** Puts files on the clipboard of an event, as a browser does, and sends it to the page. */
async function paste(page, selector, files) {
  await page.evaluate(
    ([target, pasted]) => {
      const data = new DataTransfer();
      for (const { name, mimeType, bytes } of pasted) data.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.querySelector(target).dispatchEvent(event);
    },
    [selector, files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: [...buffer] }))],
  );
}

proves("a clean file is sent byte for byte, with its pixels, bytes and kind at the slot", REMIX, async ({ page, practice, studio }) => {
  const file = pngFile("clean.png", 320, 200);
  await studio.chooseFile("Image", file);
  assert.match(await filled(page).locator(".slot-facts").first().innerText(), /^320 × 200 · .+ · PNG$/);
  assert.equal(await page.locator(".slot-removed").count(), 0);
  await studio.make("a boat");
  assert.equal((await part(practice, "image")).sha256, sha256(file.buffer));
});

proves("place, camera and words are taken out of a photo without touching a pixel, and the slot says so", REMIX, async ({ page, practice, studio }) => {
  const plain = await jpeg(page, 96, 64);
  const buffer = asPhoto(plain, 1, SECRET);
  await studio.chooseFile("Image", { name: "photo.jpg", mimeType: "image/jpeg", buffer });
  assert.equal(await page.locator(".slot-removed").innerText(), "Removed: place, camera data, texts, attachments");
  await studio.make("a boat");
  assert.equal((await part(practice, "image")).sha256, sha256(plain), "the file is what it was before the camera wrote into it");
});

proves("a photo that lies on its side is turned when a person says so", REMIX, async ({ page, practice, studio }) => {
  const buffer = asPhoto(await jpeg(page, 96, 64), 6, SECRET);
  await studio.write("a boat");
  await page.locator(".slot input[type=file]").first().setInputFiles({ name: "side.jpg", mimeType: "image/jpeg", buffer });
  await page.locator(".slot-trouble", { hasText: "lying on its side" }).waitFor();
  await studio.run();
  await page.locator(".runbar-note", { hasText: "Needed: Image" }).waitFor();
  assert.equal((await practice.state()).last.length, 0);
  await page.getByRole("button", { name: "Turn it upright" }).click();
  await filled(page).waitFor();
  assert.match(await filled(page).innerText(), /64 × 96 · .+ · JPG/);
  assert.deepEqual(await decodedSize(page.locator(".slot-thumb")), [64, 96]);
});

proves("a picture with too many pixels is made smaller when a person says so", REMIX, async ({ page }) => {
  await page.locator(".slot input[type=file]").first().setInputFiles(pngFile("wide.png", 9000, 60));
  await page.getByRole("button", { name: "Make it smaller" }).click();
  await filled(page).waitFor();
  assert.match(await filled(page).innerText(), /8192 × 54/);
});

proves("a paste goes to the first free slot, wherever the focus is, and words stay words", { at: "#/create/edit" }, async ({ page, studio }) => {
  await studio.prompt.focus();
  await paste(page, "textarea", [pngFile("first.png", 30, 20)]);
  await page.locator('[data-slot="image"] .slot.is-filled').waitFor();
  await paste(page, "body", [pngFile("second.png", 30, 20, [0, 0, 0])]);
  await page.locator('[data-slot="mask"] .slot.is-filled').waitFor();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "words");
    data.items.add(new File(["x"], "icon.png", { type: "image/png" }));
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector("textarea").dispatchEvent(event);
  });
  assert.equal(await page.locator(".slot-trouble").count(), 0, "a paste of words into the prompt is left to the prompt");
});

proves("a file dropped beside the slot does not take the page away", REMIX, async ({ page }) => {
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "beside.png", { type: "image/png" }));
    const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector(".stage").dispatchEvent(event);
    if (!event.defaultPrevented) throw new Error("the browser would open the file");
  }, [...png(12, 10)]);
  await filled(page).waitFor();
});

proves("a kept picture gets into a slot in two actions", async ({ page, practice, studio }) => {
  await studio.make("a lighthouse");
  await studio.goTo("create/remix");
  await page.getByRole("button", { name: "From the gallery" }).first().click();
  await page.locator(".kept-picture").first().click();
  await filled(page).waitFor();
  assert.match(await filled(page).innerText(), /1024 × 1024/);
  await studio.make("the same, at night");
  assert.ok((await part(practice, "image")).filename);
});

proves("a picture dragged from the history arrives whole, and not as its small copy", async ({ page, studio }) => {
  await studio.make("a lighthouse");
  await studio.goTo("create/remix");
  await page.locator(".strip img").first().dragTo(page.locator(".slot").first());
  await filled(page).waitFor();
  assert.match(await filled(page).innerText(), /1024 × 1024 · .+ · PNG/);
});

proves("style references add up, can be put in another order and taken out", async ({ page, practice, studio }) => {
  await studio.openAdvanced();
  const files = [10, 20, 30].map((side) => pngFile(`${side}.png`, side, side));
  await page.locator('[data-slot="style_reference_images"] input[multiple]').setInputFiles(files);
  const facts = () => page.locator('[data-slot="style_reference_images"] .slot.is-filled').allInnerTexts();
  await expectEventually(async () => (await facts()).length, 3, "all are taken");
  await page.getByText(/^Together .+; the service takes about 10 MB\.$/).waitFor();
  await page.getByRole("button", { name: "Move forward: Style references 3" }).click();
  await expectEventually(async () => (await facts()).map((text) => text.match(/\d+ × \d+/)[0]), ["10 × 10", "30 × 30", "20 × 20"], "the order");
  await page.getByRole("button", { name: "Remove Style references" }).first().click();
  await studio.make("in this style");
  const sent = (await practice.lastCall()).parts.filter((found) => found.name === "style_reference_images");
  assert.deepEqual(sent.map((found) => found.sha256), [files[2], files[1]].map((file) => sha256(file.buffer)));
});

proves("phones are offered their camera", { ...REMIX, context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } }, async ({ page }) => {
  const camera = page.locator("input[capture=environment]").first();
  assert.equal(await camera.getAttribute("aria-label"), "Image: Take a photo");
  assert.ok(await page.locator(".slot-camera").first().isVisible());
});
