import type { paymentStatuses } from '../payments/contract.js';

/** Statuses that people count together. A list of payments can be asked for by each, so that a sum leads to what it counts. */
export const statusGroups = {
  'pending-all': ['created', 'submitted', 'pending'],
  undecided: ['created', 'submitted', 'pending', 'uncertain'],
  'took-money': ['successful', 'refunded'],
  'without-money': ['failed', 'expired'],
} as const satisfies Readonly<Record<string, readonly (typeof paymentStatuses)[number][]>>;
export type StatusGroup = keyof typeof statusGroups;

/** The statuses that a word of a list’s address stands for: a status stands for itself. */
export const statusesOf = (word: string): readonly string[] =>
  Object.hasOwn(statusGroups, word) ? statusGroups[word as StatusGroup] : [word];
