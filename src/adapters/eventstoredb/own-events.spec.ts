import { describe, expect, it } from '@jest/globals';
import { OwnEvents } from './own-events.js';

describe('the events of a process', () => {
  it('are each marked as a first delivery once, and events of other processes never', () => {
    const own = new OwnEvents();
    own.appending('one');
    own.appending('two');
    expect(['one', 'two', 'one', 'another'].map((id) => own.hand(id))).toEqual([true, true, false, false]);
    expect(['one', 'another'].map((id) => own.has(id))).toEqual([true, false]);
  });

  it('are not marked as first again when their append is repeated', () => {
    const own = new OwnEvents();
    own.appending('one');
    own.hand('one');
    own.appending('one');
    expect(own.hand('one')).toBe(false);
  });

  it('are forgotten when too many wait, the oldest first, and are then never marked as first', () => {
    const own = new OwnEvents();
    for (let n = 0; n <= 20_000; n += 1) own.appending(`event ${n}`);
    expect(['event 0', 'event 1', 'event 20000'].map((id) => own.hand(id))).toEqual([false, true, true]);
  });
});
