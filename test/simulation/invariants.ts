import { orderedPolicies, views } from '../../src/app/collections.js';
import { beginning } from '../../src/kernel/domain/position.js';
import { evolve } from '../../src/kernel/domain/decider.js';
import type { DomainEvent, EventOf, Recorded } from '../../src/kernel/domain/events.js';
import type { Collection, Document, DocumentStore } from '../../src/kernel/ports/document-store.js';
import { EventCodec } from '../../src/kernel/handling/event-codec.js';
import type { EventStore, RecordedEvent } from '../../src/kernel/ports/event-store.js';
import { historiesFor } from '../../src/kernel/following/stream-history.js';
import { applyTo, idsOf, type View, type WholeLogView } from '../../src/kernel/following/view.js';
import { payment } from '../../src/modules/payments/payment.decider.js';
import { isFinal } from '../../src/modules/payments/payment.lifecycle.js';
import {
  isInDoubt,
  paidFor,
  refundable,
  type KnownPayment,
  type Payment,
} from '../../src/modules/payments/payment.state.js';
import {
  PaymentFailed,
  PaymentRefunded,
  paymentEvents,
  type PaymentEvent,
} from '../../src/modules/payments/payment.events.js';
import { openClaimsView } from '../../src/modules/payments/payment.view.js';
import { isInDoubt as isRefundInDoubt } from '../../src/modules/outgoing/contract.js';
import {
  refund,
  refundedBy,
  standingOf,
  type KnownRefund,
  type Refund,
} from '../../src/modules/refunds/refund.decider.js';
import { refundEvents, type RefundEvent } from '../../src/modules/refunds/refund.events.js';
import {
  batchEvents,
  batchLineEvents,
  type BatchEvent,
  type BatchLineEvent,
} from '../../src/modules/payouts/batch.events.js';
import { payoutIdOfLine } from '../../src/modules/payouts/payout-identity.js';
import { payout } from '../../src/modules/payouts/payout.decider.js';
import { payoutEvents, type PayoutEvent } from '../../src/modules/payouts/payout.events.js';
import type { KnownPayout, Payout } from '../../src/modules/payouts/payout.state.js';
import { openPayoutClaimsView } from '../../src/modules/payouts/payout.view.js';
import {
  CreditNoteIssued,
  CreditNoteNumbered,
  ReceiptIssued,
  ReceiptNumbered,
} from '../../src/modules/receipts/receipt.events.js';
import { review, type KnownReview, type Review } from '../../src/modules/reviews/review.decider.js';
import { reviewEvents, type ReviewEvent } from '../../src/modules/reviews/review.events.js';
import { checkpointsOf, type Disk } from './instance.js';
import { ledgerOf } from './ledger.invariants.js';
import type { SimulatedPlatform } from './provider.js';
import type { Told } from './simulate.js';

/** The invariants under every fault: each returned sentence is a defect. */
export async function broken(disk: Disk, platform: SimulatedPlatform, told: Told, isAlone: boolean): Promise<string[]> {
  const { events } = await disk.events.readAll(beginning, 1_000_000);
  const payments = paymentsOf(events);
  const refunds = refundsOf(events);
  const payouts = payoutsOf(events);
  return [
    ...chargedTwice(payments, platform),
    ...askedInDoubt(payments, platform),
    ...(isAlone ? sentThoughStopped(payments, platform) : []),
    ...decidedAndForgotten(payments, platform),
    ...recordedAfterCall([...payments.values(), ...refunds.values(), ...payouts.values()], platform),
    ...paidOutTwice(payouts, platform),
    ...sentPayoutUnapproved(payouts, platform),
    ...untruePayouts(payouts, platform),
    ...linesOfBatches(events, payouts, told),
    ...[...told.payouts].filter((id) => !payouts.has(id)).map((id) => `${id} was answered 201 and is not in the log`),
    ...setAsideTooMuch(events),
    ...gaveBackTooMuch(events, payments, refunds, platform, isAlone),
    ...gaveBackTwice(refunds, platform),
    ...sentUnapproved(refunds, platform),
    ...untrueRefunds(refunds, platform),
    ...outOfStep(payments, refunds),
    ...lost(payments, told),
    ...untrue(payments, platform),
    ...calledFailed(events, payments, platform),
    ...uncertainWithoutReview(payments),
    ...unreviewed(events, payments, [...refunds.values(), ...payouts.values()]),
    ...receiptsOf(events, payments),
    ...ledgerOf(events, payments),
    ...creditNotesOf(events),
    ...(await viewsOf(disk.documents, events)),
    ...(await claimsOf(disk.documents)),
    ...(await deadLettersIn(disk.events)),
    ...[...checkpointsOf(disk.events).everything].flatMap(([group, parked]) =>
      [...parked.values()].map((reason) => `${group} set an event aside: ${reason}`),
    ),
  ];
}

