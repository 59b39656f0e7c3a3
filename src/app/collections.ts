import type { Collection } from '../kernel/ports/document-store.js';
import { logHead } from '../kernel/log-head/log-head.js';
import { noDocuments, skippedEvents } from '../kernel/following/skipped-events.js';
import { clientView } from '../modules/access/contract.js';
import { callbackView } from '../modules/callbacks/contract.js';
import { openClaimsView, paymentView } from '../modules/payments/contract.js';
import { receiptView } from '../modules/receipts/contract.js';
import { reviewView } from '../modules/reviews/contract.js';

export const views = [paymentView, openClaimsView, callbackView, receiptView, reviewView, clientView] as const;

/** Those that follow the log in its order and may do an event twice: they can go back to what they skipped. Views are filled anew instead. */
export const orderedFollowers: readonly string[] = ['issue-receipts'];

/** Who keeps a checkpoint among the documents: each view, and the receipts. */
export const readers: readonly string[] = [...views.map(({ collection }) => collection.name), ...orderedFollowers];

/** Every collection of this version. What else is in the database was an older version's, and may be dropped when none of it runs. */
export const collections: readonly Collection[] = [
  ...views.map(({ collection }) => collection),
  skippedEvents,
  noDocuments,
  logHead,
];
