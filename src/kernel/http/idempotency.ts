import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.js';

/** The key that makes a repeated POST the same POST: 1 to 255 visible ASCII characters. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (key === undefined) throw new Refusal('invalid', 'IDEMPOTENCY_KEY_MISSING');
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Refusal('invalid', 'IDEMPOTENCY_KEY_INVALID');
  return key;
});

/** The keys whose first request is still being answered here. */
export class KeysInFlight {
  readonly #keys = new Set<string>();

  async once<T>(scope: string, work: () => Promise<T>): Promise<T> {
    if (this.#keys.has(scope)) throw new Refusal('conflict', 'IDEMPOTENCY_KEY_IN_FLIGHT');
    this.#keys.add(scope);
    try {
      return await work();
    } finally {
      this.#keys.delete(scope);
    }
  }
}

/** The same text for the same JSON value, whatever the order of its members. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
