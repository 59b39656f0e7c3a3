/** RFC 3339 UTC with milliseconds, as it is stored and shown: `2026-11-22T10:00:00.000Z`. It sorts as text. */
export type Instant = string & { readonly instant?: never };

/** The only source of time. Deciders and views never see it: they get `at`. */
export interface Clock {
  /** Milliseconds since 1970, UTC. It may jump, as a machine's clock does. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const instant = (ms: number): Instant => new Date(ms).toISOString();

/** Whether a time can be an instant: beyond the years of four digits it does not sort as text. False as well of what is no time. */
export const isInstant = (ms: number): boolean => {
  const year = new Date(ms).getUTCFullYear();
  return year >= 0 && year <= 9_999;
};

/** Milliseconds since 1970. */
export const epochMs = (at: Instant): number => Date.parse(at);