function paymentsOf(events: readonly RecordedEvent[]): ReadonlyMap<string, KnownPayment> {
  const codec = new EventCodec<PaymentEvent>(paymentEvents);
  const states = new Map<string, Payment>();
  for (const stored of events) {
    if (!codec.types.includes(stored.type)) continue;
    const event = codec.read(stored);
    const id = event.data.paymentId;
    states.set(id, evolve<Payment, PaymentEvent>(payment, states.get(id) ?? payment.initial, [event]));
  }
  return states as ReadonlyMap<string, KnownPayment>;
}

function refundsOf(events: readonly RecordedEvent[]): ReadonlyMap<string, KnownRefund> {
  const codec = new EventCodec<RefundEvent>(refundEvents);
  const states = new Map<string, Refund>();
  for (const stored of events) {
    if (!codec.types.includes(stored.type)) continue;
    const event = codec.read(stored);
    const { id } = event.data;
    states.set(id, evolve<Refund, RefundEvent>(refund, states.get(id) ?? refund.initial, [event]));
  }
  return states as ReadonlyMap<string, KnownRefund>;
}

function payoutsOf(events: readonly RecordedEvent[]): ReadonlyMap<string, KnownPayout> {
  const codec = new EventCodec<PayoutEvent>(payoutEvents);
  const states = new Map<string, Payout>();
  for (const stored of events) {
    if (!codec.types.includes(stored.type)) continue;
    const event = codec.read(stored);
    const { id } = event.data;
    states.set(id, evolve<Payout, PayoutEvent>(payout, states.get(id) ?? payout.initial, [event]));
  }
  return states as ReadonlyMap<string, KnownPayout>;
}

/** At most one successful disbursement for a record, unless a person decided about one of its payouts. */
const paidOutTwice = (payouts: ReadonlyMap<string, KnownPayout>, { disbursed }: SimulatedPlatform): string[] =>
  [...Map.groupBy(payouts.values(), ({ recordKey }) => recordKey).values()].flatMap((ofRecord) => {
    const paid = ofRecord
      .flatMap(({ attempts }) => attempts)
      .filter(({ providerReference }) => disbursed.get(providerReference)?.status === 'successful');
    if (paid.length < 2 || ofRecord.some(isRefundInReview)) return [];
    return [`the record of ${ofRecord.map(({ id }) => id).join(' and ')} was paid out ${paid.length} times`];
  });

