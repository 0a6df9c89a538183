import type { Issue } from './errors.js';
import type { Warning } from './types.js';
import type { RawIssue, RawWarning } from './wasm.js';
import { row } from './words.js';

/**
 * The code of each reason, and its sentence after the path: $0 to $3 are its numbers, $a is what is allowed, $r what was
 * received, $m the model, $n the name of a file's kind or of what stopped its reading.
 */
const ISSUES = `required|required|is required$r
no_text|type|must be text$r
no_number|type|must be a number$r
no_list|type|must be a list$r
no_picture|type|must be a picture: a Blob, bytes, new URL(...), or fromFile(...) of ideomix/node$r
not_an_integer|type|must be a whole number$r
out_of_range|range|must lie between $0 and $1$r
not_allowed|enum|must be one of $a$r
unknown_operation|enum|is no operation$r
bad_color|type|has a color that is not #RGB or #RRGGBB$r
bad_style_code|type|must have eight hexadecimal digits$r
bad_weight|range|has a weight that must lie between 0.05 and 1$r
too_many|length|has $0 entries, and at most $1 are taken
count_mismatch|length|must have as many pictures as $a
unknown_field|unknown|is none of $a$r; others go into options.extra
conflict|conflict|cannot be sent together with $a$r
not_for_model|not_for_model|is not taken by $m, only by $a$r
unreadable|type|could not be read: $n
empty|image_format|is empty; PNG, JPEG and WebP are allowed
truncated|image_format|is cut off; PNG, JPEG and WebP are allowed
damaged|image_format|is damaged; PNG, JPEG and WebP are allowed
unsupported|image_format|is $n; PNG, JPEG and WebP are allowed
not_a_picture|image_format|is no picture; PNG, JPEG and WebP are allowed
file_too_large|image_size|has $0 bytes, and at most $1 are taken
request_too_large|image_size|makes the request $0 bytes long, and at most $1 are taken
too_many_pixels|image_size|has $0x$1 pixels, which is too many
mask_size|mask_size|must have the size of the picture, $0x$1; received $2x$3
mask_blank|mask_blank|changes nothing: no pixel is marked`;

/** Gives an issue of the core its sentence, and what was received. */
export function issue(raw: RawIssue, params: unknown): Issue {
  const { path, reason, numbers = [], suggestion } = raw;
  const given = at(params, path);
  const received = shown(given);
  const allowed = reason === 'out_of_range' ? numbers : (raw.allowed ?? []);
  const [code = 'type', sentence = `is wrong (${reason})`] = row(ISSUES, reason);
  // Of a model it is not said that it takes itself.
  const told = reason + path === 'not_for_modelmodel' ? row(ISSUES, 'not_allowed')[1]! : sentence;
  const words: Record<string, unknown> = {
    ...numbers,
    a: allowed.slice(0, 24).join(', ') + (allowed.length > 24 ? ', …' : ''),
    // What is described and not repeated is not quoted either.
    r: received === undefined ? '' : `; received ${typeof given === 'string' ? JSON.stringify(received) : received}`,
    m: at(params, 'model'),
    n: suggestion,
  };
  // A suggestion is either part of the sentence or a value to use.
  const value = sentence.includes('$n') ? undefined : suggestion;
  return {
    path,
    code: code as Issue['code'],
    message: `${path} ${filled(told, words)}${value ? `; did you mean ${value}?` : ''}`,
    ...(received !== undefined && { received }),
    ...(allowed.length > 0 && { allowed }),
    ...(value && { suggestion }),
  };
}

function filled(sentence: string, words: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\$(\w)/g, (_, name: string) => words[name] as string);
}

/** Text and numbers are repeated; of anything else only the kind is said. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 200 ? `${value.slice(0, 200)}…` : value;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value) {
    const { byteLength, size = byteLength } = value as { byteLength?: number; size?: number };
    return size! >= 0 ? `a file of ${size} bytes` : 'an object';
  }
  return /function|symbol|bigint/.test(typeof value) ? `a ${typeof value}` : value;
}

function at(params: unknown, path: string): unknown {
  let value = params;
  for (const step of path.match(/[^.[\]]+/g) ?? []) value = (value as Record<string, unknown> | undefined)?.[step];
  return value;
}

/** The sentence of each warning: $p is where, $n its number. */
const WARNINGS = `file_large|$p has $n bytes; the older documents allow 10 MB
price_unknown|the price is not published, so no budget counts it
prompt_long|$p has $n characters; other clients stop at 10,000
seed_with_many_images|with one seed all $n pictures are the same, and all are paid for
source_not_square|the picture is not square, and the documents speak of squares only
style_reference_with_style|style references are said to work with AUTO and GENERAL only
undocumented_field|$p is not in the documents and is sent unchecked
turbo_at_default_price|TURBO is listed at the price of DEFAULT; other pages say half`;

/** Gives a warning of the core its sentence. */
export function warning({ code, path, number }: RawWarning): Warning {
  const [sentence] = row(WARNINGS, code);
  return {
    code: sentence ? (code as Warning['code']) : 'other',
    message: filled(sentence ?? code, { p: path, n: number }),
    ...(path && { path }),
  };
}
