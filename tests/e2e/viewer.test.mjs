// One picture looked at closely: zoom, ways on and back, what was asked and what came.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";
import { decodedSize } from "./support/studio.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Makes pictures and opens one of them in the place of its group. */
async function opened({ page, studio }, words, count = 1, n = 0) {
  await studio.chooseCount(count);
  await studio.make(words, count);
  await studio.cards.nth(n).locator("a.card-link").click();
  await decodedSize(page.locator(".pane img"));
}

/** Enlargement and shift of the picture, as the browser draws it. */
function view(page) {
  return page.locator(".pane img").evaluate((image) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(image).transform);
    return { scale: a, x: e, y: f };
  });
}

proves("a press on a card opens the picture in the place of its group, and Esc goes back to the card", async (visit) => {
  const { page, studio } = visit;
  await opened(visit, "a brass bell", 2, 1);
  assert.ok(page.url().endsWith("#/create/generate"));
  assert.equal(await page.locator(".viewer-place").innerText(), "2 of 2");
  await page.keyboard.press("Escape");
  await studio.cards.nth(1).waitFor();
  await expectEventually(() => page.evaluate(() => document.activeElement.className), "card-link", "the focus");
});

proves("arrow keys go through all pictures, over the ends of their jobs", async (visit) => {
  const { page, studio } = visit;
  await studio.make("an older picture");
  await opened(visit, "a pair of newer ones", 2);
  await page.keyboard.press("ArrowRight");
  await expectEventually(() => page.locator(".viewer-place").innerText(), "2 of 2", "the place");
  await page.keyboard.press("ArrowRight");
  await expectEventually(() => page.locator(".pane img").getAttribute("alt"), "an older picture", "the picture");
  assert.equal(await page.getByRole("button", { name: "Next picture" }).getAttribute("aria-disabled"), "true");
  await page.keyboard.press("ArrowLeft");
  await expectEventually(() => page.locator(".viewer-place").innerText(), "2 of 2", "the place again");
});

proves("the wheel zooms about the pointer, drag moves, 1 is full size and 0 is all of it", async (visit) => {
  const { page } = visit;
  await opened(visit, "a wide valley");
  const pane = await page.locator(".pane").boundingBox();
  const [x, y] = [pane.x + pane.width * 0.3, pane.y + pane.height * 0.4];
  await page.mouse.move(x, y);
  const under = () => page.locator(".pane img").evaluate((image, [x, y]) => {
    const frame = image.getBoundingClientRect();
    return [(x - frame.left) / frame.width, (y - frame.top) / frame.height];
  }, [x, y]);
  const before = await under();
  await page.mouse.wheel(0, -400);
  await expectEventually(async () => (await view(page)).scale > 1.5, true, "it is enlarged");
  const after = await under();
  assert.ok(before.every((part, n) => Math.abs(part - after[n]) < 0.01), `${before} became ${after}`);
  const start = await view(page);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 25, { steps: 4 });
  await page.mouse.up();
  const moved = await view(page);
  assert.deepEqual([moved.x - start.x, moved.y - start.y], [40, 25]);
  await page.keyboard.press("1");
  const full = await page.locator(".pane img").evaluate((image) => Math.round(image.getBoundingClientRect().width));
  assert.equal(full, 1024);
  assert.equal(await page.locator(".zoom-bar button").nth(1).innerText(), "100 %");
  await page.keyboard.press("0");
  assert.deepEqual(await view(page), { scale: 1, x: 0, y: 0 });
  await page.mouse.dblclick(x, y);
  await expectEventually(async () => (await view(page)).scale > 1, true, "a double click enlarges");
  await page.mouse.dblclick(x, y);
  await expectEventually(async () => (await view(page)).scale, 1, "and fits again");
});

