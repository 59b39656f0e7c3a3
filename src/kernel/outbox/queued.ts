import { instant, type Instant } from '../domain/clock.js';
import type { Position } from '../domain/position.js';
import type { Document } from '../ports/document-store.js';
import { nextGapMs } from './retry-schedule.js';

export const queuedStatuses = ['pending', 'delivered', 'failed'] as const;
export type QueuedStatus = (typeof queuedStatuses)[number];

export interface TryMade {
  /** So that a try is noted once, however often its writer has to write. */
  readonly id: string;
  readonly at: Instant;
}

/** Something that is sent to the outside until it is taken in, or until its schedule of tries ends. */
export interface Queued<Try extends TryMade = TryMade> extends Document {
  /** Of two about one resource only one is being sent at a time. */
  readonly resourceId: string;
  /** Of its event in the log, as text that sorts. */
  readonly position: string;
  readonly createdAt: Instant;
  readonly status: QueuedStatus;
  readonly nextTryAt: Instant | null;
  /** Oldest first, at most the newest `triesKept`. */
  readonly tries: readonly Try[];
  readonly triesMade: number;
  /** How many tries were made before the current schedule began: a recovery begins a new one. */
  readonly triesBefore: number;
  /** When it was delivered or failed. */
  readonly settledAt: Instant | null;
  /** Names the write of this version: two writers of one version find out by it whose was kept. */
  readonly writer: string;
}

export const sortable = (position: Position): string => String(position).padStart(20, '0');

/** What is new, and due at once. */
export const freshlyQueued = (position: Position, now: number, writer: string) =>
  ({
    position: sortable(position),
    createdAt: instant(now),
    status: 'pending',
    nextTryAt: instant(now),
    tries: [],
    triesMade: 0,
    triesBefore: 0,
    settledAt: null,
    writer,
  }) as const;

/** With a try noted, and nothing concluded from it yet. */
export const withTry = <D extends Queued>(queued: D, made: D['tries'][number]): D => ({
  ...queued,
  tries: [...queued.tries, made].slice(-triesKept),
  triesMade: queued.triesMade + 1,
});

export const settled = <D extends Queued>(queued: D, status: QueuedStatus, now: number): D => ({
  ...queued,
  status,
  nextTryAt: null,
  settledAt: instant(now),
});

/** After a try that brought nothing: due again by the schedule, or failed at its end. */
export function triedInVain<D extends Queued>(tried: D, now: number): D {
  const gap = nextGapMs(tried.id, tried.triesMade - tried.triesBefore);
  return gap === null ? settled(tried, 'failed', now) : { ...tried, nextTryAt: instant(now + gap) };
}

const triesKept = 50;
