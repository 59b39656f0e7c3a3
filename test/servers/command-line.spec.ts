import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/run.js';
import { readers } from '../../src/app/collections.js';
import { instant } from '../../src/kernel/domain/clock.js';
import { SqliteEventStore } from '../../src/adapters/sqlite/event-store.js';
import { EventstoredbEventStore } from '../../src/adapters/eventstoredb/event-store.js';
import { MongoDocumentStore } from '../../src/adapters/mongodb/document-store.js';
import { MongoKeyStore } from '../../src/adapters/mongodb/key-store.js';
import { MongoLeases } from '../../src/adapters/mongodb/leases.js';
import { logHead } from '../../src/kernel/log-head/log-head.js';
import { CheckpointClaimed } from '../../src/kernel/ports/event-store.js';
import { PersonalData } from '../../src/kernel/personal-data/personal-data.js';
import { ViewRunner } from '../../src/kernel/following/view-runner.js';
import { auditEventView } from '../../src/modules/audit/audit-event.view.js';
import { SkippedEvents } from '../../src/kernel/following/skipped-events.js';
import { SqliteKeyStore } from '../../src/adapters/sqlite/key-store.js';
import { systemClock } from '../../src/kernel/system-clock.js';
import { readSettings } from '../../src/app/settings.js';
import { sharedServers, type SharedServers } from '../support/servers.js';
import { history } from '../support/transfer.js';

let servers: SharedServers;
let directory: string;
let said: string[];
let complaints: string[];

beforeEach(async () => {
  // Each test needs an empty log, which only the double provides.
  servers = await sharedServers('');
  directory = mkdtempSync(join(tmpdir(), 'ishyura-moving-up-'));
  said = [];
  complaints = [];
});
afterEach(async () => {
  await servers.stop();
  rmSync(directory, { recursive: true });
});

const masterKey = Buffer.alloc(32, 7);
const file = (name: string) => join(directory, name);
const embedded = (name: string) => ({ DATA_DIR: file(name) });
const onServers = () => ({
  EVENTSTORE_URL: servers.eventStoreUrl,
  MONGODB_URL: servers.mongoUrl,
  MASTER_KEY: masterKey.toString('hex'),
});

async function ishyura(environment: Record<string, string>, ...args: string[]): Promise<number> {
  const terminal = {
    print: (line: string) => said.push(line),
    complain: (line: string) => complaints.push(line),
    input: new PassThrough(),
    output: new PassThrough(),
  };
  return run(args, terminal, () => readSettings(environment));
}

/** A log of a few streams and the key of one payer, as an embedded gateway writes them. */
async function anInstallation(name: string, events = 40): Promise<void> {
  rmSync(file(name), { recursive: true, force: true });
  mkdirSync(file(name));
  const log = await SqliteEventStore.open(join(file(name), 'events.sqlite'), systemClock);
  await log.receive(history(events));
  await log.close();
  const keys = await SqliteKeyStore.open(join(file(name), 'keys.sqlite'));
  await new PersonalData(masterKey, keys).seal('a payer', { msisdn: '+250788123456' });
  await keys.close();
}

