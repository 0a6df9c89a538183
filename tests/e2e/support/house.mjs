// One server and one browser for a test file, and a fresh visit for every test.

import { after, before, test } from "node:test";

import { chromium, firefox } from "playwright-core";

import { Canary } from "./canary.mjs";
import { Practice } from "./practice.mjs";
import { startServer } from "./server.mjs";
import { Studio } from "./studio.mjs";

/** A machine under load is slow, and a test that hangs must end. */
const WAIT_MS = 10_000;
const TEST_MS = 60_000;

const SWITCHES = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser under test: Chromium, or an ordinary Firefox where the variable `FIREFOX` names one. */
export function launchBrowser() {
  if (process.env.FIREFOX) return firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX });
  return chromium.launch({ executablePath: process.env.CHROME || "/usr/bin/chromium", args: SWITCHES });
}

/**
 * Opens server and browser around the tests of a file. `variables` are more of the server's environment.
 *
 * `proves(sentence, options, visit)` is a test: `visit` gets everything that a visit has. Options:
 * - `context`: for a new browser context (language, window, look);
 * - `at`: the place to open, or `null` to open none yet;
 * - `prepare(visit)`: what must be so before the page is opened;
 * - `init`: a function that runs in the page before any of its scripts;
 * - `chromiumOnly`: why Firefox cannot be driven to prove it.
 */
export function openHouse(variables) {
  const house = {};
  before(async () => {
    house.server = await startServer(variables);
    house.practice = new Practice(house.server.origin);
    house.browser = await launchBrowser();
  });
  after(async () => {
    await house.browser?.close();
    await house.server?.stop();
  });
  const proves = (sentence, ...rest) => {
    const [options, visit] = rest.length === 2 ? rest : [{}, rest[0]];
    const skip = process.env.FIREFOX ? options.chromiumOnly : undefined;
    test(sentence, { timeout: TEST_MS, skip }, () => visited(house, options, visit));
  };
  return { proves };
}

async function visited(house, options, visit) {
  const { practice, server } = house;
  await practice.reset();
  const context = await house.browser.newContext({
    baseURL: server.origin,
    locale: "en-US",
    viewport: { width: 1440, height: 900 },
    ...options.context,
  });
  try {
    context.setDefaultTimeout(WAIT_MS);
    const canary = await Canary.in(context);
    if (options.init) await context.addInitScript(options.init);
    const page = await context.newPage();
    const studio = new Studio(page);
    const given = { canary, context, origin: server.origin, page, practice, studio };
    await options.prepare?.(given);
    if (options.at !== null) await studio.open(options.at);
    await visit(given);
    canary.assertQuiet();
  } finally {
    await context.close();
  }
}
