// Every endpoint of the table is reached from a form: the golden wire forms name them all, and each is asked for here.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { maskFile, portraitFile } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { PLACES, Traveller } from "./support/journey.mjs";
import { keptColors, keptSizes } from "./support/storage.mjs";

const { proves } = openHouse();

const GOLDEN = fileURLToPath(new URL("../golden/", import.meta.url));
/** The endpoint of each golden file that bears a row's own name. */
const PATHS = Object.fromEntries(
  readdirSync(GOLDEN)
    .filter((name) => name.endsWith(".txt") && !name.includes("_with_"))
    .map((name) => [name.replace(".txt", ""), /^POST (\S+)/.exec(readFileSync(GOLDEN + name, "utf8"))[1]]),
);

const words = (traveller) => traveller.write("a paper boat");
const half = (x) => x < 128;

/** How a person gets there: the operation, the model, and what fills the form. */
const WAYS = {
  v3_generate: ["Generate", undefined, words],
  v3_remix: ["Remix", undefined, async (traveller) => {
    await traveller.gives("image", portraitFile(256));
    await words(traveller);
  }],
  v3_edit: ["Edit", undefined, async (traveller) => {
    await traveller.gives("image", portraitFile(256));
    await traveller.gives("mask", maskFile(256, 256, half));
    await words(traveller);
  }],
  v3_reframe: ["Reframe", undefined, async (traveller) => {
    await traveller.gives("image", portraitFile(256));
    await traveller.sizes("1536x640");
  }],
  v3_replace_background: ["ReplaceBackground", undefined, async (traveller) => {
    await traveller.gives("image", portraitFile(256));
    await words(traveller);
  }],
  legacy_generate: ["Generate", "V_1_TURBO", words],
  legacy_remix: ["Remix", "V_2A", async (traveller) => {
    await traveller.gives("image_file", portraitFile(256));
    await words(traveller);
  }],
  legacy_edit: ["Edit", "V_2", async (traveller) => {
    await traveller.gives("image_file", portraitFile(256));
    await traveller.gives("mask", maskFile(256, 256, half));
    await words(traveller);
  }],
  legacy_upscale: ["Upscale", undefined, (traveller) => traveller.gives("image_file", portraitFile(256))],
  legacy_describe: ["Describe", undefined, (traveller) => traveller.gives("image_file", portraitFile(256))],
};

test("every endpoint of the table has its way here", () => {
  assert.deepEqual(Object.keys(WAYS).toSorted(), Object.keys(PATHS).toSorted());
});

for (const [row, [operation, model, fill]] of Object.entries(WAYS)) {
  proves(`${row} is asked for from its form, once, at its own path`, { at: `#/create/${PLACES[operation]}` }, async (visit) => {
    const traveller = new Traveller(visit);
    await traveller.takes(model);
    await fill(traveller);
    await traveller.run(operation === "Describe" ? 0 : 1);
    const call = await visit.practice.lastCall();
    assert.equal(call.path, PATHS[row]);
    assert.equal(call.method, "POST");
  });
}

// ---- the two that only V3 does, by their pictures ----

proves("reframe gives the size that was chosen, with the source in it as it was", { at: "#/create/reframe" }, async (visit) => {
  const { page } = visit;
  const traveller = new Traveller(visit);
  await traveller.gives("image", portraitFile(512));
  await traveller.sizes("1536x640");
  const job = await traveller.run();
  const [made, given] = [job.pictures[0].asset, job.fields.find(({ name }) => name === "image").files[0]];
  assert.deepEqual(await keptSizes(page, [made, given]), [[1536, 640], [512, 512]]);
  // It has room without being scaled, and stands in the middle.
  const places = Array.from({ length: 512 }, (_, n) => [n, (n * 37) % 512]);
  const [source] = await keptColors(page, [given], places);
  const [result] = await keptColors(page, [made], places.map(([x, y]) => [x + 512, y + 64]));
  assert.deepEqual(result, source);
});

proves("a new background leaves the subject alone", { at: "#/create/background" }, async (visit) => {
  const { page } = visit;
  const traveller = new Traveller(visit);
  await traveller.gives("image", portraitFile(512));
  await traveller.write("an aurora over mountains");
  const job = await traveller.run();
  const [made, given] = [job.pictures[0].asset, job.fields.find(({ name }) => name === "image").files[0]];
  const [face, coat, wall, corner] = [[256, 166], [256, 400], [40, 200], [500, 40]];
  const [before, after] = await keptColors(page, [given, made], [face, coat, wall, corner]);
  assert.deepEqual(after.slice(0, 2), before.slice(0, 2), "face and coat are the same");
  for (const n of [2, 3]) assert.notDeepEqual(after[n], before[n], "the wall is gone");
});
