import { startOwn } from './program.js';
import { size } from './report.js';

const rounds = size('BENCH_ROUNDS', 3);
const seconds = size('BENCH_SECONDS', 6);
// Until then most of what runs has been compiled.
const warmUpSeconds = 8;

/**
 * The gateway and the bare server in turn, A B A B, so that what else the machine does meets both. All have been asked for a while before
 * anything counts. With the address of a PostgreSQL server, the same POST that keeps its payments there is the third; its results are `kept`.
 */
export async function asked(gateway, what, path, postgresUrl = null) {
  const bare = startOwn('support/bare.js');
  const kept = postgresUrl === null ? null : startOwn('support/bare.js', { BENCH_POSTGRES_URL: postgresUrl });
  const load = startOwn('support/load.js');
  try {
    const own = async (program) => ({
      program,
      url: await program.ask('address'),
      path: '/v1/payments',
      what: 'payments',
    });
    const servers = [
      { program: gateway, url: gateway.url, path, what },
      await own(bare),
      ...(kept ? [await own(kept)] : []),
    ];
    const ask = ({ url, path: at, what: of }, duration) => load.ask({ url, path: at, what: of, seconds: duration });
    for (const server of servers) await ask(server, warmUpSeconds);

    const results = servers.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, server] of servers.entries())
        results[index].push(await used(server.program, () => ask(server, seconds)));
    }
    const [ours, ...others] = results;
    const ratioTo = (other) => other && median(ours.map(({ perSecond }, round) => perSecond / other[round].perSecond));
    const [bares, keepers] = others;
    return {
      ours: middle(ours),
      bare: middle(bares),
      ratio: ratioTo(bares),
      kept: keepers && middle(keepers),
      ratioToKept: ratioTo(keepers),
    };
  } finally {
    await bare.stop();
    await kept?.stop();
    await load.stop();
  }
}

/** The CPU of the four HTTP exchanges of a whole payment, on a bare server: two requests that come, and one that each sends. */
export async function cpuOfFourExchangesMs() {
  const provider = startOwn('support/bare.js');
  const relay = startOwn('support/bare.js', { BENCH_RELAY_TO: await provider.ask('address') });
  const load = startOwn('support/load.js');
  try {
    const url = await relay.ask('address');
    const ask = (duration) => load.ask({ url, path: '/v1/payments', what: 'payments', seconds: duration });
    await ask(warmUpSeconds);
    const before = await relay.ask('usage');
    const { perSecond } = await ask(seconds);
    const { cpuMs } = await relay.ask('usage');
    return (2 * (cpuMs - before.cpuMs)) / (perSecond * seconds);
  } finally {
    for (const each of [load, relay, provider]) await each.stop();
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
