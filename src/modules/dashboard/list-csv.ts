import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { csvBeginning, csvLine } from '../../http/csv.js';
import { QueryTooBroad } from '../../kernel/ports/document-store.js';

export interface Rows<Row> {
  readonly rows: readonly Row[];
  /** The cursor of the next page; null: this is the last one. */
  readonly next: string | null;
}

/** Null where the filters together match too few of too many, which a page says; a file is refused instead. */
export async function unlessTooBroad<Found>(asked: Promise<Found>): Promise<Found | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof QueryTooBroad) return null;
    throw error;
  }
}

export type CsvColumns<Row> = readonly (readonly [name: string, of: (row: Row) => string])[];

/**
 * A whole list, as it is read. Its first page comes from the caller, so that a refusal is answered as a page. An answer that is cut off is no answer:
 * what is missing must not look like the end, so `more` throws where it cannot go on.
 */
export function listAsCsv<Row>(
  reply: FastifyReply,
  name: string,
  columns: CsvColumns<Row>,
  first: Rows<Row>,
  more: (cursor: string) => Promise<Rows<Row>>,
): Readable {
  void reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${name}"`);
  async function* lines(): AsyncGenerator<string> {
    yield csvBeginning + csvLine(columns.map(([column]) => column));
    for (let page: Rows<Row> | null = first; page !== null;) {
      yield page.rows.map((row) => csvLine(columns.map(([, of]) => of(row)))).join('');
      page = page.next === null ? null : await more(page.next);
    }
  }
  return Readable.from(lines());
}

/** Of a list whose rows are all there. */
export const noMore = (): Promise<never> => Promise.reject(new Error('This list has one page'));
