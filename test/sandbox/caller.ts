import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.js';
import type { EnvironmentName } from '../../src/sandbox/environments.js';
import type { MomoProduct } from '../../src/sandbox/products.js';

/** A sandbox whose clock stands still, a caller of it that knows nothing but HTTP, and a receiver of its callbacks. */
export interface Caller {
  sandbox: Sandbox;
  /** Callbacks in the order in which they came. */
  received: ReceivedCallback[];
  callbackUrl: string;
  /** What the receiver answers from now on. */
  receiverAnswers(status: number): void;
  token(product?: MomoProduct): Promise<string>;
  call(method: string, path: string, options?: CallOptions): Promise<Answered>;
  /** A requesttopay of 1500 RWF or 15 EUR. */
  pay(payer: string, options?: PayOptions): Promise<Answered & { reference: string }>;
  status(reference: string, path?: string, options?: CallOptions): Promise<Answered>;
  control(method: string, path: string, body?: unknown): Promise<Answered>;
  close(): Promise<void>;
}

interface ReceivedCallback {
  method: string;
  url: string;
  contentType: string | undefined;
  body: Record<string, unknown>;
}

interface CallOptions {
  environment?: EnvironmentName;
  /** Undefined takes a header away. */
  headers?: Record<string, string | undefined>;
  body?: unknown;
}

interface PayOptions extends CallOptions {
  reference?: string;
  callback?: boolean;
  path?: string;
}

export interface Answered {
  status: number;
  text: string;
  json: Record<string, unknown>;
  headers: Headers;
}

export const noon = Date.UTC(2026, 10, 22, 10);

export async function startCaller(options: SandboxOptions = {}): Promise<Caller> {
  const clock = { now: () => noon };
  const sandbox = await startSandbox({ seed: 'specs', clock, ...options });
  const received: ReceivedCallback[] = [];
  let receiverStatus = 200;
  const receiver = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({
        method,
        url,
        contentType: headers['content-type'],
        body: JSON.parse(text) as Record<string, unknown>,
      });
      response.writeHead(receiverStatus).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const callbackUrl = `http://localhost:${(receiver.address() as AddressInfo).port}/callbacks/mtn-momo/secret`;
  const tokens = new Map<string, string>();

  const fetched = async (method: string, path: string, headers: Record<string, string | undefined>, body?: string) => {
    const given = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const answer = await fetch(sandbox.url + path, {
      method,
      headers: given,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    let json: Record<string, unknown> = {};
    try {
      json = JSON.parse(text) as Record<string, unknown>;
    } catch {
      // Many answers are empty, and some are spoiled on purpose.
    }
    return { status: answer.status, text, json, headers: answer.headers };
  };
  const asText = (body: unknown) => (body === undefined || typeof body === 'string' ? body : JSON.stringify(body));

  const caller: Caller = {
    sandbox,
    received,
    callbackUrl,
    receiverAnswers: (status) => void (receiverStatus = status),
    async token(product = 'collection') {
      // A token lives for an hour of the sandbox's time, which specs let pass.
      const name = `${product} ${Math.floor(sandbox.control.clock().advancedSeconds / 3600)}`;
      const known = tokens.get(name);
      if (known) return known;
      const { subscriptionKey, apiUser, apiKey } = sandbox.credentials[product];
      const { json } = await fetched('POST', `/${product}/token/`, {
        'Ocp-Apim-Subscription-Key': subscriptionKey,
        Authorization: basic(apiUser, apiKey),
      });
      tokens.set(name, json.access_token as string);
      return json.access_token as string;
    },
    async call(method, path, { environment = 'mtnrwanda', headers = {}, body } = {}) {
      const product = path.split('/')[1] as MomoProduct;
      return fetched(
        method,
        path,
        {
          'Ocp-Apim-Subscription-Key': sandbox.credentials[product].subscriptionKey,
          Authorization: `Bearer ${await caller.token(product)}`,
          'X-Target-Environment': environment,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        asText(body),
      );
    },
    async pay(payer, options = {}) {
      const {
        reference = randomUUID(),
        callback = false,
        path = '/collection/v1_0/requesttopay',
        environment = 'mtnrwanda',
      } = options;
      const answered = await caller.call('POST', path, {
        environment,
        headers: {
          'X-Reference-Id': reference,
          ...(callback ? { 'X-Callback-Url': callbackUrl } : {}),
          ...options.headers,
        },
        body: { ...bodyOf(path, payer, environment), ...(options.body as object | undefined) },
      });
      return { ...answered, reference };
    },
    status: (reference, path = '/collection/v1_0/requesttopay', options = {}) =>
      caller.call('GET', `${path}/${reference}`, options),
    control: (method, path, body) =>
      fetched(method, `/control${path}`, { 'Content-Type': 'application/json' }, asText(body)),
    async close() {
      await sandbox.close();
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
    },
  };
  return caller;
}

export function basic(user: string, key: string): string {
  return `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`;
}

/** What every operation takes, for one party and fifteen hundred francs or fifteen euro. */
export function bodyOf(
  path: string,
  msisdn: string,
  environment: EnvironmentName = 'mtnrwanda',
): Record<string, unknown> {
  const currency = environment === 'sandbox' ? 'EUR' : 'RWF';
  const amount = environment === 'sandbox' ? '15.00' : '1500';
  const party = { partyIdType: 'MSISDN', partyId: msisdn };
  const money = { amount, currency, externalId: 'pay-000123' };
  const notes = { payerMessage: 'Permit fee 000123', payeeNote: 'Permit fee 000123' };
  if (path.endsWith('/invoice'))
    return { ...money, validityDuration: '3600', intendedPayer: party, payee: party, description: 'Permit' };
  if (path.endsWith('/payment'))
    return {
      externalTransactionId: 'ext-1',
      money: { amount, currency },
      customerReference: 'meter',
      serviceProviderUserName: 'water',
    };
  if (path.endsWith('/preapproval'))
    return { payer: party, payerCurrency: currency, payerMessage: 'Permit fee', validityTime: 3600 };
  if (path.endsWith('/refund')) return { ...money, ...notes, referenceIdToRefund: msisdn };
  return { ...money, ...notes, [path.startsWith('/collection') ? 'payer' : 'payee']: party };
}
