// The program `ideomix`, serving the built studio on a port of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** How often another port is tried when somebody took the free one first. */
const PORTS_MAX = 5;

/**
 * Starts a server without a key, so that it practises.
 *
 * @param {Record<string, string>} [variables] more of its environment
 * @returns {Promise<{origin: string, stop: () => Promise<void>}>}
 */
export async function startServer(variables = {}) {
  const program = needed("IDEOMIX_BIN");
  const studio = needed("IDEOMIX_STUDIO");
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const words = ["serve", "--studio", studio, "--port", String(port), "--strict-port"];
    const child = spawn(program, words, { env: { ...withoutKey(), ...variables }, stdio: ["ignore", "pipe", "pipe"] });
    const said = [];
    child.stderr.on("data", (bytes) => said.push(bytes));
    if (await announced(child)) return { origin: `http://127.0.0.1:${port}`, stop: () => stop(child) };
    if (tries === PORTS_MAX) throw new Error(`the server did not start: ${Buffer.concat(said)}`);
  }
}

/** A variable of the environment that `cargo xtask test e2e` sets. */
export function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run the tests with: cargo xtask test e2e`);
  return value;
}

function withoutKey() {
  const { AIHUBMIX_API_KEY: _key, IDEOMIX_UPSTREAM: _upstream, ...rest } = process.env;
  return rest;
}

/** Whether the program said that it listens, before it ended. */
async function announced(child) {
  const lines = createInterface({ input: child.stdout });
  const line = once(lines, "line").then(() => true);
  const ended = once(child, "exit").then(() => false);
  return Promise.race([line, ended]);
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  // A polite signal waits for running calls, and a test may leave one that is never answered.
  child.kill("SIGKILL");
  await ended;
}

async function freePort() {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
