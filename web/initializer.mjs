// Trunk calls these while the program loads (see `data-initializer` in index.html). boot.js does the talking.

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
