// The mask editor: mouse, fingers, pen and keys each paint, erase, take back and submit, and what arrives is a mask.

import assert from "node:assert/strict";

import { EaselPage, readMask, sentMask } from "./support/easel.mjs";
import { pngFile } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

/** No multiples of 64, so that the last tiles are cut. */
const PICTURE = pngFile("picture.png", 500, 330);
const painted = (mask) => mask.pixels.filter((pixel) => pixel === 0).length;

/** Runs the edit and gives the mask as the gateway got it. */
async function submitted({ page, practice, studio }) {
  const easel = new EaselPage(page);
  await page.locator(".easel-run textarea").fill("a paper boat");
  await easel.run.click();
  await studio.seesPictures(1);
  return readMask(await sentMask(page, practice));
}

function assertMask(mask) {
  assert.deepEqual([mask.width, mask.height], [500, 330], "the mask has exactly the picture's size");
  assert.ok(mask.pixels.every((pixel) => pixel === 0 || pixel === 255), "nothing but black and white");
}

proves("a mouse paints, its right button erases, and the mask arrives black where it was painted", { at: null }, async (visit) => {
  const { page, studio } = visit;
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  await page.getByRole("spinbutton", { name: "Size in pixels" }).fill("80");
  await page.keyboard.press("Tab");
  await easel.stroke([0.3, 0.5], [0.7, 0.5]);
  await easel.seesPainted((share) => share > 10, "a stroke");
  const before = await easel.painted();
  await easel.stroke([0.3, 0.5], [0.4, 0.5], "right");
  await easel.seesPainted((share) => share < before, "less after erasing");
  const mask = await submitted(visit);
  assertMask(mask);
  const middle = mask.pixels[165 * 500 + 250];
  assert.equal(middle, 0, "the middle was painted, and black changes");
  assert.equal(mask.pixels[0], 255, "a corner was not");
});

proves("undo and redo take every step back and do it again, by keys", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  await easel.stroke([0.3, 0.3], [0.7, 0.3]);
  await easel.seesPainted((share) => share > 0, "a stroke");
  const one = await easel.painted();
  await page.keyboard.press("Shift+I");
  await easel.seesPainted((share) => share > 50, "inverted");
  await page.keyboard.press("Control+z");
  await easel.seesPainted((share) => share === one, "as before inverting");
  await page.keyboard.press("Control+z");
  await easel.seesPainted((share) => share === 0, "nothing");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+y");
  await easel.seesPainted((share) => share > 50, "both again");
});

proves("keys alone take a tool, paint, erase, take back and submit", { at: null }, async (visit) => {
  const { page, studio } = visit;
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  const { keyboard } = page;
  for (let n = 0; n < 12; n += 1) await keyboard.press("]");
  await keyboard.press("Space");
  await easel.seesPainted((share) => share > 0, "a dab at the cursor");
  const dab = await easel.painted();
  await keyboard.press("Shift+Space");
  for (let n = 0; n < 4; n += 1) await keyboard.press("Shift+ArrowRight");
  await keyboard.press("Shift+Space");
  await easel.seesPainted((share) => share > dab, "a line while the brush is down");
  const line = await easel.painted();
  await keyboard.press("Backspace");
  await easel.seesPainted((share) => share < line, "erased at the cursor");
  await keyboard.press("Control+z");
  await easel.seesPainted((share) => share === line, "taken back");
  await keyboard.press("r");
  await keyboard.press("Space");
  for (let n = 0; n < 3; n += 1) await keyboard.press("Shift+ArrowUp");
  for (let n = 0; n < 3; n += 1) await keyboard.press("Shift+ArrowLeft");
  await keyboard.press("Space");
  await easel.seesPainted((share) => share > line, "a rectangle between two corners");
  const said = await page.locator(".unseen[aria-live=polite]").innerText();
  assert.match(said, /painted/, "what was done is said");
  await page.locator(".easel-run textarea").fill("a paper boat");
  await easel.view.focus();
  await keyboard.press("Control+Enter");
  await studio.seesPictures(1);
  assertMask(readMask(await sentMask(page, visit.practice)));
});

