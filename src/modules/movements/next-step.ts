/** How patient we are with a provider that stays silent; all in milliseconds. */
export interface Patience {
  /** Waits between status checks of one attempt; the last repeats. */
  readonly scheduleMs: readonly number[];
  /** After it, only a person or reconciliation settles the attempt. */
  readonly giveUpAfterMs: number;
}

/** An attempt that the provider is asked about. */
export interface SilentAttempt {
  readonly beganAt: number;
  /** After it the payment is uncertain, and stays asked. */
  readonly expiresAt: number;
  /** It is uncertain already, or a person has decided it: there is no expiry to watch. */
  readonly uncertain: boolean;
  /** When it was last asked about; null: never, as far as we remember. */
  readonly askedAt: number | null;
}

export type Step =
  | { readonly is: 'wait'; readonly until: number }
  | { readonly is: 'ask' }
  | { readonly is: 'stop-waiting' }
  | { readonly is: 'give-up' };

/**
 * What the clock makes us do about a silent attempt. The schedule counts from its beginning, so it holds across a restart; what we were
 * asked to do while we were down is done once, not once for every time missed.
 */
export function nextStep(attempt: SilentAttempt, patience: Patience, now: number): Step {
  const giveUpAt = Math.max(attempt.beganAt + patience.giveUpAfterMs, attempt.expiresAt);
  if (!attempt.uncertain && now >= attempt.expiresAt) return { is: 'stop-waiting' };
  if (now >= giveUpAt) return { is: 'give-up' };
  const asked = attempt.askedAt ?? attempt.beganAt;
  const longest = Math.max(...patience.scheduleMs);
  // Only a clock that was set back shows such a future. Then a question too many harms less than silence.
  if (asked - now > longest) return { is: 'ask' };
  const due = Math.min(nextCheckAt(attempt.beganAt, asked, patience.scheduleMs), asked + longest);
  if (now >= due) return { is: 'ask' };
  return { is: 'wait', until: Math.min(due, attempt.uncertain ? giveUpAt : attempt.expiresAt) };
}

/** The first moment of the schedule after `after`. */
export function nextCheckAt(beganAt: number, after: number, scheduleMs: readonly number[]): number {
  let at = beganAt;
  for (const wait of scheduleMs) {
    at += wait;
    if (at > after) return at;
  }
  const last = scheduleMs.at(-1)!;
  return at + last * (Math.floor((after - at) / last) + 1);
}
