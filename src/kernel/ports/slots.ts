/** When one call may start, in milliseconds from the moment of the answer. A slot that is not used in time is lost. */
export interface Slot {
  /** Never early: zero or less when it is open already. */
  readonly opensInMs: number;
  /** Never late. Before `opensInMs`, or below zero, when it cannot be used any more. */
  readonly closesInMs: number;
}

/** All users of one name use the same rhythm. */
export interface Rhythm {
  readonly everyMs: number;
  /** For how long after its moment a slot can be used. */
  readonly openForMs: number;
  /** What is reserved further ahead than this was reserved by a clock that has been set back since, and is forgotten. */
  readonly farthestMs: number;
}

/**
 * One row of slots for each name, shared by all instances; each slot is given to one of them, once. `reserve` throws `SlotsUnavailable` when the
 * store cannot answer; it may have reserved something then, which is lost.
 */
export interface RateSlots {
  /** The next `count` free slots; none where the store's answer took longer than a slot is open. */
  reserve(name: string, rhythm: Rhythm, count: number): Promise<readonly Slot[]>;
  close(): Promise<void>;
}

export class SlotsUnavailable extends Error {
  override readonly name = 'SlotsUnavailable';
}

/** The store's time, and the moments here between which it was read. */
export interface Reading {
  readonly storeMs: number;
  readonly askedAt: number;
  readonly toldAt: number;
}

/**
 * RateSlots that begin at `firstMs` of the store's time, as they are seen from here at `answeredAt`. The store read its clock at some moment between the
 * question and the answer: a slot opens as if it had been the last of them, and closes as if it had been the first.
 */
export function slotsFrom(
  firstMs: number,
  count: number,
  { everyMs, openForMs }: Rhythm,
  { storeMs, askedAt, toldAt }: Reading,
  answeredAt: number,
): readonly Slot[] {
  return Array.from({ length: count }, (_, index) => {
    const aheadMs = firstMs + index * everyMs - storeMs;
    return {
      opensInMs: toldAt + aheadMs - answeredAt,
      closesInMs: askedAt + aheadMs + openForMs - answeredAt,
    };
  });
}
