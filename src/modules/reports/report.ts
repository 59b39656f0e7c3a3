import { Money } from '../../kernel/domain/money.js';
import type { FilterName } from './report-ask.rule.js';
import type { Ask, Sources } from './sources.js';

/**
 * What a report is made of. Each report is one file that says its columns, where its rows come from and what of them is added up; how it is asked
 * for, streamed and written as JSON, CSV or XLSX is the same for all.
 */
export interface Report {
  readonly name: string;
  readonly title: string;
  /** Of the days that were asked for, or of how things stand now. */
  readonly covers: 'days' | 'now';
  /** It has rows about people: to make it is put on record. */
  readonly isAboutPeople: boolean;
  /** The filters that it understands. */
  readonly filters: readonly FilterName[];
  readonly columns: readonly Column[];
  /** The columns that it has on paper; without them it has no PDF. */
  readonly paper?: readonly PaperColumn[];
  readonly rows: (ask: Ask, sources: Sources) => AsyncIterable<Row>;
  /** What is added up, in the order in which the totals name it. */
  readonly totals: readonly string[];
  /** What one row adds to the totals. */
  readonly counts: (row: Row) => readonly Counted[];
}

/** Its width in millimetres; a page has 269 of them, with a little space between columns. */
export interface PaperColumn {
  readonly name: string;
  readonly mm: number;
  readonly align: 'left' | 'right';
}

export interface Column {
  /** In JSON. */
  readonly name: string;
  /** In the header of CSV and XLSX. */
  readonly title: string;
  readonly kind: ColumnKind;
  readonly description: string;
  /** A value of a dimension: a file for people names what has none. */
  readonly isDimension?: boolean;
}

/**
 * `word`: an id or a word of ours or of the provider. `text`: what others have written, in which phone numbers are masked. `money`: decimal text in the
 * currency of the row. `number`: a count, seconds or a percentage.
 */
export const columnKinds = ['word', 'text', 'phone', 'time', 'day', 'money', 'number'] as const;
export type ColumnKind = (typeof columnKinds)[number];

export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

export interface Counted {
  /** One of the report's `totals`. */
  readonly of: string;
  /** Null: it is counted, and has no amount. */
  readonly amount: Money | null;
  /** Of how many things the amount is made; absent: the row is one. */
  readonly count?: number;
}

export const column = (name: string, title: string, kind: ColumnKind, description: string): Column => ({
  name,
  title,
  kind,
  description,
});

/** Of the dimension of that name. */
export const dimensionColumn = (name: string, title: string): Column => ({
  ...column(name, title, 'text', `The dimension \`${name}\`; in files for people \`(none)\` where there is none`),
  isDimension: true,
});

export interface Total {
  readonly of: string;
  readonly currency: string | null;
  readonly count: number;
  readonly amount: string | null;
}

/** Adds up while rows go by. */
export class Totals {
  readonly #sums = new Map<string, Map<string | null, { count: number; sum: Money | null }>>();
  rows = 0;

  constructor(
    private readonly report: Pick<Report, 'totals' | 'counts'>,
    private readonly currency: string,
  ) {
    for (const of of report.totals) this.#sums.set(of, new Map());
  }

  add(row: Row): void {
    this.rows += 1;
    for (const { of, amount, count = 1 } of this.report.counts(row)) {
      const sums = this.#sums.get(of);
      if (sums === undefined) throw new Error(`No total is named ${of}`);
      const currency = amount?.currency ?? null;
      const before = sums.get(currency);
      const sum = before === undefined || before.sum === null ? amount : before.sum.plus(amount!);
      sums.set(currency, { count: (before?.count ?? 0) + count, sum });
    }
  }

  /** Those that nothing was counted for are there as nothing. */
  all(): readonly Total[] {
    return [...this.#sums].flatMap(([of, sums]): Total[] =>
      sums.size === 0
        ? [{ of, currency: this.currency, count: 0, amount: Money.zero(this.currency).amount }]
        : [...sums]
            .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1))
            .map(([currency, { count, sum }]) => ({ of, currency, count, amount: sum?.amount ?? null })),
    );
  }
}
