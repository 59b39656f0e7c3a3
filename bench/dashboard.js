import { copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, inDirectory } from './support/program.js';
import { size } from './support/report.js';

/** (q) The first page over a million payments: its figures and its HTML, for an administrator, embedded store. `BENCH_DASHBOARD_PAYMENTS=100000` counts fewer. */
export const title = 'the first page over 1 M payments';

/** As in `lists.js`, whose documents these are. */
const formatVersion = 1;
const counted = size('BENCH_DASHBOARD_PAYMENTS', 1_000_000);
const rounds = 300;

export async function measure() {
  const listed = join(tmpdir(), `ishyura-bench-lists-v${formatVersion}.sqlite`);
  await answerOf('support/listed-payments.js', { work: 'fill', file: listed });
  return inDirectory(async (directory) => {
    const file = join(directory, 'documents.sqlite');
    copyFileSync(listed, file);
    const count = await answerOf('support/first-page.js', { work: 'count', file, payments: counted });
    const pages = await answerOf('support/first-page.js', { work: 'show', file, rounds });
    return [
      ...pages.map(({ what, p50Ms, p99Ms, p99CpuMs, bytes }) => ({
        what: `${what}: p99`,
        ...(what.startsWith('`/`') && { target: 50, at: 'most' }),
        value: p99Ms,
        unit: 'ms',
        note: `p50 ${p50Ms.toFixed(1)} ms, CPU p99 ${p99CpuMs.toFixed(1)} ms, ${(bytes / 1_000).toFixed(0)} kB of HTML`,
      })),
      {
        what: 'counting: events a second',
        value: count.events / count.seconds,
        note: `${count.events} events of ${counted} payments, ${count.documents} counters, ${((count.cpuSeconds * 1e6) / count.events).toFixed(0)} µs of CPU for one`,
      },
    ];
  });
}
