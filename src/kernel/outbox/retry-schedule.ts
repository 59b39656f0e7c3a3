import { createHash } from 'node:crypto';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The gaps between one try and the next. After the last one a delivery has failed. */
export const retryGapsMs = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  12 * hour,
] as const;

/**
 * How long after its try number `tries` a delivery is tried again; null: it has failed. The gap is up to a tenth shorter or longer, so that the
 * deliveries that failed together do not come together again. The share is derived from the delivery: each instance finds the same one.
 */
export function nextGapMs(deliveryId: string, tries: number): number | null {
  const gap = retryGapsMs[tries - 1];
  if (gap === undefined) return null;
  const share = createHash('sha256').update(`${deliveryId} ${tries}`).digest().readUInt32BE(0) / 2 ** 32;
  return Math.round(gap * (0.9 + 0.2 * share));
}
