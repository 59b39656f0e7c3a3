import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';
import { FakeClock } from '../../test/support/fake-clock.js';
import { RawConnection } from '../../test/support/raw-http.js';
import { cutOffSlowBodies, sendingLimits } from './slow-requests.js';

describe('a body that is slow', () => {
  let clock: FakeClock;
  let server: FastifyInstance;
  let url: string;
  let connections: RawConnection[];
  let seen: Socket | undefined;

  beforeEach(async () => {
    clock = new FakeClock();
    server = fastify({ bodyLimit: 1_000_000 });
    server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    server.addHook('onRequest', (request, _reply, done) => {
      seen = request.socket;
      done();
    });
    cutOffSlowBodies(server, clock, { ...sendingLimits, bodyMs: 30_000, bodyBytesPerSecond: 1_000 });
    server.post('/', async (request) => String(String(request.body).length));
    server.get('/', async () => 'ok');
    url = await server.listen({ port: 0, host: '127.0.0.1' });
    connections = [];
    seen = undefined;
  });
  afterEach(async () => {
    for (const connection of connections) connection.leave();
    await server.close();
  });

  const begin = async (method: string, length: number): Promise<RawConnection> => {
    const connection = await RawConnection.open(url);
    connections.push(connection);
    await connection.write(
      `${method} / HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: ${length}\r\n\r\n`,
    );
    while (clock.sleepers === 0) await turn();
    return connection;
  };
  /** Writes, and waits until the server has it. */
  const send = async (connection: RawConnection, bytes: number) => {
    const before = seen!.bytesRead;
    await connection.write('x'.repeat(bytes));
    while (seen!.bytesRead < before + bytes) await turn();
  };
  const turn = () => new Promise(setImmediate);

  it('and stalls is answered 408 when its time is over, and not before', async () => {
    const connection = await begin('POST', 10);
    await clock.pass({ ms: 29_999 });
    expect(connection.received).toBe('');
    await clock.pass({ ms: 1 });
    const { status, text } = await connection.ended;
    expect(status).toBe(408);
    expect(text).toMatch(/content-type: application\/problem\+json/);
    expect(text).toMatch(/connection: close/i);
    expect(text).toMatch(/"code":"REQUEST_TIMEOUT"/);
  });

  it('and sends one byte in two seconds is cut off too', async () => {
    const connection = await begin('POST', 1_000);
    for (let byte = 0; byte < 15; byte += 1) {
      await send(connection, 1);
      await clock.pass({ seconds: 2 });
    }
    await clock.pass({ ms: 20 });
    expect((await connection.ended).status).toBe(408);
  });

  it('and large has more time while it comes fast enough', async () => {
    const connection = await begin('POST', 66_000);
    for (let second = 0; second < 60; second += 1) {
      await send(connection, 1_100);
      await clock.pass({ seconds: 1 });
    }
    while (!connection.received.endsWith('66000')) await turn();
    expect(connection.received).toMatch(/^HTTP\/1\.1 200/);
    expect(clock.sleepers).toBe(0);
  });

  it('and large gets more time only for the bytes that have arrived', async () => {
    const connection = await begin('POST', 66_000);
    await send(connection, 20_000);
    await clock.pass({ seconds: 49 });
    expect(connection.received).toBe('');
    await clock.pass({ seconds: 2 });
    expect((await connection.ended).status).toBe(408);
  });

  it('and of a request that was answered before its body arrived loses its connection without a second answer', async () => {
    const connection = await begin('GET', 10);
    await clock.pass({ seconds: 30 });
    const { text } = await connection.ended;
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
  });

  it('and of a caller that disconnects is no longer waited for', async () => {
    const connection = await begin('POST', 10);
    connection.leave();
    while (clock.sleepers > 0) await turn();
  });
});
