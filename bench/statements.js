import { parse } from 'csv-parse';
import { cpSync, createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { settled } from './support/gateway-state.js';
import { answerOf, apiKey, built, gatewayOptions, startGateway, startOwn, startSandbox } from './support/program.js';
import { size } from './support/report.js';
import { writeStatement } from './support/statement-file.js';

/**
 * (m) A statement of a million lines, read and put into our words, beside csv-parse that only cuts it into cells; imported against a million payments; and
 * imported so by a whole gateway, over HTTP, while it takes other payments. `BENCH_STATEMENT_LINES=100000` for fewer.
 */
export const title = 'a statement of 1 M lines is read, and imported against 1 M payments';

const lines = size('BENCH_STATEMENT_LINES', 1_000_000);
const perSecond = Number(process.env['BENCH_RATE'] ?? 20);
const secondsAlone = 20;
const warmUpSeconds = 5;
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
      ...(await besidePayments(directory, path)),
    ];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The whole import against as many payments, with its views: on the embedded stores, in processes of their own. */
async function whole(directory, file, alone) {
  await asked({ work: 'fill', directory, lines });
  // The same expectations for the gateway that imports it while it takes payments.
  cpSync(join(directory, 'data'), gatewayData(directory), { recursive: true });
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

const gatewayData = (directory) => join(directory, 'gateway');

/** The same file, sent to a gateway that is asked for payments meanwhile. */
async function besidePayments(directory, file) {
  const sandbox = await startSandbox(directory);
  const gateway = await startGateway(gatewayData(directory), sandbox.said);
  const load = startOwn('support/offered.js');
  try {
    const { url } = gateway;
    await load.ask({ url, perSecond, seconds: warmUpSeconds });
    const without = await load.ask({ url, perSecond, seconds: secondsAlone });
    await settled(url, perSecond * (warmUpSeconds + secondsAlone));
    const before = await gateway.ask('usage');
    const loading = load.ask({ url, perSecond, seconds: 3_600 });
    const begun = performance.now();
    const { reconciledMs, mostMb } = await imported(gateway, file, begun);
    const { cpuMs, loopDelayP99Ms } = await gateway.ask('usage');
    await load.ask('enough');
    const beside = await loading;
    for (const { failed, failures } of [without, beside])
      if (failed > 0) throw new Error(`${failed} payments failed: ${failures.join(', ')}`);
    const cpu = `${((cpuMs - before.cpuMs) / 1_000).toFixed(0)} s of CPU for it and ${beside.accepted} payments`;
    return [
      {
        what: `POST /v1/payments p99 while a gateway imports it, ${perSecond} a second`,
        target: 100,
        at: 'most',
        value: beside.p99,
        unit: 'ms',
        note: `p50 ${beside.p50.toFixed(0)} ms; without the import p99 ${without.p99.toFixed(0)} ms, p50 ${without.p50.toFixed(0)} ms`,
      },
      { what: 'delay of its event loop meanwhile: p99', value: loopDelayP99Ms, unit: 'ms' },
      {
        what: 'memory of this gateway',
        target: 500,
        at: 'most',
        value: mostMb,
        unit: 'MB',
        note: `${before.rssMb.toFixed(0)} MB before it began`,
      },
      { what: 'lines a second of this gateway', value: lines / (reconciledMs / 1_000), unit: '/s', note: cpu },
    ];
  } finally {
    await load.stop();
    await gateway.stop();
    await sandbox.stop();
  }
}

async function imported(gateway, file, begun) {
  const statements = `${gateway.url}/v1/reconciliation/statements`;
  const authorization = `Bearer ${apiKey}`;
  const { provider, account } = options;
  const response = await fetch(`${statements}?provider=${provider}&account=${account}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'text/csv' },
    body: Readable.toWeb(createReadStream(file)),
    duplex: 'half',
  });
  if (response.status !== 202) throw new Error(`The statement was answered ${response.status}`);
  const { id } = await response.json();
  for (let mostMb = 0; ;) {
    const { rssMb } = await gateway.ask('usage');
    mostMb = Math.max(mostMb, rssMb);
    const statement = await (await fetch(`${statements}/${id}`, { headers: { authorization } })).json();
    if (statement.status === 'reconciled') return { reconciledMs: performance.now() - begun, mostMb };
    await sleep(500);
  }
}

const asked = (question) => answerOf('support/reconciliation.js', question, gatewayOptions);

async function timed(act) {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const answer = await act();
  const { user, system } = process.cpuUsage(before);
  return { answer, seconds: (performance.now() - startedAt) / 1_000, cpu: (user + system) / 1_000_000 };
}
