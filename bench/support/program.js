import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../test/support/free-port.js';

/** The measured program: the build beside this folder, or a copy of it that is not rebuilt meanwhile. */
export const dist = new URL(process.env['BENCH_DIST'] ?? '../../dist/', import.meta.url);
export const built = (path) => import(new URL(path, dist).href);

/** The key of every gateway here, so that the bench can make what only a gateway can: callback addresses. */
export const masterKey = Buffer.alloc(32, 7);
export const apiKey = 'bench-bench-bench-bench-bench';

/** A directory that is gone when the work is done. */
export async function inDirectory(work) {
  const directory = mkdtempSync(join(tmpdir(), 'ishyura-bench-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The sandbox as the separate program that it is; `said` is what it prints, under the names of the gateway's settings. */
export async function startSandbox(directory, settings = {}) {
  const child = start('sandbox/main.js', {
    DATA_DIR: directory,
    SANDBOX_PORT: String(await freePort()),
    SANDBOX_LATENCY_MS: '0',
    SANDBOX_CALLBACK_DELAY_MS: '20',
    ...settings,
  });
  const said = {};
  for await (const line of createInterface({ input: child.stdout })) {
    // What is measured speaks to one provider.
    const [, name, value] = /^(MOMO_[A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name) said[name] = value;
    if (line === 'ready') break;
  }
  return { ...program(child), said };
}

/**
 * The whole gateway, on settings that measure it and not its limits. Resolves when the health check at `until` passes. What it logs goes to
 * `hear`; the rest of `settings` is its own.
 */
export async function startGateway(
  directory,
  provider,
  { hear = () => undefined, until = '/health/ready', ...settings } = {},
) {
  const port = settings.PORT ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const child = start('main.js', {
    PORT: String(port),
    PUBLIC_BASE_URL: url,
    DATA_DIR: directory,
    MASTER_KEY: masterKey.toString('hex'),
    BOOTSTRAP_API_KEY: apiKey,
    RATE_LIMIT_PER_SECOND: '0',
    PROVIDER_STATUS_CHECKS_PER_SECOND: '0',
    MOMO_TARGET_ENVIRONMENT: 'mtnrwanda',
    ...provider,
    ...settings,
  });
  child.stdout.on('data', hear);
  await passes(child, `${url}${until}`);
  return { ...program(child), url, startedMs: performance.now() - begun };
}

/** What the gateway has at a path, made of this. */
export async function created(gateway, path, body) {
  const response = await fetch(`${gateway}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`POST ${path} was answered: ${await response.text()}`);
  return response.json();
}

/** A service as payments are asked by: it sees its own, and no look of it is put on record. */
export const aService = (gateway) => created(gateway, '/v1/api-clients', { name: 'shop', roles: ['service'] });

/** Nothing answers here: what a gateway sees while its provider is away. */
export const unreachableProvider = async () => ({
  MOMO_BASE_URL: `http://127.0.0.1:${await freePort()}`,
  MOMO_COLLECTION_SUBSCRIPTION_KEY: 'bench-subscription',
  MOMO_COLLECTION_API_USER: '00000000-0000-4000-8000-000000000000',
  MOMO_COLLECTION_API_KEY: 'bench-bench-bench',
});

/** Any program of the bench's own. */
export function startOwn(path, environment = {}, options = []) {
  const child = forked(new URL(`../${path}`, import.meta.url), environment, options);
  child.stdout.resume();
  return program(child);
}

/** Within such a program: each question says by `work` which of the answers it asks for. */
export function answering(answers) {
  process.on('message', async ({ number, question }) => {
    if (question === 'usage') return;
    try {
      process.send({ answerTo: number, answer: await answers[question.work](question) });
    } catch (error) {
      process.send({ answerTo: number, failed: error.stack });
    }
  });
  process.on('SIGTERM', () => process.exit(0));
}

/** The answer of such a program to one question, for which it is started and after which it ends. */
export async function answerOf(path, question, options = []) {
  const child = startOwn(path, {}, options);
  try {
    return await child.ask(question);
  } finally {
    await child.stop();
  }
}

/** As the image and `npm start` start the gateway. */
export const gatewayOptions = ['--max-semi-space-size=32', '--max-old-space-size=768'];
export const gatewayEnvironment = { MALLOC_ARENA_MAX: '1' };
const start = (path, environment) =>
  path === 'main.js'
    ? forked(new URL(path, dist), { ...gatewayEnvironment, ...environment }, gatewayOptions)
    : forked(new URL(path, dist), environment);

const passedOn = Object.fromEntries(
  ['PATH', 'HOME', 'TMPDIR', 'BENCH_DIST'].map((name) => [name, process.env[name]]).filter(([, value]) => value),
);

function forked(url, environment, programOptions = []) {
  const probe = new URL('./probe.js', import.meta.url).href;
  // `BENCH_NODE_OPTIONS=--cpu-prof` and the like: what a profile of the same run needs.
  const options = process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [];
  const child = fork(url, [], {
    execArgv: ['--import', probe, ...programOptions, ...options],
    env: { ...passedOn, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  // A banner, or the one line of a program that could not go on: kept for the report of a failure.
  child.lastWords = '';
  child.stderr.on('data', (chunk) => {
    child.lastWords = `${child.lastWords}${chunk}`.slice(-2_000);
  });
  return child;
}

function program(child) {
  let asked = 0;
  return {
    child,
    /** Sends one message to the program, and resolves with its answer to it. */
    ask(question) {
      const number = ++asked;
      return new Promise((resolve, reject) => {
        const hear = (message) => {
          if (message?.answerTo !== number) return;
          child.off('message', hear);
          child.off('exit', gone);
          if (message.failed) reject(new Error(message.failed));
          else resolve(message.answer);
        };
        const gone = () => {
          child.off('message', hear);
          child.off('exit', gone);
          reject(new Error(`A program of the bench ended before it answered: ${child.spawnargs[3]}`));
        };
        child.on('message', hear);
        child.on('exit', gone);
        child.send({ number, question }, (error) => error && gone());
      });
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function passes(child, healthCheck) {
  const until = performance.now() + readyWithinMs;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`The gateway did not start: ${child.lastWords.trim()}`);
    const isReady = await fetch(healthCheck).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(10);
  }
  child.kill('SIGKILL');
  throw new Error(`${healthCheck} did not pass within ${readyWithinMs / 1_000} seconds`);
}

/** A start that builds every view of a million events anew is among what is measured. */
const readyWithinMs = 180_000;
