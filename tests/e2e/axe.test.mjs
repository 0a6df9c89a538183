// Accessibility rules that a machine can check, on every place, in the light and in the dark look.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { EaselPage } from "./support/easel.mjs";
import { pngFile } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";

const { proves } = openHouse();

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Looks at the page in several states, and fails at the end with everything that was found in any of them. */
class Checker {
  #found = [];

  constructor(page) {
    this.page = page;
  }

  async look(where) {
    this.#found.push(...(await findings(this.page)).map((finding) => `${where}: ${finding}`));
  }

  assertClean() {
    assert.deepEqual(this.#found, []);
  }
}

/** The serious and critical findings, one line each. */
async function findings(page) {
  await page.evaluate(axe);
  // An entrance that is still fading in has no contrast yet.
  await page.evaluate(() => Promise.all(document.getAnimations().filter(({ effect }) => effect.getTiming().iterations !== Infinity).map(({ finished }) => finished)));
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ html, target }) => `${id}: ${target.join(" ")} ${html.slice(0, 120)}`));
  });
}

for (const colorScheme of ["light", "dark"]) {
  // The checker is a foreign script; the page's own policy rightly refuses those.
  const context = { colorScheme, bypassCSP: true, reducedMotion: "reduce" };

  proves(`${colorScheme}: the workspace, empty and unfolded`, { context }, async ({ page, studio }) => {
    const checker = new Checker(page);
    await checker.look("empty");
    await studio.openAdvanced();
    await checker.look("unfolded");
    checker.assertClean();
  });

  proves(`${colorScheme}: the mask editor, with every part of its panel open`, { at: null, context }, async ({ page, studio }) => {
    const checker = new Checker(page);
    const easel = new EaselPage(page);
    await easel.open(studio, pngFile("picture.png", 300, 200));
    await checker.look("empty");
    await easel.stroke([0.45, 0.45], [0.55, 0.55]);
    await easel.tool("Rectangle");
    for (const fold of await page.locator(".easel-panel details summary").all()) await fold.click();
    await checker.look("painted, unfolded");
    checker.assertClean();
  });

  proves(`${colorScheme}: a picture on the stage, in the gallery and in the viewer`, { context }, async ({ page, studio }) => {
    const checker = new Checker(page);
    await studio.make("a kind robot");
    await checker.look("stage");
    await studio.goTo("gallery");
    await studio.thumbs.locator("img").first().waitFor();
    await checker.look("gallery");
    await studio.thumbs.first().click();
    await page.locator(".pane img").waitFor();
    await checker.look("viewer");
    checker.assertClean();
  });

  proves(`${colorScheme}: the settings, with the key form`, { at: "#/settings", context }, async ({ page }) => {
    const checker = new Checker(page);
    await checker.look("settings");
    await page.locator('label.seg-item:has(input[value="direct"])').click();
    await page.locator('input[type="password"]').waitFor();
    await checker.look("key form");
    checker.assertClean();
  });

  proves(`${colorScheme}: a missing prompt, a failure, and the jobs page`, { context }, async ({ canary, page, practice, studio }) => {
    canary.expect(/status of 400/);
    const checker = new Checker(page);
    await practice.script({ kind: "status", status: 400 });
    await studio.run();
    await checker.look("missing prompt");
    await studio.write("a broken umbrella");
    await studio.run();
    await studio.seesFailure();
    await checker.look("failure");
    await studio.goTo("queue");
    await studio.failure.waitFor();
    await checker.look("jobs");
    checker.assertClean();
  });

  proves(`${colorScheme}: the request, the palette, the shortcuts, the spending and a choice in the gallery`, { context }, async ({ page, studio }) => {
    const checker = new Checker(page);
    await studio.make("a tidy desk");
    await page.getByRole("tab", { name: "Request" }).click();
    await page.getByLabel("Paste a call").waitFor();
    await checker.look("request");
    await page.keyboard.press("Control+k");
    await page.locator(".palette-line").first().waitFor();
    await checker.look("palette");
    await page.keyboard.press("Escape");
    await page.locator("#place").focus();
    await page.keyboard.press("?");
    await page.locator(".shortcut").first().waitFor();
    await checker.look("shortcuts");
    await page.keyboard.press("Escape");
    await studio.goTo("ledger");
    await page.locator(".month").waitFor();
    await checker.look("spending");
    await studio.goTo("gallery");
    await page.locator(".tile-check").first().check();
    await page.locator(".chosen-bar").waitFor();
    await checker.look("choice");
    checker.assertClean();
  });

  proves(`${colorScheme}: a job under way, and the question before stopping it`, { context }, async ({ page, practice, studio }) => {
    const checker = new Checker(page);
    await practice.script({ kind: "hang" });
    await studio.write("a long winter");
    await studio.run();
    await studio.jobs.waitFor();
    await checker.look("job");
    await studio.jobs.getByRole("button", { name: "Stop waiting" }).click();
    await page.locator("dialog[open]").waitFor();
    await checker.look("dialog");
    checker.assertClean();
  });
}

proves("every control of the form is named by its label", async ({ page, studio }) => {
  await studio.openAdvanced();
  const fields = page.locator(".panel .field");
  const nameless = [];
  for (const label of ["Prompt", "Images", "Resolution", "Negative prompt", "Seed", "Style type", "Magic prompt"]) {
    if ((await page.locator(".panel").getByLabel(label, { exact: true }).count()) === 0) nameless.push(label);
  }
  assert.ok((await fields.count()) > 5);
  assert.deepEqual(nameless, [], "labels that name no control");
});
