// A whole way by keys alone: no pointer touches the page, and the page itself counts.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { maskFile, portraitFile, sha256 } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { Traveller } from "./support/journey.mjs";
import { keptFiles, keptSizes } from "./support/storage.mjs";
import { expectEventually } from "./support/wait.mjs";

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
  ["en", "en-US", { first: "a lighthouse by the sea", then: "the same in winter", patch: "a red balloon" }],
  ["zh", "zh-CN", { first: "海边的灯塔", then: "冬天的同一处", patch: "红色气球" }],
]) {
  const at = "#/create/describe";
  const options = { at, context: { locale }, init: countPointers, chromiumOnly: "the driver does not tell of downloads" };
  proves(`${language}: describe, generate, remix, edit, upscale, compare and download by keys alone`, options, async (visit) => {
    const { page, practice } = visit;
    const traveller = new Traveller(visit, language);
    const { say, field, operation } = traveller.words;
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
    const gives = async (name, file) => {
      const filled = await page.locator(".panel .slot.is-filled").count();
      const chooser = ({ tag, name: label }) => tag === "input" && label === `${field(name)}: ${say("choose_file")}`;
      await tabTo(page, chooser, `the slot of ${name}`);
      const [opened] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
      await opened.setFiles(file);
      await expectEventually(() => page.locator(".panel .slot.is-filled").count(), filled + 1, `the slot of ${name}`);
    };
    const writes = async (words) => {
      await tabTo(page, textBox, "the prompt");
      await page.keyboard.press("Control+A");
      await page.keyboard.insertText(words);
    };
    const asked = async () => (await practice.lastCall()).parts.find(({ name }) => name === "prompt").text;
    const runs = async (pictures = 1) => {
      await page.keyboard.press("Control+Enter");
      return traveller.gets(pictures);
    };

    // The driver begins to answer the browser's question for a file with the first listener. Once an answer to something
    // else is here, that is in force too.
    page.on("filechooser", () => {});
    await page.evaluate(() => document.readyState);
    await gives("image_file", portraitFile(256));
    const described = await runs(0);
    await tabTo(page, named(say("generate_with")), "generate with a description");
    await page.keyboard.press("Enter");
    await traveller.arrives("Generate");
    await runs();
    assert.equal(await asked(), described.descriptions[0]);

    await sendsTo("Remix");
    await writes(prompts.then);
    await runs();
    assert.equal(await asked(), prompts.then);

    await sendsTo("Edit");
    await gives("mask", maskFile(1024, 1024, (x, y) => x < 400 && y < 400));
    await writes(prompts.patch);
    const edited = await runs();
    assert.equal(await asked(), prompts.patch);

    await sendsTo("Upscale");
    const upscaled = await runs();
    assert.deepEqual(await keptSizes(page, [edited, upscaled].map((job) => job.pictures[0].asset)), [[1024, 1024], [2048, 2048]]);

    await tabTo(page, named(say("compare")), "the comparison");
    await page.keyboard.press("Enter");
    await traveller.seesComparison();
    for (const n of [1, 2, 3, 0]) {
      await page.keyboard.press(String(n + 1));
      await page.locator(`.compare-panes[data-mode="${n}"]`).waitFor();
    }
    await page.keyboard.press("Escape");
    await traveller.arrives("Upscale");

    await tabTo(page, named(say("download")), "the download");
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    assert.ok((await keptFiles(page)).includes(sha256(await readFile(await download.path()))));
    assert.equal(await page.evaluate(() => window.pointers), 0, "presses of a pointer");
  });
}
