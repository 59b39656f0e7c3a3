import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/domain/refusal.js';

/** The key that makes a repeated POST the same POST: 1 to 255 visible ASCII characters. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (key === undefined) throw new Refusal('invalid', 'IDEMPOTENCY_KEY_MISSING');
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Refusal('invalid', 'IDEMPOTENCY_KEY_INVALID');
  return key;
});

/** Where the thing is that a request with a key has made, and whether an earlier request with the same key had made it. */
export function tellMade(reply: FastifyReply, location: string, replayed: boolean): void {
  void reply.header('location', location);
  if (replayed) void reply.header('idempotent-replayed', 'true');
}

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

/**
 * The same text for the same JSON value, whatever the order of its members. It keeps its own stack: a body can nest deeper than functions
 * can call each other.
 */
export function canonicalJson(value: unknown): string {
  const text: string[] = [];
  const ahead: (Verbatim | Value)[] = [{ value }];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if ('verbatim' in next) text.push(next.verbatim);
    else if (next.value === null || typeof next.value !== 'object') text.push(JSON.stringify(next.value));
    else ahead.push(...partsOf(next.value).toReversed());
  }
  return text.join('');
}

type Verbatim = { readonly verbatim: string };
type Value = { readonly value: unknown };

function partsOf(value: object): readonly (Verbatim | Value)[] {
  const isList = Array.isArray(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (!isList) members.sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = members.flatMap(([name, member], index) => [
    { verbatim: `${index === 0 ? '' : ','}${isList ? '' : `${JSON.stringify(name)}:`}` },
    { value: member },
  ]);
  return [{ verbatim: isList ? '[' : '{' }, ...parts, { verbatim: isList ? ']' : '}' }];
}
