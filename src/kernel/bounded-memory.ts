import { LRUCache } from 'lru-cache';

/** A cache of bounded size that evicts the least recently used entry. Unlike with `max`, memory is allocated only as it is needed. */
export const atMost = <V extends object | string | true>(count: number): LRUCache<string, V> =>
  new LRUCache<string, V>({ maxSize: count, sizeCalculation: one });

const one = () => 1;
