import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Answer } from './answers.js';

/** One request as a handler sees it. */
export interface Call {
  method: string;
  headers: IncomingMessage['headers'];
  /** The parts of the path that its pattern left open, in order and decoded. */
  parameters: readonly string[];
  query: URLSearchParams;
  body: string;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** A tree of path segments: finding a handler costs one look-up per segment, however many paths there are. */
export class Router<T> {
  private readonly root: Node<T> = newNode();

  add(method: string, pattern: string, target: T): void {
    let node = this.root;
    for (const segment of pattern.slice(1).split('/')) {
      const name = segment.startsWith('{') ? open : segment;
      let next = node.children.get(name);
      if (!next) node.children.set(name, (next = newNode()));
      node = next;
    }
    node.targets.set(method, target);
  }

  find(method: string, path: string): { target: T; parameters: string[] } | null {
    let node: Node<T> = this.root;
    const parameters: string[] = [];
    for (const segment of path.slice(1).split('/')) {
      const named = node.children.get(segment);
      const next = named ?? node.children.get(open);
      if (!next) return null;
      if (!named) parameters.push(segment);
      node = next;
    }
    const target = node.targets.get(method);
    return target === undefined ? null : { target, parameters };
  }
}

interface Node<T> {
  children: Map<string, Node<T>>;
  targets: Map<string, T>;
}

const open = '{}';

function newNode<T>(): Node<T> {
  return { children: new Map(), targets: new Map() };
}

/** The whole body, or null when it exceeds the limit. */
export function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= longestBody) chunks.push(chunk);
    });
    request.on('end', () => resolve(length > longestBody ? null : Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}

const longestBody = 65_536;

export function write(response: ServerResponse, answer: Answer, correlationId: string): void {
  if (answer.drop) {
    response.socket?.destroy();
    return;
  }
  if (answer.lines) {
    response.writeHead(answer.status, { ...answer.headers, 'Content-Type': answer.type ?? 'text/plain;charset=utf-8' });
    Readable.from(answer.lines).pipe(response);
    return;
  }
  const text = answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
  const headers: Record<string, string | number> = { 'X-CorrelationID': correlationId, ...answer.headers };
  if (text !== '') headers['Content-Type'] = answer.type ?? 'application/json;charset=utf-8';
  const bytes = Buffer.from(answer.truncated ? text.slice(0, text.length >> 1) : text);
  headers['Content-Length'] = bytes.length;
  response.writeHead(answer.status, headers);
  response.end(bytes);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON text has the value undefined.
    return undefined;
  }
}
