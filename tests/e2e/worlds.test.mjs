// Browsers that lack something, files that do not arrive, disks that are full: something is always said, and the page is never blank.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

/** What the browser and Trunk's start script say about a program that does not start. */
const ABOUT_PROGRAM = /ideomix-web|wasm|WebAssembly|dynamically imported module|Failed to load resource|404/i;

/** The panel that speaks when the program cannot. */
async function breakdown(page) {
  await page.locator("#failure").waitFor();
  return {
    title: await page.locator("#failure-title").innerText(),
    text: await page.locator("#failure-text").innerText(),
    button: await page.locator("#failure-reload").innerText(),
  };
}

async function worksWithoutStore({ page, practice, studio }) {
  // The form alone needs no database. Whoever begins to write will, and is told before anything is paid for.
  await studio.write("a sand castle");
  await page.getByText("Nothing is kept after this tab closes").waitFor();
  await studio.run();
  await page.locator(".stage .notice").getByText("Not sent: nothing can be kept now").waitFor();
  assert.equal((await practice.state()).calls, 0, "a call of which no trace would be left waits for a person's word");
  await page.locator(".stage .notice").getByRole("button", { name: "Send anyway" }).click();
  await studio.seesPictures(1);
  await studio.sizeOfPicture();
  // The answer holds for this visit.
  await studio.make("a second sand castle");
  assert.equal((await practice.state()).runs, 2);
  await studio.goTo("gallery");
  await expectEventually(() => studio.thumbs.locator("img").count(), 2, "thumbnails");
}

proves(
  "a browser without a database says so, and the studio works",
  { init: () => delete globalThis.indexedDB },
  worksWithoutStore,
);

proves(
  "a browser that refuses its database says so, and the studio works",
  {
    init: () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("not here", "SecurityError");
      };
    },
  },
  worksWithoutStore,
);

proves(
  "a browser that forbids storing words still remembers nothing and works",
  {
    init: () => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException("not here", "SecurityError");
          },
        });
      }
    },
  },
  async ({ page, studio }) => {
    await studio.make("a forgetful elephant");
    await studio.goTo("settings");
    await page.locator('label.seg-item:has(input[value="dark"])').click();
    await expectEventually(() => page.locator("html").getAttribute("data-theme"), "dark", "data-theme");
  },
);

proves("on a full disk the picture stays on screen, and it is said that it is not kept", { chromiumOnly: "only Chromium lets a test shrink its disk" }, async ({ context, origin, page, studio }) => {
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1000 });
  await studio.write("a full suitcase");
  await studio.run();
  await studio.jobs.getByRole("button", { name: "Send anyway" }).click();
  await page.locator(".card.is-unsaved").getByText("No room to save").waitFor();
  assert.deepEqual(await studio.sizeOfPicture(), [1024, 1024]);
  await page.getByText("There is no room left to keep pictures").first().waitFor();
  assert.equal(await studio.onPicture("Download").count(), 1, "it can still be downloaded");
});

proves(
  "a browser without WebAssembly is told what is missing",
  { at: null, init: () => delete globalThis.WebAssembly },
  async ({ canary, page }) => {
    canary.expect(/WebAssembly/);
    await page.goto("/");
    const { title, text } = await breakdown(page);
    assert.equal(title, "This browser is missing something Ideomix needs");
    assert.match(text, /WebAssembly/);
  },
);

const answers = (status, headers = {}) => (page, pattern) => page.route(pattern, (route) => route.fulfill({ status, headers, body: "nothing here" }));

for (const [what, spoil, locale, title, button] of [
  ["does not exist", answers(404), "en-US", "Part of Ideomix could not be loaded", "Reload"],
  ["does not exist", answers(404), "zh-CN", "Ideomix 的一部分未能加载", "重新加载"],
  ["does not arrive", (page, pattern) => page.route(pattern, (route) => route.abort()), "en-US", "Part of Ideomix could not be loaded", "Reload"],
  ["is damaged", answers(200, { "content-type": "application/wasm" }), "en-US", "The browser refused to run Ideomix", "Reload"],
  ["is damaged", answers(200, { "content-type": "application/wasm" }), "zh-CN", "浏览器拒绝运行 Ideomix", "重新加载"],
]) {
  proves(`a program that ${what} is explained (${locale})`, { at: null, context: { locale } }, async ({ canary, page }) => {
    canary.tolerate(ABOUT_PROGRAM);
    await spoil(page, "**/*_bg.wasm");
    await page.goto("/");
    const seen = await breakdown(page);
    assert.equal(seen.title, title);
    assert.equal(seen.button, button);
    assert.ok(seen.text.length > 20);
  });
}

proves("a script that does not exist is explained, in Chinese too", { at: null, context: { locale: "zh-CN" } }, async ({ canary, page }) => {
  canary.tolerate(ABOUT_PROGRAM);
  await answers(404)(page, "**/ideomix-web-*.js");
  await page.goto("/");
  const { title } = await breakdown(page);
  assert.equal(title, "Ideomix 的一部分未能加载");
});

proves("after a breakdown, Reload brings the studio back with what was typed", { at: null }, async ({ canary, page, studio }) => {
  canary.tolerate(ABOUT_PROGRAM);
  let broken = true;
  let release;
  const typed = new Promise((resolve) => {
    release = resolve;
  });
  await page.route("**/*_bg.wasm", async (route) => {
    await typed;
    await (broken ? route.abort() : route.continue());
  });
  await page.goto("/", { waitUntil: "commit" });
  await page.locator("#boot-prompt").fill("a phoenix");
  release();
  await breakdown(page);
  broken = false;
  await page.locator("#failure-reload").click();
  await studio.awake();
  assert.equal(await studio.prompt.inputValue(), "a phoenix");
});
