// The package as npm takes it: a gzipped ustar archive under `package/`, the same bytes for the same files.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { gzipAsync } from '@gfx/zopfli';

/** The moment that npm itself writes for every file: 26 October 1985. */
const MTIME = 499162500;

export async function tarball(folder, path) {
  const blocks = [];
  for (const name of names(folder)) {
    const bytes = readFileSync(join(folder, name));
    blocks.push(header(`package/${name}`, bytes.length), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512));
  }
  blocks.push(Buffer.alloc(1024));
  writeFileSync(path, await gzipAsync(Buffer.concat(blocks), { numiterations: 15 }));
}

function names(folder, inside = '') {
  const found = [];
  for (const name of readdirSync(join(folder, inside)).sort()) {
    const path = inside ? `${inside}/${name}` : name;
    if (statSync(join(folder, path)).isDirectory()) found.push(...names(folder, path));
    else found.push(path);
  }
  return found;
}

function header(name, size) {
  const block = Buffer.alloc(512);
  const octal = (value, at, length) => block.write(value.toString(8).padStart(length - 1, '0'), at);
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for this archive`);
  block.write(name);
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(MTIME, 136, 12);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