/** Every valid line of a file that was approved is one payout, or was refused because its record is another's; and the file is done with its payouts. */
function linesOfBatches(
  events: readonly RecordedEvent[],
  payouts: ReadonlyMap<string, KnownPayout>,
  { batches }: Told,
): string[] {
  const codec = new EventCodec<BatchLineEvent | BatchEvent>([...batchLineEvents, ...batchEvents]);
  const ofFiles = events.filter(({ type }) => codec.types.includes(type)).map((stored) => codec.read(stored));
  return [...batches].flatMap((id) => {
    const own = ofFiles.filter(({ data }) => data.batchId === id);
    const linesOf = (type: string) =>
      own.flatMap((event) => (event.type === type && 'line' in event.data ? [event.data] : []));
    const refused = new Set(linesOf('BatchLineRefused').map(({ line }) => line));
    const valid = linesOf('BatchLineRead').filter((line) => 'errors' in line && line.errors.length === 0);
    const begun = valid.filter(({ line }) => payouts.has(payoutIdOfLine(id, line)));
    // One that failed may be asked for again, for another payee, and wait for approval for ever.
    const isOver = begun.every(({ line }) =>
      ['successful', 'failed', 'rejected'].includes(payouts.get(payoutIdOfLine(id, line))!.status),
    );
    return [
      ...valid
        .filter((line) => !begun.includes(line) && !refused.has(line.line))
        .map(({ line }) => `line ${line} of ${id} was approved, and never became a payout`),
      ...(isOver && !own.some(({ type }) => type === 'BatchCompleted') ? [`${id} is not done`] : []),
    ];
  });
}

/** No payout leaves before its attempt is on record with enough approvals. */
function sentPayoutUnapproved(payouts: ReadonlyMap<string, KnownPayout>, { journal }: SimulatedPlatform): string[] {
  const owners = new Map(
    [...payouts.values()].flatMap(({ id, attempts }) =>
      attempts.map(({ providerReference }) => [providerReference, id] as const),
    ),
  );
  const begun = new Set<string>();
  return journal.flatMap((entry) => {
    if ('sent' in entry)
      return !owners.has(entry.sent) || begun.has(entry.sent)
        ? []
        : [`payout ${owners.get(entry.sent)} was sent before it was approved`];
    if (entry.appended.type === 'PayoutApproved' || entry.appended.type === 'PayoutReattempted') {
      const { begins } = entry.appended.data as { begins: { providerReference: string } | null };
      if (begins !== null) begun.add(begins.providerReference);
    }
    return [];
  });
}

function untruePayouts(payouts: ReadonlyMap<string, KnownPayout>, { disbursed }: SimulatedPlatform): string[] {
  return [...payouts.values()].flatMap((known) => {
    if (isRefundInReview(known)) return [];
    return known.attempts.flatMap((attempt) => {
      if (attempt.status === 'created' || attempt.status === 'submitted')
        return [`payout ${known.id} is still ${known.status}, and gets no status checks any more`];
      const truth = disbursed.get(attempt.providerReference)?.status ?? 'never arrived';
      return (attempt.status === 'successful') === (truth === 'successful')
        ? []
        : [`attempt ${attempt.number} of payout ${known.id} is ${attempt.status}, and in truth ${truth}`];
    });
  });
}

/** A refund or payout with a review, open or decided: people may be wrong. */
const isRefundInReview = ({ attempts }: Pick<KnownRefund, 'attempts'>): boolean =>
  attempts.some(
    ({ status, contradictions, decidedIn }) =>
      status === 'uncertain' || contradictions.length > 0 || decidedIn !== null,
  );

/**
 * No refund is sent while it and what the log says to have gone back, or to go back perhaps, are together more than was paid. What a provider or a
 * person has called failed, and nobody has contradicted yet, counts as not gone. Where several instances share the log, one may record the truth
 * about an earlier refund in the moment between another's last look at that refund and its sending: two streams are not read and a provider called at once.
 */
