import { describe, expect, it } from '@jest/globals';
import { checkDeadLetters, checkKeys, checkStores, type StoreFacts } from './stores.checks.js';

const noon = Date.parse('2026-11-28T10:00:00Z');
const day = 86_400_000;
const sound: StoreFacts = {
  head: 1_021n,
  missing: [],
  newestApiKeyAt: '2026-11-26T10:00:00.000Z',
};
const troubles = (facts: Partial<StoreFacts>) =>
  checkStores({ ...sound, ...facts }, noon).flatMap(({ level, what }) => (level === 'ok' ? [] : [[level, what]]));

describe('The check of the stores', () => {
  it('finds sound stores in order', () => {
    expect(checkStores(sound, noon).map(({ level, check, what }) => [level, check, what])).toEqual([
      ['ok', 'event log', 'ends at position 1021, and nothing that was read of it is missing'],
      ['ok', 'API keys', 'the newest was made 2 days ago'],
    ]);
  });

  it('says what the log lacks, and who has read it', () => {
    const head = { position: 1_030n, eventId: 'e', at: '2026-11-28T09:59:00.000Z' };
    const missing = [
      { name: 'log-head.json', position: 1_030n, head, isReached: false },
      { name: 'payments.v3', position: 1_029n, head: null, isReached: false },
    ];
    expect(troubles({ missing })).toEqual([
      [
        'problem',
        'the log has lost events, or is another one: it ends at position 1021, but log-head.json has seen position 1030 (2026-11-28T09:59:00.000Z), payments.v3 has read up to 1029',
      ],
    ]);
  });

  it('warns of parked and skipped events', () => {
    const said = (parked: number, skipped: number) =>
      checkDeadLetters(parked, skipped).map(({ level, check, what }) => [level, check, what]);
    expect(said(0, 0)).toEqual([
      ['ok', 'parked events', 'none'],
      ['ok', 'skipped events', 'none'],
    ]);
    expect(said(1, 2)).toEqual([
      ['warning', 'parked events', 'policies have parked 1 event after too many failures'],
      ['warning', 'skipped events', 'views have skipped 2 events that they could not read'],
    ]);
  });

  it('warns when no API key was made for more than 366 days, and says nothing where there is none', () => {
    const made = (ageMs: number) => new Date(noon - ageMs).toISOString();
    expect(troubles({ newestApiKeyAt: made(366 * day) })).toEqual([]);
    expect(troubles({ newestApiKeyAt: made(366 * day + 1) })).toEqual([
      ['warning', 'no API key was made for 366 days'],
    ]);
    expect(troubles({ newestApiKeyAt: null })).toEqual([]);
  });

  it('says whether the master key was tried', () => {
    expect(checkKeys('right').what).toBe('are of this log, and the master key unwraps them');
    expect(checkKeys('none').what).toBe('can be read; the master key was not tried');
  });
});
