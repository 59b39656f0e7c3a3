import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { InvalidInput, type FieldError } from './invalid-input.js';

/** Bodies are JSON in UTF-8 and nothing else: any other media type is refused by its name, and what would harm its readers by its form. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, readJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Undefined where there is nothing: many clients name a media type even for the body that they do not send. */
function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw invalid('must be UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString()) as unknown;
  } catch {
    throw invalid('must be JSON');
  }
  const trouble = troubleIn(value, '', 0);
  if (trouble !== null) throw new InvalidInput([trouble]);
  return value;
}

// The readers of a body go through it recursively, and lay its members over objects of theirs.
function troubleIn(value: unknown, path: string, depth: number): FieldError | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth === deepest) return { field: path, message: `must not nest deeper than ${deepest} levels` };
  for (const [name, member] of Object.entries(value)) {
    const field = path === '' ? name : `${path}.${name}`;
    if (harmful.has(name)) return { field, message: 'is no name that a member may have' };
    const trouble = troubleIn(member, field, depth + 1);
    if (trouble !== null) return trouble;
  }
  return null;
}

const invalid = (message: string) => new InvalidInput([{ field: '', message }]);
const harmful: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const deepest = 20;
