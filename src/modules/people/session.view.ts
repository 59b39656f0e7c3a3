import type { Instant } from '../../kernel/domain/clock.js';
import type { View } from '../../kernel/following/view.js';
import { sessionEvents, type SessionEvent } from './session.events.js';

/** A session as its owner sees it. Whether it is good is never read from here. */
export interface ListedSession {
  readonly id: string;
  readonly userId: string;
  readonly browser: string;
  readonly signedInAt: Instant;
  readonly lastSeenAt: Instant;
  readonly isEnded: boolean;
}

export const sessionView: View<ListedSession, SessionEvent> = {
  collection: {
    name: 'sessions.v1',
    indexes: [['userId', 'signedInAt']],
  },
  events: sessionEvents,
  idOf: ({ data }) => data.sessionId,
  on: {
    SessionStarted: (_, { data: { sessionId, userId, browser, signedInAt, at } }) => ({
      id: sessionId,
      userId,
      browser,
      signedInAt,
      lastSeenAt: at,
      isEnded: false,
    }),
    SessionContinued: (known, { data: { at } }) => known && { ...known, lastSeenAt: at },
    SessionEnded: (known) => known && { ...known, isEnded: true },
  },
};
