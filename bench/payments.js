import { asked } from './support/alternately.js';
import { peersMissing } from './support/peers.js';
import { startPostgres } from './support/postgres.js';
import { inDirectory, unreachableProvider, startGateway, startSandbox } from './support/program.js';

/** (a) Durable `POST /v1/payments` against a bare POST. */
export const title = 'durable POST /v1/payments, 64 connections';

const providers = {
  'provider at once': () => ({}),
  'provider slow (5 s)': () => ({ SANDBOX_LATENCY_MS: '5000' }),
  'provider away': () => null,
};

export async function measure() {
  const rows = [];
  for (const [name, sandboxSettings] of Object.entries(providers)) {
    rows.push(...(await withProvider(name, sandboxSettings())));
  }
  return rows;
}

const withProvider = (name, settings) =>
  inDirectory(async (directory) => {
    const sandbox = settings === null ? null : await startSandbox(directory, settings);
    const gateway = await startGateway(directory, sandbox?.said ?? (await unreachableProvider()));
    // What a caller waits for is the same whatever the provider does, so the peer is asked once.
    const postgres = settings === null ? await inPostgres(directory) : null;
    try {
      const { ratio, ours, bare, kept, ratioToKept } = await asked(gateway, 'payments', '/v1/payments', postgres?.url);
      return [
        ...(postgres === null
          ? []
          : [
              {
                what: `${name}: of the same POST on plain PostgreSQL`,
                value: ratioToKept ?? null,
                note:
                  postgres.absent ??
                  `${postgres.version}, claim and creation in one transaction: ${Math.round(kept.perSecond)}/s, p99 ${kept.p99} ms`,
                compared: {
                  what: 'POST /v1/payments, 64 connections',
                  ours: `${Math.round(ours.perSecond)}/s`,
                  peer: kept ? `plain ${postgres.version}: ${Math.round(kept.perSecond)}/s` : postgres.absent,
                  floor: `bare Nest, nothing kept: ${Math.round(bare.perSecond)}/s`,
                  ratioToPeer: ratioToKept ?? null,
                  ratioToFloor: ratio,
                },
              },
            ]),
        {
          what: `${name}: of the bare POST`,
          target: 0.35,
          at: 'least',
          value: ratio,
          note: `bare ${Math.round(bare.perSecond)}/s, p99 ${bare.p99} ms`,
        },
        {
          what: `${name}: per second`,
          target: 2_500,
          at: 'least',
          value: ours.perSecond,
          unit: '/s',
          note: 'on an idle machine',
        },
        { what: `${name}: p99`, target: 50, at: 'most', value: ours.p99, unit: 'ms', note: `p50 ${ours.p50} ms` },
        { what: `${name}: event-loop delay p99`, target: 20, at: 'most', value: ours.loopDelayP99Ms, unit: 'ms' },
        {
          what: `${name}: CPU of the main thread`,
          value: ours.mainThreadCpuMs,
          unit: 'ms',
          note: `each; bare ${bare.mainThreadCpuMs.toFixed(2)} ms`,
        },
      ];
    } finally {
      await gateway.stop();
      await sandbox?.stop();
      await postgres?.stop?.();
    }
  });

async function inPostgres(directory) {
  const missing = peersMissing();
  return missing === null ? startPostgres(directory) : { absent: missing };
}
