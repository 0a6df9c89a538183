// The new frame of a picture: its edges are dragged or moved by keys, it snaps to the sizes that there are, and what will
// be new is shown before it is paid for.

import assert from "node:assert/strict";

import { portraitFile } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const size = (page) => page.locator('.panel select:has(option[value="1536x640"])').inputValue();
const frame = (page) => page.locator(".reframe-frame");
const slider = (page) => page.getByRole("slider", { name: /frame/ });
const proportion = async (page) => {
  const box = await frame(page).boundingBox();
  return box.width / box.height;
};

async function withPicture({ page, studio }) {
  await studio.chooseFile("Image", portraitFile(512));
  await frame(page).locator("img").waitFor();
}

/** Drags a point of the frame, given in shares of its sides, by some pixels. */
async function drag(page, [x, y], [dx, dy]) {
  await frame(page).scrollIntoViewIfNeeded();
  const box = await frame(page).boundingBox();
  const from = [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] + dx, from[1] + dy, { steps: 8 });
  await page.mouse.up();
}

proves("an edge that is dragged outward makes the frame wider or taller, and snaps to a size of the list", { at: "#/create/reframe" }, async (visit) => {
  const { page, practice, studio } = visit;
  assert.equal(await frame(page).count(), 0, "without a picture there is nothing to frame");
  await withPicture(visit);
  assert.ok(Math.abs((await proportion(page)) - 1) < 0.02, "the frame begins as the picture");
  assert.equal(await size(page), "");
  await drag(page, [0.98, 0.5], [80, 0]);
  const [width, height] = (await size(page)).split("x").map(Number);
  assert.ok(width / height > 1.5, `${width} × ${height}`);
  assert.ok(Math.abs((await proportion(page)) - width / height) < 0.02, "the frame has the shape of that size");
  await page.locator("#new-area").getByText(/^\d+ % of the result will be new/).waitFor();
  await drag(page, [0.5, 0.98], [0, 200]);
  await expectEventually(async () => (await size(page)).split("x").map(Number).reduce((w, h) => w < h), true, "taller than wide");
  const wanted = (await size(page)).split("x").map(Number);
  await studio.run();
  await studio.seesPictures(1);
  assert.deepEqual(await studio.sizeOfPicture(), wanted);
  assert.equal((await practice.lastCall()).parts.find(({ name }) => name === "resolution").text, wanted.join("x"));
});

proves("the frame moves by arrow keys from the tallest size to the widest, and says its size", { at: "#/create/reframe" }, async (visit) => {
  const { page } = visit;
  await withPicture(visit);
  await slider(page).focus();
  await page.keyboard.press("Home");
  await expectEventually(() => size(page), "512x1536", "the tallest");
  await page.keyboard.press("End");
  await expectEventually(() => size(page), "1536x512", "the widest");
  assert.equal(await slider(page).getAttribute("aria-valuetext"), "1536 × 512");
  await page.keyboard.press("ArrowLeft");
  await expectEventually(() => size(page), "1536x576", "the next one");
  const before = await proportion(page);
  for (let n = 0; n < 12; n += 1) await page.keyboard.press("ArrowLeft");
  await expectEventually(async () => (await proportion(page)) < before, true, "taller with every step");
});

proves("on a phone the new size is in sight and not folded away", { at: "#/create/reframe", context: PHONE }, async (visit) => {
  const { page } = visit;
  await withPicture(visit);
  assert.equal(await page.locator(".settings-line").getAttribute("aria-expanded"), "false");
  await page.locator('.ratios label:has(input[value="1312x736"])').tap();
  await expectEventually(() => size(page), "1312x736", "the size");
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `the page is ${over} pixels too wide`);
});
