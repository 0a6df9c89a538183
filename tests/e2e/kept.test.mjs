// What is made is kept: across reloads, after links have ended, as the bytes that came, until somebody deletes it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { sha256 } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { keptFiles } from "./support/storage.mjs";
import { decodedSize } from "./support/studio.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

proves("pictures outlive a reload and the end of their links", async ({ page, practice, studio }) => {
  await studio.chooseRatio("16x9");
  await studio.make("a copper moon");
  await practice.expire();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await studio.reload();
  await studio.goTo("gallery");
  await studio.thumbs.first().click();
  const picture = page.locator(".pane img");
  assert.deepEqual(await decodedSize(picture), [1312, 736]);
  assert.match(await picture.getAttribute("src"), /^blob:/);
  await page.getByText("a copper moon").first().waitFor();
  assert.deepEqual(asked.filter((url) => url.includes("/practice/images/")), [], "nothing is fetched a second time");
});

proves("a download is the file that came, byte by byte", { chromiumOnly: "the driver does not tell of downloads" }, async ({ page, studio }) => {
  const came = page.waitForResponse(/\/practice\/images\//);
  await studio.make("a glass snail");
  const sent = sha256(await (await came).body());
  const [download] = await Promise.all([page.waitForEvent("download"), studio.onPicture("Download").click()]);
  assert.match(download.suggestedFilename(), /^ideomix-practice-generate-a-glass-snail-\d+-[0-9a-f]{6}-1\.png$/);
  assert.equal(sha256(await readFile(await download.path())), sent);
  assert.ok((await keptFiles(page)).includes(sent), "the gallery holds the same bytes");
});

proves("the viewer downloads the same file after a reload", { chromiumOnly: "the driver does not tell of downloads" }, async ({ page, studio }) => {
  await studio.make("a felt owl");
  const kept = await keptFiles(page);
  await studio.act("Details");
  await page.waitForURL("**/#/item/**");
  await studio.reload();
  await decodedSize(page.locator(".pane img"));
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  assert.ok(kept.includes(sha256(await readFile(await download.path()))));
});

proves("a picture that was not kept when the page went away is fetched at the next visit, and not made again", async ({ page, practice, studio }) => {
  const links = "**/practice/images/**";
  await page.route(links, () => {});
  await studio.prompt.fill("a slow letter");
  await studio.run();
  await page.locator(".card-status").waitFor();
  await page.unroute(links);
  await studio.reload();
  await decodedSize(studio.thumbs.first().locator("img"));
  await expectEventually(async () => (await keptFiles(page)).length > 0, true, "the file is kept");
  assert.equal((await practice.state()).runs, 1);
});

proves("a deleted picture comes back by undo, and is there after a reload", async ({ studio }) => {
  await studio.make("a brass key");
  await studio.act("Delete");
  await expectEventually(() => studio.thumbs.count(), 0, "thumbnails after deleting");
  await studio.toasts.getByRole("button", { name: "Undo" }).click();
  await expectEventually(() => studio.thumbs.count(), 1, "thumbnails after undo");
  await studio.reload();
  await expectEventually(() => studio.thumbs.count(), 1, "thumbnails after a reload");
  assert.deepEqual(await decodedSize(studio.thumbs.first().locator("img")).then((size) => size.length), 2);
});

proves("a deleted picture stays deleted, bytes and all", async ({ page, studio }) => {
  await studio.make("a tin drum");
  await studio.act("Delete");
  await expectEventually(() => studio.thumbs.count(), 0, "thumbnails after deleting");
  await studio.reload();
  await studio.goTo("gallery");
  await page.getByText("Nothing here yet").waitFor();
  assert.deepEqual(await keptFiles(page), []);
});

proves("what was asked can be asked again with the same settings", async ({ practice, studio }) => {
  await studio.chooseRatio("2x1");
  await studio.openAdvanced();
  await studio.field("Seed").fill("12");
  await studio.make("a stone bridge");
  const first = (await practice.lastCall()).parts.map((part) => [part.name, part.text]);
  await studio.page.getByRole("button", { name: "Reset", exact: true }).click();
  await studio.act("Use these settings");
  await expectEventually(() => studio.prompt.inputValue(), "a stone bridge", "the prompt is back");
  await studio.run();
  await expectEventually(async () => (await practice.state()).runs, 2, "runs");
  const second = (await practice.lastCall()).parts.map((part) => [part.name, part.text]);
  assert.deepEqual(second.toSorted(), first.toSorted());
});
