import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { epochMs } from '../../kernel/domain/clock.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { Outbox } from '../../kernel/outbox/outbox.js';
import { freshlyQueued } from '../../kernel/outbox/queued.js';
import { DeliverNotices } from './deliver-notices.js';
import {
  afterTry,
  beginTry,
  isDoubledPerhaps,
  lane,
  messageKind,
  noticeIdOf,
  noticeOutbox,
  notices,
  type QueuedNotice,
} from './notice.js';
import type { NoticeQueue } from './notice-queue.js';
import type { Handed } from './smtp.js';
import { NoticeSources } from './source.port.js';

const noon = epochMs('2026-11-22T12:00:00.000Z');
const fresh: QueuedNotice = {
  ...freshlyQueued(7n, noon, 'queue'),
  id: noticeIdOf('receipt', 'RCT-2026-000001'),
  resourceId: 'ntc_1',
  lane,
  kind: 'receipt',
  about: 'pay_1',
  sealed: 'sealed.s.k.box' as Sealed<never>,
  triesBegun: 0,
  perhapsTaken: 0,
};
const taken: Handed = { is: 'taken', answer: '250' };
const busy: Handed = { is: 'refused', forGood: false, why: '450' };
const perhaps: Handed = { is: 'perhaps', why: 'timeout' };
const tried = (notice: QueuedNotice, handed: Handed | null): QueuedNotice => {
  const begun = beginTry(notice);
  const made = { id: `try-${begun.triesBegun}`, at: '2026-11-22T12:00:00.000Z', is: handed?.is ?? 'refused', said: '' };
  return afterTry(begun, made, handed, noon);
};

describe('an e-mail after a try', () => {
  it('is delivered when it was taken, and keeps nothing of whom it was for', () =>
    expect(tried(fresh, taken)).toMatchObject({ status: 'delivered', sealed: null, triesMade: 1 }));

  it('waits by the schedule of all that is sent, and is given up at its end', () => {
    const after = (times: number) =>
      Array.from({ length: times }).reduce<QueuedNotice>((one) => tried(one, busy), fresh);
    expect(after(1)).toMatchObject({ status: 'pending', sealed: fresh.sealed });
    expect(epochMs(after(1).nextTryAt!) - noon).toBeGreaterThanOrEqual(4_500);
    expect([after(10).status, after(11).status]).toEqual(['pending', 'failed']);
  });

  it('is given up at once where it is refused for good, and where there is nothing to send any more', () => {
    expect(tried(fresh, { ...busy, forGood: true })).toMatchObject({ status: 'failed', nextTryAt: null, sealed: null });
    expect(tried(fresh, null)).toMatchObject({ status: 'failed', sealed: null });
  });

  it('is sent at most twice where nobody knows whether it arrived', () => {
    const once = tried(fresh, perhaps);
    expect(once.status).toBe('pending');
    expect(isDoubledPerhaps(once)).toBe(false);
    expect(tried(once, perhaps)).toMatchObject({ status: 'failed', perhapsTaken: 2 });
    expect(tried(once, taken).status).toBe('delivered');
  });

  it('counts a try that a crash cut off as one that perhaps arrived', () => {
    const cutOff = beginTry(fresh);
    expect([isDoubledPerhaps(fresh), isDoubledPerhaps(cutOff)]).toEqual([false, false]);
    const cutOffTwice = beginTry(cutOff);
    expect(cutOffTwice.perhapsTaken).toBe(1);
    expect(isDoubledPerhaps(cutOffTwice)).toBe(true);
    expect(tried(cutOff, busy)).toMatchObject({ status: 'pending', perhapsTaken: 1 });
  });
});

it('a stop waits for no mail server, and leaves the try to count as one that perhaps arrived', async () => {
  const documents = SqliteDocumentStore.inMemory();
  try {
    const outbox = new Outbox<QueuedNotice>(documents, randomUUID, noticeOutbox, 'lane');
    await outbox.declare();
    await outbox.add(notices, [{ ...fresh, kind: messageKind }]);
    const silent = { send: () => new Promise<never>(() => undefined) };
    const opens = { open: async () => ({ id: '1', to: 'a@example.rw', subject: '', text: '', about: null }) as never };
    const kernel = { newId: randomUUID, clock: new FakeClock() } as unknown as Kernel;
    const [sources, queue] = [new NoticeSources(), {} as NoticeQueue];
    const delivering = new DeliverNotices(kernel, sources, queue, outbox, opens, silent);
    const stopping = new AbortController();
    const sent = delivering.send({ id: lane }, (await outbox.find(fresh.id))!, noon, stopping.signal);
    while ((await outbox.find(fresh.id))!.triesBegun === 0) await new Promise(setImmediate);
    stopping.abort();
    expect(await sent).toBeNull();
    expect(await outbox.find(fresh.id)).toMatchObject({ status: 'pending', triesBegun: 1, triesMade: 0 });
  } finally {
    await documents.close();
  }
});
