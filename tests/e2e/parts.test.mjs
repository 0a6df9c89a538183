// The parts of the studio that are fetched when they are first wanted: when they come, and what happens when they do not.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

const PART = /\/ideomix-part-[^/]*\.wasm$/;

/** The names of the parts that were asked for from now on. */
function partsAsked(page) {
  const asked = [];
  page.on("request", (request) => {
    const [name] = request.url().match(PART) ?? [];
    if (name) asked.push(name);
  });
  return asked;
}

proves("a first visit fetches the form and no part, and the first letter fetches what a run will need", { at: null }, async ({ page, studio }) => {
  const asked = partsAsked(page);
  await page.goto("/");
  await page.locator(".app:not([data-boot])").waitFor();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(asked, []);
  await studio.prompt.pressSequentially("a");
  await expectEventually(() => asked.some((name) => name.includes("-jobs-")), true, "the part of the jobs was asked for");
  assert.ok(!asked.some((name) => /-(look|places|tools)-/.test(name)), `nothing else came: ${asked}`);
});

proves("a later visit shows what was kept without being asked", async ({ page, studio }) => {
  await studio.make("a lantern in fog");
  const asked = partsAsked(page);
  await studio.reload();
  await studio.thumbs.first().waitFor();
  assert.ok(asked.some((name) => name.includes("-jobs-")));
});

proves("a place whose part does not arrive says so, and comes when it is asked for again", async ({ canary, page, studio }) => {
  canary.expect(/ideomix-part|Failed to (load|fetch)/);
  let away = true;
  await page.route(PART, (route) => (away ? route.abort() : route.continue()));
  await page.evaluate(() => (location.hash = "#/settings"));
  const place = page.locator("#place");
  await place.getByText("This part of the studio did not arrive").waitFor();
  away = false;
  await place.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  assert.equal(await studio.breakdown.isVisible(), false, "the studio did not break down");
});

proves("a run whose part does not arrive sends nothing, says so, keeps the words, and runs once at the next press", async ({ canary, page, practice, studio }) => {
  canary.expect(/ideomix-part|Failed to (load|fetch)/);
  let away = true;
  await page.route(PART, (route) => (away ? route.abort() : route.continue()));
  await studio.write("a bridge that is not there yet");
  await studio.run();
  await studio.toasts.getByText("This part of the studio did not arrive").first().waitFor();
  assert.equal((await practice.state()).calls, 0);
  assert.equal(await studio.prompt.inputValue(), "a bridge that is not there yet");
  away = false;
  await studio.run();
  await expectEventually(async () => (await practice.state()).calls, 1, "calls");
  await page.locator(".card.is-done img").first().waitFor();
  assert.equal((await practice.state()).calls, 1);
});

proves("two presses while the part is on its way run once", async ({ page, practice, studio }) => {
  let release;
  const gate = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(PART, async (route) => {
    await gate;
    await route.continue();
  });
  await studio.write("an impatient clerk");
  await studio.run();
  await studio.run();
  release();
  await page.locator(".card.is-done img").first().waitFor();
  assert.equal((await practice.state()).calls, 1);
});

proves("words typed before the part has come that keeps them are there after a reload, on every form", async ({ page, studio }) => {
  let away = true;
  await page.route(PART, (route) => (away ? undefined : route.continue()));
  await studio.write("a letter to nobody");
  await studio.goTo("create/remix");
  await studio.write("sharper");
  away = false;
  await studio.reload();
  await expectEventually(() => studio.prompt.inputValue(), "sharper", "the prompt of Remix");
  await studio.goTo("create/generate");
  await expectEventually(() => studio.prompt.inputValue(), "a letter to nobody", "the prompt of Generate");
});