function gaveBackTooMuch(
  events: readonly RecordedEvent[],
  payments: ReadonlyMap<string, KnownPayment>,
  refunds: ReadonlyMap<string, KnownRefund>,
  { journal, looks }: SimulatedPlatform,
  isAlone: boolean,
): string[] {
  const codec = new EventCodec<RefundEvent>(refundEvents);
  const stored = new Map(events.map((event) => [event.id, event]));
  const owners = new Map(
    [...refunds.values()].flatMap(({ id, attempts }) =>
      attempts.map(({ providerReference }) => [providerReference, id] as const),
    ),
  );
  const states = new Map<string, Refund>();
  const standings = new Map<string, { readonly at: number; readonly isFree: boolean }[]>();
  return journal.flatMap((entry, at) => {
    if ('appended' in entry) {
      if (!codec.types.includes(entry.appended.type)) return [];
      const event = codec.read(stored.get(entry.appended.id)!);
      const { id } = event.data;
      const after = evolve<Refund, RefundEvent>(refund, states.get(id) ?? refund.initial, [event]) as KnownRefund;
      states.set(id, after);
      standings.set(id, [...(standings.get(id) ?? []), { at, isFree: standingOf(after) === 'free' }]);
      return [];
    }
    const sent = states.get(owners.get(entry.sent) ?? '') as KnownRefund | undefined;
    if (sent === undefined) return [];
    const paid = paidFor(payments.get(sent.paymentId)!);
    const isRaced = ({ id }: KnownRefund) => {
      const look = looks.findLast((each) => each.by === entry.by && each.stream === `refund-${id}` && each.at <= at);
      if (isAlone || look === undefined) return false;
      return standings.get(id)!.findLast((each) => each.at < look.at)?.isFree ?? false;
    };
    const others = ([...states.values()] as KnownRefund[]).filter(
      (known) =>
        known.id !== sent.id && known.paymentId === sent.paymentId && standingOf(known) !== 'free' && !isRaced(known),
    );
    const back = others.reduce((sum, known) => sum.plus(refundedBy(known)), sent.amount);
    return back.exceeds(paid)
      ? [`refund ${sent.id} was sent when ${back} of ${sent.paymentId} were gone or going back, and ${paid} were paid`]
      : [];
  });
}

/** Whoever asks for money back gets no more set aside than is left. What a provider says of an earlier refund may take more. */
function setAsideTooMuch(events: readonly RecordedEvent[]): string[] {
  const codec = new EventCodec<PaymentEvent>(paymentEvents);
  const states = new Map<string, Payment>();
  return events.flatMap((stored) => {
    if (!codec.types.includes(stored.type)) return [];
    const event = codec.read(stored);
    const { paymentId } = event.data;
    const before = states.get(paymentId) ?? payment.initial;
    const after = evolve<Payment, PaymentEvent>(payment, before, [event]);
    states.set(paymentId, after);
    if (event.type !== 'RefundReserved' || event.data.request === null) return [];
    const { refundId, amount } = event.data;
    return refundable(after as KnownPayment).minor < 0n
      ? [
          `${amount} of ${paymentId} were set aside for ${refundId}, and ${refundable(before as KnownPayment)} were left`,
        ]
      : [];
  });
}

/** One refund is one disbursement: no second reference while the first may be paid. */
const gaveBackTwice = (refunds: ReadonlyMap<string, KnownRefund>, { disbursed }: SimulatedPlatform): string[] =>
  [...Map.groupBy(disbursed.values(), ({ request }) => request.externalId)]
    .filter(([refundId, all]) => refundId.startsWith('ref_') && (all.length > 1 || !refunds.has(refundId)))
    .map(([refundId, all]) => `refund ${refundId} was sent under ${all.length} references`);

/** Nothing goes back before enough people have approved it, and before its reference is on record. */
function sentUnapproved(refunds: ReadonlyMap<string, KnownRefund>, { journal }: SimulatedPlatform): string[] {
  const references = new Map(
    [...refunds.values()].flatMap(({ id, attempts }) =>
      attempts.map(({ providerReference }) => [providerReference, id] as const),
    ),
  );
  const approved = new Set<string>();
  return journal.flatMap((entry) => {
    if ('sent' in entry) {
      const id = references.get(entry.sent);
      return id === undefined || approved.has(entry.sent) ? [] : [`refund ${id} was sent before it was approved`];
    }
    if (entry.appended.type === 'RefundApproved') {
      const { begins } = entry.appended.data as { begins: { providerReference: string } | null };
      if (begins !== null) approved.add(begins.providerReference);
    }
    return [];
  });
}

