// Generating: what goes over the wire, and what comes back, for every family of models.

import assert from "node:assert/strict";

import { pngFile, sha256 } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

/** The parts of a form as `name = text`, in order. */
const texts = (call) => call.parts.map((part) => `${part.name} = ${part.text}`);

proves("a V3 picture is asked for in a form, field by field, and nothing else travels", async ({ practice, studio }) => {
  await studio.make("a red fox, “OPEN LATE” 狐狸");
  const call = await practice.lastCall();
  assert.equal(call.path, "/ideogram/v1/ideogram-v3/generate");
  assert.equal(call.method, "POST");
  assert.match(call.content_type, /^multipart\/form-data; ?boundary=/);
  assert.deepEqual(texts(call), ["prompt = a red fox, “OPEN LATE” 狐狸", "rendering_speed = DEFAULT"]);
  assert.ok(call.parts.every((part) => part.filename === undefined), "a text with a file name is a file to the gateway");
  assert.equal(call.api_key_present, false);
  for (const name of ["cookie", "authorization", "api-key"]) assert.ok(!call.headers.includes(name), name);
  assert.deepEqual(await studio.sizeOfPicture(), [1024, 1024]);
});

proves("every field that was set is sent once, spelled as the documents spell it", async ({ practice, studio }) => {
  await studio.chooseSpeed("TURBO");
  await studio.chooseCount(2);
  await studio.openAdvanced();
  await studio.field("Negative prompt").fill("blurry");
  await studio.field("Style codes").fill("0a1b2c3d, 4E5F6071");
  await studio.make("a quiet harbor", 2);
  const call = await practice.lastCall();
  const sent = texts(call).sort();
  assert.deepEqual(sent, [
    "negative_prompt = blurry",
    "num_images = 2",
    "prompt = a quiet harbor",
    "rendering_speed = TURBO",
    ...sent.filter((text) => text.startsWith("style_codes = ")),
  ]);
  assert.equal(sent.filter((text) => text.startsWith("style_codes = ")).length, 2, "arrays are repeated names");
});

proves("a 2a picture is asked for in JSON, in the words of its own family", async ({ practice, studio }) => {
  await studio.chooseModel("V_2A");
  await studio.chooseRatio("ASPECT_16_9");
  await studio.make("a tin robot");
  const call = await practice.lastCall();
  assert.equal(call.path, "/ideogram/generate");
  assert.equal(call.content_type, "application/json");
  assert.deepEqual(call.json, {
    image_request: { prompt: "a tin robot", model: "V_2A", aspect_ratio: "ASPECT_16_9" },
  });
  assert.equal(call.api_key_present, false);
  assert.deepEqual(await studio.sizeOfPicture(), [1312, 736]);
});

proves("V_1 gets no style type: it is not offered, or refused with its reason before anything is sent", async ({ practice, studio }) => {
  await studio.chooseModel("V_1");
  await studio.write("a paper boat");
  await studio.openAdvanced();
  const style = studio.field("Style type");
  if (await style.isVisible()) {
    await style.selectOption("REALISTIC");
    await studio.page.locator(".field-error", { hasText: "V_1 does not take this" }).waitFor();
    await studio.run();
    await studio.page.locator(".runbar-note.is-error").waitFor();
    assert.equal((await practice.state()).calls, 0);
    await style.selectOption("");
  }
  await studio.run();
  await studio.seesPictures(1);
  assert.deepEqual((await practice.lastCall()).json, { image_request: { prompt: "a paper boat", model: "V_1" } });
});

for (const [ratio, width, height] of [["16x9", 1312, 736], ["1x3", 512, 1536], ["1x1", 1024, 1024], ["3x2", 1248, 832]]) {
  proves(`the ratio ${ratio} is drawn with ${width} × ${height} pixels`, async ({ practice, studio }) => {
    await studio.chooseRatio(ratio);
    await studio.make("a lighthouse");
    const ratios = texts(await practice.lastCall()).filter((text) => text.startsWith("aspect_ratio"));
    assert.ok(ratios.every((text) => text === `aspect_ratio = ${ratio}`), `${ratios}`);
    assert.deepEqual(await studio.sizeOfPicture(), [width, height]);
  });
}

proves("all fifteen ratios of V3 are offered", async ({ page }) => {
  const offered = await page.locator(".ratios input").evaluateAll((inputs) => inputs.map((input) => input.value));
  const known = "1x1 16x9 9x16 3x2 2x3 4x3 3x4 16x10 10x16 5x4 4x5 2x1 1x2 3x1 1x3".split(" ");
  assert.deepEqual(offered.toSorted(), known.toSorted());
});

proves("seed 0 is sent as 0 and comes back as 0", async ({ page, practice, studio }) => {
  await studio.openAdvanced();
  await studio.field("Seed").fill("0");
  await studio.make("a green door");
  assert.ok(texts(await practice.lastCall()).includes("seed = 0"));
  await studio.act("Details");
  const seeds = page.locator(".asked tr", { hasText: "Seed" }).locator("td");
  await expectEventually(() => seeds.allInnerTexts(), ["0", "0"], "the seed asked for and the seed used");
});

proves("eight pictures are one call and eight cards", async ({ practice, studio }) => {
  await studio.chooseCount(8);
  assert.match(await studio.runButton.innerText(), /8/);
  await studio.make("paper cranes", 8);
  const { calls, runs, images_made } = await practice.state();
  assert.deepEqual({ calls, runs, images_made }, { calls: 1, runs: 1, images_made: 8 });
});

proves("a seed with several pictures is warned about before it is paid for, and runs all the same", async ({ practice, studio }) => {
  await studio.write("a blue kettle");
  await studio.chooseCount(2);
  await studio.openAdvanced();
  await studio.field("Seed").fill("7");
  await studio.runNote.filter({ hasText: "With a fixed seed all 2 pictures come out the same" }).waitFor();
  await studio.run();
  await studio.seesPictures(2);
  assert.ok(texts(await practice.lastCall()).includes("seed = 7"));
});

proves("the bytes of a chosen file arrive as they are, under a name of our own", { at: "#/create/remix" }, async ({ practice, studio }) => {
  const file = pngFile("private holiday name.png", 640, 480);
  await studio.chooseFile("Image", file);
  await studio.make("the same in winter");
  const call = await practice.lastCall();
  assert.equal(call.path, "/ideogram/v1/ideogram-v3/remix");
  const image = call.parts.find((part) => part.name === "image");
  assert.equal(image.sha256, sha256(file.buffer));
  assert.equal(image.filename, "image.png");
  assert.equal(call.parts.filter((part) => part.filename !== undefined).length, 1);
});

proves("a file that is no picture is refused by name, and nothing is sent", { at: "#/create/remix" }, async ({ page, practice }) => {
  const file = { name: "notes.png", mimeType: "image/png", buffer: Buffer.from("no picture at all") };
  await page.getByLabel("Image: Choose a picture").setInputFiles(file);
  await page.locator(".field-error", { hasText: "This is no picture" }).waitFor();
  assert.equal((await practice.state()).calls, 0);
});

proves("without a prompt nothing is sent, and the prompt is where the cursor goes", async ({ practice, studio }) => {
  await studio.run();
  await studio.runNote.filter({ hasText: "Needed: Prompt" }).waitFor();
  await expectEventually(() => studio.prompt.evaluate((box) => document.activeElement === box), true, "focus");
  assert.equal((await practice.state()).calls, 0);
});
