// The API reference, made of the declarations and their comments, so that it cannot differ from them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

/** The entries, and the declaration files whose exports each adds. */
const ENTRIES = {
  ideomix: ['client', 'types', 'errors', 'events', 'core', 'loader', 'prices', 'tools', 'version'],
  'ideomix/mask': ['mask', 'pixels'],
  'ideomix/node': ['node'],
  'ideomix/testing': ['testing'],
  'ideomix/ai-sdk': ['ai-sdk'],
};

export function reference(folder) {
  const lines = ['# API reference', '', 'Made from the declarations of the package; each entry says what it means.'];
  for (const [entry, files] of Object.entries(ENTRIES)) {
    lines.push('', `## \`${entry}\``);
    for (const name of files) {
      const path = join(folder, `${name}.d.ts`);
      const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
      for (const statement of source.statements) lines.push(...section(statement, source));
    }
  }
  return `${lines.join('\n')}\n`;
}

function section(statement, source) {
  const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  const named = statement.name ?? statement.declarationList?.declarations[0]?.name;
  const comment = ts.getJSDocCommentsAndTags(statement).find(ts.isJSDoc);
  if (!isExported || !named || !comment) return [];
  const said = (ts.getTextOfJSDocComment(comment.comment) ?? '').trim();
  const code = source.text.slice(statement.getStart(source), statement.end).replace(/^export (declare )?/, '');
  return ['', `### ${named.text}`, '', said, '', '```ts', code, '```'];
}
