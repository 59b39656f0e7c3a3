import { atMost } from '../../kernel/bounded-memory.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { MayBeRecorded, StoreUnavailable } from '../../kernel/ports/event-store.js';
import { accessNote, type AccessOrders } from './access.decider.js';
import { ApiKeyUsed, PayerNumberSeen, type AccessEvent } from './access.events.js';

/**
 * Puts on record, at most once an hour each, that a key is used and that a client sees a payer's number. The name of the stream holds the hour, so
 * instances meet in one append; what was noted from here costs nothing more.
 */
export class OnceAnHour {
  readonly #handler: Handler<boolean, AccessOrders, AccessEvent>;
  /** The hour in which a key was last noted. */
  readonly #usedIn = new Map<string, number>();
  readonly #noted = atMost<Promise<void>>(notesKept);

  constructor(private readonly kernel: Kernel) {
    this.#handler = new Handler(accessNote, kernel);
  }

  /** At each request, so it does nearly nothing for a key that was noted in this hour. Where the log is away, the next request notes it. */
  keyUsed(clientId: string, keyId: string, correlationId: string, name: string): void {
    const hour = Math.floor(this.kernel.clock.now() / hourMs);
    if (this.#usedIn.get(keyId) === hour) return;
    this.#usedIn.set(keyId, hour);
    const at = this.#now();
    const by = { actor: { kind: 'client', id: clientId, name }, correlationId, causationId: null } as const;
    this.#note(`used-${keyId}-${hourOf(at)}`, () => ApiKeyUsed({ clientId, keyId, at }), by).catch(() =>
      this.#usedIn.delete(keyId),
    );
  }

  /** Resolves when it is on record. */
  numberSeen(clientId: string, subject: string, by: Origin): Promise<void> {
    const at = this.#now();
    return this.#note(
      `seen-${clientId}-${subject}-${hourOf(at)}`,
      () => PayerNumberSeen({ clientId, subject, at }),
      by,
    );
  }

  #note(id: string, eventOf: () => AccessEvent, by: Origin): Promise<void> {
    const known = this.#noted.get(id);
    if (known !== undefined) return known;
    const noting = this.#handler.handle('NoteOnce', id, { event: eventOf(), at: this.#now(), by }).then(
      () => undefined,
      (error: unknown) => {
        this.#noted.delete(id);
        // Whether this note was written or not: the request itself has recorded nothing.
        throw error instanceof MayBeRecorded ? new StoreUnavailable(error.message, { cause: error }) : error;
      },
    );
    this.#noted.set(id, noting);
    return noting;
  }

  #now() {
    return instant(this.kernel.clock.now());
  }
}

/** `2026-11-28T14` */
const hourOf = (at: string): string => at.slice(0, 13);
const hourMs = 3_600_000;
const notesKept = 200_000;
