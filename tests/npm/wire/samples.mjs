// The samples of the gateway's page, run by real curl and Python requests against a server that records.
// The page lost the white space at the head of lines and between f and its text; the samples have it back.

import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import { HERE, WORK } from "../support/consumer.mjs";
import { parts } from "../support/multipart.mjs";
import { png } from "../support/pictures.mjs";
import { SLIPS } from "./cases.mjs";

const run = promisify(execFile);
const GATEWAY = "https://aihubmix.com";

/** The files that the samples open, by the name they have there. All of one size, so that the masks fit. */
export function files() {
  return {
    "image.jpeg": readFileSync(path.join(HERE, "wire/files/image.jpeg")),
    "image.png": png(40, 24, (x, y) => (x * 5 + y) & 255),
    "reference-image.png": png(40, 24, (x, y) => (x + y * 7) & 255),
    "mask.jpg": readFileSync(path.join(HERE, "wire/files/mask.jpg")),
    "<file1>": png(40, 24, (x) => (x < 20 ? 0 : 255)),
  };
}

/** Runs one sample and gives the request that it sent. */
export async function sent(name, recorder) {
  const folder = path.join(WORK, "samples", name);
  mkdirSync(path.join(folder, "yourpath"), { recursive: true });
  for (const [file, bytes] of Object.entries(files())) {
    writeFileSync(path.join(folder, file.startsWith("<") ? file : `yourpath/${file}`), bytes);
  }
  const shell = path.join(HERE, "wire/samples", `${name}.sh`);
  const isShell = existsSync(shell);
  const text = corrected(name, readFileSync(isShell ? shell : shell.replace(/sh$/, "py"), "utf8"));
  const program = path.join(folder, isShell ? "sample.sh" : "sample.py");
  writeFileSync(program, text.replaceAll(GATEWAY, recorder.origin));
  recorder.clear();
  const env = { PATH: process.env.PATH, HOME: folder, AIHUBMIX_API_KEY: "sk-***", PYTHONDONTWRITEBYTECODE: "1" };
  await run(isShell ? "bash" : python(), [program], { cwd: folder, env });
  const [request, ...more] = recorder.posts();
  if (!request || more.length > 0) throw new Error(`${name} sent ${more.length + 1} requests`);
  return request;
}

/** The sample with its slips put right; a slip that is not there would be a test of nothing. */
function corrected(name, text) {
  return (SLIPS[name] ?? []).reduce((sofar, slip) => {
    if (sofar.split(slip.printed).length !== 2) throw new Error(`${name}: "${slip.name}" is not on the page once`);
    return sofar.replace(slip.printed, () => slip.right);
  }, text);
}

/** A Python with requests, in a folder of its own. */
function python() {
  const wanted = readFileSync(path.join(HERE, "wire/requirements.txt"), "utf8");
  const folder = path.join(WORK, "python");
  const program = path.join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const stamp = path.join(folder, ".ideomix-installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return program;
  execFileSync(process.platform === "win32" ? "python" : "python3", ["-m", "venv", "--clear", folder], { stdio: "pipe" });
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-deps"];
  execFileSync(program, ["-m", "pip", "install", ...quiet, "-r", path.join(HERE, "wire/requirements.txt")], { stdio: "pipe" });
  writeFileSync(stamp, wanted);
  return program;
}

/**
 * What a request says, without what may differ between two senders of the same call: the order of the parts (those of
 * one name keep theirs), the boundary, spaces inside JSON, and the names and kinds of files, which [`files`] compares.
 */
export function meaning(request) {
  const kind = request.headers["content-type"] ?? "";
  const key = request.headers["api-key"];
  if (kind.startsWith("application/json")) return { path: request.path, key, json: JSON.parse(request.body) };
  if (!kind.startsWith("multipart/form-data")) throw new Error(`what is ${kind}?`);
  const form = parts(kind, request.body).map((part) => [part.name, part.filename === null ? text(part) : digest(part.bytes)]);
  form.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { path: request.path, key, form };
}

/** The file parts of a request: name of the field, file name, kind. */
export function fileParts(request) {
  const kind = request.headers["content-type"] ?? "";
  if (!kind.startsWith("multipart/")) return [];
  return parts(kind, request.body).filter((part) => part.filename !== null).map(({ name, filename, type }) => ({ name, filename, type }));
}

function text({ name, bytes }) {
  const value = bytes.toString("utf8");
  return name === "image_request" ? JSON.parse(value) : value;
}

function digest(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
