import { describe, expect, it } from '@jest/globals';
import { mutations, twoNetworks } from './mutations.js';
import { simulate, type Run, type Sabotage } from './simulate.js';

// `npm run simulate -- --seed 17 --steps 10000` looks at one; `npm run simulate:long` at ten thousand.
const firstSeed = Number(process.env['SIMULATE_SEED'] ?? 1);
const seeds = Number(process.env['SIMULATE_SEEDS'] ?? 24);
const steps = Number(process.env['SIMULATE_STEPS'] ?? 2_000);

describe('whatever breaks', () => {
  it(
    `ends in the truth, from ${seeds} seeds`,
    async () => {
      const runs: Run[] = [];
      for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) runs.push(await simulate(seed, steps));
      console.info(told(runs));
      expect(runs.filter(({ broken }) => broken.length > 0)).toEqual([]);
    },
    seeds * 10_000,
  );

  // The growth of runs is for one network: its seeds find the rarer sequences.
  it('charges once over two networks, where payments go on from one to the other', async () => {
    const runs: Run[] = [];
    for (let seed = firstSeed; seed < firstSeed + Math.max(4, Math.ceil(seeds / 10)); seed += 1)
      runs.push(await simulate(seed, steps, twoNetworks));
    console.info(told(runs));
    expect(runs.filter(({ broken }) => broken.length > 0)).toEqual([]);
    expect(runs.reduce((sum, { rerouted }) => sum + rerouted, 0)).toBeGreaterThan(0);
  });

  it('gives the same run from the same seed', async () => {
    expect(await simulate(firstSeed, steps)).toEqual(await simulate(firstSeed, steps));
  });
});

describe('the simulation detects when', () => {
  it.each(mutations.map((mutation) => [mutation.breaks, mutation] as const))(
    '%s',
    async (_, { noticed, sabotage, bend, from }) => {
      const straighten = bend?.() ?? (() => undefined);
      try {
        expect(await firstNotice(noticed, sabotage, from)).toMatch(noticed);
      } finally {
        straighten();
      }
    },
  );
});

async function firstNotice(noticed: RegExp, sabotage: Sabotage = {}, from = 1): Promise<string> {
  for (let seed = from; seed < from + mostSeedsPerMutation; seed += 1) {
    const sentence = (await simulate(seed, steps, sabotage)).broken.find((text) => noticed.test(text));
    if (sentence !== undefined) return sentence;
  }
  return 'nothing was noticed';
}

const mostSeedsPerMutation = 100;

function told(runs: readonly Run[]): string {
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0);
  return `${runs.length} runs: ${sum((run) => run.payments)} payments, ${sum((run) => run.rerouted)} of them went on to another network, ${sum((run) => run.refunds)} refunds, ${sum((run) => run.payouts)} payouts, ${sum((run) => run.crashes)} crashes, ${sum((run) => run.steps)} steps`;
}
