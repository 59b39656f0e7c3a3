import type { RawCallback } from './callback.events.js';

/**
 * What helps to find out where a callback came from and how it was sent. Anything else, above all what carries secrets or may be as long as
 * its sender likes, is left out. Proxies append to the two lists of addresses, so of those the end is kept.
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
