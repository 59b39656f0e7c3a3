import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { request as httpRequest } from 'undici';
import { readSettings } from '../../src/app/settings.js';
import { run } from '../../src/cli/run.js';
import { MongoDocumentStore } from '../../src/adapters/mongodb/document-store.js';
import { SqliteDocumentStore } from '../../src/adapters/sqlite/document-store.js';
import { views } from '../../src/app/collections.js';
import type { DocumentStore } from '../../src/kernel/ports/document-store.js';
import { paymentView } from '../../src/modules/payments/payment.view.js';
import { rwf, startApp, type App, type Caller } from '../support/app.js';

interface RefusedShown {
  readonly actor: { readonly kind: string; readonly id: string };
  readonly data: {
    readonly clientId: string;
    readonly route: string;
    readonly code?: string;
    readonly resourceId?: string | null;
  };
}

describe('the audit of a payment', () => {
  let app: App;
  let directory: string;
  let auditor: Caller;
  let support: Caller;
  let paymentId: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ishyura-audit-'));
    app = await startApp({ directory, settings: { SEAL_FILE: join(directory, 'heads') } });
    auditor = await app.client('auditor');
    support = await app.client('support');
    ({ paymentId } = await app.request('0788123456', rwf(5_000), { record: { type: 'invoice', id: 'INV-1001' } }));
    await app.caughtUp();
    await app.clock.pass({ seconds: 6 });
    await app.service.post(`/v1/payments/${paymentId}/notes`, { text: 'The payer called from 0788123456' });
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    await app.clock.pass({ seconds: 10 });
    await app.caughtUp();
  });
  afterAll(async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  });

  const ishyura = async (...args: string[]) => {
    const said: string[] = [];
    const terminal = {
      print: (line: string) => said.push(line),
      complain: (line: string) => said.push(line),
      input: new PassThrough(),
      output: new PassThrough(),
    };
    const settings = () => readSettings({ DATA_DIR: directory, ...app.ofStores });
    return { code: await run(args, terminal, settings), said };
  };

  it('is told in sentences, in the time of Kigali', async () => {
    const { body } = await auditor.get(`/v1/audit/payments/${paymentId}`);
    const told = (body['events'] as { time: string; sentence: string }[]).map(
      ({ time, sentence }) => `${time} ${sentence}`,
    );
    expect(told).toEqual([
      '14:00:00 Attempt 1 took the record: no other request for it is accepted meanwhile',
      `14:00:00 service (${app.service.id}) asked for 5,000 RWF for invoice INV-1001 through MTN`,
      '14:00:00 MTN took the request in',
      '14:00:05 MTN said PENDING (status check 1)',
      `14:00:06 service (${app.service.id}) wrote a note`,
      '14:00:06 MTN called back: a reason to ask for the status',
      expect.stringMatching(/^14:00:06 MTN said SUCCESSFUL, transaction \d+ \(status check 2\)$/),
      '14:00:06 Receipt RCT-2026-000001 over 5,000 RWF was issued',
    ]);
    expect(body['payment']).toMatchObject({ id: paymentId, status: 'successful', payer: { msisdn: '+25078*****56' } });
    expect(body['receipt']).toEqual({ number: 'RCT-2026-000001', issuedAt: '2026-11-22T12:00:06.000Z' });
  });

  it('shows it as it stood at any moment', async () => {
    const at = async (time: string) =>
      (await auditor.get(`/v1/audit/payments/${paymentId}?at=2026-11-22T12:00:${time}Z`)).body;
    expect(await at('00')).toMatchObject({
      payment: { status: 'submitted', providerTransactionId: null },
      receipt: null,
    });
    expect(await at('05.500')).toMatchObject({ payment: { status: 'pending' }, receipt: null });
    expect(await at('06')).toMatchObject({ payment: { status: 'successful' }, receipt: { number: 'RCT-2026-000001' } });
    expect((await auditor.get(`/v1/audit/payments/${paymentId}?at=2026-11-22T11:59:59Z`)).body.code).toBe(
      'PAYMENT_NOT_FOUND',
    );
    expect((await app.service.get(`/v1/audit/payments/${paymentId}`)).status).toBe(403);
  });

  it('lists every event by stream, actor, type and time', async () => {
    const list = async (query: string) =>
      (await auditor.get(`/v1/audit/events?${query}`)).body.data.map(({ type }) => type);
    expect(await list(`stream=payment-${paymentId}`)).toEqual([
      'PaymentSucceeded',
      'NoteAdded',
      'PaymentPending',
      'PaymentSubmitted',
      'PaymentCreated',
    ]);
    expect(await list(`actor=${app.service.id}`)).toEqual([
      'NoteAdded',
      'PaymentCreated',
      'RecordClaimed',
      'ApiKeyUsed',
    ]);
    expect(await list('type=ReceiptIssued')).toEqual(['ReceiptIssued']);
    expect(await list('type=SealMade&from=2026-11-22T12:00:09Z')).toEqual(['SealMade']);
    expect(await list('from=2026-11-22T12:00:05Z&to=2026-11-22T12:00:06Z')).toEqual(['PaymentPending']);
    const [created] = (await auditor.get('/v1/audit/events?type=PaymentCreated')).body.data;
    expect(created).toMatchObject({
      stream: `payment-${paymentId}`,
      revision: 0,
      actor: { kind: 'client', id: app.service.id, name: 'service' },
      causationId: null,
      data: { payer: { msisdn: '+25078*****56' } },
    });
    expect((await auditor.get('/v1/audit/events?type=ClientRegistered')).text).not.toContain('keyHash');
    const first = await auditor.get('/v1/audit/events?limit=2');
    const second = await auditor.get(`/v1/audit/events?limit=2&cursor=${first.body.nextCursor}`);
    const positions = [...first.body.data, ...second.body.data].map((event) => Number(event['position']));
    expect(positions).toEqual(positions.toSorted((one, other) => other - one));
  });

  it('verifies, and gives seals and their key without an API key', async () => {
    const { body: verdict } = await auditor.get('/v1/audit/verify');
    expect(verdict).toMatchObject({ ok: true, firstBroken: null });
    const { body: seals } = await app.anonymous.get('/v1/seals');
    expect(seals.data.at(-1)!['hash']).toBe(verdict['head']);
    expect(seals.data.map((seal) => seal['number'])).toEqual(seals.data.map((_, index) => index + 1));
    expect((await app.anonymous.get(`/v1/seals?from=${seals.data.length}`)).body.data).toHaveLength(1);
    const { body: key } = await app.anonymous.get('/v1/seals/key');
    expect(key).toMatchObject({ algorithm: 'Ed25519', keyId: seals.data[0]!['keyId'], keys: [{ number: 0 }] });
    expect(await ishyura('verify', '--against', join(directory, 'heads'))).toMatchObject({ code: 0 });
  });

  it('is replayed by the command, alone and in totals', async () => {
    const alone = await ishyura('replay', '--payment', paymentId, '--at', '2026-11-22T12:00:05Z');
    expect(alone).toEqual({
      code: 0,
      said: [
        `${paymentId} at 2026-11-22T12:00:05.000Z: pending`,
        '5000 RWF for invoice INV-1001, payer +25078*****56',
        'no receipt',
        '\n2026-11-22 (Africa/Kigali)',
        '  14:00:00 Attempt 1 took the record: no other request for it is accepted meanwhile',
        `  14:00:00 service (${app.service.id}) asked for 5,000 RWF for invoice INV-1001 through MTN`,
        '  14:00:00 MTN took the request in',
        '  14:00:05 MTN said PENDING (status check 1)',
      ],
    });
    const totals = async (at: string) =>
      JSON.parse((await ishyura('replay', '--all', '--at', at, '--json')).said[0]!) as object;
    expect(await totals('2026-11-22T12:00:05Z')).toEqual({
      at: '2026-11-22T12:00:05.000Z',
      payments: 1,
      byStatus: [{ status: 'pending', currency: 'RWF', count: 1, amount: '5000' }],
    });
    expect(await totals('2026-11-22T13:00:00Z')).toMatchObject({
      byStatus: [{ status: 'successful', currency: 'RWF', count: 1, amount: '5000' }],
    });
    expect(await totals('2026-11-22T11:00:00Z')).toMatchObject({ payments: 0, byStatus: [] });
  });

  const pack = async (by: Caller): Promise<Uint8Array> => {
    const answer = await httpRequest(`${app.url}/v1/payments/${paymentId}/evidence`, {
      headers: { authorization: `Bearer ${by.key}` },
    });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip']);
    return new Uint8Array(await answer.body.arrayBuffer());
  };
  const checked = async (zip: Uint8Array, ...options: string[]) => {
    const file = join(directory, 'pack.zip');
    writeFileSync(file, zip);
    const { code, said } = await ishyura('check-evidence', file, '--json', ...options);
    return { code, ...(JSON.parse(said[0]!) as { ok: boolean; faults: { file: string; what: string }[] }) };
  };
  const publicKey = async () => String((await app.anonymous.get('/v1/seals/key')).body['publicKey']);

  it('fits in one file that is checked with the public key alone', async () => {
    const zip = await pack(support);
    expect(await checked(zip, '--key', await publicKey())).toMatchObject({
      code: 0,
      ok: true,
      paymentId,
      events: 8,
      sealedEvents: 8,
      faults: [],
    });
    const files = Object.fromEntries(
      Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
    );
    expect(Object.keys(files)).toEqual([
      'index.html',
      'payment.json',
      'events.json',
      'exchanges.json',
      'callbacks.json',
      'refunds.json',
      'notes.json',
      'reviews.json',
      'receipt.json',
      'log/events.jsonl',
      'log/seals.jsonl',
      'log/keys.json',
      'manifest.json',
      'manifest.sig',
    ]);
    expect(files['index.html']).toContain('Receipt RCT-2026-000001 over 5,000 RWF was issued');
    expect(JSON.parse(files['notes.json']!)).toMatchObject([{ text: 'The payer called from +25078*****56' }]);
    expect(JSON.parse(files['exchanges.json']!)).toHaveLength(3);
    expect(JSON.parse(files['callbacks.json']!)).toHaveLength(1);
    expect(JSON.parse(files['receipt.json']!)).toMatchObject({ number: 'RCT-2026-000001' });
    // Also in the bytes of the log, where it is encrypted.
    expect(Object.values(files).join('')).not.toContain('788123456');
    expect((await app.service.get(`/v1/payments/${paymentId}/evidence`)).status).toBe(403);
    expect((await auditor.get('/v1/payments/pay_00/evidence')).body.code).toBe('PAYMENT_NOT_FOUND');
  });

  it('is refused when anything in the file was tampered with, file by file', async () => {
    const zip = await pack(auditor);
    const key = await publicKey();
    const tampered = async (change: (files: Record<string, Uint8Array>) => void) => {
      const files = unzipSync(zip);
      change(files);
      const { code, faults } = await checked(zipSync(files), '--key', key);
      expect(code).toBe(1);
      return faults.map(({ file, what }) => `${file}: ${what}`);
    };
    const replaced = (bytes: Uint8Array, from: string, to: string) =>
      strToU8(Buffer.from(bytes).toString().replace(from, to));
    for (const name of Object.keys(unzipSync(zip)).filter((each) => !each.startsWith('manifest'))) {
      expect(await tampered((files) => (files[name] = strToU8(' ')))).toContain(`${name}: it is not what was packed`);
      expect(await tampered((files) => delete files[name])).toContain(`${name}: it is missing`);
    }
    expect(await tampered((files) => (files['more.txt'] = strToU8('more')))).toEqual([
      'more.txt: it does not belong to the pack',
    ]);
    expect(
      await tampered((files) => (files['manifest.json'] = replaced(files['manifest.json']!, paymentId, 'pay_other'))),
    ).toEqual(['manifest.json: it is not what was signed']);
    expect(await tampered((files) => delete files['manifest.sig'])).toEqual(['manifest.sig: it is missing']);
    expect(
      await tampered((files) => (files['log/events.jsonl'] = replaced(files['log/events.jsonl']!, '5000', '9000'))),
    ).toEqual(['log/events.jsonl: it is not what was packed', 'log/events.jsonl: event 1 is not the one in seal 1']);
    expect((await checked(strToU8('no zip'), '--key', key)).faults[0]!.what).toMatch(/no evidence pack/);
    const other = 'A'.repeat(43);
    expect((await checked(zip, '--key', other)).faults.map(({ file }) => file)).toEqual([
      'manifest.json',
      'manifest.json',
    ]);
  });

  it('lists starts with their settings, evidence packs and refused requests, each with who it was', async () => {
    const newest = async (type: string) => (await auditor.get(`/v1/audit/events?type=${type}&limit=1`)).body.data[0]!;
    await pack(support);
    expect((await app.service.get(`/v1/payments/${paymentId}/evidence`)).status).toBe(403);
    const finance = await app.client('finance');
    expect((await finance.post('/v1/days/2026-11-22/close')).body.code).toBe('DAY_NOT_OVER');
    expect((await support.get('/v1/payments?msisdn=0788123456')).body.code).toBe('PAYER_READ_REQUIRED');
    const record = { type: 'invoice', id: 'INV-1001' };
    const again = { ...rwf(5_000), payer: { msisdn: '0788123456' }, record };
    expect((await app.service.post('/v1/payments', again, { key: 'again' })).status).toBe(409);
    await app.clock.pass({ minutes: 1 });
    await app.caughtUp();
    expect(await newest('GatewayStarted')).toMatchObject({
      actor: { kind: 'system', id: 'start' },
      data: {
        version: expect.any(String),
        settings: { LOG_LEVEL: expect.any(String), SEAL_FILE: join(directory, 'heads') },
      },
    });
    expect(await newest('EvidencePackMade')).toMatchObject({
      actor: { kind: 'client', id: support.id, name: 'support' },
      data: { paymentId },
    });
    // Refusals of one minute are recorded together, beside the requests: the app is at rest before they are.
    const refused = async (type: string) => {
      const { body } = await auditor.get(`/v1/audit/events?type=${type}`);
      return (body.data as unknown as RefusedShown[])
        .filter(({ actor }) => actor.kind === 'system' && actor.id === 'authentication')
        .map(({ data }) => [data.clientId, data.route, data.code, data.resourceId].join(' ').trim());
    };
    const expected = `${app.service.id} GET /v1/payments/:id/evidence`;
    for (let turn = 0; turn < 200 && !(await refused('AccessRefused')).includes(expected); turn += 1)
      await app.caughtUp();
    expect(await refused('AccessRefused')).toContain(expected);
    expect((await refused('ActionRefused')).toSorted()).toEqual(
      [
        `${finance.id} POST /v1/days/:date/close DAY_NOT_OVER 2026-11-22`,
        `${support.id} GET /v1/payments PAYER_READ_REQUIRED`,
      ].toSorted(),
    );
  });

  it('shows the same in every view as a rebuild beside it, while the gateway works, until somebody changes a document by hand', async () => {
    await app.caughtUp();
    const { code, said } = await ishyura('rebuild');
    expect(said.filter((line) => !/^[a-z-]+\.v\d+: [\d,]+ documents? equal at position \d+/.test(line))).toEqual([]);
    expect([code, said.length]).toEqual([0, views.length]);

    const documents = await storeOfDocuments();
    const { collection } = paymentView;
    await documents.declare(collection);
    const { document, position } = (await documents.get(collection, [paymentId])).get(paymentId)!;
    const forged = { ...document, record: { ...document.record, id: 'INV-9' } };
    await documents.write(collection, [{ id: paymentId, document: forged, position: position + 1n }]);
    await documents.close();
    const found = await ishyura('rebuild', '--view', 'payments');
    expect(found.code).toBe(1);
    expect(found.said.filter((line) => !line.includes('checksum'))).toEqual([
      expect.stringMatching(/^payments\.v\d+: 1 document of 1 differ at position \d+/),
      `  ${paymentId}: record.id is "INV-9", and a rebuild makes it "INV-1001"`,
    ]);
    const { said: asJson } = await ishyura('rebuild', '--view', collection.name, '--json');
    expect(JSON.parse(asJson[0]!)).toMatchObject({
      equal: false,
      views: [{ collection: collection.name, equal: false, differing: 1, differences: [{ id: paymentId }] }],
      cleared: [],
    });
    expect(await ishyura('rebuild', '--view', 'nothing')).toMatchObject({
      code: 2,
      said: [expect.stringMatching(/^ishyura: there is no view "nothing"; the views are payments, /)],
    });
  });

  const storeOfDocuments = async (): Promise<DocumentStore> => {
    const { MONGODB_URL: url } = app.ofStores;
    return url === undefined
      ? SqliteDocumentStore.open(join(directory, 'documents.sqlite'))
      : MongoDocumentStore.connect(url);
  };
});
