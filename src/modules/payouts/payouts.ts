import { isApproved, refuseRequester, type Count, type Signer } from '../../kernel/domain/approvals.js';
import { instant, type Clock, type Instant } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { Handler, ifStill, together, type Handled, type Kernel } from '../../kernel/handling/handle.js';
import type { KeyedHash } from '../../kernel/keyed-hash.js';
import type { EventStore, ReadStream } from '../../kernel/ports/event-store.js';
import type { MaySend } from '../movements/contract.js';
import type { Begins, MovementOrder, Told } from '../outgoing/contract.js';
import type { Routing } from '../providers/contract.js';
import { mayBeAttempted, mayPayAgain, refusedPaying, type Paying } from './may-pay-again.rule.js';
import { payoutRecord, type Beginning, type PayoutRecord, type PayoutRecordOrders } from './payout-record.decider.js';
import { payoutReferenceFor } from './payout-identity.js';
import { payout, type PayoutOrders } from './payout.decider.js';
import type { BatchApprovals, PayeeDetails, PayoutEvent, PayoutRecordEvent, PayoutRequest } from './payout.events.js';
import type { KnownPayout, Payout } from './payout.state.js';

/** How many people must approve an amount, and which of those who did may not approve any more. */
export type CountApprovers = (approvedBy: readonly Signer[], amount: Money) => Count;

/** What a further attempt is asked for with. */
export interface Reattempt {
  readonly id: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly signer: Signer;
  /** Null: the same payee. */
  readonly payee: Sealed<PayeeDetails> | null;
}

/**
 * Payouts and the records that they are for: the orders to both, and the one act that needs two streams. Where the store can, both are written
 * together. Elsewhere the record is claimed first, and the claim holds all that the payout needs; so a crash in between leaves a claim that any
 * instance can finish, and never a record that is blocked for ever or paid twice.
 */
export class Payouts {
  readonly #payouts: Handler<Payout, PayoutOrders, PayoutEvent>;
  readonly #records: Handler<PayoutRecord, PayoutRecordOrders, PayoutRecordEvent>;
  readonly #store: EventStore;
  readonly #clock: Clock;

  constructor(
    kernel: Kernel,
    private readonly references: KeyedHash,
    private readonly countApprovers: CountApprovers,
    /** How long an attempt may wait for its end, where its request does not say. */
    private readonly expirySeconds: number,
  ) {
    this.#payouts = new Handler(payout, kernel);
    this.#records = new Handler(payoutRecord, kernel);
    this.#store = kernel.store;
    this.#clock = kernel.clock;
  }

  /** How it came to stand as it does, oldest first. */
  eventsOf(payoutId: string, options?: ReadStream): Promise<readonly Recorded<PayoutEvent>[]> {
    return this.#payouts.eventsOf(payoutId, options);
  }

  /** The payout as the log has it now; null when there is none. */
  async find(payoutId: string): Promise<KnownPayout | null> {
    const { state } = await this.#payouts.load(payoutId);
    return state.status === 'absent' ? null : state;
  }

  /** The payout as this instance remembers it, when that is enough for the caller; else as the log has it now. */
  async recall(payoutId: string, isEnough: (payout: KnownPayout) => boolean): Promise<KnownPayout | null> {
    const remembered = await this.#payouts.recall(payoutId);
    const known = remembered === null || remembered.status === 'absent' ? null : remembered;
    return known !== null && isEnough(known) ? known : this.find(payoutId);
  }

  /** What a provider says, or a person decides. */
  send<Name extends MovementOrder>(name: Name, told: Told<Name>, by: Origin): Promise<KnownPayout> {
    return this.#send(name, told as never, by);
  }

