import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Clock } from '../kernel/domain/clock.js';
import { beginning, type Position } from '../kernel/domain/position.js';
import {
  RevisionConflict,
  type MovableEventStore,
  type MovedEvent,
  type RecordedEvent,
  type EventBatch,
} from '../kernel/ports/event-store.js';
import { ahead } from './ahead.js';
import { isOfTheImport, isUnfinished, noteBegan, noteCompleted } from './import-record.js';
import { Damaged } from './lines.js';
import { lineOf, type End, type Head, type LogFile } from './log-file.js';

export interface ImportParts {
  readonly store: MovableEventStore;
  readonly clock: Clock;
  readonly newId: () => string;
  /** See `MovableEventStore.receive`. */
  readonly oneByOne: boolean;
  /** `all`: the number of events; null while it is unknown. */
  readonly progress: (what: 'compared' | 'written' | 'verified', events: number, all: number | null) => void;
}

export interface Imported extends End {
  /** How many of the events were present before the import. */
  readonly before: number;
}

/** The log of this store differs from the log in the file, before or after the import. The message says where. */
export class Differs extends Error {
  override readonly name = 'Differs';
}

/**
 * Imports a log into a store and reads all of it back. Events that are present must be the beginning of the same log; the import continues
 * after them. So an interrupted import is run again, and a log that has grown is brought up to date.
 */
export async function importLog(file: LogFile, parts: ImportParts): Promise<Imported> {
  const taking = new Taking(file.head, parts);
  let end: End | null = null;
  for await (const part of ahead(file.parts)) {
    if (part.is === 'batch') await taking.take(part.events, part.lines);
    else end = part.end;
  }
  // Only now is it certain that nothing follows its end.
  if (end === null) throw new Damaged('its end is missing');
  return { ...end, before: await taking.complete(end) };
}

class Taking {
  readonly #there: AsyncIterator<RecordedEvent>;
  /** Of every line of the file, so that a difference found by reading back names its event. */
  readonly #checks = new Checksums();
  #before = 0;
  #unfinished: boolean | null = null;
  #onlyNew = false;

  constructor(
    private readonly head: Head,
    private readonly parts: ImportParts,
  ) {
    this.#there = eventsOf(parts.store);
  }

  async take(events: readonly MovedEvent[], lines: readonly string[]): Promise<void> {
    const known = await this.#compare(events, lines);
    for (const line of lines) this.#checks.add(crc32(line));
    if (known === events.length) return;
    await this.#begin();
    const { store, oneByOne, progress } = this.parts;
    await store.receive(events.slice(known), { oneByOne }).catch((error: unknown) => {
      if (!(error instanceof RevisionConflict)) throw error;
      throw new Differs(`another program writes to this log: ${error.message}`);
    });
    progress('written', this.#checks.count, null);
  }

  /** How many of these events the store has. */
  async #compare(events: readonly MovedEvent[], lines: readonly string[]): Promise<number> {
    for (let index = 0; !this.#onlyNew && index < lines.length; index += 1) {
      const { value: there, done } = await this.#there.next();
      if (done) {
        this.#onlyNew = true;
        return index;
      }
      if (lineOf(there as RecordedEvent) !== lines[index]) {
        const ordinal = this.#checks.count + index + 1;
        throw new Differs(
          `event ${ordinal} is ${told(events[index]!)} there, and here it is ${told(there as RecordedEvent)}`,
        );
      }
      this.#before += 1;
      if (index === lines.length - 1) this.parts.progress('compared', this.#before, null);
    }
    return this.#onlyNew ? 0 : lines.length;
  }

  async #begin(): Promise<void> {
    const { store, clock, newId } = this.parts;
    this.#unfinished ??= await isUnfinished(store);
    if (!this.#unfinished) await noteBegan(store, this.head, clock, newId);
    this.#unfinished = true;
  }

  async complete(end: End): Promise<number> {
    const { store, clock, newId } = this.parts;
    if (!this.#onlyNew) await this.#nothingMore(end);
    const positions = await this.#verify(end);
    this.#unfinished ??= await isUnfinished(store);
    if (this.#unfinished) {
      await placeGroups(store, end, positions);
      await noteCompleted(store, this.head, end, clock, newId);
    }
    return this.#before;
  }

  async #nothingMore(end: End): Promise<void> {
    const { value: more, done } = await this.#there.next();
    if (!done)
      throw new Differs(`the log here goes on after its ${end.events} events, with ${told(more as RecordedEvent)}`);
  }

  /** Reads everything back; returns the positions at which the groups are placed. */
  async #verify(end: End): Promise<ReadonlyMap<number, Position>> {
    const wanted = new Set([...end.groups.map(({ after }) => after), ...end.parked.map(({ event }) => event)]);
    const positions = new Map<number, Position>([[0, beginning]]);
    const hash = createHash('sha256');
    let events = 0;
    for await (const event of eventsOf(this.parts.store)) {
      const line = lineOf(event);
      events += 1;
      if (events > end.events) throw new Differs(`the log here has more than its ${end.events} events: ${told(event)}`);
      if (crc32(line) !== this.#checks.at(events - 1))
        throw new Differs(
          `event ${events} has not become what it is there: here it is ${told(event)}, at position ${event.position}`,
        );
      hash.update(line).update('\n');
      if (wanted.has(events)) positions.set(events, event.position);
      if (events % eventsBetweenNews === 0) this.parts.progress('verified', events, end.events);
    }
    if (events !== end.events || hash.digest('hex') !== end.sha256)
      throw new Differs(`${events} events are here, and their SHA-256 is not that of the ${end.events} there`);
    return positions;
  }
}

/** Four bytes for each, in pieces that are never copied: a log of 70 million events needs 280 MB, where a list needs more than twice as much. */
class Checksums {
  readonly #pieces: Uint32Array[] = [];
  count = 0;

  add(checksum: number): void {
    const within = this.count % checksumsInAPiece;
    if (within === 0) this.#pieces.push(new Uint32Array(checksumsInAPiece));
    this.#pieces.at(-1)![within] = checksum;
    this.count += 1;
  }

  at(index: number): number | undefined {
    return index < this.count
      ? this.#pieces[Math.floor(index / checksumsInAPiece)]![index % checksumsInAPiece]
      : undefined;
  }
}

const checksumsInAPiece = 65_536;

async function placeGroups(
  store: MovableEventStore,
  end: End,
  positions: ReadonlyMap<number, Position>,
): Promise<void> {
  for (const { group, after } of end.groups) {
    const parked = end.parked
      .filter((each) => each.group === group)
      .map(({ event, reason, parkedAt }) => ({ position: positions.get(event)!, reason, parkedAt }));
    await store.placeGroup({ group, position: positions.get(after)! }, parked);
  }
}

async function* eventsOf(store: MovableEventStore): AsyncGenerator<RecordedEvent> {
  for await (const { events } of ahead(batchesOf(store)))
    for (const event of events) if (!isOfTheImport(event)) yield event;
}

async function* batchesOf(store: MovableEventStore): AsyncGenerator<EventBatch> {
  for (let position = beginning; ;) {
    const batch = await store.readAll(position, eventsInARead);
    if (batch.position === position) return;
    position = batch.position;
    yield batch;
  }
}

const told = ({ stream, revision, type, id }: MovedEvent): string => `${type} ${stream}@${revision} (${id})`;

const eventsInARead = 2_000;
const eventsBetweenNews = 2_000;
