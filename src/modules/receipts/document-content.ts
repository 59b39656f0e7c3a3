import { dayOf, figures as inFigures, inKigali } from '../../http/pages/formats.js';
import type { Instant } from '../../kernel/domain/clock.js';
import { Money } from '../../kernel/domain/money.js';
import { amountInWords } from './amount-in-words.js';
import { texts, type Texts } from './document-texts.js';
import type { Language } from '../../kernel/domain/language.js';

/** The facts of a receipt or credit note as a person may see them: the phone number is masked, and null once the payer’s data is erased. */
export interface DocumentFacts {
  readonly kind: 'receipt' | 'credit-note';
  readonly number: string;
  readonly paymentId: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly method: string;
  readonly providerReference: string;
  readonly providerTransactionId: string | null;
  readonly payer: { readonly msisdn: string | null; readonly description: string | null; readonly erased: boolean };
  readonly record: { readonly type: string; readonly id: string; readonly part: string | null };
  readonly organisation: { readonly name: string; readonly contact: string; readonly tin: string | null };
  /** The hash of its logo. */
  readonly logo: string | null;
  readonly layout: number;
  readonly paidAt: Instant;
  readonly issuedAt: Instant;
  readonly verifyUrl: string;
  /** The text of its QR code: the address, and what is checked offline. */
  readonly qr: string;
  /** Of a credit note. */
  readonly refund: { readonly refundId: string; readonly receipt: string; readonly at: Instant } | null;
}

/** What has happened since. A document on paper never says it; its page does. */
export interface Since {
  readonly refundedAmount: string;
  readonly creditNotes: readonly string[];
  readonly ebmNumber: string | null;
}

export type DocumentStatus = 'paid' | 'partly-refunded' | 'refunded';

export interface Row {
  readonly label: string;
  readonly value: string;
}

/** What a document says, in the order in which it is read. */
export interface Content {
  readonly language: Language;
  readonly title: string;
  readonly organisation: DocumentFacts['organisation'];
  readonly tinLabel: string;
  readonly number: Row;
  readonly amount: { readonly label: string; readonly figures: string; readonly words: Row };
  readonly rows: readonly Row[];
  readonly ebm: Row;
  readonly notFiscal: string;
  readonly scan: string;
  readonly verifyUrl: string;
  readonly qr: string;
}

/** `since`: null for paper, which says what was so when it was issued. */
export function contentOf(facts: DocumentFacts, language: Language, since: Since | null): Content {
  const say = texts[language];
  const { kind, number, amount, payer, record, organisation, refund, verifyUrl, qr } = facts;
  const isReceipt = kind === 'receipt';
  const row = (label: string, value: string | null): Row[] => (value === null ? [] : [{ label, value }]);
  const msisdn = payer.msisdn ?? (payer.erased ? say.erased : say.notKnown);
  return {
    language,
    title: isReceipt ? say.receipt : say.creditNote,
    organisation,
    tinLabel: say.tin,
    number: { label: isReceipt ? say.receiptNumber : say.creditNoteNumber, value: number },
    amount: {
      label: isReceipt ? say.amountPaid : say.amountRefunded,
      figures: figures(amount, say),
      words: { label: say.inWords, value: capitalised(words(amount, language)) },
    },
    rows: [
      ...(refund === null ? [] : row(say.refundedAt, time(refund.at, say))),
      ...row(say.paidAt, time(facts.paidAt, say)),
      ...row(say.issuedAt, time(facts.issuedAt, say)),
      ...(refund === null ? row(say.status, say[statusText[statusOf(facts, since)]]) : row(say.status, say.refunded)),
      ...refundRows(facts, since, say),
      ...(refund === null ? [] : row(say.ofReceipt, refund.receipt)),
      ...row(say.record, recordText(record, say)),
      ...row(say.description, payer.description),
      ...row(say.payer, msisdn),
      ...row(say.method, facts.method),
      ...row(say.providerTransaction, facts.providerTransactionId ?? say.notKnown),
      ...row(say.providerReference, facts.providerReference),
      ...(refund === null ? [] : row(say.refundId, refund.refundId)),
      ...row(say.payment, facts.paymentId),
    ],
    ebm: { label: say.ebmNumber, value: since === null ? say.ebmLater : (since.ebmNumber ?? say.ebmNone) },
    notFiscal: say.notFiscal,
    scan: say.scan,
    verifyUrl,
    qr,
  };
}

export function statusOf(
  { amount }: Pick<DocumentFacts, 'amount'>,
  since: Pick<Since, 'refundedAmount'> | null,
): DocumentStatus {
  const refunded = Money.parse(since?.refundedAmount ?? '0', amount.currency)!;
  if (!refunded.isPositive) return 'paid';
  return Money.parse(amount.amount, amount.currency)!.exceeds(refunded) ? 'partly-refunded' : 'refunded';
}

export const statusText = { paid: 'paid', 'partly-refunded': 'partlyRefunded', refunded: 'refunded' } as const;

/** How much of what was paid went back, and by which credit notes. */
export function refundRows({ amount }: Pick<DocumentFacts, 'amount'>, since: Since | null, say: Texts): readonly Row[] {
  if (since === null || statusOf({ amount }, since) === 'paid') return [];
  const back = figures({ ...amount, amount: since.refundedAmount }, say);
  const notes = since.creditNotes.map((number) => ({ label: say.creditNote, value: number }));
  return [{ label: say.amountRefunded, value: say.ofTotal(back, figures(amount, say)) }, ...notes];
}

export const figures = ({ amount, currency }: DocumentFacts['amount'], { written }: Texts): string =>
  `${inFigures(amount, written)}\u00a0${currency}`;

const words = ({ amount, currency }: DocumentFacts['amount'], language: Language): string =>
  amountInWords(Money.parse(amount, currency)!, language);

export const time = (at: Instant, { written, kigaliTime }: Texts): string =>
  `${dayOf(at, written)}, ${inKigali(at).slice(11, 19)} (${kigaliTime})`;

function recordText({ type, id, part }: DocumentFacts['record'], say: Texts): string {
  const ofPart = part === null || part === '1' ? '' : `, ${say.part} ${part}`;
  return `${say.records[type] ?? type} ${id}${ofPart}`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
