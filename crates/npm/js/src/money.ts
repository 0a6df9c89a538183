import { BudgetError, type Billed, type Facts } from './errors.js';
import type { Budget, Estimate, Spending } from './types.js';

/** What a client spends, in millionths of a dollar so that sums stay exact. */
export class Ledger {
  private done = 0;
  private unknown = 0;
  private reserved = 0;
  private calls = 0;
  /** Who asks is answered after those who asked before, or two would be given the same money. */
  private asking: Promise<unknown> = Promise.resolve();

  get spent(): Spending {
    return { done: this.done / 1e6, unknown: this.unknown / 1e6, calls: this.calls };
  }

  /** Sets the price of a call aside, or throws. The returned function books how it ended. */
  async reserve(estimate: Estimate, budgets: readonly (Budget | undefined)[], facts: Facts): Promise<(billed: Billed, sent: boolean) => void> {
    const micro = estimate.microUsd ?? 0;
    const turn = this.asking.then(async () => {
      for (const budget of budgets) if (budget) await this.allow(budget, estimate, facts);
      this.reserved += micro;
    });
    this.asking = turn.catch(() => {});
    await turn;
    let open = true;
    return (billed, sent) => {
      if (!open) return;
      open = false;
      this.reserved -= micro;
      if (sent) this.calls += 1;
      if (billed === 'yes') this.done += micro;
      if (billed === 'unknown') this.unknown += micro;
    };
  }

  private async allow(budget: Budget, estimate: Estimate, facts: Facts): Promise<void> {
    const micro = estimate.microUsd ?? 0;
    const spent = this.done + this.unknown + this.reserved;
    const perCall = budget.perCall !== undefined && micro > Math.round(budget.perCall * 1e6);
    const perClient = budget.perClient !== undefined && spent + micro > Math.round(budget.perClient * 1e6);
    if (!perCall && !perClient) return;
    const limit = (perCall ? budget.perCall : budget.perClient)!;
    if (typeof budget.onExceeded === 'function' && (await budget.onExceeded(estimate, spent / 1e6))) return;
    const what = perCall ? 'the call would cost' : `after ${usd(spent / 1e6)} the call would cost`;
    throw new BudgetError(`${what} ${usd(micro / 1e6)}, and ${usd(limit)} is the most that is allowed`, {
      ...facts,
      estimate,
      limit,
      hint: 'ask for fewer pictures or a cheaper speed, or raise the budget',
    });
  }
}

function usd(amount: number): string {
  return `$${amount.toFixed(3)}`;
}
