import {
  collectionsOf,
  disbursementsOf,
  type Collections,
  type Disbursements,
  type Provider,
} from '../../src/modules/providers/contract.js';
import type { Msisdn } from '../../src/kernel/domain/msisdn.js';
import { ChaseSilentMovements, Movements } from '../../src/modules/movements/contract.js';
import { payment } from '../../src/modules/payments/payment.decider.js';
import type { PaymentOrders } from '../../src/modules/payments/payment.orders.js';
import type { KnownPayment } from '../../src/modules/payments/payment.state.js';
import { Payments } from '../../src/modules/payments/payments.js';
import { record } from '../../src/modules/payments/record.decider.js';
import { refund, type KnownRefund } from '../../src/modules/refunds/refund.decider.js';
import { RefundKind } from '../../src/modules/refunds/refund.movement.js';
import { Refunds } from '../../src/modules/refunds/refunds.js';
import { RecordClaimed, RefundReserved } from '../../src/modules/payments/payment.events.js';
import { Journal } from '../../src/modules/ledger/journal.js';
import { paymentPostings } from '../../src/modules/ledger/postings.rule.js';
import { payoutRecord } from '../../src/modules/payouts/payout-record.decider.js';
import { Batches } from '../../src/modules/payouts/batches.js';
import { Payouts } from '../../src/modules/payouts/payouts.js';
import { Reviews } from '../../src/modules/reviews/reviews.js';
import { expectationView, itemView } from '../../src/modules/reconciliation/contract.js';
import { MetLines } from '../../src/modules/reconciliation/met-lines.js';
import { CreditNotes } from '../../src/modules/receipts/credit-notes.js';
import { receipt } from '../../src/modules/receipts/receipt.decider.js';
import { SqliteDocumentStore } from '../../src/adapters/sqlite/document-store.js';
import { StoreUnavailable } from '../../src/kernel/ports/event-store.js';
import type { Sabotage } from './simulate.js';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A rule of the product, broken on purpose: the simulation must detect it. */
interface Mutation {
  readonly breaks: string;
  /** A part of the expected defect's sentence. */
  readonly noticed: RegExp;
  /** The seed to begin with: its run notices, as long as nothing changes the runs, and is one of the shorter; default: the first. */
  readonly from?: number;
  readonly sabotage?: Sabotage;
  /** Breaks the product, and returns the function that restores it. */
  readonly bend?: () => () => void;
}

/** Two networks, each of which refuses for reasons of its own, is away, and loses answers. */
export const twoNetworks: Sabotage = {
  onlyPayments: true,
  faults: { refuse: 0.4, unreachable: 0.3, dropBefore: 0, dropAfter: 0.1, slowestPayerMs: 60_000 },
  other: { refuse: 0.1, unreachable: 0.1, dropAfter: 0.3 },
};

