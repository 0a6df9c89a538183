// Hears everything that goes wrong in a page without being asked about: errors, refusals of the security policy, crashes.

import assert from "node:assert/strict";

const LISTEN = () => {
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.__policyViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
};

export class Canary {
  #heard = [];
  #expected = [];
  #tolerated = [];
  /** Every line that the page wrote to its console, whatever its level. */
  console = [];

  /** Listens in a context, before its first page. */
  static async in(context) {
    const canary = new Canary();
    await context.exposeBinding("__policyViolation", (_, words) => canary.#hear(`policy: ${words}`));
    await context.addInitScript(LISTEN);
    context.on("page", (page) => canary.#listen(page));
    return canary;
  }

  /**
   * Names something that this test provokes. It must be heard, and may be heard more than once. Firefox keeps failed
   * requests out of the console that a driver hears, so there it may stay silent.
   */
  expect(...patterns) {
    (process.env.FIREFOX ? this.#tolerated : this.#expected).push(...patterns);
  }

  /** Names something that this test may provoke: what a browser says of its own accord differs between versions. */
  tolerate(...patterns) {
    this.#tolerated.push(...patterns);
  }

  /** Everything that was heard was named, and everything that was named was heard. */
  assertQuiet() {
    const named = [...this.#expected, ...this.#tolerated];
    const surprises = this.#heard.filter((line) => !named.some((pattern) => pattern.test(line)));
    assert.deepEqual(surprises, [], "the page must not complain about anything that the test does not name");
    const silent = this.#expected.filter((pattern) => !this.#heard.some((line) => pattern.test(line)));
    assert.deepEqual(silent, [], "what the test names must happen");
  }

  #listen(page) {
    page.on("pageerror", (error) => this.#hear(`error: ${error.message}`));
    page.on("crash", () => this.#hear("crash"));
    page.on("console", (message) => {
      this.console.push(message.text());
      if (message.type() === "error") this.#hear(`console: ${message.text()} (${message.location().url})`);
    });
  }

  #hear(line) {
    this.#heard.push(line);
  }
}
