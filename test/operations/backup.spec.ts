import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStores } from '../../src/app/stores.js';
import { readDirectory } from '../../src/cli/doctor/directory.checks.js';
import { systemClock } from '../../src/kernel/system-clock.js';

it('A backup copies log and keys, and leaves a stamp from which the doctor tells its age', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'ishyura-backup-'));
  try {
    const dataDir = join(directory, 'data');
    const target = join(directory, 'copy');
    const stores = await openEmbeddedStores(dataDir, null, systemClock);
    await stores.close();
    expect(readDirectory({ dataDir }).newestBackupAt).toBeNull();

    const { status, stderr } = spawnSync(process.execPath, ['deploy/backup.mjs', dataDir, target], {
      encoding: 'utf8',
    });
    expect([stderr.replace(/^.*ExperimentalWarning.*\n.*\n/m, ''), status]).toEqual(['', 0]);
    expect(readdirSync(target).toSorted()).toEqual(['events.sqlite', 'keys.sqlite']);
    const stamp = JSON.parse(readFileSync(join(dataDir, 'last-backup.json'), 'utf8')) as { at: string };
    expect(stamp).toEqual({ at: expect.any(String), position: 0 });
    expect(readDirectory({ dataDir }).newestBackupAt).toBe(Date.parse(stamp.at));
    expect(statSync(join(dataDir, 'last-backup.json')).mode & 0o777).toBe(0o600);

    // A second one into the same place would mix two moments.
    const again = spawnSync(process.execPath, ['deploy/backup.mjs', dataDir, target], { encoding: 'utf8' });
    expect([again.stderr.replace(/^.*ExperimentalWarning.*\n.*\n/m, ''), again.status]).toEqual([
      `backup: ${target}: it exists already, and nothing is written over: name one that does not exist yet (EEXIST)\n`,
      1,
    ]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
