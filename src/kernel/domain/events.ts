import { z } from 'zod';
import type { Instant } from './clock.js';
import { Money } from './money.js';

/** The cause of an event: an API client, a user, a saga or policy of ours, a provider, or the system at its start. */
export interface Actor {
  readonly kind: 'client' | 'user' | 'saga' | 'provider' | 'system';
  readonly id: string;
  readonly name: string;
}

/** Where a command comes from; every event that it leads to carries this. */
export interface Origin {
  readonly actor: Actor;
  /** The request, callback or saga run that started the chain. */
  readonly correlationId: string;
  /** The event that a policy reacted to; null for a caller's command. */
  readonly causationId: string | null;
}

export interface EventMetadata extends Origin {
  /** When it was recorded. */
  readonly at: Instant;
  readonly schemaVersion: number;
}

export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** An event read back from the log, in its newest shape. */
export type Recorded<E extends DomainEvent = DomainEvent> = E & {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly metadata: EventMetadata;
};

/** Turns the stored data of version n into that of version n + 1. */
type Upcast = (data: never) => unknown;

export interface EventDefinition<Type extends string = string, Data = unknown, Given = Data> {
  (data: Given): DomainEvent<Type, Data>;
  readonly type: Type;
  readonly version: number;
  /** Reads stored data of any version; throws when it is of none. */
  read(data: unknown, version: number): Data;
}

/** A definition for readers that do not use its data. */
export type AnyEventDefinition = Pick<EventDefinition, 'type' | 'version' | 'read'>;

export type EventOf<D> = D extends EventDefinition<infer Type, infer Data, never> ? DomainEvent<Type, Data> : never;

/**
 * The only place that knows an event's shape. The newest version is 1 + the number of upcasts. Data is checked on its way in
 * and on its way out; `read` accepts both what was stored and what a creator made.
 */
export function defineEvent<const Type extends string, Schema extends z.ZodType>(
  type: Type,
  schema: Schema,
  upcasts: readonly Upcast[] = [],
): EventDefinition<Type, z.output<Schema>, z.input<Schema>> {
  const version = upcasts.length + 1;
  const create = (data: z.input<Schema>) => ({ type, data: schema.parse(data) }) as const;
  const read = (data: unknown, from: number): z.output<Schema> => {
    if (!Number.isInteger(from) || from < 1 || from > version) throw new Error(`${type} has no version ${from}`);
    return schema.parse(upcasts.slice(from - 1).reduce((older, upcast) => upcast(older as never), data));
  };
  return Object.assign(create, { type, version, read });
}

/** The shapes that events are made of. */
export const instantShape = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** Stored as `{ amount, currency }` by Money's own `toJSON`. */
export const moneyShape = z.union([
  z.custom<Money>((value) => value instanceof Money),
  z.object({ amount: z.string(), currency: z.string() }).transform(({ amount, currency }, context) => {
    const money = Money.parse(amount, currency);
    if (money !== null) return money;
    context.addIssue(`not money: ${amount} ${currency}`);
    return z.NEVER;
  }),
]);
