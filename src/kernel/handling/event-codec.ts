import { instant, type Clock } from '../domain/clock.js';
import type { DomainEvent, AnyEventDefinition, Origin, Recorded } from '../domain/events.js';
import type { NewEvent, RecordedEvent } from '../ports/event-store.js';

// Several followers read the same event; it is checked and brought to its newest shape once for all of them.
const alreadyRead = new WeakMap<RecordedEvent, Recorded>();

/** Between what the log keeps and what the domain speaks: version by version, checked both ways. */
export class EventCodec<E extends DomainEvent = DomainEvent> {
  readonly #definitions: ReadonlyMap<string, AnyEventDefinition>;

  constructor(definitions: readonly AnyEventDefinition[]) {
    this.#definitions = new Map(definitions.map((definition) => [definition.type, definition]));
  }

  get types(): readonly string[] {
    return [...this.#definitions.keys()];
  }

  /** Throws when the event is not one of ours or not in any shape that it ever had. */
  read(stored: RecordedEvent): Recorded<E> {
    const known = alreadyRead.get(stored);
    if (known !== undefined) return known as Recorded<E>;
    const { id, stream, revision, position, metadata } = stored;
    const data = this.#definition(stored.type).read(stored.data, metadata.schemaVersion);
    const event = { type: stored.type, data, id, stream, revision, position, metadata };
    alreadyRead.set(stored, event);
    return event as unknown as Recorded<E>;
  }

  write(event: E, id: string, { actor, correlationId, causationId }: Origin, clock: Clock): NewEvent {
    const { type, version } = this.#definition(event.type);
    const at = instant(clock.now());
    return { id, type, data: event.data, metadata: { actor, correlationId, causationId, at, schemaVersion: version } };
  }

  #definition(type: string): AnyEventDefinition {
    const definition = this.#definitions.get(type);
    if (definition === undefined) throw new Error(`Not an event that is known here: ${type}`);
    return definition;
  }
}