describe('ishyura with EVENTSTORE_URL and MONGODB_URL', () => {
  it('moves a log to the servers and back unchanged', async () => {
    await anInstallation('here');
    expect(await ishyura(embedded('here'), 'export', file('log'))).toBe(0);
    expect(await ishyura(onServers(), 'import', file('log'))).toBe(0);
    expect(await ishyura(onServers(), 'import', file('log'))).toBe(0);
    expect(await ishyura(onServers(), 'export', file('log-of-servers'))).toBe(0);
    expect(await ishyura(embedded('there'), 'import', file('log-of-servers'))).toBe(0);
    expect(await ishyura(embedded('there'), 'export', file('log-again'))).toBe(0);
    expect(complaints).toEqual([]);
    const sums = said.map((line) => /SHA-256 ([0-9a-f]{64})$/.exec(line)?.[1]);
    expect(new Set(sums)).toEqual(new Set([sums[0]]));
    expect(said[2]).toMatch(/^40 events imported and verified, 40 of them there before/);
  });

  it('moves the payers’ keys, which stay wrapped under the master key', async () => {
    await anInstallation('here');
    expect(await ishyura(embedded('here'), 'export-keys', file('keys'))).toBe(0);
    expect(await ishyura(onServers(), 'import-keys', file('keys'))).toBe(0);
    expect(await ishyura(onServers(), 'import-keys', file('keys'))).toBe(0);
    expect(said.slice(1)).toEqual([
      expect.stringMatching(/^1 key imported and verified, 0 of them/),
      expect.stringMatching(/^1 key imported and verified, 1 of them/),
    ]);
  });

  it('continues an interrupted import, and refuses another log', async () => {
    await anInstallation('short', 15);
    await anInstallation('here');
    await ishyura(embedded('short'), 'export', file('beginning'));
    await ishyura(embedded('here'), 'export', file('log'));
    expect(await ishyura(onServers(), 'import', file('beginning'))).toBe(0);
    expect(await ishyura(onServers(), 'import', file('log'))).toBe(0);
    expect(said.at(-1)).toMatch(/^40 events imported and verified, 15 of them there before/);
    expect(await ishyura(onServers(), 'import', file('beginning'))).toBe(2);
    expect(complaints).toEqual([expect.stringMatching(/is not the log that is here/)]);
  });

  it('writes nothing while gateways run', async () => {
    await anInstallation('here');
    await ishyura(embedded('here'), 'export', file('log'));
    const leases = await MongoLeases.connect(servers.mongoUrl);
    await leases.acquire('issue-receipts', 'a gateway', 60_000);
    expect(await ishyura(onServers(), 'import', file('log'))).toBe(2);
    expect(complaints).toEqual([
      'ishyura: a gateway on these servers holds the lease of issue-receipts: stop the gateway and try again',
    ]);
    await leases.close();
  });

  it('drops the views of an older version, and not while an older gateway holds their lease', async () => {
    const older = await MongoDocumentStore.connect(servers.mongoUrl);
    await older.declare({ name: 'payments.v0', indexes: [] });
    await older.close();
    const leases = await MongoLeases.connect(servers.mongoUrl);
    const lease = await leases.acquire('payments.v0', 'an older gateway', 60_000);
    expect(await ishyura(onServers(), 'drop-old-views')).toBe(2);
    expect(complaints).toEqual([
      'ishyura: a gateway on these servers holds the lease of payments.v0: stop the gateway and try again',
    ]);
    await leases.release('payments.v0', 'an older gateway', lease!.fence);
    await leases.close();
    expect(await ishyura(onServers(), 'drop-old-views', '--json')).toBe(0);
    expect(await ishyura(onServers(), 'drop-old-views')).toBe(0);
    expect(said).toEqual(['{"dropped":["payments.v0"]}', '0 views dropped']);
  });

  it('moves the receipts back to the parked event, also while a gateway holds their lease', async () => {
    const log = EventstoredbEventStore.connect(servers.eventStoreUrl, systemClock);
    const of = { stream: 'payment-1', revision: 2, type: 'PaymentSucceeded', reason: 'why', parkedAt: instant(0) };
    const gateway = await log.claimCheckpoint('issue-receipts');
    await gateway.keep({ position: 900n, deadLetters: [{ position: 500n, ...of }] });
    expect(await ishyura(onServers(), 'parked')).toBe(1);
    expect(await ishyura(onServers(), 'parked', '--replay', 'issue-receipts')).toBe(0);
    expect(said).toEqual([
      `parked   ${instant(0)}  issue-receipts  PaymentSucceeded payment-1@2  why`,
      '1 parked, 0 skipped',
      '1 event handed to issue-receipts again',
    ]);
    await expect(gateway.keep({ position: 901n, deadLetters: [] })).rejects.toThrow(CheckpointClaimed);
    expect(await log.checkpoint('issue-receipts')).toEqual({ position: 499n, deadLetters: [] });
    await log.close();
  });

  it('accepts the loss of a log that ends before the documents’ checkpoints', async () => {
    const documents = await MongoDocumentStore.connect(servers.mongoUrl);
    await documents.declare(logHead);
    const seen = { id: 'log', position: '9000', eventId: 'lost', at: instant(0) } as const;
    await documents.write(logHead, [{ id: 'log', document: seen, position: 9_000n }], {
      reader: readers[0]!,
      position: 9_000n,
    });
    expect(await ishyura(onServers(), 'accept-loss')).toBe(0);
    expect(said).toEqual([
      'log-head.v1 had seen position 9000 (1970-01-01T00:00:00.000Z)',
      `${readers[0]} had seen position 9000`,
      'the documents show no payment that the log lacks',
      expect.stringMatching(/^the loss is on record at position \d+; the documents are filled anew at the next start$/),
    ]);
    expect(await documents.checkpoint(readers[0]!)).toBeNull();
    await documents.close();
    expect(await ishyura(onServers(), 'accept-loss')).toBe(0);
    expect(said.at(-1)).toBe('nothing is missing; nothing was changed');
  });

  it('examines the servers, and names what is wrong on them', async () => {
    const examined = async (changed: Record<string, string> = {}) => {
      said.length = 0;
      await ishyura({ ...onServers(), ...changed }, 'doctor', '--json');
      const { findings } = JSON.parse(said.at(-1)!) as { findings: { check: string; level: string; what: string }[] };
      return (check: string) => findings.find((finding) => finding.check === check);
    };
    const nothingYet = await examined();
    expect(nothingYet('event log')).toMatchObject({ level: 'ok' });
    expect(nothingYet('payers’ keys')).toMatchObject({
      level: 'problem',
      what: 'the database of MONGODB_URL holds no keys: name the database of the gateways',
    });

    // It has created nothing that an import would take for another log's documents.
    await anInstallation('here');
    await ishyura(embedded('here'), 'export', file('log'));
    await ishyura(embedded('here'), 'export-keys', file('keys'));
    expect(await ishyura(onServers(), 'import', file('log'))).toBe(0);
    expect(await ishyura(onServers(), 'import-keys', file('keys'))).toBe(0);
    const well = await examined();
    expect(well('event log')).toMatchObject({
      level: 'ok',
      what: expect.stringMatching(/^ends at position \d+, and/),
    });
    expect(well('parked events')).toMatchObject({ level: 'ok' });
    expect(well('skipped events')).toMatchObject({ level: 'ok' });
    expect(well('payers’ keys')).toMatchObject({ level: 'ok' });
    expect(well('backup')).toMatchObject({ level: 'ok', what: expect.stringMatching(/the stores are servers/) });

    const log = EventstoredbEventStore.connect(servers.eventStoreUrl, systemClock);
    const of = { stream: 'payment-1', revision: 2, type: 'PaymentSucceeded', reason: 'why', parkedAt: instant(0) };
    const gateway = await log.claimCheckpoint('issue-receipts');
    await gateway.keep({ position: 900n, deadLetters: [{ position: 500n, ...of }] });
    const head = await log.head();
    await log.close();
    const documents = await MongoDocumentStore.connect(servers.mongoUrl);
    await documents.declare(logHead);
    await documents.write(logHead, [], { reader: readers[0]!, position: head + 10_000n });
    await documents.close();
    const ill = await examined();
    expect(ill('parked events')).toMatchObject({ level: 'warning' });
    expect(ill('event log')).toMatchObject({ level: 'problem', what: expect.stringContaining(readers[0]!) });

    const away = await examined({ EVENTSTORE_URL: 'esdb://reader:secret@127.0.0.1:1?tls=false' });
    expect(away('event log')).toMatchObject({
      level: 'problem',
      what: expect.stringMatching(/EventStoreDB does not answer/),
    });
    expect(said.join()).not.toContain('secret');
    // A gateway's first start leaves what tells another master key from its own.
    const keys = await MongoKeyStore.connect(servers.mongoUrl);
    await new PersonalData(masterKey, keys).checkMasterKey();
    await keys.close();
    expect((await examined())('payers’ keys')).toMatchObject({ level: 'ok', what: expect.stringMatching(/unwraps/) });
    const otherKey = await examined({ MASTER_KEY: '8'.repeat(64) });
    expect(otherKey('payers’ keys')).toMatchObject({ level: 'problem' });
  });

  it('holds views on the servers against a rebuild, and names a document that was changed by hand', async () => {
    expect(await ishyura(onServers(), 'rebuild')).toBe(0);
    const log = EventstoredbEventStore.connect(servers.eventStoreUrl, systemClock);
    const documents = await MongoDocumentStore.connect(servers.mongoUrl);
    // As a gateway fills it, under a fence; the event at the end is read by no view yet.
    const skipped = new SkippedEvents(documents);
    await skipped.declare();
    for (const { stream, id, type, data, metadata } of history(12).filter(({ revision }) => revision === 0))
      await log.append(stream, 'no-stream', [{ id, type, data, metadata }]);
    const view = new ViewRunner(auditEventView, log, documents, skipped, systemClock);
    await view.declare();
    await view.start(1n);
    await view.reached(await log.head());
    await view.stop();
    said.length = 0;
    expect(await ishyura(onServers(), 'rebuild', '--view', 'audit-events', '--json')).toBe(0);
    const { views } = JSON.parse(said[0]!) as { views: { documents: number; checksum: Record<string, string> }[] };
    expect(views).toMatchObject([{ collection: auditEventView.collection.name, equal: true, differing: 0 }]);
    expect(views[0]!.documents).toBeGreaterThan(3);
    expect(views[0]!.checksum['kept']).toBe(views[0]!.checksum['rebuilt']);

    const { collection } = auditEventView;
    const [changed] = (await documents.query(collection, { limit: 1 })).documents;
    const { position } = (await documents.get(collection, [changed!.id])).get(changed!.id)!;
    await documents.write(collection, [
      { id: changed!.id, document: { ...changed!, actor: 'somebody else' }, position: position + 1n },
    ]);
    said.length = 0;
    expect(await ishyura(onServers(), 'rebuild', '--view', 'audit-events')).toBe(1);
    expect(said).toContainEqual(
      expect.stringMatching(new RegExp(`^  ${changed!.id}: actor is "somebody else", and a rebuild makes it "`)),
    );

    const leases = await MongoLeases.connect(servers.mongoUrl);
    const lease = await leases.acquire('issue-receipts', 'a gateway', 60_000);
    expect(await ishyura(onServers(), 'rebuild', '--view', 'audit-events', '--replace')).toBe(2);
    expect(complaints).toEqual([expect.stringMatching(/a gateway on these servers holds the lease/)]);
    await leases.release('issue-receipts', 'a gateway', lease!.fence);
    await leases.close();
    expect(await ishyura(onServers(), 'rebuild', '--view', 'audit-events', '--replace')).toBe(1);
    expect([await documents.checkpoint(collection.name), await documents.count(collection)]).toEqual([null, 0]);
    expect(await ishyura(onServers(), 'rebuild')).toBe(0);
    await documents.close();
    await log.close();
  });

  it('lists parked and skipped events, and says in one line that a server is unavailable', async () => {
    expect(await ishyura(onServers(), 'parked')).toBe(0);
    expect(said).toEqual(['0 parked, 0 skipped']);
    // It creates nothing that an import would take for another log's documents.
    await anInstallation('here');
    await ishyura(embedded('here'), 'export', file('log'));
    expect(await ishyura(onServers(), 'import', file('log'))).toBe(0);
    const documents = await MongoDocumentStore.connect(servers.mongoUrl);
    const skipped = new SkippedEvents(documents);
    await skipped.declare();
    await skipped.add(
      { reader: 'a view', stream: 'order-1', revision: 0, type: 'Placed', reason: 'why', at: instant(0) },
      1n,
    );
    await documents.close();
    expect(await ishyura(onServers(), 'parked')).toBe(1);
    expect(said.at(-1)).toBe('0 parked, 1 skipped');
    const away = { ...onServers(), EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' };
    expect(await ishyura(away, 'parked')).toBe(2);
    expect(complaints).toEqual([expect.stringMatching(/^ishyura: EventStoreDB does not answer: /)]);
  });
});
