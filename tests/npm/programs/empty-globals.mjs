// Evaluates every entry of the package, as a module and as CommonJS, in a realm that has the language and nothing
// else: no process, no window, no fetch, no TextDecoder, no WebAssembly.
// Usage: node --experimental-vm-modules empty-globals.mjs FOLDER

import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";

const folder = process.argv[2];
const { exports } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
const entries = Object.values(exports).filter((entry) => typeof entry === "object");

// Node 20 dies now and then when it collects a module of a realm while another is evaluated.
const kept = [];

for (const entry of entries) {
  const context = bare();
  const modules = new Map();
  const load = (file) => {
    if (!modules.has(file)) {
      const module = new vm.SourceTextModule(readFileSync(file, "utf8"), {
        context,
        identifier: file,
        importModuleDynamically: () => { throw new Error(`${file} imports something before it is used`); },
      });
      modules.set(file, module);
      kept.push(module);
    }
    return modules.get(file);
  };
  const main = load(path.join(folder, entry.import.default));
  await main.link((name, from) => (name.startsWith(".") ? load(path.resolve(path.dirname(from.identifier), name)) : builtin(name, context)));
  await main.evaluate();

  const cache = new Map();
  const other = bare();
  kept.push(context, other, modules, cache);
  const required = (file) => {
    if (!cache.has(file)) {
      const module = { exports: {} };
      cache.set(file, module);
      const wrapped = vm.compileFunction(readFileSync(file, "utf8"), ["module", "exports", "require"], { parsingContext: other, filename: file });
      kept.push(wrapped);
      wrapped(module, module.exports, (name) => (name.startsWith(".") ? required(path.resolve(path.dirname(file), name)) : forbidden(name)));
    }
    return cache.get(file).exports;
  };
  required(path.join(folder, entry.require.default));
}
if (kept.length > 0) console.log(`evaluated ${entries.length} entries, both forms`);

function bare() {
  const context = vm.createContext(Object.create(null));
  vm.runInContext("delete globalThis.WebAssembly; delete globalThis.console; delete globalThis.SharedArrayBuffer;", context);
  return context;
}

/** `./node` may name Node's own modules; nothing of them is called before it is used. */
function builtin(name, context) {
  if (!name.startsWith("node:")) throw new Error(`${name} is no part of the package`);
  return forbiddenModule(name, context);
}

async function forbiddenModule(name, context) {
  const names = Object.keys(await import(name));
  const module = new vm.SyntheticModule(names, () => names.forEach((one) => module.setExport(one, undefined)), { context });
  kept.push(module);
  return module;
}

function forbidden(name) {
  if (!name.startsWith("node:")) throw new Error(`${name} is no part of the package`);
  return new Proxy({}, { get: () => undefined });
}
