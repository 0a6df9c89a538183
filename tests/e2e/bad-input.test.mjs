// What is offered to a slot and cannot be used: it is named there, nothing is sent, and nothing is lost.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pngFile } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import * as odd from "./support/odd.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();
const REMIX = { at: "#/create/remix" };

const TABLE = [
  [odd.gif, /GIF/],
  [odd.svg, /SVG/],
  [odd.heic, /HEIC/],
  [odd.empty, /empty/],
  [odd.words, /no picture/],
  [odd.page, /HTML/],
  [odd.cut, /damaged or cut off/],
  [odd.noEnd, /damaged or cut off/],
  [odd.wrongSum, /damaged or cut off/],
  [odd.vast, /40000 × 40000/],
];

proves("every kind of file that is no good is named at its slot, and the picture there stays", REMIX, async ({ page, practice, studio }) => {
  await studio.chooseFile("Image", pngFile("good.png", 40, 30));
  await studio.write("kept words");
  for (const [file, reason] of TABLE) {
    await offer(page, file);
    const trouble = page.locator(".slot-trouble", { hasText: file.name });
    await trouble.waitFor();
    assert.match(await trouble.innerText(), reason, file.name);
    assert.equal(await page.locator(".slot.is-filled").count(), 1, file.name);
    assert.match(await page.locator(".slot.is-filled .slot-facts").first().innerText(), /40 × 30/);
  }
  assert.equal(await studio.prompt.inputValue(), "kept words");
  assert.equal((await practice.state()).last.length, 0, "nothing is sent");
});

proves("only what this browser can draw is offered for conversion, and never what holds a program", REMIX, async ({ page }) => {
  for (const [file] of TABLE) {
    await offer(page, file);
    const trouble = page.locator(".slot-trouble", { hasText: file.name });
    await trouble.waitFor();
    const offers = await trouble.getByRole("button", { name: "Convert it here" }).count();
    assert.equal(offers, file === odd.gif ? 1 : 0, file.name);
  }
});

proves("a GIF is converted when a person says so, and sent as PNG", REMIX, async ({ page, practice, studio }) => {
  await studio.write("a dot");
  await offer(page, odd.gif);
  await page.getByRole("button", { name: "Convert it here" }).click();
  await page.locator(".slot.is-filled").waitFor();
  assert.equal(await page.locator(".slot-trouble").count(), 0);
  await studio.run();
  await studio.seesPictures(1);
  const image = (await practice.lastCall()).parts.find((part) => part.name === "image");
  assert.match(image.filename, /\.png$/);
});

proves("a folder and five hundred files are refused by name, at once and as a whole", REMIX, async ({ context, page, practice }) => {
  const folder = await mkdtemp(join(tmpdir(), "ideomix-"));
  try {
    await writeFile(join(folder, "a.png"), pngFile("a.png", 4, 4).buffer);
    await dropOn(context, page, ".slot", [folder]);
    await page.locator(".slot-trouble", { hasText: "This is a folder" }).waitFor();
    const many = Array.from({ length: 500 }, (_, n) => join(folder, `${n}.png`));
    await Promise.all(many.map((name) => writeFile(name, pngFile(name, 4, 4).buffer)));
    await dropOn(context, page, ".slot", many);
    await page.locator(".slot-trouble", { hasText: "500 files at once" }).waitFor();
    assert.equal(await page.locator(".slot-trouble").count(), 1);
    assert.equal(await page.locator(".slot.is-filled").count(), 0);
    assert.equal((await practice.state()).last.length, 0);
  } finally {
    await rm(folder, { recursive: true });
  }
});

proves("a file that is deleted after it was picked is named, and the form keeps its words", REMIX, async ({ context, page, practice, studio }) => {
  const folder = await mkdtemp(join(tmpdir(), "ideomix-"));
  const path = join(folder, "gone.png");
  await writeFile(path, pngFile("gone.png", 40, 30).buffer);
  await studio.write("kept words");
  // It is gone between the pick and the first look at it.
  await page.evaluate(() => {
    const slice = Blob.prototype.slice;
    const ready = new Promise((resolve) => {
      globalThis.goOn = resolve;
    });
    Blob.prototype.slice = function (...range) {
      const part = slice.apply(this, range);
      const read = part.arrayBuffer.bind(part);
      part.arrayBuffer = async () => {
        await ready;
        return read();
      };
      return part;
    };
  });
  await dropOn(context, page, ".slot", [path]);
  await page.locator(".slot-reading").waitFor();
  await rm(folder, { recursive: true });
  await page.evaluate(() => globalThis.goOn());
  await page.locator(".slot-trouble", { hasText: "cannot be read any more" }).waitFor();
  assert.equal(await studio.prompt.inputValue(), "kept words");
  assert.equal((await practice.state()).last.length, 0);
});

proves("numbers and words that the service would refuse never leave", { at: "#/create/generate" }, async ({ page, practice, studio }) => {
  for (const blank of ["", "   ", "\u0000\u0001"]) {
    await studio.write(blank);
    await studio.run();
    await page.locator(".field-error", { hasText: "Prompt is needed" }).waitFor();
  }
  await studio.write("a fox");
  await studio.openAdvanced();
  for (const [seed, reason] of [
    ["-1", /between 0 and 2147483647/],
    ["2147483648", /between 0 and 2147483647/],
    ["1.5", /whole number/],
    ["NaN", /whole number/],
  ]) {
    await studio.field("Seed").fill(seed);
    await studio.run();
    await page.locator(".field-error", { hasText: reason }).waitFor();
  }
  assert.equal((await practice.state()).last.length, 0);
  await studio.field("Seed").fill("0");
  await studio.run();
  await studio.seesPictures(1);
  const sent = (await practice.lastCall()).parts.map((part) => `${part.name} = ${part.text}`);
  assert.ok(sent.includes("seed = 0"), "zero is a seed");
});

proves("odd letters in a prompt are cleaned and do not break the page", async ({ practice, studio }) => {
  await studio.make("fox\u0000 \u202Ereversed\u202C \uD83E\uDD8A\u0007 end");
  const prompt = (await practice.lastCall()).parts.find((part) => part.name === "prompt").text;
  assert.equal(prompt, "fox \u202Ereversed\u202C \uD83E\uDD8A end");
});

async function offer(page, file) {
  await page.locator(".slot input[type=file]").first().setInputFiles(file);
  await expectEventually(async () => page.locator(".slot-reading").count(), 0, "the look at the file ends");
}

/** Drops real files or folders, as an operating system does. */
async function dropOn(context, page, selector, files) {
  const { x, y, width, height } = await page.locator(selector).first().boundingBox();
  const protocol = await context.newCDPSession(page);
  const at = { x: x + width / 2, y: y + height / 2, data: { items: [], files, dragOperationsMask: 1 } };
  for (const type of ["dragEnter", "dragOver", "drop"]) await protocol.send("Input.dispatchDragEvent", { type, ...at });
}
