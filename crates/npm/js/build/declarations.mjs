// Declarations for ESM and for CommonJS. A file of one kind must name files of its own kind only.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function declarations({ from, to }) {
  for (const folder of ['.', 'generated']) {
    mkdirSync(join(to, folder), { recursive: true });
    for (const name of readdirSync(join(from, folder)).filter((name) => name.endsWith('.d.ts'))) {
      if (/^(workerd|core-packed|mask-packed)\./.test(name)) continue;
      const text = readFileSync(join(from, folder, name), 'utf8');
      writeFileSync(join(to, folder, name), text);
      writeFileSync(
        join(to, folder, name.replace(/\.d\.ts$/, '.d.cts')),
        text.replace(/((?:from|import\()\s*['"]\.{1,2}\/[^'"]*)\.js(['"])/g, '$1.cjs$2'),
      );
    }
  }
}
