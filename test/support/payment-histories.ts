import fc from 'fast-check';
import { Refusal } from '../../src/kernel/domain/refusal.js';
import { Money } from '../../src/kernel/domain/money.js';
import { payment } from '../../src/modules/payments/payment.decider.js';
import {
  RecordPerhapsPaid,
  type PaymentEvent,
  type RecordEvent,
  type SaidSuccess,
} from '../../src/modules/payments/payment.events.js';
import type { PaymentOrders, SaidOutcome } from '../../src/modules/payments/payment.orders.js';
import type { Decision, KnownPayment, Payment } from '../../src/modules/payments/payment.state.js';
import {
  answer,
  creation,
  declined,
  firstReference,
  lapsed,
  paid,
  paymentId,
  reattempt,
  rwf,
} from './specify-payment.js';
import { noon } from './fake-clock.js';

export interface History {
  readonly events: readonly (PaymentEvent | RecordEvent)[];
  readonly payment: KnownPayment;
}

/** What a provider, a clock or a person does to a payment, in any order and however absurd: the decider lets happen what may happen. */
type Move =
  | { readonly is: 'said'; readonly outcome: SaidOutcome; readonly attempt: number }
  | { readonly is: 'decided'; readonly decision: Decision; readonly amount: Money | null; readonly attempt: number }
  | { readonly is: 'pending' | 'stop-waiting' | 'attempt-again'; readonly attempt: number };

const amounts = fc.constantFrom(rwf(5_000), rwf(5_000), rwf(4_500), rwf(5_600), Money.parse('5.00', 'EUR')!, null);
const outcomes: fc.Arbitrary<SaidOutcome> = fc.oneof(
  amounts.map((amount) => ({ ...paid, amount })),
  fc.constant({ ...paid, payerSubject: 'somebody-else' }),
  fc.constantFrom(declined, lapsed),
);
const attempts = fc.integer({ min: 1, max: 3 });
const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ is: fc.constant('said' as const), outcome: outcomes, attempt: attempts }),
  fc.record({
    is: fc.constant('decided' as const),
    decision: fc.constantFrom<Decision>('paid', 'not-paid', 'returned', 'reversed'),
    amount: fc.constantFrom(null, rwf(5_000), rwf(4_500), rwf(1_000)),
    attempt: attempts,
  }),
  fc.record({ is: fc.constantFrom('pending', 'stop-waiting', 'attempt-again' as const), attempt: attempts }),
);

/** Random lives of one payment, each event of which its decider has decided. */
export const histories: fc.Arbitrary<History> = fc.array(moves, { minLength: 1, maxLength: 14 }).map(lived);

function lived(steps: readonly Move[]): History {
  const events: (PaymentEvent | RecordEvent)[] = [];
  let state: Payment = payment.initial;
  const take = (decided: readonly PaymentEvent[]) => {
    for (const event of decided) {
      events.push(event);
      state = (payment.evolve[event.type] as (state: Payment, event: PaymentEvent) => Payment)(state, event);
    }
  };
  const order = <Name extends keyof PaymentOrders>(name: Name, told: PaymentOrders[Name]) => {
    const decide = (told: PaymentOrders[Name]) => payment.decide[name](state, told);
    try {
      take(decide(told));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code !== 'RECORD_FIRST') return;
      // As `Payments` does: the record hears first, then the payment, and then it is decided again.
      const said = perhapsPaid(told as unknown as PaymentOrders['RecordOutcome' | 'DecideOutcome']);
      events.push(said);
      const { paymentId, providerReference, outcome, at } = said.data;
      const heard = { paymentId, providerReference, outcome, answer: null, recordKnows: true, at };
      take(payment.decide.RecordOutcome(state, heard));
      take(decide({ ...told, recordKnows: true }));
    }
  };
  take(payment.decide.Create(state, { creation, at: noon }));
  steps.forEach((move, index) => {
    const known = state as KnownPayment;
    const attempt = known.attempts[Math.min(move.attempt, known.attempts.length) - 1]!;
    const of = { paymentId, providerReference: attempt.providerReference, at: at(index) };
    switch (move.is) {
      case 'said':
        return order('RecordOutcome', { ...of, outcome: move.outcome, recordKnows: false, answer });
      case 'decided': {
        const { decision, amount } = move;
        const given = { reviewId: `rev_${attempt.number}_${index}`, grounds: null, providerTransactionId: 'tx-2' };
        return order('DecideOutcome', { ...of, ...given, decision, amount, force: true });
      }
      case 'pending':
        return order('RecordPending', { ...of, answer });
      case 'stop-waiting':
        return order('StopWaiting', { paymentId, at: creation.expiresAt });
      case 'attempt-again': {
        const number = known.attempts.length + 1;
        const providerReference = firstReference.replace(/1$/, String(number + 1));
        const again = {
          ...reattempt,
          attempt: number,
          providerReference,
          provider: number % 2 ? 'mtn-momo' : 'airtel-money',
        };
        return order('Reattempt', { reattempt: again, at: at(index) });
      }
    }
  });
  return { events, payment: state as unknown as KnownPayment };
}

function perhapsPaid(told: PaymentOrders['RecordOutcome' | 'DecideOutcome']) {
  const decided: SaidSuccess = {
    is: 'successful',
    transactionId: 'tx-2',
    amount: 'decision' in told ? (told.amount ?? creation.amount) : null,
    payerSubject: null,
    externalId: null,
  };
  const outcome = 'outcome' in told ? (told.outcome as SaidSuccess) : decided;
  const attempt = Number(told.providerReference.at(-1)) === 1 ? 1 : Number(told.providerReference.at(-1)) - 1;
  const { providerReference, at } = told;
  return RecordPerhapsPaid({
    recordKey: creation.recordKey,
    paymentId,
    attempt,
    providerReference,
    outcome,
    answer: null,
    at,
  });
}

const at = (index: number): string => new Date(Date.parse(noon) + index * 1_000).toISOString();
