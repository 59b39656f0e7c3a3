import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** What came back for one call; nothing is thrown for what a network can do. */
export type Answer =
  | { readonly fault: string }
  | {
      readonly fault: null;
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
      readonly latencyMs: number;
    };

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/** Follows no redirect. It also calls where the certificate is wrong: the certificate is checked by itself, and no secret goes over https here. */
export function call(address: URL, { method, headers = {}, body, timeoutMs }: Call): Promise<Answer> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const options = { method, headers, agent: false, signal: AbortSignal.timeout(timeoutMs) };
    const failed = (error: NodeJS.ErrnoException) =>
      resolve({ fault: error.name === 'AbortError' ? `no answer within ${timeoutMs} ms` : (error.code ?? error.name) });
    const sent =
      address.protocol === 'https:'
        ? requestHttps(address, { ...options, rejectUnauthorized: false })
        : requestHttp(address, options);
    sent.on('error', failed).on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= longestBody) chunks.push(chunk);
      });
      response.on('error', failed).on('end', () =>
        resolve({
          fault: null,
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString(),
          latencyMs: performance.now() - startedAt,
        }),
      );
    });
    sent.end(body);
  });
}

/** The metrics of a large installation stay below it. */
const longestBody = 4 * 1024 * 1024;
