import { epochMs } from '../../kernel/domain/clock.js';
import type { StatementLine } from './reading/statement-line.js';
import type { BalanceOfLine, BalancesSoFar } from './statement.events.js';

export const noBalances: BalancesSoFar = { first: null, last: null, order: null, gaps: 0, at: [] };

/**
 * Follows the running balance from line to line. The first two lines tell whether the file is oldest or newest first. Whether a fee is in the amount or
 * beside it differs between exports, so both are accepted; what neither explains is a gap: a line is missing, or was changed.
 */
export function followBalance(so: BalancesSoFar, line: StatementLine): BalancesSoFar {
  if (line.balance === null || line.status !== 'successful') return so;
  const now: BalanceOfLine = {
    line: line.line,
    at: line.at,
    currency: line.balance.currency,
    balance: String(line.balance.minor),
    moved: String(line.direction === 'out' ? -line.amount.minor : line.amount.minor),
    fee: String(line.fee?.minor ?? 0n),
  };
  const { last } = so;
  const first = so.first ?? now;
  if (last === null || last.currency !== now.currency || line.direction === null) return { ...so, first, last: now };
  const follows = { 'oldest-first': leadsTo(last, now), 'newest-first': leadsTo(now, last) };
  const order = so.order ?? orderOf(last, now, follows);
  if (order === null || follows[order]) return { ...so, first, last: now, order };
  return { first, last: now, order, gaps: so.gaps + 1, at: so.at.length < gapsNamed ? [...so.at, line.line] : so.at };
}

/** The balance before the oldest line and after the newest one; null: the file tells none. */
export function endsOf({
  first,
  last,
  order,
}: BalancesSoFar): { readonly opening: bigint; readonly closing: bigint } | null {
  if (first === null || last === null) return null;
  const [oldest, newest] = order === 'newest-first' ? [last, first] : [first, last];
  return { opening: BigInt(oldest.balance) - BigInt(oldest.moved), closing: BigInt(newest.balance) };
}

const leadsTo = (before: BalanceOfLine, after: BalanceOfLine): boolean => {
  const expected = BigInt(before.balance) + BigInt(after.moved);
  const [balance, fee] = [BigInt(after.balance), BigInt(after.fee)];
  return balance === expected || balance === expected - fee;
};

function orderOf(
  last: BalanceOfLine,
  now: BalanceOfLine,
  follows: Readonly<Record<'oldest-first' | 'newest-first', boolean>>,
): BalancesSoFar['order'] {
  const apartMs = epochMs(now.at) - epochMs(last.at);
  if (apartMs !== 0) return apartMs > 0 ? 'oldest-first' : 'newest-first';
  return follows['oldest-first'] === follows['newest-first']
    ? null
    : follows['oldest-first']
      ? 'oldest-first'
      : 'newest-first';
}

const gapsNamed = 20;
