// `npm run simulate -- --seed N --steps M` looks at one seed, `--seeds K` at as many from there on.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    steps: { type: 'string', default: '2000' },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (/^[1-9]\d{0,8}$/.test(value)) continue;
  console.error(`--${name} must be a whole number from 1 on, and is "${value}"`);
  process.exit(2);
}
const jest = ['node_modules/jest/bin/jest.js', 'test/simulation', '--testNamePattern', 'ends in the truth'];
const { status } = spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest], {
  stdio: 'inherit',
  env: { ...process.env, SIMULATE_SEED: values.seed, SIMULATE_SEEDS: values.seeds, SIMULATE_STEPS: values.steps },
});
process.exit(status ?? 1);
