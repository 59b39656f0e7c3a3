import { type Log, type Stored } from './log.js';

/** The persistent subscriptions of the double: events in progress, retries and parked events. It is independent of gRPC. */
export interface GroupSettings {
  readonly resolveLinks: boolean;
  readonly extraStatistics: boolean;
  readonly maxRetryCount: number;
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  readonly maxSubscriberCount: number;
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  readonly historyBufferSize: number;
  readonly messageTimeoutMs: number;
  readonly checkpointAfterMs: number;
  readonly strategy: 'RoundRobin' | 'Pinned' | 'DispatchToSingle';
}

export interface Delivery {
  readonly event: Stored | null;
  readonly link: Stored | null;
  readonly retryCount: number;
}

export interface Member {
  readonly connectionName: string;
  readonly bufferSize: number;
  readonly inHand: Set<string>;
  delivered: number;
  deliver(delivery: Delivery): void;
  drop(): void;
}

interface Entry {
  readonly id: string;
  /** The event as it stands in the source: perhaps a link. */
  readonly stored: Stored;
  /** Its place in the source; -1 for one that was parked and holds no checkpoint up. */
  readonly place: number;
  retryCount: number;
}

interface InFlight {
  readonly entry: Entry;
  readonly member: Member;
  readonly since: number;
}

interface GroupStart {
  readonly source: string;
  readonly name: string;
  readonly settings: GroupSettings;
  readonly next: number;
  readonly startFrom: string;
}

export type NackAction = 'unknown' | 'park' | 'retry' | 'skip' | 'stop';

export class Group {
  readonly members: Member[] = [];
  readonly inFlight = new Map<string, InFlight>();
  settings: GroupSettings;
  totalItems = 0;
  /** The place up to which all was dealt with when it was last written down; -1: nothing was. */
  checkpoint = -1;
  #next: number;
  #again: Entry[] = [];
  #turn = 0;
  #lastCheckpointAt = Date.now();
  readonly source: string;
  readonly name: string;
  /** In the server's words. */
  readonly startFrom: string;
  readonly #log: Log;
  readonly #wants: (event: Stored) => boolean;
  readonly #tick: NodeJS.Timeout;
  readonly #unfollow: () => void;

  constructor(
    log: Log,
    { source, name, settings, next, startFrom }: GroupStart,
    wants: (event: Stored) => boolean = () => true,
  ) {
    this.#log = log;
    this.source = source;
    this.name = name;
    this.startFrom = startFrom;
    this.settings = settings;
    this.#next = next;
    this.#wants = wants;
    this.#unfollow = log.follow(() => this.push());
    this.#tick = setInterval(() => this.#everySecond(), 1_000).unref();
  }

