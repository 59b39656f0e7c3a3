import type { Figures } from './outage.events.js';

/** When figures declare an outage, and when they end it. */
export interface OutageThresholds {
  /** An outage begins when so many of a hundred calls fail, and ends when half as many do. 0: figures declare none. */
  readonly failedPercent: number;
  /** Fewer calls in a window declare nothing. */
  readonly leastCalls: number;
  readonly windowSeconds: number;
}

export interface StandingOutage {
  /** Who declared the outage of now; null: there is none. */
  readonly by: 'person' | 'figures' | null;
  /** When an outage was declared or ended last; null: never. */
  readonly changedAt: number | null;
}

/**
 * What the figures of the last window lead to. They judge whole windows since the last change alone, so that they change at most once in a window,
 * and what they declared ends only at half the share that declared it. What a person declared, a person ends.
 */
export function judgeFigures(
  { failedPercent, leastCalls, windowSeconds }: OutageThresholds,
  { calls, failed }: Pick<Figures, 'calls' | 'failed'>,
  { by, changedAt }: StandingOutage,
  now: number,
): 'declare' | 'end' | null {
  if (failedPercent === 0 || by === 'person') return null;
  if (changedAt !== null && now < changedAt + windowSeconds * 1_000) return null;
  if (by === null) return calls >= leastCalls && failed * 100 >= failedPercent * calls ? 'declare' : null;
  return calls >= Math.min(leastCalls, callsToEnd) && failed * 200 <= failedPercent * calls ? 'end' : null;
}

/** Probes alone make more of them in the shortest window. */
export const callsToEnd = 5;
