import type { Money } from '../../src/kernel/domain/money.js';
import { collectionsOf } from '../../src/modules/providers/contract.js';
import type {
  CollectionRequest,
  Collections,
  Disbursements,
  Instrument,
  PayoutRequest,
  Provider,
  ProviderHealth,
  RefundRequest,
  StatusAnswer,
  SubmissionAnswer,
  Urgency,
} from '../../src/modules/providers/contract.js';

/** A provider that gets the gateway's address once it is known, and whose calls a test can count. */
export class KnownAddress implements Provider, Collections {
  readonly collections = this;
  readonly requests: CollectionRequest[] = [];
  readonly disbursed: (PayoutRequest | RefundRequest)[] = [];
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

  get disbursements(): Disbursements | null {
    const honest = this.provider.disbursements;
    if (honest === null) return null;
    const reached = <R extends { readonly callbackUrl: string }>(request: R): R => ({
      ...request,
      callbackUrl: this.reachable(request.callbackUrl),
    });
    const sent = <R extends PayoutRequest | RefundRequest>(
      request: R,
      send: (request: R) => Promise<SubmissionAnswer>,
    ) => {
      this.disbursed.push(request);
      return send(reached(request));
    };
    return new Proxy(honest, {
      get: (target, name: keyof Disbursements) => {
        if (name === 'transfer' || name === 'deposit')
          return (request: PayoutRequest) => sent(request, (each) => target[name](each));
        if (name === 'refund') return (request: RefundRequest) => sent(request, (each) => target.refund(each));
        const member = target[name];
        return typeof member === 'function' ? (member as (...given: never[]) => unknown).bind(target) : member;
      },
    });
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
