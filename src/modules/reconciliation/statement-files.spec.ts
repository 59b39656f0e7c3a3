import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventLoopTurns } from '../../../test/support/fake-clock.js';
import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import { FileTooLarge, StatementFiles } from './statement-files.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statements-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* content() {
  yield Buffer.from('Id,Date');
  await eventLoopTurns(20);
  yield Buffer.from(',Status');
}

describe('the file of a statement', () => {
  it('that the disk does not take is told as a store that is away: nothing is on record, and it may be sent again', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(new StatementFiles(join(folder, 'file')).receive(content())).rejects.toBeInstanceOf(StoreUnavailable);
    const files = new StatementFiles(join(folder, 'whole'));
    const upload = await files.receive(content());
    rmSync(upload.path);
    await expect(files.keep(upload, 'stm_1')).rejects.toBeInstanceOf(StoreUnavailable);
    async function* away() {
      rmSync(join(folder, 'whole'), { recursive: true });
      yield* content();
    }
    await expect(files.receive(away())).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('that becomes shorter while it is read is not taken for whole', async () => {
    const files = new StatementFiles(join(folder, 'shorter'));
    const upload = await files.receive(content());
    truncateSync(upload.path, 3);
    const read = async () => {
      for await (const chunk of upload.file.chunks()) void chunk;
    };
    await expect(read()).rejects.toThrow('has become shorter');
  });

  it('that its sender ends is not the fault of the disk, and nothing of it is left', async () => {
    const files = new StatementFiles(join(folder, 'ended'));
    async function* cut() {
      yield* content();
      throw new Error('The connection was closed');
    }
    await expect(files.receive(cut())).rejects.toThrow('The connection was closed');
    await expect(files.receive(content(), 10)).rejects.toBeInstanceOf(FileTooLarge);
    expect(readdirSync(join(folder, 'ended'))).toEqual([]);
  });
});
