import { isSamePerson, mayStillDecide, type Approvals, type Signer } from '../../kernel/domain/approvals.js';
import { isPlain, isTextOf } from '../../kernel/domain/text.js';
import type { Outgoing } from '../outgoing/contract.js';

/** Text of a person that may have several lines. */
export const isProse = (text: string, most: number): boolean =>
  isTextOf(text, 1, most) && isPlain(text.replaceAll(/[\t\r\n]/g, ''));

/** How a refund or payout stands, in a hidden field: a form from a page on which it stood otherwise is not carried out. */
export const seenOf = ({
  status,
  attempts,
  approvedBy,
}: Pick<Outgoing, 'status' | 'attempts' | 'approvedBy'>): string => `${status}-${attempts.length}-${approvedBy.length}`;

export type Done = 'now' | 'already';

/** What a page says to have been done, as its address tells it. */
export function doneIn(query: unknown): Done | null {
  const { done } = query as { readonly done?: unknown };
  return done === 'now' || done === 'already' ? done : null;
}

/** Why somebody who approves such things may decide this one or not; null: it waits for nobody, or this person approves none. */
export type Decidable = 'may' | 'own' | 'approved' | null;

export const decidable = (of: Approvals, me: Signer): NonNullable<Decidable> =>
  mayStillDecide(of, me) ? 'may' : isSamePerson(of.requestedBy, me) ? 'own' : 'approved';
