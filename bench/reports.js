import { join } from 'node:path';
import { answerOf, inDirectory } from './support/program.js';
import { size } from './support/report.js';

/** (n) The month of a million payments as CSV and as XLSX, with masked numbers, embedded stores. `BENCH_REPORT_PAYMENTS=100000` for fewer. */
export const title = 'a month of 1 M payments as CSV';

const payments = size('BENCH_REPORT_PAYMENTS', 1_000_000);

export async function measure() {
  return inDirectory(async (directory) => {
    const place = { file: join(directory, 'documents.sqlite'), keys: join(directory, 'keys.sqlite') };
    const filled = await asked({ work: 'fill', ...place, payments });
    console.log(`${payments} payments were written in ${filled.seconds.toFixed(0)} s`);
    const csv = await asked({ work: 'report', ...place, format: 'csv' });
    const xlsx = await asked({ work: 'report', ...place, format: 'xlsx' });
    const rows = (what, { seconds, cpuSeconds, rows: count, megabytes, peakRssMb, growthMb, loopDelayMaxMs }) => [
      {
        what: `${what}: rows a second`,
        value: count / seconds,
        note: `${count} rows, ${megabytes.toFixed(0)} MB, ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU`,
      },
      {
        what: `${what}: memory that it took`,
        target: 256,
        at: 'most',
        value: growthMb,
        unit: 'MB',
        note: `from the first tenth of its rows to the last; at most ${peakRssMb.toFixed(0)} MB in all`,
      },
      { what: `${what}: longest stop of the main thread`, value: loopDelayMaxMs, unit: 'ms' },
    ];
    return [...rows('CSV', csv), ...rows('XLSX', xlsx)];
  });
}

const asked = (question) => answerOf('support/reported-payments.js', question);
