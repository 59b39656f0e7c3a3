import type { HeaderSynonyms, StatementFormats } from './statement-formats.js';
import type { TableHeader } from './table-header.js';
import type { Encoding } from './text-encoding.js';

export interface ReadingOptions {
  readonly provider: string;
  /** Our account, as the operator calls it: where it is the account's number, it tells which side of a line is ours. */
  readonly account: string;
  /** Of amounts that stand beside no currency. */
  readonly currency: string;
  /** The order of day and month, where the file cannot tell it. */
  readonly dateFormat?: DateFormat | undefined;
  /** Own headers beside those that are known for the provider. */
  readonly headers?: HeaderSynonyms | undefined;
  /** The words of every provider and account; absent: the shipped ones. */
  readonly formats?: StatementFormats | undefined;
}

export const dateFormats = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY'] as const;
export type DateFormat = (typeof dateFormats)[number];

/** What a look through the whole file told. It is plain JSON, so that an import that is resumed reads the file as before. */
export interface StatementPlan {
  readonly format: 'csv' | 'xlsx' | 'mt940' | 'camt.053';
  /** The headers of the cells of every line. Repeated ones are told apart: `Currency`, `Currency (Fee)`. */
  readonly columns: readonly string[];
  /** Accounts that the file itself names as its own: in rows above the header, in MT940 and CAMT.053 always. Empty: it names none. */
  readonly accounts: readonly string[];
  /** What a person should know of how the file is read. */
  readonly notes: readonly string[];
  /** Of files with rows and columns. */
  readonly table?: TablePlan;
  readonly encoding?: Encoding;
}

export interface TablePlan {
  readonly header: TableHeader;
  readonly delimiter: string;
  readonly lineEnd: 'LF' | 'CR';
  /** Of a spreadsheet: where the sheet lies in its zip. */
  readonly sheet?: string;
  /** Of numeric dates, whose order the file or the operator told; null: there are none. */
  readonly order: 'day first' | 'month first' | null;
  /** Of amounts without a currency of their own. */
  readonly currency: string;
}
