import { LRUCache } from 'lru-cache';

/** Remembers so many, and forgets whom nobody has asked about for longest. Unlike with `max`, room is taken only as it is needed. */
export const atMost = <V extends object | string | true>(count: number): LRUCache<string, V> =>
  new LRUCache<string, V>({ maxSize: count, sizeCalculation: one });

const one = () => 1;
