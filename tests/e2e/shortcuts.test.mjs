// The shortcuts: every one that the list names does what it says, and none gets in the way of writing.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";
import { decodedSize } from "./support/studio.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

/** How the keys of the list are written for the driver. */
const pressable = (keys) => keys.replace("Mod", "Control").replace("Plus", "+");

const hashOf = (page) => new URL(page.url()).hash.split("?")[0];

/** What the keys of making and those of every place do, seen from outside; each check starts in the workspace. */
const ANYWHERE = {
  "Mod+Enter": async ({ practice, studio }) => {
    await studio.write("a run by keys");
    return {
      seen: async () => (await practice.state()).runs,
      wanted: 1,
      focus: studio.prompt,
    };
  },
  "Alt+ArrowUp": async ({ studio }) => {
    await studio.make("the prompt before");
    await studio.write("something new");
    return { seen: () => studio.prompt.inputValue(), wanted: "the prompt before", focus: studio.prompt };
  },
  "Alt+ArrowDown": async ({ page, studio }) => {
    await studio.make("the prompt before");
    await studio.write("something new");
    await studio.prompt.press("Alt+ArrowUp");
    await expectEventually(() => studio.prompt.inputValue(), "the prompt before", "the earlier prompt");
    return { seen: () => studio.prompt.inputValue(), wanted: "something new", focus: studio.prompt, page };
  },
  "Alt+R": async ({ page, studio }) => ({
    seen: () => page.getByRole("tab", { name: "Request" }).getAttribute("aria-selected"),
    wanted: "true",
    focus: studio.prompt,
  }),
  ...Object.fromEntries(
    ["generate", "remix", "edit", "reframe", "background", "upscale", "describe"].map((operation, n) => [
      `Alt+${n + 1}`,
      async ({ page }) => ({ seen: () => new URL(page.url()).hash, wanted: `#/create/${operation}`, from: "#/settings" }),
    ]),
  ),
  G: async ({ page }) => ({ seen: () => new URL(page.url()).hash, wanted: "#/gallery" }),
  J: async ({ page }) => ({ seen: () => new URL(page.url()).hash, wanted: "#/queue" }),
  Y: async ({ page }) => ({ seen: () => page.locator(".app[data-strip=open]").count(), wanted: 1 }),
  "/": async ({ page }) => ({
    seen: () => page.evaluate(() => document.activeElement.getAttribute("type")),
    wanted: "search",
  }),
  "Mod+K": async ({ page }) => ({ seen: () => page.getByRole("combobox", { name: "Command palette" }).count(), wanted: 1 }),
  "?": async ({ page }) => ({ seen: () => page.getByRole("heading", { name: "Shortcuts" }).count(), wanted: 1 }),
  "Mod+Z": async ({ studio }) => {
    await studio.make("a brass bell");
    await studio.act("Delete");
    await expectEventually(() => studio.thumbs.count(), 0, "thumbnails after deleting");
    return { seen: () => studio.thumbs.count(), wanted: 1 };
  },
  Escape: async ({ page, studio }) => {
    await page.keyboard.press("y");
    await page.locator(".app[data-strip=open]").waitFor();
    return { seen: () => page.locator(".app[data-strip=open]").count(), wanted: 0, studio };
  },
};

/** Opens the first of two pictures on the stage. */
async function looksAt({ page, studio }) {
  await studio.chooseCount(2);
  await studio.make("two wells", 2);
  await page.locator(".stage a.card-link").first().click();
  await decodedSize(page.locator(".viewer .pane img"));
}

const viewer = (check, ...before) => async (visit) => {
  await looksAt(visit);
  for (const keys of before) await visit.page.keyboard.press(keys);
  return check(visit);
};
const enlarged = ({ page }) => page.locator(".pane.is-enlarged").count();
const zoomed = (wanted, ...before) => viewer((visit) => ({ seen: () => enlarged(visit), wanted, here: true }), ...before);
const place = (wanted, ...before) =>
  viewer(({ page }) => ({ seen: () => page.locator(".viewer-place").innerText(), wanted, here: true }), ...before);
