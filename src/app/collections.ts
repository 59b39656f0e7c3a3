import type { Collection } from '../kernel/ports/document-store.js';
import { logHead } from '../kernel/log-head/log-head.js';
import { skippedEvents } from '../kernel/following/skipped-events.js';
import { clientView, keyUseView } from '../modules/access/contract.js';
import { writeProbe } from './operations/document-probe.js';
import { auditEventView, sealView } from '../modules/audit/contract.js';
import { callbackView } from '../modules/callbacks/contract.js';
import { counterView } from '../modules/dashboard/contract.js';
import { floatCollections } from '../modules/float/contract.js';
import { adjustmentView, balanceView, dayView, entryView, ledgerPolicy } from '../modules/ledger/contract.js';
import { noticeCollections } from '../modules/notices/contract.js';
import { payerView } from '../modules/payers/contract.js';
import { paymentLinkView } from '../modules/payment-links/contract.js';
import { openClaimsView, paymentView } from '../modules/payments/contract.js';
import { outageView } from '../modules/providers/contract.js';
import { creditNoteView, receiptView } from '../modules/receipts/contract.js';
import { openReservationsView, refundView } from '../modules/refunds/contract.js';
import { batchLineView, batchView, openPayoutClaimsView, payoutView } from '../modules/payouts/contract.js';
import { movementEndView } from '../modules/reports/contract.js';
import { expectationView, itemView, statementView } from '../modules/reconciliation/contract.js';
import { sessionView, userView } from '../modules/people/contract.js';
import { reviewView } from '../modules/reviews/contract.js';
import { settlementView } from '../modules/settlements/contract.js';
import { webhookCollections } from '../modules/webhooks/contract.js';

export const views = [
  paymentView,
  openClaimsView,
  counterView,
  paymentLinkView,
  payoutView,
  openPayoutClaimsView,
  batchView,
  batchLineView,
  callbackView,
  refundView,
  openReservationsView,
  receiptView,
  creditNoteView,
  reviewView,
  clientView,
  outageView,
  keyUseView,
  userView,
  sessionView,
  payerView,
  sealView,
  auditEventView,
  entryView,
  balanceView,
  dayView,
  adjustmentView,
  settlementView,
  movementEndView,
  expectationView,
  itemView,
  statementView,
] as const;

export const orderedPolicies: readonly string[] = [
  'issue-receipts',
  'issue-credit-notes',
  ledgerPolicy,
  'queue-webhooks',
  'queue-notices',
];

/** The readers that keep a checkpoint among the documents. */
export const readers: readonly string[] = views.map(({ collection }) => collection.name);

/** Every collection of this version. Any other collection belongs to an older version, and may be dropped when no older instance runs. */
export const collections: readonly Collection[] = [
  ...views.map(({ collection }) => collection),
  skippedEvents,
  writeProbe,
  logHead,
  ...webhookCollections,
  ...noticeCollections,
  ...floatCollections,
];
