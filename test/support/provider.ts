import type { Money } from '../../src/kernel/domain/money.js';
import type { Msisdn } from '../../src/kernel/domain/msisdn.js';
import type {
  CollectionRequest,
  Provider,
  ProviderHealth,
  StatusAnswer,
  SubmissionAnswer,
  Urgency,
} from '../../src/modules/providers/index.js';

/** A provider that is told where we can be reached, once we know it, and whose calls a test can count. */
export class KnownAddress implements Provider {
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

  cannotTake(amount: Money, payer: Msisdn): 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED' | null {
    return this.provider.cannotTake(amount, payer);
  }

  saysInactive(payer: Msisdn): Promise<boolean> {
    return this.provider.saysInactive?.(payer) ?? Promise.resolve(false);
  }

  requestToPay(request: CollectionRequest): Promise<SubmissionAnswer> {
    const sent = { ...request, callbackUrl: this.reachable(request.callbackUrl) };
    this.requests.push(sent);
    return this.provider.requestToPay(sent);
  }

  collectionStatus(reference: string, urgency: Urgency): Promise<StatusAnswer> {
    this.statusChecks.push(reference);
    return this.provider.collectionStatus(reference, urgency);
  }

  health(): ProviderHealth {
    return this.provider.health();
  }

  close(): Promise<void> {
    return this.provider.close();
  }
}
