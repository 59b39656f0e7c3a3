import type { Instant } from '../../kernel/domain/clock.js';

// Days in Kigali (Africa/Kigali): two hours ahead of UTC, all year.

const aheadMs = 2 * 3_600_000;
const dayMs = 24 * 3_600_000;

export const kigaliDayOf = (at: Instant): string => new Date(Date.parse(at) + aheadMs).toISOString().slice(0, 10);
export const dayAfter = (day: string): string => moved(day, 1);
export const dayBefore = (day: string): string => moved(day, -1);
/** The moment at which a day is over, in milliseconds. */
export const endOfDayMs = (day: string): number => Date.parse(`${day}T00:00:00.000Z`) + dayMs - aheadMs;

/** `2026-02-30` is none. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const moved = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
