// Whole ways through the studio: what one operation makes is what the next one takes, in both languages, on three
// screens, with both families of models. Practice counts what it billed: one run for each press of the button.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { maskFile, portraitFile, sha256 } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { Traveller } from "./support/journey.mjs";
import { keptDifference, keptFiles, keptJobs, keptPixels, keptSizes } from "./support/storage.mjs";

const { proves } = openHouse();

const SCREENS = [
  [1440, 900],
  [820, 1180],
  [390, 844],
];
const LANGUAGES = [
  ["en", "en-US", { first: "a lighthouse by the sea", then: "the same in winter", patch: "a red balloon" }],
  ["zh", "zh-CN", { first: "海边的灯塔", then: "冬天的同一处", patch: "红色气球" }],
];
const FAMILIES = [
  ["V3", undefined, "/ideogram/v1/ideogram-v3/"],
  ["2.0 Turbo", "V_2_TURBO", "/ideogram/"],
];

const disc = (x, y) => (x - 512) ** 2 + (y - 400) ** 2 < 220 ** 2;
const made = (job) => job.pictures[0].asset;
const given = (job, field) => job.fields.find(({ name }) => name === field).files[0];

for (const [language, locale, prompts] of LANGUAGES) {
  for (const [family, model, root] of FAMILIES) {
    for (const [width, height] of SCREENS) {
      const chromiumOnly = "the driver does not tell of downloads";
      const options = { at: "#/create/describe", context: { locale, viewport: { width, height } }, chromiumOnly };
      proves(`${language}, ${family}, ${width} × ${height}: describe, generate, remix, edit, upscale, compare, download`, options, async (visit) => {
        const { page, practice, studio } = visit;
        const traveller = new Traveller(visit, language);
        const { say } = traveller.words;
        const wentTo = async (path) => assert.equal((await practice.lastCall()).path, path);

        await traveller.gives("image_file", portraitFile());
        const described = await traveller.run(0);
        assert.ok(described.descriptions.length > 1);
        await wentTo("/ideogram/describe");
        await page.getByRole("button", { name: say("generate_with"), exact: true }).first().click();
        await traveller.arrives("Generate");
        assert.equal(await studio.prompt.inputValue(), described.descriptions[0]);

        await traveller.takes(model);
        await traveller.write(prompts.first);
        const generated = await traveller.run();
        await wentTo(`${root}generate`);

        await traveller.sendsTo("Remix");
        await traveller.takes(model);
        await traveller.write(prompts.then);
        const remixed = await traveller.run();
        await wentTo(`${root}remix`);

        await traveller.sendsTo("Edit");
        await traveller.takes(model);
        await traveller.gives("mask", maskFile(1024, 1024, disc));
        await traveller.write(prompts.patch);
        const edited = await traveller.run();
        await wentTo(`${root}edit`);
        const image = family === "V3" ? "image" : "image_file";
        const { sizes, inside, outside } = await keptDifference(page, given(edited, image), made(edited), given(edited, "mask"));
        assert.deepEqual(sizes, [[1024, 1024], [1024, 1024], [1024, 1024]]);
        assert.equal(outside.changed, 0, "no pixel outside of the mask has changed");
        assert.ok(inside.changed > inside.all * 0.95, `${inside.changed} of ${inside.all} pixels inside have`);

        await traveller.sendsTo("Upscale");
        const upscaled = await traveller.run();
        await wentTo("/ideogram/upscale");
        assert.deepEqual(await keptSizes(page, [made(upscaled)]), [[2048, 2048]]);

        await traveller.compares();
        const download = await traveller.downloads();
        const kept = await keptFiles(page);
        assert.ok(kept.includes(sha256(await readFile(await download.path()))), "the file is the kept one");

        // Each step took the very picture that the one before had made; only what its file said about itself is gone.
        const sources = [remixed, edited, upscaled].map((job) => job.fields.flatMap(({ files }) => files ?? [])[0]);
        const results = [generated, remixed, edited].map(made);
        assert.deepEqual(await keptPixels(page, sources), await keptPixels(page, results));
        assert.equal((await keptJobs(page)).length, 5);
        const { calls, runs, images_made } = await practice.state();
        assert.deepEqual({ calls, runs, images_made }, { calls: 5, runs: 5, images_made: 4 });
      });
    }
  }
}
