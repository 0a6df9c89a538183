// A person on the way through several operations, in either language, on any screen, with mouse or keys.

import assert from "node:assert/strict";

import { keptJobs } from "./storage.mjs";
import { decodedSize } from "./studio.mjs";
import { expectEventually } from "./wait.mjs";
import { words } from "./words.mjs";

/** How operations are called in Rust, in addresses. */
export const PLACES = {
  Generate: "generate",
  Remix: "remix",
  Edit: "edit",
  Reframe: "reframe",
  ReplaceBackground: "background",
  Upscale: "upscale",
  Describe: "describe",
};

export class Traveller {
  #runs = 0;

  /** @param visit what `proves` gives; @param {"en" | "zh"} language */
  constructor({ page, practice, studio }, language = "en") {
    Object.assign(this, { page, practice, studio, words: words(language) });
  }

  /** Goes to an operation by whatever leads there on this screen. */
  async goTo(operation) {
    const place = `#/create/${PLACES[operation]}`;
    const links = this.page.locator(`.rail a[href="${place}"], .ops a[href="${place}"]`);
    const shown = links.filter({ visible: true });
    if (await shown.count()) await shown.first().click();
    else await this.page.evaluate((place) => (location.hash = place), place);
    await this.arrives(operation);
  }

  async arrives(operation) {
    await this.page.waitForURL(`**/#/create/${PLACES[operation]}`);
    await this.page.locator(".panel-title", { hasText: this.words.operation(operation) }).waitFor();
  }

  /** The control that takes a file of a field. */
  slot(field) {
    const { page, words } = this;
    return page.getByLabel(`${words.field(field)}: ${words.say("choose_file")}`, { exact: true });
  }

  async gives(field, file) {
    const filled = await this.page.locator(".panel .slot.is-filled").count();
    await this.slot(field).setInputFiles(file);
    await expectEventually(() => this.page.locator(".panel .slot.is-filled").count(), filled + 1, `the slot of ${field}`);
  }

  async write(text) {
    await this.studio.prompt.fill(text);
  }

  /** The control below a field's label. */
  field(name) {
    return this.studio.field(this.words.field(name));
  }

  /** Chooses one of the models before V3; without one, what is chosen stays. */
  async takes(model) {
    if (model) await this.studio.chooseModel(model);
  }

  /** Chooses the exact size of the result. */
  async sizes(resolution) {
    await this.page.locator(`.panel select:has(option[value="${resolution}"])`).selectOption(resolution);
  }

  /** Presses the run button and waits until the pictures are saved; gives the job as it is kept. */
  async run(pictures = 1) {
    await this.studio.run();
    return this.gets(pictures);
  }

  /** Waits for one more run of practice, billed once, and for its pictures to be kept. */
  async gets(pictures = 1) {
    this.#runs += 1;
    await expectEventually(async () => (await this.practice.state()).runs, this.#runs, "runs that practice billed");
    if (pictures > 0) await this.studio.seesPictures(pictures);
    const settled = async () => {
      const [newest] = await keptJobs(this.page);
      return newest?.phase === "done" && newest.pictures.every((picture) => picture.asset);
    };
    await expectEventually(settled, true, "the newest job is done and saved");
    const { calls, runs } = await this.practice.state();
    assert.deepEqual({ calls, runs }, { calls: this.#runs, runs: this.#runs }, "every call was wanted, and none came twice");
    return (await keptJobs(this.page))[0];
  }

  /** Sends the picture on the stage to an operation's slot by the menu on its card. */
  async sendsTo(operation, n = 0) {
    await this.studio.onPicture(this.words.say("send_to"), n).click();
    const items = this.page.locator(".menu-list:popover-open").getByRole("button");
    await items.filter({ hasText: this.words.operation(operation) }).first().click();
    await this.arrives(operation);
    await this.page.locator(".panel .slot.is-filled").first().waitFor();
  }

  /** Compares the picture on the stage with the one it was made from, in all four ways, and comes back to it. */
  async compares() {
    const { page, studio, words } = this;
    await studio.act(words.say("compare"));
    await this.seesComparison();
    for (const n of [1, 2, 3, 0]) {
      await page.locator(`.viewer-bar label.seg-item:has(input[value="${n}"])`).click();
      await page.locator(`.compare-panes[data-mode="${n}"]`).waitFor();
    }
    await page.locator(".viewer-bar > button").first().click();
    await this.arrives("Upscale");
    await studio.seesPictures(1);
  }

  /** Both pictures of a comparison are there, the older one first, in one frame. */
  async seesComparison() {
    const { page, words } = this;
    await page.waitForURL("**/#/compare?**");
    const images = page.locator(".compare-panes img");
    const sizes = [await decodedSize(images.nth(0)), await decodedSize(images.nth(1))];
    assert.deepEqual(sizes, [[1024, 1024], [2048, 2048]]);
    const frames = await images.evaluateAll((all) => all.map((image) => image.getBoundingClientRect().toJSON()));
    assert.deepEqual(frames[0], frames[1], "they lie on each other");
    const names = await images.evaluateAll((all) => all.map((image) => image.alt.split(":")[0]));
    assert.deepEqual(names, [words.say("first"), words.say("second")]);
    assert.ok((await page.locator(".asked tbody tr").count()) > 0, "what differs is listed");
  }

  /** Downloads the picture on the stage; gives the download. */
  async downloads(n = 0) {
    const button = this.studio.onPicture(this.words.say("download"), n);
    const [download] = await Promise.all([this.page.waitForEvent("download"), button.click()]);
    return download;
  }
}
