import type { Money } from '../../src/kernel/domain/money.js';
import { collectionsOf } from '../../src/modules/providers/contract.js';
import type {
  CollectionRequest,
  Collections,
  Instrument,
  Provider,
  ProviderHealth,
  StatusAnswer,
  SubmissionAnswer,
  Urgency,
} from '../../src/modules/providers/contract.js';

/** A provider that gets the gateway's address once it is known, and whose calls a test can count. */
export class KnownAddress implements Provider, Collections {
  readonly collections = this;
  readonly requests: CollectionRequest[] = [];
  readonly statusChecks: string[] = [];

  constructor(
    private readonly provider: Provider,
    private readonly reachable: (callbackUrl: string) => string,
  ) {}

  get name(): string {
    return this.provider.name;
  }

  get method(): string {
    return this.provider.method;
  }

  get disbursements() {
    return this.provider.disbursements;
  }

  cannotTake(amount: Money, payer: Instrument) {
    return this.#honest.cannotTake(amount, payer);
  }

  async saysInactive(payer: Instrument): Promise<boolean> {
    return (await this.#honest.saysInactive?.(payer)) ?? false;
  }

  requestToPay(request: CollectionRequest): Promise<SubmissionAnswer> {
    const sent = { ...request, callbackUrl: this.reachable(request.callbackUrl) };
    this.requests.push(sent);
    return this.#honest.requestToPay(sent);
  }

  status(reference: string, urgency: Urgency): Promise<StatusAnswer> {
    this.statusChecks.push(reference);
    return this.#honest.status(reference, urgency);
  }

  health(): ProviderHealth {
    return this.provider.health();
  }

  close(): Promise<void> {
    return this.provider.close();
  }

  get #honest(): Collections {
    return collectionsOf(this.provider);
  }
}
