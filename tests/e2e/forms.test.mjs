// What a form says before anybody pays: changes of model, fields that a model refuses, guards, sizes, and its memory.

import assert from "node:assert/strict";

import { png, pngFile, sha256 } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { keptNote } from "./support/storage.mjs";
import { decodedSize } from "./support/studio.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();
const part = async (practice, name) => (await practice.lastCall()).parts.find((found) => found.name === name);
const notice = (page) => page.locator(".panel .notice");
const guard = (page, words) => page.locator(".guard", { hasText: words });

proves("a change of model says what it kept, respelled and put aside, and can be taken back", async ({ page, studio }) => {
  await studio.write("a fox");
  await studio.chooseRatio("16x9");
  await studio.openAdvanced();
  await studio.field("Negative prompt").fill("fog");
  await studio.chooseModel("V_2A");
  const said = await notice(page).innerText();
  assert.match(said, /Put aside, not taken by this model: Negative prompt\./);
  assert.match(said, /Respelled for this model: Aspect ratio\./);
  assert.match(said, /Kept: Prompt\./);
  assert.ok(await page.locator('.ratios input[value="ASPECT_16_9"]').isChecked());
  await notice(page).getByRole("button", { name: "Undo" }).click();
  assert.equal(await studio.field("Negative prompt").inputValue(), "fog");
  assert.ok(await page.locator('.ratios input[value="16x9"]').isChecked());
  assert.equal(await notice(page).count(), 0);
});

proves("what a model refuses stands there with who takes it, one press away", async ({ page, studio }) => {
  await studio.chooseModel("V_2A");
  await studio.openAdvanced();
  const refused = page.locator(".is-refused", { hasText: "Negative prompt" });
  assert.match(await refused.innerText(), /V_2A does not take this\. Taken by 3\.0, V_2, V_2_TURBO, V_1, V_1_TURBO\./);
  await refused.getByRole("button", { name: "Switch to 3.0" }).click();
  await studio.field("Negative prompt").waitFor();
  assert.equal(await page.locator(".is-refused").count(), 0, "V3 takes everything");
});

proves("one seed for four pictures is mended with one press", async ({ page, practice, studio }) => {
  await studio.openAdvanced();
  await studio.chooseCount(4);
  await studio.field("Seed").fill("7");
  await guard(page, "$0.24 instead of $0.06").getByRole("button", { name: "Make one" }).click();
  assert.equal(await guard(page, "fixed seed").count(), 0);
  await studio.make("a fox");
  assert.equal(await part(practice, "num_images"), undefined);
});

proves("Turbo where it saves nothing, and a dearer model for the same job, are said with their price", { at: "#/create/edit" }, async ({ page, studio }) => {
  await studio.chooseSpeed("TURBO");
  await guard(page, "Default here ($0.06)").getByRole("button", { name: "Use Default" }).click();
  assert.equal(await page.locator(".guard").count(), 0);
  await studio.chooseModel("V_2");
  const dear = guard(page, "$0.08 a picture here; 3.0 does it for $0.06");
  await dear.getByRole("button", { name: "Use V_2_TURBO" }).click();
  assert.equal(await page.locator(".guard").count(), 0);
  assert.equal(await page.locator('.panel select:has(option[value="V_2"])').inputValue(), "V_2_TURBO");
});

proves("a size and a ratio cannot both be sent: one press clears the other", async ({ page, practice, studio }) => {
  await studio.chooseRatio("16x9");
  await studio.openAdvanced();
  await studio.field("Resolution").selectOption("512x1536");
  await page.getByRole("button", { name: "Clear Aspect ratio" }).click();
  await studio.make("a tower");
  assert.equal((await part(practice, "resolution")).text, "512x1536");
  assert.equal(await part(practice, "aspect_ratio"), undefined);
});

proves("a seed is rolled, locked to the last picture and unlocked", async ({ page, practice, studio }) => {
  await studio.make("a fox");
  await studio.openAdvanced();
  await page.getByRole("button", { name: "Lock the last picture's seed" }).click();
  const locked = await studio.field("Seed").inputValue();
  assert.match(locked, /^\d+$/);
  await studio.run();
  await expectEventually(async () => (await practice.state()).last.length, 2, "the second run");
  assert.equal((await part(practice, "seed")).text, locked);
  await page.getByRole("button", { name: "Unlock: a new seed every time" }).click();
  assert.equal(await studio.field("Seed").inputValue(), "");
});

proves("a remix in another shape than its source is said, and the nearest ratio offered", { at: "#/create/remix" }, async ({ page, studio }) => {
  await studio.chooseFile("Image", pngFile("wide.png", 160, 90));
  await guard(page, "another shape").getByRole("button", { name: "Use 16:9" }).click();
  assert.ok(await page.locator('.ratios input[value="16x9"]').isChecked());
  assert.equal(await page.locator(".guard").count(), 0);
});

proves("a reframe is aimed by drawn shapes or by the list, and says how much will be new", { at: "#/create/reframe" }, async ({ page, practice, studio }) => {
  await studio.chooseFile("Image", pngFile("square.png", 512, 512));
  await studio.chooseRatio("1408x704");
  assert.equal(await page.locator("#new-area").innerText(), "50 % of the result will be new.");
  await page.locator('.panel select:has(option[value="1536x640"])').selectOption("1536x512");
  assert.ok(await page.locator('.ratios input[value="1536x512"]').isChecked(), "shapes and list are one choice");
  assert.equal(await page.locator(".panel textarea").count(), 0, "no prompt");
  await studio.run();
  await studio.seesPictures(1);
  assert.equal((await part(practice, "resolution")).text, "1536x512");
  assert.deepEqual(await studio.sizeOfPicture(), [1536, 512]);
});

