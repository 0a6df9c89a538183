// How fast the mask editor is on a picture of 4096 × 4096, in the built studio, beside a plain canvas doing the same work.
// Prints lines `figure NAME VALUE UNIT` and `ratio NAME VALUE`; a ratio below 1 is in favor of the editor.

import { launchBrowser } from "../support/house.mjs";
import { startServer } from "../support/server.mjs";

const server = await startServer();
const browser = await launchBrowser();
try {
  const context = await browser.newContext({ baseURL: server.origin, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  await page.goto("/#/gallery");
  const found = await page.evaluate(measure);
  for (const [name, value, unit] of found.figures) console.log(`figure ${name} ${value.toFixed(unit === "bytes" ? 0 : 2)} ${unit}`);
  for (const [name, value] of found.ratios) console.log(`ratio ${name} ${value.toFixed(4)}`);
} finally {
  await browser.close();
  await server.stop();
}

/** Runs in the page. */
async function measure() {
  const SIDE = 4096;
  const DISCS = 400;
  const STROKES = 10_000;
  const TIMES = 9;
  const figures = [];
  const ratios = [];
  const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  const p95 = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)];
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const timed = (work) => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  };
  // The same numbers in every run.
  let seed = 20261122;
  const chance = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };

  const { Easel } = await import("/easel.mjs?bench");
  const drawn = new OffscreenCanvas(SIDE, SIDE);
  const pen = drawn.getContext("2d");
  for (let n = 0; n < 300; n += 1) {
    pen.fillStyle = `hsl(${chance() * 360} 60% 50%)`;
    pen.fillRect(chance() * SIDE, chance() * SIDE, chance() * 900, chance() * 900);
  }
  const picture = await drawn.convertToBlob({ type: "image/jpeg" });

  const host = document.createElement("div");
  host.className = "easel-view";
  document.body.append(host);
  host.style.position = "fixed";
  let heard = [];
  const easel = Easel.open(host, (word) => heard.push(word));
  const hears = async (word) => {
    while (!heard.includes(word)) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const opening = performance.now();
  await easel.load(picture, undefined, false);
  figures.push(["mask_open_4096", performance.now() - opening, "ms"]);
  const atFirst = await easel.memory();

  // ---- export: 400 discs, each as a black disc on white, for the editor and for the canvas ----
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  const plain = canvas.getContext("2d", { willReadFrequently: true });
  const anywhere = () => [Math.floor(chance() * SIDE), Math.floor(chance() * SIDE)];
  // Overlapping, centers at random, radius 221: a 4096 / 18.5. At that share of the side the `png` crate, with the Up
  // filter, takes 7 kB for 1024² and 17 kB for 2048², which is the mask that the limit of 40 kB was reckoned from.
  const overlapping = () => Array.from({ length: DISCS }, () => [...anywhere(), 442]);
  // Radius 10 to 100, anywhere: all border and hardly any area. A canvas takes 1.17 MB for it. No deflate stream gets it
  // to 40 kB: zopfli, which tries nearly all of them, takes 88 kB for the same rows, and 78 kB at one bit a pixel.
  const scattered = () => Array.from({ length: DISCS }, () => [...anywhere(), 20 + 2 * Math.floor(chance() * 90)]);
  // What a hand leaves: eight strokes of a brush of 164 pixels, fifty dabs each.
  const along = () => {
    const discs = [];
    for (let stroke = 0; stroke < 8; stroke += 1) {
      const [x, y] = anywhere();
      const [dx, dy] = [Math.floor(chance() * 60) - 30, Math.floor(chance() * 60) - 30];
      for (let n = 0; n < 50; n += 1) discs.push([x + dx * n, y + dy * n, 164]);
    }
    return discs;
  };
  const write = async (name, discs) => {
    easel.act("clear", 0);
    plain.fillStyle = "#fff";
    plain.fillRect(0, 0, SIDE, SIDE);
    plain.fillStyle = "#000";
    for (const [x, y, size] of discs) {
      easel.shape(true, x - size / 2, y - size / 2, size, size, 0);
      plain.beginPath();
      plain.arc(x, y, size / 2, 0, 7);
      plain.fill();
    }
    let file;
    const exports = Array.from({ length: TIMES }, () => timed(() => (file = easel.file(true, false))));
    figures.push([name, middle(exports), "ms"], [`${name}_bytes`, file.length, "bytes"]);
    const blobs = [];
    let blob;
    for (let n = 0; n < 3; n += 1) {
      const begun = performance.now();
      blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      blobs.push(performance.now() - begun);
    }
    ratios.push([`${name}_to_canvas_toBlob`, middle(exports) / middle(blobs)], [`${name}_bytes_to_canvas_toBlob`, file.length / blob.size]);
  };
  await write("mask_export_4096_scattered", scattered());
  await write("mask_export_4096_strokes", along());
  await write("mask_export_4096", overlapping());

  // ---- undo and invert, with the repainting of the view; what is undone is the clearing of all the discs ----
  easel.act("clear", 0);
  const undos = [];
  const puts = [];
  for (let n = 0; n < TIMES; n += 1) {
    undos.push(timed(() => easel.act("undo", 0)) + easel.paint_now());
    easel.act("redo", 0);
    easel.paint_now();
  }
  const kept = plain.getImageData(0, 0, SIDE, SIDE);
  for (let n = 0; n < 3; n += 1) {
    puts.push(
      timed(() => {
        plain.putImageData(kept, 0, 0);
        plain.getImageData(0, 0, 1, 1);
      }),
    );
  }
  figures.push(["mask_undo", middle(undos), "ms"]);
  ratios.push(["mask_undo_to_canvas_putImageData", middle(undos) / middle(puts)]);
  const inverts = [];
  const repaints = [];
  for (let n = 0; n < TIMES + 1; n += 1) {
    inverts.push(timed(() => easel.act("invert", 0)));
    repaints.push(easel.paint_now());
  }
  const flips = [];
  for (let n = 0; n < 3; n += 1) {
    flips.push(
      timed(() => {
        const all = plain.getImageData(0, 0, SIDE, SIDE);
        const words = new Uint32Array(all.data.buffer);
        for (let at = 0; at < words.length; at += 1) words[at] ^= 0x00ffffff;
        plain.putImageData(all, 0, 0);
      }),
    );
  }
  figures.push(["mask_invert", middle(inverts), "ms"], ["mask_repaint_view", middle(repaints), "ms"]);
  ratios.push(["mask_invert_to_canvas_getImageData", middle(inverts) / middle(flips)]);

  // ---- growing, off the main thread ----
  const busy = () => easel.numbers()[22] === 1;
  const grow = async () => {
    const begun = performance.now();
    easel.act("grow", 20);
    while (busy()) await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - begun;
  };
  const grown = [];
  for (let n = 0; n < 5; n += 1) {
    grown.push(await grow());
    easel.act("undo", 0);
  }
  figures.push(["mask_grow_20", middle(grown.slice(1)), "ms"]);
  // A canvas would have to be read and written at the very least, and that on the page itself.
  const rewrites = Array.from({ length: 3 }, () => timed(() => plain.putImageData(plain.getImageData(0, 0, SIDE, SIDE), 0, 0)));
  ratios.push(["mask_grow_20_to_canvas_read_and_write", middle(grown.slice(1)) / middle(rewrites)]);

  const box = host.getBoundingClientRect();
  let button = 0;
  const fire = (type, x, y) =>
    host.dispatchEvent(
      new PointerEvent(type, { bubbles: true, cancelable: true, pointerId: 1, pointerType: "mouse", button, buttons: 1, clientX: x, clientY: y }),
    );

  // ---- a color of the picture, found in the worker; the first time it gets the picture ----
  easel.act("tool", 7);
  const found = [];
  for (let n = 0; n < 4; n += 1) {
    heard = [];
    const begun = performance.now();
    fire("pointerdown", box.left + box.width / 2, box.top + box.height / 2);
    fire("pointerup", box.left + box.width / 2, box.top + box.height / 2);
    await hears("found");
    found.push(performance.now() - begun);
    easel.act("escape", 0);
  }
  figures.push(["mask_colors_first", found[0], "ms"], ["mask_colors", middle(found.slice(1)), "ms"]);
  easel.act("tool", 6);
  const filled = Array.from({ length: 5 }, () => {
    easel.act("clear", 0);
    return timed(() => fire("pointerdown", box.left + box.width / 2, box.top + box.height / 2)) + (fire("pointerup", 0, 0), 0);
  });
  figures.push(["mask_bucket", middle(filled), "ms"]);
  easel.act("tool", 0);

  // ---- strokes ----
  easel.act("clear", 0);
  easel.timings();
  const strokes = [];
  const samples = [];
  for (let n = 0; n < STROKES; n += 1) {
    const [x, y] = [box.left + chance() * box.width, box.top + chance() * box.height];
    // Every third one erases, so that there is always something to change and the history fills up.
    button = n % 3 === 2 ? 2 : 0;
    const begun = performance.now();
    fire("pointerdown", x, y);
    // As long as a hand's strokes are: a quarter of the picture, in steps of a fast hand.
    for (let step = 1; step <= 10; step += 1) {
      fire("pointermove", x + step * 16, y + step * 9);
      easel.paint_now();
    }
    fire("pointerup", x + 160, y + 90);
    easel.paint_now();
    strokes.push(performance.now() - begun);
    if (n % 500 === 499) {
      samples.push(...easel.timings());
      // Lets the page breathe, as a person does.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  figures.push(["mask_stroke_p95", p95(samples), "ms"], ["mask_stroke_median", middle(samples), "ms"]);
  ratios.push(["mask_last_thousand_strokes_to_first", mean(strokes.slice(-1000)) / mean(strokes.slice(0, 1000))]);
  // The engine on the page, its canvases, and the worker, which counts specks when the hand rests.
  heard = [];
  await hears("checked");
  figures.push(["mask_memory_after_10000_strokes", (await easel.memory()) / 2 ** 20, "MiB"], ["mask_memory_at_first", atFirst / 2 ** 20, "MiB"]);
  const dabs = Array.from({ length: 200 }, () =>
    timed(() => {
      plain.lineWidth = 164;
      plain.lineCap = "round";
      plain.beginPath();
      const [x, y] = [chance() * SIDE, chance() * SIDE];
      plain.moveTo(x, y);
      plain.lineTo(x + 60, y + 35);
      plain.stroke();
      plain.getImageData(x, y, 1, 1);
    }),
  );
  ratios.push(["mask_stroke_p95_to_canvas_stroke", p95(samples) / p95(dabs)]);
  easel.close();
  return { figures, ratios };
}
