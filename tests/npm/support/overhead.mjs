// The package next to a call written by hand, in the same process against the same server.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { bring, consumer } from "./consumer.mjs";
import { largePng, photo, png } from "./pictures.mjs";
import { factsSaid } from "./runtimes.mjs";
import { recorder } from "./server.mjs";

/** Medians of `rounds` edits with a picture of 10 MB, by the package and by hand, in turns. */
export async function overhead(rounds) {
  const folder = consumer("esm");
  bring(folder, "programs/overhead.mjs");
  writeFileSync(path.join(folder, "large.png"), largePng(1024, 1024, 10_000_000));
  writeFileSync(path.join(folder, "large-mask.png"), png(1024, 1024, (x) => (x < 512 ? 0 : 255)));
  writeFileSync(path.join(folder, "large.jpg"), photo(1024, 1024, 40, 7_000_000));
  const server = await recorder();
  try {
    const clear = setInterval(server.clear, 200);
    const facts = await factsSaid(process.execPath, ["overhead.mjs", server.origin, String(rounds)], { cwd: folder });
    clearInterval(clear);
    return facts;
  } finally {
    await server.stop();
  }
}