proves(
  "a finger paints, two fingers tapping take back, and two fingers moving zoom",
  { at: null, context: { hasTouch: true, viewport: { width: 390, height: 844 } } },
  async (visit) => {
    const { context, page, studio } = visit;
    const easel = new EaselPage(page);
    await easel.open(studio, PICTURE);
    const protocol = await context.newCDPSession(page);
    const touch = async (type, ...points) =>
      protocol.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id, radiusX: 5, radiusY: 5 })) });
    const from = await easel.at(0.3, 0.5);
    const to = await easel.at(0.7, 0.5);
    await touch("touchStart", from);
    for (let n = 1; n <= 8; n += 1) await touch("touchMove", [from[0] + ((to[0] - from[0]) * n) / 8, from[1]]);
    await touch("touchEnd");
    await easel.seesPainted((share) => share > 0, "a stroke");
    const stroke = await easel.painted();

    await touch("touchStart", from);
    await touch("touchStart", from, to);
    await touch("touchEnd");
    await easel.seesPainted((share) => share === 0, "a tap of two fingers takes back");
    await page.getByRole("button", { name: "Redo" }).click();
    await easel.seesPainted((share) => share === stroke, "the stroke again");

    const zoom = page.locator(".easel-top .btn.num");
    const before = parseInt(await zoom.innerText(), 10);
    await touch("touchStart", [from[0] + 40, from[1]]);
    await touch("touchStart", [from[0] + 40, from[1]], [to[0] - 40, to[1]]);
    for (let n = 1; n <= 5; n += 1) await touch("touchMove", [from[0] + 40 - n * 12, from[1]], [to[0] - 40 + n * 12, to[1]]);
    await touch("touchEnd");
    assert.ok(parseInt(await zoom.innerText(), 10) > before, "spreading fingers zooms in");
    assert.equal(await easel.painted(), stroke, "and paints nothing");

    await page.getByRole("button", { name: "Eraser" }).click();
    await touch("touchStart", await easel.at(0.5, 0.5));
    await touch("touchMove", await easel.at(0.55, 0.52));
    await touch("touchMove", await easel.at(0.6, 0.5));
    await touch("touchEnd");
    await easel.seesPainted((share) => share < stroke, "the eraser removes");
    assertMask(await submitted(visit));
  },
);

proves("a pen paints, its eraser end erases, and the palm beside it does nothing", { at: null }, async (visit) => {
  const { page, studio } = visit;
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  const pointer = (type, [x, y], more = {}) =>
    easel.view.evaluate(
      (view, [type, init]) => view.dispatchEvent(new PointerEvent(type, init)),
      [type, { bubbles: true, cancelable: true, pointerId: 7, pointerType: "pen", isPrimary: true, pressure: 0.5, clientX: x, clientY: y, button: 0, buttons: 1, ...more }],
    );
  const line = async (from, to, more) => {
    await pointer("pointerdown", await easel.at(...from), more);
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await pointer("pointermove", await easel.at(from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share), more);
    }
    await pointer("pointerup", await easel.at(...to), { ...more, buttons: 0, pressure: 0 });
  };
  await line([0.3, 0.4], [0.7, 0.4]);
  await easel.seesPainted((share) => share > 0, "a stroke of the pen");
  await page.getByText("Pen mode").first().waitFor();
  const stroke = await easel.painted();
  await line([0.3, 0.6], [0.7, 0.6], { pointerId: 8, pointerType: "touch", width: 90, height: 90 });
  assert.equal(await easel.painted(), stroke, "a palm paints nothing");
  await line([0.3, 0.4], [0.4, 0.4], { button: 5, buttons: 32 });
  await easel.seesPainted((share) => share < stroke, "the eraser end erases");
  await page.keyboard.press("Control+z");
  await easel.seesPainted((share) => share === stroke, "taken back");
  assertMask(await submitted(visit));
});

