import type { Clock } from '../../../kernel/domain/clock.js';
import type { Money } from '../../../kernel/domain/money.js';
import type {
  AccountHolder,
  CollectionRequest,
  Collections,
  Instrument,
  StatusAnswer,
  SubmissionAnswer,
  Urgency,
} from '../provider.js';
import { safeReference } from './airtel.product.js';
import type { AirtelProduct } from './airtel.product.js';
import { cannotMove, nationalNumber } from './airtel.profile.js';
import type { AirtelProfile } from './airtel.profile.js';
import { readAccount, wireId } from './airtel.words.js';

/** Money asked of a phone by a push (REFERENCE §4). */
export class AirtelCollections implements Collections {
  constructor(
    private readonly product: AirtelProduct,
    private readonly profile: AirtelProfile,
    private readonly clock: Clock,
  ) {}

  cannotTake(amount: Money, payer: Instrument) {
    return cannotMove(this.profile, amount, payer);
  }

  /** Only where the profile enables it, with a short timeout: a caller waits for the answer to its payment. */
  async saysInactive(payer: Instrument): Promise<boolean> {
    return this.profile.checkPayer && (await this.accountOf(payer)) === 'not-active';
  }

  async accountOf(payer: Instrument): Promise<AccountHolder> {
    const patience = new AbortController();
    const unsaid = () => 'unknown' as const;
    const late = this.clock.sleep(payerCheckWithinMs, patience.signal).then(unsaid, unsaid);
    const said = await Promise.race([this.askForAccount(payer), late]);
    patience.abort(new Error('answered'));
    return said;
  }

  private async askForAccount(payer: Instrument): Promise<AccountHolder> {
    const number = nationalNumber(this.profile.country, payer);
    const reply = await this.product.client.get('account', `/standard/v1/users/${number}`);
    return reply.received ? readAccount(reply.status, reply.body) : 'unknown';
  }

  requestToPay(request: CollectionRequest): Promise<SubmissionAnswer> {
    const { reference, amount, payer, externalId, description, sentBefore = false } = request;
    const { country, currency } = this.profile;
    return this.product.submit({
      operation: 'collection',
      reference,
      sentBefore,
      body: {
        reference: safeReference(description, externalId),
        subscriber: { country, currency, msisdn: nationalNumber(country, payer) },
        transaction: { amount: Number(amount.amount), country, currency, id: wireId(reference) },
      },
    });
  }

  status(reference: string, urgency: Urgency): Promise<StatusAnswer> {
    return this.product.status(reference, urgency);
  }
}

const payerCheckWithinMs = 3_000;
