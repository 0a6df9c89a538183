import { BudgetError, type Billed, type Facts } from './errors.js';
import type { Budget, Estimate, Spending } from './types.js';

/** What a client spends, in millionths of a dollar so that sums stay exact. */
export interface Ledger {
  spent(): Spending;
  /** Sets the price of a call aside, or throws. The returned function books how it ended; only its first call counts. */
  reserve(
    estimate: Estimate,
    budgets: readonly (Budget | undefined)[],
    about: Facts,
  ): Promise<(billed: Billed, sent: boolean) => void>;
}

export function ledgerOf(): Ledger {
  let done = 0;
  let unknown = 0;
  let reserved = 0;
  let calls = 0;
  /** Who asks is answered after those who asked before, or two would be given the same money. */
  let asking: Promise<unknown> = Promise.resolve();

  async function allow(budget: Budget, estimate: Estimate, micro: number, about: Facts): Promise<void> {
    const { perCall, perClient, onExceeded } = budget;
    const spent = done + unknown + reserved;
    const isDear = exceeds(micro, perCall);
    if (!isDear && !exceeds(spent + micro, perClient)) return;
    if (typeof onExceeded === 'function' && (await onExceeded.call(budget, estimate, spent / 1e6))) return;
    const limit = (isDear ? perCall : perClient)!;
    const before = isDear ? '' : `after ${usd(spent / 1e6)} `;
    throw new BudgetError(`${before}the call would cost ${usd(micro / 1e6)}, more than the ${usd(limit)} allowed`, {
      ...about,
      estimate,
      limit,
      hint: 'ask for fewer pictures, a cheaper speed or a larger budget',
    });
  }

  return {
    spent: () => ({ done: done / 1e6, unknown: unknown / 1e6, calls }),
    async reserve(estimate, budgets, about) {
      const micro = estimate.microUsd ?? 0;
      const turn = asking.then(async () => {
        for (const budget of budgets) if (budget) await allow(budget, estimate, micro, about);
        reserved += micro;
      });
      asking = turn.catch(() => {});
      await turn;
      let open = true;
      return (billed, sent) => {
        if (!open) return;
        open = false;
        reserved -= micro;
        if (sent) calls += 1;
        if (billed === 'yes') done += micro;
        if (billed === 'unknown') unknown += micro;
      };
    },
  };
}

function exceeds(micro: number, limit = Infinity): boolean {
  return micro > Math.round(limit * 1e6);
}

function usd(amount: number): string {
  return `$${amount.toFixed(3)}`;
}
