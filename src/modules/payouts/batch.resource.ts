import type { ApiClient } from '../../http/authentication.js';
import type { Disclosure } from '../../http/shown-to.js';
import { sentences } from '../../http/problem.filter.js';
import { Header } from '../../kernel/domain/sheet.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Totals } from './batch-line.rule.js';
import type { CheckedFile, LinesPage, LineWithPayout, ShownBatchState } from './batch.commands.js';

/** Batches and their lines as the HTTP contract shows them to a client. */
export class BatchResources {
  constructor(
    private readonly personalData: PersonalData,
    private readonly disclosure: Disclosure,
  ) {}

  one({ batch, progress }: ShownBatchState) {
    const { byStatus, refused, refusedAmount, approversNeeded, waitsFor } = progress;
    const [successful = 0, failed = 0, rejected = 0, uncertain = 0] = [
      'successful',
      'failed',
      'rejected',
      'uncertain',
    ].map((status) => byStatus[status] ?? 0);
    const underWay = (byStatus['requested'] ?? 0) + (byStatus['approved'] ?? 0) + (byStatus['submitted'] ?? 0);
    const begun = successful + failed + rejected + uncertain + underWay + refused;
    return {
      id: batch.id,
      status: batch.status,
      totals: totals(batch.totals),
      results: {
        waiting: batch.status === 'rejected' ? 0 : Math.max(0, batch.totals.valid - begun),
        underWay,
        successful,
        failed: failed + rejected,
        uncertain,
        refused,
        refusedAmount: refusedAmount?.amount ?? '0',
      },
      skipInvalid: batch.skipInvalid,
      waitsFor,
      requestedBy: batch.requestedBy.id,
      approvedBy: batch.approvedBy.map(({ id }) => id),
      approversNeeded,
      rejectedBy: batch.rejectedBy?.id ?? null,
      createdAt: batch.createdAt,
      approvedAt: batch.approvedAt,
      completedAt: batch.completedAt,
    };
  }

  /** Of a file that is not on record: nobody's data was looked up, and numbers are masked as everywhere. */
  async check({ header, totals: sum, lines }: CheckedFile, client: ApiClient) {
    const shown = lines.map((line) => ({
      line: line.line,
      row: header.shown(line),
      valid: line.errors.length === 0,
      errors: line.errors,
      warnings: line.warnings,
      payoutId: null,
      status: null,
    }));
    return {
      id: null,
      status: 'checked',
      totals: totals(sum),
      lines: await this.disclosure.shownTo(client, null, [], shown),
    };
  }

  lines({ batch, documents }: LinesPage, client: ApiClient) {
    const header = Header.of(batch.columns);
    return Promise.all(documents.map((one) => this.#line(header, batch.client, one, client)));
  }

  async #line(header: Header, owner: string, { line, payout }: LineWithPayout, client: ApiClient) {
    const cells = await this.personalData.open(line.row);
    const { refused } = line;
    const refusal = refused === null ? [] : [{ field: 'Record', message: refusalOf(refused) }];
    return this.disclosure.shownTo(client, owner, [line.row], {
      line: line.line,
      row: cells === null ? null : header.shown({ cells }),
      valid: line.valid,
      errors: [...line.errors, ...refusal],
      warnings: line.warnings,
      payoutId: payout?.id ?? null,
      status: payout?.status ?? (refused === null ? null : ('refused' as const)),
    });
  }
}

const refusalOf = ({ code, otherPayoutId }: { readonly code: string; readonly otherPayoutId: string | null }): string =>
  `${code}${otherPayoutId === null ? '' : ` (${otherPayoutId})`}: ${sentences[code] ?? code}`;

const totals = ({ lines, valid, invalid, warnings, amount, invalidAmounts, invalidWithoutAmount }: Totals) => ({
  lines,
  valid,
  invalid,
  warnings,
  amount: amount?.amount ?? '0',
  currency: amount?.currency ?? null,
  invalidAmounts: invalidAmounts?.map((sum) => sum.toJSON()) ?? null,
  invalidWithoutAmount,
});
