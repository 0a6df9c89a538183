// A panic of the core is a trap and nothing more. What it would say, and the formatting that this takes, is cut out: it
// is a fifth of the file, and the facade tells of the panic all the same. The functions that only a panic calls become a
// trap, and the data that is then named by nobody becomes zeros, which wasm-opt leaves out.
//
// Reads the file as the linker made it with `--emit-relocs`: what names what stands in its sections `linking` and
// `reloc.*`, so nothing has to be guessed. Called with the paths of that file and of the result.
import { readFileSync, writeFileSync } from 'node:fs';

/** Parts of the names of those functions, in both manglings of Rust. */
const OF_PANICS =
  /panicking|\d(panic_|rust_panic|begin_panic)|(slice_index|slice_error|index|copy_from_slice)[a-z_]*_fail|(unwrap|expect|len_mismatch)_fail|raw_vec1\dhandle_error|handle_alloc_error|capacity_overflow|rust_oom|alloc_error_h|9throw_str|__wbindgen_throw|Debug(\$GT\$|\w{0,12})3fmt|BorrowError|BorrowMutError/;
/** Parts of the names of the standard library's code for floating point as text. */
const FLOATS = /dec2flt|flt2dec|grisu|dragon/;

const file = trimmed(readFileSync(process.argv[2]));
writeFileSync(process.argv[3], file);

function trimmed(bytes) {
  const sections = [...sectionsOf(bytes)];
  const find = (wanted) => sections.find(({ id, name }) => id === wanted || name === wanted);
  if (find(2)) throw new Error('the wasm imports something');
  const code = find(10);
  const data = find(11);
  const symbols = symbolsOf(bytes, find('linking'));
  const bodies = bodiesOf(bytes, code);
  const segments = segmentsOf(bytes, data);
  const edges = { code: relocations(bytes, find('reloc.CODE'), code.from), data: relocations(bytes, find('reloc.DATA'), data.from) };
  const exported = exportedFunctions(bytes, find(7));
  const placeOf = ({ segment, offset, size }) => {
    if (segment === undefined || size === 0) return undefined;
    const from = segments[segment].from + offset;
    return { from, to: from + size };
  };
  const isPlace = (symbol) => {
    const range = placeOf(symbol);
    const file = symbol.size === 16 && edges.data.find(({ at }) => at === range?.from);
    const text = file && placeOf(symbols[file.symbol]);
    return Boolean(text) && /\.rs\0?$/.test(bytes.toString('latin1', text.from, text.to));
  };

  const cut = new Set(symbols.filter(({ kind, name, index }) => kind === 0 && OF_PANICS.test(name) && !exported.has(index)).map(({ index }) => index));
  if (cut.size < 5) throw new Error('the wasm names too few of its functions: was it linked with --emit-relocs?');

  // From what is exported to everything that it names, through code and through data. A panic's place in the sources is
  // named by whoever may panic, and read by nobody.
  const live = new Set();
  const waiting = symbols.filter(({ kind, index }) => kind === 0 && exported.has(index));
  for (let one; (one = waiting.pop()); ) {
    const key = one.kind === 0 ? one.index : one;
    if (live.has(key) || cut.has(key)) continue;
    live.add(key);
    const [range, all] = one.kind === 0 ? [bodies.get(one.index), edges.code] : [placeOf(one), edges.data];
    if (!range) continue;
    const named = all.filter(({ at }) => at >= range.from && at < range.to).map(({ symbol }) => symbols[symbol]);
    waiting.push(...named.filter((each) => each.kind === 0 || (each.kind === 1 && !isPlace(each))));
  }

  // Reading and writing floating point would cost more than half of the rest; numbers cross as they are.
  const floats = symbols.find(({ kind, name, index }) => kind === 0 && live.has(index) && FLOATS.test(name));
  if (floats) throw new Error(`the wasm parses or formats floating point: ${floats.name}`);

  const out = Buffer.from(bytes);
  // Zeros first, then what is live is put back: symbols may overlap.
  for (const { from, to } of segments) out.fill(0, from, to);
  for (const symbol of live) {
    const range = typeof symbol === 'object' && placeOf(symbol);
    if (range) bytes.copy(out, range.from, range.from, range.to);
  }
  // A body keeps its length: no local, so many times `unreachable`, which is the byte 0 too, and an end.
  for (const { from, to } of [...cut].map((index) => bodies.get(index)).filter(Boolean)) {
    out.fill(0x00, from, to);
    out[to - 1] = 0x0b;
  }
  const kept = sections.filter(({ name }) => name !== 'linking' && !name?.startsWith('reloc.'));
  return Buffer.concat([out.subarray(0, 8), ...kept.map(({ start, to }) => out.subarray(start, to))]);
}

