import { isInstant } from '../../../kernel/domain/clock.js';
import { minorDigits, Money } from '../../../kernel/domain/money.js';
import { BankBalances, signedOf } from './bank-balances.js';
import { kigaliDay } from './mt940-statement.js';
import { partyOf } from './parties.js';
import type { StatementFile } from './statement-file.js';
import type { LineStatus, StatementLine } from './statement-line.js';
import type { StatementPlan } from './statement-plan.js';
import { unreadable } from './unreadable.js';
import { encodingOf, textOf, type Encoding } from './text-encoding.js';
import { XmlReader, type XmlHandler } from './xml-reader.js';

export const camt053Columns = [
  'Account', 'Statement', 'Booking date', 'Value date', 'Credit or debit', 'Reversal', 'Status', 'Amount', 'Currency', 'Bank reference',
  'End-to-end id', 'Structured reference', 'Unstructured', 'Party', 'Party account', 'Additional information',
] as const; // prettier-ignore

export async function planCamt053(file: StatementFile): Promise<StatementPlan> {
  const encoding = await encodingOf(file);
  const balances = new BankBalances();
  for await (const { entries } of camt053Entries(file, encoding, balances)) void entries;
  return { format: 'camt.053', columns: camt053Columns, accounts: balances.accounts, notes: balances.notes, encoding };
}

/** The lines of a file, after each chunk of its text; holds the file against its balances. */
export async function* camt053Entries(file: StatementFile, encoding: Encoding, balances = new BankBalances()) {
  const reader = new CamtReader(balances);
  const xml = new XmlReader(reader);
  for await (const { text, bytes } of textOf(file, encoding)) {
    xml.write(text);
    yield { entries: reader.taken(), bytes };
  }
  xml.end();
  balances.end(reader.line);
}

