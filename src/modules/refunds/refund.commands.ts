import { Command, Query } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import type { Condition, Page } from '../../kernel/ports/document-store.js';
import type { KnownRefund, PaidFrom } from './refund.decider.js';
import type { RefundEvent, RefundMethod } from './refund.events.js';

export interface RefundAsk {
  /** Decimal text in major units of the payment's currency; null: what is left. */
  readonly amount: string | null;
  readonly reason: string;
  readonly complaintReference: string | null;
  readonly method: RefundMethod;
  /** What was left of the payment when the person who asks saw it, as decimal text: refused where it is another amount by now. Absent: nobody looked. */
  readonly leftAsSeen?: string;
}

export interface AnsweredRefund {
  readonly refund: KnownRefund;
  /** An earlier request with the same key was carried out; this one changed nothing. */
  readonly replayed: boolean;
}

export class RequestRefund extends Command<AnsweredRefund> {
  constructor(
    readonly client: ApiClient,
    readonly paymentId: string,
    readonly key: string,
    readonly ask: RefundAsk,
    /** The body's canonical JSON. */
    readonly body: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ApproveRefund extends Command<KnownRefund> {
  constructor(
    readonly client: ApiClient,
    readonly refundId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class RejectRefund extends Command<KnownRefund> {
  constructor(
    readonly client: ApiClient,
    readonly refundId: string,
    readonly reason: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export interface RefundCompletion {
  readonly providerReference: string;
  readonly note: string;
  readonly paidFrom: PaidFrom;
}

export class CompleteRefundByHand extends Command<KnownRefund> {
  constructor(
    readonly client: ApiClient,
    readonly refundId: string,
    readonly completion: RefundCompletion,
    readonly by: Origin,
  ) {
    super();
  }
}

/** Asks the provider now about whatever of it is open or in doubt. */
export class CheckRefundStatus extends Command<KnownRefund> {
  constructor(
    readonly client: ApiClient,
    readonly refundId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

/** How it came to stand as it does, oldest first. */
export class RefundTimelineOf extends Query<readonly Recorded<RefundEvent>[]> {
  constructor(
    readonly client: ApiClient,
    readonly refundId: string,
    readonly limit: number,
  ) {
    super();
  }
}

export class RefundById extends Query<KnownRefund> {
  constructor(
    readonly client: ApiClient,
    readonly refundId: string,
  ) {
    super();
  }
}

export class RefundsWhere extends Query<Page<KnownRefund>> {
  constructor(
    readonly client: ApiClient,
    readonly where: Readonly<Record<string, Condition>>,
    /** Only those that should have been decided by now. */
    readonly isOverdue: boolean,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}
