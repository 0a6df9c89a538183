// Makes the package from the wasm cores and the sources: packed wasm, bundles, declarations, tarball.
//
// Called by `cargo xtask dist npm` with one argument, a JSON text: { folder, dist, version, cores: [{ name, wasm }] }.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { zlibAsync } from '@gfx/zopfli';

import { ENTRIES, bundle } from './bundle.mjs';
import { declarations } from './declarations.mjs';
import { reference } from './reference.mjs';
import { tarball } from './tarball.mjs';

const { folder, stage, tarballPath, licenses, version, cores } = JSON.parse(process.argv[2]);
const generated = join(folder, 'src/generated');
mkdirSync(generated, { recursive: true });
rmSync(stage, { recursive: true, force: true });
mkdirSync(join(stage, 'dist'), { recursive: true });

for (const { name, wasm } of cores) {
  const bytes = readFileSync(wasm);
  const packed = Buffer.from(await zlibAsync(bytes, { numiterations: 15 })).toString('base64');
  writeFileSync(join(generated, `${name}-packed.ts`), `export const packed = '${packed}';\n`);
  // The mask's is only ever used inlined.
  if (name === 'core') cpSync(wasm, join(stage, 'dist/core.wasm'));
}

await bundle({ folder, stage, version });
execFileSync(process.execPath, [join(folder, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: 'inherit' });
declarations({ from: join(folder, 'out/types'), to: join(stage, 'dist'), entries: ENTRIES });

const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
delete manifest.devDependencies;
manifest.version = version;
// Parcel and old resolvers do not read `exports`: for them each entry is a folder too.
const entries = Object.keys(manifest.exports).filter((path) => manifest.exports[path].import && path !== '.');
for (const name of entries.map((path) => path.slice(2))) {
  mkdirSync(join(stage, name));
  const own = { main: `../dist/${name}.cjs`, module: `../dist/${name}.js`, types: `../dist/${name}.d.cts`, sideEffects: false };
  writeFileSync(join(stage, name, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
  manifest.files.push(name);
}
writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(join(stage, 'API.md'), reference(join(folder, 'out/types')));
// The comparison with other clients is made by the tests that play it.
const TABLE = 'tests/npm/faults/table.md';
const table = readFileSync(join(folder, '../../..', TABLE), 'utf8').replace(/^<!--.*-->\s*/, '');
writeFileSync(join(stage, 'README.md'), readFileSync(join(folder, 'README.md'), 'utf8').replace(`<!-- ${TABLE} -->`, () => table));
for (const license of licenses) cpSync(license, join(stage, license.split('/').pop()));
await tarball(stage, tarballPath);
