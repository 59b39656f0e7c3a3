import type { Origin } from '../domain/events.js';

const onRecord = new WeakSet<Origin>();

/** Something has been appended in the name of this origin: whatever its request fails at afterwards, it did not leave nothing. */
export const noteOnRecord = (origin: Origin): void => void onRecord.add(origin);

export const isOnRecord = (origin: Origin): boolean => onRecord.has(origin);
