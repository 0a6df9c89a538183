// What can be done with a result: every action within two presses, and pictures that could not be kept.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { png, sha256 } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { keptFiles } from "./support/storage.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The texts of the last call as an object; repeated names are not expected. */
async function lastTexts(practice) {
  return Object.fromEntries((await practice.lastCall()).parts.map((part) => [part.name, part.text]));
}

for (const [ratio, count] of [["16x9", 1], ["16x9", 2], ["1x1", 4], ["2x3", 8]]) {
  proves(`${count} of ${ratio}: every card has the true shape, and the whole group fits the stage`, async ({ page, studio }) => {
    await studio.chooseRatio(ratio);
    await studio.chooseCount(count);
    await studio.make("a row of poplars", count);
    const [width, height] = await studio.sizeOfPicture();
    const frames = await page.locator(".card-frame").evaluateAll((all) => all.map((frame) => frame.getBoundingClientRect().toJSON()));
    assert.equal(frames.length, count);
    for (const frame of frames) assert.ok(Math.abs(frame.width / frame.height - width / height) < 0.02, JSON.stringify(frame));
    const stage = await page.locator(".stage-body").evaluate((body) => [body.scrollHeight - body.clientHeight, body.scrollWidth - body.clientWidth]);
    assert.deepEqual(stage.map((over) => over <= 1), [true, true], `the stage scrolls by ${stage}`);
  });
}

proves("a locked result asks for exactly the picture that came: words, seed, style, one picture, magic prompt off", async ({ practice, page, studio }) => {
  await studio.chooseCount(2);
  await studio.openAdvanced();
  await page.locator('.panel label.seg-item:has(input[value="ON"])').click();
  await page.locator('.panel label.seg-item:has(input[value="REALISTIC"])').click();
  await studio.make("a lighthouse", 2);
  const image = page.locator(".stage .card img").nth(1);
  const drawn = (await image.getAttribute("alt")).replace("Picture 2 of 2: ", "");
  assert.notEqual(drawn, "a lighthouse", "the magic prompt rewrites words");
  await studio.act("Lock this result", 1);
  await expectEventually(() => studio.prompt.inputValue(), drawn, "the words that were drawn are in the form");
  await studio.run();
  await studio.seesPictures(1);
  const sent = await lastTexts(practice);
  assert.equal(sent.prompt, drawn);
  assert.equal(sent.magic_prompt, "OFF");
  assert.match(sent.seed, /^\d+$/);
  assert.equal(sent.style_type, "REALISTIC");
  assert.ok(!("num_images" in sent) || sent.num_images === "1");
  // Practice draws the same picture from the same words and seed, so its file is the same.
  const twice = async () => {
    const files = await keptFiles(page);
    return files.length > new Set(files).size;
  };
  await expectEventually(twice, true, "the locked run drew the same picture again");
});

proves("a variation keeps words and count, and lets the seed go", async ({ practice, studio }) => {
  await studio.chooseCount(2);
  await studio.make("an old tram", 2);
  await studio.act("Vary");
  await studio.run();
  await expectEventually(async () => (await practice.state()).calls, 2, "calls");
  const sent = await lastTexts(practice);
  assert.equal(sent.num_images, "2");
  assert.equal(sent.magic_prompt, "OFF");
  assert.ok(!("seed" in sent));
});

proves("what the form held before comes back by one press", async ({ studio }) => {
  await studio.make("a paper crane");
  await studio.write("something else that was half written");
  await studio.act("Use these settings");
  await expectEventually(() => studio.prompt.inputValue(), "a paper crane", "the job's words");
  await studio.toasts.getByRole("button", { name: "Undo" }).click();
  await expectEventually(() => studio.prompt.inputValue(), "something else that was half written", "the words from before");
});

for (const operation of ["Remix", "Edit", "Reframe", "Background", "Upscale", "Describe"]) {
  proves(`a result is in the slot of ${operation} after two presses`, async ({ page, studio }) => {
    await studio.make("a clay jug");
    await studio.sendTo(operation);
    await page.locator(".panel-title", { hasText: operation }).waitFor();
    await page.locator(".slot.is-filled").first().waitFor();
  });
}

proves("one of four pictures is deleted alone, comes back by undo, and stays away after a reload", async ({ page, studio }) => {
  await studio.chooseCount(4);
  await studio.make("four doors", 4);
  await studio.act("Delete", 1);
  await expectEventually(() => studio.cards.count(), 3, "cards after deleting");
  await studio.toasts.getByRole("button", { name: "Undo" }).click();
  await expectEventually(() => studio.cards.count(), 4, "cards after undo");
  await studio.act("Delete", 1);
  await expectEventually(() => studio.cards.count(), 3, "cards after deleting again");
  await studio.reload();
  await expectEventually(() => studio.thumbs.count(), 3, "thumbnails after a reload");
  await expectEventually(async () => (await keptFiles(page)).length, 6, "three files and their small copies are left");
});

proves("a star is kept", async ({ page, studio }) => {
  await studio.make("a first snowdrop");
  await studio.onPicture("Star").click();
  await expectEventually(() => studio.onPicture("Star").getAttribute("aria-pressed"), "true", "pressed");
  await studio.reload();
  await studio.thumbs.first().click();
  await expectEventually(() => studio.onPicture("Star").getAttribute("aria-pressed"), "true", "pressed after a reload");
  await page.locator(".card.is-done img").waitFor();
});

