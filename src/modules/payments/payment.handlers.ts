import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import { seesAllClients, type ApiClient } from '../../http/authentication.js';
import type { KeysInFlight } from '../../http/idempotency.js';
import { readsPayers } from '../../http/shown-to.js';
import type { KeyedHash } from '../../kernel/keyed-hash.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Movements } from '../movements/contract.js';
import { asRouting, routingAskOf, type Instrument, type Providers, type Router } from '../providers/contract.js';
import { endedWithoutMoney } from './may-charge-again.rule.js';
import {
  AddPaymentNote,
  CheckPaymentStatus,
  CreatePayment,
  EvidenceOf,
  PaymentById,
  PaymentsWhere,
  ReattemptPayment,
  RecordStandingOf,
  TimelineOf,
  type Answered,
  type Ask,
  type Evidence,
  type TimelinePage,
  type WatchedStanding,
} from './payment.commands.js';
import {
  allKeys,
  firstReferenceFor,
  furtherReferenceFor,
  paymentIdFor,
  recordKeyFor,
  recordKeysFor,
  recordKeysOf,
} from './payment-identity.js';
import { isWorthAsking, isAskOf, type KnownPayment } from './payment.state.js';
import type { Creation } from './payment.events.js';
import type { PaymentResources } from './payment.resource.js';
import { asState, paymentView } from './payment.view.js';
import type { Payments } from './payments.js';

export interface PaymentParts {
  readonly payments: Payments;
  readonly movements: Movements;
  readonly providers: Providers;
  readonly router: Router;
  readonly personalData: PersonalData;
  readonly resources: PaymentResources;
  readonly keysInFlight: KeysInFlight;
  readonly documents: DocumentStore;
  readonly clock: Clock;
  /** Derives provider references: a repeated request derives the same one. */
  readonly references: KeyedHash;
  readonly expirySeconds: number;
}

@CommandHandler(CreatePayment)
export class CreatePaymentHandler implements ICommandHandler<CreatePayment> {
  constructor(private readonly parts: PaymentParts) {}

  execute({ client, key, ask, body, by }: CreatePayment): Promise<Answered> {
    const { payments, personalData, keysInFlight } = this.parts;
    const paymentId = paymentIdFor(client.id, key);
    const fingerprint = personalData.fingerprint(body);
    return keysInFlight.once(paymentId, async () => {
      const earlier = await payments.find(paymentId);
      if (earlier !== null) return { payment: sameAsk(earlier, fingerprint), replayed: true };
      const creation = await this.#creation(paymentId, client, ask, fingerprint);
      const { state, events } = await payments.create(creation, by);
      return { payment: state, replayed: events.length === 0 };
    });
  }

  async #creation(paymentId: string, client: ApiClient, ask: Ask, fingerprint: string): Promise<Creation> {
    const { providers, router, personalData, clock, references, expirySeconds } = this.parts;
    const { msisdn, email, description, metadata } = ask;
    const instrument: Instrument = { kind: 'msisdn', msisdn };
    const asked = routingAskOf('payment', paymentId, ask, ask.provider ?? null);
    const { provider, routed } = await router.first(asked, instrument);
    await providers.admit(instrument, provider);
    const details = { msisdn, ...(email !== undefined && { email }), description, metadata };
    const payer = await personalData.seal(personalData.subjectOf(msisdn), details);
    const now = clock.now();
    return {
      paymentId,
      client: client.id,
      fingerprint,
      recordKey: recordKeyFor(client.id, ask.record),
      record: ask.record,
      amount: ask.amount,
      payer,
      dimensions: { ...ask.dimensions },
      provider: provider.name,
      providerReference: firstReferenceFor(references, paymentId),
      expiresAt: instant(now + (ask.expiresInSeconds ?? expirySeconds) * 1_000),
      ...(routed !== null && { routing: asRouting(routed, ask.provider !== undefined) }),
      at: instant(now),
    };
  }
}

@CommandHandler(ReattemptPayment)
export class ReattemptPaymentHandler implements ICommandHandler<ReattemptPayment> {
  constructor(private readonly parts: PaymentParts) {}

  execute({ client, paymentId, key, expiresInSeconds, body, by }: ReattemptPayment): Promise<Answered> {
    const { payments, providers, personalData, keysInFlight, clock, references } = this.parts;
    const fingerprint = personalData.fingerprint(body);
    return keysInFlight.once(`${paymentId}/${client.id}/${key}`, async () => {
      const payment = await visiblePayment(this.parts, client, paymentId);
      const providerReference = furtherReferenceFor(references, payment, client.id, key);
      const earlier = payment.attempts.find((attempt) => attempt.providerReference === providerReference);
      if (earlier !== undefined) {
        if (isAskOf(earlier, fingerprint)) return { payment, replayed: true };
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { paymentId });
      }
      if (!endedWithoutMoney(payment)) {
        throw new Refusal('conflict', 'ATTEMPT_NOT_ALLOWED', { paymentId, paymentStatus: payment.status });
      }
      const details = await personalData.open(payment.payer);
      if (details === null) throw new Refusal('conflict', 'PAYER_ERASED', { paymentId });
      const provider = payment.attempts.at(-1)!.provider;
      if (!providers.named(provider)?.collections) throw new Refusal('invalid', 'PROVIDER_NOT_AVAILABLE');
      const now = clock.now();
      const lifeMs = expiresInSeconds === undefined ? lifeMsOf(payment) : expiresInSeconds * 1_000;
      const reattempt = {
        paymentId,
        fingerprint,
        recordKey: recordKeysOf(payment).claimed,
        attempt: payment.attempts.length + 1,
        provider,
        providerReference,
        expiresAt: instant(now + lifeMs),
        at: instant(now),
      };
      const { state, events } = await payments.reattempt(payment, reattempt, by);
      return { payment: state, replayed: events.length === 0 };
    });
  }
}

