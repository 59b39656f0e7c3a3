import { createHash } from 'node:crypto';
import type { MovedEvent } from '../kernel/ports/event-store.js';
import { Damaged, linesOf } from './lines.js';

/**
 * A log as lines of JSON: a head, the events in order, a checksum after every batch, and an end. Only events that a checksum covers are
 * read, and a file without its end is truncated.
 */
export interface Head {
  readonly exportedAt: string;
  /** The head position of the source at the export. */
  readonly head: string;
}

export interface End {
  readonly events: number;
  /** SHA-256 over the lines of all events. */
  readonly sha256: string;
  /** How many of the events each group had handled, from the first without a gap, parked events included. */
  readonly groups: readonly { readonly group: string; readonly after: number }[];
  readonly parked: readonly {
    readonly group: string;
    /** Counted from 1. */
    readonly event: number;
    readonly reason: string;
    readonly parkedAt: string;
  }[];
}

export type Part =
  | { readonly is: 'batch'; readonly events: readonly MovedEvent[]; readonly lines: readonly string[] }
  | { readonly is: 'end'; readonly end: End };

export const eventsInABatch = 2_000;

/** The only serialisation of an event, for the file and for the comparison with a store: equal events are equal lines. */
export const lineOf = ({ stream, revision, id, type, data, metadata }: MovedEvent): string =>
  JSON.stringify({ stream, revision, id, type, data, metadata });

/** Equal logs become equal files except for their heads, whatever the batches. */
export class LogFileWriter {
  readonly #hash = createHash('sha256');
  readonly #head: string;
  #pending: MovedEvent[] = [];
  #events = 0;

  constructor(head: Head) {
    this.#head = JSON.stringify({ format, version, ...head });
  }

  get head(): string {
    return `${this.#head}\n`;
  }

  /** The lines that can be written now; the other events wait until a batch is full. */
  add(events: readonly MovedEvent[]): string {
    this.#pending.push(...events);
    let text = '';
    while (this.#pending.length >= eventsInABatch) text += this.#batch(this.#pending.splice(0, eventsInABatch));
    return text;
  }

  end(more: Pick<End, 'groups' | 'parked'>): { readonly text: string; readonly end: End } {
    const last = this.#pending.length === 0 ? '' : this.#batch(this.#pending);
    const end = { events: this.#events, sha256: this.#sha256(), ...more };
    return { text: `${last}${JSON.stringify({ end, seal: sealOf(this.#head, end) })}\n`, end };
  }

  #batch(events: readonly MovedEvent[]): string {
    const text = events.map((event) => `${lineOf(event)}\n`).join('');
    this.#hash.update(text);
    this.#events += events.length;
    return `${text}${JSON.stringify({ check: this.#events, sha256: this.#sha256() })}\n`;
  }

  #sha256(): string {
    return this.#hash.copy().digest('hex');
  }
}

export interface LogFile {
  readonly head: Head;
  /** Read as they are asked for. */
  readonly parts: AsyncIterable<Part>;
}

/** This and the reading of its parts throw `Damaged`, with one sentence, where the file is incomplete or changed. */
export async function openLogFile(chunks: AsyncIterable<Buffer>): Promise<LogFile> {
  const lines = linesOf(chunks);
  const first = await lines.next();
  if (first.done) throw new Damaged('it is empty');
  const headLine = first.value.toString();
  return { head: headOf(headLine), parts: partsOf(headLine, lines) };
}

async function* partsOf(headLine: string, lines: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  const hash = createHash('sha256');
  let ended = false;
  let events = 0;
  let pending: Buffer[] = [];
  for await (const line of lines) {
    if (ended) throw new Damaged(`it continues after its end, after ${events} events`);
    if (line.subarray(0, eventBegins.length).equals(eventBegins)) {
      if (pending.length >= eventsInABatch) throw changed(events, pending.length);
      hash.update(line).update('\n');
      pending.push(line);
    } else {
      const said = objectOf(line.toString());
      if (said === null) throw changed(events, pending.length);
      const sha256 = hash.copy().digest('hex');
      const to = events + pending.length;
      if ('check' in said) {
        if (said['check'] !== to || said['sha256'] !== sha256) throw changed(events, pending.length);
        yield batchOf(pending, events);
        events = to;
        pending = [];
      } else {
        const end = said['end'] as End | undefined;
        if (end === undefined || said['seal'] !== sealOf(headLine, end))
          throw new Damaged('its end has changed since it was exported');
        if (pending.length > 0 || end.events !== events || end.sha256 !== sha256) throw changed(events, pending.length);
        ended = true;
        yield { is: 'end', end };
      }
    }
  }
  if (!ended) throw new Damaged(`it is cut short: its end is missing, and ${events} events are whole`);
}

const format = 'ishyura-log';
const version = 1;
const eventBegins = Buffer.from('{"stream":');

function headOf(line: string): Head {
  const { format: named, version: written, exportedAt, head } = objectOf(line) ?? {};
  if (named !== format) throw new Damaged('it is not a log that `ishyura export` wrote');
  if (written !== version) throw new Damaged(`it was written by another Ishyura (format ${String(written)})`);
  return { exportedAt: String(exportedAt), head: String(head) };
}

function batchOf(lines: readonly Buffer[], before: number): Part {
  const texts = lines.map((line) => line.toString());
  try {
    return { is: 'batch', events: texts.map((text) => JSON.parse(text) as MovedEvent), lines: texts };
  } catch {
    throw changed(before, lines.length);
  }
}

const sealOf = (head: string, end: End): string =>
  createHash('sha256')
    .update(`${head}\n${JSON.stringify(end)}`)
    .digest('hex');

const changed = (before: number, count: number): Damaged =>
  new Damaged(
    `something after event ${before}, within the next ${Math.max(1, count)}, has changed since it was exported`,
  );

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
