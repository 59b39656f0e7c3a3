import type { Clock } from '../../../kernel/domain/clock.js';
import type { Disbursements, Provider, ProviderHealth, StatusAnswer } from '../provider.js';
import { ProviderWatch } from '../provider-watch.js';
import type { OperatorLog } from '../provider-watch.js';
import { choosePace } from '../rate/choose-pace.js';
import type { RateSlots } from '../rate/choose-pace.js';
import { StatusChecks } from '../rate/status-checks.js';
import { Wire } from '../wire.js';
import { MomoClient } from './momo.client.js';
import { MomoCollections } from './momo.collections.js';
import { MomoDisbursements } from './momo.disbursements.js';
import { MomoProduct } from './momo.product.js';
import { environments } from './momo.profile.js';
import type { MomoProfile } from './momo.profile.js';
import { undecided } from './momo.words.js';

/** MTN MoMo: collections, and disbursements where keys for them are configured. */
export class MomoProvider implements Provider {
  readonly name = 'mtn-momo';
  readonly method = 'MTN MoMo';
  readonly collections: MomoCollections;
  /** Null without disbursement keys. */
  readonly disbursements: Disbursements | null;

  private readonly wire: Wire;
  private readonly clients: readonly MomoClient[];
  /** One queue for both products: the provider counts all status GETs together. */
  private readonly checks: StatusChecks<StatusAnswer>;
  private readonly watch: ProviderWatch;

  /** The profile has passed `checkProfile`. `slots` are shared with the other instances and closed by their owner; null where there are none. */
  constructor(
    private readonly profile: MomoProfile,
    clock: Clock,
    slots: RateSlots | null = null,
    log: OperatorLog = { info: () => undefined, warn: () => undefined },
  ) {
    const { collection, disbursement, targetEnvironment, callbacks = true } = profile;
    const environment = environments.get(targetEnvironment);
    if (environment === undefined) throw new Error(`No such target environment: ${targetEnvironment}`);
    this.watch = new ProviderWatch(this.name, clock, log);
    this.wire = new Wire(profile.baseUrl, profile.timeoutMs);
    this.checks = new StatusChecks<StatusAnswer>(clock, {
      pace: choosePace(`${this.name} status checks`, profile.statusChecksPerSecond, clock, slots),
      atOnce: statusChecksAtOnce,
      // A success has been seen after FAILED, and may also come after "not found".
      outlasts: (answer) => answer.is === 'successful',
      whenStopped: undecided('not-asked', 'stopping', null),
    });
    const collecting = new MomoClient(this.wire, 'collection', collection, targetEnvironment, clock, this.watch);
    const giving =
      disbursement && new MomoClient(this.wire, 'disbursement', disbursement, targetEnvironment, clock, this.watch);
    this.clients = giving === null ? [collecting] : [collecting, giving];
    const product = (client: MomoClient) => new MomoProduct(client, this.checks, this.watch, callbacks);
    this.collections = new MomoCollections(product(collecting), environment, profile, clock);
    this.disbursements = giving && new MomoDisbursements(product(giving), environment, profile);
  }

  health(): ProviderHealth {
    const products = this.clients.map((client) => client.health());
    const { unreachableSince, callCounts: calls, undecidedCounts: undecided } = this.watch;
    const { callbacks = true } = this.profile;
    const { waitingCount: statusChecksWaiting } = this.checks;
    return { provider: this.name, products, unreachableSince, calls, undecided, callbacks, statusChecksWaiting };
  }

  probe(): Promise<unknown> {
    return this.collections.balance();
  }

  async close(): Promise<void> {
    this.checks.stop();
    await this.wire.close();
  }
}

/** Half of the wire's connections, so that many status checks leave connections for new payments. */
const statusChecksAtOnce = 64;