proves("a mask for a model before V3 has the same polarity and the same size", { at: null }, async (visit) => {
  const { page, practice, studio } = visit;
  const easel = new EaselPage(page);
  await studio.open("#/create/edit");
  await studio.chooseModel("V_2");
  await studio.chooseFile("Image", PICTURE);
  await page.getByRole("button", { name: "Paint the mask" }).click();
  await easel.ready();
  await easel.tool("Ellipse");
  await easel.stroke([0.2, 0.2], [0.8, 0.8]);
  const mask = await submitted(visit);
  assertMask(mask);
  assert.equal(mask.pixels[165 * 500 + 250], 0, "black changes");
  assert.ok(painted(mask) > 10_000);
  assert.match((await practice.lastCall()).path, /edit/);
});

proves("what was painted survives a reload and goes back to the form", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  const before = await keptDraft(page, "");
  await easel.tool("Rectangle");
  await easel.stroke([0.3, 0.3], [0.6, 0.7]);
  await easel.seesPainted((share) => share > 0, "a rectangle");
  const share = await easel.painted();
  await keptDraft(page, before);
  await studio.reload();
  await easel.ready();
  await easel.seesPainted((now) => now === share, "the same after a reload");
  await easel.done.click();
  await page.locator('[data-slot="mask"] .slot.is-filled').waitFor();
  await page.getByRole("button", { name: "Edit the mask" }).click();
  await easel.ready();
  await easel.seesPainted((now) => now === share, "the same once more");
});

proves("a color is found in the picture, shown before it is taken, and dropped by Escape", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  await easel.tool("Color range");
  const click = async () => page.mouse.click(...(await easel.at(0.5, 0.5)));
  await click();
  await easel.seesPainted((share) => share === 100, "the picture has one color");
  await page.getByRole("button", { name: "Accept" }).waitFor();
  await page.keyboard.press("Escape");
  await easel.seesPainted((share) => share === 0, "dropped");
  await click();
  await page.getByRole("button", { name: "Accept" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await easel.seesPainted((share) => share === 0, "accepting is one step");
});

for (const deviceScaleFactor of [1, 1.25, 2, 3]) {
  proves(`at a device ratio of ${deviceScaleFactor} and any zoom, paint lands under the pointer`, { at: null, context: { deviceScaleFactor } }, async (visit) => {
    const { page, studio } = visit;
    const easel = new EaselPage(page);
    await easel.open(studio, PICTURE);
    // The picture stands at 100 % in the middle, so its middle is the canvas's.
    await page.mouse.move(...(await easel.at(0.5, 0.5)));
    for (const delta of [-100, -100, -100, 100]) await page.mouse.wheel(0, delta);
    await page.getByRole("spinbutton", { name: "Size in pixels" }).fill("9");
    await page.keyboard.press("Tab");
    await page.mouse.click(...(await easel.at(0.5, 0.5)));
    await easel.seesPainted((share) => share > 0, "a dab");
    const mask = await submitted(visit);
    const at = [];
    mask.pixels.forEach((pixel, n) => pixel === 0 && at.push([n % 500, Math.floor(n / 500)]));
    const mean = (n) => at.reduce((sum, place) => sum + place[n], 0) / at.length;
    assert.ok(Math.abs(mean(0) - 250) <= 1.5 && Math.abs(mean(1) - 165) <= 1.5, `${mean(0)}, ${mean(1)}`);
    assert.ok(at.length > 45 && at.length < 85, `${at.length} pixels in a disc of 9`);
  });
}

/** Waits until another draft than `before` stands in the database, and gives it: the hand must rest for a moment first. */
async function keptDraft(page, before) {
  const read = () =>
    page.evaluate(async () => {
      const request = (asked) =>
        new Promise((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const database = await request(indexedDB.open("ideomix"));
      const store = database.transaction("meta").objectStore("meta");
      const [note, form] = [await request(store.get("mask.draft")), await request(store.get("draft-edit"))];
      database.close();
      return form ? JSON.stringify(note ?? "") : "";
    });
  let kept = "";
  await expectEventually(async () => (kept = await read()).length > 2 && kept !== before, true, "a draft in the database");
  return kept;
}