/** An element of a part that is kept until it is whole: an account, a balance, an entry. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
  readonly children: Element[];
  text: string;
}

const keptParts = new Set(['Acct', 'Bal', 'Ntry', 'ElctrncSeqNb', 'LglSeqNb', 'Id']);

class CamtReader implements XmlHandler {
  readonly #path: string[] = [];
  readonly #open: Element[] = [];
  readonly #entries: StatementLine[] = [];
  #elements = 0;
  #account = '';
  #name = '';
  #number: number | null = null;
  #opening: { readonly balance: Money; readonly line: number } | null = null;
  #closing: { readonly balance: Money; readonly line: number } | null = null;
  #lastLine = 0;
  line = 1;

  constructor(readonly balances: BankBalances) {}

  taken(): readonly StatementLine[] {
    return this.#entries.splice(0);
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    this.line = line;
    const isInStatement = this.#path.at(-1) === 'Stmt';
    this.#path.push(name);
    if (this.#path.length === 1 && name !== 'Document')
      throw unreadable('OTHER_DOCUMENT', line, 'the file is XML, and not a CAMT.053 document', { form: 'XML' });
    if (this.#path.length > deepest) throw unreadable('TOO_MUCH', line, 'the XML is nested too deeply');
    if (name === 'Stmt') this.#begin();
    if (this.#open.length === 0 && !(isInStatement && keptParts.has(name))) return;
    if ((this.#elements += 1) > mostElements) throw unreadable('TOO_MUCH', line, 'an entry has too many parts');
    const element: Element = { name, attributes, line, children: [], text: '' };
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  text(text: string): void {
    const element = this.#open.at(-1);
    if (element === undefined) return;
    element.text += text;
    if (element.text.length > longestText) throw unreadable('TOO_MUCH', element.line, 'a text of the XML is too long');
  }

  close(name: string, line: number): void {
    this.#path.pop();
    if (name === 'Stmt') this.#end(line);
    const element = this.#open.pop();
    if (element === undefined || this.#open.length > 0) return;
    this.#elements = 0;
    this.#take(element);
  }

  #begin(): void {
    this.#account = this.#name = '';
    this.#number = null;
    this.#opening = this.#closing = null;
  }

  #take(part: Element): void {
    if (part.name === 'Id') this.#name = part.text.trim();
    if (part.name === 'Acct') this.#account = textAt(part, 'Id', 'IBAN') ?? textAt(part, 'Id', 'Othr', 'Id') ?? '';
    if (part.name === 'ElctrncSeqNb' || (part.name === 'LglSeqNb' && this.#number === null))
      this.#number = /^\d{1,9}$/.test(part.text.trim()) ? Number(part.text) : null;
    if (part.name === 'Bal') this.#takeBalance(part);
    if (part.name === 'Ntry') this.#takeEntry(part);
  }

  #takeBalance(part: Element): void {
    const code = textAt(part, 'Tp', 'CdOrPrtry', 'Cd');
    const isOpening = code === 'OPBD' || code === 'PRCD';
    if (!isOpening && code !== 'CLBD') return;
    const balance = signedOf(amountOf(part), directionOf(part));
    if (isOpening && (this.#opening === null || code === 'OPBD')) this.#opening = { balance, line: part.line };
    if (!isOpening) this.#closing = { balance, line: part.line };
  }

  #openBalances(line: number): void {
    if (this.balances.isOpen) return;
    if (this.#account === '') throw unreadable('BANK_FORM', line, 'a statement names no account (Acct/Id)');
    if (this.#opening === null)
      throw unreadable('BALANCE_MISSING', line, 'a statement has no opening balance (OPBD) before its entries');
    const { balance, line: at } = this.#opening;
    this.balances.open({ line: at, account: this.#account, number: this.#number, page: null, balance });
  }

  #end(line: number): void {
    this.#openBalances(line);
    if (this.#closing === null) throw unreadable('BALANCE_MISSING', line, 'a statement has no closing balance (CLBD)');
    this.balances.close(this.#closing.balance, this.#closing.line);
  }

  #takeEntry(entry: Element): void {
    this.#openBalances(entry.line);
    const status = statusOf(textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts'));
    const whole = amountOf(entry);
    const direction = directionOf(entry);
    const details = childrenAt(entry, 'NtryDtls').flatMap((each) => childrenAt(each, 'TxDtls'));
    for (const { details: detail, amount } of partsOf(whole, details)) {
      // What is not booked is on no balance.
      const balance = status === 'successful' ? this.balances.move(signedOf(amount, direction), entry.line) : null;
      this.#entries.push(this.#lineOf(entry, detail, { amount, direction, status, balance, parts: details.length }));
    }
  }

  #lineOf(
    entry: Element,
    details: readonly Element[],
    { amount, direction, status, balance, parts }: {
      amount: Money; direction: 'in' | 'out'; status: LineStatus; balance: Money | null; parts: number;
    }, // prettier-ignore
  ): StatementLine {
    const [first = entry] = details;
    const day = dayOf(entry, 'BookgDt') ?? dayOf(entry, 'ValDt');
    if (day === null)
      throw unreadable('BANK_FORM', entry.line, 'an entry has no booking date that is a day of the calendar');
    const isReversal = textAt(entry, 'RvslInd') === 'true';
    const ofEntry = textAt(entry, 'AcctSvcrRef') ?? textAt(entry, 'NtryRef');
    // An entry of many payments has one reference, which is none of theirs.
    const id = textAt(first, 'Refs', 'AcctSvcrRef') ?? textAt(first, 'Refs', 'TxId') ?? ofEntry;
    const structured = details.flatMap((each) =>
      childrenAt(each, 'RmtInf').flatMap((info) =>
        childrenAt(info, 'Strd').flatMap((each) => textAt(each, 'CdtrRefInf', 'Ref') ?? []),
      ),
    );
    const free = details.flatMap((each) => childrenAt(each, 'RmtInf').flatMap((info) => childrenAt(info, 'Ustrd').map(({ text }) => text.trim()))); // prettier-ignore
    const endToEnd = textAt(first, 'Refs', 'EndToEndId');
    const known = endToEnd === null || endToEnd === 'NOTPROVIDED' ? null : endToEnd;
    const role = direction === 'in' ? 'Dbtr' : 'Cdtr';
    const one = details.length === 1 || parts <= 1;
    const name = one ? (textAt(first, 'RltdPties', role, 'Nm') ?? textAt(first, 'RltdPties', role, 'Pty', 'Nm')) : null;
    const accountPath = ['RltdPties', `${role}Acct`, 'Id'];
    const party = one ? (textAt(first, ...accountPath, 'IBAN') ?? textAt(first, ...accountPath, 'Othr', 'Id')) : null;
    const more = textAt(first, 'AddtlTxInf') ?? textAt(entry, 'AddtlNtryInf');
    const text = [...free, more].filter((each) => each !== null && each !== '').join(' ');
    // An item is known by the number of its line, and an import goes on behind it: also where the XML has no line ends.
    this.#lastLine = Math.max(entry.line, this.#lastLine + 1);
    return {
      line: this.#lastLine,
      cells: [
        this.#account, this.#name, textAt(entry, 'BookgDt', 'Dt') ?? textAt(entry, 'BookgDt', 'DtTm') ?? '',
        textAt(entry, 'ValDt', 'Dt') ?? textAt(entry, 'ValDt', 'DtTm') ?? '', direction === 'in' ? 'CRDT' : 'DBIT', isReversal ? 'true' : '',
        textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts') ?? '', amount.amount, amount.currency, id ?? '', endToEnd ?? '', structured.join(' '),
        free.join(' '), name ?? '', party ?? '', more ?? '',
      ], // prettier-ignore
      id,
      externalId: one ? (structured[0] ?? known) : null,
      at: day,
      status,
      type: textAt(entry, 'BkTxCd', 'Prtry', 'Cd') ?? textAt(entry, 'BkTxCd', 'Domn', 'Fmly', 'SubFmlyCd'),
      kind: isReversal ? 'reversal' : textAt(entry, 'BkTxCd', 'Domn', 'Fmly', 'SubFmlyCd') === 'CHRG' ? 'fee' : 'other',
      direction,
      amount,
      fee: null,
      balance,
      party: party === null ? null : partyOf(party).msisdn,
      partyName: name,
      ownAccount: this.#account,
      text: [...(one ? [] : structured), text].filter((each) => each !== '').join(' ') || null,
    };
  }
}

/** One line for each payment of an entry where their amounts make the entry's, and else one line for the entry. */
function partsOf(
  whole: Money,
  details: readonly Element[],
): readonly { readonly details: readonly Element[]; readonly amount: Money }[] {
  if (details.length < 2) return [{ details, amount: whole }];
  const amounts = details.map((each) => optionalAmountOf(each));
  const isWhole =
    amounts.every((amount): amount is Money => amount !== null && amount.currency === whole.currency) &&
    amounts.reduce((sum, amount) => sum.plus(amount), Money.zero(whole.currency)).equals(whole);
  return isWhole
    ? details.map((each, place) => ({ details: [each], amount: amounts[place]! }))
    : [{ details, amount: whole }];
}

