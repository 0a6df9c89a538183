// The studio as a person meets it: what can be seen and what can be done, by name.

import { expectEventually } from "./wait.mjs";

export class Studio {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.prompt = page.locator(".panel-body > .field textarea").first();
    this.runButton = page.locator("#run");
    this.runNote = page.locator(".runbar-note");
    this.cards = page.locator(".stage .card");
    this.madeCards = page.locator(".stage .card.is-done");
    this.failure = page.locator(".failure-card");
    this.jobs = page.locator(".tray .job");
    this.waitingJobs = page.locator(".tray .job.is-waiting");
    this.thumbs = page.locator(".thumb");
    this.advanced = page.locator(".panel details.fold");
    this.breakdown = page.locator("#failure");
    this.toasts = page.locator(".toast");
  }

  // ---- going places ----

  async open(place = "#/create/generate") {
    await this.page.goto(`/${place}`);
    await this.awake();
  }

  async reload() {
    await this.page.reload();
    await this.awake();
  }

  /** Waits until the program has taken over from the page of the first paint. */
  async awake() {
    await this.page.locator(".app:not([data-boot])").waitFor();
  }

  /** Follows a link of the rail. */
  async goTo(place) {
    await this.page.locator(`.rail a[href="#/${place}"]`).first().click();
    await this.page.waitForURL(`**/#/${place}`);
  }

  /** Goes to the settings as a person does, chooses direct calls, hands over a key, and comes back to the form. */
  async connectDirectly(key) {
    await this.goTo("settings");
    await this.page.locator('label.seg-item:has(input[value="direct"])').click();
    await this.page.getByLabel("AiHubMix key").fill(key);
    await this.page.getByRole("button", { name: "Use this key" }).click();
    await this.page.getByText("A key is set").waitFor();
    await this.goTo("create/generate");
  }

  /** Lets the half second pass in which a press, with nothing changed, would be the same press as the last. */
  async pressAnew() {
    await this.page.evaluate((since) => { globalThis.pressed = since; }, Date.now());
    await this.page.waitForFunction(() => Date.now() - globalThis.pressed > 600);
  }

  // ---- filling the form ----

  async write(words) {
    await this.prompt.fill(words);
  }

  /** On a phone the settings are folded into one line. */
  async openSettings() {
    const line = this.page.locator(".settings-line");
    if ((await line.isVisible()) && (await line.getAttribute("aria-expanded")) === "false") await line.click();
  }

  /** V3, at one of its speeds. */
  async chooseSpeed(speed) {
    await this.openSettings();
    await this.page.locator(`.panel label.seg-item:has(input[value="${speed}"])`).click();
  }

  /** One of the models before V3. */
  async chooseModel(model) {
    await this.openSettings();
    await this.page.locator(`.panel select:has(option[value="${model}"])`).selectOption(model);
  }

  async chooseRatio(ratio) {
    await this.openSettings();
    await this.page.locator(`.ratios label:has(input[value="${ratio}"])`).click();
  }

  async chooseCount(count) {
    await this.openSettings();
    const box = this.page.locator(".stepper input");
    await box.fill(String(count));
    await box.press("Tab");
  }

  async openAdvanced() {
    await this.openSettings();
    if (!(await this.advanced.evaluate((fold) => fold.open))) await this.advanced.locator("summary").click();
  }

  /** The control below a label, wherever it stands in the form. That labels name their controls is proved in axe.test.mjs. */
  field(label) {
    const exact = new RegExp(`^${label}$`);
    const frame = this.page.locator(".panel .field").filter({ has: this.page.locator(".field-label", { hasText: exact }) });
    return frame.locator("textarea, select, input").first();
  }

  async chooseFile(label, file) {
    const input = this.page.getByLabel(`${label}: Choose a picture`, { exact: true });
    await input.setInputFiles(file);
    const slot = this.page.locator("[data-slot]").filter({ has: input });
    await slot.locator(".slot.is-filled").first().waitFor();
  }

  // ---- running ----

  async run() {
    await this.runButton.click();
  }

  async runWithKeys() {
    await this.prompt.press("Control+Enter");
  }

  /** Writes, runs, and waits until that many pictures are made and saved. */
  async make(words, count = 1) {
    await this.write(words);
    await this.run();
    await this.seesPictures(count);
  }

  async seesPictures(count) {
    await expectEventually(async () => this.madeCards.count(), count, "pictures on the stage");
  }

  // ---- looking ----

  /** Width and height of a picture on the stage, as the browser decoded it. */
  async sizeOfPicture(n = 0) {
    return decodedSize(this.page.locator(".stage .card img").nth(n));
  }

  /** Title, billing and full text of the card that tells what went wrong. */
  async seesFailure() {
    await this.failure.first().waitFor();
    return {
      title: await this.failure.first().locator(".notice-title").innerText(),
      billed: await this.failure.first().getAttribute("data-billed"),
      text: await this.failure.first().innerText(),
    };
  }

  /** Does what the list of a picture's actions offers. */
  async act(name, n = 0) {
    const card = this.cards.nth(n);
    await card.getByRole("button", { name: /^(More actions|更多操作)$/ }).click();
    await card.locator(".menu-list:popover-open").getByRole("button", { name, exact: true }).click();
  }

  /** Sends a picture to an operation: one press for the list, one for the operation. */
  async sendTo(operation, n = 0) {
    await this.onPicture("Send to", n).click();
    await this.cards.nth(n).locator(".menu-list:popover-open").getByRole("button", { name: operation, exact: true }).click();
  }

  /** The stage's buttons on a picture, by their names. */
  onPicture(name, n = 0) {
    return this.cards.nth(n).getByRole("button", { name, exact: true });
  }
}

/** Width and height of an image element, once it is decoded. */
export async function decodedSize(image) {
  await image.waitFor();
  return image.evaluate(async (element) => {
    await element.decode();
    return [element.naturalWidth, element.naturalHeight];
  });
}
