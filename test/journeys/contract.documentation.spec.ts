import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rwf, startApp, type App, type Caller } from '../support/app.js';
import type { OpenApi, Operation, Schema } from '../support/documentation.js';

let app: App;
let document: OpenApi;
let operations: readonly (readonly [string, string, Operation])[];
beforeAll(async () => {
  app = await startApp();
  document = JSON.parse((await app.anonymous.get('/docs/openapi.json')).text) as OpenApi;
  operations = Object.entries(document.paths).flatMap(([path, ofPath]) =>
    Object.entries(ofPath).map(([method, operation]) => [method.toUpperCase(), path, operation] as const),
  );
});
afterAll(() => app.close());

describe('the OpenAPI document', () => {
  it('is public, and equals the document that validates every answer of the journeys', async () => {
    expect(document).toEqual(app.documentation.document);
    expect((await app.service.get('/docs/openapi.json')).text).toBe(JSON.stringify(document));
  });

  it('is OpenAPI 3.1 and passes the linter without a warning', async () => {
    expect(document['openapi']).toMatch(/^3\.1\./);
    const rules = fileURLToPath(new URL('../../redocly.yaml', import.meta.url));
    const config = await createConfig(readFileSync(rules, 'utf8'), { configPath: rules });
    const all = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config });
    // The answers to a webhook are the receiver's, to which the rules of our own answers do not apply.
    const ofOurAnswers = ['response-contains-header', 'operation-4xx-problem-details-rfc7807'];
    const found = all.filter(
      ({ ruleId, location }) =>
        !(ofOurAnswers.includes(ruleId) && location[0]?.pointer?.startsWith('#/webhooks/') === true),
    );
    expect(found.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });

  it('is the document from which the types of the client were made, and those are unchanged: else `npm run client:types`', () => {
    const [, ofDocument, ofTypes, ...types] = readFileSync(
      new URL('../../clients/typescript/src/schema.ts', import.meta.url),
      'utf8',
    ).split('\n');
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(ofDocument).toBe(`// document sha256 ${sha256(JSON.stringify(document))}`);
    expect(ofTypes).toBe(`// types sha256 ${sha256(types.join('\n'))}`);
  });

  it('names every operation by a name fit for generated clients', () => {
    expect(
      Object.fromEntries(operations.map(([method, path, { operationId }]) => [`${method} ${path}`, operationId])),
    ).toEqual({
      'POST /v1/payments': 'createPayment',
      'GET /v1/payments': 'listPayments',
      'POST /v1/payment-links': 'createPaymentLink',
      'POST /v1/payment-links/sheet': 'createPaymentLinkSheet',
      'GET /v1/payment-links': 'listPaymentLinks',
      'GET /v1/payment-links/{id}': 'getPaymentLink',
      'POST /v1/payment-links/{id}/close': 'closePaymentLink',
      'GET /pay/{token}/qr.svg': 'getPaymentLinkQr',
      'GET /v1/payments/{id}': 'getPayment',
      'GET /v1/ledger/accounts': 'listLedgerAccounts',
      'GET /v1/ledger/entries': 'listLedgerEntries',
      'GET /v1/ledger/trial-balance': 'getTrialBalance',
      'POST /v1/ledger/adjustments': 'createAdjustment',
      'GET /v1/ledger/adjustments': 'listAdjustments',
      'GET /v1/ledger/adjustments/{id}': 'getAdjustment',
      'POST /v1/ledger/adjustments/{id}/approve': 'approveAdjustment',
      'POST /v1/ledger/adjustments/{id}/reject': 'rejectAdjustment',
      'POST /v1/days/{date}/close': 'closeDay',
      'GET /v1/days': 'listDays',
      'GET /v1/days/{date}': 'getDay',
      'POST /v1/settlements': 'createSettlement',
      'GET /v1/settlements': 'listSettlements',
      'GET /v1/settlements/in-transit': 'getSettlementsInTransit',
      'GET /v1/settlements/suggestions': 'getSettlementSuggestions',
      'GET /v1/settlements/{id}': 'getSettlement',
      'GET /v1/settlements/{id}/deposits': 'listDepositsOfSettlement',
      'POST /v1/settlements/{id}/receive': 'receiveSettlement',
      'POST /v1/settlements/{id}/cancel': 'cancelSettlement',
      'GET /v1/reports': 'listReports',
      'POST /v1/report-jobs': 'createReportJob',
      'GET /v1/report-jobs': 'listReportJobs',
      'GET /v1/report-jobs/{id}': 'getReportJob',
      'GET /v1/report-jobs/{id}/file': 'getReportJobFile',
      'DELETE /v1/report-jobs/{id}': 'cancelReportJob',
      'GET /v1/reports/{name}': 'getReport',
      'GET /v1/reports/audit-log': 'getAuditLogReport',
      'GET /v1/payments/{id}/timeline': 'getTimeline',
      'POST /v1/payments/{id}/status-check': 'checkStatus',
      'POST /v1/payments/{id}/attempts': 'createAttempt',
      'POST /v1/payments/{id}/notes': 'createNote',
      'GET /v1/records/{type}/{id}': 'getRecord',
      'GET /v1/payments/{id}/receipt': 'getPaymentReceipt',
      'GET /v1/payments/{id}/receipt.pdf': 'getPaymentReceiptPdf',
      'GET /v1/payments/{id}/receipt.html': 'getPaymentReceiptHtml',
      'GET /v1/providers': 'listProviders',
      'GET /v1/receipts/{number}': 'getReceipt',
      'POST /v1/receipts/{number}/ebm': 'addEbmNumber',
      'GET /v1/credit-notes/{number}': 'getCreditNote',
      'GET /r/{number}/{signature}': 'verifyReceipt',
      'POST /v1/payments/{id}/refunds': 'requestRefund',
      'GET /v1/refunds': 'listRefunds',
      'GET /v1/refunds/{id}': 'getRefund',
      'POST /v1/refunds/{id}/approve': 'approveRefund',
      'POST /v1/refunds/{id}/reject': 'rejectRefund',
      'POST /v1/refunds/{id}/complete': 'completeRefund',
      'POST /v1/payouts': 'requestPayout',
      'GET /v1/payouts': 'listPayouts',
      'GET /v1/payouts/{id}': 'getPayout',
      'POST /v1/payouts/{id}/approve': 'approvePayout',
      'POST /v1/payouts/{id}/reject': 'rejectPayout',
      'POST /v1/providers/{name}/outage': 'declareOutage',
      'POST /v1/providers/{name}/outage/end': 'endOutage',
      'POST /v1/payouts/{id}/attempts': 'createPayoutAttempt',
      'POST /v1/reconciliation/statements': 'createStatement',
      'GET /v1/reconciliation/statements': 'listStatements',
      'GET /v1/reconciliation/statements/{id}': 'getStatement',
      'POST /v1/reconciliation/statements/{id}/cancel': 'cancelStatement',
      'GET /v1/reconciliation/statements/{id}/items': 'listStatementItems',
      'GET /v1/reconciliation/items': 'listReconciliationItems',
      'GET /v1/reconciliation/items/{id}': 'getReconciliationItem',
      'POST /v1/reconciliation/items/resolve': 'resolveReconciliationItems',
      'POST /v1/reconciliation/items/{id}/resolve': 'resolveReconciliationItem',
      'POST /v1/reconciliation/items/{id}/approve': 'approveItemWriteOff',
      'POST /v1/reconciliation/items/{id}/reject': 'rejectItemWriteOff',
      'POST /v1/reconciliation/items/{id}/reopen': 'reopenReconciliationItem',
      'POST /v1/reconciliation/items/{id}/assign': 'assignReconciliationItem',
      'POST /v1/reconciliation/items/{id}/notes': 'addReconciliationItemNote',
      'POST /v1/reconciliation/items/{id}/accept-suggestion': 'acceptItemSuggestion',
      'POST /v1/payout-batches': 'createPayoutBatch',
      'GET /v1/payout-batches': 'listPayoutBatches',
      'GET /v1/payout-batches/{id}': 'getPayoutBatch',
      'GET /v1/payout-batches/{id}/lines': 'listPayoutBatchLines',
      'POST /v1/payout-batches/{id}/approve': 'approvePayoutBatch',
      'POST /v1/payout-batches/{id}/reject': 'rejectPayoutBatch',
      'GET /v1/reviews': 'listReviews',
      'GET /v1/reviews/{id}': 'getReview',
      'POST /v1/reviews/{id}/assign': 'assignReview',
      'POST /v1/reviews/{id}/resolve': 'resolveReview',
      'POST /v1/api-clients': 'createApiClient',
      'GET /v1/api-clients': 'listApiClients',
      'GET /v1/api-clients/{id}': 'getApiClient',
      'POST /v1/api-clients/{id}/rotate': 'rotateApiKey',
      'DELETE /v1/api-clients/{id}': 'revokeApiClient',
      'POST /v1/users': 'createUser',
      'GET /v1/users': 'listUsers',
      'GET /v1/users/{id}': 'getUser',
      'PATCH /v1/users/{id}': 'changeUser',
      'DELETE /v1/users/{id}': 'removeUser',
      'POST /v1/users/{id}/reset-sign-in': 'resetSignIn',
      'GET /v1/callbacks': 'listCallbacks',
      'GET /v1/payments/{id}/evidence': 'getEvidence',
      'GET /v1/audit/events': 'listAuditEvents',
      'GET /v1/audit/payments/{id}': 'replayPayment',
      'GET /v1/audit/payouts/{id}': 'replayPayout',
      'GET /v1/audit/payout-batches/{id}': 'replayPayoutBatch',
      'GET /v1/audit/adjustments/{id}': 'replayAdjustment',
      'GET /v1/audit/days/{date}': 'replayDay',
      'GET /v1/audit/settlements/{id}': 'replaySettlement',
      'GET /v1/audit/verify': 'verifyLog',
      'GET /v1/seals': 'listSeals',
      'GET /v1/seals/key': 'getSealKey',
      'POST /callbacks/{provider}/{token}': 'receiveCallback',
      'PUT /callbacks/{provider}/{token}': 'receiveCallbackByPut',
      'DELETE /v1/payers/{msisdn}': 'erasePayer',
      'GET /v1/payers/{msisdn}/data': 'getPayerData',
      'GET /v1/retention': 'previewRetention',
      'POST /v1/webhook-endpoints': 'createWebhookEndpoint',
      'GET /v1/webhook-endpoints': 'listWebhookEndpoints',
      'GET /v1/webhook-endpoints/{id}': 'getWebhookEndpoint',
      'PATCH /v1/webhook-endpoints/{id}': 'changeWebhookEndpoint',
      'DELETE /v1/webhook-endpoints/{id}': 'removeWebhookEndpoint',
      'POST /v1/webhook-endpoints/{id}/rotate': 'rotateWebhookSecret',
      'POST /v1/webhook-endpoints/{id}/test': 'testWebhookEndpoint',
      'POST /v1/webhook-endpoints/{id}/recover': 'recoverWebhooks',
      'GET /v1/webhook-deliveries': 'listWebhookDeliveries',
      'GET /v1/webhook-deliveries/{id}': 'getWebhookDelivery',
      'POST /v1/webhook-deliveries/{id}/redeliver': 'redeliverWebhook',
      'GET /health/live': 'getLiveness',
      'GET /health/ready': 'getReadiness',
      'GET /metrics': 'getMetrics',
    });
  });

  it('has every schema as a component, in the syntax of OpenAPI 3.1', () => {
    const text = JSON.stringify(document);
    expect(text).not.toContain('"nullable"');
    expect(text).not.toContain('Shown');
    for (const [, , { responses, requestBody = {} }] of operations) {
      for (const type of ['application/json', 'application/problem+json']) {
        for (const { content } of [requestBody, ...Object.values(responses)] as {
          content?: Record<string, object>;
        }[]) {
          if (content?.[type] !== undefined)
            expect(content[type]).toMatchObject({ schema: { $ref: expect.anything() } });
        }
      }
    }
  });
});

