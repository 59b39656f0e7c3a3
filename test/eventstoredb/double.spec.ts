import {
  ANY,
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  STREAM_EXISTS,
  streamNameFilter,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../contract/event-store.contract.js';
import { EventStoreDouble } from '../support/eventstoredb-double/double.js';

// The findings of the recording of a real server, where the recording is not available. The double has both append paths.
const roads = [
  ['the batch path', {}],
  ['a separate call', { credentials: { username: 'nobody', password: 'needed' } }],
] as const;

let double: EventStoreDouble;
let client: EventStoreDBClient;
beforeEach(async () => {
  double = await EventStoreDouble.start();
  client = EventStoreDBClient.connectionString(double.connectionString);
});
afterEach(async () => {
  await client.dispose();
  (await client['getChannel']()).close();
  await double.stop();
});

const event = (n: number) => jsonEvent({ type: 'Happened', data: { n } });
const events = (count: number, from = 0) => Array.from({ length: count }, (_, n) => event(from + n));
type Row = { event?: { data: unknown } };
const numberIn = ({ event }: Row) => (event?.data as { n: number }).n;

async function read(stream: string, options = {}): Promise<number[]> {
  const all: ResolvedEvent[] = [];
  for await (const resolved of client.readStream(stream, options)) all.push(resolved);
  return all.map(numberIn);
}

describe.each(roads)('The double, appending by %s', (_, road) => {
  type Expected = typeof NO_STREAM | typeof ANY | typeof STREAM_EXISTS | bigint;
  const append = (what: ReturnType<typeof events>, expectedRevision: Expected) =>
    client.appendToStream('s', what, { expectedRevision, ...road }).then(
      ({ nextExpectedRevision }) => Number(nextExpectedRevision),
      (error: { type: string; actualVersion?: unknown }) =>
        error.type === 'wrong-expected-version' ? `wrong, is ${String(error.actualVersion)}` : error.type,
    );

  it('checks every expected revision', async () => {
    expect(await append(events(1), STREAM_EXISTS)).toBe('wrong, is no_stream');
    expect(await append(events(1), 0n)).toBe('wrong, is no_stream');
    expect(await append(events(2), NO_STREAM)).toBe(1);
    expect(await append(events(1), NO_STREAM)).toBe('wrong, is 1');
    expect(await append(events(1), 0n)).toBe('wrong, is 1');
    expect(await append(events(1), 7n)).toBe('wrong, is 1');
    expect(await append(events(1), 1n)).toBe(2);
    expect(await append(events(1), STREAM_EXISTS)).toBe(3);
    expect(await append(events(1), ANY)).toBe(4);
  });

  it('recognises a repeated append by its ids, and only at its revision', async () => {
    const pair = events(2, 1);
    await append(events(1), NO_STREAM);
    expect(await append(pair, 0n)).toBe(2);
    expect(await append(pair, 0n)).toBe(2);
    expect(await append(pair, ANY)).toBe(2);
    expect(await append([pair[0]!], 0n)).toBe(1);
    expect(await append([...pair, event(9)], 0n)).toBe('wrong, is 2');
    expect(await append([pair[1]!, event(9)], ANY)).toBe('wrong, is 2');
    expect(await append(pair.toReversed(), 0n)).toBe('wrong, is 2');
    expect(await append(pair, 2n)).toBe(4);
  });

  it('continues the revisions after a deletion, and refuses appends after a tombstone', async () => {
    await append(events(3), NO_STREAM);
    await client.deleteStream('s');
    await expect(read('s')).rejects.toMatchObject({ type: 'stream-not-found' });
    expect(await append(events(1), STREAM_EXISTS)).toBe('stream-deleted');
    expect(await append(events(1), 1n)).toBe('wrong, is 2');
    expect(await append(events(1, 3), NO_STREAM)).toBe(3);
    expect(await read('s')).toEqual([3]);
    await client.tombstoneStream('s');
    expect(await append(events(1), ANY)).toBe('stream-deleted');
    await expect(read('s')).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  it('accepts a mebibyte of data in one append, and not a byte more', async () => {
    const sized = (bytes: number) => jsonEvent({ type: 'Large', data: 'x'.repeat(bytes - 2) });
    expect(await append([sized(1_048_576)] as never, ANY)).toBe(0);
    expect(await append([sized(600_000), sized(448_577)] as never, ANY)).toBe('maximum-append-size-exceeded');
  });
});

describe('The double, reading', () => {
  it('reads backwards from the first event unless a start is given', async () => {
    await client.appendToStream('s', events(3));
    expect(await read('s', { direction: BACKWARDS })).toEqual([0]);
    expect(await read('s', { direction: BACKWARDS, fromRevision: END })).toEqual([2, 1, 0]);
    await expect(read('s', { maxCount: 0 })).rejects.toMatchObject({ type: 'unknown', code: 2 });
  });

  it('follows a filter, says when it has caught up, and tells how far it is', async () => {
    for (let n = 0; n < 40; n += 1) await client.appendToStream(n === 39 ? 'wanted-1' : 'noise-1', event(n));
    const heard: unknown[] = [];
    const checkpointReached = async () => void heard.push('checkpoint');
    const filter = streamNameFilter({ prefixes: ['wanted'], maxSearchWindow: 10, checkpointReached });
    const subscription = client.subscribeToAll({ fromPosition: START, filter });
    for (const name of ['confirmation', 'caughtUp'] as const) subscription.on(name, () => heard.push(name));
    subscription.on('data', (resolved) => heard.push(numberIn(resolved)));
    await until(() => heard.includes('caughtUp'));
    await client.appendToStream('wanted-2', event(40));
    await until(() => heard.includes(40));
    expect(heard.filter((word) => word !== 'checkpoint')).toEqual(['confirmation', 39, 'caughtUp', 40]);
    expect(heard.filter((word) => word === 'checkpoint')).toHaveLength(4);
    await subscription.unsubscribe();
  });
});

describe('The double, with a group', () => {
  it('retries, parks with the reason, and replays parked events', async () => {
    await client.appendToStream('s', events(3));
    const settings = persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, maxRetryCount: 2 });
    await client.createPersistentSubscriptionToStream('s', 'g', settings);
    const given: string[] = [];
    let healed = false;
    const subscription = client.subscribeToPersistentSubscriptionToStream('s', 'g');
    subscription.on('data', (resolved) => {
      const n = numberIn(resolved as Row);
      given.push(`${n}#${resolved.retryCount}`);
      if (healed || n === 2) void subscription.ack(resolved);
      else if (n === 1) void subscription.nack('park', 'poison', resolved);
      else void subscription.nack('retry', 'not yet', resolved);
    });
    const parked = () => double.groups.get('s::g')!.parked;
    await until(() => parked().length === 2);
    expect(given.toSorted()).toEqual(['0#0', '0#1', '0#2', '1#0', '2#0']);
    const reasons = parked().map(
      ({ metadata }) => (JSON.parse(Buffer.from(metadata).toString()) as { reason: string }).reason,
    );
    expect(reasons.toSorted()).toEqual(["Client explicitly NAK'ed message.\npoison", 'Reached retry count of 2']);
    healed = true;
    await client.replayParkedMessagesToStream('s', 'g');
    await until(() => given.length === 7);
    expect(given.slice(5).toSorted()).toEqual(['0#0', '1#0']);
    expect(parked()).toEqual([]);
    await subscription.unsubscribe();
  });

  it('disconnects its members when it is updated', async () => {
    const settings = persistentSubscriptionToStreamSettingsFromDefaults();
    await client.createPersistentSubscriptionToStream('s', 'g', settings);
    const subscription = client.subscribeToPersistentSubscriptionToStream('s', 'g');
    const errors: unknown[] = [];
    subscription.on('error', (error) => errors.push((error as { type?: unknown }).type));
    await until(() => double.groups.get('s::g')!.members.length === 1);
    await client.updatePersistentSubscriptionToStream('s', 'g', settings);
    await until(() => errors.length > 0);
    expect(errors).toEqual(['persistent-subscription-dropped']);
  });
});
