import { describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { eventLoopTurns, FakeClock } from '../../../test/support/fake-clock.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { SqliteKeyStore } from '../../adapters/sqlite/key-store.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { SkippedEvents } from '../../kernel/following/skipped-events.js';
import { ViewRunner } from '../../kernel/following/view-runner.js';
import { InFlightRequests } from '../../kernel/in-flight-requests.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Movements } from '../movements/contract.js';
import type { Providers } from '../providers/contract.js';
import { amountKeyOf, transactionKeyOf, type Expectation } from './expectation.rule.js';
import { expectationView } from './expectation.view.js';
import { ImportStatements } from './import-statements.js';
import { itemIdOfLine } from './item-id.rule.js';
import { itemView, type ItemDocument } from './item.view.js';
import { LineReader } from './read-lines.js';
import { shippedFormats } from './reading/statement-formats.js';
import { fileInMemory, type StatementFile } from './reading/statement-file.js';
import type { UploadedFile } from './statement-files.js';
import { Statements } from './statements.js';
import { statementView } from './statement.view.js';

const clock = new FakeClock();
const by: Origin = { actor: { kind: 'system', id: 'test', name: 'test' }, correlationId: 'test', causationId: null };
const signer = { id: 'cli_clerk', person: 'clerk' };
const silent = { info: () => undefined, error: () => undefined };
const idOf = (number: number) => `pay_${String(number).padStart(32, '0')}`;
const numberOf = (number: number) => String(9_000_000 + number);

const expected = (number: number): Expectation => ({
  id: idOf(number),
  kind: 'payment',
  paymentId: idOf(number),
  provider: 'mtn-momo',
  state: 'open',
  amount: { amount: '5000', currency: 'RWF' },
  subject: null,
  transactionId: numberOf(number),
  transactionKey: transactionKeyOf('mtn-momo', numberOf(number)),
  amountKey: null,
  at: '2026-11-01T08:00:00.000Z',
  deadline: '2026-11-04T08:00:00.000Z',
  metBy: null,
});
const row = (id: string, reference: string) => `${id},${reference},2026-11-01 10:00:00,Successful,Payment,5000,RWF\n`;
const lineOf = (number: number) => row(numberOf(number), idOf(number));

/** The same with another method, which gets the honest one. */
function instead<T extends object, Name extends keyof T>(
  whole: T,
  name: Name,
  by: T[Name] extends (...input: infer Input) => infer Answer
    ? (honest: (...input: Input) => Answer, ...input: Input) => Answer
    : never,
): T {
  return new Proxy(whole, {
    get(target, asked) {
      const value: unknown = Reflect.get(target, asked, target);
      if (typeof value !== 'function') return value;
      const honest = value.bind(target) as (...input: unknown[]) => unknown;
      return asked === name ? (...input: unknown[]) => (by as typeof honest)(honest, ...input) : honest;
    },
  });
}

/** What one process does, on stores that outlive it; `appends` is how many of its appends the log takes before it is away. */
async function importing(file: string, appends = Infinity) {
  const documents = SqliteDocumentStore.inMemory();
  const events = SqliteEventStore.inMemory(clock);
  const keys = SqliteKeyStore.inMemory();
  const files = new Map<string, StatementFile>();
  const damaged = new Set<string>();
  const requests = new InFlightRequests(clock);
  const kept = {
    receive: async (source: AsyncIterable<Uint8Array>): Promise<UploadedFile> => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source) chunks.push(chunk);
      const content = Buffer.concat(chunks);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { sha256, bytes: content.length, file: fileInMemory(content), path: '' };
    },
    keep: async ({ file: whole }: UploadedFile, id: string) => void files.set(id, whole),
    has: (id: string) => files.has(id),
    discard: async () => undefined,
    removeUnfinished: async () => undefined,
    list: async () => [...files.keys()],
    open: async (id: string) => {
      if (damaged.has(id)) throw new Error(`${id} is damaged`);
      return files.get(id)!;
    },
    remove: async (id: string) => void files.delete(id),
  };
  let left = appends;
  const store = instead(events, 'append', (append, stream, ...input) => {
    if (stream.startsWith('statement-lines-') && (left -= 1) < 0) throw new Error('The log is away');
    return append(stream, ...input);
  });
  const kernel = { store, clock, newId: randomUUID };
  // The next lines are read while the views are still at work on the last ones.
  const slow = instead(documents, 'write', async (write, ...input) => {
    await eventLoopTurns(100);
    await write(...input);
  });
  const views = [expectationView, itemView, statementView].map(
    (view) => new ViewRunner(view as never, events, slow, new SkippedEvents(documents), clock),
  );
  await new SkippedEvents(documents).declare();
  for (const view of views) {
    await view.declare();
    await view.start(null);
  }
  const viewsAreCurrent = async () => {
    const head = await events.head();
    await Promise.all(views.map((view) => view.reached(head)));
  };
  const process = () => {
    const byId = (ids: readonly string[]) => views[0]!.get(ids) as never;
    const personalData = new PersonalData(Buffer.alloc(32, 1), keys, clock);
    const reader = new LineReader(documents, byId, {} as Movements, personalData, () => null);
    const providers = { named: () => ({}) } as unknown as Providers;
    const reading = { currency: 'RWF', formats: shippedFormats() };
    const statements = new Statements(kernel, kept, reader, providers, documents, reading);
    return { statements, imports: new ImportStatements(statements, kept, kernel, viewsAreCurrent, silent, requests) };
  };
  const run = () => process().imports.run(new AbortController().signal);
  const receive = (number: number, { content = file, account = '1' } = {}) => {
    const declared = { provider: 'mtn-momo', account, dateFormat: null };
    const changes = Array.from({ length: number }, (_, index) => ({
      id: idOf(index),
      document: expected(index),
      position: 0n,
    }));
    return documents
      .write(expectationView.collection, changes)
      .then(() => process().statements.receive(fileInMemory(content).chunks(), declared, signer, by));
  };
  const comeBack = () => {
    left = Infinity;
  };
  const lines = async (id: string) => {
    const read = await process().statements.linesOf(id, {});
    return read.flatMap((event) => (event.type === 'StatementLinesRead' ? event.data.lines : []));
  };
  const standingOf = (id: string) => process().statements.standingOf(id);
  const feesOf = async (id: string) => (await standingOf(id)).soFar.fees;
  const close = async () => {
    for (const view of views) await view.stop();
    await Promise.all([events.close(), documents.close(), keys.close()]);
  };
  return {
    receive,
    run,
    comeBack,
    lines,
    standingOf,
    feesOf,
    files,
    viewsAreCurrent,
    damaged,
    documents,
    requests,
    close,
  };
}