function optionalAmountOf(details: Element): Money | null {
  const element = childAt(details, 'Amt') ?? childAt(details, 'AmtDtls', 'TxAmt', 'Amt');
  return element === null ? null : moneyOf(element);
}

function amountOf(part: Element): Money {
  const element = childAt(part, 'Amt');
  const money = element === null ? null : moneyOf(element);
  if (money === null) throw unreadable('BANK_FORM', part.line, `${part.name} has no amount that can be read`);
  return money;
}

function moneyOf({ text, attributes }: Element): Money | null {
  const { Ccy: currency = '' } = attributes;
  const digits = minorDigits(currency);
  const parts = /^(\d{1,15})(?:\.(\d{1,5}))?$/.exec(text.trim());
  if (digits === null || parts === null) return null;
  const decimals = parts[2] ?? '';
  if (!/^0*$/.test(decimals.slice(digits))) return null;
  return Money.ofMinor(BigInt(`${parts[1]}${decimals.slice(0, digits).padEnd(digits, '0')}`), currency);
}

function directionOf(part: Element): 'in' | 'out' {
  const mark = textAt(part, 'CdtDbtInd');
  if (mark !== 'CRDT' && mark !== 'DBIT')
    throw unreadable('BANK_FORM', part.line, `${part.name} does not say whether it is a credit or a debit (CdtDbtInd)`);
  return mark === 'CRDT' ? 'in' : 'out';
}

function dayOf(entry: Element, name: string): string | null {
  const moment = textAt(entry, name, 'DtTm');
  if (moment !== null) {
    const at = new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(moment) ? moment : `${moment}+02:00`);
    return isInstant(at.getTime()) ? at.toISOString() : null;
  }
  const day = textAt(entry, name, 'Dt');
  return day === null ? null : kigaliDay(day.slice(0, 10));
}

const statusOf = (code: string | null): LineStatus =>
  code === 'BOOK' ? 'successful' : code === 'PDNG' ? 'pending' : 'unknown';

function childAt(element: Element, ...path: readonly string[]): Element | null {
  let found: Element | undefined = element;
  for (const name of path) found = found?.children.find((each) => each.name === name);
  return found ?? null;
}
const childrenAt = (element: Element, name: string): readonly Element[] =>
  element.children.filter((each) => each.name === name);
const textAt = (element: Element, ...path: readonly string[]): string | null =>
  childAt(element, ...path)?.text.trim() || null;

const deepest = 40;
const mostElements = 1_000_000;
const longestText = 16_384;
