import { Command, Query } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Page, Query as DocumentQuery } from '../../kernel/ports/document-store.js';
import type { ListedEvents } from './audit-events.js';
import type { OtherReplayed, ReplayedKind } from './other-replay.js';
import type { Replayed } from './replay.js';
import type { SealKey } from './seal.events.js';
import type { ShownSeal } from './seal.view.js';
import type { Verdict } from './verify-log.js';

export class AuditEventsWhere extends Query<ListedEvents> {
  constructor(readonly query: Omit<DocumentQuery, 'sort'>) {
    super();
  }
}

/** The payment as it stood at a moment; null: now. */
export class PaymentAsOf extends Query<Replayed> {
  constructor(
    readonly paymentId: string,
    readonly at: Instant | null,
  ) {
    super();
  }
}

/** A payout, batch, adjustment, day or settlement as it stood at a moment; null: now. */
export class StoryAsOf extends Query<OtherReplayed> {
  constructor(
    readonly kind: ReplayedKind,
    readonly id: string,
    readonly at: Instant | null,
  ) {
    super();
  }
}

export class LogVerdict extends Query<Verdict> {}

/** The bytes of an evidence pack, with what this client may see in it. It is on record before there is anything to send. */
export class MakeEvidencePack extends Command<Iterable<Uint8Array>> {
  constructor(
    readonly client: ApiClient,
    readonly paymentId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class SealsFrom extends Query<Page<ShownSeal>> {
  constructor(
    readonly number: number,
    readonly limit: number,
    readonly cursor: string | null,
    readonly direction: 'ascending' | 'descending' = 'ascending',
  ) {
    super();
  }
}

/** The keys of the seals, oldest first; the last is in use. */
export class KeysOfSeals extends Query<readonly SealKey[]> {}
