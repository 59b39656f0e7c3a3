import type { FastifyReply } from 'fastify';
import { csvBeginning, csvLine } from '../../http/csv.js';
import { figureColumns, type FigureRow } from './figure-rows.rule.js';

/** The numbers of a page as a file. They are all there before the first is sent. */
export function figuresAsCsv(rows: readonly FigureRow[], name: string, reply: FastifyReply): string {
  void reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${name}.csv"`);
  const lines = [figureColumns.map(([column]) => column), ...rows.map((row) => figureColumns.map(([, of]) => of(row)))];
  return csvBeginning + lines.map(csvLine).join('');
}
