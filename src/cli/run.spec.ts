import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDocumentStore } from '../kernel/documents/sqlite-document-store.js';
import { SqliteEventStore } from '../kernel/event-store/sqlite-event-store.js';
import { SkippedEvents } from '../kernel/projections/skipped-events.js';
import { systemClock } from '../kernel/system-clock.js';
import { readSettings } from '../settings.js';
import { run } from './run.js';

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
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const ishyura = (...args: string[]) =>
  run(args, { print: (line) => said.push(line), complain: (line) => complaints.push(line) }, () =>
    readSettings({ DATA_DIR: dataDir }),
  );

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
  it('lists beside a running server what policies set aside and views passed over, and ends with 1', async () => {
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

  it('says the same as JSON, and after the server has stopped, and leaves no file behind', async () => {
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
    expect(complaints).toEqual([`ishyura: ${dataDir} holds no event log; DATA_DIR names the server's directory`]);
    expect(readdirSync(dataDir)).toEqual([]);
  });
});

describe('ishyura', () => {
  it.each([['help'], ['--help'], []])('tells its commands: %s', async (...args: string[]) => {
    expect(await ishyura(...args)).toBe(0);
    expect(said.join('\n')).toContain('parked [--json]');
  });

  it.each([['version'], ['--version']])('tells its version: %s', async (word) => {
    expect(await ishyura(word)).toBe(0);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(said).toEqual([version]);
  });

  it.each([
    [['fly'], 'ishyura: there is no command "fly"; `ishyura help` names them'],
    [['parked', 'now'], 'ishyura: "now" is one word too many'],
    [['parked', '--loud'], expect.stringMatching(/^ishyura: Unknown option '--loud'/)],
  ])('ends with 2 and one line: %j', async (args, line) => {
    expect(await ishyura(...args)).toBe(2);
    expect(said).toEqual([]);
    expect(complaints).toEqual([line]);
  });
});
