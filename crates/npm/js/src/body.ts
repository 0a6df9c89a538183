import type { Planned } from './plans.js';
import type { RequestOptions } from './types.js';

/** The body of a call. Fields that the core does not know are put in after it has planned the others. */
export function bodyOf({ json, parts = [], files }: Planned, extra: RequestOptions['extra'] = {}): string | FormData {
  const members = JSON.stringify(extra, (_, value: unknown) => (value instanceof Blob ? undefined : value)).slice(1, -1);
  // What the core writes ends in as many braces as it has objects around its last member.
  const into = (text: string, braces: number): string => {
    const inner = text.slice(0, -braces);
    return members ? inner + (inner.endsWith('{') ? '' : ',') + members + text.slice(-braces) : text;
  };
  if (json !== undefined) return into(json, 2);
  const form = new FormData();
  let isEnveloped = false;
  for (const [name, value, file] of parts) {
    const isEnvelope = name === 'image_request';
    isEnveloped ||= isEnvelope;
    if (typeof value === 'number') form.append(name, files[value]!, file!);
    else form.append(name, isEnvelope ? into(value, 1) : value);
  }
  for (const [name, value] of Object.entries(extra)) {
    if (value instanceof Blob) form.append(name, value);
    else if (!isEnveloped) for (const one of [value].flat()) form.append(name, String(one));
  }
  return form;
}
