// The table "what happens when": the same faults, played against the package and against other clients.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { SCRIPTS } from "../faults/scripts.mjs";
import { markdown } from "../faults/table.mjs";
import { HERE, bring, consumer, tools } from "../support/consumer.mjs";
import { nodeOf, said } from "../support/runtimes.mjs";

/** Name of the client's module here, and of its package. */
const OTHERS = { openai: "openai", fal: "@fal-ai/client", replicate: "replicate", stripe: "stripe" };

test("the published table is what the package and the others do today", { timeout: 300_000 }, async () => {
  const node = nodeOf(22);
  const ours = consumer("esm");
  const theirs = tools("clients");
  bring(ours, "faults/clients/ideomix.mjs");
  for (const name of Object.keys(OTHERS)) bring(theirs, `faults/clients/${name}.mjs`);

  const compare = path.join(HERE, "faults/compare.mjs");
  const column = async (folder, name) => JSON.parse((await said(node, [compare, path.join(folder, `${name}.mjs`)])).stdout);
  const heads = ["ideomix"];
  const columns = [await column(ours, "ideomix")];
  for (const [name, installed] of Object.entries(OTHERS)) {
    const { version } = JSON.parse(readFileSync(path.join(theirs, "node_modules", installed, "package.json"), "utf8"));
    heads.push(`${installed} ${version}`);
    columns.push(await column(theirs, name));
  }
  const now = markdown(heads, SCRIPTS.map((script) => [script, columns.map((cells) => cells[script.id])]));

  const file = path.join(HERE, "faults/table.md");
  if (process.env.IDEOMIX_BLESS) writeFileSync(file, now);
  assert.equal(withoutTimes(readFileSync(file, "utf8")), withoutTimes(now));
});

/** The waits of clients that draw them by lot differ from run to run. */
function withoutTimes(text) {
  return text.replace(/after [\d.]+ s/g, "later");
}
