import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CommandBus } from '@nestjs/cqrs';
import { problemOf, sendProblem } from '../../http/problem.filter.js';
import { RecordCallback } from './callback.commands.js';
import { sourceAddressOf } from '../../http/source-address.js';

interface Address {
  readonly provider: string;
  readonly token: string;
}

/**
 * The route that providers call back. It is registered beside Nest's routes, in a scope of its own, since here a body is taken as bytes under every
 * Content-Type: a callback that cannot be parsed is still evidence.
 */
export function callbacksRoute(
  server: FastifyInstance,
  commands: CommandBus,
  isProvider: (name: string) => boolean,
): void {
  const route = async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    // Fastify refuses an invalid Content-Type before a parser is called. The recorded headers are those that were sent.
    scope.addHook('onRequest', (request, _reply, done) => {
      request.headers = { ...request.headers, 'content-type': 'application/octet-stream' };
      done();
    });
    scope.route({
      method: ['POST', 'PUT'],
      url: '/callbacks/:provider/:token',
      bodyLimit: 64 * 1024,
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const { provider, token } = request.params as Address;
        if (!isProvider(provider)) return sendProblem(reply, problemOf({ statusCode: 404 }));
        try {
          const delivery = {
            provider,
            token,
            method: request.method as 'POST' | 'PUT',
            headers: headersOf(request),
            body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
            sourceAddress: sourceAddressOf(request),
          };
          const wellFormed = await commands.execute(new RecordCallback(delivery));
          return wellFormed ? reply.code(200).send() : sendProblem(reply, problemOf({ statusCode: 400 }));
        } catch (error) {
          return sendProblem(reply, problemOf(error));
        }
      },
    });
  };
  // Without a name Fastify looks for the plugin among all loaded modules, as with `other-methods`.
  server.register(Object.assign(route, { [Symbol.for('fastify.display-name')]: 'callbacks' }));
}

const headersOf = ({ raw: { headers } }: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value!]),
  );
