// Two pictures against each other: how they are chosen, the four ways to see them, and what differs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { openHouse } from "./support/house.mjs";
import { decodedSize } from "./support/studio.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const panes = (page) => page.locator(".compare-panes");

/** Makes two pictures and compares them. */
async function compared({ page, studio }, words = "two cliffs") {
  await studio.chooseCount(2);
  await studio.make(words, 2);
  await studio.act("Compare");
  await page.waitForURL("**/#/compare?**");
  await decodedSize(page.locator(".compare-panes img").nth(1));
}

proves("two pictures are chosen with Ctrl and compared with C", async ({ page, studio }) => {
  await studio.make("an apple");
  await studio.make("a pear");
  await studio.thumbs.nth(0).click({ modifiers: ["Control"] });
  await page.getByText("One picture chosen. Choose a second one.").waitFor();
  await studio.thumbs.nth(1).click({ modifiers: ["Control"] });
  await page.getByText("Two pictures chosen.").waitFor();
  assert.equal(await page.locator(".thumb.is-picked").count(), 2);
  await page.keyboard.press("c");
  await page.waitForURL("**/#/compare?**");
  await expectEventually(
    () => page.locator(".compare-panes img").evaluateAll((all) => all.map((image) => image.alt)),
    ["First: a pear", "Second: an apple"],
    "both pictures",
  );
  const rows = await page.locator(".asked tbody tr").evaluateAll((all) => all.map((row) => row.cells[0].textContent));
  assert.ok(rows.includes("Prompt") && rows.includes("Seed") && !rows.includes("Resolution"), rows.join());
  await page.keyboard.press("Escape");
  await page.waitForURL("**/#/create/generate");
});

proves(
  "a long press chooses on a phone, and does not open the picture",
  { context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  async ({ context, page, studio }) => {
    await studio.chooseCount(2);
    await studio.make("two shells", 2);
    const session = await context.newCDPSession(page);
    for (const n of [0, 1]) {
      const link = studio.cards.nth(n).locator("a.card-link");
      await link.scrollIntoViewIfNeeded();
      const box = await link.boundingBox();
      const point = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2), id: 0 };
      await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
      await expectEventually(() => page.locator(".card-link.is-picked").count(), n + 1, "chosen pictures");
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    }
    assert.ok(page.url().endsWith("#/create/generate"));
    await page.locator(".chosen").getByRole("button", { name: "Compare" }).tap();
    await page.waitForURL("**/#/compare?**");
  },
);

proves("the slider moves by arrow keys and by the pointer, and shows the second picture right of it", async (visit) => {
  const { page } = visit;
  await compared(visit);
  const split = () => panes(page).evaluate((element) => element.style.getPropertyValue("--split"));
  assert.equal(await split(), "50%");
  await page.keyboard.press("ArrowRight");
  await expectEventually(split, "52%", "by key");
  const box = await panes(page).boundingBox();
  await page.mouse.move(box.x + box.width * 0.52, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expectEventually(async () => Math.abs(Number.parseInt(await split(), 10) - 20) <= 2, true, "by pointer");
  const clip = await page.locator(".layer").nth(1).evaluate((layer) => getComputedStyle(layer).clipPath);
  assert.match(clip, /^inset\(0(px)? 0(px)? 0(px)? (19|20|21|22)%\)$/);
});

proves("side by side, both pictures take the same zoom", async (visit) => {
  const { page } = visit;
  await compared(visit);
  await page.keyboard.press("2");
  await expectEventually(() => page.locator(".pane").count(), 2, "panes");
  const box = await page.locator(".pane").nth(1).boundingBox();
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 3);
  await page.mouse.wheel(0, -300);
  const views = () => page.locator(".pane img").evaluateAll((all) => all.map((image) => getComputedStyle(image).transform));
  await expectEventually(async () => (await views())[0] !== "none", true, "enlarged");
  const [left, right] = await views();
  assert.equal(left, right);
});

proves("held down, the second picture stands in the place of the first, by space bar and by pointer", async (visit) => {
  const { page } = visit;
  await compared(visit);
  await page.keyboard.press("3");
  const seen = () => page.locator(".layer").evaluateAll((all) => all.map((layer) => getComputedStyle(layer).visibility));
  await expectEventually(seen, ["visible", "hidden"], "at rest");
  await page.keyboard.down(" ");
  await expectEventually(seen, ["hidden", "visible"], "space bar down");
  assert.equal(await page.locator(".compare-name").innerText(), "Second");
  await page.keyboard.up(" ");
  await expectEventually(seen, ["visible", "hidden"], "space bar up");
  const box = await panes(page).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await expectEventually(seen, ["hidden", "visible"], "pointer down");
  await page.mouse.up();
  await expectEventually(seen, ["visible", "hidden"], "pointer up");
});

