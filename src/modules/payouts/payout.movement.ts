import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { DomainEvent, EventOf, Origin } from '../../kernel/domain/events.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Document, DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { MaySend, Submission } from '../movements/contract.js';
import type { BegunAttempt, MovementOrder, OutgoingAttempt, OutgoingKind, Told } from '../outgoing/contract.js';
import { disbursementsOf, type Provider } from '../providers/contract.js';
import { payoutOutgoing, PayoutReattempted } from './payout.events.js';
import type { KnownPayout } from './payout.state.js';
import {
  asPayout,
  openPayoutClaimsView,
  payoutView,
  type OpenPayoutClaim,
  type PayoutDocument,
} from './payout.view.js';
import type { Payouts } from './payouts.js';

/** What a payout is as a movement: a payee is paid from our float. */
export class PayoutKind implements OutgoingKind<KnownPayout> {
  readonly kind = 'payout';
  readonly prefix = 'Payout';
  readonly events = payoutOutgoing;
  readonly submitPolicy = 'submit-payout-when-approved';
  readonly uncertain = 'UNCERTAIN_PAYOUT';
  readonly alsoBegins = [PayoutReattempted];
  readonly collection = payoutView.collection;

  constructor(
    private readonly payouts: Payouts,
    private readonly personalData: PersonalData,
    private readonly documents: DocumentStore,
    private readonly clock: Clock,
  ) {}

  beginsIn(event: DomainEvent): BegunAttempt | null {
    const { id, begins, at } = (event as EventOf<typeof PayoutReattempted>).data;
    return begins && { id, beganAt: at, ...begins };
  }

  stateIn(document: Document): KnownPayout {
    return asPayout(document as PayoutDocument);
  }

  find(id: string): Promise<KnownPayout | null> {
    return this.payouts.find(id);
  }

  recall(id: string, isEnough: (known: KnownPayout) => boolean): Promise<KnownPayout | null> {
    return this.payouts.recall(id, isEnough);
  }

  send<Name extends MovementOrder>(name: Name, told: Told<Name>, by: Origin): Promise<KnownPayout> {
    return this.payouts.send(name, told, by);
  }

  async prepare(
    { id, amount, record, person }: KnownPayout,
    { providerReference }: OutgoingAttempt,
    provider: Provider,
  ): Promise<Submission | null> {
    const details = await this.personalData.open(person);
    if (details === null) return null;
    return (call) =>
      disbursementsOf(provider).transfer({
        reference: providerReference,
        amount,
        payee: { kind: 'msisdn', msisdn: details.msisdn as Msisdn },
        externalId: id,
        description: details.description ?? `${record.type} ${record.id}`,
        ...call,
      });
  }

  mayBeSent(known: KnownPayout): Promise<MaySend> {
    return this.payouts.mayBeSent(known);
  }

  /** Payouts that were claimed and are not on record. */
  async finishAbandoned(by: Origin): Promise<void> {
    const claimedAt = { lt: instant(this.clock.now() - claimAgeMs) };
    let cursor: string | null = null;
    do {
      const page: Page<OpenPayoutClaim> = await this.documents.query(openPayoutClaimsView.collection, {
        where: { claimedAt },
        sort: { field: 'claimedAt', direction: 'ascending' },
        limit: 1_000,
        cursor,
      });
      for (const { recordKey } of page.documents) {
        try {
          await this.payouts.finishClaim(recordKey, by);
        } catch {
          // The store is unavailable. The next run tries again; the other claims do not wait for it.
        }
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  idsOf({ id }: KnownPayout) {
    return { paymentId: null, refundId: null, payoutId: id };
  }
}

/** After this time the request that made a claim is considered dead. */
const claimAgeMs = 10_000;
