import { environmentNamed, environments } from './environments.js';
import type { EnvironmentName } from './environments.js';
import type { Ledger } from './ledger.js';
import { operationNamed } from './operations.js';
import { airtelNumber } from './airtel-bodies.js';
import { accounts } from './products.js';
import type { Product } from './products.js';
import type { Transaction } from './transactions.js';
import type { TransactionStore } from './transactions.sqlite.js';
import { majorUnits } from './validation.js';

export interface StatementQuery {
  product: Product;
  environment: EnvironmentName;
  dateFormat: keyof typeof dateFormats;
  separator: ',' | ';';
  /** Also those that failed; they have no provider's number and moved nothing. */
  failed: boolean;
  /** In the sandbox's time, both inclusive. */
  from: number;
  to: number;
}

/** The columns of the wallet platform's export; each Currency belongs to the money column on its left. */
const columns = [
  'Id',
  'External id',
  'Date',
  'Status',
  'Type',
  'Provider Category',
  'Information',
  'Note/Message',
  'From',
  'From name',
  'From Handler Name',
  'To',
  'To name',
  'To Handler Name',
  'Initiated By',
  'On Behalf Of',
  'Amount',
  'Currency',
  'External Amount',
  'Currency',
  'External FX Rate',
  'External Service Provider',
  'Fee',
  'Currency',
  'Discount',
  'Currency',
  'Promotion',
  'Currency',
  'Coupon',
  'Currency',
  'Balance',
  'Currency',
];

type Moment = { year: string; month: string; day: string; time: string };

const dateFormats = {
  'YYYY-MM-DD': ({ year, month, day, time }: Moment) => `${year}-${month}-${day} ${time}`,
  'DD/MM/YYYY': ({ year, month, day, time }: Moment) => `${day}/${month}/${year} ${time}`,
  'MM/DD/YYYY': ({ year, month, day, time }: Moment) => `${month}/${day}/${year} ${time}`,
};

/** One account's movements, oldest acceptance first, in pages so that any number of them takes the same memory. */
export function* statement(store: TransactionStore, ledger: Ledger, query: StatementQuery): Iterable<string> {
  const { product, separator, failed, from, to } = query;
  const environment = environments[query.environment];
  yield row(columns, separator);
  // What the account held before its first movement, so that the last line says what it holds now.
  let balance = ledger.balance(product, environment.currency);
  for (const { operation, amount } of store.sums(product, environment.name))
    balance -= operationNamed(operation).effect * amount;
  for (const transaction of allOf(store)) {
    if (
      transaction.product !== product ||
      transaction.environment !== environment.name ||
      transaction.settledAt === null
    )
      continue;
    const { effect, statementType } = operationNamed(transaction.operation);
    const moved = transaction.status === 'SUCCESSFUL';
    balance += movement(transaction, query);
    if (!statementType || (!moved && !failed) || transaction.settledAt < from || transaction.settledAt > to) continue;
    const { currency } = environment;
    const signed = effect < 0 ? -transaction.amount : transaction.amount;
    const other = transaction.party === null ? 'External' : `FRI:${transaction.party}/MSISDN`;
    const own = `FRI:${product}/MM`;
    const { asked } = transaction;
    const cells: Record<string, string> = {
      Id: moved ? numberOf(transaction.product, ledger.ledgerNumberOf(transaction)) : '',
      'External id': String(asked.externalId ?? asked.externalTransactionId ?? ''),
      Date: dateFormats[query.dateFormat](kigaliMoment(transaction.settledAt)),
      Status: moved ? 'Successful' : 'Failed',
      Type: statementType,
      'Note/Message': String(asked.payerMessage ?? asked.description ?? ''),
      From: effect < 0 ? own : other,
      'From name': effect < 0 ? 'Sandbox Merchant' : 'Sandbox Payer',
      To: effect < 0 ? other : own,
      'To name': effect < 0 ? 'Sandbox Payer' : 'Sandbox Merchant',
      Amount: majorUnits(signed, environment),
      Fee: '0',
      Balance: majorUnits(balance, environment),
    };
    yield row(
      columns.map((name, place) =>
        name === 'Currency' ? (cells[columns[place - 1]!] ? currency : '') : (cells[name] ?? ''),
      ),
      separator,
    );
  }
}

const numberOf = (product: Product, number: string): string => (product === 'airtel' ? airtelNumber(number) : number);

/** The query of a control call, or what is wrong with it. */
export function readStatementQuery(query: URLSearchParams): StatementQuery | { wrong: string } {
  const product = query.get('product') ?? 'collection';
  if (!accounts.includes(product as Product)) return { wrong: `product is ${accounts.join(', ')}` };
  const environment =
    product === 'airtel' ? environments.airtelrwanda : environmentNamed(query.get('environment') ?? 'mtnrwanda');
  if (!environment) return { wrong: 'environment is mtnrwanda or sandbox' };
  const dateFormat = query.get('dateFormat') ?? 'YYYY-MM-DD';
  if (!Object.hasOwn(dateFormats, dateFormat))
    return { wrong: `dateFormat is one of ${Object.keys(dateFormats).join(', ')}` };
  const separator = query.get('separator') ?? ',';
  if (separator !== ',' && separator !== ';') return { wrong: 'separator is , or ;' };
  const from = Date.parse(query.get('from') ?? '1970-01-01');
  const to = Date.parse(query.get('to') ?? '9999-12-31');
  if (Number.isNaN(from) || Number.isNaN(to)) return { wrong: 'from and to are times such as 2026-11-22T08:00:00Z' };
  return {
    product: product as Product,
    environment: environment.name,
    dateFormat: dateFormat as StatementQuery['dateFormat'],
    separator,
    failed: query.get('failed') === 'true',
    from,
    to,
  };
}

function* allOf(store: TransactionStore): Iterable<Transaction> {
  let page = store.after(0);
  while (page.length > 0) {
    yield* page;
    page = store.after(page.at(-1)!.sequence);
  }
}

function movement({ product, environment, status, operation, amount }: Transaction, query: StatementQuery): number {
  const counts = status === 'SUCCESSFUL' && product === query.product && environment === query.environment;
  return counts ? operationNamed(operation).effect * amount : 0;
}

const kigaliOffsetMs = 2 * 3_600_000;

function kigaliMoment(at: number): Moment {
  const text = new Date(at + kigaliOffsetMs).toISOString();
  return { year: text.slice(0, 4), month: text.slice(5, 7), day: text.slice(8, 10), time: text.slice(11, 19) };
}

function row(cells: readonly string[], separator: string): string {
  return `${cells.map((cell) => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator)}\r\n`;
}
