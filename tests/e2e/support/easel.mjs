// The mask editor as a person meets it, and masks as the gateway gets them.

import { crc32, deflateSync, inflateSync } from "node:zlib";

import { expectEventually } from "./wait.mjs";

export class EaselPage {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.view = page.locator(".easel-view");
    this.share = page.locator(".easel-part h2 .num").first();
    this.run = page.locator(".easel #run");
    this.done = page.locator("#mask-done");
  }

  /** Chooses a picture for the edit form and opens the editor on it. */
  async open(studio, file) {
    await studio.open("#/create/edit");
    await studio.chooseFile("Image", file);
    await this.page.getByRole("button", { name: "Paint the mask" }).click();
    await this.ready();
  }

  /** Waits until there is something to paint on. */
  async ready() {
    await this.view.locator("canvas").first().waitFor({ state: "attached" });
    await this.page.locator(".easel-state").waitFor({ state: "detached" });
    await this.view.focus();
  }

  /** A place of the canvas on the page, in parts of its width and height. */
  async at(x, y) {
    const box = await this.view.boundingBox();
    return [box.x + box.width * x, box.y + box.height * y];
  }

  async stroke(from, to, button = "left") {
    const { mouse } = this.page;
    await mouse.move(...(await this.at(...from)));
    await mouse.down({ button });
    await mouse.move(...(await this.at(...to)), { steps: 12 });
    await mouse.up({ button });
  }

  async tool(name) {
    await this.page.locator(".easel-tools").getByRole("button", { name, exact: true }).click();
    await this.view.focus();
  }

  /** How much is painted, as the screen reader's name of the canvas says it. */
  async painted() {
    const name = await this.view.getAttribute("aria-label");
    return Number(/([\d.]+) %/.exec(name)[1]);
  }

  async seesPainted(test, what) {
    await expectEventually(async () => test(await this.painted()), true, what);
  }
}

/** Width, height and gray pixels of a mask file; throws when it is no gray PNG of eight bits or one. */
export function readMask(file) {
  const [width, height, depth, color] = [file.readUInt32BE(16), file.readUInt32BE(20), file[24], file[25]];
  if (color !== 0 || ![1, 8].includes(depth)) throw new Error(`no gray mask: depth ${depth}, color ${color}`);
  const data = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") data.push(file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const rows = inflateSync(Buffer.concat(data));
  const stride = Math.ceil((width * depth) / 8);
  const pixels = new Uint8Array(width * height);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y += 1) {
    const [filter, row] = [rows[y * (stride + 1)], Buffer.from(rows.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)))];
    if (filter === 2) for (let x = 0; x < stride; x += 1) row[x] = (row[x] + above[x]) & 255;
    else if (filter === 1) for (let x = 1; x < stride; x += 1) row[x] = (row[x] + row[x - 1]) & 255;
    else if (filter !== 0) throw new Error(`filter ${filter}`);
    for (let x = 0; x < width; x += 1) {
      pixels[y * width + x] = depth === 8 ? row[x] : (row[x >> 3] >> (7 - (x & 7))) & 1 ? 255 : 0;
    }
    above = row;
  }
  return { width, height, pixels };
}

/** The bytes of a file of the last call: the gateway names their digest, and the page kept the file that has it. */
export async function sentFile(page, practice, field) {
  const part = (await practice.lastCall()).parts.find(({ name }) => name === field);
  const found = await page.evaluate(async (wanted) => {
    const request = (asked) =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const database = await request(indexedDB.open("ideomix"));
    try {
      for (const blob of await request(database.transaction("assets").objectStore("assets").getAll())) {
        const bytes = new Uint8Array(await blob.arrayBuffer());
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        if ([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === wanted) return [...bytes];
      }
    } finally {
      database.close();
    }
    return null;
  }, part.sha256);
  if (!found) throw new Error("the page kept no file with the digest of the file that arrived");
  return Buffer.from(found);
}

/** The bytes of the mask of the last call. */
export function sentMask(page, practice) {
  return sentFile(page, practice, "mask");
}

/** A PNG file of any pixels: `color(x, y)` gives one byte for each channel, as many as there are channels. */
export function pngOf(width, height, channels, color) {
  const rows = Buffer.alloc(height * (width * channels + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(color(x, y), y * (width * channels + 1) + 1 + x * channels);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, { 1: 0, 3: 2, 4: 6 }[channels], 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, check]);
}
