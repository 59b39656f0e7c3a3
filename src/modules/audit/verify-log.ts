import { beginning, type Position } from '../../kernel/domain/position.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { eventIn, namesIn } from '../../kernel/stored-text.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import {
  faultOfSeal,
  firstMisfit,
  digestOfEvent,
  hashOfSeal,
  isEndorsedBy,
  isSealed,
  keyIdOf,
  type Misfit,
} from './seal.chain.js';
import { SealKeyMade, SealMade, type Seal, type SealEvent, type SealKey } from './seal.events.js';
import { sealKeysStream } from './seal-keys.js';

/** The first place at which the log is not what was sealed. */
export interface Broken {
  /** As text, since positions of EventStoreDB are larger than what JSON numbers hold; null where the log ends before it. */
  readonly position: string | null;
  /** What stands there now; null where nothing does. */
  readonly stream: string | null;
  readonly revision: number | null;
  readonly eventId: string | null;
  readonly what: Misfit | 'seal' | 'seal-removed' | 'seal-key' | 'rewritten' | 'shortened';
  /** One sentence. */
  readonly detail: string;
}

export interface Verdict {
  readonly ok: boolean;
  readonly events: number;
  /** How many of them no seal covers yet: they came after the newest one. */
  readonly unsealed: number;
  readonly seals: number;
  /** The hash of the newest seal, which stands for the whole log up to it; null: there is none. */
  readonly head: string | null;
  readonly firstBroken: Broken | null;
}

export interface VerifyOptions {
  /** Hashes of seals by number, as they were kept elsewhere. */
  readonly against?: ReadonlyMap<number, string>;
  readonly progress?: (events: number, part: number) => void;
  /** Awaited between two batches. */
  readonly pause?: () => Promise<void>;
}

/** Reads the whole log and computes every hash and signature anew. It stops at the first thing that does not fit. */
export async function verifyLog(
  store: Pick<EventStore, 'readTexts' | 'head'>,
  { against = new Map(), progress, pause }: VerifyOptions = {},
): Promise<Verdict> {
  const head = await store.head();
  const walk = new Walk(against);
  for (let position = beginning; ;) {
    const batch = await store.readTexts(position, eventsInARead);
    if (batch.position === position) break;
    for (const { position: at, text } of batch.events) {
      const broken = walk.take(at, text);
      if (broken !== null) return walk.verdict(await placed(store, broken));
    }
    position = batch.position;
    progress?.(walk.events, head === beginning ? 1 : Math.min(1, Number(position) / Number(head)));
    await pause?.();
  }
  return walk.verdict(walk.missingAtTheEnd());
}

const eventsInARead = 1_000;

interface Found {
  readonly at: Position | null;
  readonly what: Broken['what'];
  readonly detail: string;
}

/** What was read and is not sealed yet, and what seals and keys have been met. */
class Walk {
  events = 0;
  readonly #unsealed = new Unsealed();
  #newest: Seal | null = null;
  #newestHash: string | null = null;
  readonly #keys: SealKey[] = [];
  readonly #codec = new EventCodec<SealEvent>([SealMade, SealKeyMade]);

  constructor(private readonly against: ReadonlyMap<number, string>) {}

  take(position: Position, text: string): Found | null {
    if (!isSealed(text)) return null;
    this.events += 1;
    const found = text.startsWith('seal-') ? this.#meet(position, text) : null;
    this.#unsealed.add(position, digestOfEvent(text));
    return found;
  }

