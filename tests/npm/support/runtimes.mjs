// Other runtimes, which npm brings as programs.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import { tools } from "./consumer.mjs";

const run = promisify(execFile);

/** Where Node of that major version is, or an error that says that this machine has none. */
export function nodeOf(major) {
  const program = path.join(tools("runtimes"), "node_modules", `node-${major}-${process.platform}-${process.arch}`, "bin/node");
  if (!existsSync(program)) throw new Error(`not available: npm has no Node ${major} for ${process.platform} ${process.arch}`);
  return program;
}

/** Where Deno or Bun is. */
export function programOf(name) {
  const program = path.join(tools("runtimes"), "node_modules/.bin", name);
  if (!existsSync(program)) throw new Error(`not available: ${name} is not installed by npm on this machine`);
  return program;
}

/** Runs a program in a folder, and gives what it printed; a failure shows what it said. */
export async function said(program, args, { cwd, env = {}, timeout = 120_000 } = {}) {
  try {
    const { stdout, stderr } = await run(program, args, { cwd, timeout, maxBuffer: 64e6, env: { ...clean(), ...env } });
    return { stdout, stderr };
  } catch (error) {
    throw new Error(`${path.basename(program)} ${args.join(" ")}: ${error.message}\n${error.stdout}\n${error.stderr}`);
  }
}

/** The facts that programs/node.mjs prints. */
export async function factsSaid(program, args, options) {
  const { stdout } = await said(program, args, options);
  const line = stdout.split("\n").find((text) => text.startsWith("FACTS "));
  if (!line) throw new Error(`no facts in: ${stdout}`);
  return JSON.parse(line.slice("FACTS ".length));
}

/** The environment without what a test runner sets for its own children. */
function clean() {
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, NODE_V8_COVERAGE: _coverage, ...rest } = process.env;
  return rest;
}
