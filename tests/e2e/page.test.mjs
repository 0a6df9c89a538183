// The page itself: hostile text, language, look, the keyboard, and what was typed before the program ran.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

// ---- hostile text ----

const HOSTILE = `<img src=x onerror="globalThis.__owned=1"><script>globalThis.__owned=1</script>`;

async function nothingRan(page) {
  assert.equal(await page.evaluate(() => globalThis.__owned), undefined);
  assert.equal(await page.locator('img[src="x"], .stage script, .page script').count(), 0);
}

proves("markup in a prompt stays text, wherever the prompt is shown", async ({ page, studio }) => {
  await studio.make(HOSTILE);
  await nothingRan(page);
  assert.equal(await studio.cards.locator("img").getAttribute("alt"), `Picture 1 of 1: ${HOSTILE}`);
  await studio.goTo("gallery");
  await studio.thumbs.first().waitFor();
  await nothingRan(page);
  await studio.thumbs.first().click();
  await page.locator(".facts-prompt", { hasText: "<script>" }).waitFor();
  await nothingRan(page);
});

proves("markup in the gateway's words stays text", async ({ canary, page, practice, studio }) => {
  canary.expect(/status of 400/);
  await practice.script({ kind: "status", status: 400, message: HOSTILE });
  await studio.write("a polite visitor");
  await studio.run();
  await studio.seesFailure();
  await page.getByText("The gateway said").click();
  assert.ok((await studio.failure.locator("pre").innerText()).includes(HOSTILE));
  await studio.goTo("queue");
  await studio.failure.waitFor();
  await nothingRan(page);
});

// ---- language and look ----

const CHINESE = 'label.seg-item:has-text("中文")';

proves("Chinese, once chosen, is spoken at once, everywhere, and after a reload", { at: "#/settings" }, async ({ page, studio }) => {
  await page.locator(CHINESE).click();
  await page.getByRole("heading", { level: 1, name: "设置" }).waitFor();
  await expectEventually(() => page.evaluate(() => document.documentElement.lang.slice(0, 2)), "zh", "the page's language");
  await studio.reload();
  assert.match(await page.evaluate(() => document.documentElement.lang), /^zh/);
  await studio.goTo("create/generate");
  await page.getByText("提示词", { exact: true }).waitFor();
  assert.match(await studio.runButton.innerText(), /生成/);
  assert.deepEqual(
    (await page.locator(".rail-item span").allInnerTexts()).filter((label) => /[a-z]/i.test(label)),
    [],
    "no English is left in the rail",
  );
});

proves("the first paint already speaks the chosen language", { at: "#/settings" }, async ({ page }) => {
  await page.locator(CHINESE).click();
  await page.getByRole("heading", { level: 1, name: "设置" }).waitFor();
  const wasm = await holdProgram(page);
  await page.reload({ waitUntil: "commit" });
  await page.locator("[data-boot]").waitFor();
  await expectEventually(() => page.locator("#boot-title").innerText(), "生成", "the title of the first paint");
  assert.match(await page.evaluate(() => document.documentElement.lang), /^zh/);
  wasm.release();
  await page.locator(".app:not([data-boot])").waitFor();
});

proves("a browser that asks for Chinese gets Chinese without being told", { context: { locale: "zh-CN" } }, async ({ page, studio }) => {
  assert.match(await page.evaluate(() => document.documentElement.lang), /^zh/);
  assert.match(await studio.runButton.innerText(), /生成/);
});

proves("the dark look, once chosen, holds and is there before the first paint", { at: "#/settings" }, async ({ page, studio }) => {
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  const light = await ink();
  await page.locator('label.seg-item:has(input[value="dark"])').click();
  await expectEventually(() => page.locator("html").getAttribute("data-theme"), "dark", "data-theme");
  const dark = await ink();
  assert.notEqual(dark, light);
  const wasm = await holdProgram(page);
  await page.reload({ waitUntil: "commit" });
  await page.locator("[data-boot]").waitFor();
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  wasm.release();
  await studio.awake();
  assert.equal(await ink(), dark);
});

// ---- the keyboard ----

