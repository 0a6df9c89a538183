// The types under the oldest compiler we promise, the newest, and two between.

import path from "node:path";
import { test } from "node:test";

import { RESOLUTIONS, WORLDS, compile } from "../support/compiler.mjs";
import { tools } from "../support/consumer.mjs";

for (const version of ["5.4", "5.9", "6.0", "7.0"]) {
  for (const world of Object.keys(WORLDS)) {
    for (const resolution of Object.keys(RESOLUTIONS)) {
      test(`TypeScript ${version}, ${world}, ${resolution}: uses compile and mistakes do not`, { timeout: 120_000 }, () => {
        const folder = path.join(tools("types"), "node_modules");
        return compile(path.join(folder, `typescript-${version}/bin/tsc`), world, resolution, { typeRoots: path.join(folder, "@types") });
      });
    }
  }
}
