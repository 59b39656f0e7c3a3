import { gatewayState, settled } from './support/gateway-state.js';
import { inDirectory, startGateway, startOwn, startSandbox } from './support/program.js';
import { shown, size } from './support/report.js';
import { startServers, whatServers } from './support/servers.js';

/** (g) The same payments, from POST to receipt, on the embedded stores and on servers; what is asked of the servers is counted. */
export const title = 'the same payments on the embedded stores and on servers, one gateway and two';

const payments = size('BENCH_PAYMENTS', 1_000);
const connections = 32;
const warmUpPayments = 100;

export async function measure() {
  console.log(`  The servers are ${whatServers}: their rates are not those of the real ones, the number of calls is.`);
  return [
    ...(await on('embedded', { gateways: 1 })),
    ...(await on('servers, one gateway', { gateways: 1, start: startServers })),
    ...(await on('servers, two gateways', { gateways: 2, start: startServers })),
  ];
}

/** Embedded stores when no servers are given. */
const on = (where, { gateways: count, start = embedded }) =>
  inDirectory(async (directory) => {
    const servers = await start(directory);
    const sandbox = await startSandbox(directory);
    const load = startOwn('support/offered.js');
    const gateways = [];
    try {
      for (let number = 0; number < count; number += 1)
        gateways.push(await startGateway(directory, { ...sandbox.said, ...servers.settings }));
      const [{ url }] = gateways;
      const urls = gateways.map((gateway) => gateway.url);
      const used = async () => {
        const usages = await Promise.all(gateways.map((gateway) => gateway.ask('usage')));
        return usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
      };
      const seen = await gatewayState(url);
      const warm = await load.ask({ urls, payments: warmUpPayments, connections });
      await settled(url, seen.receipts + warm.accepted);

      const before = { ...(await gatewayState(url)), cpuMs: await used(), calls: await servers.calls() };
      const begun = performance.now();
      const loaded = await load.ask({ urls, payments, connections });
      const { receipts } = await settled(url, before.receipts + loaded.accepted);
      const seconds = (performance.now() - begun) / 1_000;
      const cpuMs = (await used()) - before.cpuMs;
      const calls = since(before.calls, await servers.calls());
      const done = receipts - before.receipts;
      const asked = loaded.failed > 0 ? `; ${loaded.failed} requests failed: ${loaded.failures.join(', ')}` : '';
      return [
        {
          what: `${where}: payments per second`,
          value: done / seconds,
          unit: '/s',
          note: `${done} of ${payments} have their receipts${asked}`,
        },
        { what: `${where}: POST p99`, value: loaded.p99, unit: 'ms', note: `p50 ${loaded.p50.toFixed(0)} ms` },
        { what: `${where}: CPU of the gateways per payment`, value: cpuMs / done, unit: 'ms' },
        ...perPayment(calls, done).map((row) => ({ ...row, what: `${where}: ${row.what} per payment` })),
      ];
    } finally {
      await load.stop();
      for (const gateway of gateways) await gateway.stop();
      await sandbox.stop();
      await servers.stop();
    }
  });

const embedded = async () => ({ settings: {}, calls: async () => new Map(), stop: async () => undefined });

/** What each payment asks of the servers, with its share of what goes on beside: leases, checkpoints, the followers. */
function perPayment(calls, done) {
  if (calls.size === 0) return [];
  const of = (pattern) => [...calls].filter(([name]) => pattern.test(name));
  const row = (what, pattern, more = {}) => {
    const parts = of(pattern);
    const note = parts.map(([name, count]) => `${name.split(' ')[1]} ${shown(count / done)}`).join(', ');
    return { what, value: parts.reduce((sum, [, count]) => sum + count, 0) / done, note, ...more };
  };
  return [
    row('appends', /^Append \w/, { target: 4, at: 'most' }),
    row('reads of a stream', /^Read (?!\$|subscription|n?ack$)/, { target: 2, at: 'most' }),
    row('reads of $all', /^Read \$all$/),
    row('events acknowledged by members of groups', /^Read n?ack$/),
    row('commands to MongoDB', /^mongodb /),
  ];
}

const since = (before, after) =>
  new Map(
    [...after]
      .map(([name, count]) => [name, count - (before.get(name) ?? 0)])
      .filter(([, count]) => count > 0)
      .toSorted(([, one], [, other]) => other - one),
  );
