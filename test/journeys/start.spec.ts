import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { Installation, Program, programEnvironment } from '../support/program.js';

// The built program, from its first line to its banner.
const program = 'dist/main.js';

let directory: string;
let running: Program[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-start-'));
  running = [];
});
afterEach(async () => {
  for (const each of running) if (!each.hasEnded) await each.stop();
  rmSync(directory, { recursive: true, force: true });
});

const environment = (more: Record<string, string>): Record<string, string> => ({
  ...programEnvironment,
  DATA_DIR: join(directory, 'data'),
  PORT: '0',
  SANDBOX_PORT: '0',
  LOG_LEVEL: 'warn',
  ...more,
});

async function started(more: Record<string, string> = {}): Promise<Program> {
  const child = spawn('sh', ['-c', `umask 022; exec "$0" ${program}`, process.execPath], {
    env: environment(more),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const begun = new Program(child);
  running.push(begun);
  await begun.hasSaid(/listens on \S+ as process/);
  return begun;
}

const keyShownBy = ({ said }: Program): string | undefined => /^ {4}(ish_\S+)$/m.exec(said)?.[1];
const urlOf = ({ said }: Program): string => /listens on (\S+) as process/.exec(said)![1]!;
const statusFor = async (key: string, of: Program): Promise<number> =>
  (await fetch(`${urlOf(of)}/v1/payments`, { headers: { authorization: `Bearer ${key}` } })).status;

/** A failed start prints one line, without the name of a source file. */
function refused(more: Record<string, string>, shell = ''): string {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `${shell} exec "$0" ${program}`, process.execPath], {
    env: environment(more),
    encoding: 'utf8',
    timeout: 120_000,
  });
  expect([status, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1]);
  return stderr.trim();
}

describe('the first key', () => {
  let occupied: Server;
  beforeEach(() => {
    occupied = createServer();
    return new Promise<void>((resolve) => occupied.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => occupied.close(resolve)));

  it('survives a failed start: the next start shows a working key, and BOOTSTRAP_API_KEY replaces a lost one', async () => {
    const port = String((occupied.address() as AddressInfo).port);
    expect(refused({ PORT: port })).toBe(
      `Ishyura cannot start: PORT ${port} on 127.0.0.1 is in use by another program: stop that program, or set PORT to a free port`,
    );
    const first = await started();
    const shown = keyShownBy(first)!;
    expect(await statusFor(shown, first)).toBe(200);
    const sandbox = /^ {2}The sandbox listens on (http:\S+) \(SANDBOX_PORT\)/m.exec(first.said)![1]!;
    expect((await fetch(`${sandbox}/control`)).status).toBe(200);
    await first.stop();

    const chosen = 'a-key-that-somebody-has-chosen';
    const second = await started({ BOOTSTRAP_API_KEY: chosen });
    expect(second.said).toContain(
      'the key of BOOTSTRAP_API_KEY belonged to no client and is registered as an admin key now',
    );
    expect([keyShownBy(second), await statusFor(shown, second), await statusFor(chosen, second)]).toEqual([
      undefined,
      200,
      200,
    ]);
  });
});

describe('a start', () => {
  it('prints its process id, moves only play money, and closes its files to other users', async () => {
    const one = await started();
    expect(one.said).toContain(`as process ${one.child.pid};`);
    expect(one.said).toContain('curl -sS');
    const data = join(directory, 'data');
    const modes = Object.fromEntries(readdirSync(data).map((name) => [name, statSync(join(data, name)).mode & 0o777]));
    expect(Object.keys(modes)).toEqual(
      expect.arrayContaining(['events.sqlite-wal', 'events.sqlite-shm', 'master.key']),
    );
    for (const [name, mode] of Object.entries(modes))
      expect([name, mode]).toEqual([name, name === 'sandbox' ? 0o700 : 0o600]);
    expect(statSync(data).mode & 0o777).toBe(0o700);
  });

  it.each<[string, string, Record<string, string>, RegExp]>([
    ['DATA_DIR where nothing can be made', '', { DATA_DIR: '/proc/x' }, /DATA_DIR: \/proc\/x cannot be made: /],
    ['DATA_DIR that is a file', '', { DATA_DIR: 'package.json' }, /DATA_DIR: package\.json is not a directory$/],
    [
      'HOST that is no address',
      '',
      { HOST: '203.0.113.1' },
      /HOST 203\.0\.113\.1 is no address of this machine: set one that is, or 0.0.0.0 for all of them$/,
    ],
    [
      'HOST that is no name',
      '',
      { HOST: 'no such host' },
      /HOST no such host (is not a known name|cannot be looked up): set an address of this machine$/,
    ],
    ['PORT out of range', '', { PORT: '70000' }, /PORT must be a whole number from 0 to 65535, not "70000"$/],
    [
      'an unknown environment',
      '',
      { MOMO_TARGET_ENVIRONMENT: 'mtnatlantis' },
      /MOMO_TARGET_ENVIRONMENT must be one of /,
    ],
    ['a file that is not there', '', { MASTER_KEY_FILE: '/nowhere' }, /MASTER_KEY_FILE cannot be read: ENOENT/],
    // The shell's limit on the file size simulates a full disk.
    ['a full disk', 'ulimit -f 0;', {}, /lock\.sqlite cannot be locked: the disk reports an error, or is full/],
  ])('that is refused prints one line: %s', (_, shell, more, line) => {
    expect(refused(more, shell)).toMatch(line);
  });

  it('on a full disk leaves no partial master key, and the next start makes a complete one', async () => {
    refused({}, 'ulimit -f 0;');
    expect(readdirSync(join(directory, 'data')).filter((name) => name.startsWith('master'))).toEqual([]);
    await started();
  });

  it('with data and without its master key is refused and writes nothing', () => {
    const data = join(directory, 'data');
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(join(data, 'keys.sqlite'), 'keys', { mode: 0o600 });
    expect(refused({})).toMatch(/master\.key is missing, and keys\.sqlite beside it needs the key/);
    expect(readdirSync(data)).toEqual(['keys.sqlite']);
  });
});

describe('a start against a provider', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  it('prints no command that would charge a real person', async () => {
    const installation = await Installation.make(sandbox);
    const one = await installation.start();
    expect(one.said).toMatch(/listens on/);
    expect(one.said).not.toContain('curl');
    await one.stop();
    installation.remove();
  });
});