function untrueRefunds(refunds: ReadonlyMap<string, KnownRefund>, { disbursed }: SimulatedPlatform): string[] {
  return [...refunds.values()].flatMap((known) => {
    const attempt = known.attempts.at(-1);
    if (attempt === undefined || isRefundInReview(known)) return [];
    if (attempt.status === 'created' || attempt.status === 'submitted')
      return [`refund ${known.id} is still ${known.status}, and gets no status checks any more`];
    const truth = disbursed.get(attempt.providerReference)?.status ?? 'never arrived';
    const isPaid = truth === 'successful';
    return (attempt.status === 'successful') === isPaid
      ? []
      : [`refund ${known.id} is ${known.status}, and in truth ${truth}`];
  });
}

/** The payment knows of each refund what became of it, and has set nothing aside for others. */
function outOfStep(payments: ReadonlyMap<string, KnownPayment>, refunds: ReadonlyMap<string, KnownRefund>): string[] {
  const ofRefunds = [...refunds.values()].flatMap((known) => {
    const { reserved, completedRefunds } = payments.get(known.paymentId)!;
    const standing = completedRefunds.includes(known.id) ? 'paid' : known.id in reserved ? 'held' : 'free';
    const expected = standingOf(known);
    return standing === expected ? [] : [`refund ${known.id} is ${expected}, and its payment has it as ${standing}`];
  });
  const orphans = [...payments.values()].flatMap(({ id, reserved }) =>
    Object.keys(reserved)
      .filter((refundId) => !refunds.has(refundId))
      .map((refundId) => `${id} has set money aside for ${refundId}, which is not on record`),
  );
  return [...ofRefunds, ...orphans];
}

/** A payment with a review, open or decided: people may be wrong, and the program follows their decision. */
const isInReview = (known: KnownPayment): boolean =>
  known.status === 'uncertain' ||
  known.contradictions.length > 0 ||
  known.attempts.some(({ decidedIn }) => decidedIn !== null);

function chargedTwice(payments: ReadonlyMap<string, KnownPayment>, platform: SimulatedPlatform): string[] {
  const charges = [...payments.values()].flatMap((known) =>
    known.attempts.flatMap(({ providerReference }) => {
      const charge = platform.charges.get(providerReference);
      // What went back in whole may be asked for again.
      return charge?.status === 'successful' && known.status !== 'refunded' ? [{ known, providerReference }] : [];
    }),
  );
  return [...Map.groupBy(charges, ({ known }) => recordNameOf(known)).values()]
    .filter((ofRecord) => ofRecord.length > 1 && !ofRecord.some(({ known }) => isInReview(known)))
    .map(
      (ofRecord) =>
        `the record of ${ofRecord.map(({ known }) => known.id).join(' and ')} was charged ${ofRecord.length} times`,
    );
}

/** Not its key: that payments of one record meet under one key is what is judged. A record without a part is its part 1. */
const recordNameOf = ({ client, record: { type, id, part } }: KnownPayment): string =>
  [client, type, id, part ?? '1'].join(' ');

/**
 * From the moment that money is said to have been taken for a record until a person has decided it, and for ever when it was paid, nothing
 * more is asked for that record: it is not claimed again, and nothing of it is sent.
 */
