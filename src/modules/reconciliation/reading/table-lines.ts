import { minorDigits, type Money } from '../../../kernel/domain/money.js';
import { currencyIn, readAmount } from './amounts.js';
import { DateReader } from './dates.js';
import type { Row } from './delimited-rows.js';
import { Parties, type Party } from './parties.js';
import { Dictionary, type Field, type StatementFormat } from './statement-formats.js';
import type { LineKind, ReadLine, StatementLine, UnreadableLine } from './statement-line.js';
import type { TablePlan } from './statement-plan.js';
import type { MoneyField, TableHeader } from './table-header.js';

/** Reads the rows below a header, one by one. */
export class TableLines {
  readonly #dates: DateReader;
  readonly #statuses: Dictionary<'successful' | 'failed' | 'pending'>;
  readonly #types: Dictionary<Exclude<LineKind, 'other'>>;
  readonly #directions: Dictionary<'in' | 'out'>;
  readonly #parties = new Parties();
  readonly #needed: number;
  readonly #own: ReadonlySet<string>;

  constructor(
    readonly header: TableHeader,
    readonly plan: TablePlan,
    readonly format: StatementFormat & { readonly isBank: boolean },
    ownAccounts: readonly string[],
  ) {
    this.#dates = new DateReader(plan.order);
    this.#statuses = new Dictionary(format.statuses);
    this.#types = new Dictionary(format.types);
    this.#directions = new Dictionary(format.directions);
    this.#needed = Math.max(...Object.values(header.places)) + 1;
    this.#own = new Set(ownAccounts.map(accountOf));
  }

  /** Null: the row is empty, as a spreadsheet leaves them. */
  read(row: Row): ReadLine | null {
    const { line, cells, fault } = row;
    if (fault === null && cells.every((cell) => cell === '' || cell.trim() === '')) return null;
    if (fault !== null) return unreadable(row, fault);
    const { columns } = this.header;
    if (
      cells.length < this.#needed ||
      (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== ''))
    )
      return unreadable(
        row,
        `has ${cells.length} cells, and the header has ${columns.length}: a separator inside a cell may stand without quotes`,
      );

    const date = this.#cell(cells, 'date');
    if (date === '') return this.#wrong(row, 'date', 'is empty');
    const at = this.#dates.read(date, this.#cell(cells, 'time'));
    if (typeof at !== 'number') return this.#wrong(row, 'date', at.reason);

    const moved = this.#movedIn(cells);
    if ('field' in moved) return this.#wrong(row, moved.field, moved.reason);
    const { currency } = moved.signed;
    const fee = this.#money(cells, 'fee', currency);
    if (fee !== null && 'reason' in fee) return this.#wrong(row, 'fee', fee.reason);
    // A line has one currency, and the fee would be added up in it.
    if (fee !== null && fee.minor !== 0n && fee.currency !== currency)
      return this.#wrong(row, 'fee', `is in another currency than the ${currency} that is expected here`);
    const balance = this.#money(cells, 'balance', currency);
    if (balance !== null && 'reason' in balance) return this.#wrong(row, 'balance', balance.reason);

    const written = this.#cell(cells, 'id');
    // Rows without an id are no rows of one id: they would be taken for the same row, and counted once.
    const id = noId.test(written) ? '' : written;
    if (lostDigits.test(id))
      return this.#wrong(row, 'id', 'is in the short form of a spreadsheet, which has lost digits');

    const type = this.#cell(cells, 'type');
    const kind = type === '' ? 'other' : (this.#types.keyOf(type) ?? 'other');
    const parties = this.#partiesOf(cells);
    const direction = this.#directionOf(cells, moved, parties, kind);
    const [other, own] = parties.of(direction);
    return {
      line,
      cells,
      id: id === '' ? null : id,
      externalId: this.#cell(cells, 'externalId') || null,
      at: new Date(at).toISOString(),
      status: this.#statusOf(cells),
      type: type === '' ? null : type,
      kind: kindOf(kind, direction),
      direction,
      amount: moved.signed.minor < 0n ? zeroMinus(moved.signed) : moved.signed,
      fee: fee === null ? null : fee.minor < 0n ? zeroMinus(fee) : fee,
      balance,
      party: other.msisdn,
      partyName: parties.nameOf(direction) ?? other.name,
      ownAccount: own.account ?? own.msisdn,
      text: this.#cell(cells, 'text') || null,
    } satisfies StatementLine;
  }

