/**
 * Durations that are only counted, in buckets each of which is a tenth wider than the one before, so that those of many days and places add up to
 * one distribution. A percentile is the upper bound of its bucket: at most a tenth too long, never too short.
 */
export type Histogram = Readonly<Record<string, number>>;

const growth = 1.1;
/** What is quicker is in the first bucket. */
const leastMs = 100;

export const bucketOf = (ms: number): string =>
  String(ms <= leastMs ? 0 : Math.ceil(Math.log(ms / leastMs) / Math.log(growth) - 1e-9));

/** In milliseconds; null where there are none. */
export function percentile(of: number, histogram: Histogram): number | null {
  const buckets = Object.entries(histogram).map(([bucket, count]) => [Number(bucket), count] as const);
  let left = Math.ceil((of / 100) * buckets.reduce((sum, [, count]) => sum + count, 0));
  if (left === 0) return null;
  for (const [bucket, count] of buckets.toSorted(([one], [other]) => one - other)) {
    left -= count;
    if (left <= 0) return Math.round(leastMs * growth ** bucket);
  }
  return null;
}
