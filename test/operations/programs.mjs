// The programs of a drill: the gateway and the sandbox as they are shipped, each in a process of its own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const running = new Set();

/** At the end of a drill, whatever came of it. */
export function killPrograms() {
  for (const child of running) child.kill('SIGKILL');
}

/** With the limits off that would only make a drill longer. `settings` are the drill's own. */
export async function startGateway({ port, provider, data, key, ...settings }) {
  const { child } = await startProgram('dist/main.js', /listens on/, {
    ...provider,
    MOMO_TARGET_ENVIRONMENT: 'mtnrwanda',
    PORT: String(port),
    PUBLIC_BASE_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: data,
    BOOTSTRAP_API_KEY: key,
    STATUS_CHECK_SCHEDULE: '1,2,3,5,…',
    PROVIDER_STATUS_CHECKS_PER_SECOND: '0',
    RATE_LIMIT_PER_SECOND: '0',
    LOG_LEVEL: 'error',
    ...settings,
  });
  return child;
}

/** What it prints under the names of the gateway's settings. */
export async function startSandbox(directory, callbackDelayMs) {
  const { said } = await startProgram('dist/sandbox/main.js', /^ready$/m, {
    DATA_DIR: join(directory, 'provider'),
    SANDBOX_PORT: String(await freePort()),
    SANDBOX_LATENCY_MS: '5',
    SANDBOX_CALLBACK_DELAY_MS: String(callbackDelayMs),
  });
  return Object.fromEntries([...said.matchAll(/^(MOMO_\w+)=(.*)$/gm)].map(([, ...pair]) => pair));
}

async function startProgram(file, says, environment) {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [join(root, file)], { env: { PATH, ...environment }, cwd: root });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  await new Promise((resolve, reject) => {
    const hear = (chunk) => {
      said += String(chunk);
      if (says.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', () => reject(new Error(said.trim())));
  });
  return { child, said };
}
