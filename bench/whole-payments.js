import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOfFourExchangesMs } from './support/alternately.js';
import { gatewayState, settled } from './support/gateway-state.js';
import { inDirectory, startGateway, startOwn, startSandbox } from './support/program.js';
import { size } from './support/report.js';

/** (f) Whole payments: POST, the provider's 202, callback, confirming status, receipt, views current. */
export const title = 'whole payments at a steady rate, sandbox on the same machine';

const target = 500;
const longSeconds = size('BENCH_LONG_SECONDS', 60);
const trySeconds = 12;
const warmUp = { perSecond: 100, seconds: 5 };

export async function measure() {
  const perSecond = Number(process.env['BENCH_RATE'] ?? 0) || (await sustainable());
  const run = await at(perSecond, longSeconds);
  const { accepted, backlogs } = run;
  const floorMs = await cpuOfFourExchangesMs();
  return [
    {
      what: `sustained for ${longSeconds} s`,
      target,
      at: 'least',
      value: run.isFlat ? accepted / longSeconds : null,
      unit: '/s',
      note: run.isFlat ? '' : `not flat at ${perSecond}/s`,
    },
    {
      what: 'payments under way, halfway and at the end',
      value: backlogs.at(-1),
      note: `${backlogs[Math.floor(backlogs.length / 2)]} halfway`,
    },
    { what: 'POST p99', value: run.p99, unit: 'ms', note: `p50 ${run.p50.toFixed(0)} ms` },
    { what: 'last follower of the log behind', value: run.lagSeconds, note: 'seconds, at the end' },
    {
      what: 'until nothing was under way',
      value: run.drainedMs,
      unit: 'ms',
      note: `${run.succeeded} succeeded, ${run.receipts} receipts of ${accepted}`,
    },
    {
      what: 'CPU of the gateway per payment',
      value: run.gatewayCpuMs,
      unit: 'ms',
      note: `its four HTTP exchanges on a bare server: ${floorMs.toFixed(2)} ms`,
      compared: {
        what: 'CPU of a whole payment: POST, request to pay, callback, status check, receipt, views',
        ours: `${run.gatewayCpuMs.toFixed(2)} ms`,
        peer: 'none does this',
        floor: `the four HTTP exchanges on bare Nest: ${floorMs.toFixed(2)} ms`,
        ratioToPeer: null,
        ratioToFloor: run.gatewayCpuMs / floorMs,
      },
    },
    { what: 'CPU of the sandbox per payment', value: run.sandboxCpuMs, unit: 'ms' },
    { what: 'event-loop delay p99 of the gateway', value: run.loopDelayP99Ms, unit: 'ms' },
    { what: 'on disk per payment', value: run.bytes / 1024, unit: 'KiB', note: run.files },
  ];
}

/** A short search, from the target: up while it stays flat, down until it does. */
async function sustainable() {
  const isFlat = async (perSecond) => {
    const run = await at(perSecond, trySeconds);
    console.log(
      `  ${perSecond}/s for ${trySeconds} s: ${run.isFlat ? 'flat' : 'not flat'} (${run.backlogs.join(', ')} under way)`,
    );
    return run.isFlat;
  };
  let rate = target;
  if (await isFlat(rate)) {
    while (await isFlat(Math.round(rate * 1.25))) rate = Math.round(rate * 1.25);
    return rate;
  }
  do rate = Math.round(rate * 0.8);
  while (rate > 20 && !(await isFlat(rate)));
  // A minute is longer than a try.
  return Math.round(rate * 0.9);
}

const at = (perSecond, seconds) =>
  inDirectory(async (directory) => {
    const sandbox = await startSandbox(directory);
    const gateway = await startGateway(directory, sandbox.said);
    const load = startOwn('support/offered.js');
    try {
      await load.ask({ url: gateway.url, ...warmUp });
      const before = await settled(gateway.url, warmUp.perSecond * warmUp.seconds);
      const [gatewayBefore, sandboxBefore] = [await gateway.ask('usage'), await sandbox.ask('usage')];

      const loading = load.ask({ url: gateway.url, perSecond, seconds });
      const seen = [];
      for (let count = 0; count < 6; count += 1) {
        await sleep((seconds * 1_000) / 6);
        seen.push(await gatewayState(gateway.url));
      }
      const [gatewayAfter, sandboxAfter] = [await gateway.ask('usage'), await sandbox.ask('usage')];
      const loaded = await loading;
      if (loaded.failed > 0) console.log(`  ${loaded.failed} requests failed: ${loaded.failures.join(', ')}`);
      const ended = performance.now();
      const after = await settled(gateway.url, before.receipts + loaded.accepted);
      const drainedMs = performance.now() - ended;
      await gateway.stop();
      const done = seen.at(-1).receipts - before.receipts;
      const backlogs = seen.map(({ created, receipts }) => created - receipts);
      // A second’s worth more than early on is a moment’s jam; a queue that grows has more after a minute.
      const isFlat =
        loaded.failed === 0 &&
        loaded.late < perSecond / 2 &&
        backlogs.at(-1) <= Math.max(backlogs[1], backlogs[2]) + perSecond;
      return {
        ...loaded,
        isFlat,
        backlogs,
        lagSeconds: seen.at(-1).lagSeconds,
        drainedMs,
        succeeded: after.succeeded - before.succeeded,
        receipts: after.receipts - before.receipts,
        gatewayCpuMs: (gatewayAfter.cpuMs - gatewayBefore.cpuMs) / done,
        sandboxCpuMs: (sandboxAfter.cpuMs - sandboxBefore.cpuMs) / done,
        loopDelayP99Ms: gatewayAfter.loopDelayP99Ms,
        // After the stop, which folds what SQLite had yet to fold; the warm-up's payments are as large as the others.
        bytes: bytesIn(directory) / after.created,
        files: sizes(directory),
      };
    } finally {
      await load.stop();
      await gateway.stop();
      await sandbox.stop();
    }
  });

const stores = ['events.sqlite', 'documents.sqlite', 'keys.sqlite'];
const sizeOf = (directory, name) => statSync(join(directory, name)).size;
const bytesIn = (directory) => stores.reduce((sum, name) => sum + sizeOf(directory, name), 0);
const sizes = (directory) =>
  stores.map((name) => `${name} ${(sizeOf(directory, name) / 2 ** 20).toFixed(0)} MiB`).join(', ');
