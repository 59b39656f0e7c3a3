import { isPlain, isTextOf } from '../../kernel/domain/text.js';
import type { Outgoing } from '../outgoing/contract.js';
import type { Done } from './money-parts.page.js';

/** Text of a person that may have several lines. */
export const isProse = (text: string, most: number): boolean =>
  isTextOf(text, 1, most) && isPlain(text.replaceAll(/[\t\r\n]/g, ''));

/** How a refund or payout stands, in a hidden field: a form from a page on which it stood otherwise is not carried out. */
export const seenOf = ({
  status,
  attempts,
  approvedBy,
}: Pick<Outgoing, 'status' | 'attempts' | 'approvedBy'>): string => `${status}-${attempts.length}-${approvedBy.length}`;

/** What a page says to have been done, as its address tells it. */
export function doneIn(query: unknown): Done | null {
  const { done } = query as { readonly done?: unknown };
  return done === 'now' || done === 'already' ? done : null;
}
