import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { readSettings } from '../../src/app/settings.js';
import { run } from '../../src/cli/run.js';
import type { Refusal } from '../../src/kernel/domain/refusal.js';
import { WorkOnItem } from '../../src/modules/reconciliation/reconciliation.commands.js';
import { adminKey, Caller, rwf, startApp, type App, type Body } from '../support/app.js';

// One installation for all of these stories: each has payments and an account of its own.
let app: App;
let clerk: Caller;
let boss: Caller;
let files: string;
beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'ishyura-tariffs-'));
  writeFileSync(join(files, 'tariffs.json'), JSON.stringify([ofContract]));
  const settings = { APPROVAL_THRESHOLDS: '0:1', TARIFFS_FILE: join(files, 'tariffs.json') };
  app = await startApp({ settings });
  [clerk, boss] = [await app.client('finance'), await app.client('approver')];
});
afterAll(async () => {
  await app.close();
  rmSync(files, { recursive: true });
});
/** Compared with the contract by somebody, so that statements are held against it. */
const ofContract = {
  provider: 'mtn-momo',
  product: 'collection',
  currency: 'RWF',
  validFrom: '2026-01-01',
  validTo: null,
  bands: [
    { from: '0', to: '100000', percent: '0', fixed: '0', min: null, max: null },
    { from: '100001', to: null, percent: '0.5', fixed: '0', min: null, max: null },
  ],
  rounding: 'half-up',
  bearer: 'merchant',
  confirmed: true,
  source: 'The contract',
  doubts: [],
};

const columns = [
  'Id',
  'External id',
  'Date',
  'Status',
  'Type',
  'From',
  'From name',
  'To',
  'Amount',
  'Currency',
  'Fee',
  'Balance',
];
type Line = Partial<Record<(typeof columns)[number], string | number>>;
const defaults: Line = {
  Status: 'Successful',
  Type: 'Payment',
  To: 'FRI:collection/MM',
  Currency: 'RWF',
  Fee: 0,
  'From name': 'Aline',
};
const fileOf = (...lines: readonly Line[]): string =>
  [columns, ...lines.map((line) => columns.map((name) => ({ ...defaults, ...line })[name] ?? ''))]
    .map((cells) => cells.join(','))
    .join('\r\n');

