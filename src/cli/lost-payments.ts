import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { isFinal, paymentView, Payments, type PaymentDocument } from '../modules/payments/contract.js';
import type { LostPayment } from '../kernel/log-head/loss.events.js';
import type { DocumentStore, Page } from '../kernel/ports/document-store.js';
import type { EventStore } from '../kernel/ports/event-store.js';
import { systemClock } from '../kernel/system-clock.js';

/**
 * The payments of which the documents show more than the log has: what is known of the money in a loss. Newest first. Reads every payment's
 * document and stream, so its time grows with the number of payments.
 */
export async function lostPayments(log: EventStore, documents: DocumentStore): Promise<readonly LostPayment[]> {
  const payments = new Payments({ store: log, clock: systemClock, newId: randomUUID });
  const { collection } = paymentView;
  await documents.declare(collection);
  const sort = { field: 'createdAt', direction: 'descending' } as const;
  const lost: LostPayment[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Readonly<PaymentDocument>> = await documents.query(collection, { sort, limit: 1_000, cursor });
    for (const { id, status, client, record, amount, createdAt, providerTransactionId } of page.documents) {
      const inLog = (await payments.find(id))?.status ?? null;
      // A document may also be behind the log.
      if (inLog === status || (inLog !== null && isFinal(inLog) && !isFinal(status))) continue;
      lost.push({ paymentId: id, client, record, ...amount, createdAt, status, inLog, providerTransactionId });
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return lost;
}

/** One line for each, in a file of the data directory that its owner alone can read. Returns the file's path. */
export function writeLostPayments(directory: string, at: string, lost: readonly LostPayment[]): string {
  const path = join(directory, `lost-payments-${at.replaceAll(':', '')}.jsonl`);
  writeFileSync(path, lost.map((payment) => `${JSON.stringify(payment)}\n`).join(''), { mode: 0o600, flush: true });
  chmodSync(path, 0o600);
  return path;
}
