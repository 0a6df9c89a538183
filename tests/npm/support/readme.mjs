// The programs of the package's README, by the file name that stands beside their fence.

import { readFileSync } from "node:fs";
import path from "node:path";

import { consumer } from "./consumer.mjs";

/** The program of that name. */
export function program(name) {
  const text = readFileSync(path.join(consumer("esm"), "node_modules/ideomix/README.md"), "utf8");
  const found = [...text.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)].filter(([, file]) => file === name);
  if (found.length !== 1) throw new Error(`the README has ${found.length} programs named ${name}`);
  return found[0][2];
}
