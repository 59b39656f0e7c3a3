import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Engine } from './worker-protocol.js';

/*
 * What answers lists of the embedded document store. A worker thread loads this file as it stands in `src` and in `dist`: it imports nothing
 * of ours at run time and uses no syntax that would have to be compiled.
 */

export interface Row {
  readonly id: string;
  readonly position: bigint;
  readonly body: string;
}

export interface Sql {
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

/** A range of the answer. Where not every entry that is walked belongs to it, `:budget` ends the walk. */
export interface IndexRange {
  readonly select: Sql;
  /** Counts what would be walked, up to `:budget`. */
  readonly walked: Sql;
}

/** The ranges of the whole answer by one index. */
export interface Way {
  readonly ranges: readonly IndexRange[];
  /** Whether a walk that ends early has met the first documents of the answer, and not just some. */
  readonly inOrder: boolean;
}

export interface Search {
  readonly ways: readonly Way[];
  readonly wanted: number;
  /** Null where every entry that is walked belongs to the answer. */
  readonly budgets: readonly number[] | null;
}

export type SearchRequest = { readonly search: Search } | { readonly counts: readonly Sql[] };
export type SearchAnswer = { readonly rows: readonly Row[] | null } | { readonly total: number };
export type SearchEngine = Engine<SearchRequest, SearchAnswer>;

const mostStatements = 256;

export class SqliteSearch {
  readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /**
   * The documents of an answer, or null where no index finds them within the greatest budget. The way with the least to walk is taken; a
   * small budget comes first, since where many entries belong to the answer its first page is near.
   */
  find({ ways, wanted, budgets }: Search): readonly Row[] | null {
    return this.atOneMoment(() => {
      if (budgets === null) return this.walk(ways[0]!, [], wanted, Infinity);
      for (const budget of budgets) {
        const { way, walked } = this.shortest(ways, budget);
        const rows = this.walk(way, walked, wanted, budget);
        if (rows !== null) return rows;
      }
      return null;
    });
  }

  count(counts: readonly Sql[]): number {
    return this.atOneMoment(() => sum(counts.map(({ text, values }) => this.total(text, {}, values))));
  }

  private shortest(ways: readonly Way[], budget: number): { readonly way: Way; readonly walked: readonly number[] } {
    let shortest = null;
    for (const way of ways) {
      // Whether it is shorter than the shortest so far is all that matters.
      const most = Math.min(budget, shortest === null ? budget : Math.max(1, sum(shortest.walked)));
      const walked = way.ranges.map((range) => this.walked(range, most));
      if (shortest === null || sum(walked) < sum(shortest.walked)) shortest = { way, walked };
    }
    if (shortest === null) throw new Error('A question is answered in one way at least');
    return shortest;
  }

  /** Null where the budget ends a walk before the answer is certain. */
  private walk(way: Way, walked: readonly number[], wanted: number, budget: number): readonly Row[] | null {
    const found: Row[] = [];
    for (const [index, { select }] of way.ranges.entries()) {
      const isCut = (walked[index] ?? 0) >= budget;
      if (isCut && !way.inOrder) return null;
      const named = budget === Infinity ? {} : { budget };
      found.push(
        ...(this.prepared(select.text).all(named, ...select.values, wanted - found.length) as unknown as Row[]),
      );
      if (found.length === wanted) break;
      if (isCut) return null;
    }
    return found;
  }

  private walked({ walked }: IndexRange, budget: number): number {
    return this.total(walked.text, { budget }, walked.values);
  }

  private total(text: string, named: Record<string, number>, values: readonly SQLInputValue[]): number {
    return Number((this.prepared(text).get(named, ...values) as { readonly total: bigint }).total);
  }

  /** A document that moves from one range to the next in the meantime would be met twice. */
  private atOneMoment<T>(work: () => T): T {
    this.database.exec('BEGIN');
    try {
      return work();
    } finally {
      this.database.exec('ROLLBACK');
    }
  }

  private prepared(sql: string): StatementSync {
    const known = this.statements.get(sql);
    // The oldest goes first, and one that is asked again is young again.
    if (known) this.statements.delete(sql);
    const statement = known ?? this.database.prepare(sql);
    if (!known) statement.setReadBigInts(true);
    this.statements.set(sql, statement);
    for (const oldest of this.statements.keys()) {
      if (this.statements.size <= mostStatements) break;
      this.statements.delete(oldest);
    }
    return statement;
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Leaves the connection open: it belongs to the caller. */
export function engineOf(search: SqliteSearch): SearchEngine {
  return {
    answer: (request) =>
      'search' in request ? { rows: search.find(request.search) } : { total: search.count(request.counts) },
    close: () => undefined,
  };
}

export function open(file: string): SearchEngine {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  database.exec('PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY');
  return { ...engineOf(new SqliteSearch(database)), close: () => database.close() };
}
