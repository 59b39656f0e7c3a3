import { describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDirectory, readDirectory, type DirectoryFacts } from './directory.checks.js';

const noon = Date.parse('2026-11-28T10:00:00Z');
const hour = 3_600_000;
const MiB = 1024 ** 2;
const sound: DirectoryFacts = {
  directory: '/var/lib/ishyura',
  open: [],
  freeBytes: 20_480 * MiB,
  masterKeyMadeAt: noon - 48 * hour,
  newestBackupAt: noon - 2 * hour,
};
const check = (facts: Partial<DirectoryFacts>, isMasterKeySet = false) =>
  checkDirectory({ ...sound, ...facts }, isMasterKeySet, noon).filter(({ level }) => level !== 'ok');

describe('The check of DATA_DIR', () => {
  it('finds a sound directory in order', () => {
    expect(checkDirectory(sound, false, noon).map(({ level, check, what }) => [level, check, what])).toEqual([
      ['ok', 'file modes', '/var/lib/ishyura and its files are closed to other users'],
      ['ok', 'disk', '20,480 MiB are free for /var/lib/ishyura'],
      ['ok', 'master key', 'is in /var/lib/ishyura, made 2 days ago; a copy of it belongs in a vault'],
      ['ok', 'backup', 'the newest is 2 hours old; where it was copied to cannot be seen from here'],
    ]);
  });

  it('names every file that others can use', () => {
    const key = { path: '/var/lib/ishyura/master.key', mode: '0644' };
    expect(check({ open: [{ path: '/var/lib/ishyura', mode: '0755' }, key] })).toMatchObject([
      {
        level: 'problem',
        check: 'file modes',
        what: 'open to other users of this machine by their mode: /var/lib/ishyura (0755), /var/lib/ishyura/master.key (0644)',
      },
    ]);
    expect(check({ open: [key] })).toMatchObject([{ level: 'warning', check: 'file modes' }]);
  });

  it.each([
    ['a GiB is free', 1_024 * MiB, []],
    ['less than a GiB is free', 1_024 * MiB - 1, ['warning']],
    ['200 MiB are free', 200 * MiB, ['warning']],
    ['less than 200 MiB are free', 200 * MiB - 1, ['problem']],
  ])('judges the disk when %s', (_, freeBytes, levels) => {
    expect(check({ freeBytes }).map(({ level }) => level)).toEqual(levels);
  });

  it('finds a missing master key, unless MASTER_KEY is set', () => {
    expect(check({ masterKeyMadeAt: null })).toMatchObject([{ level: 'problem', check: 'master key' }]);
    expect(check({ masterKeyMadeAt: null }, true)).toEqual([]);
  });

  it.each([
    ['26 hours old', noon - 26 * hour, []],
    ['older than 26 hours', noon - 26 * hour - 1, ['the newest backup is 1 day old']],
    ['not there', null, ['deploy/backup.mjs has made no backup of this directory']],
  ])('judges a backup that is %s', (_, newestBackupAt, expected) => {
    expect(check({ newestBackupAt }).map(({ what }) => what)).toEqual(expected);
  });

  it('reads modes, the master key and the stamp of the backup, and changes nothing', () => {
    const directory = mkdtempSync(join(tmpdir(), 'ishyura-doctor-'));
    try {
      writeFileSync(join(directory, 'events.sqlite'), '', { mode: 0o600 });
      writeFileSync(join(directory, 'master.key'), 'x', { mode: 0o600 });
      chmodSync(join(directory, 'master.key'), 0o640);
      writeFileSync(join(directory, 'last-backup.json'), '{"at":"2026-11-28T08:00:00.000Z","position":7}\n', {
        mode: 0o600,
      });
      const read = readDirectory({ dataDir: directory });
      expect(read).toEqual({
        directory,
        open: [{ path: join(directory, 'master.key'), mode: '0640' }],
        freeBytes: expect.any(Number),
        masterKeyMadeAt: expect.any(Number),
        newestBackupAt: noon - 2 * hour,
      });
      expect(readDirectory({ dataDir: directory }).open).toEqual(read.open);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
