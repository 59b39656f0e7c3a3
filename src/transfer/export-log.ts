import { instant, type Clock } from '../kernel/domain/clock.js';
import { beginning, type Position } from '../kernel/domain/position.js';
import type { MovableEventStore, ParkedEvent, GroupProgress } from '../kernel/ports/event-store.js';
import { isOfTheImport, refuseUnfinishedImport } from './import-record.js';
import { eventsInABatch, LogFileWriter, type End, type Head } from './log-file.js';

type ExportedStore = Pick<MovableEventStore, 'readAll' | 'readStream' | 'head' | 'groups' | 'parked'>;

/**
 * The whole log as it is at the start, passed to `write` piece by piece, in order. The groups' progress is read before the head, and the
 * parked events in between: in another order an event that is parked meanwhile would be missing from both.
 */
export async function exportLog(
  store: ExportedStore,
  clock: Clock,
  write: (text: string) => Promise<void>,
  progress: (events: number, part: number) => void,
): Promise<End & Pick<Head, 'head'>> {
  await refuseUnfinishedImport(store);
  const groups = await store.groups();
  const parked = await store.parked();
  const head = await store.head();
  const places = new Places(groups, parked);
  const file = new LogFileWriter({ exportedAt: instant(clock.now()), head: String(head) });
  await write(file.head);
  let events = 0;
  for (let position = beginning; position < head;) {
    const batch = await store.readAll(position, eventsInABatch);
    if (batch.position === position) break;
    position = batch.position;
    const own = batch.events.filter((event) => event.position <= head && !isOfTheImport(event));
    places.pass(own, events);
    events += own.length;
    const text = file.add(own);
    if (text !== '') await write(text);
    progress(events, head === beginning ? 1 : Number(position) / Number(head));
  }
  const { text, end } = file.end(places.told());
  await write(text);
  return { ...end, head: String(head) };
}

/** Turns positions, which mean nothing in another log, into the number of events before them. */
class Places {
  readonly #after = new Map<string, number>();
  readonly #events = new Map<Position, number>();

  constructor(
    private readonly groups: readonly GroupProgress[],
    private readonly parked: readonly ParkedEvent[],
  ) {
    // A group that has parked events and no checkpoint starts at the beginning.
    for (const { group } of [...groups, ...parked]) this.#after.set(group, 0);
    for (const { position } of parked) this.#events.set(position, 0);
  }

  pass(events: readonly { readonly position: Position }[], before: number): void {
    for (const [index, { position }] of events.entries()) {
      if (this.#events.has(position)) this.#events.set(position, before + index + 1);
    }
    for (const { group, position } of this.groups) {
      // For most batches a group has handled all events or none.
      if (position >= (events.at(-1)?.position ?? 0n)) this.#after.set(group, before + events.length);
      else if (position >= (events[0]?.position ?? 0n))
        this.#after.set(group, before + events.filter((event) => event.position <= position).length);
    }
  }

  told(): Pick<End, 'groups' | 'parked'> {
    const parked = this.parked.map(({ group, position, reason, parkedAt }) => ({
      group,
      event: this.#events.get(position)!,
      reason,
      parkedAt,
    }));
    const groups = [...this.#after].map(([group, after]) => ({ group, after }));
    return { groups, parked: parked.filter(({ event }) => event > 0) };
  }
}
