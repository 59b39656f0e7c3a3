import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { signerOf } from '../../kernel/domain/approvals.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { ApiClient } from '../../http/authentication.js';
import { readBatchFile } from './batch-file.js';
import { totalsOf } from './batch-line.rule.js';
import {
  ApproveBatch,
  BatchById,
  BatchesWhere,
  BatchLinesWhere,
  CheckBatchFile,
  ReceiveBatch,
  RejectBatch,
  type CheckedFile,
  type LinesPage,
  type ReceivedBatch,
  type ShownBatchState,
} from './batch.commands.js';
import type { KnownBatch } from './batch.decider.js';
import { batchLineView, batchView } from './batch.view.js';
import { notFound, type Batches } from './batches.js';
import { payoutIdOfLine, scopeOfRecords } from './payout-identity.js';
import { asPayout, payoutView } from './payout.view.js';
import type { BatchResults } from './batch-results.js';

export interface BatchParts {
  readonly batches: Batches;
  readonly results: BatchResults;
  readonly documents: DocumentStore;
}

const senderOf = (client: ApiClient) => ({
  client: client.id,
  signer: signerOf(client),
  scope: scopeOfRecords(client),
});

@CommandHandler(ReceiveBatch)
export class ReceiveBatchHandler implements ICommandHandler<ReceiveBatch> {
  constructor(private readonly parts: BatchParts) {}

  async execute({ client, file, by }: ReceiveBatch): Promise<ReceivedBatch> {
    const { batch, isNew } = await this.parts.batches.receive(await readBatchFile(file), senderOf(client), by);
    return { ...(await this.parts.results.of(batch)), isNew };
  }
}

@QueryHandler(CheckBatchFile)
export class CheckBatchFileHandler implements IQueryHandler<CheckBatchFile> {
  constructor(private readonly parts: BatchParts) {}

  async execute({ client, file }: CheckBatchFile): Promise<CheckedFile> {
    const read = await readBatchFile(file);
    const lines = await this.parts.batches.check(read, scopeOfRecords(client));
    const shown = lines.filter(({ errors }, place) => place < linesOfADryRun || errors.length > 0);
    const earlier = await this.parts.batches.ofFile(read);
    return { header: read.header, totals: totalsOf(lines), lines: shown, earlier };
  }
}

@CommandHandler(ApproveBatch)
export class ApproveBatchHandler implements ICommandHandler<ApproveBatch> {
  constructor(private readonly parts: BatchParts) {}

  async execute({ client, batchId, skipInvalid, by }: ApproveBatch): Promise<ShownBatchState> {
    const { batches, results } = this.parts;
    return results.of(await batches.approve(batchId, signerOf(client), skipInvalid, by));
  }
}

@CommandHandler(RejectBatch)
export class RejectBatchHandler implements ICommandHandler<RejectBatch> {
  constructor(private readonly parts: BatchParts) {}

  async execute({ client, batchId, reason, by }: RejectBatch): Promise<ShownBatchState> {
    const { batches, results } = this.parts;
    return results.of(await batches.reject(batchId, signerOf(client), reason, by));
  }
}

@QueryHandler(BatchById)
export class BatchByIdHandler implements IQueryHandler<BatchById> {
  constructor(private readonly parts: BatchParts) {}

  async execute({ batchId }: BatchById): Promise<ShownBatchState> {
    return this.parts.results.of(await known(this.parts, batchId));
  }
}

@QueryHandler(BatchesWhere)
export class BatchesWhereHandler implements IQueryHandler<BatchesWhere> {
  constructor(private readonly parts: BatchParts) {}

  async execute({ limit, cursor }: BatchesWhere) {
    const { documents, batches, results } = this.parts;
    const page = await documents.query(batchView.collection, {
      sort: { field: 'createdAt', direction: 'descending' },
      limit,
      cursor,
    });
    const shown: ShownBatchState[] = [];
    for (const { id } of page.documents) {
      const batch = await batches.find(id);
      if (batch !== null) shown.push(await results.of(batch));
    }
    return { documents: shown, nextCursor: page.nextCursor };
  }
}

@QueryHandler(BatchLinesWhere)
export class BatchLinesWhereHandler implements IQueryHandler<BatchLinesWhere> {
  constructor(private readonly parts: BatchParts) {}

  async execute({ batchId, valid, limit, cursor }: BatchLinesWhere): Promise<LinesPage> {
    const { documents } = this.parts;
    const batch = await known(this.parts, batchId);
    const page = await documents.query(batchLineView.collection, {
      where: { batchId, ...(valid !== undefined && { valid }) },
      sort: { field: 'line', direction: 'ascending' },
      limit,
      cursor,
    });
    const ids = page.documents.map(({ line }) => payoutIdOfLine(batchId, line));
    const payouts = await documents.get(payoutView.collection, ids);
    return {
      batch,
      documents: page.documents.map((line) => {
        const payout = payouts.get(payoutIdOfLine(batchId, line.line));
        return { line, payout: payout === undefined ? null : asPayout(payout.document) };
      }),
      nextCursor: page.nextCursor,
    };
  }
}

export const batchHandlers = [
  ReceiveBatchHandler,
  CheckBatchFileHandler,
  ApproveBatchHandler,
  RejectBatchHandler,
  BatchByIdHandler,
  BatchesWhereHandler,
  BatchLinesWhereHandler,
];

async function known({ batches }: BatchParts, batchId: string): Promise<KnownBatch> {
  const batch = await batches.find(batchId);
  if (batch === null) throw notFound(batchId);
  return batch;
}

const linesOfADryRun = 100;
