import { instant, type Clock } from '../kernel/domain/clock.js';
import type { EventOf } from '../kernel/domain/events.js';
import { EventCodec } from '../kernel/handling/event-codec.js';
import { categoryOf, type EventStore } from '../kernel/ports/event-store.js';
import type { End, Head } from './log-file.js';
import { ImportBegan, ImportCompleted } from './import.events.js';

type ImportEvent = EventOf<typeof ImportBegan | typeof ImportCompleted>;

const stream = 'import-log';
const codec = new EventCodec<ImportEvent>([ImportBegan, ImportCompleted]);

/** A log's records of its own import belong to it alone and are not exported. */
export const isOfTheImport = (event: { readonly stream: string }): boolean => categoryOf(event.stream) === 'import';

/** Throws an error of one sentence while a log is only partly imported: policies would act on events that were handled long ago. */
export async function refuseUnfinishedImport(store: Pick<EventStore, 'readStream'>): Promise<void> {
  if (await isUnfinished(store))
    throw new Error('The import of this log is not complete: run `ishyura import` with the same log to complete it');
}

export const isUnfinished = async (store: Pick<EventStore, 'readStream'>): Promise<boolean> =>
  (await newest(store))?.type === ImportBegan.type;

export const noteBegan = (store: EventStore, { exportedAt, head }: Head, clock: Clock, newId: () => string) =>
  note(store, ImportBegan({ exportedAt, head, at: instant(clock.now()) }), clock, newId);

export const noteCompleted = (
  store: EventStore,
  { exportedAt, head }: Head,
  { events, sha256 }: End,
  clock: Clock,
  newId: () => string,
) => note(store, ImportCompleted({ exportedAt, head, events, sha256, at: instant(clock.now()) }), clock, newId);

async function note(store: EventStore, event: ImportEvent, clock: Clock, newId: () => string): Promise<void> {
  const last = await newest(store);
  const by = {
    actor: { kind: 'system', id: 'import', name: 'ishyura import' },
    correlationId: newId(),
    causationId: null,
  } as const;
  await store.append(stream, last?.revision ?? 'no-stream', [codec.write(event, newId(), by, clock)]);
}

async function newest(store: Pick<EventStore, 'readStream'>) {
  const [last] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
  return last;
}
