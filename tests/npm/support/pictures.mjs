// Small picture files made on the spot: gray PNG, and the head of a WebP.

import { deflateSync } from "node:zlib";

/** A gray PNG whose pixels are `shade(x, y)`, 0 to 255. */
export function png(width, height, shade = () => 128) {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = shade(x, y);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** A PNG that is `bytes` long, by a chunk of no meaning before its pixels. */
export function largePng(width, height, bytes) {
  const plain = png(width, height);
  const filler = Buffer.alloc(Math.max(0, bytes - plain.length - 12));
  for (let at = 0; at < filler.length; at += 1) filler[at] = (at * 31) & 255;
  return Buffer.concat([plain.subarray(0, 33), chunk("fiLl", filler), plain.subarray(33)]);
}

/** A lossless WebP's head of that size. */
export function webp(width, height) {
  const bits = (width - 1) | ((height - 1) << 14);
  const data = Buffer.from([0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, (bits >> 24) & 255, 0, 0, 0]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  const riff = Buffer.alloc(4);
  riff.writeUInt32LE(4 + 8 + data.length);
  return Buffer.concat([Buffer.from("RIFF"), riff, Buffer.from("WEBPVP8L"), size, data]);
}

function chunk(name, data) {
  const whole = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const out = Buffer.alloc(8 + whole.length);
  out.writeUInt32BE(data.length, 0);
  whole.copy(out, 4);
  out.writeUInt32BE(crc(whole), 4 + whole.length);
  return out;
}

function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
