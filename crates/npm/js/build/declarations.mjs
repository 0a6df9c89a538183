// Declarations for ESM and for CommonJS, of the entries and of what they name. A file of one kind must name files of its
// own kind only.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a declaration names: the end of its `from './x.js'` or `import('./x.js')`. */
const NAMED = /((?:from|import\()\s*['"])(\.{1,2}\/[^'"]*)\.js(['"])/g;

export function declarations({ from, to, entries }) {
  const names = new Set(entries);
  for (const name of names) {
    const text = readFileSync(join(from, `${name}.d.ts`), 'utf8');
    for (const [, , path] of text.matchAll(NAMED)) names.add(join(dirname(name), path));
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, `${name}.d.ts`), text);
    writeFileSync(join(to, `${name}.d.cts`), text.replace(NAMED, '$1$2.cjs$3'));
  }
}
