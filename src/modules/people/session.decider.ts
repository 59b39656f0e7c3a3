import { epochMs, type Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import {
  SessionContinued,
  SessionEnded,
  sessionEvents,
  SessionStarted,
  type NewSession,
  type SessionEvent,
  type WhyEnded,
} from './session.events.js';

export interface SessionOrders {
  readonly Start: { readonly session: NewSession };
  readonly Continue: { readonly sessionId: string; readonly at: Instant };
  readonly End: { readonly sessionId: string; readonly why: WhyEnded; readonly at: Instant };
}

export interface Session {
  readonly id: string;
  readonly hash: string;
  readonly userId: string;
  readonly epoch: number;
  readonly signedInAt: Instant;
  readonly secondFactorAt: Instant | null;
  readonly lastSeenAt: Instant;
  readonly isEnded: boolean;
}
export type KnownSession = Session | null;

/** One browser in which a person is signed in. */
export const session: Decider<KnownSession, SessionOrders, SessionEvent> = {
  category: 'session',
  events: sessionEvents,
  initial: null,
  decide: {
    Start: (known, { session }) => (known === null ? [SessionStarted(session)] : nothing),
    Continue: (known, { sessionId, at }) =>
      known === null || known.isEnded || at <= known.lastSeenAt ? nothing : [SessionContinued({ sessionId, at })],
    End: (known, { sessionId, why, at }) =>
      known === null || known.isEnded ? nothing : [SessionEnded({ sessionId, why, at })],
  },
  evolve: {
    SessionStarted: (_, { data: { sessionId, hash, userId, epoch, signedInAt, secondFactorAt, at } }) => ({
      id: sessionId,
      hash,
      userId,
      epoch,
      signedInAt,
      secondFactorAt,
      lastSeenAt: at,
      isEnded: false,
    }),
    SessionContinued: (known, { data: { at } }) => known && { ...known, lastSeenAt: at },
    SessionEnded: (known) => known && { ...known, isEnded: true },
  },
};

/** 30 minutes without a request, 12 hours in all. */
export const idleAfterMs = 30 * 60_000;
export const overAfterMs = 12 * 60 * 60_000;
/** What moves money or shows people's data wants a second factor not older than this. */
export const freshForMs = 10 * 60_000;
export const continuedEveryMs = 5 * 60_000;

/** Whether it is still one. `lastSeenMs`: the newest use that this instance knows of. */
export const isOver = ({ isEnded, signedInAt }: Session, lastSeenMs: number, nowMs: number): boolean =>
  isEnded || nowMs - lastSeenMs >= idleAfterMs || nowMs - epochMs(signedInAt) >= overAfterMs;

export const isFresh = ({ secondFactorAt }: Pick<Session, 'secondFactorAt'>, nowMs: number): boolean =>
  secondFactorAt !== null && nowMs - epochMs(secondFactorAt) < freshForMs;
