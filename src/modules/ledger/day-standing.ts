import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { paymentView } from '../payments/contract.js';
import { payoutView } from '../payouts/contract.js';
import { refundView } from '../refunds/contract.js';
import { reviewReasons, reviewView } from '../reviews/contract.js';
import type { Standing } from './day.events.js';

export const openPayments = ['created', 'submitted', 'pending', 'uncertain'] as const;
export const openOutgoing = ['requested', 'approved', 'submitted', 'uncertain'] as const;

/** How things stand now: what is counted here is what waits, so it is counted fast. */
export async function standingNow(
  documents: Pick<DocumentStore, 'count'>,
  of: Pick<Standing, 'organisation' | 'environment'>,
): Promise<Standing> {
  const counts = async (names: readonly string[], count: (name: string) => Promise<number>) => {
    const all = await Promise.all(names.map(async (name) => [name, await count(name)] as const));
    return Object.fromEntries(all);
  };
  const [payments, refunds, payouts, reviews] = await Promise.all([
    counts(openPayments, (status) => documents.count(paymentView.collection, { status })),
    counts(openOutgoing, (status) => documents.count(refundView.collection, { status })),
    counts(openOutgoing, (status) => documents.count(payoutView.collection, { status })),
    counts(reviewReasons, (reason) =>
      documents.count(reviewView.collection, { status: { in: ['open', 'assigned'] }, reason }),
    ),
  ]);
  return { ...of, payments, refunds, payouts, reviews };
}
