import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { rwf, startApp, type App, type Body, type Caller } from '../support/app.js';
import { headerOf, MailServer, textOf, type ReceivedMail } from '../support/mail-server.js';
import { until } from '../support/until.js';

/** E-mail to payers and to the organisation’s people, over a real mail server. */
let app: App;
const server = new MailServer();
let finance: Caller;
let approver: Caller;
let payers = 0;

beforeAll(async () => {
  await server.start();
  app = await startApp({
    settings: {
      SMTP_URL: server.url,
      SMTP_FROM: 'One Stop Centre <pay@example.rw>',
      NOTICES_TO: 'operations@example.rw',
      PAYMENT_EXPIRY_SECONDS: '60',
    },
  });
  finance = await app.client('finance');
  approver = await app.client('approver');
});
afterEach(() => {
  server.refuses = null;
});
afterAll(async () => {
  await app.close();
  await server.stop();
});

const mailsTo = (address: string, count: number): Promise<readonly ReceivedMail[]> =>
  until(
    () => server.to(address),
    ({ length }) => length >= count,
  );
const metric = async (name: string): Promise<number> => {
  const { text } = await app.anonymous.get('/metrics');
  return Number(new RegExp(`^${name.replaceAll(/[{}]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);
};

/** To so many seconds after the next half hour. */
const toTheHalfHour = (seconds: number) =>
  app.clock.pass({ ms: (2 * 1_800_000 + seconds * 1_000 - (app.clock.now() % 1_800_000)) % 1_800_000 });

async function paid(email: string | null): Promise<string> {
  payers += 1;
  const payer = { msisdn: `+250788${String(200_000 + payers)}`, ...(email !== null && { email }) };
  const { paymentId } = await app.request(payer.msisdn, rwf(5_000), { payer });
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  return paymentId;
}

describe('a payer who gave an address', () => {
  it('gets the receipt with its document and its link, and the credit note of a refund, each once', async () => {
    const paymentId = await paid('a.uwase@example.rw');
    const [receipt] = await mailsTo('a.uwase@example.rw', 1);
    const shown = (await app.service.get(`/v1/payments/${paymentId}/receipt`)).body;
    expect(headerOf(receipt!, 'Message-ID')).toMatch(/^<ntc_[0-9a-f]{32}@example\.rw>$/);
    expect(headerOf(receipt!, 'Subject')).toContain(shown.number);
    const text = textOf(receipt!);
    expect(text).toContain(`One Stop Centre has received your payment of 5,000\u00a0RWF`);
    expect(text).toContain('yakiriye ubwishyu bwawe');
    expect(text).toContain('a reçu votre paiement');
    expect(text).toContain(shown['verifyUrl'] as string);
    expect(receipt!.text).toMatch(new RegExp(`filename="?${shown.number}\\.pdf`));
    expect(receipt!.text).toContain(Buffer.from('%PDF-1.7').toString('base64').slice(0, 8));

    const { body } = await finance.post(
      `/v1/payments/${paymentId}/refunds`,
      { reason: 'Refused.', amount: '2000' },
      { key: `key-${randomUUID()}` },
    );
    await approver.post(`/v1/refunds/${body.id}/approve`);
    await app.caughtUp();
    const [, note] = await mailsTo('a.uwase@example.rw', 2);
    expect(headerOf(note!, 'Subject')).toContain('CRN-2026-000001');
    expect(textOf(note!)).toContain(
      `2,000\u00a0RWF of your payment to One Stop Centre was refunded (receipt ${shown.number})`,
    );
    await app.clock.pass({ minutes: 1 });
    expect(server.to('a.uwase@example.rw')).toHaveLength(2);
  });

  it('is shown the address; others see it masked, and no log, list or event holds it whole', async () => {
    const paymentId = await paid('b.mugisha@example.rw');
    await mailsTo('b.mugisha@example.rw', 1);
    const payerSeenBy = async (by: Caller) => (await app.payment(paymentId, by))['payer'];
    expect(await payerSeenBy(app.service)).toMatchObject({ email: 'b.mugisha@example.rw' });
    expect(await payerSeenBy(finance)).toMatchObject({ email: 'b*****@example.rw' });
    const auditor = await app.client('auditor');
    const timeline = JSON.stringify(await app.timeline(paymentId, auditor));
    expect(timeline).toContain('b*****@example.rw');
    const events = await app.events.readAll(0n, 1_000);
    for (const text of [timeline, app.log.join(''), JSON.stringify(events.events.map(({ data }) => data))])
      expect(text).not.toContain('b.mugisha');
    const msisdn = ((await payerSeenBy(app.service)) as { msisdn: string }).msisdn;
    const exported = (await app.admin.get(`/v1/payers/${msisdn}/data`)).body;
    expect(exported.data[0]).toMatchObject({ payment: { payer: { msisdn, email: 'b.mugisha@example.rw' } } });
  });

  it.each(['b.mugisha', 'b@example.rw\r\nBcc: c@example.rw', 'B <b@example.rw>', '', 7])(
    'gives one that a mail server takes: not %j',
    async (email) => {
      const ask = app.ask('+250788123999', rwf(5_000), { payer: { msisdn: '+250788123999', email } });
      const answer = await app.service.post('/v1/payments', ask, { key: `key-${randomUUID()}` });
      expect([answer.status, answer.body.errors[0]?.field]).toEqual([400, 'payer.email']);
    },
  );

  it('waits for nothing while the mail server is down, and gets the receipt when it is back', async () => {
    await server.stop();
    const paymentId = await paid('c.keza@example.rw');
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful' });
    await until(
      async () => (await app.anonymous.get('/health/ready')).body['details'] as Record<string, Body>,
      ({ notices }) => String(notices!['lastFault']).includes('ECONNREFUSED'),
    );
    await app.clock.pass({ seconds: 3 });
    expect(await metric('ishyura_notice_oldest_unsent_seconds')).toBe(3);
    await server.start();
    await app.clock.pass({ seconds: 3 });
    await mailsTo('c.keza@example.rw', 1);
    await until(
      () => metric('ishyura_notice_oldest_unsent_seconds'),
      (age) => age === 0,
    );
  });

  it('is asked for again after 4xx, and not after 5xx', async () => {
    server.refuses = 451;
    const before = server.asked;
    await paid('d.first@example.rw');
    await until(
      () => server.asked,
      (asked) => asked === before + 1,
    );
    server.refuses = null;
    await app.clock.pass({ seconds: 6 });
    await mailsTo('d.first@example.rw', 1);

    server.refuses = 550;
    const then = server.asked;
    await paid('d.second@example.rw');
    await until(
      () => server.asked,
      (asked) => asked === then + 1,
    );
    await until(
      () => metric('ishyura_notice_oldest_unsent_seconds'),
      (age) => age === 0,
    );
    expect(server.to('d.second@example.rw')).toEqual([]);
  });

  it('gets nothing once the data was erased, also where the mail was waiting', async () => {
    server.refuses = 451;
    const before = server.asked;
    const paymentId = await paid('e.ganza@example.rw');
    await until(
      () => server.asked,
      (asked) => asked === before + 1,
    );
    const { msisdn } = (await app.payment(paymentId))['payer'] as { msisdn: string };
    const erased = await app.admin.call('DELETE', `/v1/payers/${msisdn}`, { body: { reason: 'asked' } });
    expect(erased.status).toBe(202);
    server.refuses = null;
    await app.clock.pass({ minutes: 1 });
    await until(
      () => metric('ishyura_notice_oldest_unsent_seconds'),
      (age) => age === 0,
    );
    expect(server.to('e.ganza@example.rw')).toEqual([]);
    expect(await app.payment(paymentId)).toMatchObject({ payer: { msisdn: null, erased: true } });
  });
});