export const mutations: readonly Mutation[] = [
  {
    breaks: 'lines of statements are not remembered',
    noticed: /is counted twice|is met by two lines/,
    from: 8,
    sabotage: { statements: true, onlyPayments: true },
    bend: () => {
      const restored = [
        replaced(MetLines.prototype, 'hasKey', () => () => false),
        replaced(MetLines.prototype, 'hasMovement', () => () => false),
      ];
      return () => restored.forEach((restore) => restore());
    },
  },
  {
    breaks: 'a line is not looked for on the files before',
    noticed: /is counted twice/,
    sabotage: { statements: true, onlyPayments: true },
    bend: () =>
      replaced(
        SqliteDocumentStore.prototype,
        'query',
        (honest) =>
          async function query(this: SqliteDocumentStore, collection, asked) {
            const isForKeys = collection.name === itemView.collection.name && asked.where?.['key'] !== undefined;
            return isForKeys ? { documents: [], nextCursor: null } : honest.call(this, collection, asked);
          } as SqliteDocumentStore['query'],
      ),
  },
  {
    breaks: 'a line is held against another amount than the one that was paid',
    noticed: /is matched with \d+, and the ledger has/,
    from: 7,
    sabotage: { statements: true, onlyPayments: true },
    bend: () => {
      const succeeded = expectationView.on.PaymentSucceeded!;
      return replaced(
        expectationView.on as Writable<typeof expectationView.on>,
        'PaymentSucceeded',
        () => (before, event, id) => {
          const { amount, ...after } = succeeded(before, event, id)!;
          return { ...after, amount: { ...amount, amount: String(BigInt(amount.amount) + 7n) } };
        },
      );
    },
  },
  {
    breaks: 'a payment goes on to another network although the first one may have it',
    // The look begins at the first run that has it, as long as nothing changes the runs.
    noticed: /charged \d times/,
    from: 28,
    sabotage: {
      ...twoNetworks,
      faults: { dropAfter: 0.6, unknownStatus: 1, slowestPayerMs: 60_000 },
      other: {},
      provider: (honest) =>
        instead(honest, (collections) => ({
          async requestToPay(request) {
            const answer = await collections.requestToPay(request);
            return answer.is === 'unknown'
              ? { is: 'not-sent', why: 'no answer', failure: null, exchange: null }
              : answer;
          },
        })),
    },
  },
  {
    breaks: 'the next network is asked before it is on record that the first one has certainly not taken the payment',
    // Nothing leads from the log to such a charge: it is seen before it is one of two.
    noticed: /was asked under .*, which is not on record/,
    from: 3,
    sabotage: {
      ...twoNetworks,
      provider: (honest) => {
        networks.set(honest.name, honest);
        return honest;
      },
    },
    bend: () =>
      replaced(
        Payments.prototype,
        'send',
        (send) =>
          async function (this: Payments, name, told, by) {
            if ('next' in told) {
              const { next, paymentId } = told as unknown as PaymentOrders['Reroute'];
              const { amount } = (await this.find(paymentId))!;
              await collectionsOf(networks.get(next.provider)!).requestToPay({
                reference: next.providerReference,
                amount,
                payer: { kind: 'msisdn', msisdn: '+250788000001' as Msisdn },
                externalId: paymentId,
                description: 'too early',
                callbackUrl: 'http://gateway/callbacks/airtel-money/too.early',
              });
              // Its sender dies before the append: the first network is asked again by whoever goes on.
              throw new StoreUnavailable('died');
            }
            return send.call(this, name, told, by);
          } as Payments['send'],
      ),
  },
  {
    breaks: 'a missing answer is read as a refusal',
    noticed: /is failed, and in truth successful|charged 2 times/,
    from: 49,
    sabotage: {
      faults: { dropAfter: 0.6, unknownStatus: 1 },
      provider: (honest) =>
        instead(honest, (collections) => ({
          async requestToPay(request) {
            const answer = await collections.requestToPay(request);
            if (answer.is !== 'unknown') return answer;
            return { is: 'refused', failure: { code: 'PROVIDER_ERROR', providerCode: null }, exchange };
          },
        })),
    },
  },
  {
    breaks: 'every sending goes out under a reference of its own',
    noticed: /which is not on record/,
    sabotage: {
      provider: (honest) =>
        instead(honest, (collections) => ({
          requestToPay: (request) =>
            collections.requestToPay({ ...request, reference: request.reference.replace(/^./, 'f') }),
        })),
    },
  },
  {
    breaks: 'a refusal counts although an earlier sending may have arrived',
    noticed: /is failed, and in truth|charged 2 times/,
    from: 63,
    sabotage: { onlyPayments: true, faults: { refuse: 0.3, dropAfter: 0.5 }, crashShare: 0.01 },
    bend: () => {
      const submit = Movements.prototype.submit;
      Movements.prototype.submit = function (movement, _, by) {
        return submit.call(this, movement, { first: true }, by);
      };
      return () => (Movements.prototype.submit = submit);
    },
  },
  {
    breaks: 'a refusal of the first submission counts although another sender has submitted since',
    noticed: /was called failed, and in truth/,
    from: 48,
    sabotage: { onlyPayments: true, faults: { refuse: 0.3, dropAfter: 0.5 }, instances: 2 },
    bend: () =>
      replaced(
        payment.decide,
        'RecordRefusal',
        (decide) => (state, command) => decide(state.status === 'absent' ? state : { ...state, findings: [] }, command),
      ),
  },
  {
    breaks: 'a repeated submission is not announced before',
    noticed: /was called failed, and in truth/,
    from: 15,
    sabotage: { onlyPayments: true, faults: { refuse: 0.3, dropAfter: 0.5 }, instances: 2 },
    bend: () => replaced(payment.evolve, 'SubmissionRepeated', () => (state) => state),
  },
  {
    breaks: 'a record may be claimed by anyone at any time',
    noticed: /charged \d times/,
    from: 2,
    bend: () =>
      replaced(record.decide, 'Claim', () => (_, { recordKey, claim, at }) => [
        RecordClaimed({ recordKey, ...claim, at }),
      ]),
  },
  {
    breaks: 'a record without a part and its part 1 are two records',
    noticed: /charged \d times/,
    sabotage: { onlyPayments: true },
    bend: () =>
      replaced(
        Payments.prototype,
        'create',
        (create) =>
          function (this: Payments, creation, by) {
            const recordKey = `${creation.recordKey}${creation.record.part ?? ''}`;
            return create.call(this, { ...creation, recordKey }, by);
          },
      ),
  },
  {
    breaks: 'the paid amount is not compared with the requested amount',
    noticed: /is successful, and in truth successful/,
    from: 37,
    sabotage: { onlyPayments: true },
    bend: () =>
      replaced(payment.decide, 'RecordOutcome', (decide) => (state, command) => {
        const { outcome } = command;
        if (state.status === 'absent' || outcome.is !== 'successful') return decide(state, command);
        return decide(state, { ...command, outcome: { ...outcome, amount: state.amount } });
      }),
  },
  {
    breaks: 'a contradiction is ignored',
    noticed: /and in truth successful|charged 2 times/,
    from: 177,
    sabotage: { onlyPayments: true },
    bend: () =>
      replaced(
        payment.decide,
        'RecordOutcome',
        (decide) => (state, command) => decide(state, command).filter(({ type }) => type !== 'OutcomeContradicted'),
      ),
  },
  {
    breaks: 'a submission does not look at what is known of its record',
    noticed: /was sent although its record was perhaps paid/,
    from: 95,
    sabotage: { onlyPayments: true, faults: { slander: 0.2, dropBefore: 0.4, slowestPayerMs: 30_000 } },
    bend: () => replaced(Payments.prototype, 'mayCharge', () => async () => ({ may: true })),
  },
  {
    breaks: 'neither a claim nor a submission looks at what was said of its record',
    noticed: /although (its record|it) was perhaps paid/,
    from: 8,
    sabotage: { onlyPayments: true, faults: { slander: 0.5, slowestPayerMs: 60_000 }, instances: 1 },
    bend: () => replaced(Payments.prototype, 'mayCharge', () => async () => ({ may: true })),
  },
  {
    breaks: 'a record does not remember that money was perhaps taken for it',
    noticed: /although (its record|it) was perhaps paid/,
    from: 95,
    sabotage: { onlyPayments: true, faults: { slander: 0.2, dropBefore: 0.4, slowestPayerMs: 30_000 } },
    bend: () => replaced(record.evolve, 'RecordPerhapsPaid', () => (state) => state),
  },
  {
    breaks: 'a payment that a person decided gets no status checks any more',
    noticed: /was decided not to be paid, is paid, and was not asked about/,
    from: 9,
    sabotage: { onlyPayments: true, faults: { loseCallback: 1, unknownStatus: 0.8, slowestPayerMs: 1_000_000 } },
    bend: () =>
      replaced(payment.evolve, 'PaymentFailed', (evolve) => (state, event) => {
        const failed = evolve(state, event) as KnownPayment;
        return { ...failed, attempts: failed.attempts.map((attempt) => ({ ...attempt, isConfirmed: true })) };
      }),
  },
  {
    breaks: 'the failure of another payment is taken for this one’s',
    noticed: /was called failed, and in truth|is failed, and in truth/,
    from: 6,
    sabotage: { faults: { confuse: 0.3 } },
    bend: () =>
      replaced(payment.decide, 'RecordOutcome', (decide) => (state, command) => {
        const { outcome } = command;
        if (outcome.is === 'successful') return decide(state, command);
        return decide(state, { ...command, outcome: { ...outcome, externalId: null } });
      }),
  },
  {
    breaks: 'a failure after a success of another amount ends the payment',
    noticed: /was called failed, and in truth/,
    from: 48,
    sabotage: { onlyPayments: true, faults: { wrongAmount: 0.8, recant: 0.5 } },
    bend: () =>
      replaced(payment.decide, 'RecordOutcome', (decide) => (state, command) => {
        if (state.status === 'absent' || command.outcome.is === 'successful') return decide(state, command);
        const attempts = state.attempts.map((attempt) => ({ ...attempt, isPerhapsPaid: false }));
        return decide({ ...state, attempts }, command);
      }),
  },
  {
    breaks: 'a payment that a person called a duplicate is still submitted',
    noticed: /although it had been stopped as a duplicate/,
    from: 21,
    sabotage: { faults: { dropBefore: 0.6 }, instances: 1 },
    bend: () => replaced(payment.evolve, 'SubmissionStopped', () => (state) => state),
  },
  {
    breaks: 'a stop that is recorded between the last look and the submission does not hold it back',
    noticed: /although it had been stopped as a duplicate/,
    from: 230,
    sabotage: { onlyPayments: true, faults: { slander: 0.2, dropBefore: 0.4, slowestPayerMs: 30_000 }, instances: 1 },
    bend: () =>
      replaced(
        Payments.prototype,
        'mayBeSent',
        (may) =>
          async function (this: Payments, known, by) {
            return (await may.call(this, known, by)) !== false;
          },
      ),
  },
  {
    breaks: 'a record does not remember which payouts held it, and a sending does not look at it',
    noticed: /was paid out \d times/,
    bend: () => {
      const forgets = replaced(payoutRecord.evolve, 'PayoutRecordClaimed', (grow) => (state, event) => ({
        ...grow(state, event),
        holders: [],
      }));
      const looks = replaced(Payouts.prototype, 'mayBeSent', () => async () => true);
      return () => {
        looks();
        forgets();
      };
    },
  },
  {
    breaks: 'a file of payouts passes over the line after each part',
    noticed: /was approved, and never became a payout/,
    from: 6,
    bend: () =>
      replaced(
        Batches.prototype,
        'noteSent',
        (note) =>
          function (this: Batches, batchId, upTo, by) {
            return note.call(this, batchId, upTo + 1, by);
          },
      ),
  },
  {
    breaks: 'a review stays open when its payment settles',
    noticed: /is open, and there is nothing to decide/,
    bend: () => replaced(Reviews.prototype, 'closeIfSettled', () => async () => undefined),
  },
  {
    breaks: 'a receipt is not remembered',
    noticed: /receipts/,
    from: 4,
    sabotage: { crashShare: 0.01 },
    bend: () => replaced(receipt.evolve, 'ReceiptIssued', () => () => ({ issued: false })),
  },
  {
    breaks: 'a refund gets no credit note',
    noticed: /has 0 credit notes/,
    from: 10,
    bend: () => replaced(CreditNotes.prototype, 'issue', () => async () => undefined),
  },
  {
    breaks: 'a claim whose author died is not completed',
    noticed: /the claim of .* was never finished/,
    from: 8,
    sabotage: { crashShare: 0.01 },
    bend: () => replaced(Payments.prototype, 'finishClaim', () => async () => undefined),
  },
  {
    breaks: 'the ledger passes over an event',
    noticed: /the ledger lacks [1-9]\d* entries/,
    bend: () =>
      replaced(
        Journal.prototype,
        'post',
        (post) =>
          function (this: Journal, events) {
            return post.call(this, events.slice(1));
          },
      ),
  },
  {
    breaks: 'the ledger posts again what comes again',
    noticed: /has [1-9]\d* too many/,
    sabotage: { crashShare: 0.01 },
    bend: () =>
      replaced(
        Journal.prototype,
        'post',
        (post) =>
          function (this: Journal, events) {
            return post.call(
              this,
              events.map((event) => ({ ...event, position: event.position + 1_000_000n })),
            );
          },
      ),
  },
  {
    breaks: 'a doubt puts nothing into suspense',
    noticed: /was perhaps paid, and nothing is in suspense/,
    sabotage: { faults: { wrongAmount: 0.5 } },
    bend: () => {
      const doubts = [
        replaced(paymentPostings, 'RecordPerhapsPaid', () => (books) => ({ books })),
        replaced(paymentPostings, 'PaymentBecameUncertain', () => (books) => ({ books })),
        replaced(paymentPostings, 'OutcomeContradicted', () => (books) => ({ books })),
      ];
      return () => doubts.forEach((straighten) => straighten());
    },
  },
  {
    breaks: 'a day is closed without being cut',
    noticed: /is closed and was never cut/,
    bend: () =>
      replaced(
        Journal.prototype,
        'cut',
        () =>
          async function (this: Journal) {
            return (await this.end()).position;
          },
      ),
  },
  {
    breaks: 'a refund is set aside although nothing is left of its payment',
    noticed: /were set aside for .*, and .* were left/,
    bend: () =>
      replaced(payment.decide, 'ReserveRefund', (decide) => (state, order) => {
        if (state.status !== 'successful' || order.refundId in state.reserved) return decide(state, order);
        const { paymentId, refundId, amount, request, at } = order;
        return [RefundReserved({ paymentId, refundId, amount, request: request ?? null, at })];
      }),
  },
  {
    breaks: 'a refund is sent although an earlier one that had failed was paid after all',
    noticed: /were gone or going back, and .* were paid/,
    from: 6,
    sabotage: { asksBackAgain: true, faults: { slander: 0.9, unknownStatus: 0, unreachable: 0 }, instances: 1 },
    bend: () => {
      const looks = replaced(Refunds.prototype, 'mayBeSent', () => async () => true);
      // Then the approval does not know of it either.
      const hears = replaced(payment.decide, 'HoldRefund', () => () => []);
      return () => {
        looks();
        hears();
      };
    },
  },
  {
    breaks: 'a payment does not hear what became of its refunds',
    noticed: /and its payment has it as held/,
    bend: () => replaced(Refunds.prototype, 'tellPayment', () => async () => undefined),
  },
  {
    breaks: 'an amount that was set aside by a request that died is forgotten',
    noticed: /has set money aside for .*, which is not on record/,
    bend: () => {
      // Every request dies after it has set the amount aside; a repetition under the same key would finish it.
      const dies = replaced(
        Refunds.prototype,
        'request',
        () =>
          async function (this: Refunds, request, by) {
            const { paymentId, id: refundId, amount } = request;
            const json = { ...request, amount: amount.toJSON() };
            await this.payments.send('ReserveRefund', { paymentId, refundId, amount, request: json }, by);
            throw new StoreUnavailable('died');
          },
      );
      const finishes = replaced(RefundKind.prototype, 'finishAbandoned', () => async () => undefined);
      return () => {
        dies();
        finishes();
      };
    },
  },
  {
    breaks: 'the missing answer to a refund is read as a refusal',
    noticed: /refund .* is failed, and in truth successful/,
    from: 17,
    sabotage: {
      faults: { dropAfter: 0.6, unknownStatus: 0.5 },
      provider: (honest) =>
        paying(honest, (disbursements) => ({
          async refund(request) {
            const answer = await disbursements.refund(request);
            if (answer.is !== 'unknown') return answer;
            return { is: 'refused', failure: { code: 'PROVIDER_ERROR', providerCode: null }, exchange };
          },
        })),
    },
  },
  {
    breaks: 'each sending of a refund has a reference of its own',
    noticed: /was sent under \d references/,
    sabotage: {
      faults: { dropAfter: 0.6 },
      provider: (honest) => {
        let sent = 0;
        return paying(honest, (disbursements) => ({
          refund: (request) =>
            disbursements.refund({ ...request, reference: request.reference.replace(/^./, String((sent += 1) % 10)) }),
        }));
      },
    },
  },
  {
    breaks: 'a refund is sent under another reference than the one that was on record before',
    noticed: /was sent before it was approved/,
    bend: () =>
      replaced(refund.evolve, 'RefundApproved', (evolve) => (state, event) => {
        const after = evolve(state, event) as KnownRefund;
        const attempts = after.attempts.map((attempt) => ({
          ...attempt,
          providerReference: attempt.providerReference.replace(/^./, 'f'),
        }));
        return { ...after, attempts };
      }),
  },
  {
    breaks: 'silent payments get no status checks',
    noticed: /and gets no status checks any more/,
    bend: () => replaced(ChaseSilentMovements.prototype, 'tick', () => async () => undefined),
  },
];

