import { describe, expect, it } from '@jest/globals';
import { chunk, logoPng } from '../../../test/support/documents.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { faultOfLogo, Logos, mostLogoBytes } from './logos.js';

describe('a logo', () => {
  const good = logoPng();
  const changedAt = (index: number) => {
    const changed = Buffer.from(good);
    changed[index]! ^= 1;
    return changed;
  };

  it('is a PNG without transparency', () => {
    expect(faultOfLogo(good)).toBeNull();
    expect(faultOfLogo(logoPng({ color: 6 }))).toContain('without transparency');
    expect(faultOfLogo(logoPng({ extra: [chunk('tRNS', Buffer.alloc(6))] }))).toContain('without transparency');
    expect(faultOfLogo(logoPng({ interlace: 1 }))).toContain('without interlacing');
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'is not a PNG'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'is not a PNG'],
    ['one that is cut off', good.subarray(0, good.length - 20), 'is a damaged PNG'],
    ['one without an end', good.subarray(0, good.length - 12), 'is a damaged PNG'],
    ['one with a changed byte', changedAt(60), 'is a damaged PNG'],
    ['a palette without colors', logoPng({ color: 3 }), 'is a damaged PNG'],
    ['one with too many pixels', logoPng({ width: 2_000, height: 1 }), 'has 2000 x 1 pixels'],
    ['one without pixels', logoPng({ height: 0 }), 'has 24 x 0 pixels'],
    ['one that is too large', Buffer.concat([good, Buffer.alloc(mostLogoBytes)]), 'is larger than 100 KiB'],
  ])('is not %s', (_, content, fault) => expect(faultOfLogo(content)).toContain(fault));

  it('stays on record by its content, once, whatever the settings are later', async () => {
    const clock = new FakeClock();
    const store = SqliteEventStore.inMemory(clock);
    let ids = 0;
    const kernel = { store, clock, newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}` };
    const logos = [new Logos(kernel, good), new Logos(kernel, good)];
    const hashes = await Promise.all([...logos, logos[0]!].map((each) => each.hash()));
    expect(new Set(hashes).size).toBe(1);
    expect(await store.readStream(`logo-${hashes[0]!}`)).toHaveLength(1);
    const later = new Logos(kernel, logoPng({ width: 30 }));
    expect(await later.hash()).not.toBe(hashes[0]);
    expect(await later.withHash(hashes[0]!)).toEqual(good);
    expect(await new Logos(kernel, null).hash()).toBeNull();
    await expect(later.withHash('none')).rejects.toThrow('no logo');
    await store.close();
  });
});