proves("an upscale says how large it comes out", { at: "#/create/upscale" }, async ({ page, studio }) => {
  await studio.chooseFile("Image", pngFile("small.png", 800, 500));
  assert.equal(await page.locator("#result-size").innerText(), "Result: 1600 × 1000 pixels, 1.6 megapixels.");
  await studio.run();
  await studio.seesPictures(1);
  assert.deepEqual(await studio.sizeOfPicture(), [1600, 1000]);
});

proves("a pure mask of the right size is sent byte for byte, and says how much will change", { at: "#/create/edit" }, async ({ page, practice, studio }) => {
  const mask = pngFile("mask.png", 40, 40, [0, 0, 0]);
  await studio.chooseFile("Image", pngFile("image.png", 40, 40));
  await studio.chooseFile("Mask", mask);
  await page.getByText("All of this mask is black").waitFor();
  await studio.make("a hole");
  assert.equal((await part(practice, "mask")).sha256, sha256(mask.buffer));
});

proves("a mask with grays is read by a threshold, swapped and scaled, and is pure when it leaves", { at: "#/create/edit" }, async ({ page, practice, studio }) => {
  await studio.chooseFile("Image", pngFile("image.png", 80, 80));
  await studio.chooseFile("Mask", { name: "soft.png", mimeType: "image/png", buffer: halves(40, [100, 100, 100], [200, 200, 200]) });
  await page.getByText("50.0 % of the picture will change.").waitFor();
  await studio.write("a hole");
  await studio.run();
  await page.locator(".field-error", { hasText: "The mask is 40×40, the picture 80×80" }).waitFor();
  await page.getByRole("button", { name: "Scale to the picture's size" }).click();
  await expectEventually(async () => page.locator(".field-error").count(), 0, "the sizes agree");
  const level = page.locator(".mask-panel .slider-number");
  await level.fill("90");
  await level.press("Tab");
  await page.getByText("Nothing in this mask is black").waitFor();
  await studio.run();
  assert.equal((await practice.state()).last.length, 0, "an empty mask is not sent");
  await level.fill("150");
  await level.press("Tab");
  await page.getByText("50.0 % of the picture will change.").waitFor();
  await page.getByRole("button", { name: "Swap black and white" }).click();
  assert.deepEqual(await decodedSize(page.locator(".mask-paint")), [80, 80]);
  const grays = await page.locator(".mask-paint").evaluate((image) => {
    const context = Object.assign(document.createElement("canvas"), { width: 80, height: 80 }).getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, 80, 80);
    return [data[0], data[4 * 79], [...new Set(data)].sort().join()];
  });
  assert.deepEqual(grays, [255, 0, "0,255"], "the left half was dark and is kept now");
  await studio.run();
  await studio.seesPictures(1);
});

proves("what stands in a form survives a reload, files and all, but for the count", { at: "#/create/remix" }, async ({ page, practice, studio }) => {
  const file = pngFile("source.png", 60, 60);
  await studio.chooseFile("Image", file);
  await studio.write("keep me\nand me");
  await studio.chooseRatio("4x3");
  await studio.chooseCount(3);
  await keptNote(page, "draft-remix", "4x3");
  await studio.reload();
  await page.locator(".slot.is-filled").waitFor();
  assert.equal(await studio.prompt.inputValue(), "keep me\nand me");
  assert.ok(await page.locator('.ratios input[value="4x3"]').isChecked());
  assert.equal(await page.locator(".stepper input").inputValue(), "1", "a count that comes back by itself is paid for");
  await studio.run();
  await studio.seesPictures(1);
  assert.equal((await part(practice, "image")).sha256, sha256(file.buffer));
  await page.locator(".panel-head").getByRole("button", { name: "Reset" }).click();
  assert.equal(await studio.prompt.inputValue(), "");
  await keptNote(page, "draft-remix", undefined);
  await studio.reload();
  assert.equal(await studio.prompt.inputValue(), "");
});

proves("the run button's tooltip reckons, and names what is cheaper and the table's day", { at: "#/settings" }, async ({ page, studio }) => {
  await page.locator('label.seg-item:has(input[value="direct"])').click();
  await studio.goTo("create/generate");
  await studio.chooseCount(2);
  const said = await page.locator("#run").getAttribute("title");
  assert.match(said, /^\$0\.06 × 2 = \$0\.12\. Prices of 2026-11-22\. Cheaper: V_1_TURBO \$0\.02, V_2A_TURBO \$0\.025, 3\.0 Turbo \$0\.03/);
  await studio.goTo("create/describe");
  assert.equal(await page.locator("#run").getAttribute("title"), "price not published");
});

proves("a ratio is chosen with the arrow keys", async ({ page }) => {
  await page.locator('.ratios input[value="1x1"]').focus();
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.locator('.ratios input[value="5x4"]').isChecked());
  assert.equal(await page.locator(".ratio-size").innerText(), "1120 × 896");
});

proves("a phone shows the settings in one line and keeps them open while one changes them", { context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } }, async ({ page, studio }) => {
  const line = page.locator(".settings-line");
  assert.equal(await line.innerText(), "1:1 · 3.0 Default · 1 picture · Magic prompt Auto");
  assert.ok(!(await page.locator(".ratios").isVisible()));
  await studio.chooseModel("V_1");
  await studio.chooseRatio("ASPECT_9_16");
  assert.equal(await line.innerText(), "9:16 · V_1 · 1 picture · Magic prompt Auto");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
});

/** A picture whose left half has one color and whose right half another. */
function halves(side, left, right) {
  return png(side, side, (x) => (x < side / 2 ? left : right));
}
