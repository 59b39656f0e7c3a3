import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { InFlightRequests } from '../kernel/in-flight-requests.js';

/**
 * Counts what was received whole and changes something: a payment is asked for while somebody waits. Not counted is what may last long and changes
 * nothing, an export or an answer that waits for a final state, nor what a caller is slow to send.
 */
export function countInFlight(server: FastifyInstance, requests: InFlightRequests): void {
  server.addHook('preHandler', ({ method, headers }: FastifyRequest, { raw }: FastifyReply, done: () => void) => {
    const mayLast = method === 'GET' || method === 'HEAD' || headers['prefer'] !== undefined;
    // The caller may have left already, and nobody tells it twice.
    if (!mayLast && !raw.closed) raw.once('close', requests.begin());
    done();
  });
}
