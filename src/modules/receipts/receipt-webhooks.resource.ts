import type { Recorded } from '../../kernel/domain/events.js';
import type { WebhookSource } from '../webhooks/contract.http.js';
import { ReceiptIssued, type ReceiptEvent } from './receipt.events.js';
import { shownReceipt } from './receipt.resource.js';
import type { ShownDocuments } from './shown-documents.js';

/** What receipts tell webhooks. */
export const receiptWebhooks = (shown: Pick<ShownDocuments, 'receipt'>): WebhookSource => ({
  group: 'receipt',
  events: [ReceiptIssued],
  types: { ReceiptIssued: 'receipt.issued' },
  route: 'GET /v1/receipts/:number',
  schema: 'Receipt',
  async tell(event) {
    const { data, revision } = event as Recorded<ReceiptEvent>;
    if (!('payer' in data)) return null;
    const { number, client, payer, paymentId } = data;
    const show = async () => shownReceipt((await shown.receipt(paymentId))!);
    return { resourceId: number, sequence: revision + 1, owner: client, about: payer, show };
  },
});
