import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

/** A key was used: at most one event for each key and hour, over all instances. */
export const ApiKeyUsed = defineEvent(
  'ApiKeyUsed',
  z.object({ clientId: z.string(), keyId: z.string(), at: instantShape }),
);

/**
 * A client was shown a whole phone number: at most one event for each client, payer and hour. `subject` says which payer, never the number:
 * it is the keyed hash that the payer's sealed data carries.
 */
export const PayerNumberSeen = defineEvent(
  'PayerNumberSeen',
  z.object({ clientId: z.string(), subject: z.string(), at: instantShape }),
);

export const failureReasons = [
  'missing',
  'malformed',
  'mistyped',
  'unknown',
  'expired',
  'revoked',
  'sign-in',
  'second-factor',
] as const;

/**
 * Requests without a valid key, and people's attempts to sign in that came to nothing. Many make one event: `count` says how many since `firstAt`. `address` is null in the event that holds the rest
 * when too many addresses fail in one minute.
 */
export const AuthenticationFailed = defineEvent(
  'AuthenticationFailed',
  z.object({
    address: z.string().nullable(),
    reason: z.enum(failureReasons).nullable(),
    /** Of a key that is, or was, a client's; null: of no key that we made. */
    keyId: z.string().nullable(),
    clientId: z.string().nullable(),
    /** Whose password or second factor was guessed; null: nobody's whom we know, or a key. */
    userId: z.string().nullable(),
    count: z.number().int().min(1),
    firstAt: instantShape,
    at: instantShape,
  }),
  [(first: object) => ({ ...first, userId: null })],
);

/**
 * Requests with a good key to a route that none of its roles may use. Many make one event, as above. `route` is the pattern, `DELETE
 * /v1/payers/:msisdn`: it holds nothing of what was asked. Client, key and route are null in the event that holds the rest.
 */
export const AccessRefused = defineEvent(
  'AccessRefused',
  z.object({
    clientId: z.string().nullable(),
    keyId: z.string().nullable(),
    route: z.string().nullable(),
    count: z.number().int().min(1),
    firstAt: instantShape,
    at: instantShape,
  }),
);

/**
 * A rule refused, with a 403 or 409, what a good key asked for at a sensitive route. Many make one event, as above. `code` is the refusal's,
 * `resourceId` the id in the path: of a payment, refund, payout, batch, adjustment, review or client, or a day; null where the path has none of ours.
 */
export const ActionRefused = defineEvent(
  'ActionRefused',
  z.object({
    clientId: z.string().nullable(),
    keyId: z.string().nullable(),
    route: z.string().nullable(),
    code: z.string().nullable(),
    resourceId: z.string().nullable(),
    count: z.number().int().min(1),
    firstAt: instantShape,
    at: instantShape,
  }),
);

export const accessEvents = [ApiKeyUsed, PayerNumberSeen, AuthenticationFailed, AccessRefused, ActionRefused];
export type AccessEvent = EventOf<
  typeof ApiKeyUsed | typeof PayerNumberSeen | typeof AuthenticationFailed | typeof AccessRefused | typeof ActionRefused
>;
export type Failure = EventOf<typeof AuthenticationFailed>['data'];
export type RefusedAccess = EventOf<typeof AccessRefused>['data'];
export type RefusedAction = EventOf<typeof ActionRefused>['data'];
export type FailureReason = (typeof failureReasons)[number];
