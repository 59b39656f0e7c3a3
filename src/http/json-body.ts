import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { InvalidInput, type FieldError } from '../kernel/domain/invalid-input.js';
import { jsonTokens } from '../kernel/json-text.js';

/** Bodies are JSON in UTF-8, and a file on the routes that take one. Other media types are refused, and so are bodies whose form would harm the code that reads them. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      refuseEncoded(request);
      done(null, readJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/**
 * In the `config` of a route that takes a file, the media types that it takes: its body is the stream of the file, which the route reads and bounds
 * itself.
 */
export const takesFile = 'takesFile';

const fileTypes = [
  'text/csv',
  'text/plain',
  'application/xml',
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

export function readFileBodies(server: FastifyInstance): void {
  server.addContentTypeParser(fileTypes, (request, payload, done) => {
    try {
      const taken = (request.routeOptions.config as { readonly [takesFile]?: readonly string[] })[takesFile] ?? [];
      const [type = ''] = (request.headers['content-type'] ?? '').split(';');
      if (!taken.includes(type.trim().toLowerCase())) throw new UnsupportedMediaTypeException();
      refuseEncoded(request);
      done(null, payload);
    } catch (error) {
      discardRest(payload);
      done(error as Error);
    }
  });
}

/** The file as it arrives. A refusal in its middle leaves the connection as it is, or the answer would be lost with it. */
export const bytesOf = ({ body }: FastifyRequest): AsyncIterable<Uint8Array> =>
  body instanceof Readable ? (body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) : nothingSent();

async function* nothingSent(): AsyncGenerator<Uint8Array> {
  yield* [];
}

/** Reads on what a refused file still sends, so that its sender gets the answer; a sender that goes on and on is cut off. */
export function discardRest(file: Readable): void {
  let left = mostDiscarded;
  file.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) file.destroy();
  });
}
const mostDiscarded = 64 * 1_024 * 1_024;

function refuseEncoded({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^identity$/i.test(encoding) || !/^utf-?8$/i.test(charset)) throw new UnsupportedMediaTypeException();
}

/** Undefined for an empty body: many clients name a media type without sending a body. */
function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw invalid('must be UTF-8');
  const text = bytes.toString();
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    throw invalid('must be JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('must be a JSON object');
  const error = errorIn(text);
  if (error !== null) throw new InvalidInput([error]);
  return value;
}

// The code that reads a body recurses into it, merges its members into other objects, and expects each name once.
function errorIn(json: string): FieldError | null {
  const seen: Set<string>[] = [];
  for (const { is, path } of jsonTokens(json)) {
    const field = path.join('.');
    if (is === 'opening') {
      if (path.length === deepest) return { field, message: `must not nest deeper than ${deepest} levels` };
      seen[path.length] = new Set();
    } else if (is === 'name') {
      const name = path.at(-1)!;
      const names = seen[path.length - 1]!;
      if (isOfPrototype(name)) return { field, message: 'is not a name that a member may have' };
      if (names.has(name)) return { field, message: 'must not come twice' };
      names.add(name);
    }
  }
  return null;
}

/** Every object inherits a member of such a name, so a look-up would find a value that was not sent. */
export const isOfPrototype = (name: string): boolean => name in Object.prototype || name === 'prototype';

const invalid = (message: string) => new InvalidInput([{ field: '', message }]);
const deepest = 20;
