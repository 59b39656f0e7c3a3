import { Money } from '../../src/kernel/domain/money.js';
import type {
  CollectionRequest,
  Collections,
  Disbursements,
  Exchange,
  Instrument,
  PayoutRequest,
  Provider,
  ProviderHealth,
  RefundRequest,
  StatusAnswer,
  SubmissionAnswer,
} from '../../src/modules/providers/contract.js';
import { wellAt } from '../support/specify-provider.js';
import type { Life, Scheduler } from './scheduler.js';

/** The true state at the provider, which the gateway cannot see. */
export interface Charge {
  readonly request: Pick<CollectionRequest, 'reference' | 'amount' | 'externalId' | 'callbackUrl'>;
  /** Null where the provider does not name it, as with refunds. */
  readonly payer: Instrument | null;
  status: 'pending' | 'successful' | 'failed' | 'expired';
  /** What the payer paid, when it is not what was asked. */
  paid: Money;
  readonly transactionId: string;
  /** It has once been called failed although it was not: the truth comes later, and by callback. */
  slandered: boolean;
}

export interface ProviderFaults {
  /** Shares, 0 to 1. */
  readonly unreachable: number;
  readonly dropBefore: number;
  readonly dropAfter: number;
  readonly refuse: number;
  readonly unknownStatus: number;
  readonly notFoundThoughThere: number;
  readonly wrongAmount: number;
  /** Says failed of what is not over. */
  readonly slander: number;
  /** Reports the failure of another payment in the place of this one's. */
  readonly confuse: number;
  /** Says failed of a success of another amount than was asked for. */
  readonly recant: number;
  readonly loseCallback: number;
  readonly repeatCallback: number;
  readonly forgeCallback: number;
  /** How long a payer may take, at the most. */
  readonly slowestPayerMs: number;
}

type Request = CollectionRequest | PayoutRequest | RefundRequest;

/** The provider: it has one true state, and reports it over a network that loses, repeats and reorders. */
export class SimulatedPlatform {
  readonly charges = new Map<string, Charge>();
  /** Money that went out, by its reference. */
  readonly disbursed = new Map<string, Charge>();
  /** Every reference that was ever sent, however often. */
  readonly heard = new Map<string, number>();
  /** What was appended and what was sent, in the order in which it happened. */
  readonly journal: (
    | { readonly appended: { readonly id: string; readonly type: string; readonly data: unknown } }
    | { readonly sent: string; readonly by: Life }
  )[] = [];
  /** Who read the stream of a refund, and how long the journal was by then. */
  readonly looks: { readonly stream: string; readonly by: Life; readonly at: number }[] = [];

  /** Of money that goes out. */
  refundFaults: ProviderFaults;

  constructor(
    private readonly scheduler: Scheduler,
    public faults: ProviderFaults,
    /** Delivers a callback to any running instance. */
    private readonly deliver: (url: string, body: string) => Promise<boolean>,
  ) {
    this.refundFaults = faults;
  }

  accept(request: Request): void {
    this.heard.set(request.reference, (this.heard.get(request.reference) ?? 0) + 1);
    const accepted = 'payer' in request ? this.charges : this.disbursed;
    if (accepted.has(request.reference)) return;
    const { chance } = this.scheduler;
    const charge: Charge = {
      request,
      payer: 'payer' in request ? request.payer : 'payee' in request ? request.payee : null,
      status: 'pending',
      paid: request.amount,
      transactionId: String(1_000_000 + this.charges.size + this.disbursed.size),
      slandered: false,
    };
    accepted.set(request.reference, charge);
    const faults = 'payer' in request ? this.faults : this.refundFaults;
    void this.#live(charge, chance.below(faults.slowestPayerMs), faults);
  }

  /** The gateway has heard, and written down, that this was paid otherwise than was asked for, or too late. */
  isOnRecordAsPerhapsPaid(reference: string): boolean {
    return this.journal.some(
      (entry) =>
        'appended' in entry &&
        entry.appended.type === 'RecordPerhapsPaid' &&
        (entry.appended.data as { providerReference: string }).providerReference === reference,
    );
  }

  async #live(charge: Charge, afterMs: number, faults: ProviderFaults): Promise<void> {
    const { chance } = this.scheduler;
    // Drawn while the weather is what it is: a callback that is lost is lost for good.
    const isLost = chance.happens(faults.loseCallback);
    await this.scheduler.sleep(null, afterMs);
    charge.status = chance.of(['successful', 'successful', 'successful', 'failed', 'expired']);
    if (charge.status === 'successful' && chance.happens(faults.wrongAmount)) {
      charge.paid = Money.ofMinor(charge.request.amount.minor + 1n, charge.request.amount.currency);
    }
    const { callbackUrl } = charge.request;
    const body = JSON.stringify({ externalId: charge.request.externalId, status: charge.status.toUpperCase() });
    // Otherwise only reconciliation could detect a permanent lie.
    while (charge.slandered && !(await this.deliver(callbackUrl, body))) await this.scheduler.sleep(null, 30_000);
    if (isLost) return;
    const copies = chance.happens(faults.repeatCallback) ? 3 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      await this.scheduler.sleep(null, chance.below(5_000));
      await this.deliver(callbackUrl, body);
    }
  }
}

