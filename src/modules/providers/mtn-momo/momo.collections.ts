import type { Clock } from '../../../kernel/domain/clock.js';
import type { Money } from '../../../kernel/domain/money.js';
import type { Msisdn } from '../../../kernel/domain/msisdn.js';
import type {
  AccountHolder,
  BalanceAnswer,
  CollectionRequest,
  Collections,
  Instrument,
  StatusAnswer,
  SubmissionAnswer,
  Urgency,
} from '../provider.js';
import { digits, party, pathPart, safeMessage } from './momo.product.js';
import type { MomoProduct } from './momo.product.js';
import { cannotMove } from './momo.profile.js';
import type { MomoEnvironment, MomoProfile } from './momo.profile.js';
import { readActive } from './momo.words.js';

/** Money asked of a phone (REFERENCE §5). */
export class MomoCollections implements Collections {
  constructor(
    private readonly product: MomoProduct,
    private readonly environment: MomoEnvironment,
    private readonly profile: MomoProfile,
    private readonly clock: Clock,
  ) {}

  cannotTake(amount: Money, payer: Instrument) {
    return cannotMove(this.environment, this.profile, amount, payer);
  }

  /** Only where the profile enables it, with a short timeout: a caller waits for the answer to its payment. */
  async saysInactive(payer: Instrument): Promise<boolean> {
    return this.profile.checkPayer === true && (await this.accountOf(payer)) === 'not-active';
  }

  async accountOf({ msisdn }: Instrument): Promise<AccountHolder> {
    const patience = new AbortController();
    const unsaid = () => 'unknown' as const;
    const late = this.clock.sleep(payerCheckWithinMs, patience.signal).then(unsaid, unsaid);
    const said = await Promise.race([this.accountHolder(msisdn), late]);
    patience.abort(new Error('answered'));
    return said;
  }

  requestToPay({ payer, sentBefore = false, ...request }: CollectionRequest): Promise<SubmissionAnswer> {
    return this.product.submit({ ...request, resource: 'requesttopay', sentBefore, more: { payer: party(payer) } });
  }

  status(reference: string, urgency: Urgency): Promise<StatusAnswer> {
    return this.product.status('requesttopay', reference, urgency);
  }

  /** The balance of the collection account. */
  balance(): Promise<BalanceAnswer> {
    return this.product.balance();
  }

  /** Whether a number has a wallet that can take part; a hint before charging, and on MTN's sandbox no proof (REFERENCE §5.9). */
  async accountHolder(msisdn: Msisdn): Promise<AccountHolder> {
    const reply = await this.product.get('account-holder', `/v1_0/accountholder/msisdn/${digits(msisdn)}/active`);
    return reply.received ? readActive(reply.status, reply.body) : 'unknown';
  }

  /** One more text message to the payer of a successful payment. MTN refuses it before success and long after (REFERENCE §5.4). */
  async notifyDelivery(reference: string, message: string): Promise<'sent' | 'refused' | 'unknown'> {
    const notificationMessage = safeMessage(message);
    // Some of MTN's definitions require the text as a header too; the others ignore it.
    const headers = ['notificationmessage', notificationMessage];
    const path = `/v1_0/requesttopay/${pathPart(reference)}/deliverynotification`;
    const reply = await this.product.post('delivery-notification', path, headers, { notificationMessage });
    if (!reply.received) return 'unknown';
    if (reply.status === 200) return 'sent';
    return [400, 404, 409, 410].includes(reply.status) ? 'refused' : 'unknown';
  }
}

const payerCheckWithinMs = 3_000;
