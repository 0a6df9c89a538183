// The controls of the practice gateway: what it shall do next, and what it has seen.

/** @typedef {Record<string, unknown> & {kind: string}} Fault one entry of the script; see crates/practice/src/faults.rs */

export class Practice {
  #base;

  /** @param {string} origin of the server */
  constructor(origin) {
    this.#base = `${origin}/practice/control`;
  }

  /** Forgets everything, and answers without thinking time. */
  async reset() {
    await this.#post("reset");
    await this.pace(0);
  }

  /** How long a call takes, in milliseconds. */
  async pace(ms) {
    await this.#post("pace", { ms });
  }

  /** What goes wrong with the next calls, in order. @param {...Fault} faults */
  async script(...faults) {
    await this.#post("script", { faults });
  }

  /** Ends all links. */
  async expire() {
    await this.#post("expire");
  }

  /** Counters, and the last calls as they came in. */
  async state() {
    const answer = await fetch(`${this.#base}/state`);
    return answer.json();
  }

  /** The last call as it came in. */
  async lastCall() {
    return (await this.state()).last.at(-1);
  }

  async #post(action, body = {}) {
    const answer = await fetch(`${this.#base}/${action}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`practice refused ${action}: ${await answer.text()}`);
  }
}
