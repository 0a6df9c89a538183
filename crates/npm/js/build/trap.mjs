// A panic of the core is a trap and nothing more. What it would say, and the formatting that this takes, is cut out:
// it is a tenth of the file, and the facade tells of the panic all the same. Two kinds of functions become a trap:
// those that only a panic calls, and shims of closures that no import uses (the table would keep them alive).
//
// Called with the paths of binaryen's folder, of the wasm and of the result.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, from, to] = process.argv.slice(2);
const { default: binaryen } = await import(pathToFileURL(join(folder, 'index.js')).href);

const OF_PANICS =
  /panicking|::panic_|slice_index_fail|slice_error_fail|unwrap_failed|expect_failed|raw_vec::handle_error|handle_alloc_error|capacity_overflow|rust_oom|rust_panic|begin_panic|alloc_error_h|wasm_bindgen::throw_str|__wbindgen_throw|fmt::Debug>::fmt|BorrowError|BorrowMutError/;
const SHIM = /closures::_::invoke::(h[0-9a-f]{16})/;

const wasm = binaryen.readBinary(readFileSync(from));
const names = new Set();
const hashes = new Set();
for (let at = 0; at < wasm.getNumExports(); at += 1) {
  const { name, value } = binaryen.getExportInfo(wasm.getExportByIndex(at));
  names.add(value);
  hashes.add(/__(h[0-9a-f]{16})$/.exec(name)?.[1]);
}
const functions = Array.from({ length: wasm.getNumFunctions() }, (_, at) => binaryen.getFunctionInfo(wasm.getFunctionByIndex(at)));
const cut = functions.filter(({ name, module }) => {
  const shim = SHIM.exec(name);
  return !module && !names.has(name) && (shim ? !hashes.has(shim[1]) : OF_PANICS.test(name));
});
if (cut.length < 10) throw new Error('the wasm names too few of its functions: was its name section kept?');
for (const { name, params, results } of cut) {
  wasm.removeFunction(name);
  wasm.addFunction(name, params, results, [], wasm.unreachable());
}
writeFileSync(to, wasm.emitBinary());
