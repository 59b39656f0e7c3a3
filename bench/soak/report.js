import { shown } from '../support/report.js';
import { memoryOf } from './judge.js';

/** One line of progress. */
export function progress(elapsedMs, caller, lives) {
  const { samples } = lives.current;
  const rss = samples.length === 0 ? 'not sampled yet' : shown(samples.at(-1).rssMb, 'MiB');
  const { accepted, latencies, surprises, unanswered } = caller;
  const wrong = [...surprises, ...unanswered.map((key) => `${key} was not answered`), ...lives.unordered];
  return [
    `${String(Math.round(elapsedMs / 60_000)).padStart(3)} min`,
    `${accepted.length} times 202`,
    `POST p99 ${shown(quantile(latencies.slice(-1_000), 0.99), 'ms')}`,
    `RSS ${rss}`,
    `life ${lives.all.length}`,
    wrong.length === 0 ? 'nothing wrong so far' : `${wrong.length} WRONG, the last: ${wrong.at(-1)}`,
  ].join(', ');
}

/** The whole page, as it goes into docs/soak.md. */
export function page({ asked, measured, checks, ...run }) {
  const { minutes, rate, everyMinutes, seed } = asked;
  return [
    '# Soak',
    `Written by \`npm run soak -- --minutes ${minutes} --rate ${rate} --kill-every-minutes ${everyMinutes} --seed ${seed} --write\`.`,
    measured,
    introduction,
    '## What was judged',
    table(['', 'holds', ''], checks.map(judged)),
    '## Figures',
    table(['', '', ''], figures(run)),
    '## Memory, by life of the gateway',
    memoryNote,
    table(lifeColumns, run.evidence.lives.map(lifeRow)),
    '## Payments',
    table(
      ['ended as', 'payments'],
      counted(run.evidence.payments, ({ status }) => status),
    ),
    '## Open reviews',
    table(
      ['reason', 'reviews'],
      counted(run.evidence.reviews, ({ reason }) => reason),
    ),
    '## Faults',
    table(
      ['5 % each', 'struck', 'of calls'],
      run.evidence.faults.map(({ name, struck, calls }) => [name, shown(struck), shown(calls)]),
    ),
    '## What callers met',
    table(
      ['', 'times'],
      [...run.caller.counts].toSorted().map(([what, times]) => [what, shown(times)]),
    ),
  ].join('\n\n');
}

const introduction = `The sandbox and the gateway run as they are built, with the embedded stores, on one machine with the caller. Every order has an
\`Idempotency-Key\`, and is repeated with it until it is answered. Of the settings, \`PROVIDER_TIMEOUT_MS\` is 5000, and
\`RATE_LIMIT_PER_SECOND\` and \`PROVIDER_STATUS_CHECKS_PER_SECOND\` are 0: MTN's 10 a second would bound the traffic to four payments a second, and
that limit has specs of its own. After the traffic the faults end; then the provider changes its mind about some payments and calls back.
The faults do not include cases that only a statement can show: a status that changes after it was final without a callback,
and a lie about how a payment ended.`;

const memoryNote = `Resident memory, sampled every 10 s, in MiB; the slope, over the last four minutes of the life, in MiB a minute; held is what is
left on the heap after a collection right before the kill. The last life saw the drain and the questions of the judge.`;

const judged = ({ name, holds, note, sins }) => [
  name,
  holds ? (note.startsWith('not judged') ? 'not judged' : 'yes') : `**no** (${sins.length})`,
  holds ? note : sins[0].replaceAll('|', '/'),
];

function figures({ evidence, caller, calls, drainMs, elapsedMs, sandboxCpuMs, bytes }) {
  const { lives, payments, charges } = evidence;
  const { latencies } = caller;
  const readies = lives.slice(1).map(({ readyMs }) => readyMs);
  const share = (cpuMs) => shown((100 * cpuMs) / elapsedMs, '% of a core');
  const gatewayCpuMs = lives.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  const own = process.cpuUsage();
  const callsOf = (name) => shown(calls[name] ?? 0);
  return [
    [
      'POST answered 202',
      `p50 ${shown(quantile(latencies, 0.5), 'ms')}`,
      `p99 ${shown(quantile(latencies, 0.99), 'ms')}, longest ${shown(quantile(latencies, 1), 'ms')}`,
    ],
    [
      'from the kill until it is ready again',
      readies.length === 0 ? 'not measured' : `median ${shown(quantile(readies, 0.5), 'ms')}`,
      readies.length === 0 ? '' : `longest ${shown(quantile(readies, 1), 'ms')}`,
    ],
    [
      'event-loop delay, over 10 s',
      `p99 at most ${shown(highest(lives, 'loopDelayP99Ms'), 'ms')}`,
      `longest ${shown(highest(lives, 'loopDelayMaxMs'), 'ms')}`,
    ],
    ['until nothing could end any more', shown(drainMs / 1_000, 's'), 'after the traffic and the faults had ended'],
    ['on disk per payment', shown(bytes / payments.length / 1024, 'KiB'), shown(bytes / 2 ** 20, 'MiB')],
    [
      'charges at the provider',
      shown(charges.length),
      `${callsOf('requesttopay')} requests, ${callsOf('requesttopay status')} status checks, ${callsOf('token')} tokens`,
    ],
    [
      'requests of known references',
      shown(charges.reduce((sum, { repeats }) => sum + repeats, 0)),
      'sent again, and answered 409',
    ],
    [
      'CPU of the gateway',
      share(gatewayCpuMs),
      `${shown(gatewayCpuMs / payments.length, 'ms')} a payment, starts included`,
    ],
    ['CPU of the sandbox', share(sandboxCpuMs), ''],
    ['CPU of the caller and judge', share((own.user + own.system) / 1_000), ''],
  ];
}

const lifeColumns = [
  'life',
  'minutes',
  'ready after',
  'least',
  'median',
  'most',
  'third quarter',
  'last quarter',
  'slope',
];

function lifeRow(life, index) {
  const memory = memoryOf(life);
  const name = `${index + 1}${life.killed ? '' : ', stopped'}`;
  if (memory === null) return [name, '', shown(life.readyMs, 'ms'), '', '', '', '', '', '', ''];
  const { least, median, most, thirdQuarter, lastQuarter, slopeMbPerMinute } = memory;
  return [
    name,
    shown(life.samples.at(-1).atMs / 60_000),
    shown(life.readyMs, 'ms'),
    ...[least, median, most, thirdQuarter, lastQuarter].map((mib) => (mib === null ? '' : mib.toFixed(0))),
    slopeMbPerMinute.toFixed(2),
    life.liveMb?.toFixed(0) ?? '',
  ];
}

const counted = (rows, of) => [...Map.groupBy(rows, of)].map(([what, those]) => [what, shown(those.length)]).toSorted();

const highest = (lives, name) => Math.max(...lives.map((life) => life[name]));

function quantile(numbers, part) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

const table = (columns, rows) =>
  [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