  /**
   * Asks for a payout. With `approvals`, those of its batch, it begins at once. Refuses `RECORD_PAYOUT_IN_PROGRESS`, `RECORD_ALREADY_PAID_OUT`,
   * `RECORD_PERHAPS_PAID`, `IDEMPOTENCY_KEY_REUSED`.
   */
  async request(
    request: PayoutRequest,
    approvals: BatchApprovals | null,
    by: Origin,
  ): Promise<Handled<KnownPayout, PayoutEvent>> {
    const beginning: Beginning = { request, approvals };
    const done = await this.#claimAndRequest(beginning, by);
    if (done !== null) return done;
    await this.#claim(request.recordKey, request.id, beginning, by);
    return this.#begin(beginning, by);
  }

  /** `elsewhere`: another provider than the one that was chosen at the request, for its first attempt. */
  async approve(
    payoutId: string,
    signer: Signer,
    by: Origin,
    elsewhere: (known: KnownPayout) => Promise<{ readonly provider: string; readonly routing: Routing } | null>,
  ): Promise<KnownPayout> {
    const known = await this.find(payoutId);
    if (known === null) throw notFound(payoutId);
    refuseRequester(known, signer);
    const mayMove = known.status === 'requested' && known.attempts.length === 0;
    const { provider, routing } = (mayMove ? await elsewhere(known) : null) ?? { ...known, routing: null };
    const { attempt, ...first } = this.#begins({ ...known, provider }, known.attempts.length + 1);
    const count = this.countApprovers(known.approvedBy, known.amount);
    // A payout whose record was perhaps paid since it was asked for would be cancelled at its sending.
    const paying = await this.#mayPay(known);
    if (!paying.may && known.status === 'requested') throw refusedPaying(paying);
    return this.#send('Approve', { id: payoutId, signer, count, begins: first, attempt, routing }, by);
  }

  reject(payoutId: string, signer: Signer, reason: Sealed<string>, by: Origin): Promise<KnownPayout> {
    return this.#send('Reject', { id: payoutId, signer, reason }, by);
  }

