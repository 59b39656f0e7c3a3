import { Command, Query } from '@nestjs/cqrs';
import type { Origin } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import type { Header } from '../../kernel/domain/sheet.js';
import type { Page } from '../../kernel/ports/document-store.js';
import type { ApiClient } from '../../http/authentication.js';
import type { CheckedLine, Totals } from './batch-line.rule.js';
import type { KnownBatch } from './batch.decider.js';
import type { BatchLineDocument } from './batch.view.js';
import type { KnownPayout } from './payout.state.js';

/** A batch, and what has become of its lines so far. */
export interface ShownBatchState {
  readonly batch: KnownBatch;
  readonly progress: BatchProgress;
}

export interface BatchProgress {
  /** How many payouts of it there are in each status. */
  readonly byStatus: Readonly<Record<string, number>>;
  readonly refused: number;
  /** The sum of the lines that were refused; null: there are none. */
  readonly refusedAmount: Money | null;
  /** How many people must approve it. */
  readonly approversNeeded: number;
  /** Why it is not being sent although it was approved; null: it is, or is over. */
  readonly waitsFor: 'APPROVAL' | 'FLOAT' | 'PROVIDER' | null;
}

export interface ReceivedBatch extends ShownBatchState {
  /** False: the file was there already. */
  readonly isNew: boolean;
}

export class ReceiveBatch extends Command<ReceivedBatch> {
  constructor(
    readonly client: ApiClient,
    /** The bytes of the file, as they arrive. */
    readonly file: AsyncIterable<Uint8Array>,
    readonly by: Origin,
  ) {
    super();
  }
}

export interface CheckedFile {
  readonly header: Header;
  readonly totals: Totals;
  /** The first hundred, and every invalid one. */
  readonly lines: readonly CheckedLine[];
  /** What was made of this very file before; null: it is new. */
  readonly earlier: KnownBatch | null;
}

/** Says what a file would come to, and records nothing. */
export class CheckBatchFile extends Query<CheckedFile> {
  constructor(
    readonly client: ApiClient,
    readonly file: AsyncIterable<Uint8Array>,
  ) {
    super();
  }
}

export class ApproveBatch extends Command<ShownBatchState> {
  constructor(
    readonly client: ApiClient,
    readonly batchId: string,
    readonly skipInvalid: boolean,
    readonly by: Origin,
  ) {
    super();
  }
}

export class RejectBatch extends Command<ShownBatchState> {
  constructor(
    readonly client: ApiClient,
    readonly batchId: string,
    readonly reason: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class BatchById extends Query<ShownBatchState> {
  constructor(readonly batchId: string) {
    super();
  }
}

export class BatchesWhere extends Query<Page<ShownBatchState>> {
  constructor(
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}

export interface LineWithPayout {
  readonly line: BatchLineDocument;
  readonly payout: KnownPayout | null;
}

export interface LinesPage extends Page<LineWithPayout> {
  readonly batch: KnownBatch;
}

export class BatchLinesWhere extends Query<LinesPage> {
  constructor(
    readonly batchId: string,
    readonly valid: boolean | undefined,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}
