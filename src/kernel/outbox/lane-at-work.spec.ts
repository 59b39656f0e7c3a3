import { beforeEach, describe, expect, it } from '@jest/globals';
import { instant } from '../domain/clock.js';
import { LaneAtWork } from './lane-at-work.js';
import { freshlyQueued, type Queued } from './queued.js';

const now = 1_795_873_000_000;
const queued = (id: string, resourceId = id, dueAt = now): Queued => ({
  ...freshlyQueued(1n, now, 'writer'),
  id,
  resourceId,
  nextTryAt: instant(dueAt),
});

describe('a lane at work', () => {
  let lane: LaneAtWork<Queued>;
  const known = () => [...lane.due.keys()];
  beforeEach(() => {
    lane = new LaneAtWork();
    lane.reading(now)([], true);
    lane.askingNext()(Infinity);
  });

  it('knows what was found and what was queued since, each once and in this order', () => {
    lane.readAnew();
    expect([lane.isWhole, lane.pending]).toEqual([false, null]);
    const found = lane.reading(now);
    lane.add(queued('fresh'), now, 9);
    lane.calls.set('under way', { resourceId: 'r', isOpen: true, done: Promise.resolve() });
    found([queued('old'), queued('fresh'), queued('under way')], true);
    expect([known(), lane.isWhole]).toEqual([['fresh', 'old'], true]);
    // When the next is due is not known yet.
    expect(lane.pending).toBeNull();
    lane.askingNext()(Infinity);
    expect([...lane.pending!].map(({ id }) => id)).toEqual(['fresh', 'old']);
  });

  it('is read anew where not all was found, or something unknown was queued while it was read', () => {
    lane.reading(now)([queued('one')], false);
    expect(lane.isWhole).toBe(false);
    const found = lane.reading(now);
    lane.readAnew();
    found([queued('two')], true);
    expect([known(), lane.isWhole]).toEqual([['one', 'two'], false]);
    lane.reading(now)([], true);
    expect(lane.isWhole).toBe(true);
  });

  it('keeps a bounded number in mind, and reads the rest, also where they came while it was read', () => {
    for (const id of ['one', 'two']) lane.add(queued(id), now, 2);
    expect([known(), lane.isWhole]).toEqual([['one', 'two'], true]);
    lane.add(queued('three'), now, 2);
    expect([known(), lane.isWhole]).toEqual([['one', 'two'], false]);
    const found = lane.reading(now);
    lane.add(queued('four'), now, 2);
    found([], true);
    expect(lane.isWhole).toBe(false);
  });

  it('knows when the next is due, and looks then, and when the clock was set back', () => {
    lane.add(queued('later', 'later', now + 5_000), now, 9);
    expect([known(), lane.nextDue, lane.pending]).toEqual([[], now + 5_000, null]);
    lane.add(queued('sooner', 'sooner', now + 1_000), now, 9);
    expect([999, 1_000].map((ms) => lane.isStale(now + ms, 60_000))).toEqual([false, true]);
    lane.askingNext()(Infinity);
    expect([-1, 0, 59_999, 60_000].map((ms) => lane.isStale(now + ms, 60_000))).toEqual([true, false, false, true]);
  });

  it('does not know when the next is due where something was put off while it was asked, and sees what was queued meanwhile', () => {
    const put = lane.askingNext();
    lane.forgetNext();
    put(Infinity);
    expect(lane.nextDue).toBeUndefined();
    const queuedMeanwhile = lane.askingNext();
    lane.add(queued('later', 'later', now + 5_000), now, 9);
    queuedMeanwhile(Infinity);
    expect(lane.nextDue).toBe(now + 5_000);
  });

  it('has room for few open calls, and for some more whose outcome is being noted', () => {
    const call = (isOpen: boolean) => ({ resourceId: 'r', isOpen, done: Promise.resolve() });
    for (let open = 0; open < 4; open += 1) lane.calls.set(`open-${open}`, call(true));
    expect([lane.hasRoom(4), lane.hasRoom(5)]).toEqual([false, true]);
    for (let noted = 0; noted < 28; noted += 1) lane.calls.set(`noted-${noted}`, call(false));
    expect(lane.hasRoom(5)).toBe(false);
    expect([lane.isBusyWith(queued('other', 'r')), lane.isBusyWith(queued('other', 's'))]).toEqual([true, false]);
  });
});
