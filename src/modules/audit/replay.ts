import { instant, type Instant } from '../../kernel/domain/clock.js';
import type { Actor, Recorded } from '../../kernel/domain/events.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { beginning } from '../../kernel/domain/position.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { factsOf, paymentEvents, type KnownPayment, type PaymentEvent } from '../payments/contract.js';
import type { Exchange } from '../providers/contract.js';
import { refundFactsOf, type KnownRefund, type RefundWords } from '../refunds/contract.js';
import { isOfRefund, paymentAfter, refundsAfter, type Histories, type Told } from './history.js';
import { kigaliDay, kigaliTime, sentenceOf, spokenActor, spokenName, type Story } from './sentences.js';

/** One event, as a finance person reads it. */
export interface ToldEvent {
  readonly at: Instant;
  /** Day and time in Kigali. */
  readonly day: string;
  readonly time: string;
  readonly sentence: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly eventId: string;
  readonly actor: Actor;
}

export type Opening = Pick<PersonalData, 'open'>;

/** A payment as it stood at a moment, and the events that had made it by then. Null when there was none yet. */
export async function replay(histories: Histories, personalData: Opening, paymentId: string, at: Instant) {
  return replayed(await histories.of(paymentId), personalData, at);
}
export type Replayed = NonNullable<Awaited<ReturnType<typeof replay>>>;

export async function replayed(history: readonly Told[], personalData: Opening, at: Instant) {
  const told = history.filter(({ event }) => event.metadata.at <= at);
  const payment = paymentAfter(told.map(({ event }) => event));
  if (payment === null) return null;
  const receipt = told.map(({ event }) => event).find((event) => event.type === 'ReceiptIssued');
  return {
    at,
    /** Whose personal data is in it. */
    about: [payment.payer] as readonly Sealed[],
    payment: await standing(payment, personalData),
    receipt: receipt === undefined ? null : { number: receipt.data.number, issuedAt: receipt.data.at },
    refunds: await Promise.all(
      refundsAfter(told.map(({ event }) => event)).map((refund) => refundStanding(refund, personalData)),
    ),
    events: await toldInSentences(told, personalData),
  };
}

export async function toldInSentences(
  told: readonly { readonly event: Recorded<Story> }[],
  personalData: Opening,
): Promise<readonly ToldEvent[]> {
  const events: ToldEvent[] = [];
  const providers: string[] = [];
  /** By refund. */
  const refundProviders = new Map<string, string>();
  /** Status checks of the newest attempt, and of each refund. */
  const checks = new Map<string, number>();
  for (const { event } of told) {
    if (event.type === 'PaymentCreated' || event.type === 'PaymentReattempted' || event.type === 'PaymentRerouted') {
      providers.push(event.data.provider);
      checks.delete(ofPayment);
    }
    if (event.type === 'PayoutRequested' || event.type === 'PayoutRouted') providers[0] = event.data.provider;
    if (event.type === 'PayoutApproved' || event.type === 'PayoutReattempted') {
      const { begins } = event.data;
      if (begins !== null) providers[begins.attempt - 1] = begins.provider;
      checks.delete(ofPayment);
    }
    const isCheck = await answersStatusCheck(event, personalData);
    const about = isOfRefund(event) ? event.data.id : ofPayment;
    if (event.type === 'RefundRequested') refundProviders.set(about, event.data.provider);
    if (isCheck) checks.set(about, (checks.get(about) ?? 0) + 1);
    const attempt = 'attempt' in event.data ? event.data.attempt : providers.length;
    const telling = {
      provider: spokenName(refundProviders.get(about) ?? providers[attempt - 1] ?? 'the provider'),
      statusCheck: isCheck ? (checks.get(about) ?? null) : null,
      by: spokenActor(event),
      before: event.type === 'PaymentRerouted' ? spokenName(providers[attempt - 2] ?? 'the provider') : null,
    };
    const { at, actor } = event.metadata;
    events.push({
      at,
      day: kigaliDay(at),
      time: kigaliTime(at),
      sentence: sentenceOf(event, telling),
      type: event.type,
      stream: event.stream,
      revision: event.revision,
      position: String(event.position),
      eventId: event.id,
      actor,
    });
  }
  return events;
}

const ofPayment = '';

/** Whether the provider was asked and this is what it said. Unknown once the payer's data is erased: then it is not counted. */
async function answersStatusCheck(event: Recorded<Story>, personalData: Opening): Promise<boolean> {
  if (!('answer' in event.data) || event.data.answer === null) return false;
  const exchange = await personalData.open(event.data.answer as Sealed<Exchange>);
  return exchange?.request.method === 'GET';
}

/** As `GET /v1/payments/{id}` names its members. */
async function standing(payment: KnownPayment, personalData: Opening) {
  const details = await personalData.open(payment.payer);
  return {
    ...factsOf(payment),
    client: payment.client,
    payer: { msisdn: details?.msisdn ?? null },
    record: { type: payment.record.type, id: payment.record.id, part: payment.record.part ?? '1' },
    description: details?.description ?? null,
  };
}

/** As `GET /v1/refunds/{id}` names its members. */
async function refundStanding(refund: KnownRefund, personalData: Opening) {
  const words: RefundWords | null = await personalData.open(refund.words);
  return {
    ...refundFactsOf(refund),
    reason: words?.reason ?? null,
    complaintReference: words?.complaintReference ?? null,
  };
}

export interface Totals {
  readonly at: Instant;
  readonly payments: number;
  readonly byStatus: readonly {
    readonly status: string;
    readonly currency: string;
    readonly count: number;
    readonly amount: string;
  }[];
}

/** How many payments there were in each status at a moment, and what they were asked for. One payment is rebuilt at a time: memory does not grow with the log. */
export async function replayAll(
  store: Pick<EventStore, 'readAll' | 'readStream' | 'head'>,
  at: Instant,
  progress: (events: number, part: number) => void = () => undefined,
): Promise<Totals> {
  const codec = new EventCodec<PaymentEvent>(paymentEvents);
  const totals = new Map<string, { status: string; count: number; sum: KnownPayment['amount'] }>();
  const head = await store.head();
  let payments = 0;
  for (let position = beginning; ;) {
    const batch = await store.readAll(position, eventsInARead, { types: ['PaymentCreated'] });
    if (batch.position === position) break;
    position = batch.position;
    const begun = batch.events.filter(({ metadata }) => metadata.at <= at);
    const streams = await Promise.all(begun.map(({ stream }) => store.readStream(stream)));
    for (const stored of streams) {
      const events = stored.filter(({ metadata }) => metadata.at <= at).map((event) => codec.read(event));
      const { status, amount } = paymentAfter(events)!;
      const key = `${status} ${amount.currency}`;
      const before = totals.get(key);
      totals.set(key, { status, count: (before?.count ?? 0) + 1, sum: before ? before.sum.plus(amount) : amount });
      payments += 1;
    }
    progress(payments, head === beginning ? 1 : Math.min(1, Number(position) / Number(head)));
  }
  const byStatus = [...totals.values()].map(({ status, count, sum }) => ({
    status,
    currency: sum.currency,
    count,
    amount: sum.amount,
  }));
  return { at, payments, byStatus: byStatus.toSorted((one, other) => (one.status < other.status ? -1 : 1)) };
}

const eventsInARead = 500;

/** A moment as a person wrote it; null where it is none. */
export function momentOf(text: string): Instant | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : instant(ms);
}
