import type { FastifyRequest } from 'fastify';
import { sourceAddressOf } from '../../http/source-address.js';
import type { Whereabouts } from './people.commands.js';

export const whereaboutsOf = (request: FastifyRequest): Whereabouts => ({
  address: sourceAddressOf(request),
  browser: browserOf(request.headers['user-agent'] ?? ''),
  correlationId: request.id,
});

/** Enough for its owner to know it by: `Firefox, Windows`. Nothing else of what the browser says of itself is kept. */
export function browserOf(userAgent: string): string {
  const first = (rows: readonly (readonly [RegExp, string])[]) => rows.find(([form]) => form.test(userAgent))?.[1];
  const named = [first(browsers), first(systems)].filter((name) => name !== undefined);
  return named.length === 0 ? '?' : named.join(', ');
}

// The more special ones first: most say that they are others as well.
const browsers = [
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;
const systems = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;
