import { Command, Query } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { RetentionCount } from './retention.js';

export interface ErasedPayer {
  readonly subject: string;
  /** Null: nothing was ever kept under the number. */
  readonly erasedAt: string | null;
}

export class ErasePayer extends Command<ErasedPayer> {
  constructor(
    readonly msisdn: Msisdn,
    readonly reason: string,
    readonly by: Origin,
  ) {
    super();
  }
}

/** A command and not a query: each page is on record. */
export class ExportPayerData extends Command<unknown> {
  constructor(
    readonly client: ApiClient,
    readonly msisdn: Msisdn,
    readonly limit: number,
    readonly cursor: string | null,
    readonly by: Origin,
  ) {
    super();
  }
}

export interface RetentionPreview extends RetentionCount {
  readonly months: number;
}

export class RetentionPreviewFor extends Query<RetentionPreview> {
  /** Undefined: as it is set. */
  constructor(readonly months: number | undefined) {
    super();
  }
}
