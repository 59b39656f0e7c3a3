import type { Recorded } from '../../kernel/domain/events.js';
import type { WholeLogView } from '../../kernel/following/view.js';

/** Where one event of the log is found, and what it is asked by. What it says stays in the log. */
export interface AuditEvent {
  /** The position with leading zeros: events of the same moment are in the order of the log. */
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly at: string;
  /** Its id. */
  readonly actor: string;
}

const listed = (_: AuditEvent | null, { stream, revision, type, metadata, position }: Recorded): AuditEvent => ({
  id: idOf({ position }),
  stream,
  revision,
  type,
  at: metadata.at,
  actor: metadata.actor.id,
});
const idOf = ({ position }: Pick<Recorded, 'position'>): string => String(position).padStart(20, '0');

/** Every event of the log. */
export const auditEventView: WholeLogView<AuditEvent> = {
  collection: {
    name: 'audit-events.v1',
    indexes: [['at'], ['stream', 'at'], ['actor', 'at'], ['type', 'at']],
    narrowedBy: { lasting: ['type', 'actor'], changing: [] },
  },
  idOf,
  every: listed,
};
