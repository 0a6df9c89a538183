// Takes the pictures of the mask editor for the documents, on a picture made by the practice gateway.
//
//   IDEOMIX_BIN=… IDEOMIX_STUDIO=… node tests/e2e/mask-screenshots.mjs [folder, default docs/screenshots]

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { EaselPage } from "./support/easel.mjs";
import { launchBrowser } from "./support/house.mjs";
import { Practice } from "./support/practice.mjs";
import { startServer } from "./support/server.mjs";
import { Studio } from "./support/studio.mjs";

const FOLDER = process.argv[2] ?? fileURLToPath(new URL("../../docs/screenshots", import.meta.url));
const QUALITY = 88;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const SHOTS = [
  { name: "mask-light", words: "A red balloon over a lake at dawn", change: "a hot-air balloon with stripes", context: { viewport: DESK } },
  { name: "mask-dark", words: "A red balloon over a lake at dawn", change: "a hot-air balloon with stripes", context: { viewport: DESK, colorScheme: "dark" } },
  { name: "mask-zh", words: "清晨湖面上的红色气球", change: "带条纹的热气球", context: { viewport: DESK, locale: "zh-CN" } },
  { name: "mask-phone", words: "A red balloon over a lake at dawn", change: "a hot-air balloon", context: { viewport: PHONE, deviceScaleFactor: 2, hasTouch: true } },
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

async function take({ name, words, change, context: options }) {
  await new Practice(server.origin).reset();
  const context = await browser.newContext({ baseURL: server.origin, locale: "en-US", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const studio = new Studio(page);
  const easel = new EaselPage(page);
  await studio.open();
  await studio.make(words);
  await page.locator(".card-actions").getByRole("button", { name: /^(Edit a part|局部编辑)$/ }).first().click();
  await easel.ready();
  await page.keyboard.press("o");
  await easel.stroke([0.36, 0.22], [0.58, 0.6]);
  await page.keyboard.press("b");
  await easel.stroke([0.44, 0.6], [0.52, 0.72]);
  await page.mouse.move(...(await easel.at(0.6, 0.3)));
  await page.locator(".easel-run textarea").fill(change);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
  // WebP is a tenth of the size, and only the browser's own protocol offers it.
  const protocol = await context.newCDPSession(page);
  const { data } = await protocol.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  await writeFile(join(FOLDER, `${name}.webp`), Buffer.from(data, "base64"));
  await context.close();
}
