// Makes a script of the studio smaller, in place: the glue is written to be read, and every visitor downloads it.

import { readFileSync, writeFileSync } from "node:fs";

import { transformSync } from "esbuild";

const [path] = process.argv.slice(2);
writeFileSync(path, transformSync(readFileSync(path, "utf8"), { format: "esm", minify: true, target: "es2022" }).code);
