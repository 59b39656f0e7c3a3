import { beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { readErasures } from '../../src/modules/payers/contract.js';
import { RepeatErasures } from '../../src/modules/payers/repeat-erasures.js';
import { Retention } from '../../src/modules/payers/retention.js';
import { rwf, type Body } from '../support/app.js';

import { app, command, erase, expectViewsAlike, list, msisdn, paid, reason, start } from '../support/erasure.js';

describe('the erasure of a payer', () => {
  beforeEach(() => start());

  it('leaves the money, the times and the receipt number, and nothing that names the payer', async () => {
    const paymentId = await paid(msisdn, { metadata: { note: 'for Aline' } });
    await app.service.post(`/v1/payments/${paymentId}/notes`, { text: 'Aline called' });
    const { number } = (await app.payment(paymentId))['receipt'] as Body;
    const answer = await erase();
    expect([answer.status, answer.body]).toEqual([202, { subject: expect.any(String), erasedAt: expect.any(String) }]);

    expect(await app.payment(paymentId, app.admin)).toMatchObject({
      status: 'successful',
      amount: '5000',
      paidAmount: '5000',
      payer: { msisdn: null, erased: true },
      description: null,
      metadata: {},
      receipt: { number },
    });
    const { body: receipt } = await app.admin.get(`/v1/receipts/${number}`);
    expect(receipt).toMatchObject({ number, amount: '5000', payer: { msisdn: null, erased: true } });
    expect((await app.admin.get(new URL(String(receipt['verifyUrl'])).pathname)).body).toMatchObject({ genuine: true });
    const { data: listed } = (await app.admin.get('/v1/payments')).body;
    expect(listed).toMatchObject([{ id: paymentId, payer: { msisdn: null, erased: true } }]);
    const timeline = await app.timeline(paymentId, app.admin);
    expect(timeline.find(({ type }) => type === 'NoteAdded')).toMatchObject({ data: { note: null } });
    expect((await app.admin.get('/v1/callbacks')).body.data).toMatchObject([{ body: null, sourceAddress: null }]);

    await app.stop();
    await expectViewsAlike();
    await app.startAgain();
    expect((await app.payment(paymentId))['payer']).toEqual({ msisdn: null, erased: true });
  });

  it('is on record with its reason, without any phone number, and without the number in a log, a metric or the list', async () => {
    await paid();
    const { subject, erasedAt } = (await erase(msisdn, 'The number is 078.000 0001; call +250 788 555 111')).body;
    const erasures = (await app.events.readStream(`payer-${String(subject)}`)).map(({ type, data, metadata }) => ({
      type,
      data,
      actor: metadata.actor.kind,
    }));
    expect(erasures).toEqual([
      {
        type: 'PayerErased',
        data: {
          subject,
          keyIds: [expect.any(String)],
          reason: 'The number is +25078*****01; call +25078*****11',
          cause: 'request',
          at: erasedAt,
        },
        actor: 'client',
      },
    ]);
    expect(readErasures(readFileSync(list(), 'utf8'))).toEqual({ erasures: [erasures[0]!.data], torn: [] });
    const metrics = await app.admin.get('/metrics');
    const traces = [...app.log, metrics.text, readFileSync(list(), 'utf8')].join('\n');
    expect(traces).toContain('/v1/payers/:msisdn');
    expect(traces).not.toMatch(/780000001|788555111/);
  });

  it('is refused while a payment is open, and names it', async () => {
    const { paymentId } = await app.request(msisdn, rwf(5_000));
    const refused = await erase();
    expect([refused.status, refused.body]).toMatchObject([
      409,
      {
        code: 'PAYER_NOT_ERASABLE',
        paymentIds: [paymentId],
        refundIds: [],
        payoutIds: [],
        batchIds: [],
        reviewIds: [],
      },
    ]);
    await app.caughtUp();
    expect((await app.payment(paymentId))['payer']).toEqual({ msisdn });
  });

  it('is refused while a review is open, and names it', async () => {
    const first = await paid(msisdn);
    const second = await paid(msisdn);
    const { reviewId } = await app.payment(second);
    expect(reviewId).not.toBeNull();
    expect((await erase()).body).toMatchObject({ code: 'PAYER_NOT_ERASABLE', paymentIds: [], reviewIds: [reviewId] });
    const evidence = 'Two permits';
    await app.admin.post(`/v1/reviews/${String(reviewId)}/resolve`, { decision: 'distinct', evidence });
    expect((await erase()).status).toBe(202);
    for (const id of [first, second]) expect((await app.payment(id))['payer']).toEqual({ msisdn: null, erased: true });
    expect((await app.admin.get(`/v1/reviews/${String(reviewId)}`)).body).toMatchObject({
      status: 'resolved',
      decision: 'distinct',
      evidence: { decidedOn: null },
    });
  });

  it('covers what the provider says later', async () => {
    const paymentId = await paid();
    await erase();
    await app.sandbox.says(paymentId, 'FAILED', 'APPROVAL_REJECTED');
    await app.caughtUp();
    const timeline = await app.timeline(paymentId, app.admin);
    expect(timeline.at(-1)).toMatchObject({ type: 'OutcomeContradicted', data: { answer: null, says: 'failed' } });
    const stored = await app.events.readStream(`payment-${paymentId}`);
    expect((stored.at(-1)!.data as Body)['answer']).toMatch(/^sealed\.[\w-]+\.[\w-]+\.erased$/);
    const { data: callbacks } = (await app.admin.get(`/v1/callbacks?paymentId=${paymentId}`)).body;
    expect(callbacks.map((callback) => callback['body'])).toEqual([null, null]);
    // The doubt is open, and there is nothing left to erase.
    expect((await erase()).status).toBe(202);
  });

  it('again changes nothing, and an unknown number is answered alike', async () => {
    const paymentId = await paid();
    const once = await erase();
    expect([(await erase()).body, (await erase('+250780000099')).body]).toEqual([
      once.body,
      { subject: expect.any(String), erasedAt: null },
    ]);
    expect(await app.events.readStream(`payer-${String(once.body['subject'])}`)).toHaveLength(1);
    expect((await app.payment(paymentId)).status).toBe('successful');
  });

  it('does not keep the payer from paying again, under a key that no earlier erasure touches', async () => {
    const before = await paid();
    await erase();
    const after = await paid();
    await app.restart();
    await app.gateway.app.get(RepeatErasures).finished;
    await app.caughtUp();
    expect((await app.payment(after))['payer']).toEqual({ msisdn });
    expect((await app.payment(before))['payer']).toEqual({ msisdn: null, erased: true });
    const { reviewId } = await app.payment(after);
    await app.admin.post(`/v1/reviews/${String(reviewId)}/resolve`, { decision: 'distinct', evidence: 'Two permits' });
    expect((await erase()).status).toBe(202);
    expect((await app.payment(after))['payer']).toEqual({ msisdn: null, erased: true });
    expect(readErasures(readFileSync(list(), 'utf8')).erasures).toHaveLength(2);
  });

  it('is for admins alone, wants a reason and a phone number', async () => {
    const support = await app.client('support', 'payer:read');
    for (const caller of [app.service, support]) {
      const { status } = await caller.call('DELETE', `/v1/payers/${msisdn}`, { body: { reason } });
      const read = await caller.get(`/v1/payers/${msisdn}/data`);
      const preview = await caller.get('/v1/retention?months=1');
      expect([status, read.status, preview.status]).toEqual([403, 403, 403]);
    }
    const missing = await app.admin.call('DELETE', `/v1/payers/${msisdn}`, { body: {} });
    expect(missing.body.errors.map(({ field }) => field)).toEqual(['reason']);
    expect((await erase('12')).body.errors.map(({ field }) => field)).toEqual(['msisdn']);
  });

  it('is asked for by the command, with the number on the standard input', async () => {
    const paymentId = await paid();
    expect(await command('erase', '--msisdn', '-', '--reason', reason)).toEqual({
      code: 0,
      said: [expect.stringMatching(/^erased at \d{4}-.*, as [\w-]{22}$/)],
    });
    expect((await app.payment(paymentId))['payer']).toEqual({ msisdn: null, erased: true });
    await app.request('+250780000002', rwf(5_000));
    const refused = await command('erase', '--msisdn', '+250780000002', '--reason', reason);
    expect([refused.code, refused.said[0]]).toEqual([
      2,
      expect.stringMatching(/^ishyura: PAYER_NOT_ERASABLE: .*\(paymentIds: pay_[0-9a-f]{32}\)$/),
    ]);
  });

  it('waits while its line cannot be written to the list, and destroys nothing before', async () => {
    const paymentId = await paid();
    rmSync(list());
    mkdirSync(list());
    const answer = await erase();
    expect([answer.status, answer.body.code]).toEqual([503, 'MAY_BE_RECORDED']);
    expect((await app.payment(paymentId))['payer']).toEqual({ msisdn });
    rmSync(list(), { recursive: true });
    await app.clock.pass({ seconds: 30 });
    expect((await app.payment(paymentId))['payer']).toEqual({ msisdn: null, erased: true });
    expect(readErasures(readFileSync(list(), 'utf8')).erasures).toHaveLength(1);
  });
});

describe('the export of what is kept about a payer', () => {
  beforeEach(() => start());

  it('shows payments, attempts, answers, callbacks, notes, receipts and reviews, by pages, each on record', async () => {
    const first = await paid(msisdn, { metadata: { note: 'for Aline' } });
    await app.service.post(`/v1/payments/${first}/notes`, { text: 'Aline called' });
    const second = await paid();
    await paid('+250780000002');

    const page = await app.admin.get(`/v1/payers/${msisdn}/data?limit=1`);
    expect(page.status).toBe(200);
    expect(page.body).toMatchObject({ payer: { msisdn }, requests: [{ type: 'PayerDataExported' }] });
    expect(page.body.data).toHaveLength(1);
    expect(page.body.data[0]).toMatchObject({
      payment: { id: first, payer: { msisdn }, metadata: { note: 'for Aline' }, attempts: [{ status: 'successful' }] },
      callbacks: [{ paymentId: first, raw: { body: expect.stringContaining('SUCCESSFUL') } }],
      receipt: { number: 'RCT-2026-000001', payer: { msisdn } },
      refunds: [],
      reviews: [],
    });
    const timeline = page.body.data[0]!['timeline'] as Body[];
    expect(timeline.find(({ type }) => type === 'NoteAdded')).toMatchObject({ data: { note: 'Aline called' } });

    const next = await app.admin.get(`/v1/payers/${msisdn}/data?limit=1&cursor=${String(page.body.nextCursor)}`);
    expect(next.body).toMatchObject({
      requests: [{ type: 'PayerDataExported' }, { type: 'PayerDataExported' }],
      data: [{ payment: { id: second }, reviews: [{ reason: 'DUPLICATE_SUSPECTED', paymentId: second }] }],
      nextCursor: null,
    });
    expect(JSON.stringify([page.body, next.body])).not.toMatch(/"sealed\.|780000002/);
  });

  it('of an erased payer shows the facts and nothing more, and of an unknown one nothing', async () => {
    await paid();
    await erase();
    const { body } = await app.admin.get(`/v1/payers/${msisdn}/data`);
    expect(body).toMatchObject({
      requests: [{ type: 'PayerDataExported' }, { type: 'PayerErased', reason }],
      data: [
        { payment: { payer: { msisdn: null, erased: true } }, callbacks: [{ raw: null }], receipt: { payer: null } },
      ],
    });
    expect((await app.admin.get('/v1/payers/0780000099/data')).body).toMatchObject({ data: [], nextCursor: null });
  });
});

describe('the retention', () => {
  beforeEach(() => start({ RETENTION_MONTHS: '12' }));

  it('erases who was not asked for longer and has nothing open; the dry run counts the same and erases nothing', async () => {
    const old = await paid();
    await paid('+250780000002');
    const open = await paid('+250780000002');
    const before = (await app.payment(old))['createdAt'];
    await app.stop();
    app.clock.jump(300 * dayMs);
    await app.startAgain();
    const young = await paid('+250780000003');
    await app.stop();
    app.clock.jump(100 * dayMs);
    await app.startAgain();
    await app.caughtUp();

    const preview = await app.admin.get('/v1/retention');
    expect(preview.body).toMatchObject({ months: 12, due: 1, kept: 1, oldest: before, complete: true });
    expect((await app.payment(old))['payer']).toEqual({ msisdn });
    expect((await app.admin.get('/v1/retention?months=1')).body).toMatchObject({ months: 1, due: 2, kept: 1 });
    expect(await command('retention', '--dry-run')).toEqual({
      code: 0,
      said: [
        expect.stringMatching(/^not asked since .*: 1 to be erased$/),
        'kept for an open payment, refund or review: 1',
        `the oldest was last asked at ${String(before)}`,
      ],
    });

    const retention = app.gateway.app.get(Retention);
    expect(await retention.run()).toMatchObject({ due: 1, kept: 1, complete: true });
    await app.caughtUp();
    expect(await retention.run()).toMatchObject({ due: 0, kept: 1, oldest: null, complete: true });
    expect((await app.payment(old))['payer']).toEqual({ msisdn: null, erased: true });
    for (const id of [open, young]) expect((await app.payment(id))['payer']).not.toHaveProperty('erased');
    expect(readErasures(readFileSync(list(), 'utf8')).erasures).toMatchObject([
      { cause: 'retention', reason: 'RETENTION_MONTHS 12' },
    ]);
  });
});

const dayMs = 86_400_000;
