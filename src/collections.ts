import type { Collection } from './kernel/documents/document-store.js';
import { logHead } from './kernel/log-head/log-head.js';
import { skippedEvents } from './kernel/projections/skipped-events.js';
import { callbackView } from './modules/callbacks/index.js';
import { openClaimsView, paymentView } from './modules/payments/index.js';
import { receiptView } from './modules/receipts/index.js';
import { reviewView } from './modules/reviews/index.js';

export const views = [paymentView, openClaimsView, callbackView, receiptView, reviewView] as const;

/** Who keeps a checkpoint among the documents: each view, and the receipts. */
export const readers: readonly string[] = [...views.map(({ collection }) => collection.name), 'issue-receipts'];

/** Every collection of this version. What else is in the database was an older version's, and may be dropped when none of it runs. */
export const collections: readonly Collection[] = [
  ...views.map(({ collection }) => collection),
  skippedEvents,
  logHead,
];