/** How long the newest attempt had until its expiry. */
const lifeMsOf = ({ expiresAt, attempts }: KnownPayment): number =>
  Date.parse(expiresAt) - Date.parse(attempts.at(-1)!.at);

@CommandHandler(CheckPaymentStatus)
export class CheckPaymentStatusHandler implements ICommandHandler<CheckPaymentStatus> {
  constructor(private readonly parts: PaymentParts) {}

  async execute({ client, paymentId, by }: CheckPaymentStatus): Promise<KnownPayment> {
    const payment = await visiblePayment(this.parts, client, paymentId);
    const asked = payment.attempts.filter(isWorthAsking);
    if (asked.length === 0) return payment;
    await this.parts.movements.checkNow({ kind: 'payment', id: paymentId }, asked, by);
    return visiblePayment(this.parts, client, paymentId);
  }
}

@CommandHandler(AddPaymentNote)
export class AddPaymentNoteHandler implements ICommandHandler<AddPaymentNote> {
  constructor(private readonly parts: PaymentParts) {}

  async execute({ client, paymentId, text, by }: AddPaymentNote): Promise<KnownPayment> {
    const { payments, personalData } = this.parts;
    const payment = await visiblePayment(this.parts, client, paymentId);
    const note = await personalData.sealUnderKeyOf(payment.payer, text);
    return payments.send('AddNote', { paymentId, note }, by);
  }
}

@QueryHandler(PaymentById)
export class PaymentByIdHandler implements IQueryHandler<PaymentById> {
  constructor(private readonly parts: PaymentParts) {}

  execute({ client, paymentId }: PaymentById): Promise<KnownPayment> {
    return visiblePayment(this.parts, client, paymentId);
  }
}

@QueryHandler(PaymentsWhere)
export class PaymentsWhereHandler implements IQueryHandler<PaymentsWhere> {
  constructor(private readonly parts: PaymentParts) {}

  async execute({ client, where, limit, cursor }: PaymentsWhere): Promise<Page<KnownPayment>> {
    // A caller that sees masked numbers could otherwise find them by trying.
    if (where['subject'] !== undefined && seesAllClients(client) && !readsPayers(client)) {
      throw new Refusal('forbidden', 'PAYER_READ_REQUIRED');
    }
    const { documents, nextCursor } = await this.parts.documents.query(paymentView.collection, {
      where: seesAllClients(client) ? where : { ...where, client: client.id },
      sort: { field: 'createdAt', direction: 'descending' },
      limit,
      cursor,
    });
    return { documents: documents.map(asState), nextCursor };
  }
}

@QueryHandler(RecordStandingOf)
export class RecordStandingOfHandler implements IQueryHandler<RecordStandingOf> {
  constructor(private readonly parts: PaymentParts) {}

  async execute({ client, owner, record }: RecordStandingOf): Promise<WatchedStanding> {
    const { payments } = this.parts;
    const { type, id } = record;
    if (seesAllClients(client) || owner === client.id) {
      const keys = recordKeysFor(owner, { ...record, type: type as Creation['record']['type'] });
      const standing = await payments.standing(keys);
      if (standing !== null) {
        const streams = allKeys(keys).map((key) => payments.recordStreamOf(key));
        if (standing.paymentId !== null) streams.push(payments.streamOf(standing.paymentId));
        return { ...standing, streams };
      }
    }
    throw new Refusal('not-found', 'RECORD_NOT_FOUND', { recordType: type, recordId: id });
  }
}

@QueryHandler(TimelineOf)
export class TimelineOfHandler implements IQueryHandler<TimelineOf> {
  constructor(private readonly parts: PaymentParts) {}

  async execute({ client, paymentId, after, limit }: TimelineOf): Promise<TimelinePage> {
    const { client: owner } = await visiblePayment(this.parts, client, paymentId);
    const found = await this.parts.payments.eventsOf(paymentId, { from: after + 1, limit: limit + 1 });
    const events = found.slice(0, limit);
    return { owner, events, next: found.length > limit ? events.at(-1)!.revision : null };
  }
}

@QueryHandler(EvidenceOf)
export class EvidenceOfHandler implements IQueryHandler<EvidenceOf> {
  constructor(private readonly parts: PaymentParts) {}

  async execute({ client, paymentId }: EvidenceOf): Promise<Evidence> {
    const { payments, resources } = this.parts;
    const payment = await visiblePayment(this.parts, client, paymentId);
    const events = await payments.eventsOf(paymentId);
    return {
      payment: await resources.one(payment, client),
      timeline: await resources.timeline(payment.client, events, client),
    };
  }
}

export const paymentHandlers = [
  CreatePaymentHandler,
  ReattemptPaymentHandler,
  CheckPaymentStatusHandler,
  AddPaymentNoteHandler,
  PaymentByIdHandler,
  PaymentsWhereHandler,
  RecordStandingOfHandler,
  TimelineOfHandler,
  EvidenceOfHandler,
];

// Another client's payment is answered as unknown.
async function visiblePayment({ payments }: PaymentParts, client: ApiClient, paymentId: string): Promise<KnownPayment> {
  const payment = await payments.find(paymentId);
  if (payment === null || !(seesAllClients(client) || payment.client === client.id)) {
    throw new Refusal('not-found', 'PAYMENT_NOT_FOUND', { paymentId });
  }
  return payment;
}

function sameAsk(earlier: KnownPayment, fingerprint: string): KnownPayment {
  if (earlier.fingerprint !== fingerprint)
    throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { paymentId: earlier.id });
  return earlier;
}