/** As the provider writes it: Kigali's time, without a zone. */
const kigali = (at: string): string =>
  new Date(Date.parse(at) + 2 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const send = (file: string | Buffer, account: string, { by = clerk, query = '' } = {}) =>
  by.post(`/v1/reconciliation/statements?provider=mtn-momo&account=${account}${query}`, file, {
    headers: { 'content-type': 'text/csv' },
  });
const statement = async (id: string): Promise<Body> => (await clerk.get(`/v1/reconciliation/statements/${id}`)).body;
const itemsOf = async (id: string, query = ''): Promise<readonly Body[]> =>
  (await clerk.get(`/v1/reconciliation/statements/${id}/items?limit=200${query}`)).body.data;

async function reconciled(id: string): Promise<Body> {
  for (let turn = 0; turn < 60 && (await statement(id)).status !== 'reconciled'; turn += 1) {
    await app.clock.pass({ seconds: 1 });
    await app.caughtUp();
  }
  return statement(id);
}
async function imported(file: string, account: string): Promise<Body> {
  const answer = await send(file, account);
  if (answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`);
  return reconciled(answer.body.id);
}

/** A payment of this payer that the provider has confirmed. */
async function paid(msisdn: string, amount: number): Promise<Body> {
  const { paymentId } = await app.request(msisdn, rwf(amount));
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  const payment = await app.payment(paymentId);
  if (payment.status !== 'successful') throw new Error(`${paymentId} is ${payment.status}`);
  return payment;
}
const lineFor = (payment: Body, more: Line = {}): Line => ({
  Id: String(payment['providerTransactionId']),
  'External id': payment.id,
  Date: kigali(String(payment['confirmedAt'])),
  From: `FRI:${String((payment['payer'] as Body)['msisdn']).slice(1)}/MSISDN`,
  Amount: String(payment['amount']),
  ...more,
});

describe('a statement', () => {
  it('is held against what is known, and every line says why it came to what it came to', async () => {
    const [whole, other, missing] = [
      await paid('0788000101', 5_000),
      await paid('0788000102', 4_000),
      await paid('0788000103', 3_000),
    ];
    const file = fileOf(
      lineFor(whole, { Fee: 25 }),
      lineFor(whole, { Fee: 25 }),
      lineFor(other, { Amount: 4_500 }),
      { Id: 'unknown-1', Date: kigali(String(missing['confirmedAt'])), From: 'FRI:250788999999/MSISDN', Amount: 700 },
      { Id: 'cash-1', Date: kigali(String(missing['confirmedAt'])), Type: 'Transfer', Amount: -1_000 },
      { Id: 'bad-1', Date: kigali(String(missing['confirmedAt'])), Amount: 'many' },
    );
    const received = await send(file, 'whole');
    expect(received.status).toBe(202);
    expect(received.headers['location']).toBe(`/v1/reconciliation/statements/${received.body.id}`);
    const done = await reconciled(received.body.id);
    expect(done).toMatchObject({
      status: 'reconciled',
      progress: { lines: 6, bytes: Buffer.byteLength(file), totalBytes: Buffer.byteLength(file) },
      totals: {
        matched: { count: 1, amount: '5000' },
        'duplicate-line': { count: 1, amount: '5000' },
        'amount-mismatch': { count: 1, amount: '4500' },
        'missing-internally': { count: 1, amount: '700' },
        'other-movement': { count: 1, amount: '1000' },
        unreadable: { count: 1, amount: '0' },
        'missing-at-provider': { count: 1, amount: '3000' },
      },
      fees: { RWF: '25' },
    });
    const items = await itemsOf(done.id);
    expect(items.map(({ line, outcome, rule, paymentId }) => [line, outcome, rule, paymentId])).toEqual([
      [2, 'matched', 'transaction-id', whole.id],
      [3, 'duplicate-line', 'same-line', whole.id],
      [4, 'amount-mismatch', 'transaction-id', other.id],
      [5, 'missing-internally', null, null],
      [6, 'other-movement', null, null],
      [7, 'unreadable', null, null],
      [null, 'missing-at-provider', null, missing.id],
    ]);
    expect(items[0]).toMatchObject({ confidence: 1, row: { 'From name': '…', Amount: '5000' }, status: 'none' });
    expect(items[3]).toMatchObject({
      row: { From: expect.stringMatching(/\*\*\*99/), 'From name': 'Aline' },
      status: 'open',
    });
    expect(items[5]).toMatchObject({ wrong: { column: 'Amount' }, row: { Id: 'bad-1', Amount: 'many' } });
    expect((await app.payment(other.id)).status).toBe('successful');
    const { data } = (await app.admin.get('/v1/audit/events?type=StatementLinesRead')).body;
    expect(data[0]).toMatchObject({ data: { lines: 6 } });
  });
});

describe('a line', () => {
  it('that proves an uncertain payment settles it, marked as said by the statement', async () => {
    const { paymentId } = await app.request('0788000111', rwf(2_500));
    await app.caughtUp();
    app.sandbox.loseCallbackFor(paymentId);
    app.sandbox.goesWrong({ fault: 'drop-before', on: 'status' });
    await app.clock.pass({ minutes: 7 });
    await app.caughtUp();
    expect((await app.payment(paymentId)).status).toBe('uncertain');
    const now = new Date(app.clock.now()).toISOString();
    const line = {
      Id: 'proof-1',
      'External id': paymentId,
      Date: kigali(now),
      From: 'FRI:250788000111/MSISDN',
      Amount: 2_500,
    };
    const done = await imported(fileOf(line), 'proof');
    app.sandbox.goesWrong();
    // The provider's circuit opens while its answers are lost, and closes within this time: the next stories need it.
    await app.clock.pass({ seconds: 30 });
    await app.caughtUp();
    expect(done['totals']).toEqual({ matched: { count: 1, amount: '2500' } });
    const payment = await app.payment(paymentId);
    expect(payment).toMatchObject({ status: 'successful', providerTransactionId: 'proof-1' });
    expect(payment['receipt']).toMatchObject({ number: expect.stringMatching(/^RCT-/) });
    const succeeded = (await app.timeline(paymentId)).find(({ type }) => type === 'PaymentSucceeded')!;
    expect(succeeded).toMatchObject({ data: { statement: { statementId: done.id, line: 2 }, answer: null } });
    const [item] = await itemsOf(done.id);
    expect(item).toMatchObject({
      outcome: 'matched',
      rule: 'our-reference',
      reasons: [{ code: 'SAME_REFERENCE' }, { code: 'SAME_AMOUNT' }, { code: 'SETTLED_BY_THIS_LINE' }],
    });
  });

  it('that contradicts a final status changes nothing, and opens a review', async () => {
    const { paymentId } = await app.request('0788000112', rwf(1_500));
    await app.caughtUp();
    await app.sandbox.payerRejects(paymentId);
    await app.caughtUp();
    const good = await paid('0788000113', 1_600);
    const now = kigali(new Date(app.clock.now()).toISOString());
    const done = await imported(
      fileOf(
        { Id: 'late-1', 'External id': paymentId, Date: now, From: 'FRI:250788000112/MSISDN', Amount: 1_500 },
        lineFor(good, { Status: 'Failed' }),
      ),
      'contradiction',
    );
    expect((await itemsOf(done.id)).map(({ outcome, paymentId: of }) => [outcome, of])).toEqual([
      ['status-mismatch', paymentId],
      ['status-mismatch', good.id],
      ['missing-at-provider', good.id],
    ]);
    expect((await app.payment(paymentId)).status).toBe('failed');
    expect((await app.payment(good.id)).status).toBe('successful');
    const reviews = (await app.admin.get('/v1/reviews?status=open&reason=CONTRADICTION')).body.data;
    expect(reviews.map((review) => review['paymentId']).toSorted()).toEqual([paymentId, good.id].toSorted());
  });

  it('without an id that both know is suggested, and a person accepts it', async () => {
    const payment = await paid('0788000121', 1_234);
    const line = lineFor(payment, { Id: 'other-number', 'External id': '' });
    const done = await imported(fileOf(line), 'suggested');
    const [item] = await itemsOf(done.id, '&outcome=missing-internally');
    expect(item).toMatchObject({ suggestion: { paymentId: payment.id, score: 0.9 }, status: 'open' });
    const [missing] = await itemsOf(done.id, '&outcome=missing-at-provider');
    expect(missing).toMatchObject({ paymentId: payment.id, status: 'open' });
    const accepted = await clerk.post(`/v1/reconciliation/items/${item!.id}/accept-suggestion`);
    expect(accepted.body).toMatchObject({ acceptedSuggestion: payment.id, status: 'resolved' });
    await app.caughtUp();
    expect((await clerk.get(`/v1/reconciliation/items/${missing!.id}`)).body).toMatchObject({
      metLater: true,
      status: 'resolved',
    });
  });

  it('is accepted for a payment once, also where two people accept two lines for it at the same time', async () => {
    const payment = await paid('0788000122', 1_235);
    const lines = ['other-1', 'other-2'].map((id) => lineFor(payment, { Id: id, 'External id': '' }));
    const done = await imported(fileOf(...lines), 'raced');
    const items = await itemsOf(done.id, '&outcome=missing-internally');
    expect(items.map(({ suggestion }) => (suggestion as Body)['paymentId'])).toEqual([payment.id, payment.id]);
    // Over HTTP one of the two would mostly come after the documents have heard of the other.
    const bus = app.gateway.app.get(CommandBus);
    const accept = (item: Body, person: string) => {
      const actor = { kind: 'client', id: person, name: person } as const;
      const client = { id: person, owner: null } as unknown as WorkOnItem['client'];
      const by = { actor, correlationId: person, causationId: null };
      return bus.execute(new WorkOnItem(item.id, { act: 'accept-suggestion' }, client, by)).then(
        ({ work }) => work.accepted?.id,
        (error: unknown) => (error as Refusal).code,
      );
    };
    const answers = await Promise.all([accept(items[0]!, 'cli_one'), accept(items[1]!, 'cli_two')]);
    expect(answers.toSorted()).toEqual(['SUGGESTION_TAKEN', payment.id]);
    const won = items[answers.indexOf(payment.id)]!;
    expect(await accept(won, 'cli_one')).toBe(payment.id);
  });
});

describe('a fee', () => {
  it('that is not the one of the tariff is told on its line, of the statement as a whole, and in the report; the ledger posts what was taken', async () => {
    const [asAgreed, more] = [await paid('0788000231', 200_000), await paid('0788000232', 300_000)];
    const lines = [lineFor(asAgreed, { Fee: 1_000 }), lineFor(more, { Fee: 1_800 })];
    const done = await imported(fileOf(...lines), 'fees');
    expect(done['notices']).toMatchObject([{ code: 'FEES_DIFFER', detail: expect.stringMatching(/2,?800.*2,?500/) }]);
    const items = await itemsOf(done.id);
    expect(items.map(({ outcome, fee, expectedFee }) => [outcome, fee, expectedFee])).toEqual([
      ['matched', '1000', '1000'],
      ['matched', '1800', '1500'],
    ]);
    const codesOf = ({ reasons }: Body) => (reasons as readonly { code: string }[]).map(({ code }) => code);
    expect(items.map((item) => codesOf(item).includes('FEE_DIFFERS'))).toEqual([false, true]);
    await app.caughtUp();
    const { data: entries } = (await clerk.get('/v1/ledger/entries?account=fees:mtn-momo')).body;
    expect((entries as readonly Body[]).filter(({ source }) => (source as Body).id === done.id)).toMatchObject([
      { lines: [{ account: 'fees:mtn-momo', debit: '2800' }, { credit: '2800' }] },
    ]);
    const day = kigali(new Date(app.clock.now()).toISOString()).slice(0, 10);
    const report = (await clerk.get(`/v1/reports/provider-fees?from=${day}&to=${day}&format=json`)).body;
    expect(report.data).toMatchObject([{ provider: 'mtn-momo', tariff: 'confirmed', expected: '2500' }]);
  });
});

describe('a file', () => {
  it('that comes again is the same statement, and one that overlaps counts no line twice', async () => {
    const one = await paid('0788000131', 1_000);
    await app.clock.pass({ minutes: 1 });
    const two = await paid('0788000132', 2_000);
    const first = fileOf(lineFor(one, { Fee: 10 }));
    const { id } = await imported(first, 'again');
    const again = await send(first, 'again');
    expect([again.status, again.body.id]).toEqual([200, id]);
    expect((await itemsOf(id)).map(({ outcome }) => outcome)).toEqual(['matched']);
    const overlapping = await imported(fileOf(lineFor(one, { Fee: 10 }), lineFor(two, { Fee: 20 })), 'again');
    expect(overlapping['totals']).toEqual({
      'duplicate-line': { count: 1, amount: '1000' },
      matched: { count: 1, amount: '2000' },
    });
    expect(overlapping['fees']).toEqual({ RWF: '20' });
    const elsewhere = await imported(first, 'again-under-another-name');
    expect(elsewhere).toMatchObject({ totals: { 'missing-internally': { count: 1 } }, fees: {} });
    const entries = (await clerk.get('/v1/ledger/entries?account=fees:mtn-momo')).body.data;
    const ofThese = entries.filter(({ source }) => [id, overlapping.id].includes((source as Body).id));
    expect(ofThese.map(({ source, lines }) => [(source as Body).type, (lines as Body[])[0]!['debit']])).toEqual([
      ['statement', '20'],
      ['statement', '10'],
    ]);
  });

  it('that cannot be read is refused with line and column, and one whose dates mean two things is asked about', async () => {
    expect((await send('Id,Date,Status\n1,2,3\n', 'bad')).body).toMatchObject({
      status: 422,
      code: 'STATEMENT_UNREADABLE',
      line: expect.any(Number),
    });
    const two = fileOf({ Id: 'x-1', Date: '03/04/2026 10:00', Amount: 5 });
    expect((await send(two, 'bad')).body).toMatchObject({ code: 'STATEMENT_UNREADABLE', question: 'dateFormat' });
    expect((await send(two, 'bad', { query: '&dateFormat=DD/MM/YYYY' })).status).toBe(202);
    expect((await send(two, 'bad', { query: '&dateFormat=MM-DD' })).body).toMatchObject({ code: 'INVALID_REQUEST' });
    expect((await send('', 'bad')).body).toMatchObject({ code: 'STATEMENT_UNREADABLE' });
  });

  it('of another account is noticed, also where it is not later than those that are known', async () => {
    const lines = (own: string) =>
      ['02', '03'].map((day) => ({ Id: `${own}-${day}`, Date: `2026-11-${day} 10:00:00`, To: `FRI:${own}/MM`, Amount: 5 }));
    expect(await imported(fileOf(...lines('28181818')), 'ours')).toMatchObject({ notices: [] });
    expect(await imported(fileOf(...lines('29191919')), 'ours')).toMatchObject({ notices: [{ code: 'ANOTHER_ACCOUNT' }] });
  }); // prettier-ignore

  it('that is not UTF-8 is read, and what a person should know of it is said', async () => {
    const file = Buffer.from(fileOf({ Id: 'latin', Date: '2026-11-02 10:00:00', 'From name': 'Béa', Amount: 5 }), 'latin1');
    const notes = [expect.stringContaining('read as Windows-1252')];
    expect((await send(file, 'latin', { query: '&dryRun=true' })).body).toMatchObject({ notes });
    expect((await send(file, 'latin')).body).toMatchObject({ notes });
  }); // prettier-ignore

  it('in a dry run says what it would come to, and records nothing', async () => {
    const payment = await paid('0788000141', 900);
    const before = (await app.events.readAll(0n, 1_000_000)).events.length;
    const { status, body } = await send(
      fileOf(lineFor(payment), { Id: 'nobody', Date: kigali(String(payment['confirmedAt'])), Amount: 5 }),
      'dry',
      { query: '&dryRun=true' },
    );
    expect([status, body]).toMatchObject([
      200,
      {
        id: null,
        status: 'checked',
        totals: { matched: { count: 1 }, 'missing-internally': { count: 1 } },
        findings: [{ line: 3 }],
      },
    ]);
    expect((await app.events.readAll(0n, 1_000_000)).events).toHaveLength(before);
  });

  it('in a dry run says what would be missing on it, and what is odd about it as a whole, as its import does', async () => {
    const payments: Body[] = [];
    for (const amount of [901, 902, 903]) {
      await app.clock.pass({ minutes: 1 });
      payments.push(await paid('0788000142', amount));
    }
    const [first, missing, last] = payments as [Body, Body, Body];
    const file = fileOf({ ...lineFor(first), Balance: 5_000 }, { ...lineFor(last), Balance: 7_000 });
    const checked = (await send(file, 'dry-2', { query: '&dryRun=true' })).body;
    const said = {
      totals: { matched: { count: 2, amount: '1804' }, 'missing-at-provider': { count: 1, amount: '902' } },
      notices: [{ code: 'BALANCE_GAPS' }],
    };
    expect(checked).toMatchObject({
      ...said,
      findings: [{ line: null, outcome: 'missing-at-provider', paymentId: missing['id'], amount: '902', reasons: [{ code: 'ON_NO_LINE' }] }],
    }); // prettier-ignore
    expect(await imported(file, 'dry-2')).toMatchObject(said);
    // Once it is imported, nothing of it is missing anew, and it is not held against itself.
    expect((await send(file, 'dry-2', { query: '&dryRun=true' })).body).toMatchObject({
      earlier: { id: expect.any(String) as never },
      totals: { 'duplicate-line': { count: 2 } },
      notices: [{ code: 'BALANCE_GAPS' }],
    });
  });
});

describe('a statement that is cancelled while it is read', () => {
  it('counts for nothing, and its file may come again', async () => {
    const payment = await paid('0788000151', 1_100);
    const file = fileOf(lineFor(payment), { Id: 'c-2', Date: kigali(String(payment['confirmedAt'])), Amount: 5 });
    // The first lines are on their way to the log when the cancellation comes.
    const { reached, release } = app.events.hold('StatementLinesRead');
    const { id } = (await send(file, 'cancelled')).body;
    await reached;
    expect((await clerk.post(`/v1/reconciliation/statements/${id}/cancel`)).body).toMatchObject({
      status: 'cancelled',
      totals: {},
    });
    expect((await send(file, 'cancelled')).body).toMatchObject({ code: 'STATEMENT_BEING_CANCELLED' });
    release();
    // What takes the lines back may meet the import's last append, and tries again after five seconds.
    for (let second = 0; second < 20 && (second < 2 || (await itemsOf(id)).length > 0); second += 1) {
      await app.clock.pass({ seconds: 1 });
      await app.caughtUp();
    }
    expect(await itemsOf(id)).toEqual([]);
    expect((await clerk.get(`/v1/reconciliation/items?statementId=${id}`)).body.data).toEqual([]);

    const again = await send(file, 'cancelled');
    expect([again.status, again.body.id]).toEqual([202, id]);
    expect(await reconciled(id)).toMatchObject({
      totals: { matched: { count: 1 }, 'missing-internally': { count: 1 } },
    });
    expect((await clerk.post(`/v1/reconciliation/statements/${id}/cancel`)).body).toMatchObject({
      code: 'STATEMENT_NOT_CANCELLABLE',
    });
    expect(readdirSync(join(app.files, 'statements'))).toEqual([]);
  });
});

describe('the work on a statement that is cancelled while it is read', () => {
  it('counts for nothing either', async () => {
    const payment = await paid('0788000152', 1_150);
    const suggested = lineFor(payment, { Id: 'd-1', 'External id': '' });
    const more = Array.from({ length: 260 }, (_, at) => ({ ...suggested, Id: `d-more-${at}`, From: '', Amount: 5 }));
    const file = fileOf(suggested, ...more);
    // Its first lines are on record, and the others on their way.
    const first = app.events.hold('StatementLinesRead');
    const { id } = (await send(file, 'worked-on')).body;
    await first.reached;
    const others = app.events.hold('StatementLinesRead');
    first.release();
    await others.reached;
    const item = (await clerk.get(`/v1/reconciliation/items?statementId=${id}&limit=200`)).body.data.find(
      ({ suggestion }: Body) => suggestion !== null,
    ) as Body;
    const accept = () => clerk.post(`/v1/reconciliation/items/${item.id}/accept-suggestion`);
    expect((await accept()).body).toMatchObject({ acceptedSuggestion: payment.id });
    const cancelled = (await clerk.post(`/v1/reconciliation/statements/${id}/cancel`)).body;
    const progress = cancelled['progress'] as Record<string, number>;
    expect([progress['lines'], progress['bytes']! < progress['totalBytes']!]).toEqual([250, true]);
    others.release();
    for (let second = 0; second < 20 && (second < 2 || (await itemsOf(id)).length > 0); second += 1) {
      await app.clock.pass({ seconds: 1 });
      await app.caughtUp();
    }
    expect((await send(file, 'worked-on')).status).toBe(202);
    await reconciled(id);
    expect((await clerk.get(`/v1/reconciliation/items/${item.id}`)).body).toMatchObject({
      status: 'open',
      acceptedSuggestion: null,
    });
    expect((await imported(fileOf(lineFor(payment)), 'worked-on'))['totals']).toEqual({
      matched: { count: 1, amount: '1150' },
    });
    await app.caughtUp();
    expect((await accept()).body).toMatchObject({ code: 'SUGGESTION_TAKEN' });
  });
});

describe('a payment', () => {
  it('that no statement has by its deadline is an item, which closes when its line comes', async () => {
    const payment = await paid('0788000161', 1_300);
    app.clock.jump(3_600_000);
    const later = await paid('0788000162', 1_400);
    await imported(fileOf(lineFor(later)), 'late');
    app.clock.jump(73 * 3_600_000);
    const items = async () => (await clerk.get(`/v1/reconciliation/items?paymentId=${payment.id}`)).body.data;
    // A jump wakes nobody: the next round of the module finds what is overdue.
    for (let round = 0; round < 20 && (await items()).length === 0; round += 1) {
      await app.clock.pass({ seconds: 1 });
      await app.caughtUp();
    }
    const [item] = await items();
    expect(item).toMatchObject({
      outcome: 'missing-at-provider',
      statementId: null,
      reasons: [{ code: 'PAST_ITS_DEADLINE' }],
    });
    await imported(fileOf(lineFor(payment)), 'late');
    expect((await clerk.get(`/v1/reconciliation/items/${item!.id}`)).body).toMatchObject({
      status: 'resolved',
      metLater: true,
    });
  });
});

describe('ishyura reconcile', () => {
  it('sends a file, says what its lines came to, and ends with 0 only when all is well', async () => {
    const payment = await paid('0788000171', 1_700);
    const file = join(app.files, 'statement.csv');
    const said: string[] = [];
    const ishyura = (...args: string[]) => {
      const pipe = new PassThrough();
      const say = (line: string) => void said.push(line);
      const terminal = { print: say, complain: say, input: pipe, output: pipe };
      const options = ['--provider', 'mtn-momo', '--account', 'cli', '--url', app.url];
      return run(['reconcile', file, ...options, ...args], terminal, () => readSettings({ ISHYURA_KEY: adminKey }));
    };
    writeFileSync(
      file,
      fileOf(lineFor(payment), { Id: 'cli-2', Date: kigali(String(payment['confirmedAt'])), Amount: 5 }),
    );
    expect(await ishyura('--dry-run')).toBe(1);
    expect(said.map((line) => line.trim().split(/ +/))).toEqual([
      ['nothing', 'recorded:', 'checked,', '2', 'lines'],
      ['matched', '1', '1700', 'RWF'],
      ['missing-internally', '1', '5', 'RWF'],
    ]);
    writeFileSync(file, fileOf(lineFor(payment)));
    await imported(readFileSync(file, 'utf8'), 'cli');
    said.length = 0;
    expect(await ishyura()).toBe(0);
    expect(said[0]).toMatch(/^this file was sent before, at 20\S+Z by cli_\w+: nothing of it is counted again$/);
    said.length = 0;
    await ishyura('--dry-run');
    expect(said[0]).toMatch(/^this file was sent before, at /);
    said.length = 0;
    expect(await ishyura('--json')).toBe(0);
    expect(JSON.parse(said[0]!)).toMatchObject({
      status: 'reconciled',
      totals: { matched: { count: 1 } },
      notices: [],
    });
    writeFileSync(file, 'Id,Date\n');
    expect(await ishyura()).toBe(2);
    expect(said.at(-1)).toMatch(
      /STATEMENT_UNREADABLE: line 1, Amount: the header lacks .*: send the file as it was downloaded/,
    );
  });
});

describe('a mismatch of what is settled', () => {
  it('changes nothing, opens a review, and closes it when the item is resolved', async () => {
    const payment = await paid('0788000181', 2_100);
    const done = await imported(fileOf(lineFor(payment, { Amount: 2_090 })), 'review');
    await app.caughtUp();
    const reviewsOf = async () => (await app.admin.get(`/v1/reviews?paymentId=${payment.id}`)).body.data;
    const [item] = await itemsOf(done.id);
    expect(await reviewsOf()).toMatchObject([{ reason: 'RECONCILIATION_MISMATCH', status: 'open', itemId: item!.id }]);
    const resolution = { resolution: 'accepted', note: 'The export takes the fee off' };
    await clerk.post(`/v1/reconciliation/items/${item!.id}/resolve`, resolution);
    await app.caughtUp();
    expect(await reviewsOf()).toMatchObject([{ status: 'resolved', decision: 'acknowledged', resolvedBy: clerk.id }]);
    expect(await app.payment(payment.id)).toMatchObject({ status: 'successful', paidAmount: '2100' });
  });
});

describe('the statement of an account that pays out', () => {
  it('is held against payouts, and names no payment that is not on it', async () => {
    const payment = await paid('0788000191', 300);
    const ask = {
      amount: '800',
      currency: 'RWF',
      payee: { msisdn: '0788000192' },
      record: { type: 'other', id: 'OUT-1' },
    };
    const { body } = await clerk.post('/v1/payouts', ask, { key: 'payout-of-a-statement' });
    await boss.post(`/v1/payouts/${body.id}/approve`);
    await app.clock.pass({ seconds: 10 });
    await app.caughtUp();
    const payout = (await clerk.get(`/v1/payouts/${body.id}`)).body;
    expect(payout.status).toBe('successful');
    const line = {
      Id: String(payout['providerTransactionId']),
      'External id': body.id,
      Date: kigali(String(payout['completedAt'])),
      Type: 'Transfer',
      From: 'FRI:disbursement/MM',
      To: 'FRI:250788000192/MSISDN',
      Amount: -800,
    };
    const before = {
      ...line,
      Id: 'other',
      'External id': '',
      Date: kigali(String(payment['confirmedAt'])),
      Amount: -5,
    };
    const done = await imported(fileOf(before, line), 'float');
    expect((await itemsOf(done.id)).map(({ outcome, payoutId }) => [outcome, payoutId])).toEqual([
      ['other-movement', null],
      ['matched', body.id],
    ]);
  });
});

describe('somebody whose number is on a line', () => {
  it('is erased from it', async () => {
    const now = kigali(new Date(app.clock.now()).toISOString());
    const done = await imported(
      fileOf({ Id: 'e-1', Date: now, From: 'FRI:250788777001/MSISDN', Amount: 77 }),
      'erased',
    );
    const rowOfIt = async () => (await itemsOf(done.id))[0]!['row'];
    expect(await rowOfIt()).toMatchObject({ Id: 'e-1' });
    expect((await app.admin.call('DELETE', '/v1/payers/0788777001', { body: { reason: 'Asked for it' } })).status).toBe(
      202,
    );
    expect(await rowOfIt()).toBeNull();
  });
});

describe('the work on items', () => {
  it('is assigned, noted, resolved with a reason, written off by two people, opened again, and done in bulk', async () => {
    const now = kigali(new Date(app.clock.now()).toISOString());
    const unknown = (id: string) => ({ Id: id, Date: now, From: 'FRI:250788999111/MSISDN', Amount: 50 });
    const done = await imported(fileOf(...['w-1', 'w-2', 'w-3', 'w-4'].map(unknown)), 'work');
    const [first, second] = await itemsOf(done.id);
    const on = (item: Body, act: string, body?: object, by = clerk) =>
      by.post(`/v1/reconciliation/items/${item.id}/${act}`, body);
    expect((await on(first!, 'assign', {})).body).toMatchObject({ assignee: clerk.id, status: 'assigned' });
    expect((await on(first!, 'notes', { text: 'Asked MTN' })).body).toMatchObject({ notes: 1 });
    expect((await on(first!, 'resolve', { resolution: 'waiting', note: 'MTN answers on Monday' })).body).toMatchObject({
      status: 'waiting',
    });
    expect((await on(first!, 'resolve', { resolution: 'accepted', note: 'Cash at the counter' })).body).toMatchObject({
      resolution: 'accepted',
      note: 'Cash at the counter',
      resolvedBy: clerk.id,
      status: 'resolved',
    });
    expect((await on(first!, 'resolve', { resolution: 'wrong-line', note: 'No' }, app.admin)).body).toMatchObject({
      code: 'ITEM_RESOLVED',
    });
    expect((await on(first!, 'reopen', { reason: 'It was another day' })).body).toMatchObject({
      resolution: null,
      status: 'assigned',
    });

    expect((await on(second!, 'resolve', { resolution: 'written-off', note: 'Too small' })).body).toMatchObject({
      resolution: null,
      status: 'awaiting-approval',
      writeOffRequestedBy: clerk.id,
    });
    expect((await on(second!, 'approve', undefined, boss)).body).toMatchObject({
      resolution: 'written-off',
      approvedBy: boss.id,
    });
    expect((await on(second!, 'resolve', { resolution: 'adjusted', note: 'x' })).body).toMatchObject({
      code: 'ITEM_RESOLVED',
    });
    expect(
      (await on(first!, 'resolve', { resolution: 'adjusted', note: 'x', adjustmentId: 'adj_none' })).body,
    ).toMatchObject({ code: 'ADJUSTMENT_NOT_APPROVED' });

    await app.caughtUp();
    const filter = { statementId: done.id, outcome: 'missing-internally' };
    const bulk = { filter, resolution: 'accepted', note: 'All of them were cash' };
    expect((await clerk.post('/v1/reconciliation/items/resolve', { ...bulk, preview: true })).body).toMatchObject({
      found: 3,
      resolved: 0,
    });
    expect((await clerk.post('/v1/reconciliation/items/resolve', bulk)).body).toMatchObject({
      found: 3,
      resolved: 3,
      left: 0,
    });
    await app.caughtUp();
    const queue = (await clerk.get(`/v1/reconciliation/items?statementId=${done.id}&status=resolved`)).body;
    expect(queue.data).toHaveLength(4);
    expect(queue['ageing']).toEqual(expect.arrayContaining([{ days: '0-1', count: expect.any(Number) }]));
  });

  it('is adjusted in the ledger by two people, and resolved by the approved adjustment whatever happens in between', async () => {
    const client = async (name: string, owner: string, ...roles: string[]) => {
      const { body } = await app.admin.post('/v1/api-clients', { name, owner, roles });
      return new Caller(app, String(body['key']), body.id);
    };
    const [alice, otherKeyOfAlice] = [
      await client('Books', 'Alice', 'finance'),
      await client('Books, at home', 'alice', 'finance', 'approver'),
    ];
    const payment = await paid('0788000221', 2_500);
    const done = await imported(fileOf(lineFor(payment, { Amount: 2_475 })), 'adjusted');
    const [item] = await itemsOf(done.id);
    expect(item).toMatchObject({ outcome: 'amount-mismatch', paymentId: payment.id });

    const asked = await alice.post(
      '/v1/ledger/adjustments',
      {
        lines: [
          { account: 'fees:mtn-momo', debit: '25' },
          { account: 'provider:mtn-momo:wallet', credit: '25' },
        ],
        currency: 'RWF',
        reason: 'MTN has kept a fee that is on no tariff',
        paymentId: payment.id,
      },
      { key: 'adjusts-an-item' },
    );
    const adjustmentId = asked.body.id;
    const resolve = (more: object = {}, by = alice) =>
      by.post(`/v1/reconciliation/items/${item!.id}/resolve`, {
        resolution: 'adjusted',
        note: 'Posted as a fee',
        adjustmentId,
        ...more,
      });
    const approve = (by: Caller) => by.post(`/v1/ledger/adjustments/${adjustmentId}/approve`);
    expect(await resolve({ adjustmentId: undefined })).toMatchObject({
      status: 422,
      body: { code: 'ADJUSTMENT_NEEDED' },
    });
    expect(await resolve()).toMatchObject({ status: 409, body: { code: 'ADJUSTMENT_NOT_APPROVED' } });
    for (const same of [otherKeyOfAlice, alice]) expect((await approve(same)).status).toBe(403);
    expect(await resolve()).toMatchObject({ status: 409, body: { code: 'ADJUSTMENT_NOT_APPROVED' } });

    // Approved, and nothing after it is done yet: what is posted and what is resolved follow from the log, each by itself.
    expect((await approve(boss)).body).toMatchObject({ status: 'approved', approvedBy: [boss.id] });
    const work = { resolution: 'adjusted', adjustmentId, resolvedBy: alice.id, status: 'resolved' };
    for (let times = 0; times < 2; times += 1)
      expect(await resolve()).toMatchObject({ status: 200, body: { ...work, note: 'Posted as a fee' } });
    expect(await resolve({ adjustmentId: 'adj_another' })).toMatchObject({
      status: 409,
      body: { code: 'ADJUSTMENT_NOT_APPROVED' },
    });
    await app.caughtUp();
    const query = `account=fees:mtn-momo&paymentId=${payment.id}`;
    const { data: entries } = (await clerk.get(`/v1/ledger/entries?${query}`)).body;
    expect(entries).toMatchObject([
      { source: { type: 'adjustment', id: adjustmentId }, lines: [{ debit: '25' }, { credit: '25' }] },
    ]);
    expect((await clerk.get(`/v1/reconciliation/items/${item!.id}`)).body).toMatchObject(work);
    expect((await app.admin.get(`/v1/reviews?paymentId=${payment.id}`)).body.data).toMatchObject([
      { status: 'resolved' },
    ]);
    expect(await app.payment(payment.id)).toMatchObject({ status: 'successful', paidAmount: '2500' });
  });
});
