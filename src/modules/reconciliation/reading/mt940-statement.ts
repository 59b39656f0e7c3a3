import { isInstant } from '../../../kernel/domain/clock.js';
import { minorDigits, Money } from '../../../kernel/domain/money.js';
import { BankBalances, signedOf } from './bank-balances.js';
import { partyOf } from './parties.js';
import type { StatementFile } from './statement-file.js';
import type { LineKind, StatementLine } from './statement-line.js';
import type { StatementPlan } from './statement-plan.js';
import { unreadable } from './unreadable.js';
import { encodingOf, textOf, type Encoding } from './text-encoding.js';

export const mt940Columns = [
  'Account', 'Statement', 'Value date', 'Entry date', 'Mark', 'Amount', 'Currency', 'Code', 'Customer reference', 'Bank reference', 'Details', 'Information',
] as const; // prettier-ignore

export const isMt940 = (head: string): boolean =>
  /^(?:\{1:|\s*:20:|\s*:25P?:)/.test(head) || /^\{[0-5]:|^:(?:20|25P?|28C):/m.test(head);

export async function planMt940(file: StatementFile): Promise<StatementPlan> {
  const encoding = await encodingOf(file);
  const balances = new BankBalances();
  for await (const { entries } of mt940Entries(file, encoding, balances)) void entries;
  return { format: 'mt940', columns: mt940Columns, accounts: balances.accounts, notes: balances.notes, encoding };
}

/** The lines of a file, after each chunk of its text; holds the file against its balances. */
export async function* mt940Entries(file: StatementFile, encoding: Encoding, balances = new BankBalances()) {
  const reader = new Mt940Reader(balances);
  let rest = '';
  let line = 0;
  for await (const { text, bytes } of textOf(file, encoding)) {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    const entries: StatementLine[] = [];
    for (const each of lines) entries.push(...reader.take(each, (line += 1)));
    yield { entries, bytes };
  }
  const entries = [...reader.take(rest.replace(/\r$/, ''), (line += 1)), ...reader.end(line)];
  yield { entries, bytes: file.bytes };
}

interface Field {
  readonly tag: string;
  readonly line: number;
  text: string;
}

class Mt940Reader {
  #field: Field | null = null;
  #account = '';
  #number: number | null = null;
  #page: number | null = null;
  #currency = '';
  /** Where a statement has begun whose opening balance has not come yet. */
  #begun: number | null = null;
  /** A line waits for the field 86 behind it. */
  #entry: StatementLine | null = null;

  constructor(readonly balances: BankBalances) {}

  /** A line of the file; a field ends where the next one begins. */
  take(text: string, line: number): StatementLine[] {
    // Text of SWIFT stands in blocks: {1:…}{2:…}{4: … -}
    if (text.startsWith('{') && !text.includes('{4:')) return [];
    const unwrapped = text.startsWith('{') ? text.slice(text.indexOf('{4:') + 3) : text;
    const tag = /^:(\d\d[A-Z]?):/.exec(unwrapped);
    if (tag === null && unwrapped !== '-' && !unwrapped.startsWith('-}')) {
      // What stands between two statements, such as a bank's own heading, is nothing of either.
      if (this.#field === null || unwrapped.trim() === '') return [];
      if (this.#field.text.length > mostCharacters)
        throw unreadable('TOO_MUCH', this.#field.line, 'a field of MT940 has no end');
      this.#field.text += `\n${unwrapped}`;
      return [];
    }
    const entries = this.#finished();
    this.#field = tag === null ? null : { tag: tag[1]!, line, text: unwrapped.slice(tag[0].length) };
    return entries;
  }

  end(line: number): StatementLine[] {
    const entries = [...this.#finished(), ...this.#flushed()];
    this.balances.end(line);
    if (this.#begun !== null)
      throw unreadable('BALANCE_MISSING', this.#begun, 'a statement has no opening balance, the file is cut off');
    return entries;
  }

  #finished(): StatementLine[] {
    const field = this.#field;
    this.#field = null;
    if (field === null) return [];
    // A field 86 belongs to the line right before it; behind a closing balance, it belongs to the statement.
    if (field.tag === '86') return this.#entry === null ? [] : this.#flushed(informationOf(field.text));
    const entries = this.#flushed();
    const { text, line } = field;
    if (/^2[058]/.test(field.tag)) this.#begun ??= line;
    if (field.tag === '20') {
      this.#account = '';
      this.#number = this.#page = null;
    }
    if (field.tag.startsWith('25')) this.#account = text.trim().split('\n')[0]!;
    if (field.tag.startsWith('28')) {
      const [number, page] = text.trim().split('/');
      this.#number = numberOf(number);
      this.#page = numberOf(page);
    }
    if (field.tag.startsWith('60')) {
      this.#begun = null;
      if (this.#account === '') throw unreadable('BANK_FORM', line, 'a statement names no account (field 25)');
      const balance = balanceOf(field);
      this.#currency = balance.currency;
      this.balances.open({ line, account: this.#account, number: this.#number, page: this.#page, balance });
    }
    if (field.tag === '61') this.#begin(field);
    if (field.tag.startsWith('62')) this.balances.close(balanceOf(field), line);
    return entries;
  }

  #begin({ text, line }: Field): void {
    const [first, ...others] = text.split('\n');
    const parts = entryForm.exec(first!)?.groups;
    if (parts === undefined) throw unreadable('BANK_FORM', line, 'field 61 is not in the form of MT940');
    const { value, entry, mark, amount: written, code = '', rest = '' } = parts;
    const amount = this.#currency === '' ? null : moneyOf(written!, this.#currency);
    if (amount === null)
      throw unreadable('BANK_FORM', line, 'the amount of field 61 is not one of the currency of its statement');
    const isReversal = mark!.startsWith('R');
    const direction = (mark!.at(-1) === 'C') !== isReversal ? 'in' : 'out';
    const balance = this.balances.move(signedOf(amount, direction), line);
    const at = dayOf(value!, entry);
    if (at === null) throw unreadable('BANK_FORM', line, 'the date of field 61 is not a day of the calendar');
    // A reference may be cut by a line end before the bank's own.
    const continued = !rest.includes('//') && others[0]?.startsWith('//') ? others.shift()! : '';
    const [customer = '', ...bank] = `${rest}${continued}`.split('//');
    const references = [customer.trim(), bank.join('//').trim()];
    const [ours, theirs] = references.map((each) => (each === '' || each === 'NONREF' ? null : each)) as [
      string | null,
      string | null,
    ];
    this.#entry = {
      line,
      cells: [
        this.#account, `${this.#number ?? ''}${this.#page === null ? '' : `/${this.#page}`}`, value!, entry ?? '', mark!, written!,
        this.#currency, code, customer.trim(), bank.join('//').trim(), others.join('\n'), '',
      ], // prettier-ignore
      id: theirs ?? ours,
      externalId: theirs === null ? null : ours,
      at,
      status: 'successful',
      type: code === '' ? null : code,
      kind: isReversal ? 'reversal' : kindOf(code),
      direction,
      amount,
      fee: null,
      balance,
      party: null,
      partyName: null,
      ownAccount: this.#account,
      text: others.length === 0 ? null : others.join(' '),
    };
  }

  #flushed(information: Information | null = null): StatementLine[] {
    const entry = this.#entry;
    this.#entry = null;
    if (entry === null) return [];
    if (information === null) return [entry];
    return [
      {
        ...entry,
        cells: [...entry.cells.slice(0, -1), information.written],
        externalId: information.reference ?? entry.externalId,
        party: information.account === null ? null : partyOf(information.account).msisdn,
        partyName: information.name,
        text: [entry.text, information.text].filter((each) => each !== null && each !== '').join(' ') || null,
      },
    ];
  }
}

const entryForm =
  /^(?<value>\d{6})(?<entry>\d{4})?(?<mark>R?[CD])(?<funds>[A-Z])?(?<amount>\d{1,15}(?:,\d{0,3})?)(?<code>[NFS][A-Z0-9]{3})?(?<rest>.*)$/;

function balanceOf({ tag, text, line }: Field): Money {
  const parts = /^(?<mark>[CD])(?<date>\d{6})(?<currency>[A-Z]{3})(?<amount>\d{1,15}(?:,\d{0,3})?)\s*$/.exec(
    text.trim(),
  )?.groups;
  const amount = parts === undefined ? null : moneyOf(parts['amount']!, parts['currency']!);
  if (amount === null) throw unreadable('BANK_FORM', line, `the balance of field ${tag} is not in the form of MT940`);
  return signedOf(amount, parts!['mark'] === 'C' ? 'in' : 'out');
}

/** `1234,5`: a comma always, and zeros that a currency has no digits for. */
function moneyOf(text: string, currency: string): Money | null {
  const digits = minorDigits(currency);
  if (digits === null) return null;
  const [whole, decimals = ''] = text.split(',') as [string, string?];
  if (!/^0*$/.test(decimals.slice(digits))) return null;
  return Money.ofMinor(BigInt(`${whole}${decimals.slice(0, digits).padEnd(digits, '0')}`), currency);
}

/** The day on which it was booked: the year of the value date, or the one beside it at the turn of the year. */
function dayOf(value: string, entry: string | undefined): string | null {
  const year = 2_000 + Number(value.slice(0, 2));
  const month = value.slice(2, 4);
  if (entry === undefined) return kigaliDay(`${year}-${month}-${value.slice(4)}`);
  const apart = Number(entry.slice(0, 2)) - Number(month);
  const entryYear = apart > 6 ? year - 1 : apart < -6 ? year + 1 : year;
  return kigaliDay(`${entryYear}-${entry.slice(0, 2)}-${entry.slice(2)}`);
}

/** The first moment of a day in Kigali; null: the calendar has no such day. */
export function kigaliDay(day: string): string | null {
  const at = new Date(`${day}T00:00:00+02:00`);
  const isDay = isInstant(at.getTime()) && new Date(at.getTime() + 2 * 3_600_000).toISOString().startsWith(day);
  return isDay ? at.toISOString() : null;
}

const kindOf = (code: string): LineKind =>
  /^.(?:CHG|COM|FEE)$/.test(code) ? 'fee' : /^.RTI$/.test(code) ? 'reversal' : 'other';
const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;

interface Information {
  readonly written: string;
  readonly text: string;
  readonly reference: string | null;
  readonly name: string | null;
  readonly account: string | null;
}

/** Field 86 is free text, or in parts that begin with `?20` (and on) or with `/REMI/` (and on). */
function informationOf(written: string): Information {
  const plain = written.replaceAll('\n', '');
  if (/^\d{3}\?\d\d/.test(plain) || /^\?\d\d/.test(plain)) {
    const parts = [...plain.matchAll(/\?(\d\d)([^?]*)/g)].map(([, number, text]) => [Number(number), text!] as const);
    const from = (least: number, most: number) =>
      parts.flatMap(([number, text]) => (number >= least && number <= most ? [text] : [])).join('');
    const text = [from(0, 0), from(20, 29), from(60, 63)].filter((each) => each !== '').join(' ');
    return { written, text, reference: endToEnd(text), name: from(32, 33) || null, account: from(31, 31) || null };
  }
  const code = (name: string) => new RegExp(`/${name}/(.*?)(?=/[A-Z]{3,4}/|$)`, 'i').exec(plain)?.[1]?.trim() || null;
  const party = code('ORDP') ?? code('BENM') ?? code('CNTP');
  return {
    written,
    text: code('REMI') ?? written.split('\n').map((each) => each.trim()).join(' ').trim(), // prettier-ignore
    reference: code('EREF') ?? endToEnd(plain),
    name: code('NAME') ?? party,
    account: code('IBAN') ?? code('ACCT'),
  };
}

const endToEnd = (text: string): string | null => /EREF\+(\S+?)(?=[A-Z]{4}\+|\s|$)/.exec(text)?.[1] ?? null;

const mostCharacters = 16_384;
