import { isApproved, type Count } from '../../kernel/domain/approvals.js';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import { Handler, ifStill, type Handled, type Kernel } from '../../kernel/handling/handle.js';
import type { ReadStream } from '../../kernel/ports/event-store.js';
import type { MaySend } from '../movements/contract.js';
import type { MovementOrder, Told } from '../outgoing/contract.js';
import { refundable, type KnownPayment, type Payments } from '../payments/contract.js';
import {
  notFound,
  refund,
  refundedBy,
  standingOf,
  type KnownRefund,
  type Refund,
  type RefundOrders,
} from './refund.decider.js';
import { asRefundRequest, type RefundEvent, type RefundRequest } from './refund.events.js';

/**
 * Refunds, and the one act that needs two streams. The amount is set aside in the payment's own stream first, and the reservation holds the whole
 * request: so no number of requests at once can give back more than was paid, and a crash in between leaves a reservation that any instance can
 * finish. What becomes of a refund is told to its payment after that, by its author and by a policy.
 */
export class Refunds {
  readonly #refunds: Handler<Refund, RefundOrders, RefundEvent>;
  readonly #clock: Clock;

  constructor(
    kernel: Kernel,
    readonly payments: Payments,
    /** Of those that approved a refund, the ids of those that may not approve any more. */
    private readonly leftOf: (ids: readonly string[]) => readonly string[],
  ) {
    this.#refunds = new Handler(refund, kernel);
    this.#clock = kernel.clock;
  }

  /** How it came to stand as it does, oldest first. */
  eventsOf(refundId: string, options?: ReadStream): Promise<readonly Recorded<RefundEvent>[]> {
    return this.#refunds.eventsOf(refundId, options);
  }

  /** The refund as the log has it now; null when there is none. */
  async find(refundId: string): Promise<KnownRefund | null> {
    const { state } = await this.#refunds.load(refundId);
    return state.status === 'absent' ? null : state;
  }

  /** The refund as this instance remembers it, when that is enough for the caller; else as the log has it now. */
  async recall(refundId: string, isEnough: (refund: KnownRefund) => boolean): Promise<KnownRefund | null> {
    const remembered = await this.#refunds.recall(refundId);
    const known = remembered === null || remembered.status === 'absent' ? null : remembered;
    return known !== null && isEnough(known) ? known : this.find(refundId);
  }

  /**
   * Sets the amount aside and puts the refund on record. Refuses `PAYMENT_NOT_REFUNDABLE`, `REFUND_EXCEEDS_PAYMENT`, `IDEMPOTENCY_KEY_REUSED`. A
   * repetition changes nothing.
   */
  async request(request: RefundRequest, by: Origin): Promise<Handled<KnownRefund, RefundEvent>> {
    const { paymentId, id: refundId, amount } = request;
    // As an event of the payment: JSON alone.
    const json = { ...request, amount: amount.toJSON() };
    await this.payments.send('ReserveRefund', { paymentId, refundId, amount, request: json }, by);
    return this.#request(request, by);
  }

  /** Puts a refund on record for which an amount is set aside; null: nothing is set aside that says what was asked for. */
  async finishReservation(paymentId: string, refundId: string, by: Origin): Promise<KnownRefund | null> {
    const json = await this.payments.refundRequest(paymentId, refundId);
    return json === null ? null : (await this.#request(asRefundRequest(json), by)).state;
  }

  async #request(request: RefundRequest, by: Origin): Promise<Handled<KnownRefund, RefundEvent>> {
    const handled = await this.#refunds.handle('Request', request.id, { request, at: this.#now(), by });
    return { ...handled, state: known(handled.state, request.id) };
  }

  /** What is known now of those that have approved it. */
  count(refund: KnownRefund, needed: number): Count {
    return { needed, left: this.leftOf(refund.approvedBy.map(({ id }) => id)) };
  }

  async approve(told: Omit<RefundOrders['Approve'], 'at'>, by: Origin): Promise<KnownRefund> {
    return this.#send('Approve', told, by);
  }

  async reject(told: Omit<RefundOrders['Reject'], 'at'>, by: Origin): Promise<KnownRefund> {
    return this.#send('Reject', told, by);
  }

  async complete(told: Omit<RefundOrders['Complete'], 'at' | 'count'>, by: Origin): Promise<KnownRefund> {
    const before = await this.find(told.id);
    if (before === null) throw notFound(told.id);
    return this.#send('Complete', { ...told, count: this.count(before, before.approversNeeded ?? 1) }, by);
  }

  /** Puts a reversal on record that its payment holds already. */
  async record(recorded: RefundOrders['Record']['recorded'], by: Origin): Promise<void> {
    await this.#refunds.handle('Record', recorded.id, { recorded, at: this.#now(), by });
  }

