// The frame on four windows, in both languages: nothing sticks out, and the run button is always in sight.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";

const { proves } = openHouse();

const WINDOWS = [[1440, 900], [820, 1180], [390, 844], [360, 740]];
const PLACES = ["#/create/generate", "#/gallery", "#/queue", "#/settings"];

/** How many pixels the page is wider than the window. */
const overhang = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Elements with text that reach over the window's edge or under a neighbor, by their words. */
const cutOff = (page) =>
  page.evaluate(() => {
    const found = [];
    const scrolls = (element) => {
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return at.scrollWidth > at.clientWidth;
      }
      return false;
    };
    for (const element of document.querySelectorAll(".app :is(h1, h2, h3, p, button, a, label, input, textarea, select)")) {
      const seen = element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
      if (!seen || element.matches(".skip, .unseen, .unseen *")) continue;
      const box = element.getBoundingClientRect();
      const stage = element.closest(".stage")?.getBoundingClientRect();
      const right = stage ? Math.min(stage.right, innerWidth) : innerWidth;
      const sticksOut = box.width > 0 && (box.right > right + 1 || box.left < -1);
      if (sticksOut && (stage || !scrolls(element))) found.push(`${element.tagName} ${element.textContent.trim().slice(0, 40)}`);
    }
    return found;
  });

for (const locale of ["en-US", "zh-CN"]) {
  for (const [width, height] of WINDOWS) {
    proves(`${width} × ${height}, ${locale}: no place is wider than the window, and run is in sight`, { context: { locale, viewport: { width, height } } }, async ({ page, studio }) => {
      const box = await studio.runButton.boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, JSON.stringify(box));
      const hit = await studio.runButton.evaluate((button) => {
        const { x, y, width, height } = button.getBoundingClientRect();
        return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      });
      assert.ok(hit, "nothing lies over the run button");
      const found = [];
      const look = async (where) => {
        const wide = await overhang(page);
        if (wide !== 0) found.push(`${where}: ${wide} pixels wider than the window`);
        found.push(...(await cutOff(page)).map((words) => `${where}: cut off: ${words}`));
      };
      for (const place of PLACES) {
        await studio.open(place);
        await look(place);
      }
      await studio.open();
      await studio.make("a very long title ".repeat(12));
      await look("with a picture");
      await page.locator(".panel-head").getByRole("tab").nth(1).click();
      await page.locator(".snippet").waitFor();
      await look("the request");
      const over = await page.locator(".panel-body").evaluate((body) => body.scrollWidth - body.clientWidth);
      if (over > 0) found.push(`the request is ${over} pixels wider than its panel`);
      assert.deepEqual(found, []);
    });
  }
}

for (const [width, height] of WINDOWS.slice(1)) {
  proves(`${width} × ${height}: earlier pictures can be reached, and what is out of sight is out of the tab order`, { context: { viewport: { width, height } } }, async ({ page, studio }) => {
    await studio.make("a lost postcard");
    const hidden = await page.locator(".strip :is(a, button)").evaluateAll((all) =>
      all.filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return element.checkVisibility({ checkVisibilityCSS: true }) && (left >= innerWidth || right <= 0);
      }).length);
    assert.equal(hidden, 0, "controls that the keyboard reaches outside the window");
    await studio.goTo("gallery");
    await studio.thumbs.locator("img").first().waitFor();
  });
}

proves("eight pictures fit beside each other without sticking out", async ({ page, studio }) => {
  await studio.chooseRatio("3x1");
  await studio.chooseCount(8);
  await studio.make("a long wall", 8);
  assert.equal(await overhang(page), 0);
  assert.deepEqual(await cutOff(page), []);
});

proves("on a middling window the history is a drawer that opens, and closes by Escape", { context: { viewport: { width: 1024, height: 768 } } }, async ({ page, studio }) => {
  await studio.make("a drawer of the desk");
  const strip = page.locator("#strip");
  await strip.waitFor({ state: "hidden" });
  await page.locator(".stage-tools button").click();
  await strip.locator(".thumb").first().waitFor();
  await page.keyboard.press("Escape");
  await strip.waitFor({ state: "hidden" });
});

proves("on a wide window the history has a place of its own and no button", async ({ page }) => {
  await page.locator("#strip").waitFor();
  await page.locator(".stage-tools").first().waitFor({ state: "hidden" });
});

proves("on a phone a result comes into sight by itself", { context: { viewport: { width: 390, height: 844 } } }, async ({ page, studio }) => {
  await studio.make("a postcard from the coast");
  const top = await page.locator("#stage").evaluate((stage) => stage.getBoundingClientRect().top);
  assert.ok(top < 400, `the stage stands ${top} pixels below the top of the window`);
});
