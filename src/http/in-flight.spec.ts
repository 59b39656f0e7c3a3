import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { FakeClock } from '../../test/support/fake-clock.js';
import { RawConnection } from '../../test/support/raw-http.js';
import { InFlightRequests } from '../kernel/in-flight-requests.js';
import { countInFlight } from './in-flight.js';

let server: FastifyInstance;
let url: string;
let requests: InFlightRequests;
let answer: (() => void)[];
let clock: FakeClock;

beforeEach(async () => {
  clock = new FakeClock();
  requests = new InFlightRequests(clock);
  answer = [];
  server = fastify();
  countInFlight(server, requests);
  server.all('/', () => new Promise<string>((resolve) => answer.push(() => resolve('ok'))));
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => server.close());

const turn = () => new Promise(setImmediate);
/** Until the handler has as many. */
const received = async (count: number) => {
  while (answer.length < count) await turn();
};
/** Whether background work would wait now. */
const isAny = async (): Promise<boolean> => {
  const passed = requests.pass(1_000);
  const isWaiting = clock.sleepers > 0;
  await clock.pass({ seconds: 1 });
  await passed;
  return isWaiting;
};

it.each([
  ['POST', {}, true],
  ['PUT', {}, true],
  ['DELETE', {}, true],
  ['GET', {}, false],
  ['HEAD', {}, false],
  ['POST', { prefer: 'wait=10' }, false],
  ['POST', { prefer: 'respond-async, wait="2"' }, false],
  ['POST', { prefer: 'return=minimal' }, true],
  ['POST', { prefer: 'wait=0' }, true],
])(
  'a request is in flight until it is answered: %s %j: %s',
  async (method, headers: Record<string, string>, counts) => {
    const asked = fetch(url, { method, headers });
    await received(1);
    expect(await isAny()).toBe(counts);
    answer[0]!();
    await (await asked).text();
    while (await isAny()) await turn();
  },
);

it('is in flight when it was received whole, and no longer when its caller has left', async () => {
  const connection = await RawConnection.open(url);
  await connection.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{');
  const other = fetch(url, { method: 'POST' });
  await received(1);
  answer[0]!();
  await (await other).text();
  while (await isAny()) await turn();
  await connection.write('}');
  await received(2);
  expect(await isAny()).toBe(true);
  connection.leave();
  while (await isAny()) await turn();
});

it('is not counted for ever where its caller has left before it was handled', async () => {
  await server.close();
  server = fastify();
  let left: () => void = () => undefined;
  const hasLeft = new Promise<void>((resolve) => (left = resolve));
  server.addHook('preHandler', ({ raw }, _reply, done) => void raw.socket.once('close', () => done()).destroy());
  countInFlight(server, requests);
  server.post('/', async () => left());
  url = await server.listen({ port: 0, host: '127.0.0.1' });
  await fetch(url, { method: 'POST' }).catch(() => undefined);
  await hasLeft;
  while (await isAny()) await turn();
});
