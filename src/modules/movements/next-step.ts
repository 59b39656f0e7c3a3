/** How long a silent provider is asked, in milliseconds. */
export interface Patience {
  /** Waits between status checks of one attempt; the last repeats. */
  readonly scheduleMs: readonly number[];
  /** After this time only a person or reconciliation settles the attempt. */
  readonly giveUpAfterMs: number;
}

/** An attempt that the provider is asked about. */
export interface SilentAttempt {
  readonly beganAt: number;
  /** After this time the payment is uncertain, and status checks continue. */
  readonly expiresAt: number;
  /** It is uncertain already, or a person has decided it: there is no expiry to watch. */
  readonly uncertain: boolean;
  /** The last status check; null: none is remembered. */
  readonly askedAt: number | null;
  /** The provider wants no status check before this time; null: it does not mind. */
  readonly firstCheckAt: number | null;
}

export type Step =
  | { readonly is: 'wait'; readonly until: number }
  | { readonly is: 'ask' }
  | { readonly is: 'stop-waiting' }
  | { readonly is: 'give-up' };

/**
 * The next step for a silent attempt. The schedule counts from its beginning, so it holds across a restart. Checks that became due
 * while the process was down are made once, not once for every missed time.
 */
export function nextStep(attempt: SilentAttempt, patience: Patience, now: number): Step {
  const giveUpAt = Math.max(attempt.beganAt + patience.giveUpAfterMs, attempt.expiresAt);
  if (!attempt.uncertain && now >= attempt.expiresAt) return { is: 'stop-waiting' };
  if (now >= giveUpAt) return { is: 'give-up' };
  const asked = attempt.askedAt ?? attempt.beganAt;
  const longest = Math.max(...patience.scheduleMs);
  // Only a clock that was set back gives such a time. Then one check too many harms less than silence.
  if (asked - now > longest) return { is: 'ask' };
  const scheduled = Math.min(nextCheckAt(attempt.beganAt, asked, patience.scheduleMs), asked + longest);
  // After the clock was set back before its beginning, that time is too far away.
  const isTooSoon = attempt.firstCheckAt !== null && now >= attempt.beganAt;
  const due = isTooSoon ? Math.max(scheduled, attempt.firstCheckAt) : scheduled;
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
