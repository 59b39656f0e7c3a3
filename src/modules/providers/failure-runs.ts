import { instant } from '../../kernel/domain/clock.js';
import type { Clock } from '../../kernel/domain/clock.js';
import type { Failure, FailureCode, ProviderAlert } from './provider.js';

/**
 * Consecutive failures that point at our own account rather than at payers. A successful payment, or a rejection by a payer, shows that requests
 * reach phones, and ends all runs.
 */
export class FailureRuns {
  private readonly runs: Readonly<Partial<Record<FailureCode, Run>>> = {
    // The provider will refuse the next payment as well, with any payer.
    CONFIGURATION: { alert: 'configuration', perPayer: false, failed: new Set(), first: null, providerCode: null },
    // On one payer it says little, on every one that the account is not activated for collections (REFERENCE §8.3).
    PROVIDER_ERROR: { alert: 'provider-errors', perPayer: true, failed: new Set(), first: null, providerCode: null },
  };

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  /** The alert that this failure raises, if it raises one. The same payment counts once, however often it is asked about. */
  failed(reference: string, payer: string | null, failure: Failure): ProviderAlert | null {
    const run = this.runs[failure.code];
    if (run === undefined || run.failed.size >= counted) return null;
    const before = run.failed.size;
    run.failed.add((run.perPayer ? payer : null) ?? reference);
    run.first ??= this.clock.now();
    run.providerCode = failure.providerCode;
    return before < raisedBy && run.failed.size >= raisedBy ? shown(run) : null;
  }

  /** The alerts that are over now. */
  worked(): ProviderAlert[] {
    const over = this.alerts;
    for (const run of Object.values(this.runs)) {
      run.failed.clear();
      run.first = null;
    }
    return over;
  }

  get alerts(): ProviderAlert[] {
    return Object.values(this.runs)
      .filter(({ failed }) => failed.size >= raisedBy)
      .map(shown);
  }
}

interface Run {
  readonly alert: ProviderAlert['alert'];
  readonly perPayer: boolean;
  readonly failed: Set<string>;
  first: number | null;
  providerCode: string | null;
}

const shown = ({ alert, failed, first, providerCode }: Run): ProviderAlert => ({
  alert,
  since: instant(first!),
  failures: failed.size,
  providerCode,
});

export const raisedBy = 3;
/** The greatest number of payers that are counted separately. */
const counted = 1_000;
