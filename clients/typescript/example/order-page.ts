// The server of an order page: it asks for the money, waits, hears the webhook, and hands over once. Run it with Node 24 as it is:
//
//   ISHYURA_URL=http://127.0.0.1:3000 ISHYURA_KEY=… WEBHOOK_SECRET=whsec_… node clients/typescript/example/order-page.ts
//   curl -d '{"msisdn":"0788123456"}' http://127.0.0.1:4000/orders/O-1/pay
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ishyura, OutcomeUnknown, Refused, verifyWebhook, WebhookRejected } from '../src/index.ts';

interface Order {
  readonly id: string;
  readonly amount: string;
  /** Counts what the customer wanted: it grows when the customer tries again after a failure, and never at a repetition. */
  tries: number;
  handedOver: boolean;
}

export interface Shop {
  readonly ishyura: Ishyura;
  readonly webhookSecret: string;
  /** A shop keeps them in its database; this example in memory. */
  readonly orders: ReadonlyMap<string, Order>;
  /** Called once for an order. */
  readonly handOver: (order: Order) => void;
}

export function orderPage(shop: Shop): Server {
  return createServer((request, response) => {
    answer(shop, request).then(
      ({ status, body }) => say(response, status, body),
      (error: unknown) => {
        console.error(error);
        say(response, 500, { error: 'An internal error' });
      },
    );
  });
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

async function answer(shop: Shop, request: IncomingMessage): Promise<Answer> {
  const body = await bodyOf(request);
  if (request.method === 'POST' && request.url === '/webhook') return hear(shop, request, body);
  const [, id = '', action] = /^\/orders\/([^/]+)(\/pay)?$/.exec(request.url ?? '') ?? [];
  const order = shop.orders.get(id);
  if (order === undefined) return { status: 404, body: { error: 'There is no such order' } };
  if (action !== undefined && request.method === 'POST') return pay(shop, order, body);
  return { status: 200, body: await standing(shop, order, 0) };
}

async function pay({ ishyura }: Shop, order: Order, body: Buffer): Promise<Answer> {
  const { msisdn } = JSON.parse(body.toString()) as { msisdn: string };
  const record = await ishyura.record('order', order.id);
  // A new key is for a new wish: the customer asks again after the last payment came to nothing. Every other press repeats the same request.
  if (record?.status === 'unpaid' && record.paymentId !== null) order.tries = await triesAfter(ishyura, order);
  const ask = {
    amount: order.amount,
    currency: 'RWF',
    payer: { msisdn },
    record: { type: 'order', id: order.id },
  } as const;
  try {
    const payment = await ishyura.createPayment(ask, { key: `order-${order.id}-${order.tries}`, waitSeconds: 5 });
    return { status: 202, body: { status: payment.status, message: payment.customerMessage } };
  } catch (error) {
    // It may be on record: the same key is sent again at the next press, and nothing is said to have failed.
    if (error instanceof OutcomeUnknown)
      return { status: 202, body: { status: 'unknown', message: 'Please wait. Do not pay again.' } };
    if (!(error instanceof Refused)) throw error;
    // Another payment of this order is under way or has paid it: the page shows how the order stands.
    if (error.is('RECORD_PAYMENT_IN_PROGRESS', 'RECORD_ALREADY_PAID', 'RECORD_PERHAPS_PAID', 'IDEMPOTENCY_KEY_REUSED'))
      return { status: 409, body: { status: 'not asked again', code: error.code } };
    return { status: 400, body: { status: 'refused', code: error.code } };
  }
}

/** How many payments of this order have ended, so that a restart of the shop counts on. */
async function triesAfter(ishyura: Ishyura, order: Order): Promise<number> {
  let ended = 1;
  for await (const payment of ishyura.payments({ recordType: 'order', recordId: order.id }))
    if (payment.status === 'failed' || payment.status === 'expired') ended += 1;
  return Math.max(ended, order.tries);
}

/** A webhook is a reason to look, also when it comes twice, late or out of order. */
async function hear(shop: Shop, { headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  try {
    const event = await verifyWebhook({ secret: shop.webhookSecret, headers, body });
    const id = 'record' in event.data ? (event.data.record as { id: string }).id : '';
    const order = shop.orders.get(id);
    if (order !== undefined) await standing(shop, order, 0);
    return { status: 200, body: {} };
  } catch (error) {
    if (error instanceof WebhookRejected) return { status: 400, body: { error: error.message } };
    throw error;
  }
}

/** How the order stands, as the gateway says now; hands over when it is paid. */
async function standing({ ishyura, handOver }: Shop, order: Order, waitSeconds: number): Promise<object> {
  const record = await ishyura.record('order', order.id, { waitSeconds });
  // No await between the look and the mark: two webhooks at once hand over once. A database does it with a condition in one statement.
  if (record?.status === 'paid' && !order.handedOver) {
    order.handedOver = true;
    handOver(order);
  }
  return { status: record?.status ?? 'not asked for', handedOver: order.handedOver, receipt: record?.receipt ?? null };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

if (import.meta.main) {
  const { ISHYURA_URL = 'http://127.0.0.1:3000', ISHYURA_KEY = '', WEBHOOK_SECRET = '', PORT = '4000' } = process.env;
  const server = orderPage({
    ishyura: new Ishyura({ baseUrl: ISHYURA_URL, apiKey: ISHYURA_KEY }),
    webhookSecret: WEBHOOK_SECRET,
    orders: new Map([['O-1', { id: 'O-1', amount: '5000', tries: 1, handedOver: false }]]),
    handOver: ({ id }) => console.log(`handed over ${id}`),
  });
  server.listen(Number(PORT), '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    console.log(`The order page listens on http://127.0.0.1:${port}`);
  });
}
