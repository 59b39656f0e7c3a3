import type { KeyObject } from 'node:crypto';
import type { Money } from '../../../kernel/domain/money.js';
import type {
  BalanceAnswer,
  DisbursementKind,
  Disbursements,
  Instrument,
  PayoutRequest,
  RefundRequest,
  StatusAnswer,
  SubmissionAnswer,
  Urgency,
} from '../provider.js';
import type { ProviderWatch } from '../provider-watch.js';
import { encryptedFor } from './airtel.keys.js';
import { safeReference, unsubmitted } from './airtel.product.js';
import type { AirtelProduct } from './airtel.product.js';
import { cannotMove, nationalNumber, rsaKey } from './airtel.profile.js';
import type { AirtelProfile } from './airtel.profile.js';
import { readBalance, readRefund, readRefunded, undecided, wireId } from './airtel.words.js';

/**
 * Money from our float (REFERENCE §6, §7). A disbursement is known by our id, and may be repeated under it. A refund is known by Airtel's number
 * of the collection alone, gives back the whole of it, and is asked for once.
 */
export class AirtelDisbursements implements Disbursements {
  private readonly pinKey: KeyObject | null;

  constructor(
    private readonly paying: AirtelProduct,
    private readonly collecting: AirtelProduct,
    private readonly profile: AirtelProfile,
    private readonly watch: ProviderWatch,
  ) {
    this.pinKey = profile.disbursement && rsaKey(profile.disbursement.publicKey);
  }

  get paysOut(): boolean {
    return this.pinKey !== null;
  }

  get refundsBy(): 'refund' | 'transfer' {
    return this.paysOut ? this.profile.refundBy : 'refund';
  }

  get partialRefundsBy(): 'transfer' | null {
    return this.paysOut ? 'transfer' : null;
  }

  isRepeatable(kind: DisbursementKind): boolean {
    return kind !== 'refund';
  }

  cannotSend(amount: Money, payee: Instrument) {
    return cannotMove(this.profile, amount, payee);
  }

  transfer(request: PayoutRequest): Promise<SubmissionAnswer> {
    return this.pay('transfer', request);
  }

  deposit(request: PayoutRequest): Promise<SubmissionAnswer> {
    return this.pay('deposit', request);
  }

  async refund(request: RefundRequest): Promise<SubmissionAnswer> {
    const { reference, collectionReference } = request;
    const moneyId = request.collectionTransactionId ?? (await this.moneyIdOf(collectionReference));
    // Without it there is nothing to name: nothing leaves.
    if (moneyId === null)
      return { is: 'not-sent', why: 'Airtel’s number of the collection is not known', failure: null, exchange: null };
    const path = `/standard/${this.profile.apiVersion}/payments/refund`;
    const reply = await this.collecting.client.post('refund', path, { transaction: { airtel_money_id: moneyId } });
    const answer = reply.received ? readRefund(reply.status, reply.body, reply.exchange) : unsubmitted(reply, false);
    return this.collecting.watched('refund', reference, answer, reply);
  }

  private async moneyIdOf(collectionReference: string): Promise<string | null> {
    const status = await this.collecting.status(collectionReference, 0);
    return status.is === 'successful' ? status.transactionId : null;
  }

  async status(
    kind: DisbursementKind,
    reference: string,
    urgency: Urgency,
    collectionReference: string | null,
  ): Promise<StatusAnswer> {
    if (kind !== 'refund') return this.paying.status(reference, urgency);
    // Airtel knows no reference of a refund. It may say of the collection that it was refunded, and then it was.
    if (collectionReference === null) return undecided('unconfirmed', 'there is no enquiry about a refund', null);
    const reply = await this.collecting.client.get(
      'refund-status',
      `/standard/v1/payments/${wireId(collectionReference)}`,
    );
    const answer = reply.received
      ? readRefunded(reply.status, reply.body, reply.exchange)
      : undecided(reply.kind, reply.why, reply.exchange);
    if (answer.is === 'unknown') this.watch.undecided('refund-status', reference, answer);
    return answer;
  }

  async balance(): Promise<BalanceAnswer> {
    const reply = await this.paying.client.get('balance', '/standard/v2/users/balance?type=DISB');
    const answer = reply.received
      ? readBalance(reply.status, reply.body, reply.exchange)
      : undecided(reply.kind, reply.why, reply.exchange);
    if (answer.is === 'unknown') this.watch.undecided('balance', null, answer);
    return answer;
  }

  private pay(operation: 'transfer' | 'deposit', request: PayoutRequest): Promise<SubmissionAnswer> {
    const { reference, amount, payee, externalId, description, sentBefore = false } = request;
    const { country, currency, disbursement } = this.profile;
    if (this.pinKey === null || disbursement === null) throw new Error('Airtel pays nobody out: no PIN is set');
    const body = (pin: string) => ({
      payee: { msisdn: nationalNumber(country, payee), currency },
      reference: safeReference(description, externalId),
      pin,
      transaction: { amount: Number(amount.amount), id: wireId(reference), type: 'B2C' },
    });
    return this.paying.submit({
      operation,
      reference,
      sentBefore,
      body: body(encryptedFor(this.pinKey, disbursement.pin)),
      keptBody: body('[secret]'),
    });
  }
}
