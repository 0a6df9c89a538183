// The gallery with much in it: what is drawn, what is found, what is done with many pictures at once, and what is broken.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import { crc32 } from "node:zlib";

import { sha256 } from "./support/files.mjs";
import { besideTheStudio, databaseThere, seedJobs } from "./support/gallery.mjs";
import { openHouse } from "./support/house.mjs";
import { keptFiles } from "./support/storage.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

/** A browser that is shown a bare file asks for the icon of a page. */
const NO_ICON = /favicon\.ico/;

const checks = (page) => page.locator(".tile-check");

/** The studio once, so that the database is there, then records by hand, then the gallery. */
async function galleryWith({ canary, page, studio }, count, options) {
  canary.tolerate(NO_ICON);
  await databaseThere(page);
  await besideTheStudio(page);
  await seedJobs(page, count, options);
  await studio.open("#/gallery");
  await page.locator(".thumb img").first().waitFor();
}

/** The files of a ZIP, read by its directory; every checksum is checked. */
function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let n = 0; n < bytes.readUInt16LE(end + 10); n += 1) {
    const [method, crc, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20)];
    const [name, extra, remark, local] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const raw = bytes.subarray(start, start + packed);
    const content = method === 8 ? inflateRawSync(raw) : raw;
    assert.equal(crc32(content) >>> 0, crc);
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), content);
    at += 46 + name + extra + remark;
  }
  return files;
}

proves("of ten thousand pictures only those near the window are drawn, and all can be reached", async (visit) => {
  const { page } = visit;
  await galleryWith(visit, 10_000);
  const drawn = () => page.locator(".tile").count();
  assert.ok((await drawn()) <= 400, `${await drawn()} tiles at the start`);
  const blocks = page.locator(".gallery-block");
  for (let rounds = 0; rounds < 6; rounds += 1) {
    const before = await blocks.count();
    await blocks.last().scrollIntoViewIfNeeded();
    await expectEventually(async () => (await blocks.count()) > before, true, "more blocks");
  }
  await expectEventually(async () => (await drawn()) <= 400, true, "tiles after scrolling");
  await page.locator(".page").evaluate((place) => place.scrollTo(0, 0));
  await page.getByRole("checkbox", { name: "Select: a seeded picture 0", exact: true }).waitFor();
});

proves("search and filters find what lies far behind the first page", async (visit) => {
  const { page } = visit;
  await galleryWith(visit, 900, { prompts: { 850: "the needle in the hay" } });
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search words" });
  assert.ok(await search.evaluate((box) => box === document.activeElement));
  await search.fill("NEEDLE");
  await expectEventually(() => checks(page).count(), 1, "found");
  await search.fill("no such thing");
  await page.getByText("Nothing fits these filters.").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Show", { exact: true }).selectOption({ label: "Starred" });
  await expectEventually(() => checks(page).count(), 1, "starred");
  await page.getByLabel("Show", { exact: true }).selectOption({ label: "Blocked" });
  await page.getByText("Nothing fits these filters.").waitFor();
  await page.getByLabel("Show", { exact: true }).selectOption({ label: "Everything" });
  await page.getByLabel("Operation", { exact: true }).selectOption({ label: "Upscale" });
  await page.getByText("Nothing fits these filters.").waitFor();
});

proves("what is chosen comes as one ZIP with the bytes that are kept, and goes and comes back together", async (visit) => {
  const { page } = visit;
  await galleryWith(visit, 12);
  await checks(page).nth(1).click();
  await checks(page).nth(4).click({ modifiers: ["Shift"] });
  await page.getByRole("status").filter({ hasText: "4 jobs with 4 pictures selected" }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as ZIP" }).click(),
  ]);
  const files = unzip(await readFile(await download.path()));
  const kept = await keptFiles(page);
  assert.equal(files.size, 4);
  for (const [name, bytes] of files) {
    assert.match(name, /^ideomix-practice-(generate|remix)-a-seeded-picture-\d+-[0-9a-f]{6}-1\.png$/);
    assert.ok(kept.includes(sha256(bytes)), name);
  }
  await page.keyboard.press("Delete");
  await expectEventually(() => checks(page).count(), 8, "tiles after deleting");
  await page.getByText("4 jobs deleted.").waitFor();
  await page.locator("#place").focus();
  await page.keyboard.press("Control+z");
  await expectEventually(() => checks(page).count(), 12, "tiles after undo");
  const order = await checks(page).evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label")));
  assert.deepEqual(order, Array.from({ length: 12 }, (_, n) => `Select: a seeded picture ${n}`));
  await page.reload();
  await expectEventually(() => checks(page).count(), 12, "tiles after a reload");
});

proves("everything can be chosen and let go by keys", async (visit) => {
  const { page } = visit;
  await galleryWith(visit, 5);
  await page.locator("#place").focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("status").filter({ hasText: "5 jobs" }).waitFor();
  await page.keyboard.press("Escape");
  await expectEventually(() => page.locator(".chosen-bar").count(), 0, "bars");
});

proves("broken records are set aside and said, and the rest is shown", async ({ canary, page, studio }) => {
  canary.tolerate(NO_ICON);
  await databaseThere(page);
  await besideTheStudio(page);
  await seedJobs(page, 3);
  await page.evaluate(async () => {
    const database = await new Promise((resolve) => {
      indexedDB.open("ideomix").onsuccess = (event) => resolve(event.target.result);
    });
    const work = database.transaction("jobs", "readwrite");
    work.objectStore("jobs").put({ id: "f".repeat(32), created_ms: Date.now(), phase: "done", pictures: "all of them" });
    await new Promise((resolve) => {
      work.oncomplete = resolve;
    });
    database.close();
  });
  await studio.open("#/gallery");
  await page.locator(".page .notice").waitFor();
  await expectEventually(() => checks(page).count(), 3, "tiles");
});

proves("a gallery of the first version is brought up to date: nothing is lost, and what it cost is in the ledger", { at: null }, async ({ canary, page, studio }) => {
  canary.tolerate(NO_ICON);
  await besideTheStudio(page);
  await page.evaluate(async () => {
    const opening = indexedDB.open("ideomix", 1);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      const jobs = database.createObjectStore("jobs", { keyPath: "id" });
      jobs.createIndex("by_created", ["created_ms", "id"]);
      jobs.createIndex("by_phase", "phase");
      jobs.createIndex("by_asset", "assets", { multiEntry: true });
      const aside = database.createObjectStore("quarantine", { autoIncrement: true });
      aside.createIndex("by_asset", "record.assets", { multiEntry: true });
      for (const name of ["assets", "thumbs", "meta"]) database.createObjectStore(name);
    };
    await new Promise((resolve, reject) => {
      opening.onsuccess = resolve;
      opening.onerror = () => reject(opening.error);
    });
    opening.result.close();
  });
  await seedJobs(page, 3, { connection: "direct" });
  await studio.open("#/gallery");
  await expectEventually(() => checks(page).count(), 3, "tiles");
  await studio.goTo("ledger");
  await page.locator(".figure").filter({ hasText: "$0.18" }).waitFor();
});

proves("the gallery speaks Chinese on a phone", { context: { locale: "zh-CN", viewport: { width: 390, height: 844 } } }, async (visit) => {
  const { page } = visit;
  await galleryWith(visit, 4);
  await checks(page).first().click();
  await page.getByRole("status").filter({ hasText: "已选 1 个任务" }).waitFor();
  await page.getByRole("button", { name: "打包下载 ZIP" }).waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wide, false, "nothing stands out at the side");
});
