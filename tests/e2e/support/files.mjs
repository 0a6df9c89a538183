// Small picture files, made here so that every byte of them is known.

import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

/** A PNG file of one color, or of a color for each place. */
export function png(width, height, color = [90, 140, 200]) {
  const paint = typeof color === "function" ? color : () => color;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = (y) => [0, ...Array.from({ length: width }, (_, x) => paint(x, y)).flat()];
  const plain = typeof color === "function" ? undefined : Buffer.from(row(0));
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => plain ?? Buffer.from(row(y))));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A file as a person picks it from a disk. */
export function pngFile(name, width, height, color) {
  return { name, mimeType: "image/png", buffer: png(width, height, color) };
}

/** A mask file: black, which will change, where `black` says so. */
export function maskFile(width, height, black) {
  return pngFile("mask.png", width, height, (x, y) => (black(x, y) ? [0, 0, 0] : [255, 255, 255]));
}

/** A person in a red coat before a bluish wall that gets lighter upwards. */
export function portraitFile(side = 512) {
  const place = (at) => ((at + 0.5) / side) * 2 - 1;
  return pngFile("portrait.png", side, side, (x, y) => {
    const [u, v] = [place(x), place(y)];
    const head = (u / 0.3) ** 2 + ((v + 0.35) / 0.35) ** 2 < 1;
    if (head) return [214, 158, 126];
    if (v > -0.05 && Math.abs(u) < 0.3 + v * 0.25) return [150, 36, 62];
    return [150, 190 - Math.round(v * 20), 210 - Math.round(v * 20)];
  });
}

export function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, check]);
}