describe('the documented access rules', () => {
  const send = (caller: Caller, method: string, path: string, headers = {}) =>
    caller.call(method as 'GET', path.replaceAll(/\{(\w+)\}/g, 'x'), { headers });

  it('are enforced: an operation requires a key exactly where the document says so', async () => {
    for (const [method, path, { operationId, security }] of operations) {
      // An address that fails more often is throttled.
      await app.clock.pass({ seconds: 1 });
      const { status } = await send(app.anonymous, method, path);
      expect([operationId, status === 401]).toEqual([operationId, security.some((scheme) => 'bearer' in scheme)]);
    }
  });

  it('are enforced: only the named roles may call an operation', async () => {
    const roles = ['service', 'support', 'finance', 'approver', 'auditor', 'admin', 'payer:read'] as const;
    for (const role of roles) {
      const caller = await app.client(role);
      for (const [method, path, { operationId, security, description }] of operations) {
        if (!security.some((scheme) => 'bearer' in scheme)) continue;
        const named = /\nFor .*$/.exec(description)?.[0] ?? '';
        const { status } = await send(caller, method, path);
        expect([operationId, role, status !== 403]).toEqual([operationId, role, named.includes(`\`${role}\``)]);
      }
    }
  });
});

describe('the documented request schemas', () => {
  /** Values that only their meaning rules out, not a schema. */
  const beyondSchemas = [
    // Who may resolve it, which members of a filter there are, and that a statement names both its provider and its account.
    'assignReconciliationItem assignee',
    'resolveReconciliationItems filter',
    'createStatement ',
    'listStatements cursor',
    'listReconciliationItems cursor',
    'createPayment amount "0"',
    'createPayment amount "0.00"',
    'createPayment amount "5000.5"',
    'createPayment currency "XXX"',
    'assignReview assignee "',
    'listPayments cursor',
    'getTimeline cursor',
    'listCallbacks cursor',
    'listRefunds cursor',
    // One of them by the others.
    'createPaymentLink amount "',
    'createPaymentLink minAmount "',
    'createPaymentLink maxAmount "',
    'createPaymentLink currency "XXX"',
    // In the past.
    'createPaymentLink expiresAt "2026-',
    'listPaymentLinks cursor',
    'requestPayout amount "0"',
    'requestPayout amount "0.00"',
    'requestPayout amount "5000.5"',
    'requestPayout currency "XXX"',
    'listPayouts cursor',
    'listPayoutBatches cursor',
    'listReviews cursor',
    'listApiClients cursor',
    'listUsers cursor',
    // In the past.
    'createApiClient expiresAt "2026-',
    'rotateApiKey expiresAt "2026-',
    'getPayerData cursor',
    'listSeals cursor',
    'listAuditEvents cursor',
    'listLedgerEntries cursor',
    'listAdjustments cursor',
    'listDays cursor',
    // The day is none here.
    'getDay lang',
    'getTrialBalance currency "XXX"',
    'createAdjustment currency "XXX"',
    'listWebhookEndpoints cursor',
    'listWebhookDeliveries cursor',
    // No https address, or a name that no module tells.
    'createWebhookEndpoint url "',
    'createWebhookEndpoint allClients true',
    'at "2026-02-30"',
    'from "2026-02-30"',
    'recoverWebhooks since "2026-02-30"',
    'listSettlements cursor',
    'createSettlement currency "XXX"',
    'createSettlement amount "0"',
    // Only some reports have a PDF.
    'createReportJob format "pdf"',
    'createSettlement amount "0.00"',
    'createSettlement amount "5000.5"',
    'createSettlement leftAt "2026-02-30"',
    'receiveSettlement receivedAt "2026-02-30"',
    // One of these days, or of these times, says something of the other.
    'createSettlement expectedBy',
    'createSettlement coversFrom',
    'createSettlement coversTo',
    // It needs all of its parameters at once, and a provider of the installation.
    'getSettlementSuggestions',
    'recoverWebhooks since "2026-02-30"',
    'to "2026-02-30"',
  ];
  const isBeyondSchemas = (what: string) =>
    beyondSchemas.some((known) => what.startsWith(known) || what.endsWith(` ${known}`));

  it('are enforced: the document and the gateway refuse the same bodies', async () => {
    const differing: string[] = [];
    for (const [method, path, { operationId, requestBody }] of operations) {
      const schema = requestBody?.content['application/json']?.schema;
      if (schema === undefined) continue;
      const place = `${placeOf(path, method)}/requestBody/content/application~1json/schema`;
      const { status } = await send(method, path, undefined);
      expect([operationId, 'without a body', status === 400]).toEqual([
        operationId,
        'without a body',
        requestBody!.required,
      ]);
      for (const [name, value, body] of bodiesOf(app.documentation.schemaOf(schema))) {
        const allows = app.documentation.troubleBy(place, body).length === 0;
        const { status, text } = await send(method, path, body);
        const takes = !(status === 400 && text.includes('"INVALID_REQUEST"'));
        if (allows !== takes) differing.push(`${operationId} ${name} ${JSON.stringify(value)?.slice(0, 80)}: ${text}`);
      }
    }
    expect(differing.filter((what) => !isBeyondSchemas(what))).toEqual([]);
  });

  it('are enforced: the document and the gateway refuse the same queries', async () => {
    const differing: string[] = [];
    for (const [method, path, { operationId, parameters = [] }] of operations) {
      for (const [index, { name, in: where, schema }] of parameters.entries()) {
        if (where !== 'query') continue;
        for (const value of fewerOfKnown(name, schema).filter((value) => ['string', 'number'].includes(typeof value))) {
          const text = String(value);
          const allows =
            app.documentation.troubleOfText(`${placeOf(path, method)}/parameters/${index}/schema`, text).length === 0;
          const { status } = await app.admin.call(
            method as 'GET',
            `${filled(path)}?${name}=${encodeURIComponent(text)}`,
          );
          if (allows !== (status !== 400))
            differing.push(`${operationId} ${name} ${JSON.stringify(text).slice(0, 80)}`);
        }
      }
    }
    expect(differing.filter((what) => !isBeyondSchemas(what))).toEqual([]);
  });

  /** With an id that nothing has, and a phone number that is one. */
  const filled = (path: string) => path.replace('{msisdn}', '+250788000099').replaceAll(/\{\w+\}/g, 'x');
  const send = (method: string, path: string, body: unknown) =>
    app.admin.call(method as 'POST', filled(path), { body, key: 'one-payment-at-most' });
  const placeOf = (path: string, method: string) =>
    `#/paths/${encodeURIComponent(path.replaceAll('/', '~1'))}/${method.toLowerCase()}`;

  /** A valid body, and variants with one change: the field and its value. */
  function bodiesOf(schema: Schema): readonly (readonly [string, unknown, unknown])[] {
    const right = sampleOf(schema) as Record<string, unknown>;
    return [
      ['nothing', undefined, right],
      ['surprise', 1, { ...right, surprise: 1 }],
      ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
        [name, undefined, Object.fromEntries(Object.entries(right).filter(([member]) => member !== name))] as const,
        ...fewerOfKnown(name, property).map((value) => [name, value, { ...right, [name]: value }] as const),
      ]),
    ];
  }

  function sampleOf(given: Schema): unknown {
    const schema = app.documentation.schemaOf(given);
    if (schema.properties === undefined) return schema.examples?.[0] ?? schema.enum?.[0];
    return Object.fromEntries(
      Object.entries(schema.properties).flatMap(([name, property]) => {
        const sample = sampleOf(property);
        return sample === undefined ? [] : [[name, sample]];
      }),
    );
  }

  /**
   * All values where a field of this name and schema is met first. Other operations share its validation, and get every seventh value, each from
   * another beginning.
   */
  function fewerOfKnown(name: string, schema: Schema): readonly unknown[] {
    const key = `${name} ${JSON.stringify(schema)}`;
    const met = timesMet.get(key) ?? 0;
    timesMet.set(key, met + 1);
    return valuesOf(schema).filter((_, index) => met === 0 || (index + met) % 7 === 0);
  }
  const timesMet = new Map<string, number>();

  /** Values that a schema allows, values that it refuses, and values that are often accepted by mistake. */
  function valuesOf(given: Schema): readonly unknown[] {
    const schema = app.documentation.schemaOf(given);
    if (schema.properties !== undefined) return bodiesOf(schema).map(([, , body]) => body);
    const { minLength = 0, maxLength = 300, minimum = 0, maximum = 0, maxProperties = 0 } = schema;
    const lengths = [minLength - 1, minLength, maxLength, maxLength + 1].filter((length) => length >= 0);
    const { maxLength: longest = 0 } =
      typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
    const mapOf = (size: number) => Object.fromEntries(Array.from({ length: size }, (_, n) => [`name-${n}`, 'x']));
    return [
      ...(schema.enum ?? []),
      ...(schema.examples ?? []),
      ...lengths.map((length) => 'x'.repeat(length)),
      ...lengths.map((length) => '5'.repeat(length)),
      ...[minimum - 1, minimum, maximum, maximum + 1, 1.5, true, null, [], ['x'], {}],
      ...[mapOf(maxProperties), mapOf(maxProperties + 1), { name: 7 }, { name: null }, { '': 'x' }],
      ...[longest, longest + 1].map((length) => ({ name: 'x'.repeat(length) })),
      ...[64, 65].map((length) => ({ ['n'.repeat(length)]: 'x' })),
      ...controls.flatMap((control) => [`a${control}b`, { name: `a${control}b` }, { [`a${control}b`]: 'x' }]),
      ...mistaken,
    ];
  }
  const controls = ['\u0000', '\u0007', '\n', '\u007f', '\u0085'];
  const mistaken = [
    ...[
      ' ',
      ' x',
      'x ',
      'ünïcödé 😀',
      'toString',
      '__proto__',
      'PAID',
      'null',
      'true',
      '1e2',
      '0x10',
      '-1',
      '+1',
      '007',
    ],
    ...['0', '0.00', '5000', '5000.', '.5', '5000.5', '5,000', 'RWF', 'rwf', 'XXX', '2026-11-22', '2026-02-30'],
    ...['2026-11-22T12:00:00Z', '2026-11-22T12:00:00', '2026-11-22T12:00:00+02:00', '0788123456', '788123456'],
    ...['+250788123456', '250788123456', '+25078812345', '+46733123450', '0788 123 456', 'mtn-momo'],
  ];
});

