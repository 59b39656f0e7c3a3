import { randomUUID } from 'node:crypto';
import { expect, it, describe } from '@jest/globals';
import { beginning } from '../../src/kernel/domain/position.js';
import type { EventMetadata } from '../../src/kernel/domain/events.js';
import type { EventStore, MovableEventStore, MovedEvent } from '../../src/kernel/ports/event-store.js';
import { exportLog } from '../../src/transfer/export-log.js';
import { importLog, type Imported } from '../../src/transfer/import-log.js';
import { isOfTheImport } from '../../src/transfer/import-record.js';
import { lineOf, openLogFile } from '../../src/transfer/log-file.js';
import { FakeClock, noon } from './fake-clock.js';

const clock = new FakeClock();
const metadata: EventMetadata = {
  actor: { kind: 'client', id: 'cli_1', name: 'Till' },
  correlationId: 'req-1',
  causationId: null,
  at: noon,
  schemaVersion: 1,
};

/** Events of seven streams, one after the other, and at times two of one stream together. */
export function history(count: number): MovedEvent[] {
  const revisions = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const stream = `order-${index % 7}`;
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const id = `00000000-0000-4000-8000-${(index + 1).toString(16).padStart(12, '0')}`;
    return { stream, revision, id, type: 'Happened', data: { n: index, text: oddText, [oddText]: oddText }, metadata };
  });
}

/** A NUL, an unpaired surrogate and other texts that are difficult for files and servers, also as names. */
const oddText = 'é\u2028“$.\0\ud800';

export async function exported(store: MovableEventStore): Promise<string> {
  let text = '';
  await exportLog(
    store,
    clock,
    async (more) => {
      text += more;
    },
    () => undefined,
  );
  return text;
}

export const imported = async (text: string, store: MovableEventStore, oneByOne = false): Promise<Imported> =>
  importLog(await openLogFile(inChunks(Buffer.from(text))), {
    store,
    clock,
    newId: randomUUID,
    oneByOne,
    progress: () => undefined,
  });

/** Chunks as from a pipe, cut anywhere. */
async function* inChunks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_521) yield bytes.subarray(from, from + 65_521);
}

/** The log as it would be exported, without its import records. */
export async function readBack(store: EventStore): Promise<readonly string[]> {
  const lines: string[] = [];
  for (let position = beginning; ;) {
    const batch = await store.readAll(position, 1_000);
    if (batch.position === position) return lines;
    position = batch.position;
    for (const event of batch.events) if (!isOfTheImport(event)) lines.push(lineOf(event));
  }
}

const change = (line: number, how: (text: string) => string) => (text: string) =>
  text
    .split('\n')
    .map((each, index) => (index === line ? how(each) : each))
    .join('\n');
const swap = (one: number, other: number) => (text: string) => {
  const lines = text.split('\n');
  [lines[one], lines[other]] = [lines[other]!, lines[one]!];
  return lines.join('\n');
};

/** Of a log of 4,500 events: what was done to it, what is said, and how many events are taken in before. */
export const damaged: [string, (text: string) => string, RegExp, number][] = [
  ['empty', () => '', /^it is empty$/, 0],
  ['garbage', () => 'PK\u0003\u0004'.repeat(1_000), /^it is not a log that `ishyura export` wrote$/, 0],
  ['of something else', () => '{"format":"ishyura-keys","version":1}\n', /^it is not a log that/, 0],
  [
    'of a later format',
    change(0, (line) => line.replace('"version":1', '"version":2')),
    /another Ishyura \(format 2\)$/,
    0,
  ],
  [
    'a changed byte in the first batch',
    change(9, (line) => line.replace('req-1', 'req-2')),
    /^something after event 0, within the next 2000, has changed since it was exported$/,
    0,
  ],
  [
    'a changed byte in the second batch',
    change(3_000, (line) => line.replace('req-1', 'req-2')),
    /^something after event 2000, within the next 2000,/,
    2_000,
  ],
  ['two lines swapped', swap(2_500, 2_510), /^something after event 2000,/, 2_000],
  ['a line left out', (text) => text.split('\n').toSpliced(2_500, 1).join('\n'), /^something after event 2000,/, 2_000],
  ['a batch left out', (text) => text.split('\n').toSpliced(1, 2_001).join('\n'), /^something after event 0,/, 0],
  ['a check left out', (text) => text.split('\n').toSpliced(2_001, 1).join('\n'), /^something after event 0,/, 0],
  ['garbage among the lines', change(2_500, () => 'x'.repeat(99)), /^something after event 2000,/, 2_000],
  [
    'cut short in a line',
    (text) => text.slice(0, text.length / 2),
    /^it is cut short: its end is missing, and 2000 events are whole$/,
    2_000,
  ],
  [
    'cut short behind a check',
    (text) => text.split('\n').slice(0, 2_002).join('\n'),
    /^it is cut short: its end is missing, and 2000/,
    2_000,
  ],
  [
    'without its end',
    (text) => text.split('\n').slice(0, -2).join('\n'),
    /^it is cut short: its end is missing, and 4500/,
    4_500,
  ],
  [
    'another end',
    change(4_504, (line) => line.replace('"groups":[]', '"groups":[{"group":"a","after":9}]')),
    /^its end has changed since it was exported$/,
    4_500,
  ],
  [
    'another head',
    change(0, (line) => line.replace('"head":"4500"', '"head":"4501"')),
    /^its end has changed since it was exported$/,
    4_500,
  ],
  ['twice the same file', (text) => text + text, /^it continues after its end, after 4500 events$/, 4_500],
];

