// The last moment before a page goes away: what was typed or painted in it is there at the next visit.

import assert from "node:assert/strict";

import { EaselPage } from "./support/easel.mjs";
import { pngFile } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { keptNote } from "./support/storage.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

proves("words that were typed in the moment of a reload are there after it", async ({ page, studio }) => {
  await leaveWith(studio, "the very first words");
  await studio.awake();
  await reads(studio, "the very first words");
  await keptNote(page, "draft-generate", "the very first words");
  await leaveWith(studio, "and then others");
  await studio.awake();
  await reads(studio, "and then others");
  await expectEventually(() => left(page), [], "words that are kept lie nowhere else");
});

proves("words that were typed in the moment in which a tab was closed are there in the next", async ({ context, page, studio }) => {
  await studio.openAdvanced();
  await studio.field("Seed").fill("77");
  await studio.write("a door that falls shut");
  await page.close({ runBeforeUnload: true });
  const next = new studio.constructor(await context.newPage());
  await next.open();
  await reads(next, "a door that falls shut");
  await next.openAdvanced();
  assert.equal(await next.field("Seed").inputValue(), "77");
});

proves("a reload right after typing takes no file away, and one right after a reset brings nothing back", { at: "#/create/remix" }, async ({ page, studio }) => {
  await studio.chooseFile("Image", pngFile("source.png", 60, 60));
  await keptNote(page, "draft-remix", "image");
  await leaveWith(studio, "with a picture");
  await page.locator(".slot.is-filled").waitFor();
  await reads(studio, "with a picture");
  // Again, before the draft that just came back was written anew.
  await leaveWith(studio, "with the same picture");
  await page.locator(".slot.is-filled").waitFor();
  await reads(studio, "with the same picture");
  await page.locator(".panel-head").getByRole("button", { name: "Reset" }).click();
  await studio.reload();
  await expectEventually(() => left(page), [], "words that are kept lie nowhere else");
  assert.equal(await studio.prompt.inputValue(), "");
  assert.equal(await page.locator(".slot.is-filled").count(), 0);
});

proves("what is typed before the gallery is open lies on top of what it holds", { init: slowGallery }, async ({ page, studio }) => {
  await studio.openAdvanced();
  await studio.field("Seed").fill("5");
  await studio.write("old words");
  await keptNote(page, "draft-generate", "old words");
  await page.evaluate(() => localStorage.setItem("test.slow", "1"));
  await studio.reload();
  await leaveWith(studio, "new words");
  await studio.awake();
  await leaveWith(studio, "newer words");
  await studio.awake();
  await page.evaluate(() => localStorage.removeItem("test.slow"));
  await studio.reload();
  await reads(studio, "newer words");
  await studio.openAdvanced();
  await expectEventually(() => studio.field("Seed").inputValue(), "5", "the seed of the visit before");
});

proves("a browser without a database keeps the words all the same", { init: noDatabase }, async ({ page, studio }) => {
  await studio.write("on a thin thread");
  await studio.goTo("gallery");
  await page.getByText("Nothing is kept after this tab closes").waitFor();
  await studio.reload();
  await studio.goTo("create/generate");
  await reads(studio, "on a thin thread");
});

proves("a mask that was painted in the moment of a reload is there after it", { at: null }, async ({ page, studio }) => {
  const easel = new EaselPage(page);
  await easel.open(studio, pngFile("canvas.png", 500, 330));
  await keptNote(page, "draft-edit", "image");
  await easel.tool("Rectangle");
  await easel.stroke([0.3, 0.3], [0.6, 0.7]);
  await easel.seesPainted((share) => share > 0, "a rectangle");
  const share = await easel.painted();
  await studio.reload();
  await easel.ready();
  await easel.seesPainted((now) => now === share, "the same after a reload");
});

proves("a key that is being typed is left behind nowhere", { at: "#/settings" }, async ({ page, studio }) => {
  await page.locator('label.seg-item:has(input[value="direct"])').click();
  await page.getByLabel("AiHubMix key").fill("sk-never-to-be-kept");
  await studio.reload();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.ok(!kept.includes("sk-never"), kept);
});

/** Types and loads the page anew before anything else can happen. */
async function leaveWith(studio, words) {
  await Promise.all([
    studio.page.waitForEvent("load"),
    studio.prompt.evaluate((area, words) => {
      area.focus();
      area.select();
      document.execCommand("insertText", false, words);
      location.reload();
    }, words),
  ]);
}

async function reads(studio, words) {
  await expectEventually(() => studio.prompt.inputValue(), words, "the prompt");
}

/** What pages left behind outside the gallery. */
function left(page) {
  return page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("ideomix.draft-")));
}

/** A database that never answers, for as long as the test says so. */
function slowGallery() {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...given) {
    return localStorage.getItem("test.slow") ? new EventTarget() : open.apply(this, given);
  };
}

function noDatabase() {
  Object.defineProperty(globalThis, "indexedDB", { get: () => undefined });
}
