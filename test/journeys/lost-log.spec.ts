import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/run.js';
import { readSettings } from '../../src/app/settings.js';
import { rwf, startApp, type App } from '../support/app.js';

let app: App;
/** A stopped installation: two payments with their receipts, and a copy of the log from between them, as by a backup. */
let stopped: string;
/** Each story has a copy of it, on which the same app is started. */
let directory: string;
const log = () => join(directory, 'events.sqlite');
const olderCopy = () => `${log()}.copy`;
const headFile = () => join(directory, 'log-head.json');
const start = () => app.startAgain(directory);

beforeAll(async () => {
  stopped = directory = mkdtempSync(join(tmpdir(), 'ishyura-lost-log-'));
  app = await startApp({ directory });
  await paid();
  await app.stop();
  copyFileSync(log(), olderCopy());
  await start();
  await paid();
  await app.stop();
});
afterAll(async () => {
  await app.close();
  rmSync(stopped, { recursive: true });
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-lost-log-'));
  cpSync(stopped, directory, { recursive: true });
});
afterEach(async () => {
  await app.stop();
  rmSync(directory, { recursive: true });
});

async function paid(): Promise<string> {
  const { paymentId } = await app.request('0780000001', rwf(5_000));
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  expect((await app.payment(paymentId))['receipt']).not.toBeNull();
  return paymentId;
}

async function acceptLoss(): Promise<readonly string[]> {
  const said: string[] = [];
  const terminal = { print: (line: string) => said.push(line), complain: (line: string) => said.push(line) };
  const pipe = new PassThrough();
  const settings = () => readSettings({ DATA_DIR: directory });
  expect(await run(['accept-loss'], { ...terminal, input: pipe, output: pipe }, settings)).toBe(0);
  return said;
}

const refusal = /^the log has lost events, or is another one: it ends at position \d+, but .*`ishyura accept-loss`/;

describe('a log that lacks events which its documents have seen', () => {
  const losses: Record<string, (copy: string) => void> = {
    'an older copy': (copy) => copyFileSync(copy, log()),
    'an emptied file': () => writeFileSync(log(), ''),
    'a deleted file': () => rmSync(log()),
  };

  it.each(Object.entries(losses))('is refused at the start: %s', async (_, lose) => {
    lose(olderCopy());
    const before = existsSync(log()) ? statSync(log()).size : 0;
    await expect(start()).rejects.toThrow(refusal);
    // The second start is refused too: the first one has appended nothing.
    await expect(start()).rejects.toThrow(/payments\.v\d+ has read up to \d+/);
    if (before > 0) expect(statSync(log()).size).toBe(before);
    await acceptLoss();
    await start();
  });

  it('is refused because of the head file alone, when the documents are lost too', async () => {
    copyFileSync(olderCopy(), log());
    rmSync(join(directory, 'documents.sqlite'));
    await expect(start()).rejects.toThrow(/log-head\.json has seen/);
    await acceptLoss();
    await start();
  });

  it('is refused because of the documents alone, when the head file is lost too', async () => {
    copyFileSync(olderCopy(), log());
    rmSync(headFile());
    await expect(start()).rejects.toThrow(/log-head\.v1 has seen/);
    await acceptLoss();
    await start();
  });

  it('is refused when a bit was flipped in the write-ahead log of a process that died', async () => {
    const wal = `${log()}-wal`;
    await start();
    await paid();
    const [file, bytes] = [readFileSync(log()), readFileSync(wal)];
    await app.stop();
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(log(), file);
    writeFileSync(wal, bytes);
    await expect(start()).rejects.toThrow(refusal);
    await acceptLoss();
    await start();
  });

  it('is detected when other events have the positions of the lost ones', async () => {
    const [head, documents] = [readFileSync(headFile()), readFileSync(join(directory, 'documents.sqlite'))];
    copyFileSync(olderCopy(), log());
    await acceptLoss();
    await start();
    for (let n = 0; n < 3; n += 1) await paid();
    await app.stop();
    for (const file of ['documents.sqlite-wal', 'documents.sqlite-shm']) rmSync(join(directory, file), { force: true });
    writeFileSync(join(directory, 'documents.sqlite'), documents);
    await expect(start()).rejects.toThrow(/log-head\.v1 has seen another event at \d+/);
    writeFileSync(headFile(), head);
    await expect(start()).rejects.toThrow(/log-head\.json has seen another event at \d+/);
    await acceptLoss();
    await start();
  });

  it('continues after accept-loss: the loss is recorded, the documents are rebuilt, and new payments get receipts', async () => {
    copyFileSync(olderCopy(), log());
    const said = await acceptLoss();
    expect(said.slice(-3)).toEqual([
      expect.stringMatching(/^pay_\w+ of .*: 5000 RWF for \w+ .*, was successful, is not in the log$/),
      expect.stringMatching(/^1 payments are lost or behind; all of them are in .*lost-payments-.*\.jsonl: compare /),
      expect.stringMatching(/^the loss is on record at position \d+/),
    ]);
    const file = /all of them are in (.*\.jsonl)/.exec(said.at(-2)!)![1]!;
    const [lost, ...others] = readFileSync(file, 'utf8').trim().split('\n');
    expect(others).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(lost!)).toMatchObject({
      amount: '5000',
      currency: 'RWF',
      status: 'successful',
      inLog: null,
      providerTransactionId: expect.stringMatching(/^\d+$/),
    });
    await start();
    await app.caughtUp();
    const { events } = await app.events.readAll(0n, 1_000, { types: ['LossAccepted'] });
    expect(events).toMatchObject([
      {
        data: {
          seen: expect.arrayContaining([{ by: 'log-head.json' }].map(expect.objectContaining)),
          payments: { count: 1, newest: [JSON.parse(lost!)] },
        },
      },
    ]);
    expect((await app.admin.get('/v1/payments')).body.data).toHaveLength(1);
    await paid();
    expect((await app.anonymous.get('/health/ready')).status).toBe(200);
  });

  it('is not changed by accept-loss when nothing is missing', async () => {
    expect(await acceptLoss()).toEqual(['nothing is missing; nothing was changed']);
    await start();
    expect((await app.events.readAll(0n, 1_000, { types: ['LossAccepted'] })).events).toEqual([]);
  });
});

describe('the head beside the log', () => {
  it('is written within a second after the log has grown, without a stop', async () => {
    await start();
    await paid();
    await app.clock.pass({ seconds: 1 });
    // The write to the disk takes real time.
    const head = await app.events.head();
    while (!existsSync(headFile()) || !readFileSync(headFile(), 'utf8').includes(`"position":"${head}"`))
      await new Promise(setImmediate);
  });

  it('refuses the start when it cannot be read', async () => {
    writeFileSync(headFile(), 'garbage');
    await expect(start()).rejects.toThrow(/log-head\.json is damaged/);
    rmSync(headFile());
    await start();
  });
});
