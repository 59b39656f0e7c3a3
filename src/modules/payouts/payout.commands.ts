import { Command, Query } from '@nestjs/cqrs';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { RecordType } from '../../kernel/domain/record.js';
import type { Condition, Page } from '../../kernel/ports/document-store.js';
import type { ApiClient } from '../../http/authentication.js';
import type { PayoutEvent } from './payout.events.js';
import type { KnownPayout } from './payout.state.js';

export interface Payee {
  readonly msisdn: Msisdn;
  readonly name: string | null;
}

export interface AskedPayout {
  readonly amount: Money;
  readonly payee: Payee;
  readonly provider: string | undefined;
  readonly record: { readonly type: RecordType; readonly id: string; readonly part: string };
  readonly description: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly expiresInSeconds: number | null;
}

export interface AnsweredPayout {
  readonly payout: KnownPayout;
  /** An earlier request with the same key was carried out; this one changed nothing. */
  readonly replayed: boolean;
}

export class RequestPayout extends Command<AnsweredPayout> {
  constructor(
    readonly client: ApiClient,
    readonly key: string,
    readonly ask: AskedPayout,
    /** The body's canonical JSON. */
    readonly body: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ApprovePayout extends Command<KnownPayout> {
  constructor(
    readonly client: ApiClient,
    readonly payoutId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class RejectPayout extends Command<KnownPayout> {
  constructor(
    readonly client: ApiClient,
    readonly payoutId: string,
    readonly reason: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ReattemptPayout extends Command<AnsweredPayout> {
  constructor(
    readonly client: ApiClient,
    readonly payoutId: string,
    readonly key: string,
    /** Null: the same payee. */
    readonly payee: Payee | null,
    /** The body's canonical JSON. */
    readonly body: string,
    readonly by: Origin,
  ) {
    super();
  }
}

/** Asks the provider now about whatever of it is open or in doubt. */
export class CheckPayoutStatus extends Command<KnownPayout> {
  constructor(
    readonly client: ApiClient,
    readonly payoutId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

/** How it came to stand as it does, oldest first. */
export class PayoutTimelineOf extends Query<readonly Recorded<PayoutEvent>[]> {
  constructor(
    readonly client: ApiClient,
    readonly payoutId: string,
    readonly limit: number,
  ) {
    super();
  }
}

export class PayoutById extends Query<KnownPayout> {
  constructor(
    readonly client: ApiClient,
    readonly payoutId: string,
  ) {
    super();
  }
}

export class PayoutsWhere extends Query<Page<KnownPayout>> {
  constructor(
    readonly client: ApiClient,
    readonly where: Readonly<Record<string, Condition>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}
