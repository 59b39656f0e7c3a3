import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { readFileForms, withFile } from './file-form.js';
import { takesFileForm } from './page-route.js';

const boundary = '----WebKitFormBoundaryAaB03x';
const type = `multipart/form-data; boundary=${boundary}`;
const part = (name: string, value: string, more = '') =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
const file = (content: string) => part('file', content, '; filename="a.csv"\r\nContent-Type: text/csv');
const end = `--${boundary}--\r\n`;

describe('a form with a file', () => {
  let server: FastifyInstance;
  let ended: Promise<void> | null = null;
  beforeAll(async () => {
    server = fastify();
    readFileForms(server);
    server.post('/file', { config: { [takesFileForm]: true } }, (request) =>
      withFile(request, async (bytes) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of bytes) chunks.push(chunk);
        return { form: request.body, file: Buffer.concat(chunks).toString() };
      }),
    );
    server.post('/refused', { config: { [takesFileForm]: true } }, (request) =>
      withFile(request, () => {
        ended = finished(request.raw);
        return Promise.resolve({ read: 0 });
      }),
    );
    server.post('/none', () => 'never');
    await server.ready();
  });
  afterAll(() => server.close());

  it('is read to its end where the route wants nothing of it, so that its sender gets the answer', async () => {
    const answer = await send(file('x'.repeat(100_000)) + end, 1_000, '/refused');
    expect(answer).toEqual({ status: 200, body: { read: 0 } });
    await ended;
  });

  /** In pieces of so many bytes: a delimiter may arrive in two. */
  const send = async (body: string, pieces = 7, url = '/file') => {
    const bytes = Buffer.from(body);
    const chunks = Array.from({ length: Math.ceil(bytes.length / pieces) }, (_, index) =>
      bytes.subarray(index * pieces, (index + 1) * pieces),
    );
    const answer = await server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': type },
      payload: Readable.from(chunks),
    });
    return { status: answer.statusCode, body: answer.json() as unknown };
  };

  it.each([1, 3, 7, 100_000])('gives its fields and the bytes of its file, in pieces of %i bytes', async (pieces) => {
    const content = `Record,Amount\r\n1,2\r\n\r\n--${boundary.slice(0, -1)}\r\n—é`;
    const answer = await send(part('form-token', 'abc') + part('step', 'check') + file(content) + end, pieces);
    expect(answer).toEqual({ status: 200, body: { form: { 'form-token': 'abc', step: 'check' }, file: content } });
  });

  it('is empty where no file was chosen, and where the form has none', async () => {
    expect((await send(part('a', '1') + file('') + end)).body).toEqual({ form: { a: '1' }, file: '' });
    expect((await send(part('a', '1') + part('a', '2') + end)).body).toEqual({ form: { a: ['1', '2'] }, file: '' });
  });

  it.each([
    ['ends in the middle of its file', part('a', '1') + file('Record').slice(0, -4)],
    ['ends before its first field', '--'],
    ['has a field without a name', `--${boundary}\r\nContent-Type: text/plain\r\n\r\nx\r\n${end}`],
    ['has a field that is too long', part('a', 'x'.repeat(70_000)) + end],
    ['has a name that every object inherits', part('__proto__', 'x') + end],
  ])('that %s is refused', async (_, body) => expect((await send(body, 5_000)).status).not.toBe(200));

  it('is not taken by a route that does not say so', async () =>
    expect((await send(part('a', '1') + end, 100, '/none')).status).toBe(415));
});