  /** A further attempt after a failure. It holds its record again, or is refused as a new payout would be. */
  async reattempt(known: KnownPayout, { payee, ...asked }: Reattempt, by: Origin): Promise<KnownPayout> {
    const begins = this.#begins(known, known.attempts.length + 1);
    // Where an approver has left, or more people are needed now, the same payee is approved anew.
    const approved = isApproved(known, this.countApprovers(known.approvedBy, known.amount));
    const order = { ...asked, payee: payee ?? (approved ? null : known.person), begins };
    // Decided first on what is known: a refusal leaves no claim behind.
    payout.decide.Reattempt(known, { ...order, at: this.#now() });
    await this.#claim(known.recordKey, known.id, null, by);
    return this.#send('Reattempt', order, by);
  }

  /**
   * The last check before money leaves: it holds its record, no payout of the record was or was perhaps paid, and the people who approved it still
   * may. What this process records of any of them in between, such as a late success of an earlier attempt, holds the submission back.
   */
  async mayBeSent({ id, recordKey }: KnownPayout): Promise<MaySend> {
    const record = this.#records.look(recordKey);
    const { holder, holders } = await record.load();
    const payouts = holders.map((holderId) => this.#payouts.look(holderId));
    const states = await Promise.all(payouts.map((look) => look.load()));
    const all = states.filter((state) => state.status !== 'absent');
    const own = all.find((payout) => payout.id === id);
    if (holder !== id || own === undefined || !mayBeAttempted(own).may) return false;
    if (!mayPayAgain(all.filter((payout) => payout !== own)).may) return false;
    const { left } = this.countApprovers(own.approvedBy, own.amount);
    if (!isApproved(own, { needed: own.approversNeeded ?? Infinity, left })) return false;
    return (start) => ifStill([record, ...payouts], start);
  }

  /** Begins the payout of a claim that has none yet. */
  async finishClaim(recordKey: string, by: Origin): Promise<void> {
    const { holder, begins } = (await this.#records.load(recordKey)).state;
    if (holder !== null && begins !== null && (await this.find(holder)) === null) await this.#begin(begins, by);
  }

  #begins(known: Pick<KnownPayout, 'id' | 'provider' | 'expiresInSeconds'>, attempt: number): Begins {
    const { id, provider, expiresInSeconds } = known;
    return {
      attempt,
      provider,
      providerReference: payoutReferenceFor(this.references, id, attempt),
      operation: 'transfer',
      expiresAt: instant(this.#clock.now() + (expiresInSeconds ?? this.expirySeconds) * 1_000),
    };
  }

  /** By what every payout of its record knows; of the payout itself, by its earlier attempts. */
  async #mayPay(known: KnownPayout): Promise<Paying> {
    const { holders } = (await this.#records.load(known.recordKey)).state;
    const own = mayBeAttempted(known);
    return own.may ? mayPayAgain(await this.#known(holders.filter((id) => id !== known.id))) : own;
  }

  async #known(ids: readonly string[]): Promise<readonly KnownPayout[]> {
    const found = await Promise.all(ids.map((id) => this.find(id)));
    return found.filter((known) => known !== null);
  }

  /** Claims the record and asks for the payout in one append. Null, and nothing is written, where the record has a history or the store appends to one stream at a time. */
  async #claimAndRequest(begins: Beginning, by: Origin): Promise<Handled<KnownPayout, PayoutEvent> | null> {
    const { id: payoutId, recordKey } = begins.request;
    const order = { at: this.#now(), by };
    const done = await together(this.#store, [
      this.#records.joined('Claim', recordKey, { recordKey, payoutId, begins, over: null, ...order }),
      this.#payouts.joined('Request', payoutId, { ...this.#requestOf(begins), ...order }),
    ]);
    return done && { ...done[1], state: knownAfter(done[1].state) };
  }

  async #claim(recordKey: string, payoutId: string, begins: Beginning | null, by: Origin): Promise<void> {
    for (let tries = 0; tries < maxClaimTries; tries += 1) {
      const { state } = await this.#records.load(recordKey);
      // Another request may have claimed it and died: its payout comes first.
      if (state.holder !== payoutId) await this.finishClaim(recordKey, by);
      const others = await this.#known(state.holders.filter((id) => id !== payoutId));
      const paying = mayPayAgain(others);
      if (!paying.may) throw refusedPaying(paying);
      try {
        const order = { recordKey, payoutId, begins, over: state.holder, at: this.#now(), by };
        await this.#records.handle('Claim', recordKey, order);
        return;
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'RECORD_HELD') throw error;
      }
    }
    throw new Refusal('conflict', 'TOO_MANY_RACES', { recordKey });
  }

  async #begin(begins: Beginning, by: Origin): Promise<Handled<KnownPayout, PayoutEvent>> {
    const order = { ...this.#requestOf(begins), at: this.#now(), by };
    const handled = await this.#payouts.handle('Request', begins.request.id, order);
    return { ...handled, state: knownAfter(handled.state) };
  }

  #requestOf({ request, approvals }: Beginning): Omit<PayoutOrders['Request'], 'at'> {
    return { request, approved: approvals && { ...approvals, begins: this.#begins(request, 1) } };
  }

  async #send<Name extends keyof PayoutOrders>(
    name: Name,
    told: Omit<PayoutOrders[Name], 'at'> & { readonly id: string },
    by: Origin,
  ): Promise<KnownPayout> {
    const order = { ...told, at: this.#now(), by } as unknown as PayoutOrders[Name] & Order;
    const { state } = await this.#payouts.handle(name, told.id, order);
    return knownAfter(state);
  }

  #now(): Instant {
    return instant(this.#clock.now());
  }
}

const maxClaimTries = 10;

export const notFound = (payoutId: string) => new Refusal('not-found', 'PAYOUT_NOT_FOUND', { payoutId });

function knownAfter(state: Payout): KnownPayout {
  if (state.status === 'absent') throw new Error('A payout is absent after an order to it');
  return state;
}