  end(): void {
    clearInterval(this.#tick);
    this.#unfollow();
    for (const member of this.members.splice(0)) member.drop();
  }

  join(member: Member): void {
    this.members.push(member);
    // The confirmation of a new member is sent first.
    setImmediate(() => this.push());
  }

  leave(member: Member): void {
    const at = this.members.indexOf(member);
    if (at === -1) return;
    this.members.splice(at, 1);
    const left = [...this.inFlight.values()].filter((flight) => flight.member === member);
    for (const { entry } of left) this.inFlight.delete(entry.id);
    this.#retry(left.map(({ entry }) => entry));
    this.push();
  }

  /** Disconnects every member, and restarts the group after its checkpoint, or at a given position. */
  restart(next = this.checkpoint + 1): void {
    for (const member of this.members.splice(0)) member.drop();
    this.forget(next);
  }

  /** Forgets the deliveries, as after a crash of the server: events since the checkpoint are delivered again, as if for the first time. */
  forget(next = this.checkpoint + 1): void {
    this.inFlight.clear();
    for (const member of this.members) member.inHand.clear();
    this.#again = [];
    this.#next = Math.min(this.#next, next);
    this.push();
  }

  ack(ids: readonly string[]): void {
    for (const id of ids) this.#take(id);
    this.#writeCheckpoint(this.settings.maxCheckpointCount);
    this.push();
  }

  nack(ids: readonly string[], action: NackAction, reason: string): void {
    const entries = ids.flatMap((id) => this.#take(id) ?? []);
    if (action === 'park')
      for (const entry of entries) this.#park(entry, `Client explicitly NAK'ed message.\n${reason}`);
    if (action === 'retry' || action === 'unknown') this.#retry(entries);
    this.push();
  }

  /** Events that wait to be given out again. */
  get waiting(): number {
    return this.#again.length;
  }

  get parkedStream(): string {
    return `$persistentsubscription-${this.source}::${this.name}-parked`;
  }

  get parked(): readonly Stored[] {
    return this.#log.events(this.parkedStream).slice(this.#log.firstVisible(this.parkedStream));
  }

  replay(stopAt: number): void {
    const links = this.parked.slice(0, stopAt);
    if (links.length === 0) return;
    for (const link of links) {
      const stored = this.#log.resolve(link);
      if (stored !== null) this.#again.push({ id: stored.id, stored, place: -1, retryCount: 0 });
    }
    this.#log.setMetadata(this.parkedStream, { $tb: Number(links.at(-1)!.revision) + 1 });
    this.push();
  }

  /** The last event of the source, of those that the group wants. */
  get lastKnown(): Stored | undefined {
    return this.#source.findLast((event) => this.#wants(event));
  }

  get checkpointed(): Stored | undefined {
    return this.checkpoint < 0 ? undefined : this.#source[this.checkpoint];
  }

  get #source(): readonly Stored[] {
    return this.source === '$all' ? this.#log.all : this.#log.events(this.source);
  }

  push(): void {
    for (;;) {
      const entry = this.#again[0] ?? this.#following();
      if (entry === null) return;
      const member = this.#chosen(entry);
      if (member === undefined) return;
      if (entry === this.#again[0]) this.#again.shift();
      else this.#next = entry.place + 1;
      const resolved = this.settings.resolveLinks ? this.#log.resolve(entry.stored) : entry.stored;
      const link = resolved === entry.stored ? null : entry.stored;
      this.inFlight.set(entry.id, { entry, member, since: Date.now() });
      member.inHand.add(entry.id);
      member.delivered += 1;
      this.totalItems += 1;
      member.deliver({ event: resolved, link, retryCount: entry.retryCount });
    }
  }

  #following(): Entry | null {
    const source = this.#source;
    if (this.source !== '$all' && this.#next < source.length) {
      if (this.#log.isSoftDeleted(this.source)) return null;
      this.#next = Math.max(this.#next, this.#log.firstVisible(this.source));
    }
    while (this.#next < source.length && !this.#wants(source[this.#next]!)) this.#next += 1;
    const stored = source[this.#next];
    return stored === undefined ? null : { id: stored.id, stored, place: this.#next, retryCount: 0 };
  }

  #chosen({ stored }: Entry): Member | undefined {
    const free = (member: Member | undefined) => member !== undefined && member.inHand.size < member.bufferSize;
    const count = this.members.length;
    if (this.settings.strategy === 'DispatchToSingle') return this.members.find(free);
    if (this.settings.strategy === 'Pinned') {
      const hash = [...stored.stream].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
      const pinned = this.members[Math.abs(hash) % count];
      return free(pinned) ? pinned : undefined;
    }
    for (let n = 0; n < count; n += 1) {
      const member = this.members[(this.#turn + n) % count];
      if (!free(member)) continue;
      this.#turn = (this.#turn + n + 1) % count;
      return member;
    }
    return undefined;
  }

  #take(id: string): Entry | undefined {
    const flight = this.inFlight.get(id);
    this.inFlight.delete(id);
    flight?.member.inHand.delete(id);
    return flight?.entry;
  }

  #retry(entries: readonly Entry[]): void {
    for (const entry of entries) {
      entry.retryCount += 1;
      if (entry.retryCount > this.settings.maxRetryCount) {
        this.#park(entry, `Reached retry count of ${this.settings.maxRetryCount}`);
      } else {
        this.#again.push(entry);
      }
    }
  }

  #park({ stored, place }: Entry, reason: string): void {
    const metadata = { added: new Date().toISOString(), reason, subscriptionEventNumber: place };
    this.#log.write(this.parkedStream, [
      {
        id: crypto.randomUUID(),
        type: '$>',
        contentType: 'application/octet-stream',
        metadata: Buffer.from(JSON.stringify(metadata)),
        data: Buffer.from(`${stored.revision}@${stored.stream}`),
      },
    ]);
  }

  // Timeouts are checked once a second, whatever their length.
  #everySecond(): void {
    const now = Date.now();
    const late = [...this.inFlight.values()].filter(({ since }) => now - since >= this.settings.messageTimeoutMs);
    for (const { entry } of late) this.#take(entry.id);
    this.#retry(late.map(({ entry }) => entry));
    if (late.length > 0) this.push();
    if (now - this.#lastCheckpointAt >= this.settings.checkpointAfterMs) {
      this.#writeCheckpoint(this.settings.minCheckpointCount);
    }
  }

  #writeCheckpoint(atLeast: number): void {
    let upTo = this.#next - 1;
    for (const { place } of [...[...this.inFlight.values()].map(({ entry }) => entry), ...this.#again]) {
      if (place !== -1 && place <= upTo) upTo = place - 1;
    }
    const stored = this.#source[upTo];
    if (stored === undefined || upTo - this.checkpoint < atLeast) return;
    this.checkpoint = upTo;
    this.#lastCheckpointAt = Date.now();
    const { position, revision } = stored;
    const text = this.source === '$all' ? `C:${position}/P:${position}` : String(revision);
    this.#log.write(`$persistentsubscription-${this.source}::${this.name}-checkpoint`, [
      {
        id: crypto.randomUUID(),
        type: 'SubscriptionCheckpoint',
        contentType: 'application/json',
        metadata: new Uint8Array(0),
        data: Buffer.from(JSON.stringify(text)),
      },
    ]);
  }
}
