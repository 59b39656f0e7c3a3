import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../kernel/domain/clock.js';
import { problemOf, sendProblem } from './problem.filter.js';

/** How long a caller may take to send a request. */
export interface SendingLimits {
  readonly headersMs: number;
  /** For a body, plus one second for each `bodyBytesPerSecond` received: a large upload may take longer, and none may stall. */
  readonly bodyMs: number;
  readonly bodyBytesPerSecond: number;
  /** How often Node looks for connections whose headers are late. */
  readonly checkEveryMs: number;
  /** A connection without traffic in either direction is closed after this time, which is longer than any provider call that a caller waits for. */
  readonly silentMs: number;
}

export const sendingLimits: SendingLimits = {
  headersMs: 15_000,
  bodyMs: 30_000,
  bodyBytesPerSecond: 16 * 1_024,
  checkEveryMs: 1_000,
  silentMs: 600_000,
};

/**
 * Answers 408 to a late body. Node's own `requestTimeout` is one number for all requests: high enough for a large upload, it would not
 * limit the others. Node handles late headers and silent connections.
 */
export function cutOffSlowBodies(server: FastifyInstance, clock: Clock, limits: SendingLimits): void {
  server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
    if (encoding !== undefined || Number(length) > 0) void cutOffWhenLate(request, reply, clock, limits);
    done();
  });
}

/** Made once: an abort without a reason makes an error, with its stack, for each request. */
const over = new Error('The request is over');

async function cutOffWhenLate(
  { raw, socket }: FastifyRequest,
  reply: FastifyReply,
  clock: Clock,
  { bodyMs, bodyBytesPerSecond }: SendingLimits,
): Promise<void> {
  const ended = new AbortController();
  raw.once('close', () => ended.abort(over));
  const before = socket.bytesRead;
  const allowedMs = () => bodyMs + ((socket.bytesRead - before) / bodyBytesPerSecond) * 1_000;
  try {
    // Elapsed time is added up rather than read, so that a jump of the wall clock cuts off no request.
    for (let waitedMs = 0, untilMs = allowedMs(); untilMs > waitedMs; waitedMs = untilMs, untilMs = allowedMs())
      await clock.sleep(untilMs - waitedMs, ended.signal);
  } catch {
    // The request is complete, or its connection is closed.
    return;
  }
  if (raw.complete) return;
  // Already answered without its body: no second answer.
  if (reply.sent) socket.destroy();
  else sendProblem(reply.header('connection', 'close'), problemOf({ statusCode: 408 }));
}
