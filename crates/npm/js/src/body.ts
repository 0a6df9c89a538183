import type { RequestOptions } from './types.js';
import type { Plan } from './wasm.js';

/** The body of a call. Fields that the core does not know are put in after it has planned the others. */
export function bodyOf({ json, parts = [] }: Plan, files: readonly Blob[], extra: RequestOptions['extra'] = {}): string | FormData {
  const entries = Object.entries(extra);
  const members = entries
    .filter(([, value]) => !(value instanceof Blob))
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join();
  // What the core writes ends in as many braces as it has objects around its last member.
  const into = (text: string, braces: string): string => {
    const inner = text.slice(0, -braces.length);
    return members ? inner + (inner.endsWith('{') ? '' : ',') + members + braces : text;
  };
  if (json !== undefined) return into(json, '}}');
  const form = new FormData();
  let isEnveloped = false;
  for (const [name, value, file] of parts) {
    const isEnvelope = name === 'image_request';
    isEnveloped ||= isEnvelope;
    if (typeof value === 'number') form.append(name, files[value]!, file!);
    else form.append(name, isEnvelope ? into(value, '}') : value);
  }
  for (const [name, value] of entries) {
    if (value instanceof Blob) form.append(name, value);
    else if (!isEnveloped) for (const one of [value].flat()) form.append(name, String(one));
  }
  return form;
}
