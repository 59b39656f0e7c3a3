import type { Origin } from '../../kernel/domain/events.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { KeyedHash } from '../../kernel/keyed-hash.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { asRouting, routingAskOf, type Router } from '../providers/contract.js';
import { reroutedReferenceFor } from './payment-identity.js';
import type { PaymentOrders } from './payment.orders.js';
import { triedFor, type KnownPayment } from './payment.state.js';
import type { Payments } from './payments.js';

/**
 * A payment that its provider certainly did not take goes to another one: its first submission was refused for a reason of the network, or never
 * left. It is the same payment under the same claim on its record, and everything that holds back a charge holds back this one.
 */
export class Fallback {
  constructor(
    private readonly payments: Payments,
    private readonly router: Router,
    private readonly personalData: PersonalData,
    private readonly references: KeyedHash,
  ) {}

  /** The payment with its new attempt; null: it stays with its provider. */
  async reroute(
    { paymentId, providerReference, failure, answer }: Omit<PaymentOrders['Reroute'], 'next' | 'at'>,
    by: Origin,
  ): Promise<KnownPayment | null> {
    const known = await this.payments.find(paymentId);
    if (known?.mayFallBack !== true) return null;
    const details = await this.personalData.open(known.payer);
    if (details === null) return null;
    const payer = { kind: 'msisdn', msisdn: details.msisdn as Msisdn } as const;
    const tried = triedFor(known);
    const next = await this.router.next(routingAskOf('payment', paymentId, known, null), payer, tried, failure);
    if (next === null) return null;
    const reference = reroutedReferenceFor(this.references, paymentId, known.attempts.length + 1);
    const told = {
      paymentId,
      providerReference,
      failure,
      answer,
      next: { provider: next.provider, providerReference: reference, routing: asRouting(next, false) },
    };
    const after = await this.payments.send('Reroute', told, by);
    if (after.attempts.at(-1)!.providerReference !== reference) return null;
    this.router.fellBack(tried.at(-1)!, next.provider);
    return after;
  }
}
