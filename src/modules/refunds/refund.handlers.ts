import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler, type QueryBus } from '@nestjs/cqrs';
import { peopleNeeded, signerOf, type ApprovalThresholds } from '../../kernel/domain/approvals.js';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { Money, tooManyDecimals } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { seesAllClients, type ApiClient } from '../../http/authentication.js';
import type { KeysInFlight } from '../../http/idempotency.js';
import type { KeyedHash } from '../../kernel/keyed-hash.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { Movements } from '../movements/contract.js';
import { asOutgoing, isWorthAsking } from '../outgoing/contract.js';
import { paidFor, refundable, type KnownPayment, type Payments } from '../payments/contract.js';
import { PaymentById } from '../payments/contract.http.js';
import type { Disbursements, Providers } from '../providers/contract.js';
import {
  ApproveRefund,
  CheckRefundStatus,
  CompleteRefundByHand,
  RefundById,
  RefundsWhere,
  RefundTimelineOf,
  RejectRefund,
  RequestRefund,
  type AnsweredRefund,
  type RefundAsk,
} from './refund.commands.js';
import { notFound, type KnownRefund } from './refund.decider.js';
import type { RefundRequest } from './refund.events.js';
import { collectionOf, referenceFor, refundIdFor, type SealWords } from './refund-request.js';
import { overdueAt } from './overdue-refunds.js';
import { refundView } from './refund.view.js';
import { isDoubted, isOverRefunded, type Refunds } from './refunds.js';

export interface RefundParts {
  readonly refunds: Refunds;
  readonly movements: Movements;
  readonly payments: Payments;
  readonly providers: Providers;
  readonly personalData: PersonalData;
  readonly seal: SealWords;
  readonly documents: DocumentStore;
  readonly keysInFlight: KeysInFlight;
  readonly queries: QueryBus;
  readonly clock: Clock;
  readonly references: KeyedHash;
  readonly thresholds: ApprovalThresholds;
  readonly expirySeconds: number;
  readonly decisionDays: number;
}

@CommandHandler(RequestRefund)
export class RequestRefundHandler implements ICommandHandler<RequestRefund> {
  constructor(private readonly parts: RefundParts) {}

  execute({ client, paymentId, key, ask, body, by }: RequestRefund): Promise<AnsweredRefund> {
    const { refunds, personalData, keysInFlight, queries } = this.parts;
    const refundId = refundIdFor(client.id, paymentId, key);
    const fingerprint = personalData.fingerprint(body);
    return keysInFlight.once(refundId, async () => {
      const payment: KnownPayment = await queries.execute(new PaymentById(client, paymentId));
      // An earlier request that died after it had set the amount aside is finished as it was asked.
      const isAsideAlready = refundId in payment.reserved;
      const earlier =
        (await refunds.find(refundId)) ??
        (isAsideAlready ? await refunds.finishReservation(paymentId, refundId, by) : null);
      if (earlier !== null) {
        if (earlier.fingerprint === fingerprint) return { refund: earlier, replayed: true };
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { paymentId });
      }
      const request = await this.#request(refundId, client, payment, ask, fingerprint);
      const { state, events } = await refunds.request(request, by);
      return { refund: state, replayed: events.length === 0 };
    });
  }

  async #request(
    refundId: string,
    client: ApiClient,
    payment: KnownPayment,
    ask: RefundAsk,
    fingerprint: string,
  ): Promise<RefundRequest> {
    const { clock, seal, decisionDays, personalData } = this.parts;
    const { reason, complaintReference, method, leftAsSeen } = ask;
    const left = refundable(payment);
    // Of pages alone: the API does not say what its caller saw.
    if (leftAsSeen !== undefined && leftAsSeen !== left.amount)
      throw new Refusal('conflict', 'REFUNDABLE_CHANGED', { paymentId: payment.id, refundable: left.amount });
    const { provider, collectionReference } = collectionOf(payment);
    if (method === 'automatic') {
      const { operation } = operationOf(this.parts, provider, isWhole(payment, amountOf(payment, ask)));
      // A transfer goes to a number, and there is none any more.
      if (operation === 'transfer' && (await personalData.isErased(payment.payer)))
        throw new Refusal('conflict', 'PAYER_ERASED', { paymentId: payment.id });
    }
    const now = clock.now();
    return {
      id: refundId,
      paymentId: payment.id,
      client: payment.client,
      fingerprint,
      amount: amountOf(payment, ask),
      payer: payment.payer,
      method,
      words: await seal(payment.payer, { reason, complaintReference }),
      provider,
      collectionReference,
      requestedBy: signerOf(client),
      decideBy: instant(now + decisionDays * dayMs),
      at: instant(now),
    };
  }
}

@CommandHandler(ApproveRefund)
export class ApproveRefundHandler implements ICommandHandler<ApproveRefund> {
  constructor(private readonly parts: RefundParts) {}

  async execute({ client, refundId, by }: ApproveRefund): Promise<KnownRefund> {
    const { refunds, payments, thresholds, clock, references, expirySeconds } = this.parts;
    const refund = await visibleRefund(this.parts, client, refundId);
    const payment = await payments.find(refund.paymentId);
    if (refund.status === 'requested' && payment !== null && isDoubted(payment))
      throw new Refusal('conflict', 'PAYMENT_NOT_REFUNDABLE', { paymentId: payment.id, inReview: true });
    if (refund.status === 'requested' && payment !== null && isOverRefunded(payment)) {
      const { amount: none } = Money.zero(payment.amount.currency);
      throw new Refusal('conflict', 'REFUND_EXCEEDS_PAYMENT', { paymentId: payment.id, refundable: none });
    }
    const begins =
      refund.method === 'manual'
        ? null
        : {
            ...operationOf(this.parts, refund.provider, payment === null || isWhole(payment, refund.amount)),
            providerReference: referenceFor(references, refundId, refund.attempts.length + 1),
            expiresAt: instant(clock.now() + expirySeconds * 1_000),
          };
    const count = refunds.count(refund, peopleNeeded(thresholds, refund.amount));
    return refunds.approve({ id: refundId, signer: signerOf(client), count, begins }, by);
  }
}

