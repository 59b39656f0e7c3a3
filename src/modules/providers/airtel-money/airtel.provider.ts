import type { Clock } from '../../../kernel/domain/clock.js';
import type { Provider, ProviderHealth, StatusAnswer } from '../provider.js';
import { ProviderWatch } from '../provider-watch.js';
import type { OperatorLog } from '../provider-watch.js';
import { choosePace } from '../rate/choose-pace.js';
import type { RateSlots } from '../rate/choose-pace.js';
import { StatusChecks } from '../rate/status-checks.js';
import { Wire } from '../wire.js';
import { AirtelCallbacks } from './airtel.callbacks.js';
import { AirtelClient } from './airtel.client.js';
import { AirtelCollections } from './airtel.collections.js';
import { AirtelDisbursements } from './airtel.disbursements.js';
import { AirtelProduct } from './airtel.product.js';
import type { AirtelProfile } from './airtel.profile.js';
import { undecided } from './airtel.words.js';

/** Airtel Money: collections and refunds, and payouts where a PIN for them is configured. */
export class AirtelProvider implements Provider {
  readonly name = 'airtel-money';
  readonly method = 'Airtel Money';
  readonly collections: AirtelCollections;
  readonly disbursements: AirtelDisbursements;
  readonly callbacks: AirtelCallbacks;
  readonly firstCheckAfterMs: number;

  private readonly wire: Wire;
  private readonly client: AirtelClient;
  private readonly checks: StatusChecks<StatusAnswer>;
  private readonly watch: ProviderWatch;

  /** The profile has passed `checkProfile`. `slots` are shared with the other instances and closed by their owner; null where there are none. */
  constructor(
    private readonly profile: AirtelProfile,
    clock: Clock,
    slots: RateSlots | null = null,
    log: OperatorLog = { info: () => undefined, warn: () => undefined },
  ) {
    this.firstCheckAfterMs = profile.firstCheckAfterMs;
    this.callbacks = new AirtelCallbacks(profile.callbackKey);
    this.watch = new ProviderWatch(this.name, clock, log);
    this.wire = new Wire(profile.baseUrl, profile.timeoutMs);
    this.checks = new StatusChecks<StatusAnswer>(clock, {
      pace: choosePace(`${this.name} status checks`, profile.statusChecksPerSecond, clock, slots),
      atOnce: statusChecksAtOnce,
      outlasts: (answer) => answer.is === 'successful',
      whenStopped: undecided('not-asked', 'stopping', null),
    });
    this.client = new AirtelClient(this.wire, profile, clock, this.watch);
    const { apiVersion } = profile;
    const collecting = new AirtelProduct(
      this.client,
      'collection',
      { submit: `/merchant/${apiVersion}/payments/`, status: '/standard/v1/payments/' },
      this.checks,
      this.watch,
    );
    const disbursing = `/standard/${apiVersion}/disbursements/`;
    const paying = new AirtelProduct(
      this.client,
      'disbursement',
      { submit: disbursing, status: disbursing },
      this.checks,
      this.watch,
    );
    this.collections = new AirtelCollections(collecting, profile, clock);
    this.disbursements = new AirtelDisbursements(paying, collecting, profile, this.watch);
  }

  health(): ProviderHealth {
    const { unreachableSince, undecidedCounts: undecidedAnswers } = this.watch;
    const collection = this.client.health();
    return {
      provider: this.name,
      // One token and one circuit serve both; alerts are raised by what was asked for.
      products: this.disbursements.paysOut
        ? [collection, { ...collection, product: 'disbursement', alerts: this.watch.alertsOf('disbursement') }]
        : [collection],
      unreachableSince,
      calls: this.watch.callCounts,
      undecided: undecidedAnswers,
      callbacks: this.profile.callbacks,
      statusChecksWaiting: this.checks.waitingCount,
    };
  }

  probe(): Promise<unknown> {
    return this.disbursements.balance();
  }

  async close(): Promise<void> {
    this.checks.stop();
    await this.wire.close();
  }
}

/** Half of the wire's connections, so that many status checks leave connections for new payments. */
const statusChecksAtOnce = 64;
