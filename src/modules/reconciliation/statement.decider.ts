import type { Signer } from '../../kernel/domain/approvals.js';
import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import {
  LineMismatched,
  statementEvents,
  StatementCancelled,
  StatementImported,
  StatementReceived,
  StatementReconciled,
  StatementVoided,
  type StatementEvent,
  type StatementNotice,
} from './statement.events.js';

export const statementStatuses = ['importing', 'matching', 'reconciled', 'cancelled'] as const;
export type StatementStatus = (typeof statementStatuses)[number];

type Received = Parameters<typeof StatementReceived>[0];
type Imported = Parameters<typeof StatementImported>[0];
type Reconciled = Parameters<typeof StatementReconciled>[0];
type Mismatched = Parameters<typeof LineMismatched>[0];

export interface KnownStatement extends Omit<Received, 'statementId' | 'at'> {
  readonly id: string;
  readonly status: StatementStatus;
  /** A cancelled one counts for nothing any more, and its file may come again. */
  readonly isVoid: boolean;
  readonly notices: readonly StatementNotice[];
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** The items for which a review was asked. */
  readonly reviewed: readonly string[];
  readonly createdAt: Instant;
  readonly importedAt: Instant | null;
  readonly reconciledAt: Instant | null;
}

export type Statement = { readonly status: 'absent' } | KnownStatement;

interface OfStatement {
  readonly statementId: string;
  readonly at: Instant;
}

export interface StatementOrders {
  readonly Receive: { readonly received: Omit<Received, 'run'>; readonly at: Instant };
  readonly Finish: { readonly imported: Imported; readonly at: Instant };
  readonly Cancel: OfStatement & { readonly signer: Signer };
  readonly Void: OfStatement;
  readonly AskReviews: OfStatement & { readonly items: readonly Omit<Mismatched, 'statementId' | 'at'>[] };
  readonly Reconcile: { readonly reconciled: Reconciled; readonly at: Instant };
}

/** A provider's statement of one account: received whole, imported line by line, carried out, and reconciled. */
export const statement: Decider<Statement, StatementOrders, StatementEvent> = {
  category: 'statement',
  events: statementEvents,
  initial: { status: 'absent' },

  decide: {
    // The same file again is the same statement. After a cancellation it is imported from its beginning.
    Receive(statement, { received }) {
      if (statement.status === 'absent') return [StatementReceived({ ...received, run: 1 })];
      if (statement.status !== 'cancelled') return nothing;
      if (!statement.isVoid)
        throw new Refusal('conflict', 'STATEMENT_BEING_CANCELLED', { statementId: received.statementId });
      return [StatementReceived({ ...received, run: statement.run + 1 })];
    },

    Finish(statement, { imported }) {
      return knownStatement(statement, imported.statementId).status === 'importing'
        ? [StatementImported(imported)]
        : nothing;
    },

    // Once every line is on record, what they say is carried out, and money may move by it.
    Cancel(statement, { statementId, signer, at }) {
      const { status } = knownStatement(statement, statementId);
      if (status === 'cancelled') return nothing;
      if (status !== 'importing')
        throw new Refusal('conflict', 'STATEMENT_NOT_CANCELLABLE', { statementId, statementStatus: status });
      return [StatementCancelled({ statementId, cancelledBy: signer, at })];
    },

    Void(statement, { statementId, at }) {
      const { status, isVoid } = knownStatement(statement, statementId);
      return status === 'cancelled' && !isVoid ? [StatementVoided({ statementId, at })] : nothing;
    },

    AskReviews(statement, { statementId, items, at }) {
      const { reviewed } = knownStatement(statement, statementId);
      return items
        .filter(({ itemId }) => !reviewed.includes(itemId))
        .slice(0, Math.max(0, mostReviews - reviewed.length))
        .map((item) => LineMismatched({ ...item, statementId, at }));
    },

    Reconcile(statement, { reconciled }) {
      return knownStatement(statement, reconciled.statementId).status === 'matching'
        ? [StatementReconciled(reconciled)]
        : nothing;
    },
  },

  evolve: {
    StatementReceived: (_, { data: { statementId, at, ...received } }) => ({
      ...received,
      id: statementId,
      status: 'importing',
      isVoid: false,
      notices: [],
      from: null,
      to: null,
      reviewed: [],
      createdAt: at,
      importedAt: null,
      reconciledAt: null,
    }),
    StatementImported: (statement, { data: { from, to, notices, at } }) => ({
      ...asKnown(statement),
      status: 'matching',
      from,
      to,
      notices,
      importedAt: at,
    }),
    StatementCancelled: (statement) => ({ ...asKnown(statement), status: 'cancelled' }),
    StatementVoided: (statement) => ({ ...asKnown(statement), isVoid: true }),
    LineMismatched: (statement, { data: { itemId } }) => ({
      ...asKnown(statement),
      reviewed: [...asKnown(statement).reviewed, itemId],
    }),
    StatementReconciled: (statement, { data: { at } }) => ({
      ...asKnown(statement),
      status: 'reconciled',
      reconciledAt: at,
    }),
  },
};

/** A file of the wrong account would open a review for each of its lines. The list of items has them all. */
export const mostReviews = 100;

function knownStatement(statement: Statement, statementId: string): KnownStatement {
  if (statement.status === 'absent') throw new Refusal('not-found', 'STATEMENT_NOT_FOUND', { statementId });
  return statement;
}

function asKnown(statement: Statement): KnownStatement {
  if (statement.status === 'absent')
    throw new Error('A statement has an event before StatementReceived: its stream is damaged');
  return statement;
}
