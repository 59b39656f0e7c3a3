import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { programEnvironment } from '../support/program.js';
import { basic, bodyOf } from './caller.js';

/** The program as it is shipped: what it prints, how it ends, and what a kill leaves behind. */
const program = join(process.cwd(), 'dist/sandbox/main.js');

let directory: string;
let running: ChildProcess[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sandbox-'));
  running = [];
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  // One that is still dying would keep Jest's worker from ending, and would write into the directory that is removed.
  await Promise.all(running.map(closed));
  rmSync(directory, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  lines: string[];
  settings: Record<string, string>;
}

function begin(settings: Record<string, string>, withChannel = false) {
  const env = { ...programEnvironment, DATA_DIR: directory, SANDBOX_PORT: '0', SANDBOX_LATENCY_MS: '0', ...settings };
  const child = withChannel ? fork(program, { env, silent: true }) : spawn(process.execPath, [program], { env });
  running.push(child);
  return child;
}

/** Resolves with the last line it prints, `ready`. */
async function start(settings: Record<string, string> = {}, withChannel = false): Promise<Started> {
  const child = begin(settings, withChannel);
  let printed = '';
  child.stdout!.setEncoding('utf8');
  for await (const text of child.stdout!.iterator({ destroyOnReturn: false })) {
    printed += text as string;
    if (printed.endsWith('\nready\n')) break;
  }
  const lines = printed.trim().split('\n');
  const pairs = lines.filter((line) => /^MOMO_\w+=/.test(line)).map((line) => line.split('=', 2) as [string, string]);
  return { child, lines, settings: Object.fromEntries(pairs) };
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

/** It has ended, and its pipes to here as well. */
async function closed(child: ChildProcess): Promise<void> {
  const pipes = [child.stdout!, child.stderr!].filter((pipe) => !pipe.destroyed);
  pipes.forEach((pipe) => pipe.resume());
  await Promise.all([ended(child), ...pipes.map((pipe) => once(pipe, 'close'))]);
}

async function callerOf({ settings }: Started) {
  const { MOMO_BASE_URL: url = '', MOMO_COLLECTION_SUBSCRIPTION_KEY: key = '' } = settings;
  const keyed = { 'Ocp-Apim-Subscription-Key': key };
  const token = await fetch(`${url}/collection/token/`, {
    method: 'POST',
    headers: { ...keyed, Authorization: basic(settings.MOMO_COLLECTION_API_USER!, settings.MOMO_COLLECTION_API_KEY!) },
  });
  const { access_token: bearer } = (await token.json()) as { access_token: string };
  const headers = { ...keyed, Authorization: `Bearer ${bearer}`, 'X-Target-Environment': 'mtnrwanda' };
  const path = '/collection/v1_0/requesttopay';
  return {
    async pay(reference: string, more: Record<string, string> = {}) {
      const body = JSON.stringify(bodyOf(path, '250788000001'));
      return (
        await fetch(url + path, { method: 'POST', headers: { ...headers, 'X-Reference-Id': reference, ...more }, body })
      ).status;
    },
    async status(reference: string) {
      const answer = await fetch(`${url}${path}/${reference}`, { headers });
      return answer.status === 200 ? ((await answer.json()) as { status: string }).status : answer.status;
    },
  };
}

describe('the program', () => {
  it('prints its address and credentials as settings, and ready last', async () => {
    const { lines, settings, child } = await start({ MOMO_COLLECTION_API_KEY: 'fixed' });
    expect(lines[0]).toContain(settings.MOMO_BASE_URL);
    expect(lines.at(-1)).toBe('ready');
    const members = ['SUBSCRIPTION_KEY', 'API_USER', 'API_KEY'];
    const names = ['COLLECTION', 'DISBURSEMENT', 'REMITTANCE'].flatMap((product) =>
      members.map((member) => `MOMO_${product}_${member}`),
    );
    expect(Object.keys(settings)).toEqual(['MOMO_BASE_URL', ...names]);
    expect(settings.MOMO_COLLECTION_API_KEY).toBe('fixed');
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);

    const again = await start({ MOMO_COLLECTION_API_KEY: 'fixed' });
    expect({ ...again.settings, MOMO_BASE_URL: '' }).toEqual({ ...settings, MOMO_BASE_URL: '' });
  });

  it('has kept every payment it acknowledged when it is killed', async () => {
    const first = await start();
    const caller = await callerOf(first);
    const acknowledged: string[] = [];
    const paying = Array.from({ length: 8 }, async () => {
      for (;;) {
        const reference = randomUUID();
        const status = await caller.pay(reference).catch(() => 0);
        if (status !== 202) return;
        acknowledged.push(reference);
        if (acknowledged.length === 200) first.child.kill('SIGKILL');
      }
    });
    await Promise.all(paying);
    await ended(first.child);

    const second = await callerOf(await start());
    const found = await Promise.all(acknowledged.map((reference) => second.status(reference)));
    expect(found.filter((status) => status !== 'PENDING' && status !== 'SUCCESSFUL')).toEqual([]);
    expect(found.length).toBeGreaterThanOrEqual(200);
    expect(await second.pay(acknowledged[0]!)).toBe(409);
  });

  it('sends after a kill the callback that it still owed', async () => {
    const receiver = createServer((request, response) => {
      response.end();
      receiver.emit('callback', request.method);
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const callback = { 'X-Callback-Url': `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/cb` };
    const came = once(receiver, 'callback');
    const first = await start({ SANDBOX_CALLBACK_DELAY_MS: '3600000' });
    const reference = randomUUID();
    expect(await (await callerOf(first)).pay(reference, callback)).toBe(202);
    first.child.kill('SIGKILL');
    await ended(first.child);

    const { settings } = await start();
    const advance = { method: 'POST', body: '{"advanceSeconds":3600}' };
    await fetch(`${settings.MOMO_BASE_URL}/control/clock`, advance);
    expect(await came).toEqual(['PUT']);
    receiver.closeAllConnections();
    receiver.close();
  });

  it('ends with the process that started it', async () => {
    const { child } = await start({}, true);
    child.disconnect();
    expect(await ended(child)).toBe(0);
  });

  it('waits for a port and files that are about to be left', async () => {
    const first = await start();
    const port = new URL(first.settings.MOMO_BASE_URL!).port;
    const second = start({ SANDBOX_PORT: port });
    // It cannot be seen waiting; the kill comes while it starts.
    first.child.kill('SIGKILL');
    expect((await second).settings.MOMO_BASE_URL).toBe(first.settings.MOMO_BASE_URL);
  });

  const refused: [string, () => Promise<Record<string, string>> | Record<string, string>][] = [
    ['SANDBOX_PORT must be a whole number from 0 to 65535', () => ({ SANDBOX_PORT: 'x' })],
    ['SANDBOX_LATENCY_MS must be a whole number from 0 to 3600000', () => ({ SANDBOX_LATENCY_MS: '1.5' })],
    ['MOMO_COLLECTION_API_KEY_FILE cannot be read', () => ({ MOMO_COLLECTION_API_KEY_FILE: '/nowhere' })],
    ['MOMO_COLLECTION_API_KEY differs', () => ({ MOMO_COLLECTION_API_USER: 'one', MOMO_DISBURSEMENT_API_USER: 'one' })],
    ['DATA_DIR cannot be made', () => ({ DATA_DIR: '/proc/x' })],
    ['DATA_DIR is in use by another sandbox', async () => (await start(), {})],
    [
      'is taken by another program: stop it, or set SANDBOX_PORT to a free port',
      async () => ({
        SANDBOX_PORT: new URL((await start()).settings.MOMO_BASE_URL!).port,
        DATA_DIR: join(directory, 'other'),
      }),
    ],
  ];
  for (const [line, settings] of refused) {
    it(`does not start, and says in one line: ${line}`, async () => {
      const child = begin(await settings());
      let said = '';
      child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
      expect(await ended(child)).toBe(1);
      expect(said.trim().split('\n')).toEqual([expect.stringContaining(line)]);
    });
  }
});
