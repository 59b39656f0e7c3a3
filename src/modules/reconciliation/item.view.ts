import type { EventOf } from '../../kernel/domain/events.js';
import type { View } from '../../kernel/following/view.js';
import { itemIdOfLine, itemIdOfMissing } from './item-id.rule.js';
import { mismatch, type Mismatch } from './mismatch.decider.js';
import { mismatchEvents, type MismatchEvent } from './mismatch.events.js';
import {
  ExpectationsMissed,
  StatementLinesRead,
  StatementLinesVoided,
  type ItemOutcome,
  type Missed,
  type KeptLine,
  type StoredLine,
  wholeLine,
} from './statement.events.js';

/** `none`: nobody has to do anything about it. */
export const itemStatuses = ['open', 'assigned', 'awaiting-approval', 'waiting', 'resolved', 'none'] as const;
export type ItemStatus = (typeof itemStatuses)[number];
/** Of items that wait for somebody. */
export const unresolved: readonly ItemStatus[] = ['open', 'assigned', 'awaiting-approval', 'waiting'];

/** A line that is not simply matched, or a movement that is on no statement: what people work on. Matched lines are read from the log. */
export interface ItemDocument {
  readonly id: string;
  /** Null: it is on no statement, and its deadline has passed. */
  readonly statementId: string | null;
  readonly run: number;
  readonly provider: string;
  readonly account: string | null;
  readonly outcome: ItemOutcome;
  /** Where it stands in the statement: the number of its line; movements that are on none come after all lines. */
  readonly order: number;
  readonly key: string | null;
  readonly subject: string | null;
  readonly paymentId: string | null;
  readonly speaks: boolean;
  readonly line: StoredLine | null;
  readonly missed: Missed | null;
  readonly work: Mismatch;
  readonly assignee: string | null;
  readonly status: ItemStatus;
  /** Its movement came on a later statement, or its line did and met its movement there: there is nothing left to do. */
  readonly metLater: boolean;
  readonly openedAt: string;
}

/** Outcomes that a person has to look at. */
export const needsWork = (outcome: ItemOutcome): boolean =>
  outcome !== 'matched' && outcome !== 'duplicate-line' && outcome !== 'other-movement';

/** A matched line has a document only while it still has something to say. */
export const hasDocument = ({ outcome, speaks = false }: Pick<KeptLine, 'outcome' | 'speaks'>): boolean =>
  outcome !== 'matched' || speaks;

type Watched =
  EventOf<typeof StatementLinesRead | typeof StatementLinesVoided | typeof ExpectationsMissed> | MismatchEvent;

export function statusOf({ outcome, work, metLater }: Pick<ItemDocument, 'outcome' | 'work' | 'metLater'>): ItemStatus {
  // What waits, or is asked to be written off, is over as well once its line has come.
  if (metLater || work.accepted !== null) return 'resolved';
  if (work.writeOff !== null) return 'awaiting-approval';
  if (work.resolution !== null) return work.resolution.resolution === 'waiting' ? 'waiting' : 'resolved';
  if (!needsWork(outcome)) return 'none';
  return work.assignee === null ? 'open' : 'assigned';
}

const withStatus = (item: Omit<ItemDocument, 'status' | 'assignee'>): ItemDocument => ({
  ...item,
  status: statusOf(item),
  assignee: item.work.assignee,
});

/** The lines of one event by their items, made once for all the documents that it changes. */
const byItem = new WeakMap<readonly KeptLine[], ReadonlyMap<string, StoredLine>>();
function linesOf(statementId: string, lines: readonly KeptLine[]): ReadonlyMap<string, StoredLine> {
  let found = byItem.get(lines);
  if (found === undefined) {
    found = new Map(lines.filter(hasDocument).map((line) => [itemIdOfLine(statementId, line.line), wholeLine(line)]));
    byItem.set(lines, found);
  }
  return found;
}

function idsOf({ type, data }: Watched): string | readonly string[] {
  switch (type) {
    case 'StatementLinesRead': {
      const met = data.lines.flatMap(({ wasMissing, meant, answers }) => [
        ...(wasMissing && meant ? [itemIdOfMissing(meant.id)] : none),
        ...(answers ?? none),
      ]);
      return [...linesOf(data.statementId, data.lines).keys(), ...met];
    }
    case 'StatementLinesVoided':
      return data.items;
    case 'ExpectationsMissed':
      return data.movements.map(({ id }) => itemIdOfMissing(id));
    case 'SuggestionAccepted':
      return [data.itemId, itemIdOfMissing(data.id)];
    default:
      return data.itemId;
  }
}

const worked = (item: ItemDocument | null, event: MismatchEvent): ItemDocument | null => {
  if (item === null) return null;
  const evolve = mismatch.evolve[event.type] as (before: Mismatch, event: MismatchEvent) => Mismatch;
  return withStatus({ ...item, work: evolve(item.work, event) });
};

export const itemView: View<ItemDocument, Watched> = {
  collection: {
    name: 'reconciliation-items.v2',
    indexes: [
      ['openedAt'],
      ['statementId', 'order'],
      ['statementId', 'openedAt'],
      ['statementId', 'outcome', 'order'],
      ['statementId', 'speaks', 'order'],
      ['outcome', 'openedAt'],
      ['status', 'openedAt'],
      ['assignee', 'openedAt'],
      ['paymentId', 'openedAt'],
      ['subject', 'openedAt'],
      ['key'],
    ],
    narrowedBy: { lasting: ['statementId', 'outcome'], changing: ['status', 'assignee'] },
  },
  events: [StatementLinesRead, StatementLinesVoided, ExpectationsMissed, ...mismatchEvents],
  idOf: idsOf,
  on: {
    ...Object.fromEntries(mismatchEvents.map(({ type }) => [type, worked])),
    StatementLinesRead(before, { data: { statementId, run, provider, account, lines, at } }, id) {
      const line = linesOf(statementId, lines).get(id);
      if (line === undefined) return before && withStatus({ ...before, metLater: true });
      return withStatus({
        id,
        statementId,
        run,
        provider,
        account,
        outcome: line.outcome,
        order: line.line,
        key: line.key,
        subject: line.subject,
        paymentId: line.meant?.paymentId ?? null,
        speaks: line.speaks,
        line,
        missed: null,
        work: mismatch.initial,
        metLater: false,
        openedAt: at,
      });
    },
    StatementLinesVoided: (before, { data: { statementId } }) =>
      before === null || before.statementId === statementId ? null : withStatus({ ...before, metLater: false }),
    ExpectationsMissed(before, { data: { statementId, account, movements, at } }, id) {
      const missed = movements.find((one) => itemIdOfMissing(one.id) === id);
      if (missed === undefined || (before !== null && !before.metLater)) return before;
      return withStatus({
        id,
        statementId,
        run: 1,
        provider: missed.provider,
        account,
        outcome: 'missing-at-provider',
        order: afterAllLines,
        key: null,
        subject: null,
        paymentId: missed.paymentId,
        speaks: false,
        line: null,
        missed,
        work: mismatch.initial,
        metLater: false,
        openedAt: at,
      });
    },
    SuggestionAccepted(before, event, id) {
      if (before === null) return null;
      return id === event.data.itemId ? worked(before, event) : withStatus({ ...before, metLater: true });
    },
  },
};

const none: readonly never[] = [];
const afterAllLines = 1_000_000_000;
