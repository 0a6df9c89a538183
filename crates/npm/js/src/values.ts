/**
 * A value as the wasm core reads it; `crates/npm/src/value.rs` says what it looks like. Lists and plain objects are
 * entered, down to a depth that no answer has and that a ring of objects never ends.
 */
export function encoded(value: unknown, depth = 32): string {
  switch (typeof value) {
    case 'string':
      return `s${ended(value)}`;
    case 'number':
      return `n${new BigUint64Array(Float64Array.of(value).buffer)[0]}\0`;
    case 'boolean':
      return value ? 't' : 'f';
  }
  if (depth === 0) return 'z';
  if (Array.isArray(value)) return `[${Array.from(value, (item) => encoded(item, depth - 1)).join('')}]`;
  if (Object.prototype.toString.call(value) === '[object Object]') {
    const members = Object.entries(value as object).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `:${ended(name)}${encoded(member, depth - 1)}`).join('')}}`;
  }
  return 'z';
}

/** No text that means anything holds the character that ends it; another one that nothing takes stands in for it. */
function ended(text: string): string {
  return `${text.replaceAll('\0', '\x01')}\0`;
}