  #wrong(row: Row, field: Field, reason: string): UnreadableLine {
    return unreadable(row, reason, this.header.columns[this.header.places[field]!]!);
  }

  #cell(cells: readonly string[], field: Field): string {
    const place = this.header.places[field];
    if (place === undefined) return '';
    const cell = cells[place]!.trim();
    // So exports keep a spreadsheet from making a number of it.
    return cell.startsWith('="') ? (asText.exec(cell)?.[1]?.trim() ?? cell) : cell;
  }

  #statusOf(cells: readonly string[]): StatementLine['status'] {
    // A bank's statement lists what was booked.
    if (this.header.places.status === undefined) return 'successful';
    return this.#statuses.keyOf(this.#cell(cells, 'status')) ?? 'unknown';
  }

  /** Null: the cell is empty. */
  #money(cells: readonly string[], field: MoneyField, usual: string): Money | { readonly reason: string } | null {
    const cell = this.#cell(cells, field);
    if (cell === '' || cell === '-') return null;
    const { place, code } = this.header.currencies[field]!;
    const beside = place === null ? '' : cells[place]!.trim().toUpperCase();
    if (beside !== '' && minorDigits(beside) === null)
      return { reason: 'stands beside a currency that ISO 4217 does not know' };
    const inside = beside === '' && code === null && /[A-Za-z]/.test(cell) ? currencyIn(cell) : null;
    return readAmount(cell, beside || (code ?? inside ?? usual));
  }

  #movedIn(cells: readonly string[]): Moved | { readonly field: Field; readonly reason: string } {
    const ofRow = this.#cell(cells, 'currency').toUpperCase();
    if (ofRow !== '' && minorDigits(ofRow) === null)
      return { field: 'currency', reason: 'is not a currency of ISO 4217' };
    const usual = ofRow || this.plan.currency;
    const { places } = this.header;
    if (places.amount !== undefined) {
      const amount = this.#money(cells, 'amount', usual);
      if (amount === null) return { field: 'amount', reason: 'is empty' };
      return 'reason' in amount ? { field: 'amount', ...amount } : { signed: amount, side: null };
    }
    const [field] = places.credit === undefined ? (['debit'] as const) : (['credit'] as const);
    const credit = places.credit === undefined ? null : this.#money(cells, 'credit', usual);
    if (credit !== null && 'reason' in credit) return { field: 'credit', ...credit };
    const debit = places.debit === undefined ? null : this.#money(cells, 'debit', usual);
    if (debit !== null && 'reason' in debit) return { field: 'debit', ...debit };
    // Many exports write 0.00 in the side that did not move.
    const isCredit = credit !== null && credit.minor !== 0n;
    const isDebit = debit !== null && debit.minor !== 0n;
    if (isCredit && isDebit) return { field: 'credit', reason: 'is filled, and the other side as well' };
    if (isCredit) return { signed: credit, side: credit.minor < 0n ? 'out' : 'in' };
    // A negative debit is written where debits carry their sign, and is still one.
    if (isDebit) return { signed: debit, side: 'out' };
    const none = credit ?? debit;
    return none === null ? { field, reason: 'is empty' } : { signed: none, side: null };
  }

  #partiesOf(cells: readonly string[]) {
    const from = this.#parties.of(this.#cell(cells, 'from'));
    const to = this.#parties.of(this.#cell(cells, 'to'));
    const column = this.#parties.of(this.#cell(cells, 'party'));
    const fromName = this.#cell(cells, 'fromName') || null;
    const toName = this.#cell(cells, 'toName') || null;
    const name = this.#cell(cells, 'partyName') || null;
    return {
      from,
      to,
      /** The other side, and ours. */
      of(direction: 'in' | 'out' | null): readonly [Party, Party] {
        const [other, own] = direction === 'out' ? [to, from] : direction === 'in' ? [from, to] : [nobody, nobody];
        return isNobody(column) ? [other, own] : [column, own];
      },
      nameOf: (direction: 'in' | 'out' | null) =>
        name ?? (direction === 'out' ? toName : direction === 'in' ? fromName : null),
    };
  }

  #directionOf(
    cells: readonly string[],
    moved: Moved,
    { from, to }: { from: Party; to: Party },
    kind: LineKind,
  ): 'in' | 'out' | null {
    if (moved.side !== null) return moved.side;
    if (moved.signed.minor < 0n) return 'out';
    const entry = this.#cell(cells, 'entryType');
    const told = entry === '' ? null : this.#directions.keyOf(entry);
    if (told !== null) return told;
    const [isFrom, isTo] = [this.#isOwn(from), this.#isOwn(to)];
    if (isFrom !== isTo) return isFrom ? 'out' : 'in';
    // Of two sides, the one with a phone number is a person, and the account is ours.
    if (from.msisdn !== null && to.msisdn === null && to.account !== null) return 'in';
    if (to.msisdn !== null && from.msisdn === null && from.account !== null) return 'out';
    if (kind === 'payment') return 'in';
    return kind === 'payout' || kind === 'refund' || kind === 'fee' ? 'out' : null;
  }

  #isOwn({ account, msisdn }: Party): boolean {
    return (
      (account !== null && this.#own.has(accountOf(account))) || (msisdn !== null && this.#own.has(msisdn.slice(1)))
    );
  }
}

const unreadable = ({ line, cells }: Row, reason: string, column: string | null = null): UnreadableLine => ({
  line,
  cells,
  column,
  reason,
});

interface Moved {
  readonly signed: Money;
  /** As two columns tell it. */
  readonly side: 'in' | 'out' | null;
}

/** Exports name a transfer by one word for both ways. */
function kindOf(kind: LineKind, direction: 'in' | 'out' | null): LineKind {
  if (kind === 'payment' && direction === 'out') return 'payout';
  return kind === 'payout' && direction === 'in' ? 'payment' : kind;
}

/** For comparing accounts: without blanks, hyphens, a leading plus and case. */
export const accountOf = (text: string): string =>
  /^\d+$/.test(text) ? text : text.replaceAll(/[\s+-]/g, '').toUpperCase();

const zeroMinus = (money: Money): Money => money.minus(money).minus(money);
const nobody: Party = { msisdn: null, account: null, name: null };
const isNobody = ({ msisdn, account, name }: Party): boolean => msisdn === null && account === null && name === null;
const asText = /^="([^"]*)"$/;
/** What exports write where there is no id. */
const noId = /^(?:-+|n\/?a|null|none|nil)$/i;
const lostDigits = /^\d(?:[.,]\d+)?e\+?\d+$/i;
