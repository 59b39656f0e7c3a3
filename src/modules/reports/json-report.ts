import { Pieces, type Bytes, type ReportStream } from './report-file.js';

/** One JSON object, whose `data` is written row by row. What adds it up comes last. */
export async function* jsonReport({ heading, columns, rows, totals }: ReportStream): Bytes {
  const pieces = new Pieces();
  const { report, title, organisation, environment, from, to, madeAt, filters, phoneNumbers, notes } = heading;
  const head = {
    report,
    title,
    organisation,
    environment,
    timeZone: 'Africa/Kigali',
    from,
    to,
    madeAt,
    filters,
    phoneNumbers,
    notes,
    columns: columns.map(({ name, title: shown, kind }) => ({ name, title: shown, kind })),
  };
  pieces.add(`${JSON.stringify(head).slice(0, -1)},"data":[`);
  let before = '\n';
  for await (const row of rows) {
    const members = columns.map(({ name }) => [name, row[name] ?? null]);
    const piece = pieces.add(`${before}${JSON.stringify(Object.fromEntries(members))}`);
    before = ',\n';
    if (piece !== null) yield piece;
  }
  pieces.add(`\n],"totals":${JSON.stringify(totals.all())},"rows":${totals.rows}}\n`);
  yield pieces.take();
}
