import type { Column, Row, Totals } from './report.js';

/** What stands above the rows of every report, whatever its form. */
export interface Heading {
  readonly report: string;
  readonly title: string;
  readonly organisation: string;
  readonly environment: 'sandbox' | 'live';
  /** Kigali days; null for a report of how things stand now. */
  readonly from: string | null;
  readonly to: string | null;
  readonly madeAt: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly phoneNumbers: 'masked' | 'whole';
  readonly notes: readonly string[];
}

/** A report on its way into a file: rows that are read as they are written, and what adds them up meanwhile. */
export interface ReportStream {
  readonly heading: Heading;
  readonly columns: readonly Column[];
  readonly rows: AsyncIterable<Row>;
  readonly totals: Totals;
}

export type Bytes = AsyncGenerator<Uint8Array>;

/** The rows, each added up as it goes by. */
export async function* counted(rows: AsyncIterable<Row>, totals: Totals): AsyncGenerator<Row> {
  for await (const row of rows) {
    totals.add(row);
    yield row;
  }
}

/** The lines above the header of the columns, as pairs of a label and a text. */
export function headingLines({ heading: head }: Pick<ReportStream, 'heading'>): readonly (readonly [string, string])[] {
  const filters = Object.entries(head.filters).map(([name, value]) => `${name} = ${value}`);
  const days = head.from === head.to ? head.from! : `${head.from} to ${head.to}`;
  return [
    ['Report', head.title],
    ['Organisation', head.organisation],
    ['Environment', head.environment === 'live' ? 'LIVE' : 'SANDBOX: no real money'],
    ...(head.from === null ? [] : [['Days', `${days} (Africa/Kigali, UTC+2)`] as const]),
    [head.from === null ? 'As of' : 'Made at', `${inKigali(head.madeAt)} (Africa/Kigali, UTC+2)`],
    ...(filters.length === 0 ? [] : [['Filters', filters.join('; ')] as const]),
    ['Phone numbers', head.phoneNumbers],
    ...head.notes.map((note) => ['Note', note] as const),
  ];
}

export const emptyText = (head: Heading): string =>
  head.from === null ? 'No rows: nothing of this kind is there now.' : 'No rows: nothing of this kind on these days.';

export const totalTitles = ['Total', 'Currency', 'Count', 'Amount'] as const;

/** At the end of every file: without it the file is not whole. */
export const endOf = (rows: number): string => `End of report: ${rows} ${rows === 1 ? 'row' : 'rows'}`;

const inKigali = (at: string): string =>
  new Date(Date.parse(at) + 2 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** Text in pieces that are worth a write. */
export class Pieces {
  #parts: string[] = [];
  #length = 0;

  add(text: string): Uint8Array | null {
    this.#parts.push(text);
    this.#length += text.length;
    return this.#length < pieceLength ? null : this.take();
  }

  take(): Uint8Array {
    const piece = Buffer.from(this.#parts.join(''));
    this.#parts = [];
    this.#length = 0;
    return piece;
  }
}
const pieceLength = 32_768;
