import { epochMs, type Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { ReceiptIssued, ReceiptNumbered, type ReceiptEvent, type SeriesEvent } from './receipt.events.js';

export type Receipt = { readonly issued: false } | { readonly issued: true; readonly number: string };

export interface ReceiptOrders {
  readonly Issue: { readonly receipt: ReceiptEvent['data'] };
}

/** A payment has one receipt, since the stream is named after the payment. It is issued once and never changes. */
export const receipt: Decider<Receipt, ReceiptOrders, ReceiptEvent> = {
  category: 'receipt',
  events: [ReceiptIssued],
  initial: { issued: false },
  decide: { Issue: (state, { receipt }) => (state.issued ? nothing : [ReceiptIssued(receipt)]) },
  evolve: { ReceiptIssued: (_, { data }) => ({ issued: true, number: data.number }) },
};

/** How many numbers a series has given, and the payments that have the newest. */
export interface Series {
  readonly given: number;
  readonly newest: Readonly<Record<string, string>>;
}

/** The next numbers of a series for these payments, in this order. A payment among the newest keeps its number. */
export function numberPayments(
  { given, newest }: Series,
  year: number,
  paymentIds: readonly string[],
  at: Instant,
): { readonly events: readonly SeriesEvent[]; readonly numbers: ReadonlyMap<string, string> } {
  const numbers = new Map<string, string>();
  const events: SeriesEvent[] = [];
  for (const paymentId of paymentIds) {
    let number = numbers.get(paymentId) ?? newest[paymentId];
    if (number === undefined) {
      number = receiptNumber(year, given + events.length + 1);
      events.push(ReceiptNumbered({ series: `RCT-${year}`, number, paymentId, at }));
    }
    numbers.set(paymentId, number);
  }
  return { events, numbers };
}

/** `RCT-2026-000001`; more digits when a year needs them. */
export const receiptNumber = (year: number, count: number): string => `RCT-${year}-${String(count).padStart(6, '0')}`;

// Rwanda keeps UTC+2 all year.
const kigaliOffsetMs = 2 * 60 * 60 * 1_000;

/** The year in Kigali in which a payment was confirmed: it names the series, whenever the receipt is made out. */
export const yearOf = (paidAt: Instant): number => new Date(epochMs(paidAt) + kigaliOffsetMs).getUTCFullYear();
