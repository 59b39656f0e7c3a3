import { Money } from '../../../kernel/domain/money.js';
import { unreadable } from './unreadable.js';

/** One statement of a bank as it opens; a file may hold several, of several accounts. */
export interface Opening {
  readonly line: number;
  readonly account: string;
  /** Of the statement, and of its page; null: the bank does not number them. */
  readonly number: number | null;
  readonly page: number | null;
  readonly balance: Money;
}

/**
 * Holds a bank's file against its own balances: what a statement opens with and everything on it must make what it closes with, and the next
 * statement of the account must open with that. A file of which this is not so lacks lines or has changed ones, and is refused as a whole.
 */
export class BankBalances {
  readonly #notes: string[] = [];
  /** By account and currency: some accounts hold several, each with statements of its own. */
  readonly #last = new Map<string, Opening & { readonly closing: Money }>();
  #open: Opening | null = null;
  #balance: Money | null = null;

  get notes(): readonly string[] {
    return this.#notes;
  }

  get accounts(): readonly string[] {
    return [...new Set([...this.#last.values()].map(({ account }) => account))];
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  open(opening: Opening): void {
    if (this.#open !== null) throw unreadable('BALANCE_MISSING', this.#open.line, 'a statement has no closing balance');
    const { line, number, balance } = opening;
    const last = this.#last.get(seriesOf(opening));
    if (last !== undefined) {
      const gap = gapBetween(last, opening);
      if (!last.closing.equals(balance))
        throw unreadable(
          'NOT_CONTINUED',
          line,
          `the statement ${number ?? ''} opens with ${balance.toString()}, and the one before it closed with ${last.closing.toString()}: ` +
            (gap ?? 'a statement between them is missing, or they are not in their order'),
          { before: shown(last.closing), opening: shown(balance) },
        );
      if (gap !== null) this.#notes.push(`Line ${line}: ${gap}; the balances continue all the same.`);
    }
    this.#open = opening;
    this.#balance = balance;
  }

  /** A booked line; gives the balance after it. */
  move(signed: Money, line: number): Money {
    if (this.#balance === null)
      throw unreadable('BALANCE_MISSING', line, 'a line stands before the opening balance of its statement');
    if (signed.currency !== this.#balance.currency)
      throw unreadable(
        'BANK_FORM',
        line,
        `a line in ${signed.currency} stands on a statement in ${this.#balance.currency}`,
      );
    this.#balance = this.#balance.plus(signed);
    return this.#balance;
  }

  close(closing: Money, line: number): void {
    if (this.#open === null || this.#balance === null)
      throw unreadable('BALANCE_MISSING', line, 'a statement has no opening balance');
    const computed = this.#balance;
    if (closing.currency !== computed.currency)
      throw unreadable('BANK_FORM', line, `a statement in ${computed.currency} closes in ${closing.currency}`);
    if (!closing.equals(computed)) {
      const opening = this.#open.balance;
      const apart = closing.minus(computed);
      const difference = apart.minor < 0n ? computed.minus(closing) : apart;
      throw unreadable(
        'BALANCES_DIFFER',
        line,
        `the statement opens with ${opening.toString()}, its lines make ${computed.toString()} of it, and it closes with ${closing.toString()}, a difference of ${difference.toString()}`,
        { opening: shown(opening), computed: shown(computed), closing: shown(closing), difference: shown(difference) },
      );
    }
    this.#last.set(seriesOf(this.#open), { ...this.#open, closing });
    this.#open = null;
    this.#balance = null;
  }

  end(line: number): void {
    if (this.#open !== null)
      throw unreadable('BALANCE_MISSING', this.#open.line, 'a statement has no closing balance, the file is cut off');
    if (this.#last.size === 0) throw unreadable('EMPTY', line, 'the file holds no statement');
  }
}

const shown = ({ amount, currency }: Money) => ({ amount, currency });

const seriesOf = ({ account, balance }: Opening): string => `${account} ${balance.currency}`;

/** Numbers begin again with a year; the pages of a statement have its number. */
function gapBetween(last: Opening, next: Opening): string | null {
  if (last.number === null || next.number === null) return null;
  const isNextPage = next.number === last.number && (next.page ?? 0) === (last.page ?? 0) + 1;
  const isNext = next.number === last.number + 1 && (next.page ?? 1) <= 1;
  const isNewYear = next.number <= 1;
  return isNextPage || isNext || isNewYear
    ? null
    : `statement ${next.number}${next.page === null ? '' : `/${next.page}`} follows ${last.number}${last.page === null ? '' : `/${last.page}`}`;
}

/** What the lines of a bank's file add to a balance. */
export const signedOf = (amount: Money, direction: 'in' | 'out'): Money =>
  direction === 'in' ? amount : Money.zero(amount.currency).minus(amount);