  /** Any order that comes from a provider, the clock or a review. */
  send<Name extends MovementOrder>(name: Name, told: Told<Name>, by: Origin): Promise<KnownRefund> {
    return this.#send(name, told as never, by);
  }

  /**
   * Tells the payment what became of the refund: its amount is set aside, free again, or has gone back. Again, it changes nothing. The refund is read
   * again afterwards, so that of two who tell at once the newer news is told last.
   */
  async tellPayment(refundId: string, by: Origin): Promise<void> {
    for (let told = ''; ;) {
      const refund = (await this.find(refundId))!;
      const standing = standingOf(refund);
      if (standing === told) return;
      told = standing;
      await this.#tell(refund, standing, by);
    }
  }

  async #tell(refund: KnownRefund, standing: ReturnType<typeof standingOf>, by: Origin): Promise<void> {
    const { id: refundId, paymentId, amount, providerTransactionId, reversedIn } = refund;
    // A reversal was on record in the payment before it was a refund.
    if (reversedIn !== null) return;
    if (standing === 'free') {
      await this.payments.send('ReleaseRefund', { paymentId, refundId }, by);
      return;
    }
    await this.payments.send('HoldRefund', { paymentId, refundId, amount }, by);
    if (standing === 'held') return;
    const told = { paymentId, refundId, amount: refundedBy(refund), providerTransactionId };
    await this.payments.send('CompleteRefund', told, by);
  }

  /**
   * The last look before money leaves: enough of those that approved it may still approve, its amount is set aside, no doubt about its payment is
   * undecided, and no more goes back by it than was paid. An earlier refund that came to nothing is looked at itself: that it was paid after all may
   * be on record there, and not told to the payment yet. What this process records of any of them in between holds the submission back.
   */
  async mayBeSent(refund: KnownRefund): Promise<MaySend> {
    const looked = this.payments.look(refund.paymentId);
    const payment = await looked.load();
    const isStillApproved = isApproved(refund, this.count(refund, refund.approversNeeded ?? 1));
    if (payment.status === 'absent' || !isStillApproved || isDoubted(payment) || !isHeld(payment, refund)) return false;
    const earlier = releasedIn(payment).map((refundId) => this.#refunds.look(refundId));
    const states = await Promise.all(earlier.map((look) => look.load()));
    const untold = states.filter((state) => state.status !== 'absent' && standingOf(state) !== 'free') as KnownRefund[];
    if (isOverRefunded(payment, untold)) return false;
    return (start) => ifStill([looked, ...earlier], start);
  }

  async #send<Name extends keyof RefundOrders>(
    name: Name,
    told: Omit<RefundOrders[Name], 'at'> & { readonly id: string },
    by: Origin,
  ): Promise<KnownRefund> {
    const order = { ...told, at: this.#now(), by } as unknown as RefundOrders[Name] & Order;
    const { state, events } = await this.#refunds.handle(name, told.id, order);
    if (events.some(({ type }) => changesPayment.has(type))) await this.tellPayment(told.id, by);
    return known(state, told.id);
  }

  #now() {
    return instant(this.#clock.now());
  }
}

/** After these the payment is told. */
export const changesPayment: ReadonlySet<string> = new Set<RefundEvent['type']>([
  'RefundRejected',
  'RefundSucceeded',
  'RefundFailed',
  'RefundOutcomeContradicted',
  'RefundOutcomeConfirmed',
  'RefundContradictionDecided',
  'RefundCompletedManually',
]);

const isHeld = ({ reserved }: KnownPayment, { id, amount }: KnownRefund): boolean =>
  reserved[id]?.equals(amount) ?? false;

/** A provider contradicts the success of the payment, and no person has decided it yet. */
export const isDoubted = ({ attempts }: KnownPayment): boolean => attempts.some(({ isContradicted }) => isContradicted);

/**
 * More has gone back or is set aside than was paid: an earlier refund that had failed was or was perhaps paid after all, when its amount had been
 * asked for again. `untold`: refunds of which the payment does not know yet that they may have been paid.
 */
export const isOverRefunded = (payment: KnownPayment, untold: readonly KnownRefund[] = []): boolean =>
  untold.reduce((left, refund) => left.minus(refundedBy(refund)), refundable(payment)).minor < 0n;

/** Refunds of it that came to nothing. */
const releasedIn = ({ settledRefunds, completedRefunds, reserved }: KnownPayment): readonly string[] =>
  settledRefunds.filter((refundId) => !completedRefunds.includes(refundId) && !(refundId in reserved));

function known(state: Refund, refundId: string): KnownRefund {
  if (state.status === 'absent') throw notFound(refundId);
  return state;
}
