import type { Clock } from '../../../kernel/domain/clock.js';
import type { Money } from '../../../kernel/domain/money.js';
import type { Msisdn } from '../../../kernel/domain/msisdn.js';
import { LocalPace } from '../rate/local-pace.js';
import { SharedPace } from '../rate/shared-pace.js';
import type { Slots } from '../../../kernel/pace/slots.js';
import { MomoClient, Wire } from './momo.client.js';
import { MomoDisbursements } from './momo.disbursements.js';
import { digits, MomoProduct, party, pathPart, safeMessage } from './momo.product.js';
import { environments, servesNumber } from './momo.profile.js';
import type { MomoEnvironment, MomoProfile } from './momo.profile.js';
import { readActive, undecided } from './momo.words.js';
import { ProviderWatch } from '../provider-watch.js';
import type { OperatorLog } from '../provider-watch.js';
import { StatusChecks } from '../rate/status-checks.js';
import type {
  AccountHolder,
  BalanceAnswer,
  CollectionRequest,
  Disbursements,
  Provider,
  ProviderHealth,
  StatusAnswer,
  SubmissionAnswer,
  Urgency,
} from '../provider.js';

/** MTN MoMo: money asked of a phone, and, where we have keys for it, given to one. */
export class MomoProvider implements Provider {
  readonly name = 'mtn-momo';
  readonly method = 'MTN MoMo';
  /** Null without disbursement keys. */
  readonly disbursements: Disbursements | null;

  private readonly environment: MomoEnvironment;
  private readonly wire: Wire;
  private readonly clients: readonly MomoClient[];
  private readonly collections: MomoProduct;
  /** One queue for both products: the provider counts status GETs, not what they are about. */
  private readonly checks: StatusChecks<StatusAnswer>;
  private readonly watch: ProviderWatch;

  /** The profile has passed `checkProfile`. `slots` are shared with the other instances, and closed by whoever made them; null where there are none. */
  constructor(
    private readonly profile: MomoProfile,
    private readonly clock: Clock,
    slots: Slots | null = null,
    log: OperatorLog = { info: () => undefined, warn: () => undefined },
  ) {
    const environment = environments.get(profile.targetEnvironment);
    if (environment === undefined) throw new Error(`No such target environment: ${profile.targetEnvironment}`);
    this.environment = environment;
    this.watch = new ProviderWatch(this.name, clock, log);
    this.wire = new Wire(profile.baseUrl, profile.timeoutMs);
    const perSecond = profile.statusChecksPerSecond;
    this.checks = new StatusChecks<StatusAnswer>(clock, {
      pace:
        slots === null || perSecond === 0
          ? new LocalPace(clock, perSecond)
          : new SharedPace(slots, `${this.name} status checks`, clock, perSecond),
      atOnce: statusChecksAtOnce,
      // FAILED has been followed by the truth, and so may be "not found".
      outlasts: (answer) => answer.is === 'successful',
      whenStopped: undecided('not-asked', 'stopping', null),
    });
    const { collection, disbursement, targetEnvironment } = profile;
    const collecting = new MomoClient(this.wire, 'collection', collection, targetEnvironment, clock, this.watch);
    const giving =
      disbursement && new MomoClient(this.wire, 'disbursement', disbursement, targetEnvironment, clock, this.watch);
    this.clients = giving === null ? [collecting] : [collecting, giving];
    const { callbacks = true } = profile;
    this.collections = new MomoProduct(collecting, this.checks, this.watch, callbacks);
    this.disbursements = giving && new MomoDisbursements(new MomoProduct(giving, this.checks, this.watch, callbacks));
  }

  cannotTake(amount: Money, payer: Msisdn): 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED' | null {
    if (amount.currency !== this.environment.currency) return 'CURRENCY_NOT_SUPPORTED';
    const { environment, profile } = this;
    return servesNumber(environment, profile.msisdnPrefixes ?? environment.prefixes, payer)
      ? null
      : 'MSISDN_NOT_SUPPORTED';
  }

  requestToPay(request: CollectionRequest): Promise<SubmissionAnswer> {
    const { reference, amount, payer, externalId, description, callbackUrl, sentBefore = false } = request;
    const more = { payer: party(payer) };
    const resource = 'requesttopay';
    return this.collections.submit({
      resource,
      reference,
      amount,
      externalId,
      description,
      callbackUrl,
      sentBefore,
      more,
    });
  }

  collectionStatus(reference: string, urgency: Urgency): Promise<StatusAnswer> {
    return this.collections.status('requesttopay', reference, urgency);
  }

  /** What the collection account holds. */
  balance(): Promise<BalanceAnswer> {
    return this.collections.balance();
  }

  /** Whether a number has a wallet that can take part; a hint before charging, and on MTN's sandbox no proof (REFERENCE §5.9). */
  async accountHolder(msisdn: Msisdn): Promise<AccountHolder> {
    const reply = await this.collections.get('account-holder', `/v1_0/accountholder/msisdn/${digits(msisdn)}/active`);
    return reply.came ? readActive(reply.status, reply.body) : 'unknown';
  }

  /** Only where the profile wants it, and never for long: somebody waits for an answer to a payment. */
  async saysInactive(payer: Msisdn): Promise<boolean> {
    if (this.profile.checkPayer !== true) return false;
    const patience = new AbortController();
    const unsaid = () => 'unknown' as const;
    const late = this.clock.sleep(payerCheckWithinMs, patience.signal).then(unsaid, unsaid);
    const said = await Promise.race([this.accountHolder(payer), late]);
    patience.abort(new Error('answered'));
    return said === 'not-active';
  }

  /** One more text message to the payer of a successful payment. MTN refuses it before success and long after (REFERENCE §5.4). */
  async notifyDelivery(reference: string, message: string): Promise<'sent' | 'refused' | 'unknown'> {
    const notificationMessage = safeMessage(message);
    // Some of MTN's definitions want the text as a header too, others do not mind it.
    const headers = ['notificationmessage', notificationMessage];
    const path = `/v1_0/requesttopay/${pathPart(reference)}/deliverynotification`;
    const reply = await this.collections.post('delivery-notification', path, headers, { notificationMessage });
    if (!reply.came) return 'unknown';
    if (reply.status === 200) return 'sent';
    return [400, 404, 409, 410].includes(reply.status) ? 'refused' : 'unknown';
  }

  health(): ProviderHealth {
    const products = this.clients.map((client) => client.health());
    const { unreachableSince, undecidedCounts: undecided } = this.watch;
    const { callbacks = true } = this.profile;
    const { waitingCount: statusChecksWaiting } = this.checks;
    return { provider: this.name, products, unreachableSince, undecided, callbacks, statusChecksWaiting };
  }

  async close(): Promise<void> {
    this.checks.stop();
    await this.wire.close();
  }
}

const payerCheckWithinMs = 3_000;

/** Half of the wire's connections, so that a storm of questions leaves room for new payments. */
const statusChecksAtOnce = 64;
