import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Timetable } from './timetable.js';

const million = 1_000_000;

describe('a timetable', () => {
  it('returns due keys once, in order', () => {
    const timetable = new Timetable();
    timetable.put('late', 30);
    timetable.put('early', 10);
    timetable.put('between', 20);
    expect(timetable.takeDue(9)).toEqual([]);
    expect(timetable.takeDue(20)).toEqual(['early', 'between']);
    expect(timetable.takeDue(20)).toEqual([]);
    expect(timetable.takeDue(30)).toEqual(['late']);
  });

  it('uses the last time that was set for a key', () => {
    const timetable = new Timetable();
    timetable.put('later', 10);
    timetable.put('later', 20);
    timetable.put('sooner', 20);
    timetable.put('sooner', 10);
    timetable.put('back', 10);
    timetable.put('back', 20);
    timetable.put('back', 10);
    expect(timetable.takeDue(10).sort()).toEqual(['back', 'sooner']);
    expect(timetable.takeDue(20)).toEqual(['later']);
    expect(timetable.takeDue(1_000)).toEqual([]);
  });

  it('accepts a key again after it was returned', () => {
    const timetable = new Timetable();
    timetable.put('again', 10);
    expect(timetable.takeDue(10)).toEqual(['again']);
    timetable.put('again', 10);
    expect(timetable.takeDue(10)).toEqual(['again']);
  });

  it('returns the same keys as a linear search', () => {
    const anyAct = fc.oneof(
      fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), at: fc.integer({ min: 0, max: 20 }) }),
      fc.record({ now: fc.integer({ min: 0, max: 20 }) }),
    );
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 100 }), (acts) => {
        const timetable = new Timetable();
        const list = new Map<string, number>();
        for (const act of acts) {
          if ('key' in act) {
            timetable.put(act.key, act.at);
            list.set(act.key, act.at);
            continue;
          }
          const due = [...list].filter(([, at]) => at <= act.now);
          for (const [key] of due) list.delete(key);
          const given = timetable.takeDue(act.now);
          expect([...given].sort()).toEqual(due.map(([key]) => key).sort());
          const times = given.map((key) => due.find(([name]) => name === key)![1]);
          expect(times).toEqual([...times].sort((one, other) => one - other));
        }
      }),
    );
  });

  it('finds ten thousand due keys among a million', () => {
    const timetable = new Timetable();
    // A fixed scatter: the same at every run.
    for (let n = 0; n < million; n += 1) timetable.put(`pay_${n}`, (n * 7_919) % million);
    expect(timetable.takeDue(9_999)).toHaveLength(10_000);
    expect(timetable.takeDue(9_999)).toEqual([]);
  });
});