describe('a line that comes again', () => {
  const payments = 1_600;
  const file = [
    'Id,External id,Date,Status,Type,Amount,Currency\n',
    row('x1', ''),
    ...Array.from({ length: payments }, (_, index) => (index === 600 ? lineOf(450) : '') + lineOf(index)),
    // Known by its number, by nothing, and another line for a payment that has its own.
    ...[lineOf(7), row('x1', ''), row('x2', idOf(9)), lineOf(payments - 1)],
  ].join('');
  const counted = {
    matched: payments,
    'duplicate-line SEEN_IN_THIS_FILE': 4,
    'missing-internally UNKNOWN_HERE': 1,
    'missing-internally SAME_REFERENCE,SECOND_LINE_OF_ONE': 1,
  };

  it.each([
    ['in one go', Infinity],
    ['by a process that goes on where another one died', 2],
  ])('counts once, however many lines stand between: %s', async (_, appends) => {
    const installation = await importing(file, appends);
    const { statement } = await installation.receive(payments);
    if (appends < Infinity) await expect(installation.run()).rejects.toThrow('The log is away');
    installation.comeBack();
    await installation.run();
    const lines = await installation.lines(statement.id);
    const kinds = lines.map(({ outcome, reasons }) =>
      outcome === 'matched' ? outcome : `${outcome} ${reasons.join()}`,
    );
    expect(
      Object.fromEntries(
        Object.entries(Object.groupBy(kinds, (kind) => kind)).map(([kind, all]) => [kind, all!.length]),
      ),
    ).toEqual(counted);
    await installation.close();
  });
});

