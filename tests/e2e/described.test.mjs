// A description among pictures: it stands on the picture that it is of, says how it begins, and is found by its words.

import assert from "node:assert/strict";

import { pngOf } from "./support/easel.mjs";
import { openHouse } from "./support/house.mjs";
import { decodedSize } from "./support/studio.mjs";
import { keptJobs } from "./support/storage.mjs";
import { expectEventually } from "./support/wait.mjs";
import { words } from "./support/words.mjs";

const { proves } = openHouse();

for (const [language, locale] of [
  ["en", "en-US"],
  ["zh", "zh-CN"],
]) {
  const { operation } = words(language);
  proves(`${language}: a description shows its picture in history and gallery, and is found by its words`, { at: "#/create/describe", context: { locale } }, async ({ page, practice, studio }) => {
    await practice.pace(700);
    await page.locator(".slot input[type=file]").first().setInputFiles(PHOTO);
    await page.locator(".slot.is-filled").waitFor();
    await studio.run();
    const mark = page.locator(".strip .thumb");
    // The picture is there while the words are still awaited.
    assert.deepEqual(await decodedSize(mark.locator("img")), [384, 256]);
    await page.locator(".text-card").first().waitFor();
    const [{ descriptions, fields }] = await keptJobs(page);
    const name = `${operation("Describe")} · ${descriptions[0].slice(0, 40)}`;
    await expectEventually(async () => (await mark.getAttribute("aria-label")).startsWith(name), true, "it is named by its words");
    await expectEventually(() => smallCopy(page, fields[0].files[0]), true, "the small copy is kept");

    await studio.reload();
    await studio.goTo("gallery");
    const tile = page.locator(".tile .thumb");
    assert.deepEqual(await decodedSize(tile.locator("img")), [384, 256]);
    assert.equal(await tile.locator(".thumb-words").innerText(), descriptions[0]);
    const search = page.locator("[role=search] input");
    await search.fill(descriptions.at(-1).slice(5, 25).toUpperCase());
    await expectEventually(() => tile.count(), 1, "tiles that hold the words");
    await search.fill("nobody wrote this");
    await expectEventually(() => tile.count(), 0, "tiles that do not");
    await search.fill("");
    await tile.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/#/create/describe");
    await page.locator(".text-card").first().waitFor();
  });
}

/** A picture too large to stand in a list as it is. */
const PHOTO = {
  name: "dunes.png",
  mimeType: "image/png",
  buffer: pngOf(900, 600, 3, (x, y) => [(x * 7 + y * 3) & 255, (x * y) & 255, (x ^ y) & 255]),
};

function smallCopy(page, id) {
  return page.evaluate(async (id) => {
    const request = (asked) =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const database = await request(indexedDB.open("ideomix"));
    const thumb = await request(database.transaction("thumbs").objectStore("thumbs").get(id));
    database.close();
    return thumb instanceof Blob;
  }, id);
}
