import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { startCaller } from './caller.js';
import type { Caller } from './caller.js';

let caller: Caller;
beforeEach(async () => void (caller = await startCaller({ controlHosts: ['sandbox'] })));
afterEach(() => caller.close());

/** As a browser would send it; `fetch` does not let its caller choose these headers. */
function ask(method: string, path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const { port } = caller.sandbox;
  const given = { host: `localhost:${port}`, ...headers };
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers: given }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode!, text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const withPort = (text: string) => text.replace('PORT', String(caller.sandbox.port));

describe('a path of our own', () => {
  const orders: [method: string, path: string][] = [
    ['POST', '/control/reset'],
    ['DELETE', '/control/tokens'],
    ['POST', '/phone'],
    ['POST', '/phone/approval'],
    ['GET', '/control/transactions'],
  ];

  it.each<[what: string, headers: Record<string, string>]>([
    ['another site’s page', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site’s page, in a browser that tells the origin alone', { origin: 'https://evil.example' }],
    ['another site’s page, in a browser that hides the origin', { 'sec-fetch-site': 'cross-site' }],
    ['a page without an origin', { origin: 'null' }],
    ['another port of the same machine', { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' }],
    ['a name that was made to point here', { host: 'evil.example:PORT', origin: 'http://evil.example:PORT' }],
    ['another machine’s address', { host: '192.0.2.1:PORT' }],
  ])('is closed to %s', async (_, headers) => {
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withPort(value)]));
    for (const [method, path] of orders) {
      const { status, text } = await ask(method, path, sent);
      expect([method, path, status]).toEqual([method, path, 403]);
      expect((JSON.parse(text) as { message: string }).message).toMatch(/control routes and phone/);
    }
  });

  it.each<[what: string, headers: Record<string, string>]>([
    ['a program', {}],
    ['its own page', { origin: 'http://localhost:PORT', 'sec-fetch-site': 'same-origin' }],
    ['its own page by address', { host: '127.0.0.1:PORT', origin: 'http://127.0.0.1:PORT' }],
    ['its own page by IPv6', { host: '[::1]:PORT', origin: 'http://[::1]:PORT' }],
    ['a person who typed the address', { 'sec-fetch-site': 'none' }],
    ['a name that is set', { host: 'Sandbox:PORT' }],
  ])('is open to %s', async (_, headers) => {
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withPort(value)]));
    expect((await ask('POST', '/control/reset', sent)).status).toBe(200);
    expect((await ask('GET', '/control/transactions', sent)).status).toBe(200);
  });

  it('may be linked to from elsewhere', async () => {
    const navigation = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await ask('GET', '/', navigation)).status).toBe(200);
    expect((await ask('GET', '/control', navigation)).status).toBe(200);
    expect((await ask('POST', '/control/reset', navigation)).status).toBe(403);
    expect((await ask('GET', '/control', { ...navigation, host: 'evil.example' })).status).toBe(403);
  });
});

describe('a path of MoMo’s', () => {
  it('takes any host and any origin, as MTN does', async () => {
    const { subscriptionKey, apiUser, apiKey } = caller.sandbox.credentials.collection;
    const { status } = await ask('POST', '/collection/token/', {
      host: 'momo.example',
      origin: 'https://shop.example',
      'sec-fetch-site': 'cross-site',
      'ocp-apim-subscription-key': subscriptionKey,
      authorization: `Basic ${Buffer.from(`${apiUser}:${apiKey}`).toString('base64')}`,
      'content-length': '0',
    });
    expect(status).toBe(200);
  });
});
