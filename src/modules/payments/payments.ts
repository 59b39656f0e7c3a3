import type { EventOf, Origin, Recorded } from '../../kernel/domain/events.js';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import type { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { Handler, ifStill, together, type Handled, type Kernel, type Look } from '../../kernel/handling/handle.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore, ReadStream } from '../../kernel/ports/event-store.js';
import type { MaySend } from '../movements/contract.js';
import { payment } from './payment.decider.js';
import type { PaymentOrders } from './payment.orders.js';
import {
  leavesRecordFree,
  mayChargeAgain,
  refusedCharge,
  type Charge,
  type RecordMoney,
} from './may-charge-again.rule.js';
import { allKeys, recordKeysOf, type RecordKeys } from './payment-identity.js';
import { claimOf, paidFor, type KnownPayment, type Payment } from './payment.state.js';
import {
  RefundReserved,
  type Creation,
  type PaymentEvent,
  type PerhapsPaid,
  type Reattempt,
  type RecordEvent,
  type RefundRequestJson,
} from './payment.events.js';
import { foremost, recordStanding, type RecordStanding } from './record-standing.rule.js';
import { record, sameClaim, type BusinessRecord, type Claim, type RecordOrders } from './record.decider.js';

/**
 * Payments and the records that they pay: the orders to both, and the one act that needs two streams. Where the store can, both are written
 * together. Elsewhere the record is claimed first, and the claim holds all that the payment needs; so a crash in between leaves a claim that
 * any instance can finish, and never a record that is blocked for ever or paid twice.
 */
export class Payments {
  readonly #payments: Handler<Payment, PaymentOrders, PaymentEvent>;
  readonly #records: Handler<BusinessRecord, RecordOrders, RecordEvent>;
  readonly #store: EventStore;
  readonly #clock: Clock;

  constructor(kernel: Kernel) {
    this.#payments = new Handler(payment, kernel);
    this.#records = new Handler(record, kernel);
    this.#store = kernel.store;
    this.#clock = kernel.clock;
  }

  streamOf(paymentId: string): string {
    return this.#payments.streamOf(paymentId);
  }

  recordStreamOf(recordKey: string): string {
    return this.#records.streamOf(recordKey);
  }

  /** How it came to stand as it does, oldest first. */
  eventsOf(paymentId: string, options?: ReadStream): Promise<readonly Recorded<PaymentEvent>[]> {
    return this.#payments.eventsOf(paymentId, options);
  }

  /** The payment as the log has it now; null when there is none. */
  async find(paymentId: string): Promise<KnownPayment | null> {
    const { state } = await this.#payments.load(paymentId);
    return state.status === 'absent' ? null : state;
  }

  /**
   * The payment as this instance remembers it, when that is enough for the caller; else as the log has it now. It is for callers that need a
   * fact that stays true, or that append afterwards. A decision that appends nothing needs `find`.
   */
  async recall(paymentId: string, isEnough: (payment: KnownPayment) => boolean): Promise<KnownPayment | null> {
    const remembered = await this.#payments.recall(paymentId);
    const known = remembered === null || remembered.status === 'absent' ? null : remembered;
    return known !== null && isEnough(known) ? known : this.find(paymentId);
  }

  /** What a reservation for a refund says was asked for, as the log has it; null: there is no such reservation, or it does not say. */
  async refundRequest(paymentId: string, refundId: string): Promise<RefundRequestJson | null> {
    const stored = await this.#store.readStream(this.streamOf(paymentId));
    const codec = new EventCodec<EventOf<typeof RefundReserved>>([RefundReserved]);
    const reservations = stored.filter(({ type }) => type === RefundReserved.type).map((event) => codec.read(event));
    return reservations.find(({ data }) => data.refundId === refundId && data.request !== null)?.data.request ?? null;
  }

  /** Any order to one payment that needs no look at its record. */
  send<Name extends Exclude<keyof PaymentOrders, NeedsRecord>>(
    name: Name,
    told: Omit<PaymentOrders[Name], 'at'> & { readonly paymentId: string },
    by: Origin,
  ): Promise<KnownPayment> {
    return this.#send(name, told, by);
  }

  /**
   * Records a provider's final answer about an attempt. Where it says that money was taken and the attempt is not simply successful, the
   * record's stream gets the event first: from then on nothing more is asked for the record, and a crash before the payment's own event is
   * repaired.
   */
  async recordOutcome(said: SaidOfAttempt, by: Origin): Promise<KnownPayment> {
    const { outcome } = said;
    if (outcome.is !== 'successful') return this.#send('RecordOutcome', { ...said, recordKnows: false }, by);
    return this.#recordFirst(
      () => this.#send('RecordOutcome', { ...said, recordKnows: false }, by),
      { ...said, outcome },
      () => this.#send('RecordOutcome', { ...said, recordKnows: true }, by),
      by,
    );
  }

  /** Carries out a person's decision about an attempt. A decision that money was taken is recorded in the record's stream first, too. */
  async decide(decision: Omit<PaymentOrders['DecideOutcome'], 'at'>, by: Origin): Promise<KnownPayment> {
    const { paymentId, providerReference, amount, providerTransactionId: transactionId } = decision;
    const { amount: asked } = (await this.find(paymentId)) ?? {};
    const named = { amount: amount ?? asked ?? null, payerSubject: null, externalId: null };
    const said = {
      paymentId,
      providerReference,
      outcome: { is: 'successful', transactionId, ...named },
      answer: null,
    } as const;
    const decide = () => this.#send('DecideOutcome', decision, by);
    return this.#recordFirst(decide, said, decide, by);
  }

  /** Records in a payment what its record's stream holds about it. A repetition changes nothing. */
  hearPerhapsPaid(
    { paymentId, providerReference, outcome, statement, answer }: PerhapsPaid,
    by: Origin,
  ): Promise<KnownPayment> {
    const said = { paymentId, providerReference, outcome, answer, ...(statement !== undefined && { statement }) };
    return this.#send('RecordOutcome', { ...said, recordKnows: true }, by);
  }

  async #recordFirst(
    act: () => Promise<KnownPayment>,
    said: SaidOfAttempt & Pick<PerhapsPaid, 'outcome'>,
    actThen: () => Promise<KnownPayment>,
    by: Origin,
  ): Promise<KnownPayment> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'RECORD_FIRST') throw error;
    }
    const { recordKey, attempts } = (await this.find(said.paymentId))!;
    const attempt = attempts.find(({ providerReference }) => providerReference === said.providerReference)!.number;
    const at = instant(this.#clock.now());
    const noted = { ...said, recordKey, attempt, at };
    await this.#records.handle('NotePerhapsPaid', recordKey, { said: noted, at, by });
    await this.hearPerhapsPaid(noted, by);
    return actThen();
  }

  /**
   * Whether a record may be charged, by every statement that money was taken for it. After a crash between the record's stream and a payment,
   * the payment's own event is recorded here first.
   */
  async mayCharge(recordKey: string, by: Origin, read?: BusinessRecord): Promise<Charge> {
    const { perhapsPaid } = read ?? (await this.#records.load(recordKey)).state;
    const said: RecordMoney['said'][number][] = [];
    for (const word of perhapsPaid) said.push(spokenOf(await this.hearPerhapsPaid(word, by), word));
    return mayChargeAgain({ said, holder: null });
  }

  /**
   * The last check before an attempt is submitted: it holds its record, the record may be charged, and no person has stopped it. The submission
   * starts only where all of this is still so: a stop, or a word of money, that this process records in between holds it back.
   */
  async mayBeSent(payment: KnownPayment, by: Origin): Promise<MaySend> {
    const ours = { paymentId: payment.id, attempt: claimOf(payment.attempts.at(-1)!) };
    const own = this.#payments.look(payment.id);
    const records = allKeys(recordKeysOf(payment)).map((key) => this.#records.look(key));
    const now = own.recall();
    if (now !== null && now.status !== 'absent' && now.stoppedIn !== null) return false;
    const states = await Promise.all(records.map((look) => look.load()));
    if (!states.some(({ claim }) => claim !== null && sameClaim(claim, ours))) return false;
    for (const state of states) {
      if (!(await this.mayCharge(payment.recordKey, by, state)).may) return false;
      if (state.claim === null || state.claim.paymentId === payment.id) continue;
      const { holder } = await this.#moneyOf({ ...state, perhapsPaid: [] });
      if (!mayChargeAgain({ said: [], holder }).may) return false;
    }
    return (start) => ifStill([own, ...records], start);
  }

  /** For what may only begin while the payment stands as it was seen. */
  look(paymentId: string): Look<Payment> {
    return this.#payments.look(paymentId);
  }

  /** What the log says about a record's money. Changes nothing. */
  async recordStatus(keys: RecordKeys): Promise<RecordStatus> {
    const states = await this.#statesOf(keys);
    const found = await Promise.all(states.map(async (state) => recordStatusOf(await this.#moneyOf(state))));
    return foremostStatus.find((status) => found.includes(status))!;
  }

  async #statesOf(keys: RecordKeys): Promise<readonly BusinessRecord[]> {
    return Promise.all(allKeys(keys).map(async (key) => (await this.#records.load(key)).state));
  }

  /** How a record stands, from its streams and those of its payments; null: no payment was ever asked for it. Changes nothing. */
  async standing(keys: RecordKeys): Promise<KnownStanding | null> {
    const states = await this.#statesOf(keys);
    const found = await Promise.all(states.map((state) => this.#standingBy(state)));
    return foremost(found.filter((standing) => standing !== null));
  }

  async #standingBy(state: BusinessRecord): Promise<KnownStanding | null> {
    const newestAsked = state.asked.at(-1);
    const money = await this.#moneyOf(state);
    if (newestAsked === undefined && money.holder === null) return null;
    const standing = recordStanding(money, money.holder?.payment ?? (await this.#newestOf(state)));
    const { payment } = standing;
    const asked = state.asked.find(({ paymentId }) => paymentId === standing.paymentId) ?? newestAsked;
    // Only the claim of a first attempt may have no payment yet, and it has asked.
    return { ...standing, amount: payment === null ? asked!.amount : paidFor(payment) };
  }

  async #moneyOf({ claim, perhapsPaid }: BusinessRecord): Promise<RecordMoney> {
    const said = await Promise.all(perhapsPaid.map(async (word) => spokenOf((await this.find(word.paymentId))!, word)));
    const payment = claim === null ? null : await this.find(claim.paymentId);
    return { said, holder: claim === null ? null : { ...claim, payment } };
  }

  /** The newest payment of a record that has begun. */
  async #newestOf({ asked }: BusinessRecord): Promise<KnownPayment | null> {
    for (const { paymentId } of asked.toReversed()) {
      const payment = await this.find(paymentId);
      if (payment !== null) return payment;
    }
    return null;
  }

  /** The first attempt. Refuses `RECORD_PAYMENT_IN_PROGRESS`, `RECORD_ALREADY_PAID`, `RECORD_PERHAPS_PAID`, `IDEMPOTENCY_KEY_REUSED`. */
  async create(creation: Creation, by: Origin): Promise<Handled<KnownPayment, PaymentEvent>> {
    const claim: Claim = { paymentId: creation.paymentId, attempt: 1, begins: { creation } };
    const keys = recordKeysOf(creation);
    if (!(await this.#isClaimedEarlier(keys, claim, by))) {
      const created = await this.#claimAndCreate(creation, claim, by);
      if (created !== null) return created;
      await this.#claim(keys.claimed, claim, by);
    }
    return this.#begin(claim, by);
  }

  /** A further attempt. Refuses `ATTEMPT_NOT_ALLOWED`, `RECORD_PAYMENT_IN_PROGRESS`, `RECORD_ALREADY_PAID`, `RECORD_PERHAPS_PAID`. */
  async reattempt(
    payment: KnownPayment,
    reattempt: Reattempt,
    by: Origin,
  ): Promise<Handled<KnownPayment, PaymentEvent>> {
    const claim: Claim = { paymentId: payment.id, attempt: reattempt.attempt, begins: { reattempt } };
    const keys = recordKeysOf(payment);
    if (!(await this.#isClaimedEarlier(keys, claim, by))) await this.#claim(keys.claimed, claim, by);
    return this.#begin(claim, by);
  }

  /** Claims the record and creates the payment in one append. Null, and nothing is written, where the record is claimed or the store appends to one stream at a time. */
  async #claimAndCreate(
    creation: Creation,
    claim: Claim,
    by: Origin,
  ): Promise<Handled<KnownPayment, PaymentEvent> | null> {
    const { recordKey, paymentId } = creation;
    const order = { at: instant(this.#clock.now()), by };
    const done = await together(this.#store, [
      this.#records.joined('Claim', recordKey, { recordKey, claim, ...unseen, ...order }),
      this.#payments.joined('Create', paymentId, { creation, ...order }),
    ]);
    return done && { ...done[1], state: known(done[1].state) };
  }

  /** Begins the attempt of a claim that has none yet, or releases a claim whose attempt can no longer begin. */
  async finishClaim(recordKey: string, by: Origin): Promise<void> {
    const { claim } = (await this.#records.load(recordKey)).state;
    if (claim === null) return;
    const payment = await this.#finish(recordKey, claim, by);
    // The request claimed the record after its attempt had ended: nothing else would ever release this claim.
    const isOver = payment !== null && payment.attempts.length === claim.attempt && leavesRecordFree(payment);
    if (isOver) await this.#release(recordKey, claim, by);
  }

  /**
   * True where this attempt was claimed, and has begun, by what stands in the record's earlier stream. Refuses what any other claim or statement
   * there forbids. What is recorded there between this look and the claim is seen before the attempt is submitted.
   */
  async #isClaimedEarlier({ earlier }: RecordKeys, claim: Claim, by: Origin): Promise<boolean> {
    if (earlier === null) return false;
    const { over } = await this.#look(earlier, claim, by);
    return over !== null && sameClaim(over, claim);
  }

  async #claim(recordKey: string, claim: Claim, by: Origin): Promise<void> {
    let seen: Seen = unseen;
    for (let tries = 0; tries < maxClaimTries; tries += 1) {
      try {
        const order = { recordKey, claim, ...seen, at: instant(this.#clock.now()), by };
        await this.#records.handle('Claim', recordKey, order);
        return;
      } catch (error) {
        const looksAgain =
          error instanceof Refusal && (error.code === 'RECORD_HELD' || error.code === 'RECORD_IN_DOUBT');
        if (!looksAgain) throw error;
        seen = await this.#look(recordKey, claim, by);
        // It has begun, by this request or by another one for the same attempt.
        if (seen.over !== null && sameClaim(seen.over, claim)) return;
      }
    }
    throw new Refusal('conflict', 'RECORD_PAYMENT_IN_PROGRESS', { paymentId: seen.over?.paymentId });
  }

  /** What allows a claim: the holder's claim is over, and every statement about money is decided. Else it throws the refusal. */
  async #look(recordKey: string, ours: Claim, by: Origin): Promise<Seen> {
    const { state } = await this.#records.load(recordKey);
    // First, since `#standing` may begin the holder's attempt, and none may begin for a record whose money was perhaps taken.
    const charge = await this.mayCharge(recordKey, by, state);
    if (!charge.may) throw refusedCharge(charge);
    const over = state.claim === null ? null : await this.#standing(recordKey, state.claim, ours, by);
    return { over, decided: state.perhapsPaid.length };
  }

  /** The holder's claim, once it is over; null once it is released. Else it throws a refusal that names the holder's payment. */
  async #standing(recordKey: string, held: Claim, ours: Claim, by: Origin): Promise<Claim | null> {
    const found = await this.find(held.paymentId);
    const isOurs = sameClaim(held, ours);
    const isThere = isFor(found, recordKey) && (!isOurs || found.attempts.length >= held.attempt);
    // An earlier request for the same attempt comes first: its attempt begins as it asked, or its claim is released.
    const holder = isThere ? found : await this.#finish(recordKey, held, by);
    if (holder === null) return null;
    if (isOurs) return held;
    // A further attempt that was claimed and has not begun is about to begin, or the next run of the saga begins it. No other attempt takes its
    // place, not even one of the same payment.
    const charge = mayChargeAgain({ said: [], holder: { ...held, payment: holder } });
    if (!charge.may) throw refusedCharge(charge);
    return held;
  }

  async #finish(recordKey: string, claim: Claim, by: Origin): Promise<KnownPayment | null> {
    try {
      return (await this.#begin(claim, by)).state;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    // The attempt was refused: it began by another request, or expired before it began. Unless it has begun, the claim is of no use.
    const payment = await this.find(claim.paymentId);
    if (isFor(payment, recordKey) && payment.attempts.length >= claim.attempt) return payment;
    await this.#release(recordKey, claim, by);
    return null;
  }

  async #send<Name extends keyof PaymentOrders>(
    name: Name,
    told: Omit<PaymentOrders[Name], 'at'> & { readonly paymentId: string },
    by: Origin,
  ): Promise<KnownPayment> {
    const order = { ...told, at: instant(this.#clock.now()), by } as unknown as PaymentOrders[Name] & Order;
    const { state } = await this.#payments.handle(name, told.paymentId, order);
    return known(state);
  }

  async #release(recordKey: string, claim: Claim, by: Origin): Promise<void> {
    const at = instant(this.#clock.now());
    await this.#records.handle('Release', recordKey, { recordKey, claim, at, by });
  }

  async #begin({ paymentId, begins }: Claim, by: Origin): Promise<Handled<KnownPayment, PaymentEvent>> {
    const at = instant(this.#clock.now());
    const handled =
      'creation' in begins
        ? await this.#payments.handle('Create', paymentId, { ...begins, at, by })
        : await this.#payments.handle('Reattempt', paymentId, { ...begins, at, by });
    return { ...handled, state: known(handled.state) };
  }
}

/** Orders that need the record's stream as well. */
type NeedsRecord = 'Create' | 'Reattempt' | 'RecordOutcome' | 'DecideOutcome';

type SaidOfAttempt = Omit<PaymentOrders['RecordOutcome'], 'at' | 'recordKnows'>;

/** `in-doubt`: money was perhaps taken. `free`: nothing is under way, and nothing was paid, or it was given back. */
export type RecordStatus = 'free' | 'in-progress' | 'in-doubt' | 'paid';

export interface KnownStanding extends RecordStanding {
  /** What was paid; before that, what is asked for. */
  readonly amount: Money;
}

/** What a request has read of its record before it claims it. */
type Seen = Pick<RecordOrders['Claim'], 'over' | 'decided'>;

/** A payment id whose claim was for another record is not a payment of this one. */
const isFor = (payment: KnownPayment | null, recordKey: string): payment is KnownPayment =>
  payment !== null && allKeys(recordKeysOf(payment)).includes(recordKey);

function recordStatusOf(money: RecordMoney): RecordStatus {
  const charge = mayChargeAgain(money);
  if (charge.may) return 'free';
  switch (charge.code) {
    case 'RECORD_PERHAPS_PAID':
      return 'in-doubt';
    case 'RECORD_ALREADY_PAID':
      return 'paid';
    case 'RECORD_PAYMENT_IN_PROGRESS':
      return money.holder?.payment?.status === 'uncertain' ? 'in-doubt' : 'in-progress';
  }
}

/** Of a record with two streams, that which says most. */
const foremostStatus: readonly RecordStatus[] = ['in-doubt', 'paid', 'in-progress', 'free'];

/** A payment, and the attempt of it that a record's stream speaks of. */
const spokenOf = (payment: KnownPayment, { attempt }: PerhapsPaid) => ({
  payment,
  attempt: payment.attempts[attempt - 1]!,
});

const unseen: Seen = { over: null, decided: 0 };

const maxClaimTries = 10;

function known(state: Payment): KnownPayment {
  if (state.status === 'absent') throw new Error('A payment is absent after an order to it');
  return state;
}
