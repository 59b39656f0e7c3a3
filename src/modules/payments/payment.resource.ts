import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { maskMsisdn, type Msisdn } from '../../kernel/domain/msisdn.js';
import type { KnownPayment } from './payment.decider.js';
import { customerMessage } from './customer-messages.js';

/** The payment's receipt as its `receipt` member tells of it. */
export interface ReceiptSummary {
  readonly number: string;
  readonly issuedAt: string;
  readonly url: string;
}

/** Who can say which payments have a receipt; the receipts module does. */
export interface ReceiptLookup {
  of(paymentIds: readonly string[]): Promise<ReadonlyMap<string, ReceiptSummary>>;
}
export const receiptLookupToken = Symbol('ReceiptLookup');

/** Who may see what of a payment. */
export interface Sight {
  readonly wholeNumbers: boolean;
}

/** A payment as the HTTP contract shows it. */
export async function paymentResource(
  payment: KnownPayment,
  receipt: ReceiptSummary | null,
  personalData: PersonalData,
  { wholeNumbers }: Sight,
) {
  const details = await personalData.open(payment.payer);
  const current = payment.attempts.at(-1)!;
  const msisdn = details === null ? null : wholeNumbers ? details.msisdn : maskMsisdn(details.msisdn as Msisdn);
  return {
    id: payment.id,
    status: payment.status,
    amount: payment.amount.amount,
    currency: payment.amount.currency,
    refundedAmount: payment.refunded.amount,
    payer: { msisdn },
    provider: current.provider,
    providerReference: current.providerReference,
    providerTransactionId: payment.providerTransactionId,
    record: {
      type: payment.record.type,
      id: payment.record.id,
      ...(payment.record.part === null ? {} : { part: payment.record.part }),
    },
    description: details?.description ?? null,
    dimensions: payment.dimensions,
    metadata: details?.metadata ?? {},
    failure: payment.failure,
    duplicateSuspected: payment.duplicateOf !== null,
    reviewId: null,
    attempts: payment.attempts,
    receipt,
    customerMessage: customerMessage(payment.status),
    createdAt: payment.createdAt,
    submittedAt: payment.submittedAt,
    confirmedAt: payment.confirmedAt,
    expiresAt: payment.expiresAt,
  };
}
