// The mask editor at its limits: pictures too large to show, sizes nobody expects, files that are no masks, damaged drafts.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { EaselPage, pngOf, readMask } from "./support/easel.mjs";
import { pngFile } from "./support/files.mjs";
import { besideTheStudio } from "./support/gallery.mjs";
import { openHouse } from "./support/house.mjs";
import * as odd from "./support/odd.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

const PICTURE = pngFile("picture.png", 320, 200);
const inMiddle = (x, y) => x >= 80 && x < 240 && y >= 50 && y < 150;

/** Paints a rectangle given in pixels. */
async function paintByNumbers(page, [left, top, width, height]) {
  await page.getByText("By numbers").click();
  for (const [name, value] of Object.entries({ Left: left, Top: top, Width: width, Height: height })) {
    await page.locator(".easel-numbers").getByLabel(name, { exact: true }).fill(String(value));
  }
  await page.locator(".fold-body").getByRole("button", { name: "Rectangle", exact: true }).click();
}

/** The mask's file, as a person saves it. */
async function savedMask(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save the mask" }).click()]);
  return readMask(await readFile(await download.path()));
}

proves("a picture above 16.7 megapixels is shown reduced, and its mask is exact and of full size", { at: null }, async ({ page, studio }) => {
  const [width, height] = [5200, 3600];
  const easel = new EaselPage(page);
  await easel.open(studio, pngFile("vast.png", width, height));
  assert.match(await easel.view.getAttribute("aria-label"), /5200 by 3600/);
  await page.locator(".easel-checks").getByText("shown reduced").waitFor();
  const canvases = await easel.view.locator("canvas").evaluateAll((all) => all.reduce((sum, { width, height }) => sum + width * height, 0));
  assert.ok(canvases < 2.2 * 1440 * 900, `${canvases} canvas pixels`);
  await paintByNumbers(page, [4001, 3001, 77, 33]);
  await easel.seesPainted((share) => share > 0, "a small rectangle");
  const mask = await savedMask(page);
  assert.deepEqual([mask.width, mask.height], [width, height]);
  const black = [];
  mask.pixels.forEach((pixel, n) => pixel === 0 && black.push(n));
  assert.equal(black.length, 77 * 33);
  assert.equal(black[0], 3001 * width + 4001, "not a pixel beside it");
});

for (const [width, height] of [[1, 1], [1, 4096], [4096, 1], [63, 65], [129, 64]]) {
  proves(`a picture of ${width} × ${height} is painted on and its mask has that size`, { at: null }, async ({ page, studio }) => {
    const easel = new EaselPage(page);
    await easel.open(studio, pngFile("odd.png", width, height));
    if (width * height === 1) {
      await page.getByRole("button", { name: "Paint all" }).click();
      await page.locator(".easel-checks").getByText("Everything is painted").waitFor();
      assert.equal(await easel.run.getAttribute("aria-disabled"), "true", "one pixel is nothing or all");
    } else {
      await paintByNumbers(page, [0, 0, Math.ceil(width / 2), Math.ceil(height / 2)]);
      await easel.seesPainted((share) => share > 10, "a part");
    }
    const mask = await savedMask(page);
    assert.deepEqual([mask.width, mask.height], [width, height]);
    assert.equal(mask.pixels[0], 0);
    assert.ok(width * height === 1 || mask.pixels.at(-1) === 255);
  });
}

proves("a mask file that is dropped on the canvas is read as the mask", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  await drop(page, pngOf(320, 200, 1, (x, y) => [inMiddle(x, y) ? 0 : 255]), "mask.png", "image/png");
  await page.locator(".easel-read").getByText("exactly two values").waitFor();
  await easel.seesPainted((share) => share === 25, "a quarter");
  assert.equal(await page.locator(".easel-read").getByText("% painted").count(), 0, "how much is painted is said once");
  await page.getByRole("button", { name: "Use it" }).click();
  assert.equal(await easel.painted(), 25);
});

proves("a mask that was saved as JPEG is healed by the threshold", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(320, 200);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, 320, 200);
    context.fillStyle = "#000";
    context.beginPath();
    context.arc(160, 100, 70.5, 0, 7);
    context.fill();
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.6 })).arrayBuffer())];
  });
  await drop(page, Buffer.from(bytes), "mask.jpg", "image/jpeg");
  await page.locator(".easel-read").getByText("borders are soft").waitFor();
  await page.getByRole("button", { name: "Use it" }).click();
  const share = (Math.PI * 70.5 ** 2) / 640;
  await easel.seesPainted((now) => Math.abs(now - share) < 1.5, `${share} %`);
  const mask = await savedMask(page);
  assert.ok(mask.pixels.every((pixel) => pixel === 0 || pixel === 255), "nothing but black and white");
});

