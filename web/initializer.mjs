// Trunk calls these while the program loads (see `data-initializer` in index.html). boot.js does the talking.

// The mask editor's engine is fetched when it is first wanted. Its files have no hash in their names, so the program that
// wants it says which version it knows; a failed try leaves nothing behind and can be repeated.
globalThis.ideomixEasel = function (version) {
  return import(new URL(`easel.mjs?${version}`, import.meta.url).href);
};

/** @returns the callbacks of Trunk's start script */
export default function initializer() {
  return {
    onStart() {
      globalThis.ideomixProgress?.(0);
    },
    onProgress({ current, total }) {
      globalThis.ideomixProgress?.(total > 0 ? current / total : 0);
    },
    onSuccess() {
      globalThis.ideomixStarted?.();
    },
    onFailure(reason) {
      // A file that did not come is another matter than a file that may not run; a panic while starting has already
      // spoken for itself, and boot.js keeps the first cause.
      const refused =
        reason instanceof WebAssembly.CompileError ||
        reason instanceof WebAssembly.LinkError ||
        /MIME|Content Security/i.test(String(reason));
      globalThis.ideomixFailure?.(refused ? "compile" : "load", reason);
    },
  };
}
