import { GATEWAY, checkedBase } from './client.js';
import { core } from './core.js';
import { ValidationError, type Issue } from './errors.js';
import { planned } from './plans.js';
import type { OperationId, ParamsOf } from './types.js';

/** All mistakes in the parameters of an operation; an empty list means that they can be sent. */
export async function validate<O extends OperationId>(operation: O, params: unknown): Promise<readonly Issue[]> {
  const given = typeof params === 'object' && params ? params : {};
  return (await planned(await core(), operation, given)).issues;
}

/** The call as a command for a shell, to look at or to show to support. The key is masked, pictures are file names. */
export async function toCurl<O extends OperationId>(
  operation: O,
  params: ParamsOf[O],
  options: { baseUrl?: string | URL } = {},
): Promise<string> {
  const { path, json, parts = [], files, issues } = await planned(await core(), operation, params);
  if (issues.length > 0) throw new ValidationError(issues, { operation });
  const base = checkedBase(options.baseUrl ?? GATEWAY, false);
  const lines = [`curl --request POST ${quoted(base + path)}`, "--header 'Api-Key: sk-…'"];
  if (json !== undefined) {
    lines.push("--header 'Content-Type: application/json'", `--data-raw ${quoted(json)}`);
  }
  for (const [name, value, file] of parts) {
    lines.push(
      typeof value === 'string'
        ? `--form-string ${quoted(`${name}=${value}`)}`
        : `--form ${quoted(`${name}=@${file};type=${files[value]!.type}`)}`,
    );
  }
  return lines.join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