describe('a line of an overlapping file', () => {
  const head = 'Id,External id,Date,Status,Type,Amount,Currency';
  const outcomesOf = async (installation: Awaited<ReturnType<typeof importing>>, id: string) =>
    (await installation.lines(id)).map(({ line, outcome }) => [line, outcome]);

  it('is counted once, also where it is about a movement that another line has met', async () => {
    const ofOne = (id: string, status: string, type: string, amount: number) =>
      `${id},${idOf(0)},2026-11-01 10:00:00,${status},${type},${amount},RWF,10\n`;
    const file = [
      `${head},Fee\n`,
      ofOne(numberOf(0), 'Successful', 'Payment', 5_000),
      ofOne(numberOf(0), 'Successful', 'Fee', -10),
      ofOne(numberOf(0), 'Successful', 'Reversal', -5_000),
      ofOne('second', 'Successful', 'Payment', 5_000),
      ofOne('third', 'Pending', 'Payment', 5_000),
    ].join('');
    const installation = await importing(file);
    const first = await installation.receive(1);
    await installation.run();
    const second = await installation.receive(0, { content: `${file}\n` });
    await installation.run();
    expect(await outcomesOf(installation, first.statement.id)).toEqual([
      [2, 'matched'],
      [3, 'other-movement'],
      [4, 'status-mismatch'],
      [5, 'missing-internally'],
      [6, 'status-mismatch'],
    ]);
    expect(await outcomesOf(installation, second.statement.id)).toEqual(
      [2, 3, 4, 5, 6].map((line) => [line, 'duplicate-line']),
    );
    await installation.close();
  });

  it('meets the payment that was not known at the first time, and its fee is counted once', async () => {
    const line = `${numberOf(0)},,2026-10-31 20:00:00,Successful,Payment,5000,RWF,10\n`;
    const installation = await importing(`${head},Fee\n${line}`);
    const first = await installation.receive(0);
    await installation.run();
    const second = await installation.receive(1, { content: `${head},Fee\n${line}\n` });
    await installation.run();
    expect(await outcomesOf(installation, first.statement.id)).toEqual([[2, 'missing-internally']]);
    const item = itemIdOfLine(first.statement.id, 2);
    expect(await installation.lines(second.statement.id)).toMatchObject([
      { outcome: 'matched', reasons: expect.arrayContaining(['SEEN_IN_ANOTHER_FILE']), answers: [item] },
    ]);
    await installation.viewsAreCurrent();
    const shown = (await installation.documents.get(itemView.collection, [item])).get(item)?.document;
    expect(shown).toMatchObject({ outcome: 'missing-internally', status: 'resolved', metLater: true });
    expect(await installation.feesOf(first.statement.id)).toEqual({ RWF: '10' });
    expect(await installation.feesOf(second.statement.id)).toEqual({});
    await installation.close();
  });

  it('is known however many files had it and the lines beside it, and not by a file of another provider', async () => {
    const installation = await importing([`${head}\n`, row('x1', ''), row('x2', ''), row('x3', '')].join(''));
    const item = (key: string, number: number, provider = 'mtn-momo') => {
      const id = `itm_${String(number).padStart(32, '0')}_2`;
      const document = { id, key, provider, statementId: `stm_${number}` } as ItemDocument;
      return { id, position: 0n, document };
    };
    const many = Array.from({ length: 1_000 }, (_, number) => item('1 id:x1:payment:in', number));
    const others = [item('1 id:x2:payment:in', 1_000), item('1 id:x3:payment:in', 1_001, 'airtel-money')];
    await installation.documents.write(itemView.collection, [...many, ...others]);
    const { statement } = await installation.receive(0);
    await installation.run();
    expect(await outcomesOf(installation, statement.id)).toEqual([
      [2, 'duplicate-line'],
      [3, 'duplicate-line'],
      [4, 'missing-internally'],
    ]);
    await installation.close();
  });
});

