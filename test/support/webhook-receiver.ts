import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The receiver of a client: keeps what arrives, and answers as it is told. */
export class Receiver {
  readonly calls: Received[] = [];
  #answer: (call: Received, response: ServerResponse) => void = answerWith(204);
  #server!: Server;
  #url = '';

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const call = { path: request.url!, headers: request.headers, text, body: JSON.parse(text) as Sent };
        receiver.calls.push(call);
        receiver.#answer(call, response);
      });
    });
    await new Promise<void>((listening) => receiver.#server.listen(0, '127.0.0.1', listening));
    receiver.#url = `http://127.0.0.1:${(receiver.#server.address() as AddressInfo).port}`;
    return receiver;
  }

  url(path: string): string {
    return this.#url + path;
  }

  answers(answer: (call: Received, response: ServerResponse) => void): void {
    this.#answer = answer;
  }

  at(path: string): readonly Received[] {
    return this.calls.filter((call) => call.path === path);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Sent;
}

interface Sent {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>> & { readonly id: string; readonly sequence: number };
}

/** Answers every call so. */
export const answerWith =
  (status: number, text = '') =>
  (_: Received, response: ServerResponse) => {
    response.writeHead(status).end(text);
  };

/** Arrivals by resource: the sequence numbers, in the order in which they came. */
export const sequencesByResource = (calls: readonly Received[]): ReadonlyMap<string, readonly number[]> =>
  new Map(
    [...Map.groupBy(calls, ({ body }) => body.data.id)].map(([id, of]) => [
      id,
      of.map(({ body }) => body.data.sequence),
    ]),
  );