proves("two fingers zoom and move, a double tap zooms, a swipe shows the next picture", { context: PHONE }, async (visit) => {
  const { context, page, studio } = visit;
  await studio.chooseCount(2);
  await studio.make("two fingers", 2);
  await studio.cards.first().locator("a.card-link").tap();
  await page.waitForURL("**/#/item/**");
  await decodedSize(page.locator(".pane img"));
  const session = await context.newCDPSession(page);
  const box = await page.locator(".pane").boundingBox();
  const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  const touch = (type, ...points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await touch("touchStart", [x - 40, y], [x + 40, y]);
  for (const apart of [50, 60, 70, 80]) await touch("touchMove", [x - apart, y], [x + apart, y]);
  await touch("touchEnd");
  await expectEventually(async () => Math.abs((await view(page)).scale - 2) < 0.2, true, "fingers twice as far apart, a picture twice as large");
  await page.touchscreen.tap(x, y);
  await page.touchscreen.tap(x, y);
  await expectEventually(async () => (await view(page)).scale, 1, "a double tap fits");
  const first = page.url();
  await touch("touchStart", [x + 80, y]);
  for (const at of [60, 20, -20, -60, -100]) await touch("touchMove", [x + at, y]);
  await touch("touchEnd");
  await expectEventually(() => page.url() !== first, true, "the next picture");
  assert.equal(await page.locator(".viewer-place").innerText(), "2 of 2");
});

proves("the keys of a picture: star, lock, send, delete with undo, details", async (visit) => {
  const { page, studio } = visit;
  await opened(visit, "a green kettle", 2);
  await page.keyboard.press("f");
  const star = page.locator(".viewer-bar").getByRole("button", { name: "Star" });
  await expectEventually(() => star.getAttribute("aria-pressed"), "true", "starred");
  await page.keyboard.press("i");
  await page.locator(".viewer-side").waitFor();
  await page.keyboard.press("Delete");
  await expectEventually(() => studio.thumbs.count(), 1, "thumbnails");
  await page.locator(".pane img").waitFor();
  await studio.toasts.getByRole("button", { name: "Undo" }).click();
  await expectEventually(() => studio.thumbs.count(), 2, "thumbnails after undo");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("s")]);
  assert.match(download.suggestedFilename(), /^ideomix-practice-generate-a-green-kettle/);
  await page.keyboard.press("u");
  await page.locator(".panel-title", { hasText: "Upscale" }).waitFor();
  await page.locator(".slot.is-filled").waitFor();
});

proves("keys do nothing to the picture while somebody writes, or while a list is open", async (visit) => {
  const { page, studio } = visit;
  await opened(visit, "a quiet pond", 2);
  await studio.prompt.press("f");
  await studio.prompt.press("Delete");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.keyboard.press("Escape");
  await page.locator(".pane img").waitFor();
  assert.equal(await page.locator(".viewer-bar").getByRole("button", { name: "Star" }).getAttribute("aria-pressed"), "false");
  assert.equal(await studio.thumbs.count(), 2);
});

for (const [locale, asked, got, rewritten] of [
  ["en-US", "You asked", "You got", "Magic prompt changed your words"],
  ["zh-CN", "你的请求", "实际结果", "提示词增强改动了你的文字"],
]) {
  proves(`${locale}: the details hold asked and got side by side, the changed words marked, and the answer as it came`, { context: { locale } }, async (visit) => {
    const { page, studio } = visit;
    await page.locator(".panel details.fold summary").click();
    await page.locator('.panel label.seg-item:has(input[value="ON"])').click();
    await studio.make("a cart");
    await studio.cards.locator("a.card-link").click();
    await page.keyboard.press("i");
    const side = page.locator(".viewer-side");
    assert.deepEqual(await side.locator(".asked thead th").allInnerTexts(), [asked, got]);
    await side.getByText(rewritten).waitFor();
    assert.ok((await side.locator("ins").count()) > 0, "what was added is an insertion for everybody");
    const drawn = await page.locator(".pane img").getAttribute("alt");
    const read = await side.locator(".facts-prompt").evaluate((box) => [...box.querySelectorAll(":scope > :not(del)")].map((part) => part.textContent).join(""));
    assert.equal(read.trim(), drawn.trim(), "kept and added words are the words that were drawn");
    await side.locator("details summary").click();
    assert.match(await side.locator("details pre").innerText(), /"url":/);
  });
}

proves("a picture knows what it was made from and what was made of it", async (visit) => {
  const { page, studio } = visit;
  await studio.make("a seed");
  await studio.sendTo("Upscale");
  await page.locator(".slot.is-filled").waitFor();
  await studio.run();
  await expectEventually(() => studio.thumbs.count(), 2, "thumbnails");
  await studio.seesPictures(1);
  await studio.act("Details");
  const side = page.locator(".viewer-side");
  await side.getByText("Made from").waitFor();
  const child = page.url();
  await side.locator(".lineage a.thumb").first().click();
  await expectEventually(() => page.url() !== child, true, "the parent");
  await side.getByText("Made of this").waitFor();
  await side.locator(".lineage a.thumb").first().click();
  await expectEventually(() => page.url() === child, true, "the child again");
});

proves("the place of a picture can be opened anew, and one that is gone says so", async ({ page, studio }) => {
  await studio.make("a garden gate");
  await studio.act("Details");
  await page.waitForURL("**/#/item/**");
  await studio.reload();
  await decodedSize(page.locator(".pane img"));
  await page.goto(`/#/item/${"0".repeat(32)}/0`);
  await page.getByText("This picture is not in the gallery any more.").waitFor();
});