it.each(['payment', 'refund', 'payout'] as const)(
  'a line that nothing knows is suggested as a %s of its amount and number',
  async (kind) => {
    const [id, amount] = [
      `${kind === 'payment' ? 'pay' : kind === 'refund' ? 'ref' : 'out'}_${'7'.repeat(32)}`,
      -5_000,
    ];
    const isIn = kind === 'payment';
    const parties = isIn ? 'FRI:250788000007/MSISDN,FRI:1/MM' : 'FRI:1/MM,FRI:250788000007/MSISDN';
    const row = `another,2026-11-01 10:01:00,Successful,Transfer,${parties},${isIn ? -amount : amount},RWF\n`;
    const installation = await importing(`Id,Date,Status,Type,From,To,Amount,Currency\n${row}`);
    const keys = SqliteKeyStore.inMemory();
    const subject = new PersonalData(Buffer.alloc(32, 1), keys, clock).subjectOf('+250788000007' as Msisdn);
    const paid = { amount: '5000', currency: 'RWF' };
    const amountKey = amountKeyOf('mtn-momo', kind, paid, subject);
    const document = { ...expected(0), id, kind, subject, amountKey, paymentId: null };
    await installation.documents.write(expectationView.collection, [{ id, document, position: 0n }]);
    const { statement } = await installation.receive(0);
    await installation.run();
    expect(await installation.lines(statement.id)).toMatchObject([{ suggestion: { kind, id, score: 0.9 } }]);
    await keys.close();
    await installation.close();
  },
);

it('a file that cannot be imported holds up no other', async () => {
  const installation = await importing(`Id,External id,Date,Status,Type,Amount,Currency\n${lineOf(0)}`);
  const [first, second] = [await installation.receive(1), await installation.receive(1, { account: '2' })];
  installation.damaged.add(first.statement.id);
  await expect(installation.run()).rejects.toThrow(`${first.statement.id} is damaged`);
  expect(await installation.lines(second.statement.id)).toHaveLength(1);
  await installation.close();
});

it('a file that is not whole any more is not imported by half: it waits for its file, and goes on when that comes again', async () => {
  const whole = `${['Id', 'External id', 'Date', 'Status', 'Type', 'Amount', 'Currency'].join()}\n${lineOf(0)}${lineOf(1)}`;
  const installation = await importing(whole);
  const { statement } = await installation.receive(2);
  installation.files.set(statement.id, fileInMemory(whole.slice(0, whole.indexOf(numberOf(1)))));
  await installation.run();
  expect(await installation.standingOf(statement.id)).toMatchObject({ statement: { status: 'importing' }, waitsForFile: true }); // prettier-ignore
  expect(await installation.receive(2)).toMatchObject({ isNew: false });
  await installation.run();
  expect(await installation.standingOf(statement.id)).toMatchObject({ statement: { status: 'matching' }, soFar: { lines: 2 } }); // prettier-ignore
  await installation.close();
});

it('lets requests go first between two appends, and goes on all the same where one is always in flight', async () => {
  const file = [
    'Id,External id,Date,Status,Type,Amount,Currency\n',
    ...Array.from({ length: 600 }, (_, index) => lineOf(index)),
  ];
  const installation = await importing(file.join(''));
  const { statement } = await installation.receive(600);
  const onRecord = async () => (await installation.lines(statement.id)).length;
  const first = installation.requests.begin();
  const imported = installation.run();
  await eventLoopTurns(2_000);
  expect(await onRecord()).toBe(250);
  const second = installation.requests.begin();
  first();
  await eventLoopTurns(2_000);
  expect(await onRecord()).toBe(250);
  await clock.pass({ ms: 50 });
  await eventLoopTurns(2_000);
  expect(await onRecord()).toBe(500);
  second();
  await imported;
  expect(await onRecord()).toBe(600);
  await installation.close();
});
