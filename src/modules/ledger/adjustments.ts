import { createHash } from 'node:crypto';
import { peopleNeeded, signerOf, type ApprovalThresholds, type Signer } from '../../kernel/domain/approvals.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { Payments } from '../payments/contract.js';
import { adjustment, type Adjustment, type AdjustmentOrders, type KnownAdjustment } from './adjustment.decider.js';
import type { AdjustmentEvent, AdjustmentRequest } from './adjustment.events.js';

export interface AskedAdjustment {
  readonly lines: AdjustmentRequest['lines'];
  readonly currency: string;
  readonly reason: string;
  readonly paymentId: string | null;
}

/** Who asks or approves: the client, and the person behind it. */
export interface Person {
  readonly id: string;
  readonly owner: string | null;
}

interface AdjustmentParts {
  readonly kernel: Kernel;
  readonly payments: Payments;
  readonly thresholds: ApprovalThresholds;
  /** The codes of all accounts that exist. */
  readonly accounts: () => Promise<readonly string[]>;
  /** Whether a client may approve adjustments now. */
  readonly mayApprove: (clientId: string) => boolean;
}

/** Adjustments: asked for by one person, approved by others. The ledger posts them when the last approval is on record. */
export class Adjustments {
  readonly #handler: Handler<Adjustment, AdjustmentOrders, AdjustmentEvent>;

  constructor(private readonly parts: AdjustmentParts) {
    this.#handler = new Handler(adjustment, parts.kernel);
  }

  async find(id: string): Promise<KnownAdjustment | null> {
    const { state } = await this.#handler.load(id);
    return state.status === 'absent' ? null : state;
  }

  async request(
    id: string,
    asked: AskedAdjustment,
    fingerprint: string,
    person: Person,
    by: Origin,
  ): Promise<{ readonly adjustment: KnownAdjustment; readonly replayed: boolean }> {
    // The same key arrives at the same adjustment, whatever has changed since.
    if ((await this.find(id)) === null) await this.#refuseUnknown(asked);
    const at = this.#now();
    const requestedBy = signerOf(person);
    const request = { adjustmentId: id, fingerprint, ...asked, requestedBy, at };
    const { state, events } = await this.#handler.handle('Request', id, { request, at, by });
    return { adjustment: state as KnownAdjustment, replayed: events.length === 0 };
  }

  async approve(id: string, person: Person, by: Origin): Promise<KnownAdjustment> {
    const known = await this.find(id);
    const signers: readonly Signer[] = known?.approvedBy ?? [];
    const left = signers.map((signer) => signer.id).filter((each) => !this.parts.mayApprove(each));
    const needed = known === null ? 1 : peopleNeeded(this.parts.thresholds, totalOf(known));
    const order = { id, signer: signerOf(person), count: { needed, left }, at: this.#now(), by };
    const { state } = await this.#handler.handle('Approve', id, order);
    return state as KnownAdjustment;
  }

  async reject(id: string, reason: string, person: Person, by: Origin): Promise<KnownAdjustment> {
    const order = { id, signer: signerOf(person), reason, at: this.#now(), by };
    const { state } = await this.#handler.handle('Reject', id, order);
    return state as KnownAdjustment;
  }

  async #refuseUnknown({ lines, paymentId }: AskedAdjustment): Promise<void> {
    const accounts = await this.parts.accounts();
    const unknown = lines.find(({ account }) => !accounts.includes(account));
    if (unknown !== undefined) throw new Refusal('invalid', 'ACCOUNT_UNKNOWN', { account: unknown.account, accounts });
    if (paymentId !== null && (await this.parts.payments.find(paymentId)) === null)
      throw new InvalidInput([{ field: 'paymentId', message: 'must be the id of a payment' }]);
  }

  #now(): string {
    return instant(this.parts.kernel.clock.now());
  }
}

/** Two equal sums stand in its lines: this is one of them. */
export const totalOf = ({ lines, currency }: Pick<KnownAdjustment, 'lines' | 'currency'>): Money =>
  lines.reduce((sum, { side, amount }) => (side === 'debit' ? sum.plus(amount) : sum), Money.zero(currency));

/** The same client and idempotency key are the same adjustment. */
export const adjustmentIdFor = (client: string, key: string): string =>
  `adj_${createHash('sha256')
    .update(JSON.stringify([client, key]))
    .digest('hex')
    .slice(0, 32)}`;
