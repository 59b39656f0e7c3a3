import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../support/free-port.js';

const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
/** A machine may be busy with other tests. */
const startWithinMs = 60_000;
const stopWithinMs = 10_000;

/**
 * The gateway as it is shipped, on files of its own that are gone afterwards. Without `momo` it starts the sandbox beside
 * itself, as `npm start` does; either way it asks for silent payments at once, so that a lost callback costs no waiting.
 */
export async function startPrograms(momo = null) {
  if (!existsSync(program)) throw new Error('the gateway is not built; `npm run build` does it');
  const directory = mkdtempSync(join(tmpdir(), 'ishyura-test-cases-'));
  const key = `test-cases-${directory.slice(-6)}-0123456789`;
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const log = join(directory, 'gateway.log');
  const out = openSync(log, 'w');
  const child = spawn(process.execPath, [program], {
    env: {
      ...passedOn(),
      PORT: String(port),
      PUBLIC_BASE_URL: url,
      DATA_DIR: join(directory, 'data'),
      BOOTSTRAP_API_KEY: key,
      STATUS_CHECK_SCHEDULE: '1,2,3,5,…',
      AIRTEL_FIRST_CHECK_SECONDS: '1',
      ORGANISATION_NAME: 'Test cases',
      ...(momo ?? { SANDBOX_PORT: String(sandboxPort), SANDBOX_LATENCY_MS: '5', SANDBOX_CALLBACK_DELAY_MS: '300' }),
    },
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  const stop = async (keepFiles = false) => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const killed = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      await ended;
      clearTimeout(killed);
    }
    if (keepFiles) return log;
    rmSync(directory, { recursive: true, force: true });
    return null;
  };
  try {
    await ready(child, url);
  } catch (error) {
    // What ends a start is what it says last; what is late says nothing of it.
    const lastLine = child.exitCode === null ? '' : readFileSync(log, 'utf8').trim().split('\n').at(-1);
    await stop();
    throw new Error(lastLine || error.message, { cause: error });
  }
  return { url, key, sandboxUrl: momo === null ? `http://127.0.0.1:${sandboxPort}` : null, stop };
}

const passedOn = () =>
  Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'NODE_COMPILE_CACHE']
      .map((name) => [name, process.env[name]])
      .filter(([, value]) => value),
  );

async function ready(child, url) {
  const until = performance.now() + startWithinMs;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error('the gateway ended at its start');
    const isReady = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(50);
  }
  throw new Error(`the gateway was not ready within ${startWithinMs / 1_000} seconds`);
}
