import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { run } from '../../src/cli/run.js';
import { Payments } from '../../src/modules/payments/contract.js';
import { rwf, startApp, type App, type Caller } from '../support/app.js';
import { logoPng } from '../support/documents.js';
import { rwf as money } from '../support/specify-payment.js';
import { anyOrigin } from '../support/specify.js';

const msisdn = '+250780000001';
const html = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };

let app: App;
let finance: Caller;
let directory: string;
let paymentId: string;
let number: string;
let receipt: Record<string, unknown>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-receipts-'));
  writeFileSync(join(directory, 'logo.png'), logoPng());
  app = await startApp({
    settings: { ORGANISATION_LOGO: join(directory, 'logo.png'), ERASURES_FILE: join(directory, 'erasures.jsonl') },
  });
  finance = await app.client('finance');
  ({ paymentId } = await app.request(msisdn, rwf(5_000), { description: 'Building permit fee' }));
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  receipt = (await app.service.get(`/v1/payments/${paymentId}/receipt`)).body;
  number = receipt['number'] as string;
});
afterAll(async () => {
  await app.close();
  rmSync(directory, { recursive: true });
});

/** Its bytes; the callers of the journeys read texts. */
async function pdf(path: string, accept = '*/*'): Promise<Buffer> {
  const answer = await request(app.url + path, { headers: { authorization: `Bearer ${finance.key!}`, accept } });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
  return Buffer.from(await answer.body.arrayBuffer());
}
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const publicPath = (of = receipt) => new URL(of['verifyUrl'] as string).pathname;

async function refund(refundId: string, amount: number): Promise<void> {
  const payments = app.gateway.app.get(Payments);
  await payments.send('ReserveRefund', { paymentId, refundId, amount: money(amount) }, anyOrigin);
  await payments.send('CompleteRefund', { paymentId, refundId }, anyOrigin);
  await app.caughtUp();
}

async function ishyura(...args: string[]): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const code = await run(args, { print: say, complain: say } as never);
  return { code, said: said.join('\n') };
}

describe('a receipt', () => {
  it('is JSON, a page or a PDF, as the caller asks', async () => {
    const byNumber = `/v1/receipts/${number}`;
    expect((await app.service.get(byNumber)).body).toEqual(receipt);
    expect((await app.service.get(byNumber, { accept: 'application/json;q=0.5, */*;q=0.1' })).body).toEqual(receipt);
    for (const path of [byNumber, `/v1/payments/${paymentId}/receipt`]) {
      const page = await app.service.get(path, html);
      expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.text).toContain('Five thousand Rwandan francs');
      expect(page.text).toContain('+25078*****01');
      expect(page.text).not.toContain(msisdn);
      expect((await app.service.get(`${path}.html?lang=rw`)).text).toContain('ibihumbi bitanu');
      expect((await app.service.get(path, { ...html, 'accept-language': 'de, fr-CA;q=0.8' })).text).toContain(
        'Cinq mille',
      );
      const bytes = await pdf(`${path}.pdf`);
      expect(bytes.subarray(0, 8).toString()).toBe('%PDF-1.7');
      expect(hash(await pdf(path, 'application/pdf'))).toBe(hash(bytes));
      const refused = await app.service.get(path, { accept: 'image/png' });
      expect([refused.status, refused.body.code]).toEqual([406, 'NOT_ACCEPTABLE']);
    }
    const roll = (await pdf(`${byNumber}.pdf?paper=roll80&lang=fr`)).toString('latin1');
    expect(roll).toContain('/Lang (fr)');
    expect(roll).toContain('/Subtype /Image');
  });

  it('is refused in a language or on a paper that there is not', async () => {
    for (const query of ['lang=de', 'paper=a5', 'lang=', 'lang=en&lang=rw', 'size=a4']) {
      const { status, body } = await app.service.get(`/v1/receipts/${number}.pdf?${query}`);
      expect([query, status, body.code]).toEqual([query, 400, 'INVALID_REQUEST']);
    }
  });

  it('of another client does not exist, in any form', async () => {
    const stranger = await app.client('service');
    for (const ending of ['', '.pdf', '.html'])
      expect((await stranger.get(`/v1/receipts/${number}${ending}`)).body.code).toBe('RECEIPT_NOT_FOUND');
    for (const ending of ['.pdf', '.html'])
      expect((await stranger.get(`/v1/payments/${paymentId}/receipt${ending}`)).body.code).toBe('PAYMENT_NOT_FOUND');
  });
});

