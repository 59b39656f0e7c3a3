/**
 * A map of what comes and soon goes, for as long as the process lives. V8 links each table of a `Map` to the one that took its place, so a `Map`
 * that is filled and emptied for ever keeps from dying young whatever was once in it. This one is renewed when it is empty, and now and then.
 */
export class PassingMap<K, V> {
  #map = new Map<K, V>();
  #gone = 0;

  get size(): number {
    return this.#map.size;
  }

  get(key: K): V | undefined {
    return this.#map.get(key);
  }

  has(key: K): boolean {
    return this.#map.has(key);
  }

  set(key: K, value: V): void {
    this.#map.set(key, value);
  }

  delete(key: K): boolean {
    const was = this.#map.delete(key);
    if (was) this.#gone += 1;
    // After as many as are copied then, so that a large one costs no more for each.
    if (was && (this.#map.size === 0 || this.#gone >= Math.max(fewestGone, this.#map.size))) {
      this.#map = new Map(this.#map);
      this.#gone = 0;
    }
    return was;
  }

  keys(): Iterable<K> {
    return this.#map.keys();
  }

  values(): Iterable<V> {
    return this.#map.values();
  }
}

const fewestGone = 64;
