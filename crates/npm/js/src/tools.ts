import { checkedBase } from './client.js';
import { ValidationError, type Issue } from './errors.js';
import { prepare } from './files.js';
import { issue } from './issues.js';
import { core } from './core.js';
import type { OperationId, ParamsOf } from './types.js';

/** All mistakes in the parameters of an operation; an empty list means that they can be sent. */
export async function validate<O extends OperationId>(operation: O, params: unknown): Promise<readonly Issue[]> {
  const loaded = await core();
  const given = typeof params === 'object' && params !== null ? params : {};
  const prepared = await prepare(loaded, given, undefined);
  const { issues = [] } = loaded.plan(operation, prepared.params);
  return [...issues, ...prepared.issues].map((raw) => issue(raw, raw.path === 'operation' ? { operation } : given));
}

/** The call as a command for a shell, to look at or to show to support. The key is masked, pictures are file names. */
export async function toCurl<O extends OperationId>(
  operation: O,
  params: ParamsOf[O],
  options: { baseUrl?: string | URL } = {},
): Promise<string> {
  const loaded = await core();
  const prepared = await prepare(loaded, params, undefined);
  const wire = loaded.plan(operation, prepared.params);
  if (wire.issues) throw new ValidationError(wire.issues.map((raw) => issue(raw, params)), { operation });
  const base = checkedBase(options.baseUrl ?? 'https://aihubmix.com', false);
  const lines = [`curl --request POST ${quoted(base + wire.path)}`, `--header ${quoted('Api-Key: sk-…')}`];
  if (wire.json !== undefined) {
    lines.push(`--header ${quoted('Content-Type: application/json')}`, `--data-raw ${quoted(wire.json)}`);
  }
  for (const [name, value, file] of wire.parts ?? []) {
    lines.push(
      typeof value === 'string'
        ? `--form-string ${quoted(`${name}=${value}`)}`
        : `--form ${quoted(`${name}=@${file};type=${prepared.files[value]!.type}`)}`,
    );
  }
  return lines.join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
