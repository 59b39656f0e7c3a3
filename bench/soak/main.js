/* `npm run soak`: an hour of a gateway's life among faults and kills, and a judgement of what is left. `--help` tells more. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { apiKey, startSandbox } from '../support/program.js';
import { measuredOn } from '../support/report.js';
import { Caller, steadily } from './caller.js';
import { bytesOnDisk, charges, openClaims, deadLetters, Witness } from './evidence.js';
import { faultRules, gatewaySettings, sandboxBehaviour, sandboxSettings, struckBy } from './faults.js';
import { judge } from './judge.js';
import { Lives } from './lives.js';
import { killMoments, orderOf } from './orders.js';
import { page, progress } from './report.js';

const help = `npm run soak -- [--minutes 60] [--rate 20] [--kill-every-minutes 5] [--seed 1] [--write]

Starts the sandbox and the gateway as they are built, on 127.0.0.1 and on files of their own, asks for \`rate\` payments a second for so many
minutes with 5 % faults of each kind, kills the gateway every so many minutes and starts it again. Then the faults end, what is under way
is waited for (at most seven minutes), and what is left is judged. Tells its progress each minute on standard error, and a page
of Markdown on standard output; --write makes it docs/soak.md.

The exit code is 0 when every check holds, 1 when one does not (the files stay, and it says where), 2 when it could not be run.`;

const drainWithinMs = 7 * 60_000;
const mindsChanged = 10;
const reviewsWithinMs = 60_000;
const toldEveryMs = 60_000;

const asked = settings();
const stopping = new AbortController();
let isTold = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    isTold = true;
    stopping.abort(new Error(`stopped by ${signal}`));
  });
}

const directory = mkdtempSync(join(tmpdir(), 'ishyura-soak-'));
const running = { sandbox: null, lives: null };
let keep = false;
try {
  const measured = measuredOn();
  const run = await soak(asked);
  const checks = judge(run.evidence);
  const text = page({ asked, measured, checks, ...run });
  console.log(text);
  if (asked.write) writeFileSync(new URL('../../docs/soak.md', import.meta.url), `${text}\n`);
  keep = checks.some(({ holds }) => !holds);
  process.exitCode = keep ? 1 : 0;
  for (const { name, holds, sins } of checks)
    if (!holds) console.error(`\n${name}: no\n${sins.slice(0, 50).join('\n')}`);
} catch (error) {
  console.error(`soak: ${isTold ? stopping.signal.reason.message : error.stack}`);
  keep = !isTold;
  process.exitCode = 2;
} finally {
  await running.lives?.kill();
  await running.sandbox?.stop();
  if (keep) console.error(`soak: its files are in ${directory}; gateway.log is what the gateway logged`);
  else rmSync(directory, { recursive: true, force: true });
  // A caller that was left in the middle of a story would still have patience.
  process.exit();
}

async function soak({ minutes, rate, everyMinutes, seed }) {
  const { signal } = stopping;
  const sandbox = await startSandbox(directory, { ...sandboxSettings, SANDBOX_SEED: `soak-${seed}` });
  running.sandbox = sandbox;
  const lives = await Lives.begin(directory, sandbox.said, gatewaySettings);
  running.lives = lives;
  await lives.start();
  const witness = new Witness(lives.url, sandbox.said.MOMO_BASE_URL);
  await witness.sandbox('PUT', 'settings', sandboxBehaviour);
  await witness.sandbox('PUT', 'faults', { rules: faultRules });

  const caller = new Caller(lives.url, apiKey);
  const begun = performance.now();
  const forMs = minutes * 60_000;
  const telling = setInterval(() => console.error(progress(performance.now() - begun, caller, lives)), toldEveryMs);
  const kills = killMoments(seed, minutes, everyMinutes);
  try {
    await Promise.all([
      steadily(caller, (number) => orderOf(seed, number), { perSecond: rate, forMs, signal }),
      killing(lives, kills, begun).catch((error) => {
        stopping.abort(error);
        throw error;
      }),
    ]);
    signal.throwIfAborted();
    const { rules } = await witness.sandbox('GET', 'faults');
    const faults = struckBy(rules, await witness.sandbox('GET', 'calls'));
    await witness.sandbox('DELETE', 'faults');
    const drainMs = await witness.drained(drainWithinMs, signal);
    signal.throwIfAborted();
    const changedMinds = await witness.changeMinds(mindsChanged, reviewsWithinMs);
    const told = await witness.told();
    const calls = await witness.sandbox('GET', 'calls');
    const sandboxCpuMs = (await sandbox.ask('usage')).cpuMs;
    const elapsedMs = performance.now() - begun;
    await lives.stop();
    await sandbox.stop();

    const { accepted, reattempted, unanswered, surprises, orders } = caller;
    const done = { orders, kills: lives.all.filter(({ killed }) => killed).length };
    const evidence = {
      ...told,
      ...{ accepted, reattempted, unanswered, surprises, changedMinds, faults, done },
      planned: { orders: Math.round(minutes * 60 * rate), kills: kills.length },
      lives: lives.all,
      unordered: lives.unordered,
      charges: await charges(directory),
      openClaims: await openClaims(directory),
      deadLetters: await deadLetters(directory),
    };
    return { evidence, caller, calls, drainMs, elapsedMs, sandboxCpuMs, bytes: bytesOnDisk(directory) };
  } finally {
    clearInterval(telling);
    await caller.close();
  }
}

async function killing(lives, moments, begun) {
  for (const moment of moments) {
    await sleep(Math.max(0, begun + moment - performance.now()), undefined, { signal: stopping.signal });
    await lives.killAndStart();
  }
}

function settings() {
  try {
    const { values } = parseArgs({
      options: {
        minutes: { type: 'string', default: '60' },
        rate: { type: 'string', default: '20' },
        'kill-every-minutes': { type: 'string', default: '5' },
        seed: { type: 'string', default: '1' },
        write: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(help);
      process.exit(0);
    }
    for (const name of ['minutes', 'rate', 'kill-every-minutes', 'seed']) {
      if (!/^[1-9]\d{0,4}$/.test(values[name])) throw new Error(`--${name} must be a whole number from 1 to 99999`);
    }
    const { minutes, rate, seed, write } = values;
    const everyMinutes = Number(values['kill-every-minutes']);
    return { minutes: Number(minutes), rate: Number(rate), everyMinutes, seed, write };
  } catch (error) {
    console.error(`soak: ${error.message}; --help tells more`);
    process.exit(2);
  }
}
