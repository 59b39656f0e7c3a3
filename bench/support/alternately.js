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
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await used(gateway, () => askGateway(seconds)));
      bares.push(await used(bare, () => askBare(seconds)));
    }
    const result = { ours: middle(ours), bare: middle(bares) };
    return { ...result, ratio: median(ours.map(({ perSecond }, round) => perSecond / bares[round].perSecond)) };
  } finally {
    await bare.stop();
    await load.stop();
  }
}

/** What a program has used while it was asked; the CPU of its main thread tells more than any rate on a machine that others use too. */
async function used(program, asking) {
  const before = await program.ask('usage');
  const result = await asking();
  const { mainThreadCpuMs, loopDelayP99Ms } = await program.ask('usage');
  const requests = result.perSecond * seconds;
  return { ...result, loopDelayP99Ms, mainThreadCpuMs: (mainThreadCpuMs - before.mainThreadCpuMs) / requests };
}

/** The median of each figure by itself. */
const middle = (results) =>
  Object.fromEntries(Object.keys(results[0]).map((name) => [name, median(results.map((result) => result[name]))]));

export const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
