import { Money } from '../../kernel/domain/money.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { outgoingStatuses } from '../outgoing/contract.js';
import type { BatchProgress, ShownBatchState } from './batch.commands.js';
import type { KnownBatch } from './batch.decider.js';
import type { Batches } from './batches.js';
import { batchLineId, batchLineView } from './batch.view.js';
import { payoutView } from './payout.view.js';

/** Why a batch that was approved is not being sent, where this instance sends it. */
export interface Obstacles {
  waitsFor(batchId: string): 'FLOAT' | 'PROVIDER' | null;
}

/** What has become of the lines of a batch so far. */
export class BatchResults {
  constructor(
    private readonly batches: Batches,
    private readonly documents: DocumentStore,
    private readonly obstacles: Obstacles,
  ) {}

  async of(batch: KnownBatch): Promise<ShownBatchState> {
    return { batch, progress: await this.#progressOf(batch) };
  }

  async #progressOf(batch: KnownBatch): Promise<BatchProgress> {
    const { needed: approversNeeded, isEnough } = this.batches.approval(batch);
    const isBeingSent = batch.status === 'approved' || batch.status === 'sending';
    if (!isBeingSent && batch.status !== 'done')
      return { byStatus: {}, refused: 0, refusedAmount: null, approversNeeded, waitsFor: null };
    const waitsFor = !isBeingSent ? null : isEnough ? this.obstacles.waitsFor(batch.id) : 'APPROVAL';
    const { byStatus, refusedLines } = await this.#counted(batch.id);
    const refused = refusedLines.length;
    const refusedAmount = await this.#sumOf(batch.id, refusedLines);
    return { byStatus, refused, refusedAmount, approversNeeded, waitsFor };
  }

  async counts(batchId: string): Promise<Pick<BatchProgress, 'byStatus' | 'refused'>> {
    const { byStatus, refusedLines } = await this.#counted(batchId);
    return { byStatus, refused: refusedLines.length };
  }

  async #counted(batchId: string) {
    const counted = await Promise.all(
      outgoingStatuses.map(async (status) => {
        return [status, await this.documents.count(payoutView.collection, { batchId, status })] as const;
      }),
    );
    const byStatus: BatchProgress['byStatus'] = Object.fromEntries(counted);
    return { byStatus, refusedLines: await this.batches.refusedLines(batchId) };
  }

  /** A file has one currency. */
  async #sumOf(batchId: string, lines: readonly number[]): Promise<Money | null> {
    const ids = lines.map((line) => batchLineId(batchId, line));
    const found = await this.documents.get(batchLineView.collection, ids);
    const amounts = [...found.values()].flatMap(({ document: { amount } }) =>
      amount === null ? [] : [Money.parse(amount.amount, amount.currency)!],
    );
    const [first, ...others] = amounts;
    return first === undefined ? null : others.reduce((sum, amount) => sum.plus(amount), first);
  }
}