  #meet(position: Position, text: string): Found | null {
    let event: SealEvent;
    const { stream, type } = namesIn(text);
    try {
      const stored = eventIn(text);
      event = this.#codec.read({ ...stored, position });
    } catch (error) {
      const what = stream === sealKeysStream ? 'seal-key' : 'seal';
      return { at: position, what, detail: `${type} in ${stream} cannot be read: ${oneLine(error)}` };
    }
    return event.type === SealMade.type ? this.#check(position, event.data) : this.#trust(position, event.data);
  }

  #trust(position: Position, key: SealKey): Found | null {
    const broken = (detail: string): Found => ({ at: position, what: 'seal-key', detail });
    const before = this.#keys.at(-1);
    if (key.number !== (before === undefined ? 0 : before.number + 1) || key.keyId !== keyIdOf(key.publicKey))
      return broken(`key ${key.number} of the seals is not the one that follows`);
    if (before !== undefined && !isEndorsedBy(before, key))
      return broken(
        `key ${key.keyId} was not endorsed by the key before it: the keys were lost, or another party made it`,
      );
    this.#keys.push(key);
    return null;
  }

  #check(position: Position, seal: Seal): Found | null {
    const { number } = seal;
    const broken = (what: Broken['what'], detail: string): Found => ({ at: position, what, detail });
    const expected = (this.#newest?.number ?? 0) + 1;
    if (number > expected) return broken('seal-removed', `seal ${expected} is missing before seal ${number}`);
    if (number < expected) return broken('inserted', `seal ${number} stands here a second time`);
    const key = this.#keys.at(-1);
    if (key === undefined) return broken('seal-key', `seal ${number} comes before any key`);
    const fault = faultOfSeal(seal, key);
    if (fault !== null) return broken('seal', `seal ${number}: ${fault}`);
    const before = this.#newest === null ? 0 : this.#newest.before + this.#newest.count;
    if (seal.previous !== this.#newestHash || seal.before !== before)
      return broken('seal', `seal ${number} does not follow the seal before it`);
    const hash = hashOfSeal(seal);
    const kept = this.against.get(number);
    const misfit = firstMisfit(Buffer.from(seal.hashes, 'base64url'), this.#unsealed.hashes);
    if (misfit !== null) {
      const at = this.#unsealed.positionOf(misfit.index);
      return {
        at,
        what: misfit.what,
        detail: `event ${before + misfit.index + 1} of the log ${told[misfit.what]} (seal ${number})`,
      };
    }
    if (kept !== undefined && kept !== hash)
      return broken(
        'rewritten',
        `seal ${number} is not the one that was kept elsewhere: the log was written anew up to here`,
      );
    this.#unsealed.drop(seal.count);
    this.#newest = seal;
    this.#newestHash = hash;
    return null;
  }

  missingAtTheEnd(): Broken | null {
    const seals = this.#newest?.number ?? 0;
    const kept = Math.max(0, ...this.against.keys());
    if (kept <= seals) return null;
    const detail = `the log ends with seal ${seals}, and seal ${kept} was kept elsewhere`;
    return { position: null, stream: null, revision: null, eventId: null, what: 'shortened', detail };
  }

  verdict(firstBroken: Broken | null): Verdict {
    return {
      ok: firstBroken === null,
      events: this.events,
      unsealed: this.#unsealed.count,
      seals: this.#newest?.number ?? 0,
      head: this.#newestHash,
      firstBroken,
    };
  }
}

const told: Readonly<Record<Misfit, string>> = {
  changed: 'is not what was sealed',
  removed: 'is missing: what stands here came after it',
  inserted: 'was not there when the log was sealed',
  reordered: 'stands where another event stood',
};

const oneLine = (error: unknown): string => (error as Error).message.replace(/\s+/g, ' ').slice(0, 200);

/** With the names of what stands there now. */
async function placed(store: Pick<EventStore, 'readTexts'>, { at, what, detail }: Found): Promise<Broken> {
  const none = { position: at === null ? null : String(at), stream: null, revision: null, eventId: null, what, detail };
  if (at === null) return none;
  const { events } = await store.readTexts(at - 1n, 1);
  const there = events.find(({ position }) => position === at);
  if (there === undefined) return none;
  const { stream, revision, id } = namesIn(there.text);
  return { ...none, stream, revision, eventId: id };
}

/** The hashes and positions of events, packed: a log from before there were seals has all of its events here until its first ones come. */
class Unsealed {
  #hashes = Buffer.alloc(64 * 1024);
  #positions = new BigInt64Array(2 * 1024);
  #from = 0;
  #to = 0;

  get count(): number {
    return this.#to - this.#from;
  }

  get hashes(): Buffer {
    return this.#hashes.subarray(32 * this.#from, 32 * this.#to);
  }

  add(position: Position, digest: string): void {
    if (this.#to === this.#positions.length) this.#makeRoom();
    this.#hashes.write(digest, 32 * this.#to, 32, 'binary');
    this.#positions[this.#to] = position;
    this.#to += 1;
  }

  drop(count: number): void {
    this.#from += count;
  }

  positionOf(index: number): Position | null {
    return index < this.count ? this.#positions[this.#from + index]! : null;
  }

  #makeRoom(): void {
    const { count } = this;
    const room = Math.max(2 * 1024, 2 * count);
    const hashes = Buffer.alloc(32 * room);
    this.hashes.copy(hashes);
    const positions = new BigInt64Array(room);
    positions.set(this.#positions.subarray(this.#from, this.#to));
    this.#hashes = hashes;
    this.#positions = positions;
    this.#from = 0;
    this.#to = count;
  }
}
