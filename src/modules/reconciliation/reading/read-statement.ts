import { Refusal } from '../../../kernel/domain/refusal.js';
import type { HeaderSynonyms } from './headers.js';
import type { StatementFile } from './statement-file.js';
import type { StatementChunk } from './statement-line.js';

export interface ReadingOptions {
  readonly provider: string;
  /** Our account, as the operator calls it: where it is the account's number, it tells which side of a line is ours. */
  readonly account: string;
  /** Of amounts that stand beside no currency. */
  readonly currency: string;
  /** The order of day and month, where the file cannot tell it. */
  readonly dateFormat?: DateFormat;
  /** Own headers beside those that are known for the provider. */
  readonly headers?: HeaderSynonyms;
}

export const dateFormats = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY'] as const;
export type DateFormat = (typeof dateFormats)[number];

/** What a look through the whole file told. It is plain JSON, so that an import that is resumed reads the file as before. */
export interface StatementPlan {
  readonly format: 'csv' | 'xlsx' | 'mt940' | 'camt.053';
  /** The headers of the cells of every line. Repeated ones are told apart: `Currency`, `Currency (Fee)`. */
  readonly columns: readonly string[];
  /** Accounts that the file itself names as its own: by title rows, by MT940 and CAMT.053 always. Empty: it names none. */
  readonly accounts: readonly string[];
}

/**
 * Looks through the whole file, and refuses what cannot be read as a whole: `STATEMENT_UNREADABLE` with `line`, `column`, `what` and, where no header was
 * found, `lookedFor`; where the dates can be read in two ways, `question: "dateFormat"` with the `choices`.
 */
export async function planStatement(file: StatementFile, options: ReadingOptions): Promise<StatementPlan> {
  throw unreadable(1, `no reader knows this file of ${file.bytes} bytes of ${options.provider}`);
}

/** The lines of a file, in its order, a chunk at a time and in constant memory. */
export async function* readStatement(
  file: StatementFile,
  plan: StatementPlan,
  options: ReadingOptions,
): AsyncGenerator<StatementChunk> {
  yield* [];
  throw unreadable(1, `no reader knows ${plan.format} of ${file.bytes} bytes of ${options.provider}`);
}

export const unreadable = (line: number, what: string, detail: Readonly<Record<string, unknown>> = {}) =>
  new Refusal('invalid', 'STATEMENT_UNREADABLE', { line, column: null, what, ...detail });