proves("files that no browser decodes are named, and what was painted stays", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  await easel.stroke([0.4, 0.4], [0.6, 0.6]);
  await easel.seesPainted((share) => share > 0, "a stroke");
  const share = await easel.painted();
  const none = Buffer.from(odd.vast.buffer);
  none.fill(0, 16, 24);
  const notes = page.locator(".toast", { hasText: "no picture that the browser can read" });
  for (const [name, buffer] of [["40000.png", odd.vast.buffer], ["0x0.png", none], ["empty.png", odd.empty.buffer], ["letter.png", odd.words.buffer]]) {
    await drop(page, buffer, name, "image/png");
    await notes.first().waitFor();
    await notes.first().getByRole("button").last().click();
    await notes.first().waitFor({ state: "detached" });
    assert.equal(await easel.painted(), share, name);
  }
});

proves("a damaged draft is said to be damaged, and there is a picture to paint on all the same", { at: null }, async ({ canary, page, studio }) => {
  canary.tolerate(/favicon\.ico/);
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  await easel.stroke([0.4, 0.4], [0.6, 0.6]);
  await expectEventually(async () => ((await note(page)) ?? "").length > 20, true, "a draft is kept");
  const kept = await note(page);
  await expectEventually(async () => Boolean(await note(page, undefined, "draft-edit")), true, "the form is kept");
  // The editor would keep what is on it as it goes.
  await besideTheStudio(page);
  await note(page, `${kept.slice(0, -6)}AAAAAA`);
  await studio.open("#/mask");
  await easel.ready();
  await page.getByText("The kept draft was damaged").first().waitFor();
  assert.equal(await easel.painted(), 0);
  await easel.stroke([0.4, 0.4], [0.6, 0.6]);
  await easel.seesPainted((share) => share > 0, "painting goes on");
});

proves("Alt before a press removes an area, and Control keeps only what both cover", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  await paintByNumbers(page, [0, 0, 320, 100]);
  await easel.seesPainted((share) => share === 50, "the upper half");
  await easel.tool("Rectangle");
  await page.keyboard.down("Alt");
  await easel.stroke([0.45, 0.42], [0.5, 0.47]);
  await page.keyboard.up("Alt");
  await easel.seesPainted((share) => share < 50, "less");
  const less = await easel.painted();
  await page.keyboard.down("Control");
  await page.mouse.move(...(await easel.at(0.4, 0.4)));
  await page.locator(".easel-panel label:has(:checked)", { hasText: "Intersects" }).waitFor();
  await easel.stroke([0.4, 0.4], [0.6, 0.6]);
  await page.keyboard.up("Control");
  await easel.seesPainted((share) => share > 0 && share < less, "what both cover");
  await page.mouse.move(...(await easel.at(0.3, 0.3)));
  await page.locator(".easel-panel label:has(:checked)", { hasText: "Adds" }).waitFor();
});

proves("dragging on the minimap moves the picture", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, pngFile("fields.png", 320, 200, (x, y) => [x >> 1, y, 80]));
  const { mouse, keyboard } = page;
  await mouse.move(...(await easel.at(0.5, 0.5)));
  for (let n = 0; n < 5; n += 1) await keyboard.press("+");
  const map = await page.locator(".easel-map canvas").boundingBox();
  const middle = () =>
    page.locator(".easel-picture").evaluate((canvas) => [...canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data]);
  await mouse.move(map.x + 30, map.y + 30);
  await mouse.down();
  const seen = [];
  for (const share of [0.3, 0.7]) {
    await mouse.move(map.x + map.width * share, map.y + map.height / 2);
    await expectEventually(async () => Math.abs((await middle())[0] - 160 * share) < 12, true, `the place at ${share} of the width`);
    seen.push((await middle())[0]);
  }
  await mouse.up();
  assert.ok(seen[0] < seen[1]);
  assert.equal(await easel.painted(), 0, "and paints nothing");
  const corner = () => page.locator(".easel-map canvas").evaluate((canvas) => canvas.getContext("2d").getImageData(4, 4, 1, 1).data.join());
  const before = await corner();
  await page.getByRole("button", { name: "Paint all" }).click();
  await expectEventually(async () => (await corner()) !== before, true, "paint on the minimap");
});

