import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type App, type Body, type Caller } from '../support/app.js';

// One installation for all of these stories: each file has records of its own.
let app: App;
let clerk: Caller;
let boss: Caller;
beforeAll(async () => {
  app = await startApp({ settings: { APPROVAL_THRESHOLDS: '0:1,500000:2', REFUND_EXPIRY_SECONDS: '60' } });
  [clerk, boss] = [await app.client('finance'), await app.client('approver')];
});
afterAll(() => app.close());

const header = 'Record,Msisdn,Name,Amount,Currency,Description,Dimension:branch';
const lineOf = (record: string, msisdn: string, amount = '5000') =>
  `${record},${msisdn},Aline,${amount},RWF,May,kigali`;
/** A line for each of these numbers, under records that begin with the name of the story. */
const fileOf = (story: string, numbers: readonly string[], amount?: string) =>
  `${[header, ...numbers.map((msisdn, at) => lineOf(`${story}-${at + 1}`, msisdn, amount))].join('\n')}\n`;
const numbers = (count: number) => Array.from({ length: count }, (_, at) => `07881${String(10_000 + at)}`);

const send = (file: string | Buffer, { by = clerk, query = '' } = {}) =>
  by.post(`/v1/payout-batches${query}`, file, { headers: { 'content-type': 'text/csv' } });
const approve = (id: string, { by = boss, query = '' } = {}) => by.post(`/v1/payout-batches/${id}/approve${query}`);
const batch = async (id: string, by = clerk): Promise<Body> => (await by.get(`/v1/payout-batches/${id}`)).body;
const linesOf = async (id: string, query = '', by = clerk): Promise<readonly Body[]> =>
  (await by.get(`/v1/payout-batches/${id}/lines?limit=200${query}`)).body.data;
const payoutsOf = async (id: string): Promise<readonly Body[]> =>
  (await clerk.get(`/v1/payouts?batchId=${id}&limit=200`)).body.data;
/** The sending takes turns by the clock. */
async function sentToTheEnd(id: string, seconds = 20): Promise<Body> {
  for (let waited = 0; waited < seconds && (await batch(id)).status !== 'done'; waited += 1) {
    await app.clock.pass({ seconds: 1 });
    await app.caughtUp();
  }
  return batch(id);
}
const eventsInTheLog = async () => (await app.events.readAll(0n, 1_000_000)).events;

