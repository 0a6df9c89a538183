// Takes the pictures of the studio that the README shows, made by the practice gateway.
//
//   IDEOMIX_BIN=… IDEOMIX_STUDIO=… node tests/e2e/screenshots.mjs [folder, default docs/screenshots]
//
// CHROME names another browser than /usr/bin/chromium.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { launchBrowser } from "./support/house.mjs";
import { Practice } from "./support/practice.mjs";
import { startServer } from "./support/server.mjs";
import { Studio } from "./support/studio.mjs";

const FOLDER = process.argv[2] ?? fileURLToPath(new URL("../../docs/screenshots", import.meta.url));
const QUALITY = 88;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const ENGLISH = "Poster of a city that never sleeps, moon over the rooftops, “STAY UP” in neon";
const CHINESE = "群山之间的清晨，薄雾与松林，远处一轮红日";

const SHOTS = [
  { name: "studio-light", words: ENGLISH, count: 4, context: { viewport: DESK } },
  { name: "studio-dark", words: ENGLISH, count: 4, context: { viewport: DESK, colorScheme: "dark" } },
  { name: "studio-zh", words: CHINESE, count: 4, context: { viewport: DESK, locale: "zh-CN" } },
  { name: "studio-phone", words: ENGLISH, count: 1, context: { viewport: PHONE, deviceScaleFactor: 2, hasTouch: true } },
];

const server = await startServer();
const browser = await launchBrowser();
try {
  await mkdir(FOLDER, { recursive: true });
  for (const shot of SHOTS) await take(shot);
} finally {
  await browser.close();
  await server.stop();
}

async function take({ name, words, count, context: options }) {
  await new Practice(server.origin).reset();
  const context = await browser.newContext({ baseURL: server.origin, locale: "en-US", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const studio = new Studio(page);
  await studio.open();
  await studio.write(words);
  await studio.chooseCount(count);
  await studio.run();
  await studio.seesPictures(count);
  // A phone shows the result below the form.
  if (options.hasTouch) await page.locator(".stage").evaluate((stage) => stage.scrollIntoView());
  else await page.locator(".panel-body").evaluate((body) => body.scrollTo(0, 0));
  await page.locator(".thumb img").nth(count - 1).waitFor({ state: "attached" });
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => {}))));
  // WebP is a tenth of the size, and only the browser's own protocol offers it.
  const protocol = await context.newCDPSession(page);
  const { data } = await protocol.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  await writeFile(join(FOLDER, `${name}.webp`), Buffer.from(data, "base64"));
  await context.close();
}
