import { epochMs, instant } from '../../kernel/domain/clock.js';
import type { EventOf } from '../../kernel/domain/events.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { Policy } from '../../kernel/following/policy.js';
import { PaymentCreated } from './payment.events.js';
import { paymentView, type PaymentDocument } from './payment.view.js';
import type { Payments } from './payments.js';
import type { RecentAsks } from './recent-asks.js';
import { samePayerAndAmount } from './same-payer-and-amount.rule.js';

/** The same payer was asked for the same amount for another record shortly before: the payment is suspected to be a duplicate. */
export const suspectDuplicates = (
  payments: Payments,
  documents: DocumentStore,
  /** Resolves once the view of payments has read up to a position. */
  viewReached: (position: bigint) => Promise<void>,
  windowSeconds: number,
  /** Null where instances share the payments among them: none has seen them all. */
  recentAsks: RecentAsks | null,
): Policy<EventOf<typeof PaymentCreated>> => ({
  name: 'suspect-duplicates',
  events: [PaymentCreated],
  concurrency: 32,
  when: {
    async PaymentCreated({ data, position }, by) {
      const alikeBy = samePayerAndAmount(data);
      if (recentAsks?.mayHaveAnother(Object.values(alikeBy).join(' '), epochMs(data.at)) === false) return;
      await viewReached(position);
      const since = instant(epochMs(data.at) - windowSeconds * 1_000);
      const until = instant(epochMs(data.at) + overtakingMs);
      const alike: PaymentDocument[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<PaymentDocument> = await documents.query(paymentView.collection, {
          where: { ...alikeBy, createdAt: { gte: since, lte: until } },
          sort: { field: 'createdAt', direction: 'descending' },
          limit: 50,
          cursor,
        });
        alike.push(...page.documents.filter(({ recordKey }) => recordKey !== data.recordKey));
        cursor = page.nextCursor;
      } while (cursor !== null);
      // Of two payments at the same moment, one is suspected to be a duplicate of the other, and not both.
      const came = (other: PaymentDocument) =>
        other.createdAt < data.at || (other.createdAt === data.at && other.id < data.paymentId) ? 'before' : 'after';
      const { before = [], after = [] } = Object.groupBy(alike, came);
      const [twin] = before;
      if (twin !== undefined) {
        const suspected = { paymentId: data.paymentId, otherPaymentId: twin.id, otherClient: twin.client };
        await payments.send('SuspectDuplicate', suspected, by);
      }
      // A payment that came later and was recorded earlier was checked before this one could be found.
      for (const { id, duplicateOf } of after) {
        if (duplicateOf === null)
          await payments.send(
            'SuspectDuplicate',
            { paymentId: id, otherPaymentId: data.paymentId, otherClient: data.client },
            by,
          );
      }
    },
  },
});

/** How much later than another payment one may have been asked for, and still be on record before it. */
const overtakingMs = 10_000;
