import type { Collection } from '../kernel/ports/document-store.js';
import { logHead } from '../kernel/log-head/log-head.js';
import { noDocuments, skippedEvents } from '../kernel/following/skipped-events.js';
import { clientView } from '../modules/access/contract.js';
import { callbackView } from '../modules/callbacks/contract.js';
import { openClaimsView, paymentView } from '../modules/payments/contract.js';
import { receiptView } from '../modules/receipts/contract.js';
import { reviewView } from '../modules/reviews/contract.js';

export const views = [paymentView, openClaimsView, callbackView, receiptView, reviewView, clientView] as const;

/** Followers that read the log in order and may handle an event twice, so they can return to skipped events. Views are rebuilt instead. */
export const orderedFollowers: readonly string[] = ['issue-receipts'];

/** The readers that keep a checkpoint among the documents: each view, and the receipts. */
export const readers: readonly string[] = [...views.map(({ collection }) => collection.name), ...orderedFollowers];

/** Every collection of this version. Any other collection belongs to an older version, and may be dropped when no older instance runs. */
export const collections: readonly Collection[] = [
  ...views.map(({ collection }) => collection),
  skippedEvents,
  noDocuments,
  logHead,
];