proves("the difference of a picture with itself is black, and of two others it is not, and gain makes it brighter", async (visit) => {
  const { page } = visit;
  await compared(visit);
  await page.keyboard.press("4");
  const bright = async () => {
    const shot = await page.locator(".pane").screenshot();
    return page.evaluate(async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const canvas = new OffscreenCanvas(64, 64);
      const context = canvas.getContext("2d");
      context.drawImage(bitmap, 0, 0, 64, 64);
      const { data } = context.getImageData(0, 0, 64, 64);
      return data.reduce((sum, value, n) => (n % 4 === 3 ? sum : sum + value), 0) / (64 * 64 * 3);
    }, [...shot]);
  };
  const gain = page.locator(".compare-gain input");
  await gain.fill("1");
  const faint = await bright();
  await gain.fill("16");
  await expectEventually(() => page.locator(".compare-gain output").innerText(), "×16", "the gain");
  const strong = await bright();
  assert.ok(faint > 1 && strong > faint * 1.5, `${faint} and ${strong}`);
  const [, a] = /a=([^&]+)/.exec(page.url());
  await page.goto(`/#/compare?a=${a}&b=${a}`);
  await page.getByText("Nothing in the settings differs.").waitFor();
  await decodedSize(page.locator(".compare-panes img").nth(1));
  await gain.fill("16");
  const none = await bright();
  assert.ok(none < 0.5, `${none}`);
});

proves("a picture and its upscale lie on each other, and the size is among what differs", async ({ page, studio }) => {
  await studio.make("a small stamp");
  await studio.sendTo("Upscale");
  await page.locator(".slot.is-filled").waitFor();
  await studio.run();
  await expectEventually(() => studio.thumbs.count(), 2, "thumbnails");
  await studio.seesPictures(1);
  await studio.act("Compare");
  await page.waitForURL("**/#/compare?**");
  const images = page.locator(".compare-panes img");
  assert.deepEqual([await decodedSize(images.nth(0)), await decodedSize(images.nth(1))], [[1024, 1024], [2048, 2048]]);
  const frames = await images.evaluateAll((all) => all.map((image) => [image.offsetWidth, image.offsetHeight]));
  assert.deepEqual(frames[0], frames[1]);
  const row = page.locator(".asked tbody tr", { hasText: "Resolution" });
  assert.deepEqual(await row.locator("td").allInnerTexts(), ["1024 × 1024", "2048 × 2048"]);
});

proves("swapping puts the second picture first", async (visit) => {
  const { page } = visit;
  await compared(visit);
  const sources = () => page.locator(".compare-panes img").evaluateAll((all) => all.map((image) => image.src));
  const before = await sources();
  await page.getByRole("button", { name: "Swap" }).click();
  await expectEventually(sources, before.toReversed(), "sources");
});

for (const [colorScheme, locale] of [["light", "en-US"], ["dark", "zh-CN"]]) {
  const context = { colorScheme, locale, bypassCSP: true, reducedMotion: "reduce" };
  proves(`${colorScheme}, ${locale}: card list, viewer, details and all ways to compare have no serious accessibility fault`, { context }, async ({ page, studio }) => {
    const found = [];
    const look = async (where) => {
      await page.evaluate(axe);
      const faults = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
        const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        return bad.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 140)}`));
      });
      found.push(...faults.map((fault) => `${where}: ${fault}`));
    };
    await studio.chooseCount(2);
    await studio.make("a watchful owl", 2);
    await studio.cards.first().getByRole("button", { name: /^(More actions|更多操作)$/ }).click();
    await look("list");
    await page.keyboard.press("Escape");
    await studio.cards.first().locator("a.card-link").click();
    await decodedSize(page.locator(".pane img"));
    await page.keyboard.press("i");
    await look("viewer");
    await page.keyboard.press("c");
    await decodedSize(page.locator(".compare-panes img").nth(1));
    for (const mode of ["1", "2", "3", "4"]) {
      await page.keyboard.press(mode);
      await look(`compare ${mode}`);
    }
    assert.deepEqual(found, []);
  });
}
