import { MethodNotAllowedException } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { onlyRefuses } from './access.js';
import { isOfNoPage, problemOf, sendProblem } from './problem.filter.js';

/** Answers 405 with `Allow` for a known path with another method. Called before routes are added; the returned function is called after all are added. */
export function answerOtherMethods(server: FastifyInstance): () => void {
  const methodsOf = new Map<string, Set<HTTPMethods>>();
  server.addHook('onRoute', ({ url, method }) => {
    // As the router compares paths: a trailing slash and the name of a parameter make no difference.
    const path = url.replace(/(?<=.)\/$/, '').replaceAll(/:\w+/g, ':any');
    const methods = methodsOf.get(path) ?? new Set();
    methodsOf.set(path, methods);
    for (const name of [method].flat()) methods.add(name as HTTPMethods);
  });
  const refusals = async (scope: FastifyInstance) => {
    for (const [url, known] of [...methodsOf]) {
      const method = methodsThere.filter((name) => !known.has(name));
      const allow = [...known].toSorted().join(', ');
      // Before the body is read: the method alone decides.
      const onRequest = (request: FastifyRequest, reply: FastifyReply) => {
        // Where a form was sent to, a person may come by the address: who it is, the filter finds out.
        void reply.header('allow', allow);
        if (isOfNoPage(request)) throw new MethodNotAllowedException();
        sendProblem(reply, problemOf({ statusCode: 405 }));
      };
      if (method.length > 0) scope.route({ method, url, onRequest, handler: () => undefined, config });
    }
  };
  // Without a name Fastify looks for the plugin among all loaded modules, which costs a start 0.2 s under Jest.
  const plugin = Object.assign(refusals, { [Symbol.for('fastify.display-name')]: 'other-methods' });
  // A plugin, so that the routes of earlier plugins are known here.
  return () => void server.register(plugin);
}

const config = { [onlyRefuses]: true };
const methodsThere: readonly HTTPMethods[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