/** As the newest process reaches them. */
const networks = new Map<string, Provider>();

const exchange = {
  operation: 'requesttopay',
  at: '2026-11-22T10:00:00.000Z',
  latencyMs: 1,
  request: { method: 'POST', path: '/', body: null },
  response: null,
  fault: 'time-out',
};

/** The honest provider, but for some of its answers about money that goes out. */
function paying(honest: Provider, bent: (disbursements: Disbursements) => Partial<Disbursements>): Provider {
  const disbursements = disbursementsOf(honest);
  return { ...instead(honest, () => ({})), disbursements: { ...disbursements, ...bent(disbursements) } };
}

/** The honest provider, but for some of its answers. */
function instead(honest: Provider, bent: (collections: Collections) => Partial<Collections>): Provider {
  const collections = collectionsOf(honest);
  return {
    name: honest.name,
    method: honest.method,
    collections: {
      cannotTake: (amount, payer) => collections.cannotTake(amount, payer),
      requestToPay: (request) => collections.requestToPay(request),
      status: (reference, urgency) => collections.status(reference, urgency),
      ...bent(collections),
    },
    disbursements: honest.disbursements,
    health: () => honest.health(),
    close: () => honest.close(),
  };
}

function replaced<T extends object, K extends keyof T>(of: T, name: K, by: (original: T[K]) => T[K]): () => void {
  const original = of[name];
  of[name] = by(original);
  return () => {
    of[name] = original;
  };
}
