import { evolve } from '../../kernel/domain/decider.js';
import type { DomainEvent } from '../../kernel/domain/events.js';
import { Money } from '../../kernel/domain/money.js';
import { subjectOf } from '../../kernel/domain/sealed.js';
import type { View } from '../../kernel/projections/view.js';
import { payment, type KnownPayment, type Payment } from './payment.decider.js';
import {
  paymentEvents,
  PaymentCreated,
  PaymentReattempted,
  recordEvents,
  type PaymentEvent,
  type RecordEvent,
} from './payment.events.js';

interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

/** A payment as a list finds it: its state, and whom it asks. */
export type PaymentDocument = Omit<KnownPayment, 'amount' | 'refunded' | 'reserved'> & {
  readonly amount: MoneyJson;
  readonly refunded: MoneyJson;
  readonly reserved: Readonly<Record<string, MoneyJson>>;
  readonly subject: string;
};

// What is shown is what was decided on: the document is the decider's own state, grown by the decider's own table.
const grow = (document: PaymentDocument | null, event: PaymentEvent): PaymentDocument =>
  asDocument(evolve<Payment, PaymentEvent>(payment, document === null ? payment.initial : asState(document), [event]));

export const paymentView: View<PaymentDocument, PaymentEvent> = {
  collection: {
    name: 'payments.v1',
    indexes: [
      ['createdAt'],
      ['client', 'createdAt'],
      ['status', 'createdAt'],
      ['provider', 'createdAt'],
      ['record.id', 'record.type', 'createdAt'],
      ['subject', 'createdAt'],
      ['dimensions.service', 'createdAt'],
      ['dimensions.branch', 'createdAt'],
    ],
  },
  events: paymentEvents,
  idOf: ({ data }) => data.paymentId,
  on: Object.fromEntries(paymentEvents.map(({ type }) => [type, grow])),
};

/** A claim whose attempt has not come yet: gone in a moment, or waiting for somebody to finish it. */
export interface OpenClaim {
  /** The record's key: a record has one claim at a time, and a new one takes the place of what was left of the one before. */
  readonly id: string;
  readonly paymentId: string;
  readonly attempt: number;
  readonly claimedAt: string;
}

type ClaimEvent = RecordEvent | Extract<PaymentEvent, { type: 'PaymentCreated' | 'PaymentReattempted' }>;

export const openClaimsView: View<OpenClaim, ClaimEvent & DomainEvent> = {
  collection: { name: 'open-claims.v1', indexes: [['claimedAt']] },
  events: [...recordEvents, PaymentCreated, PaymentReattempted],
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

const asDocument = (state: Payment): PaymentDocument => {
  const known = state as KnownPayment;
  return {
    ...known,
    amount: known.amount.toJSON(),
    refunded: known.refunded.toJSON(),
    reserved: Object.fromEntries(Object.entries(known.reserved).map(([id, amount]) => [id, amount.toJSON()])),
    subject: subjectOf(known.payer),
  };
};

const asMoney = ({ amount, currency }: MoneyJson): Money => Money.parse(amount, currency)!;

export function asState({ subject: _, ...document }: PaymentDocument): KnownPayment {
  return {
    ...document,
    amount: asMoney(document.amount),
    refunded: asMoney(document.refunded),
    reserved: Object.fromEntries(Object.entries(document.reserved).map(([id, amount]) => [id, asMoney(amount)])),
  };
}
