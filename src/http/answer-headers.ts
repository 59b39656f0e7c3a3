import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Headers of every answer, refusals included: caches do not store it, browsers do not guess its Content-Type, load nothing from it, send
 * nothing from it and put it in no frame. An HTML page gets its own policy.
 */
export const answerHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The documentation page loads its own files and calls this API ("Try it out"); Swagger UI sets inline styles. */
const documentationPolicy = `${answerHeaders['content-security-policy']}; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'`;

export function setAnswerHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    setHeaders(request, reply);
    if (request.routeOptions.url?.startsWith('/docs'))
      void reply.header('content-security-policy', documentationPolicy);
    done();
  });
}

export function setHeaders(request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(answerHeaders).header('x-request-id', request.id);
}
