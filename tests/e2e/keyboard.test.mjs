// A whole way by keys alone: no pointer touches the page, and the page itself counts.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { sha256 } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { Traveller } from "./support/journey.mjs";
import { keptFiles, keptSizes } from "./support/storage.mjs";

const { proves } = openHouse();

/** Counts every press of a pointer before any script of the page can hear of it. */
function countPointers() {
  window.pointers = 0;
  for (const kind of ["pointerdown", "mousedown", "touchstart"]) window.addEventListener(kind, () => (window.pointers += 1), true);
}

/** What has the focus: its name as it is read aloud, as far as a test needs it, and its kind. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return { name: (element.getAttribute("aria-label") ?? element.textContent ?? "").trim(), tag: element.tagName.toLowerCase() };
  });

/** Goes on with Tab until the focus is where it is wanted. Nobody should have to press it more often than that. */
async function tabTo(page, wanted, what, most = 60) {
  const passed = [];
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (wanted(now)) return;
    passed.push(now.name || now.tag);
  }
  assert.fail(`${what} is not reached by Tab: ${passed.join(" | ")}`);
}

const textBox = ({ tag }) => tag === "textarea";
const named = (name) => (now) => now.tag === "button" && now.name === name;

for (const [language, locale, prompts] of [
  ["en", "en-US", ["a lighthouse by the sea", "the same in winter"]],
  ["zh", "zh-CN", ["海边的灯塔", "冬天的同一处"]],
]) {
  const options = { context: { locale }, init: countPointers, chromiumOnly: "the driver does not tell of downloads" };
  proves(`${language}: generate, remix, upscale and download by keys alone`, options, async (visit) => {
    const { page, practice } = visit;
    const traveller = new Traveller(visit, language);
    const { say, operation } = traveller.words;
    const sendsTo = async (name) => {
      await tabTo(page, named(say("send_to")), "the list of operations");
      await page.keyboard.press("Enter");
      for (let n = 0; n < 10 && (await focused(page)).name !== operation(name); n += 1) {
        await page.keyboard.press(n === 0 ? "Tab" : "ArrowDown");
      }
      assert.equal((await focused(page)).name, operation(name));
      await page.keyboard.press("Enter");
      await traveller.arrives(name);
      await page.locator(".panel .slot.is-filled").first().waitFor();
    };

    await tabTo(page, textBox, "the prompt");
    await page.keyboard.insertText(prompts[0]);
    await page.keyboard.press("Control+Enter");
    await traveller.gets(1);

    await sendsTo("Remix");
    await tabTo(page, textBox, "the prompt of the remix");
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(prompts[1]);
    await page.keyboard.press("Control+Enter");
    const remixed = await traveller.gets(1);
    assert.deepEqual((await practice.lastCall()).parts.find(({ name }) => name === "prompt").text, prompts[1]);

    await sendsTo("Upscale");
    await page.keyboard.press("Control+Enter");
    const upscaled = await traveller.gets(1);
    assert.deepEqual(await keptSizes(page, [remixed, upscaled].map((job) => job.pictures[0].asset)), [[1024, 1024], [2048, 2048]]);

    await tabTo(page, named(say("download")), "the download");
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    assert.ok((await keptFiles(page)).includes(sha256(await readFile(await download.path()))));
    assert.equal(await page.evaluate(() => window.pointers), 0, "presses of a pointer");
  });
}
