import type { RawCallback } from './callback.events.js';

/**
 * The headers that help to find the sender of a callback and how it was sent. No other header is kept: it could hold a secret, and the sender
 * could choose what is stored. Proxies append to `Forwarded` and `X-Forwarded-For`, so of these two the end is kept.
 */
const kept: ReadonlyMap<string, 'beginning' | 'end'> = new Map([
  ['content-type', 'beginning'],
  ['content-length', 'beginning'],
  ['content-encoding', 'beginning'],
  ['date', 'beginning'],
  ['forwarded', 'end'],
  ['host', 'beginning'],
  ['traceparent', 'beginning'],
  ['user-agent', 'beginning'],
  ['x-correlation-id', 'beginning'],
  ['x-forwarded-for', 'end'],
  ['x-reference-id', 'beginning'],
  ['x-request-id', 'beginning'],
]);
const mostCharacters = 256;

export const keptHeaders = (headers: RawCallback['headers']): RawCallback['headers'] =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const end = kept.get(name);
      if (end === undefined) return [];
      return [[name, end === 'end' ? value.slice(-mostCharacters) : value.slice(0, mostCharacters)]];
    }),
  );