/** The platform as one process reaches it. */
export class SimulatedProvider implements Provider, Collections {
  readonly collections = this;
  readonly disbursements: Disbursements;

  constructor(
    private readonly platform: SimulatedPlatform,
    private readonly scheduler: Scheduler,
    private readonly life: Life,
    /** Two networks share what truly happened, and have a name and faults each. */
    readonly name = 'mtn-momo',
    private readonly faultsNow = () => platform.faults,
  ) {
    this.disbursements = {
      cannotSend: () => null,
      transfer: (request) => this.#submit(request, this.platform.refundFaults),
      deposit: () => Promise.reject(new Error('Nothing is deposited here')),
      refund: (request) => this.#submit(request, this.platform.refundFaults),
      status: (_, reference) => this.#status(reference, this.platform.disbursed, this.platform.refundFaults),
      balance: async () => {
        await this.life.point();
        if (this.scheduler.chance.happens(this.platform.refundFaults.unknownStatus))
          return { is: 'unknown', kind: 'no-answer', why: 'no answer', exchange: null };
        return { is: 'known', balance: Money.ofMinor(1_000_000n, 'RWF'), exchange };
      },
    };
  }

  get method(): string {
    return this.name;
  }

  cannotTake(): null {
    return null;
  }

  requestToPay(request: CollectionRequest): Promise<SubmissionAnswer> {
    return this.#submit(request, this.faultsNow());
  }

  async #submit(request: Request, faults: ProviderFaults): Promise<SubmissionAnswer> {
    const { chance } = this.scheduler;
    this.platform.journal.push({ sent: request.reference, by: this.life });
    await this.life.point();
    if (chance.happens(faults.unreachable))
      return { is: 'not-sent', why: 'connection refused', failure: null, exchange: null };
    if (chance.happens(faults.dropBefore)) return this.#lost('dropped before it arrived');
    // A refusal says nothing about an earlier sending of the same reference, just as MTN's 403 does not.
    if (chance.happens(faults.refuse)) {
      await this.life.point();
      return { is: 'refused', failure: { code: 'CONFIGURATION', providerCode: null }, exchange };
    }
    // It may be slow on its way, and arrive after we stopped listening.
    if (chance.happens(faults.dropAfter)) {
      void this.scheduler.sleep(null, chance.below(20_000)).then(() => this.platform.accept(request));
      return this.#lost('no answer');
    }
    this.platform.accept(request);
    await this.life.point();
    return { is: 'accepted', exchange };
  }

  status(reference: string): Promise<StatusAnswer> {
    return this.#status(reference, this.platform.charges, this.faultsNow());
  }

  async #status(
    reference: string,
    charges: ReadonlyMap<string, Charge>,
    faults: ProviderFaults,
  ): Promise<StatusAnswer> {
    const { chance } = this.scheduler;
    await this.life.point();
    if (chance.happens(faults.unknownStatus))
      return { is: 'unknown', kind: 'no-answer', why: 'no answer', exchange: null };
    const charge = charges.get(reference);
    if (charge === undefined || chance.happens(faults.notFoundThoughThere)) {
      await this.life.point();
      return { is: 'not-found', exchange };
    }
    const { status, request, payer, paid, transactionId } = charge;
    const named = { amount: paid, payer, externalId: request.externalId };
    await this.life.point();
    const failure = { code: 'UNSPECIFIED', providerCode: null } as const;
    if (chance.happens(faults.confuse))
      return { is: 'failed', failure, ...named, externalId: 'pay_of_another', exchange };
    switch (status) {
      case 'pending':
        // Of what has ended while the answer was on its way, the lie would be permanent: its callbacks may be over.
        if (!chance.happens(faults.slander) || charge.status !== 'pending') return { is: 'pending', exchange };
        charge.slandered = true;
        return { is: 'failed', failure, ...named, exchange };
      case 'successful':
        if (this.platform.isOnRecordAsPerhapsPaid(reference) && chance.happens(faults.recant))
          return { is: 'failed', failure, ...named, amount: null, exchange };
        return { is: 'successful', transactionId, ...named, exchange };
      case 'failed':
      case 'expired':
        return { is: status, failure, ...named, exchange };
    }
  }

  health(): ProviderHealth {
    return wellAt(this.name);
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }

  async #lost(why: string): Promise<SubmissionAnswer> {
    await this.scheduler.clockOf(this.life).sleep(30_000);
    return { is: 'unknown', kind: 'no-answer', why, exchange: null };
  }
}

const exchange: Exchange = {
  operation: 'requesttopay',
  at: '2026-11-22T10:00:00.000Z',
  latencyMs: 1,
  request: { method: 'POST', path: '/', body: null },
  response: { status: 202, correlationId: null, body: '' },
  fault: null,
};
