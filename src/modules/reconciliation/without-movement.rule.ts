import type { StatementLine } from './reading/statement-line.js';
import type { Reason } from './reasons.rule.js';
import type { ItemOutcome } from './statement.events.js';

/** What rules need of a line. */
export type LineOfMoney = Pick<StatementLine, 'at' | 'status' | 'kind' | 'direction' | 'amount'>;

/** Lines that may be a movement of ours: fees, moves to a bank and what is taken back are none, also where they bear its number. */
export const isOfMovements = ({ kind }: Pick<LineOfMoney, 'kind'>): boolean =>
  kind === 'payment' || kind === 'payout' || kind === 'refund' || kind === 'other';

/**
 * A line that is about nothing we know. Money that came in is missing here; what went out, fees and moves to a bank are other movements, until a rule
 * knows them. Where its type or its status is a word that is not known, money may have come in, and a person looks at it.
 */
export function withoutMovement(line: LineOfMoney): {
  readonly outcome: ItemOutcome;
  readonly reasons: readonly Reason[];
} {
  if (line.status === 'failed' || line.status === 'pending')
    return { outcome: 'other-movement', reasons: ['NO_MONEY_MOVED'] };
  const other = kindReasons[line.kind];
  if (other !== undefined) return { outcome: 'other-movement', reasons: [other] };
  if (line.direction === 'out') return { outcome: 'other-movement', reasons: ['MONEY_WENT_OUT'] };
  const notKnown: Reason[] = line.kind === 'other' ? ['OTHER_KIND'] : [];
  if (line.status === 'unknown') notKnown.push('OTHER_STATUS');
  return { outcome: 'missing-internally', reasons: ['UNKNOWN_HERE', ...notKnown] };
}

const kindReasons: Readonly<Record<string, Reason>> = {
  fee: 'A_FEE',
  settlement: 'A_MOVE_TO_A_BANK',
  reversal: 'TAKEN_BACK',
};
