import type { EventOf } from '../../kernel/domain/events.js';
import type { View } from '../../kernel/following/view.js';
import type { StatementStatus } from './statement.decider.js';
import { statementEvents, type StatementEvent } from './statement.events.js';

/** What lists and the import find of a statement. The log has the rest. */
export interface StatementDocument {
  readonly id: string;
  readonly provider: string;
  readonly account: string;
  readonly status: StatementStatus;
  /** Something is still to be done with it by itself: it is read, carried out, or its cancellation is. */
  readonly isAtWork: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly createdAt: string;
}

export const statementView: View<StatementDocument, StatementEvent> = {
  collection: {
    name: 'statements.v1',
    indexes: [
      ['createdAt'],
      ['status', 'createdAt'],
      ['provider', 'createdAt'],
      ['account', 'createdAt'],
      ['isAtWork', 'createdAt'],
      ['provider', 'account', 'status', 'to'],
    ],
    narrowedBy: { lasting: ['provider', 'account'], changing: ['status'] },
  },
  events: statementEvents as readonly (typeof statementEvents)[number][],
  idOf: ({ data }: EventOf<(typeof statementEvents)[number]>) => data.statementId,
  on: {
    StatementReceived: (_, { data: { statementId, provider, account, at } }) => ({
      id: statementId,
      provider,
      account,
      status: 'importing',
      isAtWork: true,
      from: null,
      to: null,
      createdAt: at,
    }),
    StatementImported: (before, { data: { from, to } }) => before && { ...before, status: 'matching', from, to },
    StatementCancelled: (before) => before && { ...before, status: 'cancelled' },
    StatementVoided: (before) => before && { ...before, isAtWork: false },
    StatementReconciled: (before) => before && { ...before, status: 'reconciled', isAtWork: false },
  },
};
