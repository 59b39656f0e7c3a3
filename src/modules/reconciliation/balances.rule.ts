import { epochMs } from '../../kernel/domain/clock.js';
import type { StatementLine } from './reading/statement-line.js';
import type { BalanceOfLine, BalancesSoFar } from './statement.events.js';

export const noBalances: BalancesSoFar = { first: null, last: null, order: null, gaps: 0, at: [] };

/**
 * Follows the running balance from line to line. The first two lines tell whether the file is oldest or newest first. Whether a fee is in the amount or
 * beside it differs between exports, so both are accepted; what neither explains is a gap: a line is missing, or was changed.
 */
export function followBalances(before: BalancesSoFar, lines: readonly StatementLine[]): BalancesSoFar {
  let { order, gaps, at } = before;
  let first = before.first && countable(before.first);
  let last = before.last && countable(before.last);
  for (const line of lines) {
    if (line.balance === null || line.status !== 'successful') continue;
    const now: Balance = {
      line: line.line,
      at: line.at,
      currency: line.balance.currency,
      balance: line.balance.minor,
      moved: line.direction === 'out' ? -line.amount.minor : line.amount.minor,
      fee: line.fee?.minor ?? 0n,
    };
    first ??= now;
    if (last !== null && last.currency === now.currency && line.direction !== null) {
      order ??= orderOf(last, now);
      if (order !== null && !(order === 'oldest-first' ? leadsTo(last, now) : leadsTo(now, last))) {
        gaps += 1;
        if (at.length < gapsNamed) at = [...at, line.line];
      }
    }
    last = now;
  }
  return { first: first && written(first), last: last && written(last), order, gaps, at };
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

/** A balance as it is counted with; the log has its amounts as texts. */
interface Balance extends Pick<BalanceOfLine, 'line' | 'at' | 'currency'> {
  readonly balance: bigint;
  readonly moved: bigint;
  readonly fee: bigint;
}

const countable = ({ balance, moved, fee, ...line }: BalanceOfLine): Balance => ({
  ...line,
  balance: BigInt(balance),
  moved: BigInt(moved),
  fee: BigInt(fee),
});

const written = ({ balance, moved, fee, ...line }: Balance): BalanceOfLine => ({
  ...line,
  balance: String(balance),
  moved: String(moved),
  fee: String(fee),
});

function leadsTo(before: Balance, after: Balance): boolean {
  const expected = before.balance + after.moved;
  return after.balance === expected || after.balance === expected - after.fee;
}

function orderOf(last: Balance, now: Balance): BalancesSoFar['order'] {
  const apartMs = epochMs(now.at) - epochMs(last.at);
  if (apartMs !== 0) return apartMs > 0 ? 'oldest-first' : 'newest-first';
  const [isOldestFirst, isNewestFirst] = [leadsTo(last, now), leadsTo(now, last)];
  if (isOldestFirst === isNewestFirst) return null;
  return isOldestFirst ? 'oldest-first' : 'newest-first';
}

const gapsNamed = 20;
