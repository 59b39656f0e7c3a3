import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { SqliteDocumentStore } from '../adapters/sqlite/document-store.js';
import { SqliteEventStore } from '../adapters/sqlite/event-store.js';
import { SkippedEvents } from '../kernel/following/skipped-events.js';
import type { Sealed } from '../kernel/domain/sealed.js';
import { namedFault } from '../kernel/storage-faults.js';
import { systemClock } from '../kernel/system-clock.js';
import type { WrappedKey } from '../kernel/ports/key-store.js';
import { SqliteKeyStore } from '../adapters/sqlite/key-store.js';
import { readSettings } from '../app/settings.js';
import { openEmbeddedStores } from '../app/stores.js';
import { run } from './run.js';

const masterKey = Buffer.alloc(32, 7);
const noon = '2026-11-22T10:00:00.000Z';
const event = {
  id: '00000000-0000-4000-8000-000000000001',
  type: 'PaymentCreated',
  data: {},
  metadata: {
    actor: { kind: 'system', id: 'spec', name: 'spec' } as const,
    correlationId: 'spec',
    causationId: null,
    at: noon,
    schemaVersion: 1,
  },
};

let dataDir: string;
let said: string[];
let complaints: string[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ishyura-cli-'));
  said = [];
  complaints = [];
  piped = new PassThrough({ highWaterMark: 1 << 26 });
});
afterEach(() => rmSync(dataDir, { recursive: true }));

let piped: PassThrough;

const ishyura = (...args: string[]) => {
  const terminal = {
    print: (line: string) => said.push(line),
    complain: (line: string) => complaints.push(line),
    input: piped,
    output: piped,
  };
  return run(args, terminal, () => readSettings({ DATA_DIR: dataDir }));
};

/** A server at work on the same directory, with one event parked and one skipped. */
async function troubledServer() {
  const events = await SqliteEventStore.open(join(dataDir, 'events.sqlite'), systemClock);
  const documents = await SqliteDocumentStore.open(join(dataDir, 'documents.sqlite'));
  await events.append('payment-pay_1', 'no-stream', [event]);
  await new Promise<void>((resolve) => {
    events.consume({
      group: 'submit-when-created',
      filter: { types: [event.type] },
      concurrency: 1,
      handle: () => Promise.reject(new Error('no\nsuch provider')),
      onFailure: () => {
        resolve();
        return 'park';
      },
    });
  });
  const skipped = new SkippedEvents(documents);
  await skipped.declare();
  await skipped.add(
    {
      reader: 'payments.v1',
      stream: 'payment-pay_1',
      revision: 0,
      type: event.type,
      reason: 'no such shape',
      at: noon,
    },
    1n,
  );
  await expectParked(events);
  return {
    close: async () => {
      await documents.close();
      await events.close();
    },
  };
}

// The note of it is on its way to the disk; an append after it has waited for the same writer.
async function expectParked(events: SqliteEventStore) {
  await events.append('payment-pay_2', 'no-stream', [
    { ...event, id: '00000000-0000-4000-8000-000000000002', type: 'PaymentPending' },
  ]);
  expect(await events.parked()).toMatchObject([{ group: 'submit-when-created', stream: 'payment-pay_1' }]);
}

describe('ishyura parked', () => {
  it('lists beside a running server what policies parked and views skipped, and ends with 1', async () => {
    const server = await troubledServer();
    try {
      expect(await ishyura('parked')).toBe(1);
    } finally {
      await server.close();
    }
    expect(said).toEqual([
      expect.stringMatching(
        /^parked {3}2\S+Z {2}submit-when-created {2}PaymentCreated payment-pay_1@0 {2}Error: no such provider$/,
      ),
      `skipped  ${noon}  payments.v1  PaymentCreated payment-pay_1@0  no such shape`,
      '1 parked, 1 skipped',
    ]);
  });

  it('prints the same as JSON, also after the server has stopped, and leaves no file behind', async () => {
    await (await troubledServer()).close();
    const files = readdirSync(dataDir).toSorted();
    expect(await ishyura('parked', '--json')).toBe(1);
    expect(JSON.parse(said.join(''))).toMatchObject({
      parked: [{ group: 'submit-when-created', stream: 'payment-pay_1', revision: 0, type: 'PaymentCreated' }],
      skipped: [{ reader: 'payments.v1', stream: 'payment-pay_1', revision: 0, reason: 'no such shape' }],
    });
    expect(readdirSync(dataDir).toSorted()).toEqual(files);
  });

  it('ends with 0 where nothing waits', async () => {
    await (await SqliteEventStore.open(join(dataDir, 'events.sqlite'), systemClock)).close();
    expect(await ishyura('parked')).toBe(0);
    expect(said).toEqual(['0 parked, 0 skipped']);
  });

  it('ends with 2 and one line where there is no log', async () => {
    expect(await ishyura('parked')).toBe(2);
    expect(complaints).toEqual([`ishyura: ${dataDir} holds no event log: set DATA_DIR to the directory of the server`]);
    expect(readdirSync(dataDir)).toEqual([]);
  });
});

