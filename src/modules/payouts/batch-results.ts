import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { outgoingStatuses } from '../outgoing/contract.js';
import type { BatchProgress, ShownBatchState } from './batch.commands.js';
import type { KnownBatch } from './batch.decider.js';
import type { Batches } from './batches.js';
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
    if (!isBeingSent && batch.status !== 'done') return { byStatus: {}, refused: 0, approversNeeded, waitsFor: null };
    const waitsFor = !isBeingSent ? null : isEnough ? this.obstacles.waitsFor(batch.id) : 'APPROVAL';
    return { ...(await this.counts(batch.id)), approversNeeded, waitsFor };
  }

  async counts(batchId: string): Promise<Pick<BatchProgress, 'byStatus' | 'refused'>> {
    const counted = await Promise.all(
      outgoingStatuses.map(async (status) => {
        return [status, await this.documents.count(payoutView.collection, { batchId, status })] as const;
      }),
    );
    const refused = await this.batches.refusedLines(batchId);
    return { byStatus: Object.fromEntries(counted), refused };
  }
}
