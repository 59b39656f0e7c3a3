import { startOwn } from './program.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 6);
// Until then most of what runs has been compiled.
const warmUpSeconds = 8;

/**
 * The gateway and the bare server in turn, A B A B, so that what else the machine does meets both. Both have been asked for a while
 * before anything counts.
 */
export async function asked(gateway, what, path) {
  const bare = startOwn('support/bare.js');
  const load = startOwn('support/load.js');
  try {
    const bareUrl = await bare.ask('address');
    const askGateway = (duration) => load.ask({ url: gateway.url, path, what, seconds: duration });
    const askBare = (duration) => load.ask({ url: bareUrl, path: '/v1/payments', what: 'payments', seconds: duration });
    await askGateway(warmUpSeconds);
    await askBare(warmUpSeconds);

    const ours = [];
    const bares = [];
    const loopDelays = [];
    for (let round = 0; round < rounds; round += 1) {
      await gateway.ask('usage');
      ours.push(await askGateway(seconds));
      loopDelays.push((await gateway.ask('usage')).loopDelayP99Ms);
      bares.push(await askBare(seconds));
    }
    const result = { ours: middle(ours), bare: middle(bares), loopDelayP99Ms: median(loopDelays) };
    return { ...result, ratio: result.ours.perSecond / result.bare.perSecond };
  } finally {
    await bare.stop();
    await load.stop();
  }
}

const middle = (results) => ({
  perSecond: median(results.map(({ perSecond }) => perSecond)),
  p50: median(results.map(({ p50 }) => p50)),
  p99: median(results.map(({ p99 }) => p99)),
});

export const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