function askedInDoubt(payments: ReadonlyMap<string, KnownPayment>, { journal }: SimulatedPlatform): string[] {
  const problems: string[] = [];
  const recordOf = new Map(
    [...payments.values()].flatMap((known) =>
      known.attempts.map(({ providerReference }) => [providerReference, known.recordKey] as const),
    ),
  );
  const names = new Map([...payments.values()].map((known) => [known.recordKey, recordNameOf(known)]));
  /** By record: the attempts that were, or were perhaps, paid. */
  const doubts = new Map<string, Set<string>>();
  const doubtsOf = (recordKey: string) => {
    const name = names.get(recordKey) ?? recordKey;
    return doubts.get(name) ?? doubts.set(name, new Set()).get(name)!;
  };
  for (const entry of journal) {
    if ('sent' in entry) {
      const recordKey = recordOf.get(entry.sent);
      if (recordKey !== undefined && doubtsOf(recordKey).size > 0)
        problems.push(`${entry.sent} was sent although its record was perhaps paid`);
      continue;
    }
    const { type } = entry.appended;
    const data = entry.appended.data as { paymentId: string; attempt: number; recordKey: string; decision?: string };
    const attempt = `${data.paymentId}/${data.attempt}`;
    switch (type) {
      case 'RecordPerhapsPaid':
        doubtsOf(data.recordKey).add(attempt);
        break;
      case 'RecordClaimed':
        if (doubtsOf(data.recordKey).size > 0)
          problems.push(`the record of ${data.paymentId} was claimed although it was perhaps paid`);
        break;
      case 'ContradictionDecided':
        if (data.decision !== 'paid') doubtsOf(payments.get(data.paymentId)!.recordKey).delete(attempt);
        break;
      case 'PaymentFailed':
      case 'PaymentRefunded':
        for (const one of doubtsOf(payments.get(data.paymentId)!.recordKey))
          if (one === attempt || (type === 'PaymentRefunded' && one.startsWith(`${data.paymentId}/`)))
            doubtsOf(payments.get(data.paymentId)!.recordKey).delete(one);
        break;
    }
  }
  return problems;
}

/** A payment that a person called a duplicate is not submitted any more. */
function sentThoughStopped(payments: ReadonlyMap<string, KnownPayment>, { journal }: SimulatedPlatform): string[] {
  const stopped = new Set<string>();
  return journal.flatMap((entry) => {
    if ('sent' in entry)
      return stopped.has(entry.sent) ? [`${entry.sent} was sent although it had been stopped as a duplicate`] : [];
    if (entry.appended.type === 'SubmissionStopped') {
      const { paymentId, attempt } = entry.appended.data as { paymentId: string; attempt: number };
      stopped.add(payments.get(paymentId)!.attempts[attempt - 1]!.providerReference);
    }
    return [];
  });
}

/** A person said that nothing was paid, and was wrong: the provider is asked on, and the person is told. */
function decidedAndForgotten(payments: ReadonlyMap<string, KnownPayment>, { charges }: SimulatedPlatform): string[] {
  return [...payments.values()].flatMap((known) =>
    known.attempts
      .filter(({ number, decidedAs, status, providerReference }) => {
        const isDenied = decidedAs === 'not-paid' && (status === 'failed' || status === 'expired');
        const isHeard = known.contradictions.some((word) => word.startsWith(`${number}:successful`));
        return isDenied && charges.get(providerReference)?.status === 'successful' && !isHeard;
      })
      .map(
        ({ number }) => `attempt ${number} of ${known.id} was decided not to be paid, is paid, and was not asked about`,
      ),
  );
}

function recordedAfterCall(
  all: readonly { readonly attempts: readonly { readonly providerReference: string }[] }[],
  platform: SimulatedPlatform,
): string[] {
  const onRecord = new Set(all.flatMap(({ attempts }) => attempts.map((attempt) => attempt.providerReference)));
  return [...platform.heard.keys()]
    .filter((reference) => !onRecord.has(reference))
    .map((reference) => `the provider was asked under ${reference}, which is not on record`);
}

const lost = (payments: ReadonlyMap<string, KnownPayment>, { accepted }: Told): string[] =>
  [...accepted].filter((id) => !payments.has(id)).map((id) => `${id} was answered 202 and is not in the log`);

function untrue(payments: ReadonlyMap<string, KnownPayment>, platform: SimulatedPlatform): string[] {
  return [...payments.values()].flatMap((known) => {
    const current = known.attempts.at(-1)!;
    const charge = platform.charges.get(current.providerReference);
    const truth = charge?.status ?? 'never arrived';
    const isTrue =
      known.status === 'failed' && charge === undefined
        ? true // Refused on its first submission, so it never arrived.
        : (known.status === 'refunded' ? 'successful' : known.status) === truth &&
          (truth !== 'successful' || charge!.paid.equals(known.amount));
    return isTrue || isInReview(known) ? [] : [`${known.id} is ${known.status}, and in truth ${truth}`];
  });
}

