import { describe, expect, it } from '@jest/globals';
import {
  verifyWebhook,
  WebhookRejected,
  type Delivery,
  type WebhookEvent,
} from '../../clients/typescript/src/index.ts';

const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3';
const signature = 'v1,9ByM14SK8nkS1l93lKY2VrYgNK5ac0MkdXS8rl64OAI=';
const other = 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=';
const at = 1_795_873_000;
const body = '{"type":"payment.successful","data":{"id":"pay_1"}}';
const headers = { 'webhook-id': 'msg_h3_1', 'webhook-timestamp': String(at), 'webhook-signature': signature };
const delivery = (more: Partial<Delivery> = {}): Delivery => ({ secret, headers, body, now: at * 1_000, ...more });

describe('a webhook of the gateway', () => {
  it.each<[string, Partial<Delivery>]>([
    ['as text', {}],
    ['as bytes', { body: Buffer.from(body) }],
    ['with the headers of fetch', { headers: new Headers(headers) }],
    [
      'with the headers as a proxy has written them',
      { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])) },
    ],
    ['with the secret among several', { secret: ['whsec_b3RoZXI=', secret] }],
    ['with several signatures', { headers: { ...headers, 'webhook-signature': `v1a,x ${other} ${signature}` } }],
    ['five minutes late', { now: (at + 300) * 1_000 }],
    ['five minutes early', { now: (at - 300) * 1_000 }],
  ])('is accepted %s', async (_, more) =>
    expect(await verifyWebhook(delivery(more))).toEqual({ type: 'payment.successful', data: { id: 'pay_1' } }),
  );

  it.each<[string, Partial<Delivery>]>([
    ['with another body', { body: body.replace('pay_1', 'pay_2') }],
    ['with a space more', { body: `${body} ` }],
    ['with another id', { headers: { ...headers, 'webhook-id': 'msg_h3_2' } }],
    ['with another time', { headers: { ...headers, 'webhook-timestamp': String(at + 1) } }],
    ['with a time of another form', { headers: { ...headers, 'webhook-timestamp': '1.795873e9' } }],
    ['more than five minutes late', { now: (at + 301) * 1_000 }],
    ['more than five minutes early', { now: (at - 301) * 1_000 }],
    ['with another secret', { secret: 'whsec_b3RoZXI=' }],
    [
      'with a signature of another version',
      { headers: { ...headers, 'webhook-signature': signature.replace('v1', 'v2') } },
    ],
    ['with a part of the signature', { headers: { ...headers, 'webhook-signature': signature.slice(0, 20) } }],
    ['with no base64', { headers: { ...headers, 'webhook-signature': 'v1,%%%' } }],
    ['without a secret that fits', { secret: [] }],
    ['without a signature', { headers: { ...headers, 'webhook-signature': undefined } }],
    ['with two ids', { headers: { ...headers, 'webhook-id': ['msg_h3_1', 'msg_h3_1'] } }],
  ])('is rejected %s', async (_, more) =>
    expect(verifyWebhook(delivery(more))).rejects.toBeInstanceOf(WebhookRejected),
  );

  it.each([JSON.parse(body) as object, new ArrayBuffer(8), undefined])(
    'needs the body as it arrived: %o is a mistake of the receiver',
    (wrong) =>
      expect(verifyWebhook(delivery({ body: wrong as unknown as string }))).rejects.toThrow(
        'the text or the bytes that arrived',
      ),
  );

  it('needs a secret: a setting that is missing is a mistake of the setting', () =>
    expect(verifyWebhook(delivery({ secret: undefined as unknown as string }))).rejects.toThrow('begins with whsec_'));

  it.each(['', 'MDEyMzQ1', 'whsec_', 'whsec_%'])(
    'needs a secret of the right form: "%s" is a mistake of the setting',
    (wrong) => expect(verifyWebhook(delivery({ secret: wrong }))).rejects.toThrow('begins with whsec_'),
  );
});

/** Compiles where each type of the catalogue is told apart, with its own data. */
function subjectOf(event: WebhookEvent): string {
  switch (event.type) {
    case 'payout.successful':
      return event.data.payee.msisdn ?? event.data.id;
    case 'review.opened':
      return event.data.reason;
    case 'reconciliation.completed':
      return event.data.status;
    case 'receipt.issued':
      return event.data.paymentId;
    default:
      return event.type;
  }
}

it('an event is told apart by its type', () => {
  const data = { id: 'whd_1', endpointId: 'whe_1', sequence: 1 };
  expect(subjectOf({ type: 'test', timestamp: '2026-03-01T08:00:00.000Z', data })).toBe('test');
});
