// What the npm package weighs, how fast it starts, and what it adds to a call. Prints `figure` and `ratio` lines.

import { launch } from "../support/browser.mjs";
import { overhead } from "../support/overhead.mjs";
import * as starts from "../support/starts.mjs";
import { WEIGHTS } from "../support/weigh.mjs";

for (const [name, weigh] of Object.entries(WEIGHTS)) console.log(`figure npm_${name} ${await weigh()} bytes`);
console.log(`figure npm_start_node ${(await starts.inNode()).toFixed(1)} ms`);
const browser = await launch();
console.log(`figure npm_start_chromium ${(await starts.inChromium(browser)).toFixed(1)} ms`);
await browser.close();

const { ours, theirs, wasmGrowth } = await overhead(25);
console.log(`figure npm_edit_10mb ${ours.toFixed(1)} ms`);
console.log(`figure by_hand_edit_10mb ${theirs.toFixed(1)} ms`);
console.log(`figure npm_edit_10mb_wasm_growth ${wasmGrowth} bytes`);
console.log(`ratio npm_edit_to_by_hand ${(ours / theirs).toFixed(3)}`);
