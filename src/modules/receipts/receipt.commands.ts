import { Command, Query } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { DocumentFacts, Since } from './document-content.js';

/** A receipt or credit note, and what has happened since. */
export interface ShownDocument {
  readonly facts: DocumentFacts;
  readonly provider: string;
  readonly since: Since;
}

export class ReceiptOfPayment extends Query<ShownDocument> {
  constructor(
    readonly client: ApiClient,
    readonly paymentId: string,
  ) {
    super();
  }
}

export class ReceiptByNumber extends Query<ShownDocument> {
  constructor(
    readonly client: ApiClient,
    readonly number: string,
  ) {
    super();
  }
}

export class CreditNoteByNumber extends Query<ShownDocument> {
  constructor(
    readonly client: ApiClient,
    readonly number: string,
  ) {
    super();
  }
}

/** The receipt or credit note that a public address was made for. */
export class GenuineDocument extends Query<ShownDocument> {
  constructor(
    readonly number: string,
    readonly signature: string,
  ) {
    super();
  }
}

/** The logo with a hash that a document names. */
export class LogoWithHash extends Query<Buffer> {
  constructor(readonly hash: string) {
    super();
  }
}

/** Adds the number of the fiscal receipt to a receipt. */
export class RecordEbmNumber extends Command<void> {
  constructor(
    readonly client: ApiClient,
    readonly number: string,
    readonly ebmNumber: string,
    readonly at: Instant,
    readonly by: Origin,
  ) {
    super();
  }
}
