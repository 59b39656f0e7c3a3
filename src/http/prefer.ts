import type { FastifyReply, FastifyRequest } from 'fastify';

export const longestWaitSeconds = 10;

export interface PreferredWait {
  readonly patienceMs: number;
  /** Aborted when the caller has gone away. */
  readonly gone: AbortSignal;
  /** Says in the answer that the preference was honoured. */
  applied(): void;
}

/** The preference `wait` of a request (RFC 7240), ten seconds at most; null where it states none. */
export function preferredWait({ headers }: FastifyRequest, reply: FastifyReply): PreferredWait | null {
  const seconds = secondsToWait(headers);
  if (seconds === 0) return null;
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort(closed));
  return {
    patienceMs: seconds * 1_000,
    gone: gone.signal,
    applied: () => void reply.header('preference-applied', `wait=${seconds}`),
  };
}

/** How long a request prefers to wait at most; 0: it does not. The first of several preferences counts, and an invalid one is ignored. */
export function secondsToWait(headers: FastifyRequest['headers']): number {
  const prefer = String(headers['prefer'] ?? '');
  const wait = prefer.split(',').find((preference) => /^\s*wait\s*(?:[=;]|$)/i.test(preference)) ?? '';
  const seconds = Number(/^\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:;|$)/i.exec(wait)?.[1] ?? 0);
  return Math.min(seconds, longestWaitSeconds);
}

const closed = new Error('The connection is closed');
