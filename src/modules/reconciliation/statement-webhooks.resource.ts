import type { Recorded } from '../../kernel/domain/events.js';
import type { WebhookSource } from '../webhooks/contract.http.js';
import type { ReconciliationResources } from './reconciliation.resource.js';
import { StatementReconciled, type StatementEvent } from './statement.events.js';
import type { Statements } from './statements.js';

/** What statements tell webhooks: that one is reconciled, with what its lines came to. It belongs to no client. */
export function statementWebhooks(
  statements: Pick<Statements, 'standingOf'>,
  resources: Pick<ReconciliationResources, 'statement'>,
): WebhookSource {
  return {
    group: 'reconciliation',
    events: [StatementReconciled],
    types: { StatementReconciled: 'reconciliation.completed' },
    route: 'GET /v1/reconciliation/statements/:id',
    schema: 'Statement',
    async tell(event) {
      const { data, revision } = event as Recorded<Extract<StatementEvent, { type: 'StatementReconciled' }>>;
      // A reconciled statement changes no more.
      const standing = await statements.standingOf(data.statementId);
      return {
        resourceId: data.statementId,
        sequence: revision + 1,
        owner: null,
        about: null,
        show: async () => resources.statement(standing),
      };
    },
  };
}
