// Empty projects with nothing but the packed package in them, as a person's project has it after `npm i ideomix`.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of these tests. */
export const HERE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const REPO = path.resolve(HERE, "../..");

/** Everything that is installed or built for these tests; never committed. */
export const WORK = process.env.IDEOMIX_NPM_WORK || path.join(REPO, "target/npm-tests");

/** The packed package. */
export const TARBALL = process.env.IDEOMIX_TGZ || newest(path.join(REPO, "dist/npm"));

const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

function newest(folder) {
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".tgz")) : [];
  if (found.length !== 1) {
    throw new Error(`${found.length} packed packages in dist/npm; next: cargo xtask dist npm, or set IDEOMIX_TGZ`);
  }
  return path.join(folder, found[0]);
}

/**
 * An empty project with the package installed by npm without a network: the package has no dependency, so npm needs
 * none. It is installed anew only when the packed package changes.
 *
 * `inside` is a folder whose `node_modules` holds tools for the project, as a monorepo has them above its packages.
 */
export function consumer(name, { type = "module", inside = WORK, tarball = TARBALL } = {}) {
  const folder = path.join(inside, "consumers", name);
  const stamp = path.join(folder, "node_modules/.ideomix-tarball");
  const wanted = createHash("sha256").update(readFileSync(tarball)).digest("hex") + type;
  mkdirSync(path.dirname(folder), { recursive: true });
  return alone(`${folder}.lock`, () => {
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type }));
    const quiet = ["--offline", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
    execFileSync(NPM, ["install", ...quiet, tarball], { cwd: folder, stdio: "pipe" });
    writeFileSync(stamp, wanted);
    return folder;
  });
}

/** Copies programs of these tests into a project; `names` are paths below `tests/npm`. */
export function bring(folder, ...names) {
  for (const name of names) cpSync(path.join(HERE, name), path.join(folder, path.basename(name)), { recursive: true });
}

/**
 * Tools that only some tests need, installed by their lock file on first use. Gives the folder whose `node_modules`
 * has them.
 */
export function tools(name) {
  const source = path.join(HERE, "matrix", name);
  const folder = path.join(WORK, name);
  mkdirSync(folder, { recursive: true });
  return alone(`${folder}.lock`, () => {
    const wanted = readFileSync(path.join(source, "package-lock.json"), "utf8");
    const stamp = path.join(folder, "node_modules/.ideomix-installed");
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return folder;
    for (const file of ["package.json", "package-lock.json", ".npmrc"]) cpSync(path.join(source, file), path.join(folder, file));
    // `npm ci` refuses a lock file without the programs for other systems, which not every registry has.
    execFileSync(NPM, ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder, stdio: "pipe" });
    writeFileSync(stamp, wanted);
    return folder;
  });
}

/** Runs `work` while no other test file does the same; a folder is made by one process only. */
function alone(lock, work) {
  const until = Date.now() + 300_000;
  while (!taken(lock)) {
    if (Date.now() > until) throw new Error(`${lock} is held by a process that died; next: delete it`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function taken(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}
