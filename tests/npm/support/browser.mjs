// One Chromium for a test file, and pages that run a program of the tests and hand back what it found.

import { chromium } from "playwright-core";

const SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** A machine under load is slow, and a page that never answers must end. */
const WAIT_MS = 30_000;

/** The browser under test. */
export function launch(more = []) {
  return chromium.launch({ executablePath: process.env.CHROME || "/usr/bin/chromium", args: [...SWITCHES, ...more] });
}

/** A page that finds the installed package by its name, without any bundler. */
export function page(script, { type = "module", at = "/node_modules/ideomix/dist" } = {}) {
  const names = { ideomix: "index", "ideomix/slim": "slim", "ideomix/mask": "mask", "ideomix/testing": "testing", "ideomix/ai-sdk": "ai-sdk" };
  const imports = Object.fromEntries(Object.entries(names).map(([name, file]) => [name, `${at}/${file}.js`]));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title>
<link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports })}</script>
<script type="${type}">${script}</script></html>`;
}

/** Opens the address and gives what the page put in `globalThis.facts`, or throws what it put in `globalThis.failure`. */
export async function factsOf(browser, address) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const said = [];
  tab.on("console", (message) => said.push(message.text()));
  // A page that broke will not answer: what it says is the answer.
  const broken = new Promise((_, no) => {
    tab.on("pageerror", (error) => no(new Error(`the page broke: ${error.stack ?? error}`)));
    tab.on("response", (answer) => answer.status() === 404 && no(new Error(`${answer.url()} is not there`)));
  });
  broken.catch(() => {});
  try {
    await tab.goto(address);
    const answered = tab.waitForFunction(() => "facts" in globalThis || "failure" in globalThis, null, { timeout: WAIT_MS });
    answered.catch(() => {});
    await Promise.race([answered, broken]);
    const found = await tab.evaluate(() => ({ facts: globalThis.facts, failure: globalThis.failure }));
    if (found.failure) throw new Error(`the page failed: ${found.failure}`);
    return found.facts;
  } catch (error) {
    throw new Error(`${error.message}\nthe page said:\n${said.join("\n")}`);
  } finally {
    await context.close();
  }
}
