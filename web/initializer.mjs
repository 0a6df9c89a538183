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
      // A panic while starting has already spoken for itself; boot.js keeps the first cause.
      const lost = reason instanceof TypeError && !/wasm|WebAssembly|MIME/i.test(String(reason?.message));
      globalThis.ideomixFailure?.(lost ? "load" : "compile", reason);
    },
  };
}