@CommandHandler(RejectRefund)
export class RejectRefundHandler implements ICommandHandler<RejectRefund> {
  constructor(private readonly parts: RefundParts) {}

  async execute({ client, refundId, reason, by }: RejectRefund): Promise<KnownRefund> {
    const { person } = await visibleRefund(this.parts, client, refundId);
    const sealed = await this.parts.seal(person, reason);
    return this.parts.refunds.reject({ id: refundId, signer: signerOf(client), reason: sealed }, by);
  }
}

@CommandHandler(CompleteRefundByHand)
export class CompleteRefundByHandHandler implements ICommandHandler<CompleteRefundByHand> {
  constructor(private readonly parts: RefundParts) {}

  async execute({ client, refundId, completion, by }: CompleteRefundByHand): Promise<KnownRefund> {
    const { person } = await visibleRefund(this.parts, client, refundId);
    const note = await this.parts.seal(person, completion.note);
    return this.parts.refunds.complete({ ...completion, id: refundId, signer: signerOf(client), note }, by);
  }
}

@CommandHandler(CheckRefundStatus)
export class CheckRefundStatusHandler implements ICommandHandler<CheckRefundStatus> {
  constructor(private readonly parts: RefundParts) {}

  async execute({ client, refundId, by }: CheckRefundStatus): Promise<KnownRefund> {
    const refund = await visibleRefund(this.parts, client, refundId);
    const asked = refund.attempts.filter(isWorthAsking);
    if (asked.length === 0) return refund;
    await this.parts.movements.checkNow({ kind: 'refund', id: refundId }, asked, by);
    return visibleRefund(this.parts, client, refundId);
  }
}

@QueryHandler(RefundTimelineOf)
export class RefundTimelineOfHandler implements IQueryHandler<RefundTimelineOf> {
  constructor(private readonly parts: RefundParts) {}

  async execute({ client, refundId, limit }: RefundTimelineOf) {
    await visibleRefund(this.parts, client, refundId);
    return this.parts.refunds.eventsOf(refundId, { limit });
  }
}

@QueryHandler(RefundById)
export class RefundByIdHandler implements IQueryHandler<RefundById> {
  constructor(private readonly parts: RefundParts) {}

  execute({ client, refundId }: RefundById): Promise<KnownRefund> {
    return visibleRefund(this.parts, client, refundId);
  }
}

@QueryHandler(RefundsWhere)
export class RefundsWhereHandler implements IQueryHandler<RefundsWhere> {
  constructor(private readonly parts: RefundParts) {}

  async execute({ client, where: asked, isOverdue, limit, cursor }: RefundsWhere): Promise<Page<KnownRefund>> {
    // What is decided is not overdue.
    if (isOverdue && asked['status'] !== undefined && asked['status'] !== 'requested')
      return { documents: [], nextCursor: null };
    const where = isOverdue ? { ...asked, ...overdueAt(instant(this.parts.clock.now())) } : asked;
    const { documents, nextCursor } = await this.parts.documents.query(refundView.collection, {
      where: seesAllClients(client) ? where : { ...where, client: client.id },
      sort: { field: isOverdue ? 'decideBy' : 'createdAt', direction: 'descending' },
      limit,
      cursor,
    });
    return { documents: documents.map((document) => asOutgoing<KnownRefund>(document)), nextCursor };
  }
}

export const refundHandlers = [
  RequestRefundHandler,
  ApproveRefundHandler,
  RejectRefundHandler,
  CompleteRefundByHandHandler,
  CheckRefundStatusHandler,
  RefundTimelineOfHandler,
  RefundByIdHandler,
  RefundsWhereHandler,
];

// Another client's refund is answered as unknown.
async function visibleRefund({ refunds }: RefundParts, client: ApiClient, refundId: string): Promise<KnownRefund> {
  const refund = await refunds.find(refundId);
  if (refund === null || !(seesAllClients(client) || refund.client === client.id)) throw notFound(refundId);
  return refund;
}

/** How money goes back through this provider: all that was paid, or a part of it. */
function operationOf(
  { providers }: RefundParts,
  provider: string,
  isWhole: boolean,
): { readonly provider: string; readonly operation: NonNullable<Disbursements['refundsBy']> } {
  const disbursements = providers.named(provider)?.disbursements ?? null;
  const { refundsBy: whole = 'refund', partialRefundsBy: part = whole } = disbursements ?? {};
  const operation = isWhole ? whole : part;
  if (disbursements === null || operation === null)
    throw new Refusal('invalid', 'REFUND_METHOD_NOT_AVAILABLE', { provider });
  return { provider, operation };
}

const isWhole = (payment: KnownPayment, amount: Money): boolean => amount.equals(paidFor(payment));

function amountOf(payment: KnownPayment, { amount: text }: RefundAsk): Money {
  if (text === null) return refundable(payment);
  const { currency } = payment.amount;
  const amount = Money.parse(text, currency);
  if (amount === null) throw new InvalidInput([{ field: 'amount', message: tooManyDecimals(currency) }]);
  if (!amount.isPositive) throw new InvalidInput([{ field: 'amount', message: 'must be more than zero' }]);
  return amount;
}

const dayMs = 24 * 60 * 60 * 1_000;
