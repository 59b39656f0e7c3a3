import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { MaySend, Submission } from '../movements/contract.js';
import {
  asOutgoing,
  type MovementOrder,
  type OutgoingAttempt,
  type OutgoingKind,
  type Told,
} from '../outgoing/contract.js';
import type { PayerDetails } from '../payments/contract.js';
import { disbursementsOf, type Provider } from '../providers/contract.js';
import type { KnownRefund } from './refund.decider.js';
import { refundOutgoing } from './refund.events.js';
import { openReservationsView, refundView, type OpenReservation, type RefundDocument } from './refund.view.js';
import type { Refunds } from './refunds.js';

/** What a refund is as a movement: money goes back to the payer, named by the collection that took it or by the payer's number. */
export class RefundKind implements OutgoingKind<KnownRefund> {
  readonly kind = 'refund' as const;
  readonly prefix = 'Refund';
  readonly events = refundOutgoing;
  readonly submitPolicy = 'submit-refund-when-approved';
  readonly uncertain = 'UNCERTAIN_REFUND' as const;
  readonly collection = refundView.collection;

  constructor(
    private readonly refunds: Refunds,
    private readonly personalData: PersonalData,
    private readonly documents: DocumentStore,
    private readonly clock: Clock,
  ) {}

  stateIn(document: RefundDocument): KnownRefund {
    return asOutgoing<KnownRefund>(document);
  }

  find(refundId: string): Promise<KnownRefund | null> {
    return this.refunds.find(refundId);
  }

  recall(refundId: string, isEnough: (refund: KnownRefund) => boolean): Promise<KnownRefund | null> {
    return this.refunds.recall(refundId, isEnough);
  }

  send<Name extends MovementOrder>(name: Name, told: Told<Name>, by: Origin): Promise<KnownRefund> {
    return this.refunds.send(name, told, by);
  }

  async prepare(refund: KnownRefund, attempt: OutgoingAttempt, provider: Provider): Promise<Submission | null> {
    const { id, amount, paymentId, collectionReference } = refund;
    const asked = { reference: attempt.providerReference, amount, externalId: id, description: `Refund ${id}` };
    // The provider knows whom it paid by: a payer whose data is erased gets the money back too.
    if (attempt.operation === 'refund') {
      const payment = await this.refunds.payments.find(paymentId);
      const collectionTransactionId = payment?.providerTransactionId ?? null;
      return (call) =>
        disbursementsOf(provider).refund({ ...asked, ...call, collectionReference, collectionTransactionId });
    }
    const details = await this.personalData.open(refund.person as Sealed<PayerDetails>);
    if (details === null) return null;
    const payee = { kind: 'msisdn', msisdn: details.msisdn as Msisdn } as const;
    return (call) => disbursementsOf(provider).transfer({ ...asked, ...call, payee });
  }

  mayBeSent(refund: KnownRefund): Promise<MaySend> {
    return this.refunds.mayBeSent(refund);
  }

  collectionReferenceOf({ collectionReference }: KnownRefund): string {
    return collectionReference;
  }

  idsOf({ id, paymentId }: KnownRefund) {
    return { paymentId, refundId: id, payoutId: null };
  }

  async finishAbandoned(by: Origin): Promise<void> {
    for (const { id, paymentId } of await this.#openReservations()) {
      try {
        await this.refunds.finishReservation(paymentId, id, by);
      } catch {
        // The store is unavailable. The next run tries again; the other reservations do not wait for it.
      }
    }
  }

  async #openReservations(): Promise<readonly OpenReservation[]> {
    const reservedAt = { lt: instant(this.clock.now() - reservationAgeMs) };
    const sort = { field: 'reservedAt', direction: 'ascending' } as const;
    const open: OpenReservation[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<OpenReservation> = await this.documents.query(openReservationsView.collection, {
        where: { reservedAt },
        sort,
        limit: 1_000,
        cursor,
      });
      open.push(...page.documents);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return open;
  }
}

/** After this time the request that set an amount aside is considered dead. */
const reservationAgeMs = 10_000;