/** A log goes from one store to another and is the same. */
export function describeTransfer(
  name: string,
  openSource: () => Promise<MovableEventStore>,
  openTarget: () => Promise<MovableEventStore>,
): void {
  describe(`A log that moves, ${name}`, () => {
    it('keeps streams, revisions, ids, data, metadata and order', async () => {
      const [source, target] = [await openSource(), await openTarget()];
      await source.receive(history(2_345));
      const text = await exported(source);
      expect(await imported(text, target)).toMatchObject({ events: 2_345, before: 0 });
      expect(await readBack(target)).toEqual(history(2_345).map(lineOf));
      expect(withoutHead(await exported(target))).toEqual(withoutHead(text));
    });

    it('keeps them one by one', async () => {
      const [source, target] = [await openSource(), await openTarget()];
      await source.receive(history(50));
      await imported(await exported(source), target, true);
      expect(await readBack(target)).toEqual(history(50).map(lineOf));
    });

    it('is empty when it was empty', async () => {
      const target = await openTarget();
      expect(await imported(await exported(await openSource()), target)).toMatchObject({ events: 0, before: 0 });
      expect(await target.head()).toBe(beginning);
    });

    it('keeps the checkpoints of its groups and their parked events', async () => {
      const [source, target] = [await openSource(), await openTarget()];
      await source.receive(history(20));
      const places = (await source.readAll(beginning, 100)).events.map(({ position }) => position);
      await source.placeGroup({ group: 'submit', position: places[11]! }, [
        { position: places[3]!, reason: 'Error: no such provider', parkedAt: noon },
        { position: places[7]!, reason: 'Error: again', parkedAt: noon },
      ]);
      await source.placeGroup({ group: 'review', position: places[19]! }, []);
      await imported(await exported(source), target);
      const parked = (await target.parked()).map(({ group, stream, revision, reason }) => [
        group,
        stream,
        revision,
        reason,
      ]);
      expect(parked).toEqual([
        ['submit', 'order-3', 0, 'Error: no such provider'],
        ['submit', 'order-0', 1, 'Error: again'],
      ]);
      const numbers = (await handledBy(target, 'submit', 19)).filter((n) => n > 11);
      expect(numbers).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
      expect(await target.replayParked('submit')).toBe(2);
    });
  });
}

const withoutHead = (text: string): readonly string[] => {
  const lines = text.split('\n');
  return lines.slice(1).map((line) => line.replace(/"seal":".*"/, ''));
};

/** What a group is given, until it has been given the last. */
async function handledBy(store: MovableEventStore, group: string, last: number): Promise<number[]> {
  const numbers: number[] = [];
  await new Promise<void>((resolve) => {
    const consumption = store.consume({
      group,
      filter: { types: ['Happened'] },
      concurrency: 1,
      async handle({ data }) {
        const { n } = data as { n: number };
        numbers.push(n);
        if (n === last) void consumption.stop().then(resolve);
      },
      onFailure: () => 'park',
    });
  });
  return numbers.toSorted((one, other) => one - other);
}
