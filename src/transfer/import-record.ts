import { instant, type Clock } from '../kernel/domain/clock.js';
import type { EventOf } from '../kernel/domain/events.js';
import { EventCodec } from '../kernel/handling/event-codec.js';
import { categoryOf, type EventStore } from '../kernel/ports/event-store.js';
import type { End, Head } from './log-file.js';
import { ImportBegan, ImportCompleted } from './import.events.js';

type ImportEvent = EventOf<typeof ImportBegan | typeof ImportCompleted>;

const stream = 'import-log';
const codec = new EventCodec<ImportEvent>([ImportBegan, ImportCompleted]);

/** What a log says of its own moving belongs to it alone and does not travel on. */
export const isOfTheImport = (event: { readonly stream: string }): boolean => categoryOf(event.stream) === 'import';

/** Throws one sentence while a log is only partly here: policies would act on what has been dealt with long ago. */
export async function refuseUnfinishedImport(store: Pick<EventStore, 'readStream'>): Promise<void> {
  if (await isUnfinished(store))
    throw new Error('The log is an import that has not come to its end: `ishyura import` of the same log completes it');
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
