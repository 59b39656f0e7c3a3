import type { Origin } from '../../kernel/domain/events.js';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { Handler, type Handled, type Kernel } from '../../kernel/event-store/handle.js';
import { leavesRecordFree, payment, type KnownPayment, type Payment, type PaymentCommands } from './payment.decider.js';
import type { Creation, PaymentEvent, Reattempt, RecordEvent } from './payment.events.js';
import { record, type BusinessRecord, type Claim, type RecordCommands } from './record.decider.js';

/**
 * Payments and the records that they pay: the commands of both, and the one act that needs two streams. The record is claimed first, and
 * the claim holds all that the payment needs; so a crash in between leaves something that anyone can finish, and never a record that is
 * blocked for ever or paid twice.
 */
export class Payments {
  readonly #payments: Handler<Payment, PaymentCommands, PaymentEvent>;
  readonly #records: Handler<BusinessRecord, RecordCommands, RecordEvent>;
  readonly #clock: Clock;

  constructor(kernel: Kernel) {
    this.#payments = new Handler(payment, kernel);
    this.#records = new Handler(record, kernel);
    this.#clock = kernel.clock;
  }

  streamOf(paymentId: string): string {
    return this.#payments.streamOf(paymentId);
  }

  /** As the log has it now; null when there is none. */
  async find(paymentId: string): Promise<KnownPayment | null> {
    const { state } = await this.#payments.load(paymentId);
    return state.status === 'absent' ? null : state;
  }

  /**
   * As this instance remembers it, when that is enough for its caller; else as the log has it now. For who needs what was so at some moment,
   * or goes on to append; a decision that leaves no trace wants `find`.
   */
  async recall(paymentId: string, isEnough: (payment: KnownPayment) => boolean): Promise<KnownPayment | null> {
    const remembered = await this.#payments.recall(paymentId);
    const known = remembered === null || remembered.status === 'absent' ? null : remembered;
    return known !== null && isEnough(known) ? known : this.find(paymentId);
  }

  /** Any command to one payment that already has its place. */
  async send<Name extends Exclude<keyof PaymentCommands, 'CreatePayment' | 'ReattemptPayment'>>(
    name: Name,
    command: Omit<PaymentCommands[Name], 'at'> & { readonly paymentId: string },
    by: Origin,
  ): Promise<KnownPayment> {
    const order = { ...command, at: instant(this.#clock.now()), by } as unknown as PaymentCommands[Name] & Order;
    const { state } = await this.#payments.handle(name, command.paymentId, order);
    return known(state);
  }

  /** The first attempt. Refuses `RECORD_PAYMENT_IN_PROGRESS`, `RECORD_ALREADY_PAID`, `IDEMPOTENCY_KEY_REUSED`. */
  async create(creation: Creation, by: Origin): Promise<Handled<KnownPayment, PaymentEvent>> {
    const claim: Claim = { paymentId: creation.paymentId, attempt: 1, begins: { creation } };
    await this.#claim(creation.recordKey, claim, by);
    return this.#begin(claim, by);
  }

  /** A further attempt. Refuses `ATTEMPT_NOT_ALLOWED`, `RECORD_PAYMENT_IN_PROGRESS`, `RECORD_ALREADY_PAID`. */
  async reattempt(
    payment: KnownPayment,
    reattempt: Reattempt,
    by: Origin,
  ): Promise<Handled<KnownPayment, PaymentEvent>> {
    const claim: Claim = { paymentId: payment.id, attempt: reattempt.attempt, begins: { reattempt } };
    await this.#claim(payment.recordKey, claim, by);
    return this.#begin(claim, by);
  }

  /** Finishes a claim whose attempt never came, or releases one that nothing can come of any more. */
  async finishClaim(recordKey: string, by: Origin): Promise<void> {
    const { claim } = (await this.#records.load(recordKey)).state;
    if (claim === null) return;
    const payment = await this.#finish(recordKey, claim, by);
    // Claimed by somebody so late that the attempt was over before: nobody else would ever close it.
    const isOver = payment !== null && payment.attempts.length === claim.attempt && leavesRecordFree(payment);
    if (isOver) await this.#release(recordKey, claim, by);
  }

  async #claim(recordKey: string, claim: Claim, by: Origin): Promise<void> {
    let over: Pick<Claim, 'paymentId' | 'attempt'> | null = null;
    for (let tries = 0; tries < maxClaimTries; tries += 1) {
      try {
        const order = { recordKey, claim, over, at: instant(this.#clock.now()), by };
        await this.#records.handle('ClaimRecord', recordKey, order);
        return;
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'RECORD_HELD') throw error;
        over = await this.#standing(recordKey, claim, by);
      }
    }
    throw new Refusal('conflict', 'RECORD_PAYMENT_IN_PROGRESS', { paymentId: over?.paymentId });
  }

  /** What becomes of the claim that holds the record: over (it is returned), or a refusal that names its payment. */
  async #standing(recordKey: string, ours: Claim, by: Origin): Promise<Claim | null> {
    const { state } = await this.#records.load(recordKey);
    const held = state.claim;
    if (held === null) return null;
    const found = await this.find(held.paymentId);
    const holder = found?.recordKey === recordKey ? found : await this.#finish(recordKey, held, by);
    if (holder === null) return null;
    const { number, status } = holder.attempts.at(-1)!;
    // A further attempt was claimed and has not come: it is on its way, or its author died and the next run of the saga finishes it.
    // Nobody takes its place, not even its own payment with what it was asked before.
    if (held.attempt > number) {
      if (ours.paymentId !== held.paymentId || ours.attempt !== held.attempt) throw inProgress(holder.id);
      return held;
    }
    if (leavesRecordFree(holder)) return held;
    if (status === 'successful') throw new Refusal('conflict', 'RECORD_ALREADY_PAID', { paymentId: holder.id });
    throw inProgress(holder.id);
  }

  async #finish(recordKey: string, claim: Claim, by: Origin): Promise<KnownPayment | null> {
    try {
      return (await this.#begin(claim, by)).state;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    // Refused: the payment has begun otherwise, or expired before it began. Then the claim is either that beginning's own, or nobody's.
    const payment = await this.find(claim.paymentId);
    if (payment?.recordKey === recordKey && payment.attempts.length >= claim.attempt) return payment;
    await this.#release(recordKey, claim, by);
    return null;
  }

  async #release(recordKey: string, { paymentId, attempt }: Claim, by: Origin): Promise<void> {
    const at = instant(this.#clock.now());
    await this.#records.handle('ReleaseRecord', recordKey, { recordKey, paymentId, attempt, at, by });
  }

  async #begin({ paymentId, begins }: Claim, by: Origin): Promise<Handled<KnownPayment, PaymentEvent>> {
    const at = instant(this.#clock.now());
    const handled =
      'creation' in begins
        ? await this.#payments.handle('CreatePayment', paymentId, { ...begins, at, by })
        : await this.#payments.handle('ReattemptPayment', paymentId, { ...begins, at, by });
    return { ...handled, state: known(handled.state) };
  }
}

const maxClaimTries = 10;

const inProgress = (paymentId: string) => new Refusal('conflict', 'RECORD_PAYMENT_IN_PROGRESS', { paymentId });

function known(state: Payment): KnownPayment {
  if (state.status === 'absent') throw new Error('A payment is absent after a command to it');
  return state;
}