const goes = (wanted) => viewer(({ page }) => ({ seen: () => hashOf(page), wanted, here: true }));
const says = (words) => viewer(({ studio }) => ({ seen: () => studio.toasts.getByText(words).count(), wanted: 1, here: true }));

/** What the keys do on a picture that is looked at. */
const VIEWER = {
  ArrowRight: place("2 of 2"),
  ArrowLeft: place("1 of 2", "ArrowRight"),
  Plus: zoomed(1),
  "-": zoomed(0, "+"),
  0: zoomed(0, "+", "+"),
  1: viewer(({ page }) => ({ seen: () => page.locator(".zoom-bar").innerText(), wanted: "100 %", here: true })),
  F: viewer(({ page }) => ({ seen: () => page.locator('.viewer button[aria-label="Star"]').getAttribute("aria-pressed"), wanted: "true", here: true })),
  S: viewer(({ page }) => {
    let downloads = 0;
    page.on("download", () => (downloads += 1));
    return { seen: async () => downloads, wanted: 1, here: true };
  }),
  E: goes("#/create/edit"),
  X: goes("#/create/remix"),
  U: goes("#/create/upscale"),
  V: says("The same words and settings with a new seed"),
  K: says("Locked: the words that were drawn"),
  C: goes("#/compare"),
  Delete: viewer(({ studio }) => ({ seen: () => studio.thumbs.count(), wanted: 1, here: true })),
  I: viewer(({ page }) => ({ seen: () => page.locator('.viewer[data-details="open"]').count(), wanted: 1, here: true })),
  Escape: viewer(({ page }) => ({ seen: () => page.locator(".viewer").count(), wanted: 0, here: true })),
};

const compared = (check, ...before) => async (visit) => {
  const { page, studio } = visit;
  await studio.chooseCount(2);
  await studio.make("two fords", 2);
  await studio.act("Compare");
  await decodedSize(page.locator(".compare-panes img").nth(1));
  for (const keys of before) await page.keyboard.press(keys);
  return { ...check(visit), here: true };
};
const mode = (n, ...before) =>
  compared(({ page }) => ({ seen: () => page.locator(".compare-panes").getAttribute("data-mode"), wanted: String(n) }), ...before);
const split = (wanted) =>
  compared(({ page }) => ({ seen: () => page.locator(".compare-panes").evaluate((panes) => panes.style.getPropertyValue("--split")), wanted }));
const both = (wanted, ...before) => compared((visit) => ({ seen: () => enlarged(visit), wanted }), ...before);

/** What the keys do on two pictures against each other. */
const COMPARE = {
  1: mode(0, "3"),
  2: mode(1),
  3: mode(2),
  4: mode(3),
  ArrowLeft: split("48%"),
  ArrowRight: split("52%"),
  X: compared(({ page }) => {
    const [a, b] = /a=(\w+\/\d+)&b=(\w+\/\d+)/.exec(page.url()).slice(1);
    return { seen: async () => page.url().endsWith(`?a=${b}&b=${a}`), wanted: true };
  }),
  Plus: both(1),
  "-": both(0, "+"),
  0: both(0, "+", "+"),
  Escape: compared(({ page }) => ({ seen: () => hashOf(page), wanted: "#/create/generate" })),
};

const chosen = (check) => async (visit) => {
  const { page, studio } = visit;
  await studio.chooseCount(2);
  await studio.make("two gates", 2);
  for (const n of [0, 1]) await studio.thumbs.nth(n).click({ modifiers: ["Control"] });
  await page.getByText("Two pictures chosen.").waitFor();
  return check(visit);
};

/** What the keys do while pictures are chosen. */
const CHOSEN = {
  C: chosen(({ page }) => ({ seen: () => hashOf(page), wanted: "#/compare" })),
  Escape: chosen(({ page }) => ({ seen: () => page.locator(".chosen").count(), wanted: 0 })),
};

const gallery = (check, ...before) => async (visit) => {
  const { page, studio } = visit;
  await studio.make("a lone gate");
  await studio.goTo("gallery");
  await page.locator(".gallery-page .thumb").waitFor();
  await page.locator("#place").focus();
  for (const keys of before) await page.keyboard.press(keys);
  return { ...check(visit), here: true };
};
const bar = (wanted) => ({ page }) => ({ seen: () => page.locator(".chosen-bar").count(), wanted });

