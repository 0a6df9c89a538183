// How long a first visit takes on a slow phone: a cold cache, 10 Mbit/s with 40 ms of delay, a processor slowed down four times.
// Prints lines `figure NAME VALUE UNIT`; each value is the median of the visits.

import { launchBrowser } from "../support/house.mjs";
import { startServer } from "../support/server.mjs";

const VISITS = 5;
const NETWORK = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 };
const SLOWED = 4;
const FIRST_KEY = "a";

/**
 * Runs in the page before its scripts and plays the impatient person, with no delay of its own: writes into the prompt as
 * soon as it is painted, and presses the run button in every frame from when it is there until a job stands on the stage.
 */
const HURRY = (key) => {
  const times = {};
  globalThis.__times = times;
  const frame = () => {
    const box = document.querySelector("#boot-prompt, .panel textarea");
    if (times.usable === undefined && box && performance.getEntriesByName("first-contentful-paint").length > 0) {
      box.focus();
      document.execCommand("insertText", false, key);
      if (box.value === key) times.usable = performance.now();
    }
    if (times.usable !== undefined && document.querySelector(".tray .job, .stage .card")) {
      times.interactive = performance.now();
      times.kept = document.querySelector(".panel textarea").value;
      return;
    }
    if (times.usable !== undefined) document.querySelector(".app:not([data-boot]) #run:not([aria-disabled])")?.click();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};

const server = await startServer();
const browser = await launchBrowser();
try {
  const visits = [];
  for (let n = 0; n < VISITS; n += 1) visits.push(await visit());
  const median = (name) => visits.map((figures) => figures[name]).toSorted((a, b) => a - b)[Math.floor(VISITS / 2)];
  console.log(`figure load_bytes ${(median("bytes") / 1000).toFixed(1)} kB`);
  console.log(`figure load_bytes_with_run ${(median("bytesWithRun") / 1000).toFixed(1)} kB`);
  console.log(`figure load_first_paint ${median("firstPaint").toFixed(0)} ms`);
  console.log(`figure load_usable ${median("usable").toFixed(0)} ms`);
  console.log(`figure load_interactive ${median("interactive").toFixed(0)} ms`);
} finally {
  await browser.close();
  await server.stop();
}

/** A page of a person who was never here, on a slow phone; `bytes` says what has come over the wire. */
async function open(script) {
  // A context of its own has a cache of its own.
  const context = await browser.newContext({ baseURL: server.origin, locale: "en-US", viewport: { width: 390, height: 844 } });
  if (script) await context.addInitScript(script, FIRST_KEY);
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
  return { bytes: () => bytes, close: () => context.close(), page };
}

/** The visit of somebody who only looks, and then that of an impatient person: times in milliseconds, bytes on the wire. */
async function visit() {
  const calm = await open();
  await calm.page.locator(".app:not([data-boot])").waitFor();
  await calm.page.waitForLoadState("networkidle");
  const bytes = calm.bytes();
  await calm.close();

  const hurried = await open(HURRY);
  await hurried.page.waitForFunction(() => globalThis.__times.interactive !== undefined);
  const times = await hurried.page.evaluate(() => ({
    ...globalThis.__times,
    firstPaint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  }));
  const bytesWithRun = hurried.bytes();
  await hurried.close();
  if (times.kept !== FIRST_KEY) throw new Error(`the key that was typed first was lost: ${JSON.stringify(times.kept)}`);
  return { ...times, bytes, bytesWithRun };
}
