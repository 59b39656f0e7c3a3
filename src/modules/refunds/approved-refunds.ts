import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { Need } from '../float/contract.js';
import { asOutgoing } from '../outgoing/contract.js';
import type { KnownRefund } from './refund.decider.js';
import { refundView, type RefundDocument } from './refund.view.js';

/** What the float has to cover: refunds that are approved and that the provider pays. A person pays the others from elsewhere. */
export async function approvedRefunds(documents: Pick<DocumentStore, 'query'>): Promise<readonly Need[]> {
  const needs: Need[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<RefundDocument> = await documents.query(refundView.collection, {
      where: { status: 'approved' },
      sort: { field: 'createdAt', direction: 'ascending' },
      limit: 1_000,
      cursor,
    });
    for (const { method, provider, amount } of page.documents.map(asOutgoing<KnownRefund>))
      if (method === 'automatic') needs.push({ provider, amount });
    cursor = page.nextCursor;
  } while (cursor !== null);
  return needs;
}
