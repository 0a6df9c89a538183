import type { Issue } from './errors.js';
import type { Warning } from './types.js';
import type { RawIssue, RawWarning } from './wasm.js';

/** The reasons of each code; a reason that is a code itself is not named. */
const CODES: readonly (readonly [code: Issue['code'], reasons: string])[] = [
  ['range', 'out_of_range bad_weight'],
  ['enum', 'not_allowed unknown_operation'],
  ['length', 'too_many count_mismatch'],
  ['unknown', 'unknown_field'],
  ['image_format', 'empty truncated unsupported damaged not_a_picture'],
  ['image_size', 'file_too_large too_many_pixels request_too_large'],
];
/** Codes that the core uses as they are. */
const SAME = ['required', 'conflict', 'not_for_model', 'mask_size', 'mask_blank'];

function codeOf(reason: string): Issue['code'] {
  const found = CODES.find(([, reasons]) => reasons.split(' ').includes(reason));
  return found?.[0] ?? (SAME.includes(reason) ? (reason as Issue['code']) : 'type');
}

/** Here the suggestion is no value to use but a part of the sentence. */
const TELLS = ['unsupported', 'unreadable'];

/** Gives an issue of the core its sentence, and what was received. */
export function issue(raw: RawIssue, params: unknown): Issue {
  const received = shown(at(params, raw.path));
  const { path } = raw;
  const suggestion = TELLS.includes(raw.reason) ? undefined : raw.suggestion;
  const allowed = allowedBy(raw);
  return {
    path,
    code: codeOf(raw.reason),
    message: `${path} ${sentence(raw, received, allowed, params)}${suggestion ? `; did you mean ${suggestion}?` : ''}`,
    ...(received === undefined ? {} : { received }),
    ...(allowed.length > 0 ? { allowed } : {}),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function allowedBy({ reason, allowed = [], numbers = [] }: RawIssue): readonly unknown[] {
  return reason === 'out_of_range' ? numbers : allowed;
}

function sentence(raw: RawIssue, received: unknown, allowed: readonly unknown[], params: unknown): string {
  const [a = 0, b = 0, c = 0, d = 0] = raw.numbers ?? [];
  // What is described and not repeated is not quoted either.
  const got = `; received ${typeof at(params, raw.path) === 'string' ? JSON.stringify(received) : String(received)}`;
  switch (raw.reason) {
    case 'required':
      return `is required${received === undefined ? '' : got}`;
    case 'no_text':
      return `must be text${got}`;
    case 'no_number':
      return `must be a number${got}`;
    case 'no_list':
      return `must be a list${got}`;
    case 'no_picture':
      return `must be a picture: a Blob, bytes, new URL(...), or fromFile(...) of ideomix/node${got}`;
    case 'not_an_integer':
      return `must be a whole number${got}`;
    case 'out_of_range':
      return `must lie between ${a} and ${b}${got}`;
    case 'not_allowed':
      return `is none of the allowed values (${some(allowed)})${got}`;
    case 'unknown_operation':
      return `is no operation${got}`;
    case 'bad_color':
      return 'has a color that is not #RGB or #RRGGBB';
    case 'bad_style_code':
      return `must have eight hexadecimal digits${got}`;
    case 'bad_weight':
      return 'has a weight that does not lie between 0.05 and 1';
    case 'too_many':
      return `has ${a} entries, and at most ${b} are taken`;
    case 'count_mismatch':
      return `must have as many pictures as ${allowed[0]}`;
    case 'unknown_field':
      return 'is no parameter of this operation; undocumented fields go into options.extra';
    case 'conflict':
      return `cannot be sent together with ${allowed[0]}`;
    case 'not_for_model':
      return raw.path === 'model'
        ? `must be one of ${some(allowed)} for this operation${got}`
        : `is not taken by ${String(at(params, 'model'))}, only by ${some(allowed)}${got}`;
    case 'unreadable':
      return `could not be read${raw.suggestion ? ` (${raw.suggestion})` : ''}`;
    case 'empty':
      return 'is an empty file';
    case 'truncated':
      return 'is a picture file that was cut off';
    case 'damaged':
      return 'is a damaged picture file';
    case 'unsupported':
      return `is a ${raw.suggestion} file; PNG, JPEG and WebP are allowed`;
    case 'not_a_picture':
      return 'is no picture; PNG, JPEG and WebP are allowed';
    case 'file_too_large':
      return `has ${a} bytes, and at most ${b} are taken`;
    case 'request_too_large':
      return `makes the request ${a} bytes long, and at most ${b} are taken`;
    case 'too_many_pixels':
      return `has ${a}x${b} pixels, which is too many`;
    case 'mask_size':
      return `must have the size of the picture, ${a}x${b}; received ${c}x${d}`;
    case 'mask_blank':
      return a === 0 ? 'changes nothing: no pixel is marked' : 'changes everything: every pixel is marked';
    default:
      return `is wrong (${raw.reason})`;
  }
}

function some(words: readonly unknown[]): string {
  return words.length > 16 ? `${words.slice(0, 16).join(', ')}, …` : words.join(', ');
}

/** Text and numbers are repeated; of anything else only the kind is said. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 200 ? `${value.slice(0, 200)}…` : value;
  if (value === null || typeof value === 'number' || typeof value === 'boolean' || value === undefined) return value;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') {
    const { size } = value as { size?: unknown };
    return typeof size === 'number' ? `a file of ${size} bytes` : 'an object';
  }
  return `a ${typeof value}`;
}

function at(params: unknown, path: string): unknown {
  let value = params;
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) value = (value as Record<string, unknown> | undefined)?.[step];
  return value;
}

const WARNINGS: Readonly<Record<string, (number: number, path: string) => string>> = {
  file_large: (bytes, path) => `${path} has ${bytes} bytes; the older documents allow 10 MB only`,
  price_unknown: () => 'the price of this call is not published, so no budget can count it',
  prompt_long: (length, path) => `${path} has ${length} characters; other clients stop at 10,000`,
  seed_with_many_images: (images) => `with one seed all ${images} pictures come out the same, and all are paid for`,
  source_not_square: () => 'the picture is not square, and the documents of reframe speak of squares only',
  style_reference_with_style: () => 'style references are said to work with the styles AUTO and GENERAL only',
  turbo_at_default_price: () => 'TURBO is listed at the price of DEFAULT for this operation; other pages say half',
};

/** Gives a warning of the core its sentence. */
export function warning(raw: RawWarning): Warning {
  const sentence = WARNINGS[raw.code];
  return {
    code: sentence ? (raw.code as Warning['code']) : 'other',
    message: sentence?.(raw.number, raw.path) ?? raw.code,
    ...(raw.path ? { path: raw.path } : {}),
  };
}
