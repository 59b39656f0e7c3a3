import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { signerOf } from '../../kernel/domain/approvals.js';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import { seesAllClients, type ApiClient } from '../../http/authentication.js';
import type { KeysInFlight } from '../../http/idempotency.js';
import type { Movements } from '../movements/contract.js';
import { isWorthAsking } from '../outgoing/contract.js';
import { asRouting, routingAskOf, type Instrument, type Providers, type Router } from '../providers/contract.js';
import { payoutIdFor, payoutRecordKeyFor, scopeOfRecords } from './payout-identity.js';
import {
  ApprovePayout,
  CheckPayoutStatus,
  PayoutById,
  PayoutsWhere,
  PayoutTimelineOf,
  ReattemptPayout,
  RejectPayout,
  RequestPayout,
  type AnsweredPayout,
  type AskedPayout,
  type Payee,
} from './payout.commands.js';
import { notAllowed } from './payout.decider.js';
import type { PayeeDetails, PayoutRequest } from './payout.events.js';
import type { KnownPayout } from './payout.state.js';
import { asPayout, payoutView } from './payout.view.js';
import { notFound, type Payouts } from './payouts.js';

export interface PayoutParts {
  readonly payouts: Payouts;
  readonly movements: Movements;
  readonly providers: Providers;
  readonly router: Router;
  readonly personalData: PersonalData;
  readonly keysInFlight: KeysInFlight;
  readonly documents: DocumentStore;
  readonly clock: Clock;
}

@CommandHandler(RequestPayout)
export class RequestPayoutHandler implements ICommandHandler<RequestPayout> {
  constructor(private readonly parts: PayoutParts) {}

  execute({ client, key, ask, body, by }: RequestPayout): Promise<AnsweredPayout> {
    const { payouts, personalData, keysInFlight } = this.parts;
    const payoutId = payoutIdFor(client.id, key);
    const fingerprint = personalData.fingerprint(body);
    return keysInFlight.once(payoutId, async () => {
      const earlier = await payouts.find(payoutId);
      if (earlier !== null) {
        if (earlier.fingerprint !== fingerprint) throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { payoutId });
        return { payout: earlier, replayed: true };
      }
      const request = await this.#request(payoutId, client, ask, fingerprint);
      const { state, events } = await payouts.request(request, null, by);
      return { payout: state, replayed: events.length === 0 };
    });
  }

  async #request(id: string, client: ApiClient, ask: AskedPayout, fingerprint: string): Promise<PayoutRequest> {
    const { router, personalData, clock } = this.parts;
    const { amount, payee, record, description, metadata, dimensions, expiresInSeconds } = ask;
    const instrument: Instrument = { kind: 'msisdn', msisdn: payee.msisdn };
    const asked = routingAskOf('payout', id, ask, ask.provider ?? null);
    const { provider, routed } = await router.first(asked, instrument);
    const details: PayeeDetails = { ...payee, description, metadata };
    return {
      id,
      client: client.id,
      fingerprint,
      requestedBy: signerOf(client),
      recordKey: payoutRecordKeyFor(scopeOfRecords(client), record),
      record,
      amount,
      payee: await personalData.seal(personalData.subjectOf(payee.msisdn), details),
      dimensions: { ...dimensions },
      provider: provider.name,
      expiresInSeconds,
      batch: null,
      ...(routed !== null && { routing: asRouting(routed, ask.provider !== undefined) }),
      at: instant(clock.now()),
    };
  }
}

@CommandHandler(ApprovePayout)
export class ApprovePayoutHandler implements ICommandHandler<ApprovePayout> {
  constructor(private readonly parts: PayoutParts) {}

  execute({ client, payoutId, by }: ApprovePayout): Promise<KnownPayout> {
    return this.parts.payouts.approve(payoutId, signerOf(client), by, (known) => this.#elsewhere(known));
  }

  /** It may have waited for hours, and its provider may be in an outage by now. Nothing has been asked of that provider. */
  async #elsewhere({ id, provider, isRouted, amount, dimensions, person }: KnownPayout) {
    const { router, personalData } = this.parts;
    const details = isRouted === true ? await personalData.open(person) : null;
    if (details === null) return null;
    const payee: Instrument = { kind: 'msisdn', msisdn: details.msisdn as Msisdn };
    const other = await router.insteadOf(provider, routingAskOf('payout', id, { amount, dimensions }, null), payee);
    return other && { provider: other.provider, routing: asRouting(other, false) };
  }
}

@CommandHandler(RejectPayout)
export class RejectPayoutHandler implements ICommandHandler<RejectPayout> {
  constructor(private readonly parts: PayoutParts) {}

