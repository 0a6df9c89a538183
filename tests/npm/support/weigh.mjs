// What an entry of the package costs its users, as a bundler packs it and a server sends it.

import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { TARBALL, consumer } from "./consumer.mjs";

const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Everything an entry exports, minified; what is loaded only on demand (by `import()`) is not part of it. */
export async function entry(name) {
  const folder = consumer("esm");
  const { outputs, metafile } = await bundle(folder, `export * from "${name}";`);
  const start = Object.keys(metafile.outputs).find((file) => metafile.outputs[file].entryPoint);
  const wanted = new Set([start]);
  for (const file of wanted) {
    for (const { path: next, kind } of metafile.outputs[file].imports) if (kind === "import-statement") wanted.add(next);
  }
  let [raw, packed] = [0, 0];
  for (const file of wanted) {
    raw += outputs[file].length;
    packed += gzip(outputs[file]);
  }
  return { raw, gzip: packed };
}

async function bundle(folder, contents) {
  const result = await build({
    stdin: { contents, resolveDir: folder, sourcefile: "entry.js" },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    outdir: path.join(folder, "weighed"),
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const outputs = Object.fromEntries(result.outputFiles.map((file) => [path.relative(folder, file.path), file.contents]));
  return { outputs, metafile: result.metafile };
}

/** All the sizes that have a limit, in bytes, by the name of the limit; each is weighed when it is asked for. */
export const WEIGHTS = {
  core_wasm_gzip: () => gzip(readFileSync(path.join(consumer("esm"), "node_modules/ideomix/dist/core.wasm"))),
  default_entry_gzip: async () => (await entry("ideomix")).gzip,
  slim_entry_gzip: async () => (await entry("ideomix/slim")).gzip,
  mask_entry_gzip: async () => (await entry("ideomix/mask")).gzip,
  tarball: () => statSync(TARBALL).size,
};
