import { z } from 'zod';

/** What a payment pays, or what a payout is for. */
export const recordTypes = [
  'order',
  'invoice',
  'permit',
  'subscription',
  'booking',
  'donation',
  'service',
  'other',
] as const;
export type RecordType = (typeof recordTypes)[number];

export const recordShape = z.object({ type: z.enum(recordTypes), id: z.string(), part: z.string().nullable() });