  async execute({ client, payoutId, reason, by }: RejectPayout): Promise<KnownPayout> {
    const { payouts, personalData } = this.parts;
    const known = await payouts.find(payoutId);
    if (known === null) throw notFound(payoutId);
    const sealed = await personalData.sealUnderKeyOf(known.person, reason);
    return payouts.reject(payoutId, signerOf(client), sealed, by);
  }
}

@CommandHandler(ReattemptPayout)
export class ReattemptPayoutHandler implements ICommandHandler<ReattemptPayout> {
  constructor(private readonly parts: PayoutParts) {}

  execute({ client, payoutId, key, payee, body, by }: ReattemptPayout): Promise<AnsweredPayout> {
    const { payouts, personalData, keysInFlight } = this.parts;
    const fingerprint = personalData.fingerprint(body);
    const requestKey = personalData.fingerprint(JSON.stringify([client.id, key]));
    return keysInFlight.once(`${payoutId}/${client.id}/${key}`, async () => {
      const known = await visiblePayout(this.parts, client, payoutId);
      const earlier = known.reattempts.find((one) => one.key === requestKey);
      if (earlier !== undefined) {
        if (earlier.fingerprint === fingerprint) return { payout: known, replayed: true };
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { payoutId });
      }
      if (known.status !== 'failed') throw notAllowed(known);
      const another = await this.#another(known, payee);
      const asked = { id: payoutId, key: requestKey, fingerprint, signer: signerOf(client), payee: another };
      return { payout: await payouts.reattempt(known, asked, by), replayed: false };
    });
  }

  /** Null: the payee stays the same. */
  async #another({ person, amount, provider }: KnownPayout, payee: Payee | null) {
    const { personalData, providers } = this.parts;
    const details = await personalData.open(person);
    const isSame =
      payee === null || (payee.msisdn === details?.msisdn && (payee.name ?? details.name) === details.name);
    if (isSame) {
      if (details === null) throw new Refusal('conflict', 'PAYER_ERASED');
      return null;
    }
    providers.chooseForPayout(amount, { kind: 'msisdn', msisdn: payee.msisdn }, provider);
    const { description = null, metadata = {} } = details ?? {};
    return personalData.seal(personalData.subjectOf(payee.msisdn), { ...payee, description, metadata });
  }
}

@CommandHandler(CheckPayoutStatus)
export class CheckPayoutStatusHandler implements ICommandHandler<CheckPayoutStatus> {
  constructor(private readonly parts: PayoutParts) {}

  async execute({ client, payoutId, by }: CheckPayoutStatus): Promise<KnownPayout> {
    const payout = await visiblePayout(this.parts, client, payoutId);
    const asked = payout.attempts.filter(isWorthAsking);
    if (asked.length === 0) return payout;
    await this.parts.movements.checkNow({ kind: 'payout', id: payoutId }, asked, by);
    return visiblePayout(this.parts, client, payoutId);
  }
}

@QueryHandler(PayoutTimelineOf)
export class PayoutTimelineOfHandler implements IQueryHandler<PayoutTimelineOf> {
  constructor(private readonly parts: PayoutParts) {}

  async execute({ client, payoutId, limit }: PayoutTimelineOf) {
    await visiblePayout(this.parts, client, payoutId);
    return this.parts.payouts.eventsOf(payoutId, { limit });
  }
}

@QueryHandler(PayoutById)
export class PayoutByIdHandler implements IQueryHandler<PayoutById> {
  constructor(private readonly parts: PayoutParts) {}

  execute({ client, payoutId }: PayoutById): Promise<KnownPayout> {
    return visiblePayout(this.parts, client, payoutId);
  }
}

@QueryHandler(PayoutsWhere)
export class PayoutsWhereHandler implements IQueryHandler<PayoutsWhere> {
  constructor(private readonly parts: PayoutParts) {}

  async execute({ client, where, limit, cursor }: PayoutsWhere): Promise<Page<KnownPayout>> {
    const { documents, nextCursor } = await this.parts.documents.query(payoutView.collection, {
      where: seesAllClients(client) ? where : { ...where, client: client.id },
      sort: { field: 'createdAt', direction: 'descending' },
      limit,
      cursor,
    });
    return { documents: documents.map(asPayout), nextCursor };
  }
}

export const payoutHandlers = [
  RequestPayoutHandler,
  ApprovePayoutHandler,
  RejectPayoutHandler,
  ReattemptPayoutHandler,
  CheckPayoutStatusHandler,
  PayoutTimelineOfHandler,
  PayoutByIdHandler,
  PayoutsWhereHandler,
];

// Another client's payout is answered as unknown.
async function visiblePayout({ payouts }: PayoutParts, client: ApiClient, payoutId: string): Promise<KnownPayout> {
  const known = await payouts.find(payoutId);
  if (known === null || !(seesAllClients(client) || known.client === client.id)) throw notFound(payoutId);
  return known;
}
