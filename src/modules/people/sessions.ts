import { hash, randomBytes } from 'node:crypto';
import { atMost } from '../../kernel/bounded-memory.js';
import { epochMs, instant } from '../../kernel/domain/clock.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import { VolatileReader } from '../../kernel/following/volatile-reader.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { isSameText } from '../../kernel/keyed-hash.js';
import type { RecordedEvent } from '../../kernel/ports/event-store.js';
import {
  continuedEveryMs,
  isOver,
  session,
  type KnownSession,
  type Session,
  type SessionOrders,
} from './session.decider.js';
import { sessionEvents, type NewSession, type SessionEvent, type WhyEnded } from './session.events.js';

/**
 * The sessions of people, each in a stream that the hash of its cookie names: any instance finds one at its first request by reading that stream, keeps
 * it in memory and hears in the log when it ends. Which instance a person signed in at makes no difference.
 */
export class Sessions {
  readonly #handler: Handler<KnownSession, SessionOrders, SessionEvent>;
  readonly #codec = new EventCodec<SessionEvent>(sessionEvents);
  readonly #known = atMost<Remembered>(sessionsKept);
  /** The newest revision that was heard of sessions that were not known here. */
  readonly #heard = atMost<{ readonly revision: number }>(sessionsKept);
  readonly #reader: VolatileReader;

  constructor(private readonly kernel: Kernel) {
    this.#handler = new Handler(session, kernel);
    const filter = { categories: [session.category] };
    this.#reader = new VolatileReader(kernel.store, kernel.clock, filter, ({ events }) => {
      for (const event of events) this.#hear(event);
    });
  }

  start(): Promise<void> {
    return this.#reader.start();
  }

  stop(): Promise<void> {
    return this.#reader.stop();
  }

  /** A new cookie for a new session; of the cookie only the hash is kept. */
  async begin(started: Omit<NewSession, 'sessionId' | 'hash' | 'at'>, by: Origin): Promise<string> {
    const cookie = randomBytes(32).toString('base64url');
    const { sessionId, hashOfCookie } = namedBy(cookie);
    const at = instant(this.kernel.clock.now());
    await this.#handler.handle('Start', sessionId, {
      session: { ...started, sessionId, hash: hashOfCookie, at },
      at,
      by,
    });
    return cookie;
  }

  /** Null: there is none, or it is over. */
  async withCookie(cookie: string): Promise<Session | null> {
    if (!/^[\w-]{43}$/.test(cookie)) return null;
    const { sessionId, hashOfCookie } = namedBy(cookie);
    const remembered = this.#known.get(sessionId) ?? (await this.#read(sessionId));
    if (remembered === null || !isSameText(hashOfCookie, remembered.session.hash)) return null;
    return isOver(remembered.session, remembered.lastSeenMs, this.kernel.clock.now()) ? null : remembered.session;
  }

  async withId(id: string): Promise<Session | null> {
    return (this.#known.get(id) ?? (await this.#read(id)))?.session ?? null;
  }

  /** Counts as use. Once in five minutes it is on record, for the other instances. */
  used({ id }: Session, by: Origin): void {
    const remembered = this.#known.get(id);
    if (remembered === undefined) return;
    const now = this.kernel.clock.now();
    remembered.lastSeenMs = now;
    if (now - epochMs(remembered.session.lastSeenAt) < continuedEveryMs || remembered.isNoting) return;
    remembered.isNoting = true;
    this.#handler
      .handle('Continue', id, { sessionId: id, at: instant(now), by })
      // Where the log is away, a later request notes it.
      .catch(() => undefined)
      .finally(() => {
        const newest = this.#known.get(id);
        if (newest !== undefined) newest.isNoting = false;
      });
  }

  async end(sessionId: string, why: WhyEnded, by: Origin): Promise<void> {
    await this.#handler.handle('End', sessionId, { sessionId, why, at: instant(this.kernel.clock.now()), by });
    await this.#read(sessionId);
  }

  async #read(id: string): Promise<Remembered | null> {
    for (let tries = 0; tries < mostReads; tries += 1) {
      const { state, revision } = await this.#handler.load(id);
      if (state === null) return null;
      // What came while this was being read was not heard as that of a session known here.
      if ((this.#heard.get(id)?.revision ?? -1) > (revision as number)) continue;
      return this.#know(state, revision as number);
    }
    // The log tells of more than it shows: nobody is let in by what may be over.
    return null;
  }

  #know(state: Session, revision: number): Remembered {
    const before = this.#known.get(state.id);
    if (before !== undefined && before.revision >= revision) return before;
    const lastSeenMs = Math.max(before?.lastSeenMs ?? 0, epochMs(state.lastSeenAt));
    const remembered = { session: state, revision, lastSeenMs, isNoting: before?.isNoting ?? false };
    this.#known.set(state.id, remembered);
    return remembered;
  }

  #hear(stored: RecordedEvent): void {
    const id = stored.stream.slice(session.category.length + 1);
    const known = this.#known.get(id);
    if (known === undefined) return void this.#heard.set(id, { revision: stored.revision });
    if (stored.revision <= known.revision) return;
    let event: Recorded<SessionEvent>;
    try {
      event = this.#codec.read(stored);
    } catch {
      // It is read from its stream at the next request, and is no session if it cannot be.
      return void this.#known.delete(id);
    }
    const evolve = session.evolve[event.type] as (state: KnownSession, event: SessionEvent) => KnownSession;
    const after = evolve(known.session, event);
    if (after !== null) this.#know(after, event.revision);
  }
}

interface Remembered {
  readonly session: Session;
  readonly revision: number;
  lastSeenMs: number;
  isNoting: boolean;
}

/** 256 random bits need no slow hash. The stream's name is a part of the hash: it says nothing of the cookie. */
function namedBy(cookie: string) {
  const hashOfCookie = hash('sha256', cookie, 'hex');
  return { sessionId: `ses_${hashOfCookie.slice(0, 32)}`, hashOfCookie };
}

const sessionsKept = 50_000;
const mostReads = 5;
