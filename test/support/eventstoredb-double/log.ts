/** What the double of EventStoreDB keeps: streams with revisions, `$all` with positions, metadata, deletions. It is independent of gRPC. */
export interface Stored {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly type: string;
  readonly contentType: string;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
  /** Ticks of 100 ns since 1970. */
  readonly created: bigint;
  readonly position: bigint;
  /** Where it stands in `$all`: 0, 1, 2, … */
  readonly index: number;
}

export type Proposed = Pick<Stored, 'id' | 'type' | 'contentType' | 'metadata' | 'data'>;
export type Expected = 'any' | 'none' | 'exists' | bigint;

export type AppendAnswer =
  | { readonly is: 'written'; readonly revision: bigint | null; readonly position: bigint }
  | { readonly is: 'wrong'; readonly current: bigint | null }
  | { readonly is: 'deleted' | 'too-large' | 'bad' };

export type DeleteAnswer =
  | { readonly is: 'done'; readonly position: bigint }
  | { readonly is: 'wrong'; readonly expected: bigint; readonly actual: bigint }
  | { readonly is: 'deleted' };

type StreamAnswer =
  | { readonly is: 'events'; readonly events: readonly Stored[] }
  | { readonly is: 'missing' | 'deleted' | 'bad' | 'error' };

interface Stream {
  readonly events: Stored[];
  /** The last revision under which an id was written. */
  readonly revisions: Map<string, number>;
  tombstoned: boolean;
}

export const maximumAppendSize = 1_048_576;
export const lastRevision = 2n ** 63n - 1n;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const nothing = new Uint8Array(0);

export class Log {
  readonly all: Stored[] = [];
  readonly #streams = new Map<string, Stream>();
  readonly #followers = new Set<() => void>();
  #waking = false;

  get newest(): bigint {
    return this.all.at(-1)?.position ?? 0n;
  }

  /** Called soon after anything was written; gives the way to stop that. */
  follow(wake: () => void): () => void {
    this.#followers.add(wake);
    return () => void this.#followers.delete(wake);
  }

  append(name: string, expected: Expected, events: readonly Proposed[]): AppendAnswer {
    if (name === '' || events.some(({ id, type }) => !uuid.test(id) || type === '')) return { is: 'bad' };
    if (events.reduce((sum, { data }) => sum + data.length, 0) > maximumAppendSize) return { is: 'too-large' };
    if (this.isTombstoned(name)) return { is: 'deleted' };
    const stream = this.#streams.get(name);
    const last = (stream?.events.length ?? 0) - 1;
    const softDeleted = this.isSoftDeleted(name);
    if (softDeleted && expected === 'exists') return { is: 'deleted' };
    const wrong = { is: 'wrong', current: last === -1 ? null : BigInt(last) } as const;
    if (expected === 'exists' && last === -1) return wrong;
    const after = typeof expected === 'bigint' ? Number(expected) : expected === 'none' ? -1 : null;
    if (after === null || after < last) {
      const first = after === null ? stream?.revisions.get(events[0]?.id.toLowerCase() ?? '') : after + 1;
      const there = first === undefined ? [] : (stream?.events.slice(first, first + events.length) ?? []);
      const same = there.length === events.length && there.every(({ id }, n) => id === events[n]!.id.toLowerCase());
      if (same && there.length > 0) {
        return { is: 'written', revision: there.at(-1)!.revision, position: there.at(-1)!.position };
      }
      const someAreOld = after === null && events.some(({ id }) => stream?.revisions.has(id.toLowerCase()));
      if (someAreOld || (after !== null && !(softDeleted && expected === 'none'))) return wrong;
    } else if (after > last) {
      return wrong;
    }
    if (events.length === 0) {
      return { is: 'written', revision: last === -1 ? null : BigInt(last), position: this.newest };
    }
    const written = this.write(name, events);
    if (softDeleted) this.setMetadata(name, { ...this.metadata(name), $tb: last + 1 });
    return { is: 'written', revision: written.revision, position: written.position };
  }

