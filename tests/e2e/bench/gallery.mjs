// How long the gallery takes to show its first page with 10,000 records, and how much of it is in the page then.
// Prints lines `figure NAME VALUE UNIT`; each time is the median of the visits.

import { besideTheStudio, databaseThere, seedJobs } from "../support/gallery.mjs";
import { launchBrowser } from "../support/house.mjs";
import { startServer } from "../support/server.mjs";
import { Studio } from "../support/studio.mjs";

const VISITS = 5;
const RECORDS = 10_000;

const server = await startServer();
const browser = await launchBrowser();
try {
  const context = await browser.newContext({ baseURL: server.origin, locale: "en-US", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const studio = new Studio(page);
  await studio.open();
  await databaseThere(page);
  await besideTheStudio(page);
  await seedJobs(page, RECORDS);
  const times = { page: [], found: [] };
  let tiles = 0;
  for (let n = 0; n < VISITS; n += 1) {
    await besideTheStudio(page);
    await page.goto("/#/gallery", { waitUntil: "commit" });
    await page.waitForFunction(() => [...document.querySelectorAll(".tile img")].filter((image) => image.complete).length >= 12, null, { polling: "raf" });
    times.page.push(await page.evaluate(() => performance.now()));
    tiles = await page.locator(".tile").count();
    const before = await page.evaluate(() => performance.now());
    await page.getByRole("searchbox").fill(`picture ${RECORDS - 1}`);
    await page.waitForFunction((last) => document.querySelector(".tile-check")?.getAttribute("aria-label").endsWith(last), ` ${RECORDS - 1}`, { polling: "raf", timeout: 60_000 });
    times.found.push((await page.evaluate(() => performance.now())) - before);
  }
  const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(VISITS / 2)];
  console.log(`figure gallery_first_page ${median(times.page).toFixed(0)} ms`);
  console.log(`figure gallery_find_oldest ${median(times.found).toFixed(0)} ms`);
  console.log(`figure gallery_tiles ${tiles} tiles`);
} finally {
  await browser.close();
  await server.stop();
}
