// What wasm-bindgen writes for the web builds text decoders when it is imported. Wrapped in a function, nothing of it
// runs before the first call, and each call gives an instance of its own: that is how a panic is survived.

/** The wrapped glue and its declaration. */
export function wrapped(glue, wasm) {
  const names = [...glue.matchAll(/^export (?:async )?function (\w+)/gm)].map((match) => match[1]);
  const end = glue.indexOf('let wasmModule, wasmInstance, wasm;');
  if (end < 0 || names.length === 0) throw new Error('the glue of wasm-bindgen has another form than expected');
  const whole = glue
    .slice(0, end)
    .replace(/^export /gm, '')
    .replace(/\/\*\*[\s\S]*?\*\/\n?/g, '');
  const body = pruned(whole, new Set(WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ name }) => name)), names);
  const code = `export function glue(TextDecoder, TextEncoder) {
let wasm;
${body}
return {
  imports: __wbg_get_imports(),
  start(instance) {
    wasm = aside(instance.exports);
    wasm.__wbindgen_start();
    return { ${names.join(', ')} };
  },
};
}
// Node 20 dies ("unreachable code" in its deoptimizer) when it has inlined a call into wasm and takes the optimization
// back meanwhile. A call whose target is looked up by name each time is never inlined.
function aside(exports) {
  const functions = { ...exports };
  const call = (name, args) => functions[name](...args);
  const shown = {};
  for (const name of Object.keys(exports)) {
    shown[name] = typeof exports[name] === 'function' ? (...args) => call(name, args) : exports[name];
  }
  return shown;
}
`;
  const types = `export function glue(
  decoder: unknown,
  encoder: unknown,
): {
  imports: WebAssembly.Imports;
  start(instance: WebAssembly.Instance): Record<string, (...args: unknown[]) => unknown>;
};
`;
  return { code, types };
}

/** Without the imports that the small wasm no longer asks for, and without the helpers that only those called. */
function pruned(glue, wanted, kept) {
  let body = glue.replace(/^ {8}(__wb\w+): function\([\s\S]*?^ {8}\}.*,\n/gm, (whole, name) => (wanted.has(name) ? whole : ''));
  for (let before; before !== body; ) {
    before = body;
    for (const [whole, name] of body.matchAll(/^function (\w+)\([\s\S]*?^\}\n/gm)) {
      const isCalled = body.split(new RegExp(`\\b${name}\\b`)).length > 2 || name === '__wbg_get_imports';
      if (!isCalled && !kept.includes(name)) body = body.replace(whole, () => '');
    }
  }
  return body;
}
