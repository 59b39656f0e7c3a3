import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerHeaders, setHeaders } from './answer-headers.js';
import { problemJson, problemOf, sendProblem } from './problem.filter.js';

/** Requests that parse, but that a proxy and this server might read differently. */
export function refuseAmbiguousRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    if (hasOneHost(request.raw) && !hasControlCharacter(request.url)) return done();
    const detail = 'A request has one Host header, and no control character in its path.';
    sendProblem(reply, { ...problemOf({ statusCode: 400 }), detail });
  });
}

/** RFC 9112, 3.2. Node alone uses the first of two Host headers, and refuses a request without one with an empty body. */
function hasOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
}

/** Parts of a path become stream names. A callback's do not, and every callback is recorded, whatever its address. */
const hasControlCharacter = (url: string): boolean =>
  !url.startsWith('/callbacks/') && /%(?:[01][\da-f]|7f)/i.test(url.split('?', 1)[0]!);

/** A malformed address has no route and no filter, and still gets a problem+json answer. */
export function answerBrokenAddress({ code }: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  setHeaders(request, reply);
  sendProblem(reply, code === 'FST_ERR_MAX_PARAM_LENGTH' ? problemOf({ statusCode: 414 }) : unreadable());
}

/** An `Expect` header with anything but 100-continue. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const { status, headers, body } = written(problemOf({ statusCode: 417 }));
  response.writeHead(status, headers).end(body);
}

/** Bytes that are not HTTP give no request object: the answer is written to the connection, which is then closed. */
export function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  // The response in progress on this connection; Node's own handler of client errors reads it too.
  const { _httpMessage: answering } = socket as Socket & { _httpMessage?: ServerResponse | null };
  if (answering?.req.complete) {
    // It answers an earlier request of the same connection: bytes written now would be read as part of that answer.
    answering.once('finish', () => answerBrokenHttp(error, socket));
    return;
  }
  if (!socket.writable || answering?.headersSent) return void socket.destroy();
  const statusCode = statusOf[error.code ?? ''];
  const { status, title, headers, body } = written(statusCode === undefined ? unreadable() : problemOf({ statusCode }));
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${title}\r\n${head.join('')}\r\n${body}`);
}

const statusOf: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

const unreadable = () => ({ ...problemOf({ statusCode: 400 }), detail: 'The request cannot be read.' });

/** The answer in full, where Fastify does not write it. */
function written(what: ReturnType<typeof problemOf>) {
  const problem = problemJson(what);
  const body = JSON.stringify(problem);
  const headers = {
    ...answerHeaders,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'x-request-id': randomUUID(),
    connection: 'close',
  };
  return { ...problem, headers, body };
}