/** Reads numbers and names one after the other. */
function reader(bytes, at) {
  return {
    get at() {
      return at;
    },
    byte: () => bytes[at++],
    number() {
      let sum = 0;
      for (let shift = 1; ; shift *= 128) {
        const byte = bytes[at++];
        sum += (byte & 127) * shift;
        if (byte < 128) return sum;
      }
    },
    skip(length) {
      at += length;
    },
    name() {
      const length = this.number();
      at += length;
      return bytes.toString('utf8', at - length, at);
    },
  };
}

function* sectionsOf(bytes) {
  for (let start = 8; start < bytes.length; ) {
    const read = reader(bytes, start);
    const id = read.byte();
    const length = read.number();
    const from = read.at;
    const name = id === 0 ? read.name() : undefined;
    yield { id, name, start, from, body: read.at, to: from + length };
    start = from + length;
  }
}

function symbolsOf(bytes, { body, to }) {
  const read = reader(bytes, body);
  read.number();
  while (read.at < to) {
    const kind = read.byte();
    const length = read.number();
    const end = read.at + length;
    if (kind === 8) return Array.from({ length: read.number() }, () => symbol(read));
    read.skip(end - read.at);
  }
  throw new Error('the wasm has no table of symbols');
}

function symbol(read) {
  const kind = read.byte();
  const flags = read.number();
  const isDefined = !(flags & 0x10);
  if (kind === 1) {
    const name = read.name();
    return isDefined ? { kind, name, segment: read.number(), offset: read.number(), size: read.number() } : { kind, name };
  }
  const index = read.number();
  return { kind, index, name: kind !== 3 && (isDefined || flags & 0x40) ? read.name() : '' };
}

function bodiesOf(bytes, { body }) {
  const read = reader(bytes, body);
  const bodies = new Map();
  const count = read.number();
  for (let index = 0; index < count; index += 1) {
    const length = read.number();
    bodies.set(index, { from: read.at, to: read.at + length });
    read.skip(length);
  }
  return bodies;
}

function segmentsOf(bytes, { body }) {
  const read = reader(bytes, body);
  return Array.from({ length: read.number() }, () => {
    const flags = read.number();
    if (flags === 0) {
      // i32.const, a place, end.
      read.skip(1);
      while (read.byte() & 128);
      read.skip(1);
    } else if (flags !== 1) throw new Error('the wasm has a segment of an unknown kind');
    const length = read.number();
    const from = read.at;
    read.skip(length);
    return { from, to: from + length };
  });
}

function exportedFunctions(bytes, { body }) {
  const read = reader(bytes, body);
  const functions = new Set();
  for (let left = read.number(); left > 0; left -= 1) {
    read.name();
    const kind = read.byte();
    const index = read.number();
    if (kind === 0) functions.add(index);
  }
  return functions;
}

/** Where something is named, and the symbol that is meant. */
function relocations(bytes, section, from) {
  if (!section) return [];
  const read = reader(bytes, section.body);
  read.number();
  return Array.from({ length: read.number() }, () => {
    const type = read.byte();
    const at = from + read.number();
    const symbol = read.number();
    // Places in memory, in a function and in a section have an addend.
    if ([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25].includes(type)) read.number();
    return { type, at, symbol };
  }).filter(({ type }) => type !== 6);
}
