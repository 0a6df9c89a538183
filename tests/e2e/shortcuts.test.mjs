// The shortcuts: every one that the list names does what it says, and none gets in the way of writing.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

/** How the keys of the list are written for the driver. */
const pressable = (keys) => keys.replace("Mod", "Control");

/** What each of the keys does, seen from outside; each check starts in the workspace with nothing focused. */
const CHECKS = {
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

/** The scopes that this file knows; tools with a canvas of their own are proved where they are. */
const SCOPES = ["Making", "Everywhere"];

proves("the list of shortcuts names exactly the keys that are proved here", async ({ page }) => {
  await page.locator("#place").focus();
  await page.keyboard.press("?");
  const named = [];
  for (const scope of SCOPES) {
    const section = page.locator(".shortcuts section").filter({ has: page.getByRole("heading", { name: scope, exact: true }) });
    await section.waitFor();
    named.push(...(await section.locator(".shortcut").evaluateAll((rows) => rows.map((row) => row.dataset.keys))));
  }
  assert.deepEqual(named.toSorted(), Object.keys(CHECKS).toSorted());
  await page.keyboard.press("Escape");
  await expectEventually(() => page.locator("dialog[open]").count(), 0, "open dialogs");
});

for (const [keys, check] of Object.entries(CHECKS)) {
  proves(`${keys} does what the list says`, async (visit) => {
    const { page, studio } = visit;
    const { seen, wanted, focus, from } = await check(visit);
    if (from) await studio.open(from);
    if (focus) await focus.focus();
    else await page.locator("#place").focus();
    await page.keyboard.press(pressable(keys));
    await expectEventually(seen, wanted, keys);
  });
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
