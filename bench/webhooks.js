import { setTimeout as sleep } from 'node:timers/promises';
import { gatewayState, settled } from './support/gateway-state.js';
import { apiKey, aService, created, inDirectory, startGateway, startOwn, startSandbox } from './support/program.js';
import { size } from './support/report.js';

/** (o) Webhooks to a local receiver beside payments at a steady rate, and the same payments without them; embedded stores. */
export const title = 'webhooks beside whole payments, receiver and sandbox on the same machine';

const perSecond = Number(process.env['BENCH_RATE'] ?? 50);
const seconds = size('BENCH_SECONDS', 15);
/** Each hears of every event of a payment, and of its receipt. */
const endpoints = size('BENCH_ENDPOINTS', 5);

export const measure = () =>
  inDirectory(async (directory) => {
    const sandbox = await startSandbox(directory);
    const gateway = await startGateway(directory, sandbox.said, { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' });
    const receiver = startOwn('support/receiver.js');
    const load = startOwn('support/offered.js');
    const { id: clientId, key } = await aService(gateway.url);
    const run = async () => {
      const [before, begun] = [await gateway.ask('usage'), await gatewayState(gateway.url)];
      const counted = await receiver.ask('count');
      const { accepted, failed, p50, p99 } = await load.ask({ url: gateway.url, perSecond, seconds, key });
      if (failed > 0) throw new Error(`${failed} requests failed`);
      const during = (await receiver.ask('count')).received - counted.received;
      const oldestSeconds = await oldestUndelivered(gateway.url);
      const ended = performance.now();
      await settled(gateway.url, begun.receipts + accepted);
      await allDelivered(gateway.url);
      const drainedMs = performance.now() - ended;
      const { received, different } = await receiver.ask('count');
      const after = await gateway.ask('usage');
      return {
        p50,
        p99,
        oldestSeconds,
        drainedMs,
        perSecond: during / seconds,
        received: received - counted.received,
        repeated: received - different,
        cpuMs: after.cpuMs - before.cpuMs,
        mainThreadCpuMs: after.mainThreadCpuMs - before.mainThreadCpuMs,
        loopDelayP99Ms: after.loopDelayP99Ms,
        accepted,
      };
    };
    try {
      await load.ask({ url: gateway.url, perSecond, seconds: 5, key });
      await settled(gateway.url, perSecond * 5);
      const without = await run();
      const url = await receiver.ask('address');
      for (let count = 0; count < endpoints; count += 1)
        await created(gateway.url, '/v1/webhook-endpoints', {
          url: `${url}/${count}`,
          events: ['payment.*', 'receipt.issued'],
          clientId,
        });
      const beside = await run();
      const each = (one) => (beside[one] - without[one]) / beside.received;
      return [
        {
          what: `deliveries while ${perSecond} payments/s are asked for, ${endpoints} endpoints`,
          target: 1_000,
          at: 'least',
          value: beside.perSecond,
          unit: '/s',
          note: `${(beside.received / beside.accepted / endpoints).toFixed(1)} for each payment and endpoint; ${beside.repeated} came twice`,
        },
        {
          what: 'oldest undelivered when the asking ends',
          value: beside.oldestSeconds,
          unit: 's',
          note: `everything delivered ${(beside.drainedMs / 1_000).toFixed(1)} s later; without webhooks the payments needed ${(without.drainedMs / 1_000).toFixed(1)} s`,
        },
        {
          what: 'POST p99 beside them, of that without',
          target: 1.5,
          at: 'most',
          value: beside.p99 / without.p99,
          note: `${without.p99.toFixed(0)} -> ${beside.p99.toFixed(0)} ms; p50 ${without.p50.toFixed(1)} -> ${beside.p50.toFixed(1)} ms`,
        },
        {
          what: 'CPU of the gateway for each delivery',
          value: each('cpuMs'),
          unit: 'ms',
          note: `${each('mainThreadCpuMs').toFixed(2)} ms of the main thread; a payment without: ${(without.cpuMs / without.accepted).toFixed(2)} ms`,
        },
        {
          what: 'event-loop delay p99',
          value: beside.loopDelayP99Ms,
          unit: 'ms',
          note: `without ${without.loopDelayP99Ms.toFixed(1)} ms`,
        },
      ];
    } finally {
      await load.stop();
      await gateway.stop();
      await sandbox.stop();
      await receiver.stop();
    }
  });

const authorization = `Bearer ${apiKey}`;

async function oldestUndelivered(gateway) {
  const metrics = await (await fetch(`${gateway}/metrics`)).text();
  const ages = [...metrics.matchAll(/^ishyura_webhook_oldest_undelivered_seconds\{.*\} ([\d.]+)$/gm)];
  return Math.max(0, ...ages.map(([, age]) => Number(age)));
}

async function allDelivered(gateway) {
  for (let quiet = 0; quiet < 3;) {
    const response = await fetch(`${gateway}/v1/webhook-deliveries?status=pending&limit=1`, {
      headers: { authorization },
    });
    quiet = (await response.json()).data.length === 0 ? quiet + 1 : 0;
    await sleep(100);
  }
}
