import type { FieldError } from '../../kernel/domain/invalid-input.js';
import { subjectOf, type Sealed } from '../../kernel/domain/sealed.js';
import type { View } from '../../kernel/following/view.js';
import type { KnownBatch } from './batch.decider.js';
import { batchEvents, batchLineEvents, type BatchEvent, type BatchLineEvent } from './batch.events.js';

interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

/** What lists and the sending find of a batch. The log has the rest. */
export interface BatchDocument {
  readonly id: string;
  readonly client: string;
  readonly status: KnownBatch['status'];
  readonly createdAt: string;
}

/** A line of it may still be paid. */
export const isOpenBatch = ({ status }: BatchDocument): boolean => status !== 'rejected' && status !== 'done';

export const batchView: View<BatchDocument, BatchEvent> = {
  collection: { name: 'payout-batches.v1', indexes: [['createdAt'], ['status', 'createdAt']] },
  events: batchEvents,
  idOf: ({ data }) => data.batchId,
  on: {
    BatchReceived: (_, { data: { batchId, client, at } }) => ({
      id: batchId,
      client,
      status: 'checking',
      createdAt: at,
    }),
    BatchChecked: (document) => document && { ...document, status: 'requested' },
    BatchApproved: (document, { data: { isEnough } }) =>
      document && { ...document, status: document.status === 'requested' && isEnough ? 'approved' : document.status },
    BatchRejected: (document) => document && { ...document, status: 'rejected' },
    BatchLinesSent: (document) => document && { ...document, status: 'sending' },
    BatchCompleted: (document) => document && { ...document, status: 'done' },
  },
};

/** One line of a file, as it was read. What became of it is in its payout. */
export interface BatchLineDocument {
  readonly id: string;
  readonly batchId: string;
  readonly line: number;
  readonly valid: boolean;
  readonly errors: readonly FieldError[];
  readonly warnings: readonly FieldError[];
  readonly recordKey: string | null;
  readonly amount: MoneyJson | null;
  readonly row: Sealed<readonly string[]>;
  /** The payee's; null: the line names no number. */
  readonly subject: string | null;
  /** Why it could not become a payout when it was its turn; null: it did, or was not reached. */
  readonly refused: { readonly code: string; readonly otherPayoutId: string | null } | null;
}

export const batchLineId = (batchId: string, line: number): string => `${batchId}/${line}`;

export const batchLineView: View<BatchLineDocument, BatchLineEvent> = {
  collection: {
    name: 'payout-batch-lines.v1',
    indexes: [
      ['batchId', 'line'],
      ['batchId', 'valid', 'line'],
      ['subject', 'batchId'],
    ],
  },
  events: batchLineEvents,
  idOf: ({ data: { batchId, line } }) => batchLineId(batchId, line),
  on: {
    BatchLineRead: (_, { data: { batchId, line, errors, warnings, recordKey, amount, row, hasPayee } }) => ({
      id: batchLineId(batchId, line),
      batchId,
      line,
      valid: errors.length === 0,
      errors,
      warnings,
      recordKey,
      amount: amount?.toJSON() ?? null,
      row,
      subject: hasPayee ? subjectOf(row) : null,
      refused: null,
    }),
    BatchLineRefused: (document, { data: { code, otherPayoutId } }) =>
      document && { ...document, refused: { code, otherPayoutId } },
  },
};
