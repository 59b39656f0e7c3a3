import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { InFlightRequests } from '../kernel/in-flight-requests.js';
import { isSafe } from './pages/page-above.js';
import { secondsToWait } from './prefer.js';

/**
 * Counts requests that were received whole and change something: somebody waits for the answer. Not counted are those that may last long, an export or
 * an answer that waits for a final state, nor those that a caller is slow to send.
 */
export function countInFlight(server: FastifyInstance, requests: InFlightRequests): void {
  server.addHook('preHandler', ({ method, headers }: FastifyRequest, { raw }: FastifyReply, done: () => void) => {
    const mayLast = isSafe(method) || secondsToWait(headers) > 0;
    // The caller may have left already, and nobody tells it twice.
    if (!mayLast && !raw.closed) raw.once('close', requests.begin());
    done();
  });
}