describe('ishyura export and import', () => {
  const log = () => join(dataDir, 'log.jsonl');
  const at = (directory: string) => {
    dataDir = directory;
  };
  let source: string;
  let target: string;
  beforeEach(async () => {
    source = dataDir;
    target = join(dataDir, 'target');
    await (await troubledServer()).close();
    said = [];
  });

  it('move a log by a file, which is complete or absent, and readable by its owner alone', async () => {
    const file = log();
    expect(await ishyura('export', file)).toBe(0);
    expect(said).toEqual([expect.stringMatching(/^2 events exported, SHA-256 [0-9a-f]{64}$/)]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.unfinished`)).toBe(false);
    at(target);
    expect(await ishyura('import', file)).toBe(0);
    expect(said[1]).toMatch(/^2 events imported and verified, none of them there before, SHA-256 [0-9a-f]{64}$/);
    expect(await ishyura('import', '--json', file)).toBe(0);
    expect(JSON.parse(said[2]!)).toEqual({ events: 2, before: 2, sha256: said[0]!.slice(-64) });
    expect(await ishyura('parked', '--json')).toBe(1);
    expect(JSON.parse(said[3]!)).toMatchObject({ parked: [{ group: 'submit-when-created', stream: 'payment-pay_1' }] });
  });

  it('move a log through a pipe without printing messages into it', async () => {
    expect(await ishyura('export')).toBe(0);
    expect(said).toEqual([]);
    expect(complaints).toEqual([expect.stringMatching(/^2 events exported/)]);
    piped.end();
    at(target);
    expect(await ishyura('import', '-')).toBe(0);
    expect(said).toEqual([expect.stringMatching(/^2 events imported and verified/)]);
  });

  it('read beside a running server, and refuse to write beside one', async () => {
    const server = await openEmbeddedStores(source, masterKey, systemClock);
    try {
      expect(await ishyura('export', log())).toBe(0);
      expect(await ishyura('import', log())).toBe(2);
      expect(complaints).toEqual([
        'this export is not on record in the log: its server is running, and it alone can write',
        expect.stringMatching(/^ishyura: .* is in use by another Ishyura/),
      ]);
    } finally {
      await server.close();
    }
  });

  it('leave on record who took the log, and the keys, when, and which file', async () => {
    const keys = await SqliteKeyStore.open(join(source, 'keys.sqlite'));
    await keys.keep('aline', { keyId: 'k1', wrapped: Buffer.from([1]) });
    await keys.close();
    expect(await ishyura('export', '--json', log())).toBe(0);
    expect(await ishyura('export-keys', '--json', join(source, 'keys'))).toBe(0);
    expect(await ishyura('export', '--json')).toBe(0);
    const [file, ofKeys] = said.map((line) => JSON.parse(line) as { sha256: string; onRecord: boolean });
    expect([file!.onRecord, ofKeys!.onRecord]).toEqual([true, true]);
    const server = await openEmbeddedStores(source, masterKey, systemClock);
    const { events } = await server.events.readAll(2n, 10);
    await server.close();
    const who = { user: userInfo().username, host: hostname(), at: expect.any(String) };
    expect(events.map(({ stream, type, data }) => [stream.slice(0, 7), type, data])).toEqual([
      ['export-', 'LogExported', { ...who, events: 2, head: '2', sha256: file!.sha256, file: log() }],
      ['export-', 'KeysExported', { ...who, keys: 1, sha256: ofKeys!.sha256, file: join(source, 'keys') }],
      ['export-', 'LogExported', { ...who, events: 4, head: '4', sha256: expect.any(String), file: null }],
    ]);
    expect(events[0]!.metadata.actor).toEqual({
      kind: 'system',
      id: 'export',
      name: `ishyura export by ${who.user} on ${who.host}`,
    });
    expect(readFileSync(join(source, 'keys'), 'utf8')).toContain(ofKeys!.sha256);
  });

  it('leave no file of the log’s own behind', async () => {
    const files = readdirSync(source);
    expect(await ishyura('export', join(source, 'x'))).toBe(0);
    expect(readdirSync(source).filter((name) => name !== 'x' && name !== 'lock.sqlite')).toEqual(files);
  });

  it.each([
    [{ code: 'EACCES', path: '/data/x', message: 'bare' }, '/data/x: this user has no permission (EACCES)'],
    [{ code: 'ENOSPC', message: 'bare' }, 'the disk is full (ENOSPC)'],
    [{ code: 'EADDRINUSE', message: 'bare' }, 'another program listens there (EADDRINUSE)'],
    [{ code: 'ENEWER', path: '/data/x', message: 'as the system says it' }, 'as the system says it'],
  ])('say what a fault of the system means, and where: %j', (error, said) => expect(namedFault(error)).toBe(said));

  it('end with 2 and one line for each error', async () => {
    writeFileSync(log(), 'garbage');
    for (const args of [
      ['export', log()],
      ['export', join(dataDir, 'no', 'where')],
      ['import', log()],
      ['import', join(dataDir, 'nothing')],
      ['import-keys', log()],
      ['import', log(), 'now'],
      ['export', '--one-by-one'],
      ['export', '--replay', 'x'],
      ['export', '--reason', 'x'],
      ['erase', '--msisdn', '0788123456'],
      ['erase', '--repeat', log(), '--reason', 'x'],
      ['erase', '--repeat', join(dataDir, 'nothing')],
      ['retention'],
      ['retention', '--dry-run'],
    ])
      expect([args, await ishyura(...args)]).toEqual([args, 2]);
    expect(complaints.map((line) => line.replaceAll(dataDir, 'D'))).toEqual([
      'ishyura: D/log.jsonl exists already, and nothing is written over: name a file that does not exist yet',
      expect.stringMatching(/^ishyura: D\/no\/where cannot be written: .* \(ENOENT\)$/),
      'ishyura: D/log.jsonl cannot be imported: it is not a log that `ishyura export` wrote',
      expect.stringMatching(/^ishyura: D\/nothing cannot be read: .* \(ENOENT\)$/),
      'ishyura: D/log.jsonl cannot be imported: it is not a file of keys that `ishyura export-keys` wrote',
      'ishyura: "import" takes one FILE: remove "now"',
      'ishyura: "export" has no option --one-by-one; it belongs to "import"',
      'ishyura: "export" has no option --replay; it belongs to "parked"',
      'ishyura: "export" has no option --reason; it belongs to "erase"',
      'ishyura: "erase" takes --msisdn NUMBER and --reason TEXT, or --repeat FILE alone',
      'ishyura: "erase" takes --msisdn NUMBER and --reason TEXT, or --repeat FILE alone',
      expect.stringMatching(/^ishyura: D\/nothing cannot be read: .* \(ENOENT\)$/),
      'ishyura: "retention" takes --dry-run: with RETENTION_MONTHS the gateway erases by itself, once a day',
      'ishyura: ISHYURA_KEY is missing: set it, or ISHYURA_KEY_FILE, to an admin key',
    ]);
  });

  it('report a full disk, and leave no partial file', async () => {
    const events = await SqliteEventStore.open(join(source, 'events.sqlite'), systemClock);
    const heavy = { ...event, id: '00000000-0000-4000-8000-000000000009', data: { weight: 'x'.repeat(2_000_000) } };
    await events.append('payment-heavy', 'no-stream', [heavy]);
    await events.close();
    // The shell's limit on the size of a file is a full disk of one's own.
    const program = `
      import { run } from ${JSON.stringify(join(process.cwd(), 'dist/cli/run.js'))};
      process.exitCode = await run(process.argv.slice(2), { complain: (line) => console.error(line) });
    `;
    const script = join(source, 'program.mjs');
    writeFileSync(script, program);
    const command = ['-c', 'ulimit -f 1024; exec "$0" "$@"', process.execPath, script, 'export', log()];
    const { status, stderr } = spawnSync('sh', command, { env: { DATA_DIR: source }, encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/^ishyura: \S+log.jsonl cannot be written: [^\n]* \(EFBIG\)\n$/),
    ]);
    expect(readdirSync(source).filter((name) => name.startsWith('log'))).toEqual([]);
  });

  it('refuse a directory whose documents are of another log', async () => {
    expect(await ishyura('export', log())).toBe(0);
    const file = log();
    at(target);
    mkdirSync(target);
    await (await SqliteDocumentStore.open(join(target, 'documents.sqlite'))).close();
    expect(await ishyura('import', file)).toBe(2);
    expect(complaints).toEqual([
      `ishyura: ${target} holds documents of another log: set DATA_DIR to an empty directory`,
    ]);
  });
});

describe('ishyura export-keys and import-keys', () => {
  const aline = { keyId: 'k1', wrapped: Buffer.from([0, 1, 2, 255]) };
  const bosco = { keyId: 'k2', wrapped: Buffer.from([3]) };
  const open = () => SqliteKeyStore.open(join(dataDir, 'keys.sqlite'));
  const keep = async (...kept: [string, WrappedKey][]) => {
    const keys = await open();
    for (const [subject, key] of kept) await keys.keep(subject, key);
    await keys.close();
  };
  const notOnRecord = expect.stringMatching(/^this import of keys is not on record in the log: .* holds no event log/);
  let file: string;
  let source: string;
  beforeEach(async () => {
    source = dataDir;
    file = join(dataDir, 'keys');
    await keep(['aline', aline], ['bosco', bosco]);
    expect(await ishyura('export-keys', file)).toBe(0);
    expect(complaints.splice(0)).toEqual([expect.stringMatching(/not on record in the log: .* holds no event log/)]);
    dataDir = join(source, 'target');
    mkdirSync(dataDir);
  });

  it('bring wrapped keys to another store, once or twice', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect([await ishyura('import-keys', file), await ishyura('import-keys', file)]).toEqual([0, 0]);
    expect(said).toEqual([
      '2 keys exported, wrapped under the master key, which they need',
      '2 keys imported and verified, 0 of them there before',
      '2 keys imported and verified, 2 of them there before',
    ]);
    const keys = await open();
    expect([await keys.of('aline'), await keys.of('bosco')]).toEqual([aline, bosco]);
    await keys.close();
    expect(complaints).toEqual([notOnRecord, notOnRecord]);
  });

  it('leave on record in the log who brought keys, when, and from which file', async () => {
    const log = await SqliteEventStore.open(join(dataDir, 'events.sqlite'), systemClock);
    await log.append('payment-pay_1', 'no-stream', [event]);
    await log.close();
    expect(await ishyura('import-keys', '--json', file)).toBe(0);
    const told = JSON.parse(said.at(-1)!) as { sha256: string };
    expect(told).toEqual({ keys: 2, before: 0, others: 0, sha256: expect.any(String), onRecord: true });
    const after = await SqliteEventStore.open(join(dataDir, 'events.sqlite'), systemClock);
    const { events } = await after.readAll(1n, 10);
    await after.close();
    const who = { user: userInfo().username, host: hostname(), at: expect.any(String) };
    const { sha256 } = told;
    expect(events).toMatchObject([{ type: 'KeysImported', data: { keys: 2, before: 0, sha256, file, ...who } }]);
    expect(events[0]!.stream).toMatch(/^keys-import-/);
    expect(events[0]!.metadata.actor.name).toBe(`ishyura import-keys by ${who.user} on ${who.host}`);
    expect(readFileSync(file, 'utf8')).toContain(sha256);
  });

  it('name keys that the file does not have, and end with 1', async () => {
    await keep(['chantal', { keyId: 'k3', wrapped: Buffer.from([9]) }]);
    expect(await ishyura('import-keys', file)).toBe(1);
    expect(complaints).toEqual([
      notOnRecord,
      '1 key here that the file does not have: perhaps of payers who came since',
    ]);
  });

  it('carry erasures over, and restore no payer who was erased on either side', async () => {
    expect(await ishyura('import-keys', file)).toBe(0);
    const target = dataDir;
    const erase = async (directory: string, subject: string) => {
      const keys = await SqliteKeyStore.open(join(directory, 'keys.sqlite'));
      await keys.erase(subject);
      if (subject === 'aline') await keys.keep('aline', { keyId: 'k8', wrapped: Buffer.from([8]) });
      await keys.close();
    };
    await erase(source, 'aline');
    await erase(target, 'bosco');
    dataDir = source;
    const newer = join(source, 'newer');
    expect(await ishyura('export-keys', newer)).toBe(0);
    complaints = [];
    dataDir = target;
    expect([await ishyura('import-keys', newer), await ishyura('import-keys', newer)]).toEqual([0, 0]);
    expect([await ishyura('import-keys', file), complaints]).toEqual([
      1,
      [
        notOnRecord,
        notOnRecord,
        notOnRecord,
        '1 key here that the file does not have: perhaps of payers who came since',
      ],
    ]);
    const keys = await open();
    expect([await keys.find('k1'), await keys.find('k2')]).toEqual(['erased', 'erased']);
    expect([await keys.of('aline'), await keys.of('bosco')]).toEqual([
      { keyId: 'k8', wrapped: Buffer.from([8]) },
      null,
    ]);
    await keys.close();
  });

  it('import nothing where a payer has another key already, or from a damaged file', async () => {
    await keep(['bosco', { keyId: 'k9', wrapped: Buffer.from([9]) }]);
    expect(await ishyura('import-keys', file)).toBe(2);
    const whole = readFileSync(file, 'utf8');
    for (const text of [whole.slice(0, 150), whole.replace('AAEC', 'AAED'), whole + whole]) {
      writeFileSync(file, text);
      expect(await ishyura('import-keys', file)).toBe(2);
    }
    expect(complaints.map((line) => line.replace(file, 'F'))).toEqual([
      'ishyura: The key store here has other keys for the same payers: it belongs to another log, or a gateway began on it first',
      expect.stringMatching(/^ishyura: F cannot be imported: it is cut short after \d keys?$/),
      'ishyura: F cannot be imported: its content has changed since it was exported',
      'ishyura: F cannot be imported: it continues after its end',
    ]);
    const keys = await open();
    expect(await keys.of('aline')).toBeNull();
    await keys.close();
  });
});

describe('a command with the wrong directory', () => {
  it.each([
    ['export'],
    ['export', 'FILE'],
    ['export-keys'],
    ['export-keys', 'FILE'],
    ['parked'],
    ['parked', '--replay', 'submit-when-created'],
    ['accept-lost-keys'],
    ['accept-loss'],
    ['import', 'GARBAGE'],
    ['import-keys', 'GARBAGE'],
  ])('names it and makes nothing: %s %s', async (...args: string[]) => {
    const [root, file, garbage] = [dataDir, join(dataDir, 'file'), join(dataDir, 'garbage')];
    writeFileSync(garbage, 'garbage');
    dataDir = join(root, 'mistyped');
    const code = await ishyura(...args.map((arg) => (arg === 'FILE' ? file : arg === 'GARBAGE' ? garbage : arg)));
    dataDir = root;
    expect([code, said]).toEqual([2, []]);
    expect(complaints).toEqual([expect.stringContaining(args.includes('GARBAGE') ? garbage : join(root, 'mistyped'))]);
    expect(readdirSync(root)).toEqual(['garbage']);
  });
});

describe('ishyura accept-lost-keys', () => {
  const sealedUnder = (keyId: string) => ({ payer: `sealed.payer-${keyId}.${keyId}.content` });
  beforeEach(async () => {
    const events = await SqliteEventStore.open(join(dataDir, 'events.sqlite'), systemClock);
    const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    for (const [index, keyId] of ['k1', 'k2'].entries())
      await events.append(`payment-${keyId}`, 'no-stream', [
        { ...event, id: ids[index]!, data: sealedUnder(keyId) },
        { ...event, id: ids[index]!.replace('8000', '9000'), data: { told: [sealedUnder(keyId)] } },
      ]);
    await events.close();
  });
  const keysHere = async (): Promise<unknown[]> => {
    const keys = await SqliteKeyStore.open(join(dataDir, 'keys.sqlite'));
    const found = [await keys.find('k1'), await keys.find('k2')];
    await keys.close();
    return found;
  };

  it('lets a server start on a log whose keys are lost', async () => {
    await expect(openEmbeddedStores(dataDir, masterKey, systemClock)).rejects.toThrow('`ishyura accept-lost-keys`');
    expect([await ishyura('accept-lost-keys'), await ishyura('accept-lost-keys', '--json')]).toEqual([0, 0]);
    expect(said).toEqual([
      'of 2 keys that the log names 2 are lost, and count as erased',
      JSON.stringify({ lost: 0, named: 2 }),
    ]);
    const server = await openEmbeddedStores(dataDir, masterKey, systemClock);
    expect(await server.personalData.open(sealedUnder('k1').payer as Sealed)).toBeNull();
    await server.close();
  });

  it('changes no existing keys, and refuses the keys of another log', async () => {
    const keys = await SqliteKeyStore.open(join(dataDir, 'keys.sqlite'));
    await keys.keep('somebody', { keyId: 'k9', wrapped: Buffer.from([9]) });
    await keys.close();
    expect(await ishyura('accept-lost-keys')).toBe(2);
    expect(complaints).toEqual([expect.stringContaining('holds the keys of another log')]);
    expect(await keysHere()).toEqual([null, null]);
    const mine = await SqliteKeyStore.open(join(dataDir, 'keys.sqlite'));
    await mine.keep('payer-k1', { keyId: 'k1', wrapped: Buffer.from([1]) });
    await mine.close();
    expect(await ishyura('accept-lost-keys')).toBe(0);
    expect(await keysHere()).toEqual([{ keyId: 'k1', wrapped: Buffer.from([1]) }, 'erased']);
  });
});

describe('ishyura parked --replay', () => {
  it('is refused while a server runs; after that the next server handles the events again', async () => {
    const server = await troubledServer();
    await server.close();
    const running = await openEmbeddedStores(dataDir, masterKey, systemClock);
    expect(await ishyura('parked', '--replay', 'submit-when-created')).toBe(2);
    await running.close();
    expect(await ishyura('parked', '--replay', 'submit-when-created')).toBe(0);
    expect(await ishyura('parked', '--replay', 'no-such-group')).toBe(2);
    expect(said).toEqual(['1 event handed to submit-when-created again']);
    expect(complaints).toEqual([
      expect.stringMatching(/ is in use by another Ishyura/),
      'ishyura: Unknown consumer group no-such-group',
    ]);

    for (const expected of [['payment-pay_1'], []]) {
      const given: string[] = [];
      const events = await SqliteEventStore.open(join(dataDir, 'events.sqlite'), systemClock);
      const consumption = events.consume({
        group: 'submit-when-created',
        filter: { types: [event.type] },
        concurrency: 1,
        handle: async ({ stream }) => void given.push(stream),
        onFailure: () => 'park',
      });
      const head = await events.head();
      while (consumption.progress.position < head || given.length < expected.length) await new Promise(setImmediate);
      await consumption.stop();
      expect(given).toEqual(expected);
      expect(await events.parked()).toEqual([]);
      await events.close();
    }
  });
});

describe('ishyura parked --replay issue-receipts', () => {
  it('has the receipts go back to the first that was set aside, and shows none any more', async () => {
    const server = await openEmbeddedStores(dataDir, null, systemClock);
    const of = { stream: 'payment-pay_1', revision: 2, type: 'PaymentSucceeded', reason: 'a\nbug', parkedAt: noon };
    const deadLetters = [7n, 5n, 9n].map((position) => ({ position, ...of }));
    await (await server.events.claimCheckpoint('issue-receipts')).keep({ position: 12n, deadLetters });
    await server.close();
    expect(await ishyura('parked')).toBe(1);
    expect(await ishyura('parked', '--replay', 'issue-receipts')).toBe(0);
    expect(await ishyura('parked', '--replay', 'issue-receipts')).toBe(0);
    expect(await ishyura('parked')).toBe(0);
    const line = `parked   ${noon}  issue-receipts  PaymentSucceeded payment-pay_1@2  a bug`;
    expect(said).toEqual([
      ...[line, line, line, '3 parked, 0 skipped'],
      '3 events handed to issue-receipts again',
      expect.stringMatching(/^(0|no) events handed to issue-receipts again$/),
      '0 parked, 0 skipped',
    ]);
    const after = await openEmbeddedStores(dataDir, null, systemClock);
    expect(await after.events.checkpoint('issue-receipts')).toEqual({ position: 4n, deadLetters: [] });
    await after.close();
  });
});

describe('ishyura', () => {
  it.each([['help'], ['--help'], []])('tells its commands: %s', async (...args: string[]) => {
    expect(await ishyura(...args)).toBe(0);
    expect(said.join('\n')).toContain('parked --replay NAME');
  });

  it.each([['version'], ['--version']])('tells its version: %s', async (word) => {
    expect(await ishyura(word)).toBe(0);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(said).toEqual([version]);
  });

  it.each([
    [['fly'], 'ishyura: there is no command "fly"; `ishyura help` names them'],
    [['parked', 'now'], 'ishyura: "parked" takes no argument: remove "now"'],
    [
      ['parked', '--loud'],
      expect.stringMatching(/^ishyura: Unknown option '--loud'.*; `ishyura help` names the options$/),
    ],
  ])('ends with 2 and one line: %j', async (args, line) => {
    expect(await ishyura(...args)).toBe(2);
    expect(said).toEqual([]);
    expect(complaints).toEqual([line]);
  });
});