/** An attempt has failed by its provider's answer or a person's decision; or its only submission was refused, and then it never arrived. */
function calledFailed(
  events: readonly RecordedEvent[],
  payments: ReadonlyMap<string, KnownPayment>,
  platform: SimulatedPlatform,
): string[] {
  const codec = new EventCodec<EventOf<typeof PaymentFailed>>([PaymentFailed]);
  return events
    .filter(({ type }) => codec.types.includes(type))
    .flatMap((stored) => {
      const { paymentId, attempt, reviewId } = codec.read(stored).data;
      const charge = platform.charges.get(payments.get(paymentId)!.attempts[attempt - 1]!.providerReference);
      const isSo = reviewId !== null || charge === undefined || charge.status === 'failed' || charge.slandered;
      return isSo ? [] : [`attempt ${attempt} of ${paymentId} was called failed, and in truth it is ${charge.status}`];
    });
}

const uncertainWithoutReview = (payments: ReadonlyMap<string, KnownPayment>): string[] =>
  [...payments.values()]
    .filter(({ status }) => !isFinal(status) && status !== 'uncertain')
    .map(({ id, status }) => `${id} is still ${status}, and gets no status checks any more`);

/** Every doubt has a review. */
function unreviewed(
  events: readonly RecordedEvent[],
  payments: ReadonlyMap<string, KnownPayment>,
  outgoing: readonly (KnownRefund | KnownPayout)[],
): string[] {
  const codec = new EventCodec<ReviewEvent>(reviewEvents);
  const reviews = new Map<string, KnownReview>();
  for (const stored of events) {
    if (!codec.types.includes(stored.type)) continue;
    const event = codec.read(stored);
    const before: Review = reviews.get(event.data.reviewId) ?? review.initial;
    reviews.set(event.data.reviewId, evolve<Review, ReviewEvent>(review, before, [event]) as KnownReview);
  }
  const doubtful = new Map([
    ...[...payments.values()].flatMap(({ id, attempts }) =>
      attempts
        .filter(isInDoubt)
        .map(({ number, providerReference }) => [providerReference, `attempt ${number} of ${id}`] as const),
    ),
    ...outgoing.flatMap(({ id, attempts }) =>
      attempts.filter(isRefundInDoubt).map(({ providerReference }) => [providerReference, id] as const),
    ),
  ]);
  const open = [...reviews.values()].filter(
    ({ status, providerReference }) => status !== 'resolved' && providerReference !== null,
  );
  const asked = new Set(open.map(({ providerReference }) => providerReference!));
  return [
    ...[...doubtful]
      .filter(([reference]) => !asked.has(reference))
      .map(([, attempt]) => `${attempt} is in doubt, and has no review`),
    ...open
      .filter(({ providerReference }) => !doubtful.has(providerReference!))
      .map(({ id, reason }) => `review ${id} (${reason}) is open, and there is nothing to decide`),
  ];
}

function receiptsOf(events: readonly RecordedEvent[], payments: ReadonlyMap<string, KnownPayment>): string[] {
  const numbers = events
    .filter(({ type }) => type === ReceiptNumbered.type)
    .map(({ data }) => data as { number: string; paymentId: string });
  const issued = events
    .filter(({ type }) => type === ReceiptIssued.type)
    .map(({ data }) => data as { number: string; paymentId: string });
  const problems: string[] = [];
  numbers.forEach(({ number }, index) => {
    if (Number(number.split('-')[2]) !== index + 1)
      problems.push(`receipt number ${number} stands at place ${index + 1}`);
  });
  const byPayment = Map.groupBy(issued, ({ paymentId }) => paymentId);
  for (const [paymentId, receipts] of byPayment) {
    if (receipts.length > 1) problems.push(`${paymentId} has ${receipts.length} receipts`);
    if (payments.get(paymentId)?.confirmedAt === null) problems.push(`${paymentId} has a receipt and was not paid`);
  }
  for (const { id, status } of payments.values()) {
    if (status === 'successful' && !byPayment.has(id)) problems.push(`${id} is successful and has no receipt`);
  }
  if (new Set(issued.map(({ number }) => number)).size !== numbers.length) {
    problems.push(`${numbers.length} receipt numbers were given, and ${issued.length} receipts issued`);
  }
  return problems;
}

