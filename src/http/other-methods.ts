import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { problemOf, sendProblem } from './problem.filter.js';

/** A path that is known by another method is 405, and says by which. Called before there are routes; what it answers is called when all are there. */
export function answerOtherMethods(server: FastifyInstance): () => void {
  const methodsOf = new Map<string, Set<HTTPMethods>>();
  server.addHook('onRoute', ({ url, method }) => {
    // As the router compares them: a slash at the end and the name of a parameter make no other path.
    const path = url.replace(/(?<=.)\/$/, '').replaceAll(/:\w+/g, ':any');
    const methods = methodsOf.get(path) ?? new Set();
    methodsOf.set(path, methods);
    for (const name of [method].flat()) methods.add(name as HTTPMethods);
  });
  // As a plugin, so that the routes of earlier plugins are known by then.
  return () =>
    void server.register(async (scope) => {
      for (const [url, known] of [...methodsOf]) {
        const method = methodsThere.filter((name) => !known.has(name));
        const allow = [...known].toSorted().join(', ');
        // Before any body is read: nothing about the request makes the method another.
        const onRequest = (_: FastifyRequest, reply: FastifyReply) =>
          sendProblem(reply.header('allow', allow), problemOf({ statusCode: 405 }));
        if (method.length > 0) scope.route({ method, url, onRequest, handler: () => undefined });
      }
    });
}

const methodsThere: readonly HTTPMethods[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
