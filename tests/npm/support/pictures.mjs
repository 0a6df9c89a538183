// Small picture files made on the spot: gray PNG, and the head of a WebP. And a reader for what the package makes.

import { deflateSync, inflateSync } from "node:zlib";

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

/** A JPEG's head of that size, behind so many segments of metadata of 65,537 bytes each, as photos with a depth map have. */
export function photo(width, height, segments, bytes = 1_000) {
  const segment = Buffer.alloc(65_537, 1);
  segment.set([0xff, 0xe2, 0xff, 0xff]);
  const size = Buffer.from([0xff, 0xc2, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...Array(segments).fill(segment), size, Buffer.alloc(bytes, 7)]);
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

/**
 * Reads an 8-bit gray PNG by the standard's own words, checksums included. It shares nothing with the package.
 *
 * @returns {{ width: number, height: number, pixels: Buffer }}
 */
export function grayOf(bytes) {
  const file = Buffer.from(bytes);
  if (!file.subarray(0, 8).equals(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]))) throw new Error("no PNG");
  const chunks = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    if (file.readUInt32BE(at + 8 + length) !== crc(body)) throw new Error("a checksum is wrong");
    chunks.push([body.toString("latin1", 0, 4), body.subarray(4)]);
    at += 12 + length;
  }
  const [[first, head], last] = [chunks[0], chunks.at(-1)];
  if (first !== "IHDR" || last[0] !== "IEND") throw new Error("it does not begin or end as a PNG");
  if (head.subarray(8).toString("hex") !== "0800000000") throw new Error(`not 8 bits of gray in rows: ${head.subarray(8).toString("hex")}`);
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const rows = inflateSync(Buffer.concat(chunks.filter(([name]) => name === "IDAT").map(([, data]) => data)));
  if (rows.length !== (width + 1) * height) throw new Error("the rows do not fill the picture");
  const pixels = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (width + 1)];
    for (let x = 0; x < width; x += 1) {
      const left = x > 0 ? pixels[y * width + x - 1] : 0;
      const up = y > 0 ? pixels[(y - 1) * width + x] : 0;
      const corner = x > 0 && y > 0 ? pixels[(y - 1) * width + x - 1] : 0;
      pixels[y * width + x] = rows[y * (width + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
  }
  return { width, height, pixels };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
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