function creditNotesOf(events: readonly RecordedEvent[]): string[] {
  const of = ({ type: wanted }: { readonly type: string }) => events.filter(({ type }) => type === wanted);
  const refunds = of(PaymentRefunded).map(({ stream, revision }) => `${stream.replace('payment-', '')}-${revision}`);
  const issued = of(CreditNoteIssued).map(({ data }) => data as { refund: string; number: string });
  const numbers = of(CreditNoteNumbered).map(({ data }) => data as { refund: string; number: string });
  const byRefund = Map.groupBy(issued, ({ refund }) => refund);
  return [
    ...numbers.flatMap(({ number }, index) =>
      Number(number.split('-')[2]) === index + 1 ? [] : [`credit note number ${number} stands at place ${index + 1}`],
    ),
    ...refunds.flatMap((refund) => {
      const count = byRefund.get(refund)?.length ?? 0;
      return count === 1 ? [] : [`the refund ${refund} has ${count} credit notes`];
    }),
    ...(numbers.length === refunds.length && issued.length === refunds.length
      ? []
      : [`${refunds.length} refunds have ${numbers.length} numbers and ${issued.length} credit notes`]),
  ];
}

async function viewsOf(live: DocumentStore, events: readonly RecordedEvent[]): Promise<string[]> {
  const problems: string[] = [];
  const streams = Map.groupBy(events, ({ stream }) => stream);
  const log = {
    readStream: async (stream: string, { limit }: { limit?: number } = {}) => streams.get(stream)!.slice(0, limit),
  };
  for (const view of views as unknown as readonly (View<Document, Recorded> | WholeLogView<Document>)[]) {
    const codec = 'every' in view ? null : new EventCodec(view.events);
    const histories = historiesFor<DomainEvent>(view as View<Document, DomainEvent>, codec, log);
    const rebuilt = new Map<string, Document>();
    for (const stored of events) {
      if (codec !== null && !codec.types.includes(stored.type)) continue;
      const read = codec === null ? stored : codec.read(stored);
      const event = histories === null ? read : histories.tell(read as never, await histories.earlier(stored));
      for (const id of idsOf(view, event as never)) {
        const after = applyTo(view, rebuilt.get(id) ?? null, event as never, id);
        if (after === null) rebuilt.delete(id);
        else rebuilt.set(id, after);
      }
    }
    const kept = await everything(live, view.collection);
    const asText = (documents: Iterable<Document>) =>
      JSON.stringify([...documents].sort((one, other) => (one.id < other.id ? -1 : 1)));
    if (asText(rebuilt.values()) !== asText(kept))
      problems.push(`the live view ${view.collection.name} differs from the rebuilt one`);
  }
  return problems;
}

async function everything(documents: DocumentStore, collection: Collection): Promise<Document[]> {
  const all: Document[] = [];
  let cursor: string | null = null;
  do {
    const page: { documents: readonly Document[]; nextCursor: string | null } = await documents.query(collection, {
      limit: 1_000,
      cursor,
    });
    all.push(...page.documents);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

const claimsOf = async (documents: DocumentStore): Promise<string[]> =>
  [
    ...(await everything(documents, openClaimsView.collection)),
    ...(await everything(documents, openPayoutClaimsView.collection)),
  ].map(({ id }) => `the claim of ${id} was never finished`);

async function deadLettersIn(log: EventStore): Promise<string[]> {
  const ofOrdered = await Promise.all(orderedPolicies.map((policy) => log.checkpoint(policy)));
  return ofOrdered.flatMap((checkpoint) =>
    (checkpoint?.deadLetters ?? []).map(({ type, reason }) => `an ordered policy set a ${type} aside: ${reason}`),
  );
}