  /** Without any question; gives the last event. */
  write(name: string, events: readonly Proposed[]): Stored {
    let stream = this.#streams.get(name);
    if (stream === undefined)
      this.#streams.set(name, (stream = { events: [], revisions: new Map(), tombstoned: false }));
    for (const event of events) {
      const id = event.id.toLowerCase();
      stream.revisions.set(id, stream.events.length);
      stream.events.push(this.#keep(name, BigInt(stream.events.length), { ...event, id }));
    }
    return stream.events.at(-1)!;
  }

  delete(name: string, expected: Expected): DeleteAnswer {
    const answer = this.#mayDelete(name, expected, false);
    if (answer !== null) return answer;
    // A number that JSON can say and JavaScript cannot. It replaces whatever the metadata said before.
    this.#setMetadataText(name, `{"$tb":${lastRevision}}`);
    return { is: 'done', position: this.newest };
  }

  tombstone(name: string, expected: Expected): DeleteAnswer {
    const answer = this.#mayDelete(name, expected, true);
    if (answer !== null) return answer;
    let stream = this.#streams.get(name);
    if (stream === undefined)
      this.#streams.set(name, (stream = { events: [], revisions: new Map(), tombstoned: true }));
    stream.tombstoned = true;
    this.#keep(name, lastRevision, {
      id: crypto.randomUUID(),
      type: '$streamDeleted',
      contentType: 'application/octet-stream',
      metadata: nothing,
      data: nothing,
    });
    return { is: 'done', position: this.newest };
  }

  #mayDelete(name: string, expected: Expected, evenMissing: boolean): DeleteAnswer | null {
    if (this.isTombstoned(name)) return { is: 'deleted' };
    const actual = BigInt((this.#streams.get(name)?.events.length ?? 0) - 1);
    const wanted = { any: -2n, none: -1n, exists: -4n }[expected as string] ?? (expected as bigint);
    const fits = wanted < -1n ? evenMissing || actual >= 0n : wanted === actual && (evenMissing || actual >= 0n);
    return fits ? null : { is: 'wrong', expected: wanted, actual };
  }

  setMetadata(name: string, metadata: Readonly<Record<string, unknown>>): void {
    this.#setMetadataText(name, JSON.stringify(metadata));
  }

  #setMetadataText(name: string, text: string): void {
    const data = Buffer.from(text);
    const [type, contentType, id] = ['$metadata', 'application/json', crypto.randomUUID()];
    this.write(`$$${name}`, [{ id, type, contentType, metadata: nothing, data }]);
  }

  metadata(name: string): Readonly<Record<string, unknown>> {
    const newest = this.#streams.get(`$$${name}`)?.events.at(-1);
    if (newest === undefined) return name.startsWith('$$') ? { $maxCount: 1 } : {};
    try {
      const metadata = JSON.parse(Buffer.from(newest.data).toString()) as unknown;
      return metadata !== null && typeof metadata === 'object' ? (metadata as Record<string, unknown>) : {};
    } catch {
      return {};
    }
  }

  isTombstoned(name: string): boolean {
    const base = name.startsWith('$$') ? name.slice(2) : name;
    return this.#streams.get(base)?.tombstoned ?? false;
  }

  isSoftDeleted(name: string): boolean {
    return Number(this.metadata(name).$tb ?? 0) >= Number(lastRevision);
  }

  exists(name: string): boolean {
    return this.#streams.has(name);
  }

  events(name: string): readonly Stored[] {
    return this.#streams.get(name)?.events ?? [];
  }

  /** The first revision that may still be seen. */
  firstVisible(name: string): number {
    const { $tb = 0, $maxCount = Infinity, $maxAge = Infinity } = this.metadata(name) as Record<string, number>;
    const events = this.events(name);
    let first = Math.max(0, $tb, events.length - $maxCount);
    const oldest = BigInt(Date.now() - Math.min($maxAge, 1e9) * 1_000) * 10_000n;
    if ($maxAge !== Infinity) while (first < events.length && events[first]!.created < oldest) first += 1;
    return first;
  }

  readStream(name: string, forwards: boolean, from: bigint | 'start' | 'end', count: number): StreamAnswer {
    if (name === '') return { is: 'bad' };
    if (count === 0 || (forwards && from === 'end')) return { is: 'error' };
    if (this.isTombstoned(name)) return { is: 'deleted' };
    const events = this.events(name);
    if (events.length === 0 || this.isSoftDeleted(name)) return { is: 'missing' };
    const first = this.firstVisible(name);
    const end = events.length - 1;
    const wanted =
      from === 'start' ? 0 : from === 'end' || from > BigInt(end) ? end + (forwards ? 1 : 0) : Number(from);
    if (forwards) {
      const start = Math.max(wanted, first);
      return { is: 'events', events: events.slice(start, start + count) };
    }
    const start = Math.max(first, wanted - count + 1);
    return { is: 'events', events: events.slice(start, wanted + 1).reverse() };
  }

  /** Null for a position between two events. */
  readAll(forwards: boolean, from: bigint | 'start' | 'end', count: number): readonly Stored[] | null {
    const at = from === 'start' ? 0 : from === 'end' ? this.all.length : this.indexFrom(from);
    if (typeof from === 'bigint' && from > 0n && from <= this.newest && this.all[at]?.position !== from) return null;
    return forwards ? this.all.slice(at, at + count) : this.all.slice(Math.max(0, at - count), at).reverse();
  }

  /** The index of the first event at this position or after it. */
  indexFrom(position: bigint): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.all[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The event that a link points at; null when it is gone, the event itself when it is no link. */
  resolve(event: Stored): Stored | null {
    if (event.type !== '$>') return event;
    const [, revision, stream] = /^(\d+)@(.*)$/s.exec(Buffer.from(event.data).toString()) ?? [];
    if (revision === undefined || this.isTombstoned(stream!) || this.isSoftDeleted(stream!)) return null;
    const target = this.events(stream!)[Number(revision)];
    return target !== undefined && Number(revision) >= this.firstVisible(stream!) ? target : null;
  }

  #keep(stream: string, revision: bigint, { id, type, contentType, metadata, data }: Proposed): Stored {
    // As in a file, a position is where an event begins: the next one is as far away as this one is long.
    const before = this.all.at(-1);
    const position = before === undefined ? 100n : before.position + BigInt(120 + before.data.length);
    const created = BigInt(Date.now()) * 10_000n;
    const index = this.all.length;
    const stored = { id, stream, revision, type, contentType, metadata, data, created, position, index };
    this.all.push(stored);
    this.#wakeSoon();
    return stored;
  }

  #wakeSoon(): void {
    if (this.#waking) return;
    this.#waking = true;
    setImmediate(() => {
      this.#waking = false;
      for (const wake of this.#followers) wake();
    });
  }
}
