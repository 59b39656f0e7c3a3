import { Command, Query } from '@nestjs/cqrs';
import type { Origin } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { Condition, Page } from '../../kernel/ports/document-store.js';
import type { ApiClient } from '../../http/authentication.js';
import type { KnownPayment } from './payment.state.js';
import type { Creation, PaymentEvent } from './payment.events.js';
import type { Recorded } from '../../kernel/domain/events.js';
import type { KnownStanding } from './payments.js';

export interface Ask {
  readonly amount: Money;
  readonly msisdn: Msisdn;
  /** Where the receipt is sent. */
  readonly email?: string | undefined;
  readonly provider: string | undefined;
  readonly record: Creation['record'];
  readonly description: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly expiresInSeconds: number | undefined;
}

export interface Answered {
  readonly payment: KnownPayment;
  /** An earlier request with the same key was carried out; this one changed nothing. */
  readonly replayed: boolean;
}

export class CreatePayment extends Command<Answered> {
  constructor(
    readonly client: ApiClient,
    readonly key: string,
    readonly ask: Ask,
    /** The body's canonical JSON. */
    readonly body: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ReattemptPayment extends Command<Answered> {
  constructor(
    readonly client: ApiClient,
    readonly paymentId: string,
    readonly key: string,
    readonly expiresInSeconds: number | undefined,
    /** The body's canonical JSON. */
    readonly body: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class CheckPaymentStatus extends Command<KnownPayment> {
  constructor(
    readonly client: ApiClient,
    readonly paymentId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class AddPaymentNote extends Command<KnownPayment> {
  constructor(
    readonly client: ApiClient,
    readonly paymentId: string,
    readonly text: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class PaymentById extends Query<KnownPayment> {
  constructor(
    readonly client: ApiClient,
    readonly paymentId: string,
  ) {
    super();
  }
}

export class PaymentsWhere extends Query<Page<KnownPayment>> {
  constructor(
    readonly client: ApiClient,
    readonly where: Readonly<Record<string, Condition>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}

/** A record as its owner asked for it. */
export interface AskedRecord {
  readonly type: string;
  readonly id: string;
  readonly part: string | null;
}

export interface WatchedStanding extends KnownStanding {
  /** The streams whose next event may change it. */
  readonly streams: readonly string[];
}

export class RecordStandingOf extends Query<WatchedStanding> {
  constructor(
    readonly client: ApiClient,
    /** The API client whose record it is. */
    readonly owner: string,
    readonly record: AskedRecord,
  ) {
    super();
  }
}

export interface TimelinePage {
  /** The client that the payment belongs to. */
  readonly owner: string;
  readonly events: readonly Recorded<PaymentEvent>[];
  /** The revision after which the next page begins; null at the end. */
  readonly next: number | null;
}

export class TimelineOf extends Query<TimelinePage> {
  constructor(
    readonly client: ApiClient,
    readonly paymentId: string,
    readonly after: number,
    readonly limit: number,
  ) {
    super();
  }
}

/** Everything that is known about a payment, for the person who decides its review. */
export interface Evidence {
  readonly payment: unknown;
  readonly timeline: readonly unknown[];
}

export class EvidenceOf extends Query<Evidence> {
  constructor(
    readonly client: ApiClient,
    readonly paymentId: string,
  ) {
    super();
  }
}