proves("a phone shows at most three actions and a list of all others", { context: PHONE }, async ({ page, studio }) => {
  await studio.make("a pocket watch");
  const shown = await studio.cards.first().locator(".card-actions button").evaluateAll((all) => all.filter((button) => button.checkVisibility()).map((button) => button.ariaLabel));
  assert.deepEqual(shown, ["Star", "Download", "Send to", "More actions"]);
  const sizes = await studio.cards.first().locator(".card-actions button:visible").evaluateAll((all) => all.map((button) => Math.min(button.offsetWidth, button.offsetHeight)));
  assert.ok(sizes.every((size) => size >= 44), `targets of ${sizes} px`);
  const [download] = await Promise.all([page.waitForEvent("download"), studio.onPicture("Download").tap()]);
  assert.match(download.suggestedFilename(), /a-pocket-watch/);
});

// ---- texts of a describe job ----

proves("a description can be copied, drawn as it stands, or drawn over the same picture", { context: { permissions: ["clipboard-read", "clipboard-write"] } }, async ({ page, practice, studio }) => {
  await studio.make("a harbor at night");
  await studio.sendTo("Describe");
  await page.locator(".slot.is-filled").waitFor();
  await studio.run();
  const cards = page.locator(".text-card");
  await cards.first().waitFor();
  const words = await cards.first().locator("> p").innerText();
  await cards.first().getByRole("button", { name: "Copy the prompt" }).click();
  await expectEventually(() => page.evaluate(() => navigator.clipboard.readText()), words, "the clipboard");
  await cards.first().getByRole("button", { name: "Remix with this" }).click();
  await page.locator(".panel-title", { hasText: "Remix" }).waitFor();
  await page.locator(".slot.is-filled").waitFor();
  assert.equal(await studio.prompt.inputValue(), words);
  await cards.first().getByRole("button", { name: "Generate with this" }).click();
  await page.locator(".panel-title", { hasText: "Generate" }).waitFor();
  await expectEventually(() => studio.prompt.inputValue(), words, "the words are in the form");
  await studio.run();
  await studio.seesPictures(1);
  const sent = await lastTexts(practice);
  assert.deepEqual([sent.prompt, sent.magic_prompt], [words, "OFF"]);
});

// ---- pictures that could not be kept ----

/** A picture that may be seen but not read, as some hosts do it. */
async function seesUnsaved({ canary, page, studio }, file) {
  canary.expect(/blocked by CORS policy/, /ERR_FAILED/, /status of 400/);
  await page.route("**/practice/ideogram/**", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll(/http:\/\/[^"]*\/practice\/images/g, "https://pictures.example");
    await route.fulfill({ response: answer, body });
  });
  await page.route("https://pictures.example/**", (route) =>
    route.fulfill({ body: file, headers: { "content-type": "image/png", "access-control-allow-origin": "https://elsewhere.example" } }));
  await studio.write("a shy deer");
  await studio.run();
  const card = page.locator(".card.is-unsaved");
  await card.locator(".rescue").waitFor();
  return card;
}

proves("an unsaved picture says how long its link still works, and a file saved by hand takes its place for good", async (visit) => {
  const { page, studio } = visit;
  const file = png(1024, 1024);
  const card = await seesUnsaved(visit, file);
  assert.match(await card.locator(".rescue-left").innerText(), /^The link ends in \d+ (h|min)/);
  const input = card.locator('input[type="file"]');
  await input.setInputFiles({ name: "other.png", mimeType: "image/png", buffer: png(640, 480) });
  await studio.toasts.getByText("640 × 480").waitFor();
  await input.setInputFiles({ name: "page.png", mimeType: "image/png", buffer: Buffer.from("<html>no picture</html>") });
  await studio.toasts.getByText("is not taken").waitFor();
  assert.deepEqual(await keptFiles(page), [], "what does not fit is not taken");
  await input.setInputFiles({ name: "saved.png", mimeType: "image/png", buffer: file });
  await page.locator(".card.is-done").waitFor();
  assert.ok((await keptFiles(page)).includes(sha256(file)));
  await studio.reload();
  await studio.thumbs.first().click();
  const [download] = await Promise.all([page.waitForEvent("download"), studio.onPicture("Download").click()]);
  assert.equal(sha256(await readFile(await download.path())), sha256(file));
});

proves("a file saved by hand can be dropped on its card", async (visit) => {
  const { page } = visit;
  const file = png(1024, 1024);
  const card = await seesUnsaved(visit, file);
  const dropped = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "saved.png", { type: "image/png" }));
    return transfer;
  }, [...file]);
  await card.dispatchEvent("drop", { dataTransfer: dropped });
  await page.locator(".card.is-done").waitFor();
  assert.ok((await keptFiles(page)).includes(sha256(file)));
});

proves("a picture whose link has ended keeps its recipe, and takes the file that was saved in time", async ({ canary, page, practice, studio }) => {
  canary.expect(/status of 410/);
  await practice.script({ kind: "image_status", status: 410 });
  await studio.write("a melting snowman");
  await studio.run();
  const card = page.locator(".card.is-expired");
  await card.getByText("The link has expired").waitFor();
  await studio.write("");
  await card.getByRole("button", { name: "Use these settings" }).click();
  await expectEventually(() => studio.prompt.inputValue(), "a melting snowman", "the recipe");
  await card.locator('input[type="file"]').setInputFiles({ name: "saved.png", mimeType: "image/png", buffer: png(1024, 1024) });
  await page.locator(".card.is-done").waitFor();
});

proves("one of four withheld is said once for the group, with what it costs and a way to other words", async ({ page, practice, studio }) => {
  await practice.script({ kind: "withhold", indices: [2] });
  await studio.chooseCount(4);
  await studio.write("four strange birds");
  await studio.run();
  await studio.seesPictures(3);
  const notice = page.locator(".stage .notice.is-warn");
  assert.match(await notice.innerText(), /1 of 4 .*billed all the same/s);
  await studio.write("");
  await notice.getByRole("button", { name: "Change the words" }).click();
  await expectEventually(() => studio.prompt.inputValue(), "four strange birds", "the words to be changed");
});
