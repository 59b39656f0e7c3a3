import { evolve } from '../../kernel/domain/decider.js';
import type { DomainEvent, EventOf } from '../../kernel/domain/events.js';
import { Money } from '../../kernel/domain/money.js';
import { subjectOf } from '../../kernel/domain/sealed.js';
import type { View } from '../../kernel/following/view.js';
import { CallbackReceived } from '../callbacks/contract.js';
import { payment } from './payment.decider.js';
import { isFinal } from './payment.lifecycle.js';
import { isAskedAbout, type KnownPayment, type Payment } from './payment.state.js';
import {
  paymentEvents,
  PaymentCreated,
  PaymentReattempted,
  RecordClaimed,
  RecordReleased,
  type PaymentEvent,
} from './payment.events.js';

interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

/** A payment as lists find it: its state, and the subject of its payer. */
export type PaymentDocument = Omit<KnownPayment, 'amount' | 'paidAmount' | 'refunded' | 'reserved'> & {
  readonly amount: MoneyJson;
  readonly paidAmount: MoneyJson | null;
  readonly refunded: MoneyJson;
  readonly reserved: Readonly<Record<string, MoneyJson>>;
  readonly subject: string;
  /** The provider of the newest attempt. */
  readonly provider: string;
  readonly callback: CallbackState;
  /** When the newest attempt began that the provider is still asked about; null: there is none. */
  readonly askedSince: string | null;
};

/** Whether the provider called back about the current attempt: not yet, before its outcome was known, after it, or not at all by then. */
export const callbackStates = ['awaited', 'received', 'late', 'missing'] as const;
export type CallbackState = (typeof callbackStates)[number];

// The document is the decider's own state, so what is shown is what was decided on.
const grow = (document: PaymentDocument | null, event: PaymentEvent): PaymentDocument => {
  const before = document === null ? payment.initial : asState(document);
  const after = evolve<Payment, PaymentEvent>(payment, before, [event]) as KnownPayment;
  return asDocument(after, callbackAfter(event, document?.callback ?? 'awaited', after));
};

function callbackAfter({ type }: PaymentEvent, before: CallbackState, { status }: KnownPayment): CallbackState {
  if (type === 'PaymentReattempted' || type === 'PaymentRerouted') return 'awaited';
  return before === 'awaited' && isFinal(status) ? 'missing' : before;
}

type PaymentOrCallback = PaymentEvent | EventOf<typeof CallbackReceived>;

const calledBack = (
  document: PaymentDocument | null,
  { data: { matched } }: EventOf<typeof CallbackReceived>,
): PaymentDocument | null => {
  if (document === null || matched?.attempt !== document.attempts.length) return document;
  if (document.callback === 'awaited') return { ...document, callback: 'received' };
  return document.callback === 'missing' ? { ...document, callback: 'late' } : document;
};

export const paymentView: View<PaymentDocument, PaymentOrCallback> = {
  collection: {
    name: 'payments.v3',
    indexes: [
      ['createdAt'],
      ['client', 'createdAt'],
      ['status', 'createdAt'],
      ['provider', 'createdAt'],
      ['record.id', 'createdAt'],
      ['record.type', 'createdAt'],
      ['subject', 'createdAt'],
      ['subject', 'amount.currency', 'amount.amount', 'createdAt'],
      ['dimensions.service', 'createdAt'],
      ['dimensions.branch', 'createdAt'],
      ['callback', 'createdAt'],
      ['status', 'callback', 'createdAt'],
      ['askedSince'],
    ],
    narrowedBy: {
      lasting: ['client', 'provider', 'record.type', 'dimensions.service', 'dimensions.branch'],
      changing: ['status', 'callback'],
    },
  },
  events: [...paymentEvents, CallbackReceived],
  idOf: ({ data }) =>
    'paymentId' in data ? data.paymentId : data.matched?.kind === 'payment' ? data.matched.id : 'nobody',
  on: { ...Object.fromEntries(paymentEvents.map(({ type }) => [type, grow])), CallbackReceived: calledBack },
};

/** A claim whose attempt has not begun. It is about to begin, or the saga begins it after a crash. */
export interface OpenClaim {
  /** The record's key: a record has one claim at a time, and a new claim replaces the one before. */
  readonly id: string;
  readonly paymentId: string;
  readonly attempt: number;
  readonly claimedAt: string;
}

type ClaimEvent = EventOf<
  typeof RecordClaimed | typeof RecordReleased | typeof PaymentCreated | typeof PaymentReattempted
>;

export const openClaimsView: View<OpenClaim, ClaimEvent & DomainEvent> = {
  collection: { name: 'open-claims.v1', indexes: [['claimedAt']] },
  events: [RecordClaimed, RecordReleased, PaymentCreated, PaymentReattempted],
  idOf: ({ data }) => data.recordKey,
  on: {
    RecordClaimed: (_, { data: { recordKey, paymentId, attempt, at } }) => ({
      id: recordKey,
      paymentId,
      attempt,
      claimedAt: at,
    }),
    RecordReleased: (claim, { data }) => closedBy(claim, data.paymentId, data.attempt),
    PaymentCreated: (claim, { data }) => closedBy(claim, data.paymentId, 1),
    PaymentReattempted: (claim, { data }) => closedBy(claim, data.paymentId, data.attempt),
  },
};

const closedBy = (claim: OpenClaim | null, paymentId: string, attempt: number): OpenClaim | null =>
  claim?.paymentId === paymentId && claim.attempt === attempt ? null : claim;

const asDocument = (known: KnownPayment, callback: CallbackState): PaymentDocument => ({
  ...known,
  amount: known.amount.toJSON(),
  paidAmount: known.paidAmount?.toJSON() ?? null,
  refunded: known.refunded.toJSON(),
  reserved: Object.fromEntries(Object.entries(known.reserved).map(([id, amount]) => [id, amount.toJSON()])),
  subject: subjectOf(known.payer),
  callback,
  provider: known.attempts.at(-1)!.provider,
  askedSince: known.attempts.findLast(isAskedAbout)?.at ?? null,
});

const asMoney = ({ amount, currency }: MoneyJson): Money => Money.parse(amount, currency)!;

export function asState({
  subject: _subject,
  provider: _provider,
  callback: _callback,
  askedSince: _askedSince,
  ...document
}: PaymentDocument): KnownPayment {
  return {
    ...document,
    amount: asMoney(document.amount),
    paidAmount: document.paidAmount === null ? null : asMoney(document.paidAmount),
    refunded: asMoney(document.refunded),
    reserved: Object.fromEntries(Object.entries(document.reserved).map(([id, amount]) => [id, asMoney(amount)])),
  };
}
