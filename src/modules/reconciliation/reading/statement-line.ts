import type { Instant } from '../../../kernel/domain/clock.js';
import type { Money } from '../../../kernel/domain/money.js';
import type { Msisdn } from '../../../kernel/domain/msisdn.js';

/** One line of a provider's or a bank's statement, in our words. Its cells are kept as they were written. */
export interface StatementLine {
  /** As a spreadsheet or an editor counts lines: the first line of the file is 1. Of MT940 and CAMT.053: the line on which the entry begins, or the next free one where another entry has it. */
  readonly line: number;
  /** As they were written, in the order of `StatementPlan.columns`; `rowOf` gives them their names. */
  readonly cells: readonly string[];
  /** The provider's transaction id, or the bank's reference; null: the line has none. */
  readonly id: string | null;
  /** Our own reference, where the statement repeats it. */
  readonly externalId: string | null;
  readonly at: Instant;
  readonly status: LineStatus;
  /** As written. */
  readonly type: string | null;
  readonly kind: LineKind;
  /** Into our account or out of it; null: the line does not say. */
  readonly direction: 'in' | 'out' | null;
  /** Without its sign, which `direction` tells. */
  readonly amount: Money;
  readonly fee: Money | null;
  /** Of our account after this line. */
  readonly balance: Money | null;
  /** The phone number of the other side, where it has one. */
  readonly party: Msisdn | null;
  readonly partyName: string | null;
  /** Our side of the line, as the statement tells it: an account, a code or a number; null: it does not tell. */
  readonly ownAccount: string | null;
  /** Free text: what the payer wrote, the remittance information of a bank. */
  readonly text: string | null;
}

export type LineStatus = 'successful' | 'failed' | 'pending' | 'unknown';

/** `settlement` is a move between the wallet and a bank; `other` is a type that is not known. */
export type LineKind = 'payment' | 'payout' | 'refund' | 'reversal' | 'fee' | 'settlement' | 'other';

/** A line that cannot be read. It stops no other line. */
export interface UnreadableLine {
  readonly line: number;
  readonly cells: readonly string[];
  /** The header of the cell that is wrong; null: the line as a whole is. */
  readonly column: string | null;
  /** What is wrong with it. It repeats no cell: cells are personal data. */
  readonly reason: string;
}

export type ReadLine = StatementLine | UnreadableLine;

export const isUnreadable = (line: ReadLine): line is UnreadableLine => 'reason' in line;

/** Some hundreds of lines, in the order of the file. */
export interface StatementChunk {
  readonly lines: readonly ReadLine[];
  /** How much of the file has been read so far. */
  readonly bytes: number;
}

/** The cells of a line by their headers; repeated headers are told apart in `columns`, cells beyond the header are `#16`. */
export function rowOf(columns: readonly string[], cells: readonly string[]): Record<string, string> {
  const named = cells.map((cell, place): [string, string] => [columns[place] ?? `#${place + 1}`, cell]);
  return Object.fromEntries(named);
}

/**
 * What makes a line the same line in another file of the same account. A provider's id, with the kind, since one id may stand on a payment and
 * on its fee. A bank repeats its references, so there the day, the amount and the balance belong to it; and so it is where a line has no id.
 */
export function identityOf(line: StatementLine, of: 'wallet' | 'bank' = 'wallet'): string {
  const { id, kind, at, amount, balance, externalId, text } = line;
  const direction = line.direction ?? '';
  if (id !== null && of === 'wallet') return `id:${id}:${kind}:${direction}`;
  return `at:${at}:${direction}:${amount.minor}:${balance?.minor ?? externalId ?? text ?? ''}${id === null ? '' : `:${id}`}`;
}
