import { describe, expect, it } from '@jest/globals';
import { RecentAsks } from './recent-asks.js';

const windowMs = 600_000;
const start = 1_000_000;
/** A whole window, and a moment, after the start. */
const later = start + windowMs + 1;

describe('whether another like a payment was asked for lately', () => {
  it('is open until a whole window has been followed since the start', () => {
    const asks = new RecentAsks(windowMs, start);
    expect(asks.mayHaveAnother('aline 5000', start + 1)).toBe(true);
    expect(asks.mayHaveAnother('bosco 5000', later - 1)).toBe(true);
    expect(asks.mayHaveAnother('chance 5000', later)).toBe(false);
  });

  it('is so up to the last moment of the window, and not after it', () => {
    const asks = new RecentAsks(windowMs, start);
    asks.mayHaveAnother('aline 5000', later);
    expect(asks.mayHaveAnother('aline 5000', later + windowMs)).toBe(true);
    expect(asks.mayHaveAnother('aline 5000', later + 2 * windowMs + 1)).toBe(false);
  });

  it('is so of one that came later and was recorded before', () => {
    const asks = new RecentAsks(windowMs, start);
    asks.mayHaveAnother('aline 5000', later + 9_000);
    expect(asks.mayHaveAnother('aline 5000', later)).toBe(true);
    expect(asks.mayHaveAnother('aline 5000', later + 9_000 + windowMs)).toBe(true);
  });

  it('is open again where more came than are remembered', () => {
    const asks = new RecentAsks(windowMs, start, 2);
    for (const [n, who] of ['aline', 'bosco', 'chance'].entries()) asks.mayHaveAnother(who, later + n);
    expect(asks.mayHaveAnother('aline', later + 3)).toBe(true);
    expect(asks.mayHaveAnother('diane', later + windowMs)).toBe(true);
    expect(asks.mayHaveAnother('diane', later + 3 * windowMs)).toBe(false);
  });
});
