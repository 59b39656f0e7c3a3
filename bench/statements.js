import { parse } from 'csv-parse';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, built, gatewayOptions } from './support/program.js';
import { size } from './support/report.js';
import { writeStatement } from './support/statement-file.js';

/** (m) A statement of a million lines, read and put into our words, beside csv-parse that only cuts it into cells; and imported against a million payments. `BENCH_STATEMENT_LINES=100000` for fewer. */
export const title = 'a statement of 1 M lines is read, and imported against 1 M payments';

const lines = size('BENCH_STATEMENT_LINES', 1_000_000);
const options = { provider: 'mtn-momo', account: '28181818', currency: 'RWF' };

export async function measure() {
  const { planStatement, readStatement } = await built('modules/reconciliation/reading/read-statement.js');
  const { fileOnDisk } = await built('modules/reconciliation/reading/statement-file.js');
  const directory = mkdtempSync(join(tmpdir(), 'ishyura-statements-'));
  try {
    const path = join(directory, 'statement.csv');
    await writeStatement(path, lines);
    const megabytes = Math.round(statSync(path).size / 1_000_000);

    const alone = await timed(async () => {
      let rows = 0;
      for await (const row of createReadStream(path).pipe(parse())) rows += row.length > 0 ? 1 : 0;
      return rows - 1;
    });
    const file = await fileOnDisk(path);
    const planned = await timed(() => planStatement(file, options));
    let most = 0;
    const read = await timed(async () => {
      let good = 0;
      for await (const chunk of readStatement(file, planned.answer, options)) {
        good += chunk.lines.filter((line) => !('reason' in line)).length;
        most = Math.max(most, process.memoryUsage().rss);
      }
      return good;
    });
    if (alone.answer !== lines || read.answer !== lines)
      throw new Error(`${alone.answer} and ${read.answer} of ${lines} lines were read`);

    const ours = planned.seconds + read.seconds;
    const cpu = planned.cpu + read.cpu;
    const told = (part) => `${part.cpu.toFixed(1)} s (${part.seconds.toFixed(1)} s by the clock)`;
    const note = `${megabytes} MB; the look through the whole file ${told(planned)}, the reading ${told(read)}; csv-parse alone ${told(alone)}`;
    const what = 'CPU of the reading, in times of csv-parse alone';
    return [
      { what, target: 2, at: 'most', value: cpu / alone.cpu, unit: '×', note },
      { what: 'lines a second', value: lines / ours, unit: '/s', note: 'by the clock, on one core' },
      { what: 'memory of the process while it reads', target: 500, at: 'most', value: most / 1_000_000, unit: 'MB' },
      ...(await whole(directory, path, alone)),
    ];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The whole import against as many payments, with its views: on the embedded stores, in processes of their own. */
async function whole(directory, file, alone) {
  await asked({ work: 'fill', directory, lines });
  const answer = await asked({ work: 'import', directory, file });
  const { status, totals, received, imported, carriedOut, bytesBefore, mostBytes, delayP99Ms } = answer;
  if (status !== 'reconciled' || totals.matched?.count !== lines)
    throw new Error(`the statement is ${status}: ${JSON.stringify(totals)}`);
  const told = ({ cpu, seconds }) => `${cpu.toFixed(1)} s (${seconds.toFixed(1)} s by the clock)`;
  const note = `taken in ${told(received)}, imported with its views ${told(imported)}, carried out ${told(carriedOut)}`;
  const all = [received, imported, carriedOut];
  const cpu = all.reduce((sum, part) => sum + part.cpu, 0);
  const seconds = all.reduce((sum, part) => sum + part.seconds, 0);
  return [
    {
      what: 'CPU of the whole import, in times of csv-parse alone',
      target: 3,
      at: 'most',
      value: cpu / alone.cpu,
      unit: '×',
      note,
    },
    { what: 'time of the whole import, in times of csv-parse alone', value: seconds / alone.seconds, unit: '×' },
    {
      what: 'memory of the importing process',
      target: 500,
      at: 'most',
      value: mostBytes / 1_000_000,
      unit: 'MB',
      note: `${Math.round(bytesBefore / 1_000_000)} MB before it began`,
    },
    { what: 'delay of its event loop: p99', target: 100, at: 'most', value: delayP99Ms, unit: 'ms' },
  ];
}

const asked = (question) => answerOf('support/reconciliation.js', question, gatewayOptions);

async function timed(act) {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const answer = await act();
  const { user, system } = process.cpuUsage(before);
  return { answer, seconds: (performance.now() - startedAt) / 1_000, cpu: (user + system) / 1_000_000 };
}
