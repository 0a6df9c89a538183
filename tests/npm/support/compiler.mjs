// The TypeScript compiler, against the installed package and the programs of tests/npm/types.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { HERE, bring, consumer } from "./consumer.mjs";
import { said } from "./runtimes.mjs";

/** Which globals a project has: a page's, or Node's only. */
export const WORLDS = {
  "DOM only": { lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"], types: [] },
  "Node types only": { lib: ["es2022"], types: ["node"] },
};

/** How a project finds its packages. */
export const RESOLUTIONS = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

/** Compiles all programs with `compiler` (its tsc), strictly and with the package's own types checked. */
export async function compile(compiler, world, resolution, { files = ["uses.ts", "refused.ts"], type = "module", typeRoots = path.join(HERE, "node_modules/@types") } = {}) {
  const folder = consumer(`types-${type}`, { type });
  bring(folder, ...files.map((file) => `types/${file}`));
  const name = `tsconfig.${world}.${resolution}.json`.replaceAll(" ", "-");
  const compilerOptions = { target: "es2022", strict: true, skipLibCheck: false, noEmit: true, exactOptionalPropertyTypes: true, typeRoots: [typeRoots], ...WORLDS[world], ...RESOLUTIONS[resolution] };
  writeFileSync(path.join(folder, name), JSON.stringify({ compilerOptions, files }));
  await said(process.execPath, [compiler, "--project", name], { cwd: folder });
}