/** Presses Tab until `there` is focused, and gives what was passed on the way. */
async function tabTo(page, selector) {
  const passed = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate((wanted) => {
      const at = document.activeElement;
      return { there: at.matches(wanted), words: at.id || at.getAttribute("aria-label") || at.textContent.trim() || at.outerHTML };
    }, selector);
    if (here.there) return passed;
    passed.push(here.words);
  }
  throw new Error(`Tab does not lead to ${selector}; it passed: ${passed.join(" | ")}`);
}

proves("Tab leads from the start to prompt, model and run, in this order, and Enter runs", async ({ page, studio }) => {
  await tabTo(page, ".panel textarea");
  await page.keyboard.type("a pressed flower");
  await tabTo(page, ".panel .seg input");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, ".panel select");
  await tabTo(page, "#run");
  await page.keyboard.press("Enter");
  await studio.seesPictures(1);
});

proves("the skip link leads past the rail into the form", async ({ page }) => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  const passed = await tabTo(page, ".panel textarea");
  assert.ok(passed.length <= 3, `${passed}`);
});

proves("where the focus is can be seen", async ({ page }) => {
  for (const selector of [".rail-item", ".panel textarea", ".panel select", "#run"]) {
    await tabTo(page, selector);
    const style = await page.evaluate(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
      return { outline: outlineStyle !== "none" && parseFloat(outlineWidth) > 0, boxShadow: boxShadow !== "none" };
    });
    assert.ok(style.outline || style.boxShadow, `nothing shows the focus on ${selector}`);
  }
});

proves("Ctrl + Enter in the prompt runs; plain Enter is a new line", async ({ practice, studio }) => {
  await studio.prompt.click();
  await studio.page.keyboard.type("one");
  await studio.page.keyboard.press("Enter");
  await studio.page.keyboard.type("two");
  await studio.runWithKeys();
  await studio.seesPictures(1);
  const { calls, last } = await practice.state();
  assert.equal(calls, 1);
  // Browsers write line ends in forms as CR LF.
  assert.equal(last[0].parts[0].text, "one\r\ntwo");
});

proves("Enter that chooses a word while Chinese is composed runs nothing", async ({ practice, studio }) => {
  await studio.write("一只猫");
  for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
    await studio.prompt.evaluate((box, how) => {
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true, ...how }));
    }, how);
  }
  // A call that had been started by now would arrive before this one.
  await studio.runWithKeys();
  await studio.seesPictures(1);
  assert.equal((await practice.state()).calls, 1);
});

proves("a key that is held down runs once; pressing it again runs again", async ({ page, practice, studio }) => {
  await studio.write("a woodpecker");
  await studio.prompt.focus();
  await page.keyboard.down("Control");
  await page.keyboard.down("Enter");
  await page.keyboard.down("Enter");
  await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  // Until the first run is to be seen, another press is the same wish: a person cannot know yet that it was heard.
  await studio.seesPictures(1);
  await studio.pressAnew();
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
  await expectEventually(() => studio.thumbs.locator("img").count(), 2, "pictures");
  assert.equal((await practice.state()).calls, 2);
});

// ---- before the program runs ----

/** Keeps the program from arriving until it is released. */
async function holdProgram(page) {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route("**/*_bg.wasm", async (route) => {
    await held;
    await route.continue();
  });
  return { release };
}

proves("what is typed before the program runs goes on in the real box, with focus and caret", { at: null }, async ({ page, practice, studio }) => {
  const wasm = await holdProgram(page);
  await page.goto("/", { waitUntil: "commit" });
  const early = page.locator("#boot-prompt");
  await early.click();
  await page.keyboard.type("a red  fox");
  for (let steps = 0; steps < 4; steps += 1) await page.keyboard.press("ArrowLeft");
  wasm.release();
  await studio.awake();
  assert.equal(await studio.prompt.inputValue(), "a red  fox");
  const caret = await studio.prompt.evaluate((box) => ({ here: document.activeElement === box, at: [box.selectionStart, box.selectionEnd] }));
  assert.deepEqual(caret, { here: true, at: [6, 6] });
  await page.keyboard.type("brave");
  assert.equal(await studio.prompt.inputValue(), "a red brave fox");
  await studio.run();
  await studio.seesPictures(1);
  assert.equal((await practice.lastCall()).parts[0].text, "a red brave fox");
});