describe('the public page of a receipt', () => {
  it('says to people in their language that it is genuine, and to programs as JSON', async () => {
    const page = await app.anonymous.get(publicPath(), { ...html, 'accept-language': 'rw' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Iyi nyemezabwishyu ni umwimerere');
    expect((await app.anonymous.get(`${publicPath()}?lang=fr&utm=x`, html)).text).toContain('Ce reçu est authentique');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:/,
    );
    expect(page.text).not.toContain('+25078');
    expect((await app.anonymous.get(publicPath())).body).toEqual({
      genuine: true,
      number,
      amount: '5000',
      currency: 'RWF',
      issuedAt: receipt['issuedAt'],
      status: 'paid',
    });
  });

  it('says that there is no such receipt where number or signature is another one', async () => {
    for (const path of [
      `${publicPath().slice(0, -1)}${publicPath().endsWith('A') ? 'B' : 'A'}`,
      publicPath().replace(number, 'RCT-2026-000002'),
      publicPath().replace('RCT', 'CRN'),
      '/r/x/y',
    ]) {
      const page = await app.anonymous.get(`${path}?lang=en`, html);
      expect([page.status, page.text.includes('There is no such receipt')]).toEqual([404, true]);
      const problem = await app.anonymous.get(path);
      expect([problem.status, problem.body]).toMatchObject([404, { code: 'RECEIPT_NOT_FOUND', genuine: false }]);
    }
  });
});

describe('the QR code of a receipt', () => {
  it('is checked offline, with the public key alone', async () => {
    const { publicKey } = (await app.anonymous.get('/v1/seals/key')).body as unknown as { publicKey: string };
    const qr = receipt['qr'] as string;
    expect(qr.startsWith(`${receipt['verifyUrl'] as string}#1~5000~RWF~`)).toBe(true);
    const genuine = await ishyura('check-receipt', qr, '--key', publicKey);
    expect([genuine.code, genuine.said]).toEqual([0, expect.stringContaining(`${number} is genuine: 5000 RWF`)]);
    expect((await ishyura('check-receipt', qr.replace('~5000~', '~50000~'), '--key', publicKey)).code).toBe(1);
    const [qrFile, keysFile] = [join(directory, 'qr.txt'), join(directory, 'keys.json')];
    writeFileSync(qrFile, `${qr}\n`);
    writeFileSync(keysFile, (await app.anonymous.get('/v1/seals/key')).text);
    const verdict = await ishyura('check-receipt', qrFile, '--key', keysFile, '--json');
    expect(JSON.parse(verdict.said)).toMatchObject({ ok: true, facts: { number, amount: '5000' } });
    for (const args of [[], [qr], [qr, '--key', 'short'], [join(directory, 'none'), '--key', publicKey]])
      expect((await ishyura('check-receipt', ...args)).code).toBe(2);
  });
});

describe('the EBM number of a receipt', () => {
  const path = () => `/v1/receipts/${number}/ebm`;

  it('is added once, by finance, and stays', async () => {
    for (const ebmNumber of ['', ' ', '-7', 'a\nb', 'x'.repeat(65), 7, null, ['a']])
      expect((await finance.post(path(), { ebmNumber })).body.code).toBe('INVALID_REQUEST');
    expect((await app.service.post(path(), { ebmNumber: 'SDC1/7 NS' })).status).toBe(403);
    const paper = hash(await pdf(`/v1/receipts/${number}.pdf`));
    const fifty = await Promise.all(
      Array.from({ length: 50 }, (_, index) => finance.post(path(), { ebmNumber: `SDC1/${index % 2} NS` })),
    );
    const [kept] = fifty.filter(({ status }) => status === 200);
    expect(fifty.map(({ status }) => status).sort()).toEqual([...Array(25).fill(200), ...Array(25).fill(409)]);
    const { ebmNumber } = kept!.body;
    for (const { status, body } of fifty)
      expect([status, body['ebmNumber'], body.code]).toEqual([
        status,
        ebmNumber,
        status === 200 ? undefined : 'EBM_NUMBER_KNOWN',
      ]);
    expect((await app.service.get(`/v1/receipts/${number}`)).body).toEqual({ ...receipt, ebmNumber });
    expect((await app.anonymous.get(`${publicPath()}?lang=en`, html)).text).toContain(ebmNumber as string);
    expect(hash(await pdf(`/v1/receipts/${number}.pdf`))).toBe(paper);
    expect((await finance.post('/v1/receipts/RCT-2026-000099/ebm', { ebmNumber: 'SDC1/7' })).body.code).toBe(
      'RECEIPT_NOT_FOUND',
    );
  });
});

describe('a refund', () => {
  it('makes a credit note; the page says so, and the paper of the receipt keeps its bytes', async () => {
    const paper = hash(await pdf(`/v1/receipts/${number}.pdf`));
    await refund('ref_1', 2_000);
    const { body } = await app.service.get(`/v1/receipts/${number}`);
    expect(body).toMatchObject({
      status: 'partly-refunded',
      refundedAmount: '2000',
      creditNotes: [{ number: 'CRN-2026-000001', url: '/v1/credit-notes/CRN-2026-000001' }],
    });
    expect((await app.anonymous.get(publicPath())).body).toMatchObject({ genuine: true, status: 'partly-refunded' });
    const { body: note } = await app.service.get('/v1/credit-notes/CRN-2026-000001');
    expect(note).toMatchObject({
      refundId: 'ref_1',
      receipt: number,
      paymentId,
      amount: '2000',
      record: receipt['record'],
    });
    expect((await app.anonymous.get(publicPath(note))).body).toMatchObject({
      genuine: true,
      number: note.number,
      amount: '2000',
      status: 'refunded',
    });
    expect((await app.anonymous.get(`${publicPath(note)}?lang=fr`, html)).text).toContain(
      'Cette note de crédit est authentique',
    );
    expect((await app.service.get('/v1/credit-notes/CRN-2026-000001.html?lang=en')).text).toContain(
      'Two thousand Rwandan francs',
    );
    expect((await pdf('/v1/credit-notes/CRN-2026-000001.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    const stranger = await app.client('service');
    expect((await stranger.get('/v1/credit-notes/CRN-2026-000001')).body.code).toBe('CREDIT_NOTE_NOT_FOUND');
    const { publicKey } = (await app.anonymous.get('/v1/seals/key')).body as unknown as { publicKey: string };
    expect((await ishyura('check-receipt', note['qr'] as string, '--key', publicKey)).code).toBe(0);

    await refund('ref_2', 3_000);
    expect((await app.service.get(`/v1/receipts/${number}`)).body).toMatchObject({
      status: 'refunded',
      refundedAmount: '5000',
      creditNotes: [{ number: 'CRN-2026-000001' }, { number: 'CRN-2026-000002' }],
    });
    expect((await app.anonymous.get(publicPath(), html)).text).toContain('class="banner back"');
    expect(hash(await pdf(`/v1/receipts/${number}.pdf`))).toBe(paper);
  });

  it('and the EBM number are told in the history of the payment', async () => {
    const { body } = await app.admin.get(`/v1/audit/payments/${paymentId}`);
    const sentences = (body['events'] as { sentence: string }[]).map(({ sentence }) => sentence);
    expect(sentences.filter((sentence) => /EBM|redit note/.test(sentence))).toEqual([
      expect.stringMatching(/^finance \(cli_\w+\) added the EBM number SDC1\/\d NS to receipt RCT-2026-000001$/),
      'Credit note CRN-2026-000001 over 2,000 RWF was issued to receipt RCT-2026-000001',
      'Credit note CRN-2026-000002 over 3,000 RWF was issued to receipt RCT-2026-000001',
    ]);
  });
});

describe('the documents of a payer whose data is erased', () => {
  it('stay, and say that it is erased', async () => {
    const { body } = await app.admin.get(`/v1/payers/${msisdn}/data`);
    expect((body.data[0]!['creditNotes'] as unknown[]).length).toBe(2);
    expect((await app.admin.call('DELETE', `/v1/payers/${msisdn}`, { body: { reason: 'asked for' } })).status).toBe(
      202,
    );
    await app.caughtUp();
    for (const path of [`/v1/receipts/${number}`, '/v1/credit-notes/CRN-2026-000001']) {
      expect((await app.service.get(path)).body['payer']).toEqual({ msisdn: null, erased: true });
      const { text } = await app.service.get(`${path}.html?lang=en`);
      expect(text).toContain('Personal data erased');
      expect(text).not.toContain('+25078');
      expect(text).not.toContain('Building permit fee');
      expect((await pdf(`${path}.pdf`)).length).toBeGreaterThan(10_000);
    }
    expect((await app.anonymous.get(publicPath())).body).toMatchObject({ genuine: true });
  });
});
