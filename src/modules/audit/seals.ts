import type { Position } from '../../kernel/domain/position.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { SealMade, type Seal, type SealEvent } from './seal.events.js';

// Seals as the log has them. They are found by their numbers alone, so no view has to be right for it.

export const sealStream = (number: number): string => `seal-${number}`;
const codec = new EventCodec<SealEvent>([SealMade]);

type Log = Pick<EventStore, 'readStream'>;

/** Null: there is none yet. */
export async function sealOf(store: Log, number: number): Promise<Seal | null> {
  const [event] = await store.readStream(sealStream(number), { limit: 1 });
  return event === undefined ? null : (codec.read(event).data as Seal);
}

/** The number of the newest seal, 0 where there is none: seals have numbers without a gap, so it is found by halving. */
export async function newestNumber(store: Log): Promise<number> {
  const exists = async (number: number) => (await store.readStream(sealStream(number), { limit: 1 })).length > 0;
  let there = 0;
  let step = 1;
  while (await exists(there + step)) {
    there += step;
    step *= 2;
  }
  for (; step > 1; step /= 2) if (await exists(there + step / 2)) there += step / 2;
  return there;
}

/** Where the last event of a seal stands in this store. Null: it is not there any more. */
export async function endOf(store: Log, { last }: Pick<Seal, 'last'>): Promise<Position | null> {
  const [event] = await store.readStream(last.stream, { from: last.revision, limit: 1 });
  return event?.id === last.id ? event.position : null;
}

/** The seals that cover what stands at these positions, in order; what no seal covers yet is left out. */
export async function sealsCovering(store: Log, positions: readonly Position[]): Promise<readonly Seal[]> {
  const newest = await newestNumber(store);
  const seals: { seal: Seal; end: Position }[] = [];
  for (const position of positions.toSorted((one, other) => (one < other ? -1 : 1))) {
    const last = seals.at(-1);
    if (last !== undefined && position <= last.end) continue;
    const seal = await sealCovering(store, position, (last?.seal.number ?? 0) + 1, newest);
    if (seal === null) break;
    seals.push({ seal, end: (await endOf(store, seal))! });
  }
  return seals.map(({ seal }) => seal);
}

/** The seal between these two that covers what stands at a position; null: none does yet. */
async function sealCovering(store: Log, position: Position, low: number, high: number): Promise<Seal | null> {
  let found: Seal | null = null;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const seal = (await sealOf(store, middle))!;
    if (((await endOf(store, seal)) ?? 0n) >= position) {
      found = seal;
      high = middle - 1;
    } else {
      low = middle + 1;
    }
  }
  return found;
}
