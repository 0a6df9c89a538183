// How long a first visit takes on a slow phone: a cold cache, 10 Mbit/s with 40 ms of delay, a processor slowed down four times.
// Prints lines `figure NAME VALUE UNIT`; each value is the median of the visits.

import { launchBrowser } from "../support/house.mjs";
import { startServer } from "../support/server.mjs";

const VISITS = 5;
const NETWORK = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 };
const SLOWED = 4;
const FIRST_KEY = "a";

/** Runs in the page before its scripts: notes when the prompt first takes a key, and when the run button first answers. */
const OBSERVE = () => {
  globalThis.__marks = {};
  const mark = (name) => {
    globalThis.__marks[name] ??= performance.now();
  };
  document.addEventListener("input", () => mark("usable"), true);
  new MutationObserver(() => {
    if (document.querySelector(".app:not([data-boot]) #run:not([aria-disabled])")) mark("ready");
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-disabled", "id"] });
};

const server = await startServer();
const browser = await launchBrowser();
try {
  const visits = [];
  for (let n = 0; n < VISITS; n += 1) visits.push(await visit());
  const median = (name) => visits.map((figures) => figures[name]).toSorted((a, b) => a - b)[Math.floor(VISITS / 2)];
  console.log(`figure load_bytes ${(median("bytes") / 1000).toFixed(1)} kB`);
  console.log(`figure load_first_paint ${median("firstPaint").toFixed(0)} ms`);
  console.log(`figure load_usable ${median("usable").toFixed(0)} ms`);
  console.log(`figure load_interactive ${median("interactive").toFixed(0)} ms`);
} finally {
  await browser.close();
  await server.stop();
}

/** One visit of a person who was never here: times in milliseconds from the start of the navigation, bytes on the wire. */
async function visit() {
  // A context of its own has a cache of its own.
  const context = await browser.newContext({ baseURL: server.origin, locale: "en-US", viewport: { width: 390, height: 844 } });
  await context.addInitScript(OBSERVE);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", NETWORK);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });

  await page.goto("/", { waitUntil: "commit" });
  await page.locator("#boot-prompt").focus();
  await page.keyboard.type(FIRST_KEY);
  await page.waitForFunction(() => globalThis.__marks.ready !== undefined);
  const kept = await page.locator(".panel textarea").first().inputValue();
  if (kept !== FIRST_KEY) throw new Error(`the key that was typed first was lost: ${JSON.stringify(kept)}`);

  // The button works when a press starts a job, and not merely when it is drawn.
  await page.locator("#run").click();
  const interactive = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => (document.querySelector(".tray .job, .stage .card") ? resolve(performance.now()) : requestAnimationFrame(look));
        look();
      }),
  );
  const { marks, firstPaint } = await page.evaluate(() => ({
    marks: globalThis.__marks,
    firstPaint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  }));
  const loaded = bytes;
  await context.close();
  return { bytes: loaded, firstPaint, usable: marks.usable, interactive };
}