for (const reducedMotion of ["no-preference", "reduce"]) {
  const calm = reducedMotion === "reduce";
  proves(`the outline of the painted area ${calm ? "stands still for who asked for calm" : "marches"}`, { at: null, context: { reducedMotion } }, async ({ page, studio }) => {
    const easel = new EaselPage(page);
    await easel.open(studio, PICTURE);
    await easel.stroke([0.45, 0.45], [0.55, 0.55]);
    await easel.seesPainted((share) => share > 0, "a stroke");
    // Several times as long as one step of the dashes takes; they march more slowly on a machine that is busy.
    const moves = await easel.view.evaluate(async (view, patience) => {
      const canvas = view.querySelector(".easel-overlay");
      const ink = () => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.join();
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      await frame();
      const [first, begun] = [ink(), performance.now()];
      while (performance.now() - begun < patience) {
        await frame();
        if (ink() !== first) return true;
      }
      return false;
    }, calm ? 900 : 15_000);
    assert.equal(moves, !calm);
  });
}

proves("what the browser foresees is shown and never kept", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, PICTURE);
  const stroke = async (foreseen) => {
    const [from, to, ahead] = [await easel.at(0.45, 0.5), await easel.at(0.5, 0.5), await easel.at(0.55, 0.55)];
    return easel.view.evaluate(
      async (view, [from, to, ahead]) => {
        const event = (type, [x, y], more = {}) =>
          new PointerEvent(type, { bubbles: true, cancelable: true, pointerId: 9, pointerType: "mouse", button: 0, buttons: 1, clientX: x, clientY: y, ...more });
        view.dispatchEvent(event("pointerdown", from));
        view.dispatchEvent(event("pointermove", to, ahead ? { predictedEvents: [event("pointermove", ahead)] } : {}));
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const inked = () => {
          const canvas = view.querySelector(".easel-overlay");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return data.reduce((sum, value, n) => sum + (n % 4 === 3 && value > 0 ? 1 : 0), 0);
        };
        await frame();
        const first = inked();
        await frame();
        await frame();
        const second = inked();
        view.dispatchEvent(event("pointerup", to));
        return [first, second];
      },
      [from, to, foreseen ? ahead : null],
    );
  };
  const [plain, still] = await stroke(false);
  const share = await easel.painted();
  assert.equal(plain, still);
  await page.keyboard.press("Control+z");
  await easel.seesPainted((now) => now === 0, "taken back");
  const [first, second] = await stroke(true);
  assert.ok(first > plain, "ink runs ahead");
  assert.equal(second, plain, "and is gone when the pointer does not follow");
  assert.equal(await easel.painted(), share);
});

proves(
  "a loupe shows what a finger hides, and a long press offers the tools and paints nothing",
  { at: null, context: { hasTouch: true, viewport: { width: 390, height: 844 } } },
  async ({ context, page, studio }) => {
    const easel = new EaselPage(page);
    await easel.open(studio, PICTURE);
    const protocol = await context.newCDPSession(page);
    const touch = (type, ...points) =>
      protocol.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id, radiusX: 5, radiusY: 5 })) });
    const [x, y] = await easel.at(0.4, 0.5);
    const loupe = page.locator(".easel-loupe");
    await touch("touchStart", [x, y]);
    for (let n = 1; n <= 6; n += 1) await touch("touchMove", [x + n * 10, y]);
    await loupe.waitFor();
    const glass = await loupe.boundingBox();
    assert.ok(glass.y + glass.height < y - 20, "above the finger");
    await touch("touchEnd");
    await loupe.waitFor({ state: "hidden" });
    await easel.seesPainted((share) => share > 0, "a stroke");
    const share = await easel.painted();
    await touch("touchStart", [x, y + 40]);
    await page.locator('.easel[data-sheet="1"]').waitFor();
    await touch("touchEnd");
    assert.equal(await easel.painted(), share, "the press was no dab");
  },
);

/** Drops a file on the canvas. */
async function drop(page, bytes, name, type) {
  const transfer = await page.evaluateHandle(
    ([bytes, name, type]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      return data;
    },
    [[...bytes], name, type],
  );
  await page.dispatchEvent(".easel-view", "drop", { dataTransfer: transfer });
}

/** A note in the database; writes it first where a value is given. */
function note(page, value, name = "mask.draft") {
  return page.evaluate(
    async ([value, name]) => {
      const request = (asked) =>
        new Promise((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const database = await request(indexedDB.open("ideomix"));
      const store = database.transaction("meta", value === undefined ? "readonly" : "readwrite").objectStore("meta");
      const before = await request(store.get(name));
      if (value !== undefined) await request(store.put(value, name));
      database.close();
      return before;
    },
    [value, name],
  );
}
