// The entries as files of their own: ESM and CommonJS, without dependencies.
import { join } from 'node:path';

import { build } from 'esbuild';

/** Entries that name another entry of the package do so at run time, so that there is one copy of its state. */
const SHARED = ['index', 'mask'];

/** The entries of the package. */
export const ENTRIES = ['index', 'slim', 'node', 'testing', 'mask', 'ai-sdk'];

export async function bundle({ folder, stage, version }) {
  const common = {
    bundle: true,
    platform: 'neutral',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    minifySyntax: true,
    minifyWhitespace: true,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    logLevel: 'warning',
    define: { IDEOMIX_VERSION: JSON.stringify(version) },
  };
  for (const [format, end] of [['esm', 'js'], ['cjs', 'cjs']]) {
    for (const name of ENTRIES) {
      await build({
        ...common,
        format,
        entryPoints: [join(folder, 'src', `${name}.ts`)],
        outfile: join(stage, 'dist', `${name}.${end}`),
        plugins: [shared(name, end)],
      });
    }
  }
  await build({
    ...common,
    format: 'esm',
    entryPoints: [join(folder, 'src/workerd.ts')],
    outfile: join(stage, 'dist/workerd.js'),
    external: ['./core.wasm'],
  });
}

function shared(entry, end) {
  return {
    name: 'shared',
    setup(builder) {
      builder.onResolve({ filter: /^(\.\/\w+\.js|node:.*|@?[a-z].*)$/ }, ({ path, kind }) => {
        if (kind === 'entry-point') return undefined;
        const name = /^\.\/(\w+)\.js$/.exec(path)?.[1];
        if (name && name !== entry && SHARED.includes(name)) return { path: `./${name}.${end}`, external: true };
        return path.startsWith('.') ? undefined : { path, external: true };
      });
    },
  };
}
