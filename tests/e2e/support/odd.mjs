// Files that people really drop into a slot, and that are no good there. Made here so that every byte of them is known.

import { crc32 } from "node:zlib";

import { png } from "./files.mjs";

const file = (name, mimeType, buffer) => ({ name, mimeType, buffer: Buffer.from(buffer) });

/** A still GIF of one pixel, as any browser shows it. */
export const gif = file("still.gif", "image/gif", Buffer.from("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=", "base64"));
export const svg = file("drawing.svg", "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
export const heic = file("IMG_0001.HEIC", "image/heic", Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic"), Buffer.alloc(64)]));
export const empty = file("empty.png", "image/png", "");
export const words = file("letter.png", "image/png", "Dear all, this is a letter and not a picture.");
export const page = file("login.png", "image/png", "<!doctype html><html><body>Sign in</body></html>");
export const cut = file("cut.png", "image/png", png(64, 64).subarray(0, 120));
export const noEnd = file("no-end.png", "image/png", png(64, 64).subarray(0, -12));
export const vast = file("vast.png", "image/png", withSize(png(8, 8), 40_000, 40_000));
export const wrongSum = file("wrong-sum.png", "image/png", (() => {
  const bytes = Buffer.from(png(8, 8));
  bytes[20] ^= 1;
  return bytes;
})());

/** A PNG that says it has another size than its pixels; its header's checksum is right. */
function withSize(bytes, width, height) {
  const changed = Buffer.from(bytes);
  changed.writeUInt32BE(width, 16);
  changed.writeUInt32BE(height, 20);
  changed.writeUInt32BE(crc32(changed.subarray(12, 29)) >>> 0, 29);
  return changed;
}

/** A JPEG as this browser writes it: left half red, right half blue. */
export async function jpeg(page, width, height) {
  const bytes = await page.evaluate(async ([wide, high]) => {
    const canvas = new OffscreenCanvas(wide, high);
    const context = canvas.getContext("2d");
    context.fillStyle = "#f00";
    context.fillRect(0, 0, wide / 2, high);
    context.fillStyle = "#00f";
    context.fillRect(wide / 2, 0, wide / 2, high);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, [width, height]);
  return Buffer.from(bytes);
}

/** The same JPEG as a phone's camera writes it: turned, with a place, a camera and words. */
export function asPhoto(bytes, orientation, secret) {
  const block = Buffer.concat([
    Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 2, 0]),
    Buffer.from([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]),
    Buffer.from([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]),
    Buffer.alloc(4),
    Buffer.from(secret),
  ]);
  const segment = (marker, inside) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(inside.length + 2, 2);
    return Buffer.concat([head, inside]);
  };
  return Buffer.concat([
    bytes.subarray(0, 2),
    segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), block])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<xmp>${secret}</xmp>`)),
    segment(0xfe, Buffer.from(secret)),
    bytes.subarray(2),
    Buffer.from(`film ${secret}`),
  ]);
}
