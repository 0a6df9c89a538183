// The brush's size: saved under digits, and kept on the screen while the picture is enlarged.

import assert from "node:assert/strict";

import { EaselPage } from "./support/easel.mjs";
import { pngFile } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { keptNote } from "./support/storage.mjs";
import { expectEventually } from "./support/wait.mjs";
import { words } from "./support/words.mjs";

const { proves } = openHouse();
const PICTURE = pngFile("canvas.png", 500, 330);

/** Opens the editor on a picture, in the language of the page. */
async function opened({ page, studio }, language) {
  const { say } = words(language);
  await studio.open("#/create/edit");
  await page.locator('[data-slot="image"] input[type=file], [data-slot] input[type=file]').first().setInputFiles(PICTURE);
  await page.getByRole("button", { name: say("open"), exact: true }).click();
  const easel = new EaselPage(page);
  await easel.ready();
  const size = () => page.locator(".easel-size input[type=number]").inputValue();
  const seesSize = (wanted) => expectEventually(size, String(wanted), "the size");
  const zoom = page.locator(".easel-top button.num");
  const seesZoom = (wanted) => expectEventually(() => zoom.innerText(), wanted, "the zoom");
  return { easel, page, say, seesSize, seesZoom };
}

for (const [language, locale] of [
  ["en", "en-US"],
  ["zh", "zh-CN"],
]) {
  proves(`${language}: digits take saved sizes, Shift and a digit saves one for good, and 0, 1 and 2 stay views`, { at: null, context: { locale } }, async (visit) => {
    const { easel, page, seesSize, seesZoom } = await opened(visit, language);
    await page.keyboard.press("5");
    await seesSize(20);
    await page.keyboard.press("}");
    await seesSize(21);
    await page.keyboard.press("Shift+Digit5");
    await page.keyboard.press("9");
    await seesSize(320);
    await page.keyboard.press("5");
    await seesSize(21);
    assert.match(await page.locator("[aria-live=polite]").last().innerText(), /21/, "it is said");
    await page.keyboard.press("2");
    await seesZoom("200 %");
    await page.keyboard.press("1");
    await seesZoom("100 %");
    await seesSize(21);

    await keptNote(page, "mask.sizes", "5 10 21 40 80 160 320 0");
    await keptNote(page, "draft-edit", "image");
    await visit.studio.reload();
    await easel.ready();
    await page.keyboard.press("3");
    await seesSize(5);
    await page.keyboard.press("5");
    await seesSize(21);
  });
}

proves("a size is saved and taken by pointer alone", { at: null }, async (visit) => {
  const { page, say, seesSize } = await opened(visit, "en");
  await page.getByRole("spinbutton", { name: "Size in pixels" }).fill("77");
  await page.keyboard.press("Tab");
  const save = page.getByRole("button", { name: say("save_size"), exact: true });
  await save.click();
  await page.keyboard.press("Escape");
  assert.equal(await save.getAttribute("aria-pressed"), "false", "Escape ends the saving and not the editing");
  await save.click();
  await page.getByRole("button", { name: "10: save size 77 here (key 4)" }).click();
  await page.getByRole("button", { name: "Size 80 (key 7)" }).click();
  await seesSize(80);
  const saved = page.getByRole("button", { name: "Size 77 (key 4)", pressed: false });
  await saved.click();
  await seesSize(77);
  await page.getByRole("button", { name: "Size 77 (key 4)", pressed: true }).waitFor();
});

proves("a digit that is typed into a field is a digit", { at: null }, async (visit) => {
  const { page, seesSize } = await opened(visit, "en");
  await page.locator(".easel-run textarea").click();
  await page.keyboard.type("9 lives");
  assert.equal(await page.locator(".easel-run textarea").inputValue(), "9 lives");
  await page.getByRole("spinbutton", { name: "Size in pixels" }).fill("64");
  await page.keyboard.press("Tab");
  await seesSize(64);
});

proves("a brush that keeps its size on the screen paints finer where the picture is enlarged, also at the next visit", { at: null }, async (visit) => {
  const { easel, page, say, seesSize, seesZoom } = await opened(visit, "en");
  const ring = page.locator(".easel-ring");
  await page.keyboard.press("1");
  await page.keyboard.press("6");
  await seesSize(40);
  await page.mouse.move(...(await easel.at(0.5, 0.5)));
  const wide = async () => Math.round((await ring.boundingBox()).width);
  await expectEventually(wide, 40, "the ring at 100 %");
  await page.getByRole("checkbox", { name: say("steady") }).check();
  await easel.view.focus();
  await page.keyboard.press("2");
  await seesZoom("200 %");
  await seesSize(20);
  await page.mouse.move(...(await easel.at(0.5, 0.5)));
  await expectEventually(wide, 40, "the ring at 200 %");
  // There and back by many steps is the same size again.
  for (let n = 0; n < 6; n += 1) await page.keyboard.press("-");
  for (let n = 0; n < 6; n += 1) await page.keyboard.press("+");
  await page.keyboard.press("1");
  await seesSize(40);
  await page.keyboard.press("]");
  await seesSize(44);
  await page.keyboard.press("2");
  await seesSize(22);

  await keptNote(page, "draft-edit", "image");
  await visit.studio.reload();
  await easel.ready();
  await page.getByRole("checkbox", { name: say("steady"), checked: true }).waitFor();
  await page.getByRole("checkbox", { name: say("steady") }).uncheck();
  await easel.view.focus();
  await page.keyboard.press("1");
  await page.keyboard.press("6");
  await page.keyboard.press("2");
  await seesZoom("200 %");
  await seesSize(40);
});