describe('the people of the organisation', () => {
  it('learn by one message that reviews wait, and of none that was decided before it was sent', async () => {
    app.tickSeconds = 10;
    await toTheHalfHour(-150);
    const before = server.to('operations@example.rw').length;
    for (const [index, msisdn] of ['+250788300001', '+250788300002'].entries())
      await app.request(msisdn, rwf(700 + index));
    await app.caughtUp();
    // They are uncertain after a minute, and the message counts them at the half hour.
    await app.clock.pass({ seconds: 155 });
    const mails = await mailsTo('operations@example.rw', before + 1);
    expect(headerOf(mails.at(-1)!, 'Subject')).toBe('2 reviews wait for a decision');

    const open = (await app.admin.get('/v1/reviews?status=open')).body.data;
    for (const review of open) {
      const resolved = await app.admin.post(`/v1/reviews/${review.id}/resolve`, {
        decision: 'not-paid',
        evidence: 'MTN says so.',
        force: true,
      });
      expect(resolved.status).toBe(200);
    }
    await toTheHalfHour(-150);
    await app.request('+250788300003', rwf(900));
    await app.clock.pass({ seconds: 80 });
    const [last] = (await app.admin.get('/v1/reviews?status=open')).body.data;
    await app.admin.post(`/v1/reviews/${last!.id}/resolve`, { decision: 'not-paid', evidence: 'So.', force: true });
    await app.clock.pass({ seconds: 80 });
    await until(
      () => metric('ishyura_notice_oldest_unsent_seconds'),
      (age) => age === 0,
    );
    expect(server.to('operations@example.rw')).toHaveLength(before + 1);
  });

  it('learn that the float does not cover what is approved; health and metrics say both, and refuse nothing for it', async () => {
    const file = 'Record,Msisdn,Name,Amount,Currency,Description\nFLOAT-1,0788123456,Aline,2000000000,RWF,May\n';
    const batch = await finance.post('/v1/payout-batches', file, { headers: { 'content-type': 'text/csv' } });
    await approver.post(`/v1/payout-batches/${batch.body.id}/approve`);
    const before = server.to('operations@example.rw').length;
    await app.clock.pass({ minutes: 6 });
    const mails = await mailsTo('operations@example.rw', before + 1);
    expect(headerOf(mails.at(-1)!, 'Subject')).toBe('MTN MoMo: the float is below what is approved to go out');
    const { status, body } = await app.anonymous.get('/health/ready');
    const { float } = body['details'] as Record<string, { providers: readonly Record<string, unknown>[] }>;
    expect(status).toBe(200);
    expect(float!.providers[0]).toMatchObject({
      provider: 'mtn-momo',
      balance: { currency: 'RWF' },
      approved: [{ amount: '2000000000', currency: 'RWF' }],
      lowSince: expect.any(String),
    });
    const sums = '{provider="mtn-momo",currency="RWF"}';
    expect(await metric(`ishyura_approved_outgoing_amount${sums}`)).toBe(2_000_000_000);
    expect(await metric(`ishyura_float_amount${sums}`)).toBeLessThan(2_000_000_000);
  });

  it('get the link that lets them in, once for each link', async () => {
    const invited = await app.admin.post('/v1/users', {
      email: 'g.umutesi@example.rw',
      name: 'Grace Umutesi',
      roles: ['support'],
      language: 'rw',
    });
    expect(invited.status).toBe(201);
    const [mail] = await mailsTo('g.umutesi@example.rw', 1);
    expect(textOf(mail!)).toContain(invited.body['inviteUrl'] as string);
    expect(headerOf(mail!, 'Subject')).toContain('uko winjira');
    const token = String(invited.body['inviteUrl']).split('/').at(-1)!;
    expect(app.log.join('')).not.toContain(token);
    await app.clock.pass({ minutes: 1 });
    expect(server.to('g.umutesi@example.rw')).toHaveLength(1);
  });
});
