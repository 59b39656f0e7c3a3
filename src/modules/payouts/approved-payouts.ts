import { Money } from '../../kernel/domain/money.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { Need } from '../float/contract.js';
import { batchLineView, batchView, type BatchDocument, type BatchLineDocument } from './batch.view.js';
import type { Batches } from './batches.js';
import { asPayout, payoutView, type PayoutDocument } from './payout.view.js';

/** What the float has to cover: payouts that are approved and not sent, and the lines of approved batches that are not payouts yet. */
export async function approvedPayouts(
  documents: Pick<DocumentStore, 'query'>,
  batches: Pick<Batches, 'find'>,
): Promise<readonly Need[]> {
  const needs: Need[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<PayoutDocument> = await documents.query(payoutView.collection, {
      where: { status: 'approved' },
      sort: { field: 'createdAt', direction: 'ascending' },
      limit: 1_000,
      cursor,
    });
    for (const { attempts, amount } of page.documents.map(asPayout))
      needs.push({ provider: attempts.at(-1)?.provider ?? null, amount });
    cursor = page.nextCursor;
  } while (cursor !== null);
  const open: Page<BatchDocument> = await documents.query(batchView.collection, {
    where: { status: { in: ['approved', 'sending'] } },
    sort: { field: 'createdAt', direction: 'ascending' },
    limit: 200,
  });
  for (const { id } of open.documents) {
    const rest = await restOf(id, (await batches.find(id))?.sentUpTo ?? 0, documents);
    needs.push(...rest.map((amount) => ({ provider: null, amount })));
  }
  return needs;
}

/** The sums of the lines after this one, by currency. */
async function restOf(
  batchId: string,
  sentUpTo: number,
  documents: Pick<DocumentStore, 'query'>,
): Promise<readonly Money[]> {
  const sums = new Map<string, Money>();
  let cursor: string | null = null;
  do {
    const page: Page<BatchLineDocument> = await documents.query(batchLineView.collection, {
      where: { batchId, valid: true, line: { gt: sentUpTo } },
      sort: { field: 'line', direction: 'ascending' },
      limit: 1_000,
      cursor,
    });
    for (const { amount } of page.documents) {
      const money = amount && Money.parse(amount.amount, amount.currency);
      if (money) sums.set(money.currency, (sums.get(money.currency) ?? Money.zero(money.currency)).plus(money));
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return [...sums.values()];
}
