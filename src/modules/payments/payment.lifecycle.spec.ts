import { describe, expect, it } from '@jest/globals';
import {
  answer,
  created,
  disagreed,
  expired,
  failed,
  paymentId,
  pending,
  reattempted,
  rerouted,
  refundCompleted,
  refundReserved,
  stoppedWaiting,
  submitted,
  succeeded,
} from '../../../test/support/specify-payment.js';
import { evolve } from '../../kernel/domain/decider.js';
import { NoteAdded, PaymentFailed, type PaymentEvent } from './payment.events.js';
import { payment } from './payment.decider.js';
import { attemptMoves, paymentMoves, type PaymentStatus } from './payment.lifecycle.js';
import type { Payment } from './payment.state.js';
import type { Sealed } from '../../kernel/domain/sealed.js';

const after = (...events: readonly PaymentEvent[]): Payment =>
  evolve<Payment, PaymentEvent>(payment, payment.initial, events);

/** Every status, and the events that lead to it by the shortest way. */
const histories: Readonly<Record<PaymentStatus | 'absent', readonly PaymentEvent[]>> = {
  absent: [],
  created: [created],
  submitted: [created, submitted],
  pending: [created, pending],
  uncertain: [created, stoppedWaiting],
  successful: [created, succeeded],
  failed: [created, failed],
  expired: [created, expired],
  refunded: [created, succeeded, refundReserved(5_000), refundCompleted(5_000)],
};

/** Every event that moves a payment, as it moves the first attempt. */
const moving: readonly PaymentEvent[] = [
  created,
  submitted,
  pending,
  disagreed,
  succeeded,
  failed,
  expired,
  reattempted,
  rerouted,
  refundCompleted(1),
  refundCompleted(5_000),
];
const statuses = Object.keys(histories) as (PaymentStatus | 'absent')[];
const every = statuses.flatMap((from) => moving.map((event) => ({ from, event, type: event.type })));
const targetsOf = (from: PaymentStatus | 'absent', type: PaymentEvent['type']): readonly string[] =>
  Object.entries(paymentMoves[from]).flatMap(([to, by]) => (by.includes(type) ? [to] : []));
const legal = every.filter(({ from, type }) => targetsOf(from, type).length > 0);
const illegal = every.filter(({ from, type }) => targetsOf(from, type).length === 0);

describe('the lifecycle of a payment', () => {
  it.each(legal)('lets $type move a payment that is $from', ({ from, event, type }) => {
    expect(targetsOf(from, type)).toContain(after(...histories[from], event).status);
  });

  it('holds no move that no event makes', () => {
    const made = legal.map(
      ({ from, event, type }) => `${from} → ${after(...histories[from], event).status} by ${type}`,
    );
    const held = statuses.flatMap((from) =>
      Object.entries(paymentMoves[from]).flatMap(([to, by]) => by.map((type) => `${from} → ${to} by ${type}`)),
    );
    expect([...new Set(made)].sort()).toEqual(held.sort());
  });

  it.each(illegal)('does not let $type move a payment that is $from', ({ from, event }) => {
    expect(() => after(...histories[from], event)).toThrow(
      from === 'absent' ? 'before PaymentCreated' : 'may not move',
    );
  });

  it('names the payment, the status before and after, and the event of an illegal move', () => {
    expect(() => after(created, succeeded, submitted)).toThrow(
      `PaymentSubmitted may not move payment ${paymentId} from successful to submitted: payment.lifecycle.ts has no such move`,
    );
  });

  it('names the attempt that an illegal move is of', () => {
    const secondFailed = PaymentFailed({
      paymentId,
      attempt: 2,
      failure: failed.data.failure,
      answer,
      at: created.data.at,
    });
    const firstFailsAgain = expired;
    expect(() => after(created, failed, reattempted, firstFailsAgain)).toThrow(
      `PaymentExpired may not move attempt 1 of payment ${paymentId} from failed to expired`,
    );
    expect(after(created, failed, reattempted, secondFailed).status).toBe('failed');
  });

  it('lets a note be added in every status', () => {
    const note = NoteAdded({ paymentId, note: 'sealed.aline.key.note' as Sealed<string>, at: created.data.at });
    for (const from of statuses.filter((status) => status !== 'absent')) {
      expect(after(...histories[from], note).status).toBe(from);
    }
  });

  it('gives an attempt no move that its payment does not have, but to begin after one that came to nothing or was not taken', () => {
    for (const [from, to] of Object.entries(attemptMoves)) {
      if (from === 'absent') continue;
      for (const [status, by] of Object.entries(to)) {
        const ofPayment = by.filter((type) => type !== 'PaymentRerouted');
        expect(paymentMoves[from as PaymentStatus][status as PaymentStatus]).toEqual(ofPayment);
      }
    }
  });
});