describe('the page', () => {
  it('is public', async () => {
    const { status, headers, text } = await app.anonymous.get('/docs');
    expect([status, headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/html/)]);
    expect(text).toContain('Ishyura');
    expect(text).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  });
});

describe('an answer that differs from the document', () => {
  const exchange = async () => {
    const { paymentId } = await app.request('0788123456', rwf(100));
    const path = `/v1/payments/${paymentId}`;
    const { text, headers, status } = await app.service.get(path);
    return { method: 'GET', path, sent: { headers: {}, body: undefined }, status, headers, text };
  };
  const problem = { type: 'about:blank', title: 'Not Found', status: 404, detail: 'x', code: 'PAYMENT_NOT_FOUND' };
  const problemType = { 'content-type': 'application/problem+json; charset=utf-8', 'x-request-id': 'x' };

  it('is detected by status, media type, members, values, headers and codes', async () => {
    const right = await exchange();
    const check = (changes: object) => () => app.documentation.check({ ...right, ...changes });
    const payment = JSON.parse(right.text) as Record<string, unknown>;
    const withMembers = (members: object) => ({ text: JSON.stringify({ ...payment, ...members }) });
    expect(check({})).not.toThrow();
    expect(check({ status: 201 })).toThrow(/does not know this status/);
    expect(check({ headers: { ...right.headers, 'content-type': 'text/plain' } })).toThrow(/media type "text\/plain"/);
    expect(check(withMembers({ surprise: 1 }))).toThrow(/unevaluatedProperty":"surprise/);
    expect(check(withMembers({ status: 'lost' }))).toThrow(/\/status must be equal to one of/);
    expect(check(withMembers({ payer: { msisdn: 7 } }))).toThrow(/\/payer\/msisdn must be string/);
    expect(check(withMembers({ receipt: undefined }))).toThrow(/must have required property 'receipt'/);
    expect(check({ headers: { ...right.headers, 'x-request-id': undefined } })).toThrow(/X-Request-Id is missing/);
    expect(check({ headers: { ...right.headers, location: '/' } })).toThrow(/does not know its header location/);
    const refused = (members: object) => ({
      status: 404,
      headers: problemType,
      text: JSON.stringify({ ...problem, paymentId: 'x', ...members }),
    });
    expect(check(refused({}))).not.toThrow();
    expect(check(refused({ code: 'RECEIPT_NOT_FOUND' }))).toThrow(/\/code must be equal to one of/);
    expect(check(refused({ status: 409 }))).toThrow(/\/status must be equal to one of the allowed values/);
    expect(check(refused({ secret: 1 }))).toThrow(/unevaluatedProperty":"secret/);
  });

  it('is detected where it accepted a request that the document does not allow', async () => {
    const right = { ...(await exchange()), method: 'GET' };
    const check = (changes: object) => () => app.documentation.check({ ...right, ...changes });
    expect(check({ path: `${right.path}?surprise=1` })).toThrow(/took the query parameter surprise/);
    expect(check({ sent: { headers: {}, body: '{}' } })).toThrow(/took a body/);
  });

  it('is detected where there is no operation', () => {
    const right = { method: 'GET', path: '/nowhere', sent: { headers: {}, body: undefined }, status: 404 };
    const text = JSON.stringify({ ...problem, code: 'NOT_FOUND' });
    expect(() => app.documentation.check({ ...right, headers: problemType, text })).not.toThrow();
    expect(() => app.documentation.check({ ...right, headers: problemType, text: JSON.stringify(problem) })).toThrow(
      /\/code must be equal to one of/,
    );
  });
});