/** What the keys do in the gallery. */
const GALLERY = {
  "Mod+A": gallery(bar(1)),
  Delete: gallery(({ studio }) => ({ seen: () => studio.thumbs.count(), wanted: 0 }), "Control+a"),
  Escape: gallery(bar(0), "Control+a"),
};

/** The headings of the list, and what is proved of the keys below them. Making and every place share a table. */
const SECTIONS = { Gallery: GALLERY, "Chosen pictures": CHOSEN, "A picture": VIEWER, Compare: COMPARE };
const SHARED = ["Making", "Everywhere"];

proves("the list of shortcuts names exactly the keys that are proved here", async ({ page }) => {
  await page.locator("#place").focus();
  await page.keyboard.press("?");
  const sections = page.locator(".shortcuts section");
  await sections.first().waitFor();
  const listed = await sections.evaluateAll((all) =>
    all.map((section) => [section.querySelector("h3").textContent, [...section.querySelectorAll(".shortcut")].map((row) => row.dataset.keys)]));
  const keysOf = (heading) => listed.filter(([other]) => other === heading).flatMap(([, keys]) => keys);
  assert.deepEqual(SHARED.flatMap(keysOf).toSorted(), Object.keys(ANYWHERE).toSorted());
  for (const [heading, checks] of Object.entries(SECTIONS)) {
    assert.deepEqual(keysOf(heading).toSorted(), Object.keys(checks).toSorted(), heading);
  }
  assert.deepEqual(listed.map(([heading]) => heading).toSorted(), [...SHARED, ...Object.keys(SECTIONS)].toSorted());
  await page.keyboard.press("Escape");
  await expectEventually(() => page.locator("dialog[open]").count(), 0, "open dialogs");
});

for (const [heading, checks] of Object.entries({ Anywhere: ANYWHERE, ...SECTIONS })) {
  for (const [keys, check] of Object.entries(checks)) {
    const chromiumOnly = heading === "A picture" && keys === "S" ? "the driver does not tell of downloads" : undefined;
    proves(`${heading}: ${keys} does what the list says`, { chromiumOnly }, async (visit) => {
      const { page, studio } = visit;
      const { seen, wanted, focus, from, here } = await check(visit);
      if (from) await studio.open(from);
      if (focus) await focus.focus();
      else if (!here) await page.locator("#place").focus();
      await page.keyboard.press(pressable(keys));
      await expectEventually(seen, wanted, keys);
    });
  }
}

proves("single letters are letters while somebody writes", async ({ page, studio }) => {
  await studio.prompt.focus();
  await page.keyboard.type("gjy?/");
  assert.equal(await studio.prompt.inputValue(), "gjy?/");
  assert.equal(new URL(page.url()).hash, "#/create/generate");
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

proves("keys that belong to an input method run nothing and go nowhere", async ({ context, page, practice, studio }) => {
  await studio.prompt.focus();
  const session = await context.newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "ni", selectionStart: 2, selectionEnd: 2 });
  await page.evaluate(() => {
    const press = (key, more) =>
      document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, isComposing: true, ...more }),
      );
    press("Enter", { ctrlKey: true });
    press("1", { altKey: true, code: "Digit1" });
    press("k", { ctrlKey: true });
  });
  await session.send("Input.insertText", { text: "你好" });
  assert.equal(await studio.prompt.inputValue(), "你好");
  assert.equal((await practice.state()).calls, 0);
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

proves("the palette finds places by a few letters, and prompts that were run before", async ({ page, studio }) => {
  await studio.make("a violet lighthouse");
  await studio.write("");
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Command palette" });
  await box.fill("vilig");
  await page.getByRole("option", { name: /a violet lighthouse/ }).waitFor();
  await page.keyboard.press("Enter");
  await expectEventually(() => studio.prompt.inputValue(), "a violet lighthouse", "the prompt");
  await page.keyboard.press("Control+k");
  await box.fill("sett");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/#/settings");
});

proves("the palette speaks Chinese", { context: { locale: "zh-CN" } }, async ({ page }) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "命令面板" }).fill("图库");
  await page.getByRole("option", { name: /图库/ }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/#/gallery");
});
