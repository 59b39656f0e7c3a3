import { epochMs, type Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import {
  CreditNoteIssued,
  EbmNumberAdded,
  ReceiptIssued,
  type CreditNoteEvent,
  type IssuedReceipt,
  type ReceiptEvent,
} from './receipt.events.js';

export type Receipt =
  { readonly issued: false } | { readonly issued: true; readonly number: string; readonly ebmNumber?: string };

export interface ReceiptOrders {
  readonly Issue: { readonly receipt: IssuedReceipt };
  readonly AddEbmNumber: { readonly paymentId: string; readonly ebmNumber: string; readonly at: Instant };
}

/** A payment has one receipt, since the stream is named after the payment. It is issued once and never changes; an EBM number is added beside it, once. */
export const receipt: Decider<Receipt, ReceiptOrders, ReceiptEvent> = {
  category: 'receipt',
  events: [ReceiptIssued, EbmNumberAdded],
  initial: { issued: false },
  decide: {
    Issue: (state, { receipt }) => (state.issued ? nothing : [ReceiptIssued(receipt)]),
    AddEbmNumber(state, { paymentId, ebmNumber, at }) {
      if (!state.issued) throw new Refusal('not-found', 'RECEIPT_NOT_ISSUED', { paymentId });
      if (state.ebmNumber === ebmNumber) return nothing;
      const { number, ebmNumber: known } = state;
      if (known !== undefined) throw new Refusal('conflict', 'EBM_NUMBER_KNOWN', { number, ebmNumber: known });
      return [EbmNumberAdded({ number, paymentId, ebmNumber, at })];
    },
  },
  evolve: {
    ReceiptIssued: (_, { data }) => ({ issued: true, number: data.number }),
    EbmNumberAdded: (_, { data }) => ({ issued: true, number: data.number, ebmNumber: data.ebmNumber }),
  },
};

export type CreditNote = { readonly issued: boolean };

export interface CreditNoteOrders {
  readonly Issue: { readonly creditNote: CreditNoteEvent['data'] };
}

/** A refund has one credit note, since the stream is named after the event that recorded the refund. */
export const creditNote: Decider<CreditNote, CreditNoteOrders, CreditNoteEvent> = {
  category: 'credit-note',
  events: [CreditNoteIssued],
  initial: { issued: false },
  decide: { Issue: (state, { creditNote }) => (state.issued ? nothing : [CreditNoteIssued(creditNote)]) },
  evolve: { CreditNoteIssued: () => ({ issued: true }) },
};

/** How many numbers a series has given, and who has the newest. */
export interface Series {
  readonly given: number;
  readonly newest: readonly Numbered[];
}

/** The next numbers of a series for these, in this order. One that is among the newest keeps its number. */
export function nextNumbers(
  { given, newest }: Series,
  numberAt: (count: number) => string,
  ids: readonly string[],
): { readonly fresh: readonly Numbered[]; readonly numbers: ReadonlyMap<string, string> } {
  const numbers = new Map<string, string>();
  const fresh: Numbered[] = [];
  for (const id of ids) {
    let number = numbers.get(id) ?? newest.find((numbered) => numbered.id === id)?.number;
    if (number === undefined) {
      number = numberAt(given + fresh.length + 1);
      fresh.push({ id, number });
    }
    numbers.set(id, number);
  }
  return { fresh, numbers };
}

export interface Numbered {
  readonly id: string;
  readonly number: string;
}

/** `RCT-2026-000001`; more digits when a year needs them. */
export const documentNumber = (prefix: string, year: number, count: number): string =>
  `${prefix}-${year}-${String(count).padStart(6, '0')}`;

// Rwanda keeps UTC+2 all year.
const kigaliOffsetMs = 2 * 60 * 60 * 1_000;

/** The year in Kigali in which a payment was confirmed or refunded: it names the series, whenever the document is made out. */
export const yearOf = (at: Instant): number => new Date(epochMs(at) + kigaliOffsetMs).getUTCFullYear();
