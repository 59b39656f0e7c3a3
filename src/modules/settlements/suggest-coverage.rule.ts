import { Money } from '../../kernel/domain/money.js';
import { kigaliDayOf } from '../ledger/contract.js';

/** What a wallet took in and gave out on one Kigali day, without moves to the bank. */
export interface WalletDay {
  readonly day: string;
  readonly in: Money;
  readonly out: Money;
}

/** One entry of the ledger in the wallet: money in is positive. */
export interface WalletLine {
  readonly at: string;
  readonly paymentId: string | null;
  readonly moved: Money;
  /** What the provider is expected to keep of it; null: no tariff says. */
  readonly expectedFee: Money | null;
}

/** What a deposit may be made of. A person decides; nothing is taken from it by itself. */
export interface Coverage {
  readonly by: 'days' | 'entries';
  readonly from: string;
  readonly to: string;
  readonly gross: Money;
  /** Expected to have been kept, where the sum comes out only so. */
  readonly fee: Money;
  readonly entries: number | null;
  /** From 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
}

export const mostDays = 31;
const mostSuggestions = 10;

/**
 * Which days in a row, or which entries in a row, come to exactly what was deposited. Sums are never made of picked payments: among a
 * thousand of them some always do. `lines` may lack the older days; fees are expected only where all lines of a day are there.
 */
export function suggestCoverage(
  days: readonly WalletDay[],
  lines: readonly WalletLine[],
  deposit: Money,
  receivedDay: string,
): readonly Coverage[] {
  const known = days.filter(({ day }) => day <= receivedDay).slice(-mostDays);
  const found = [...byDays(known, lines, deposit, receivedDay), ...byEntries(lines, deposit)];
  return found.toSorted((one, other) => other.score - one.score).slice(0, mostSuggestions);
}

function byDays(
  days: readonly WalletDay[],
  lines: readonly WalletLine[],
  deposit: Money,
  receivedDay: string,
): Coverage[] {
  const fees = expectedFees(lines, days);
  const found: Coverage[] = [];
  for (let first = 0; first < days.length; first += 1) {
    let net = Money.zero(deposit.currency);
    let fee: Money | null = net;
    for (let last = first; last < days.length; last += 1) {
      const { in: taken, out, day } = days[last]!;
      net = net.plus(taken).minus(out);
      const ofDay = fees.get(day);
      fee = fee === null || ofDay === undefined ? null : fee.plus(ofDay);
      // A day without money at either end says nothing, and would make the same sum again.
      if (isEmpty(days[first]!) || isEmpty(days[last]!)) continue;
      const isExact = net.equals(deposit);
      const isAfterFees = !isExact && fee !== null && fee.isPositive && net.minus(fee).equals(deposit);
      if (!isExact && !isAfterFees) continue;
      const [from, to] = [days[first]!.day, day];
      const late = daysBetween(to, receivedDay);
      const score =
        (isExact ? 0.95 : 0.85) - Math.min(0.4, 0.05 * Math.max(0, late - 1)) - Math.min(0.2, 0.01 * (last - first));
      found.push({
        by: 'days',
        from,
        to,
        gross: net,
        fee: isExact ? Money.zero(deposit.currency) : fee!,
        entries: null,
        score: rounded(score),
        reasons: [
          `What came into the wallet ${from === to ? `on ${from}` : `from ${from} to ${to}`}, less what went out, is ${net.toString()}`,
          ...(isAfterFees
            ? [`Less the fees that the tariff expects, ${fee!.toString()}, it is the deposit`]
            : ['That is the deposit to the last unit']),
          late <= 1 ? 'The deposit came on that day or the next' : `The deposit came ${late} days later`,
        ],
      });
    }
  }
  return found;
}

/** Of days whose lines are all there: those after the first day that has any. */
function expectedFees(lines: readonly WalletLine[], days: readonly WalletDay[]): ReadonlyMap<string, Money> {
  const fees = new Map<string, Money>();
  const unknown = new Set<string>();
  const sums = new Map<string, Money>();
  for (const { at, moved, expectedFee } of lines) {
    const day = kigaliDayOf(at);
    sums.set(day, (sums.get(day) ?? Money.zero(moved.currency)).plus(moved));
    if (!moved.isPositive) continue;
    if (expectedFee === null) unknown.add(day);
    else fees.set(day, (fees.get(day) ?? Money.zero(moved.currency)).plus(expectedFee));
  }
  for (const { day, in: taken, out } of days) {
    const isComplete = (sums.get(day) ?? Money.zero(taken.currency)).equals(taken.minus(out));
    if (!isComplete || unknown.has(day)) fees.delete(day);
    else if (!fees.has(day)) fees.set(day, Money.zero(taken.currency));
  }
  return fees;
}

/** Entries in a row, as when a provider cuts the day at another hour than midnight. */
function byEntries(lines: readonly WalletLine[], deposit: Money): Coverage[] {
  const inOrder = lines.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  /** By the sum of all lines before: the latest place at which it was so. */
  const places = new Map<bigint, number>([[0n, 0]]);
  const runs: (readonly [number, number])[] = [];
  let sum = 0n;
  for (const [place, { moved }] of inOrder.entries()) {
    sum += moved.minor;
    const from = places.get(sum - deposit.minor);
    if (from !== undefined) runs.push([from, place]);
    places.set(sum, place + 1);
  }
  // The more runs come to the same sum, the less each of them says. Those of whole days are suggested as days.
  return runs.slice(-3).map(([first, last]) => {
    const [from, to, entries] = [inOrder[first]!.at, inOrder[last]!.at, last - first + 1];
    return {
      by: 'entries',
      from,
      to,
      gross: deposit,
      fee: Money.zero(deposit.currency),
      entries,
      score: rounded(Math.max(0.1, 0.6 - 0.1 * (runs.length - 1))),
      reasons: [
        `${entries} ${entries === 1 ? 'entry' : 'entries in a row'} from ${from} to ${to} come to exactly ${deposit.toString()}`,
        ...(runs.length > 1 ? [`${runs.length} rows of entries come to this sum, so each of them says less`] : []),
      ],
    };
  });
}

/** How well a settlement that is in transit fits a deposit. */
export function fitOf(
  { left, leftAt, expectedBy }: { left: Money; leftAt: string; expectedBy: string },
  deposit: { readonly amount: Money; readonly receivedAt: string },
): { readonly score: number; readonly reasons: readonly string[] } | null {
  if (left.currency !== deposit.amount.currency || deposit.amount.exceeds(left)) return null;
  const short = left.minus(deposit.amount);
  // What was kept on the way is a small part of it.
  const isNear = short.minor * 50n <= left.minor;
  if (!isNear) return null;
  const isExact = short.minor === 0n;
  // A bank tells the day alone.
  const isInTime = kigaliDayOf(deposit.receivedAt) >= kigaliDayOf(leftAt) && deposit.receivedAt <= expectedBy;
  return {
    score: rounded((isExact ? 0.7 : 0.4) + (isInTime ? 0.25 : 0)),
    reasons: [
      isExact
        ? `It is exactly what is in transit, ${left.toString()}`
        : `It is ${short.toString()} less than what is in transit: a fee may have been kept`,
      isInTime ? 'It came within the time that was expected' : 'It came before the money left, or later than expected',
    ],
  };
}

const isEmpty = ({ in: taken, out }: WalletDay): boolean => taken.minor === 0n && out.minor === 0n;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
const rounded = (score: number): number => Math.round(score * 100) / 100;