describe('a file of payouts', () => {
  it('is checked, approved by another person, sent, and every line says what became of it', async () => {
    const received = await send(fileOf('WHOLE', ['0788123456', '250780000057', '0788123458']));
    expect(received.status).toBe(202);
    const { id } = received.body;
    expect(received.headers['location']).toBe(`/v1/payout-batches/${id}`);
    expect(received.body).toMatchObject({
      status: 'requested',
      totals: { lines: 3, valid: 3, invalid: 0, warnings: 0, amount: '15000', currency: 'RWF' },
      results: { waiting: 3, successful: 0 },
      requestedBy: clerk.id,
      approvedBy: [],
    });
    await app.clock.pass({ seconds: 5 });
    await app.caughtUp();
    expect(await payoutsOf(id)).toEqual([]);

    expect((await approve(id)).body).toMatchObject({ status: 'approved', approvedBy: [boss.id] });
    expect(await sentToTheEnd(id)).toMatchObject({
      status: 'done',
      results: { waiting: 0, underWay: 0, successful: 2, failed: 1, uncertain: 0, refused: 0 },
      waitsFor: null,
    });
    const lines = await linesOf(id);
    expect(lines.map(({ line, status }) => [line, status])).toEqual([
      [2, 'successful'],
      [3, 'failed'],
      [4, 'successful'],
    ]);
    expect(lines[0]).toMatchObject({
      row: {
        Record: 'WHOLE-1',
        Msisdn: expect.stringMatching(/\*{5}56$/),
        Name: 'Aline',
        'Dimension:branch': 'kigali',
      },
      valid: true,
      errors: [],
    });
    const payouts = await payoutsOf(id);
    expect(payouts.map((one) => one['payoutId'] ?? one.id).toSorted()).toEqual(
      lines.map((one) => one['payoutId']).toSorted(),
    );
    expect(payouts[0]).toMatchObject({
      batchId: id,
      requestedBy: clerk.id,
      approvedBy: [boss.id],
      dimensions: { branch: 'kigali' },
      description: 'May',
      payee: { name: 'Aline' },
    });
    for (const one of lines) expect(app.sandbox.transactions(String(one['payoutId']))).toHaveLength(1);
  });

  it('with three bad lines is approved only without them', async () => {
    const file = [
      header,
      lineOf('BAD-1', '0788123461'),
      lineOf('BAD-2', '0788123462', '1e3'),
      lineOf('BAD-3', '12345'),
      lineOf('BAD-1', '0788123463'),
      lineOf('BAD-5', '0788123461'),
    ].join('\r\n');
    const { body } = await send(`\ufeff${file.replaceAll(',', ';')}`);
    const counted = { lines: 5, valid: 2, invalid: 3, warnings: 1, amount: '10000', currency: 'RWF' };
    const invalidAmounts = [{ amount: '10000', currency: 'RWF' }];
    expect(body['totals']).toEqual({ ...counted, invalidAmounts, invalidWithoutAmount: 1 });
    expect((await linesOf(body.id, '&valid=false')).map(({ line, errors }) => [line, errors])).toEqual([
      [3, [{ field: 'Amount', message: expect.stringContaining('without sign, exponent') }]],
      [4, [{ field: 'Msisdn', message: expect.stringContaining('phone number') }]],
      [5, [{ field: 'Record', message: 'is the record of line 2 too: a record is paid once' }]],
    ]);
    expect((await linesOf(body.id, '&valid=true')).map(({ line, warnings }) => [line, warnings])).toEqual([
      [2, []],
      [6, [{ field: 'Msisdn', message: 'is paid the same amount on line 2 already' }]],
    ]);
    expect((await approve(body.id)).body).toMatchObject({
      code: 'BATCH_HAS_INVALID_LINES',
      batchId: body.id,
      invalid: 3,
    });
    expect((await approve(body.id, { query: '?skipInvalid=true' })).body).toMatchObject({
      status: 'approved',
      skipInvalid: true,
    });
    expect(await sentToTheEnd(body.id)).toMatchObject({ status: 'done', results: { successful: 2, refused: 0 } });
    const { batch: told, events } = (await app.admin.get(`/v1/audit/payout-batches/${body.id}`)).body as unknown as {
      batch: Body;
      events: readonly Body[];
    };
    expect(told).toMatchObject({ status: 'done', totals: { valid: 2, amount: '10000' }, approvedBy: [boss.id] });
    expect(events.map(({ type }) => type)).toEqual([
      'BatchReceived',
      'BatchChecked',
      'BatchApproved',
      'BatchLinesSent',
      'BatchCompleted',
    ]);
    expect((await linesOf(body.id)).map(({ status }) => status)).toEqual([
      'successful',
      null,
      null,
      null,
      'successful',
    ]);
  });

  it('sent again is the same batch, also fifty times at once and by another person', async () => {
    const file = fileOf('AGAIN', numbers(5));
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(file)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    const { id } = answers[0]!.body;
    const byOther = await send(file, { by: await app.client('finance') });
    expect([byOther.status, byOther.body.id, byOther.headers['idempotent-replayed']]).toEqual([200, id, 'true']);
    expect(await linesOf(id)).toHaveLength(5);
    await approve(id);
    await sentToTheEnd(id);
    expect((await send(file)).body).toMatchObject({ id, status: 'done' });
    const changed = await send(`${file}\n`);
    expect(changed.body).toMatchObject({ totals: { valid: 0, invalid: 5 } });
    expect((await linesOf(changed.body.id))[0]!.errors).toEqual([
      { field: 'Record', message: expect.stringMatching(/^has been paid by out_[0-9a-f]{32}$/) },
    ]);
  });

  it('on trial says what it would come to, and records nothing', async () => {
    const before = (await eventsInTheLog()).length;
    const file = `${fileOf('TRIAL', numbers(120))}${lineOf('TRIAL-X', '0788123456', 'x')}\n`;
    const { status, body } = await send(file, { query: '?dryRun=true' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: null,
      status: 'checked',
      totals: { lines: 121, valid: 120, invalid: 1, amount: '600000' },
    });
    const shown = body['lines'] as readonly Body[];
    expect([shown.length, shown.at(-1)!['line'], shown.at(-1)!['valid']]).toEqual([101, 122, false]);
    await app.caughtUp();
    expect((await eventsInTheLog()).length).toBe(before);
    expect((await send(file)).status).toBe(202);
  });

  it('is approved by nobody who sent it, and by as many people as its total needs', async () => {
    const { id } = (await send(fileOf('LARGE', numbers(4), '150000'), { by: app.admin })).body;
    expect((await approve(id, { by: app.admin })).body.code).toBe('APPROVER_IS_REQUESTER');
    expect((await approve(id)).body).toMatchObject({ status: 'requested', approversNeeded: 2, approvedBy: [boss.id] });
    await app.clock.pass({ seconds: 3 });
    await app.caughtUp();
    expect(await payoutsOf(id)).toEqual([]);
    const other = await app.client('approver');
    expect((await approve(id, { by: other })).body).toMatchObject({
      status: 'approved',
      approvedBy: [boss.id, other.id],
    });
    expect(await sentToTheEnd(id)).toMatchObject({ status: 'done', results: { successful: 4 } });
    expect((await payoutsOf(id))[0]!['approvedBy']).toEqual([boss.id, other.id]);
  });

  it('is not sent on while an approver has left, until another one has approved', async () => {
    const leaver = await app.client('approver');
    const { id } = (await send(fileOf('LEFT', numbers(2), '5001'))).body;
    await approve(id, { by: leaver });
    await app.admin.call('DELETE', `/v1/api-clients/${leaver.id}`);
    await app.clock.pass({ seconds: 5 });
    await app.caughtUp();
    expect(await batch(id)).toMatchObject({ status: 'approved', waitsFor: 'APPROVAL', results: { waiting: 2 } });
    expect((await approve(id)).status).toBe(200);
    expect(await sentToTheEnd(id)).toMatchObject({ status: 'done', results: { successful: 2 } });
  });

  it('that is rejected is never sent, and says who rejected it', async () => {
    const { id } = (await send(fileOf('REJECTED', numbers(2)))).body;
    const rejected = await boss.post(`/v1/payout-batches/${id}/reject`, { reason: 'The list is of last month' });
    expect(rejected.body).toMatchObject({ status: 'rejected', rejectedBy: boss.id, results: { waiting: 0 } });
    expect((await approve(id)).body).toMatchObject({ code: 'BATCH_NOT_REQUESTED', batchStatus: 'rejected' });
    await app.clock.pass({ seconds: 3 });
    await app.caughtUp();
    expect(await payoutsOf(id)).toEqual([]);
  });

  it('leaves out a line whose record was taken meanwhile, and says by which payout', async () => {
    const { id } = (await send(fileOf('TAKEN', numbers(2)))).body;
    const other = await clerk.post(
      '/v1/payouts',
      { amount: '1', currency: 'RWF', payee: { msisdn: '0788123456' }, record: { type: 'other', id: 'TAKEN-2' } },
      { key: 'taken' },
    );
    await approve(id);
    expect(await sentToTheEnd(id)).toMatchObject({ status: 'done', results: { successful: 1, refused: 1 } });
    expect((await linesOf(id))[1]).toMatchObject({
      status: 'refused',
      payoutId: null,
      errors: [{ field: 'Record', message: expect.stringContaining(`RECORD_PAYOUT_IN_PROGRESS (${other.body.id})`) }],
    });
  });

  it('waits for the float, and goes on when it has come', async () => {
    const { id } = (await send(fileOf('FLOAT', numbers(2), '999999999999'), { by: clerk })).body;
    await approve(id);
    await approve(id, { by: await app.client('approver') });
    await app.clock.pass({ seconds: 3 });
    await app.caughtUp();
    expect(await batch(id)).toMatchObject({ status: 'approved', waitsFor: 'FLOAT', results: { waiting: 2 } });
    expect(await payoutsOf(id)).toEqual([]);
    app.sandbox.goesWrong({ fault: '503', on: 'account' });
    await app.clock.pass({ seconds: 2 });
    await app.caughtUp();
    expect(await batch(id)).toMatchObject({ waitsFor: 'PROVIDER' });
    app.sandbox.goesWrong();
  });

  it('with a payout in doubt is not done before a person has decided', async () => {
    const { id } = (await send(fileOf('DOUBT', ['250780000053', '0788123456'], '77'))).body;
    await approve(id);
    expect(await sentToTheEnd(id, 5)).toMatchObject({ status: 'sending', results: { underWay: 1, successful: 1 } });
    await app.clock.pass({ seconds: 65 });
    await app.caughtUp();
    expect(await batch(id)).toMatchObject({ status: 'sending', results: { uncertain: 1, successful: 1 } });
    const [doubtful] = (await clerk.get(`/v1/payouts?batchId=${id}&status=uncertain`)).body.data;
    const decision = { decision: 'paid', evidence: 'MTN told us', providerTransactionId: '1' };
    expect((await app.admin.post(`/v1/reviews/${String(doubtful!['reviewId'])}/resolve`, decision)).status).toBe(200);
    expect(await sentToTheEnd(id)).toMatchObject({ status: 'done', results: { successful: 2 } });
  });

  it.each([
    ['nothing in it', '', 422, 'BATCH_UNREADABLE'],
    ['a column missing', 'Record,Msisdn,Currency\nA,0788123456,RWF\n', 422, 'BATCH_UNREADABLE'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x0a]), 422, 'BATCH_UNREADABLE'],
    [
      'more than 20,000 lines',
      `${header}\n${`${lineOf('BIG', '0788123456')}\n`.repeat(20_100)}`,
      422,
      'BATCH_UNREADABLE',
    ],
    ['one line without an end', `${header}\n"${'x'.repeat(9_000_000)}`, 422, 'BATCH_UNREADABLE'],
  ])('with %s is refused', async (_, file, status, code) => {
    const refused = await send(file);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it('is text/csv, and only where files are taken', async () => {
    expect((await clerk.post('/v1/payout-batches', { a: 1 })).status).toBe(422);
    const elsewhere = await app.service.post('/v1/payments', 'a,b\n', {
      headers: { 'content-type': 'text/csv' },
      key: 'csv',
    });
    expect(elsewhere.status).toBe(415);
    expect(
      (await app.service.post('/v1/payout-batches', 'a,b\n', { headers: { 'content-type': 'text/csv' } })).status,
    ).toBe(403);
    expect((await send('a', { query: '?dryRun=yes' })).body.errors).toEqual([
      expect.objectContaining({ field: 'dryRun' }),
    ]);
  });

  it('leaves no number and no name in the log outside of sealed data', async () => {
    const { id } = (await send(`${header}\nSECRET-1,0788999888,Sealed Person,5000,RWF,Private words,kigali\n`)).body;
    await approve(id);
    await sentToTheEnd(id);
    const text = JSON.stringify((await eventsInTheLog()).map(({ data, metadata }) => [data, metadata]));
    expect(text).toContain('SECRET-1');
    for (const personal of ['788999888', 'Sealed Person', 'Private words']) expect(text).not.toContain(personal);
    expect(app.log.join('')).not.toContain('788999888');
  });

  it('keeps the data of a payee until it is over, and forgets it after that', async () => {
    const erase = () => app.admin.call('DELETE', '/v1/payers/0788777001', { body: { reason: 'Asked for in writing' } });
    const { id } = (await send(fileOf('ERASED', ['0788777001'], '901'))).body;
    expect((await erase()).body).toMatchObject({ code: 'PAYER_NOT_ERASABLE', payoutIds: [], batchIds: [id] });
    await approve(id);
    expect(await sentToTheEnd(id)).toMatchObject({ status: 'done' });
    const single = await clerk.post(
      '/v1/payouts',
      { amount: '1', currency: 'RWF', payee: { msisdn: '0788777001' }, record: { type: 'other', id: 'ERASED-X' } },
      { key: 'erased' },
    );
    expect((await erase()).body).toMatchObject({
      code: 'PAYER_NOT_ERASABLE',
      payoutIds: [single.body.id],
      batchIds: [],
    });
    await boss.post(`/v1/payouts/${single.body.id}/reject`, { reason: 'Not needed' });
    const exported = (await app.admin.get('/v1/payers/0788777001/data?limit=1')).body;
    const next = (await app.admin.get(`/v1/payers/0788777001/data?cursor=${String(exported.nextCursor)}`)).body;
    const payouts = [exported, next].flatMap((page) => page['payouts'] as readonly Body[]);
    expect(payouts.map((each) => each.id)).toEqual([(await payoutsOf(id))[0]!.id, single.body.id]);
    expect(payouts[0]!['timeline']).toMatchObject([
      { type: 'PayoutRequested', data: { payee: { msisdn: '+250788777001', name: 'Aline' } } },
      { type: 'PayoutApproved' },
      { type: 'PayoutSubmitted' },
      { type: 'PayoutSucceeded', data: { answer: expect.anything() } },
    ]);
    expect(next).toMatchObject({
      nextCursor: null,
      batchLines: [{ batchId: id, line: 2, row: expect.arrayContaining(['0788777001']) }],
    });
    expect((await erase()).status).toBe(202);
    await app.caughtUp();
    expect((await linesOf(id))[0]).toMatchObject({ row: null, status: 'successful' });
    expect((await payoutsOf(id))[0]).toMatchObject({
      payee: { msisdn: null, name: null, erased: true },
      amount: '901',
    });
  });

  it('that is not there is 404', async () => {
    for (const answer of [
      await clerk.get('/v1/payout-batches/bat_x'),
      await clerk.get('/v1/payout-batches/bat_x/lines'),
      await approve('bat_x'),
    ])
      expect([answer.status, answer.body.code]).toEqual([404, 'BATCH_NOT_FOUND']);
    expect((await clerk.get('/v1/payout-batches?limit=2')).body.data).toHaveLength(2);
  });
});
