/**
 * Where an event stands in the whole log. Positions grow and are compared, never computed with: one store counts 1, 2, 3, another
 * leaves gaps.
 */
export type Position = bigint;

/** Before the first event. */
export const beginning: Position = 0n;
