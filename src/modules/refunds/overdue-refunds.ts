import { instant, type Clock, type Instant } from '../../kernel/domain/clock.js';
import type { DocumentStore, Query } from '../../kernel/ports/document-store.js';
import { refundView } from './refund.view.js';

/** Those that should have been decided by now, and are not. Nothing happens to them by itself. */
export const overdueAt = (now: Instant): NonNullable<Query['where']> => ({
  status: 'requested',
  decideBy: { lt: now },
});

/** How refunds stand, for metrics. */
export class OverdueRefunds {
  constructor(
    private readonly documents: Pick<DocumentStore, 'count'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  count(): Promise<number> {
    return this.documents.count(refundView.collection, overdueAt(instant(this.clock.now())));
  }
}
