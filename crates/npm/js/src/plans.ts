import type { Issue } from './errors.js';
import { prepare } from './files.js';
import { issue } from './issues.js';
import type { FetchLike, OperationId } from './types.js';
import type { Core, Plan } from './wasm.js';

/** What a call would send, and everything that is wrong with it. */
export interface Planned extends Omit<Plan, 'issues'> {
  readonly files: readonly Blob[];
  readonly bytes: number;
  readonly issues: readonly Issue[];
}

/** Checks parameters and makes a request of them. */
export async function planned(core: Core, operation: OperationId, params: unknown, fetcher?: FetchLike): Promise<Planned> {
  const { text, files, bytes, issues } = await prepare(core, params, fetcher);
  const plan = core.plan(operation, text);
  const all = [...(plan.issues ?? []), ...issues];
  return { ...plan, files, bytes, issues: all.map((raw) => issue(raw, { operation, ...(params as object) })) };
}
