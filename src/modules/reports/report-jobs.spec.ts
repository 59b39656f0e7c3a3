import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventLoopTurns, FakeClock } from '../../../test/support/fake-clock.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { AskedReport } from './report-ask.rule.js';
import { ReportJobs, writeWhole } from './report-jobs.js';

const asked: AskedReport = {
  from: '2026-11-22', to: '2026-11-22', format: 'pdf', plain: false, filters: {}, by: null, phoneNumbers: 'masked',
}; // prettier-ignore

it.each([
  ['It has more than 1000 rows, too many for a PDF: ask for it as CSV or XLSX', new Refusal('invalid', 'REPORT_TOO_LONG_FOR_PDF', {})],
  ['It could not be read or written to its end: ask for it again', new Error('The store is away')],
])('a report job that failed says what helps: %s', async (failure, error) => {
  const reports = { check: () => ({ covers: 'days' }) as never, make: () => Promise.reject(error) };
  const jobs = new ReportJobs(reports, '/nowhere', new FakeClock(), () => '1', { error: () => undefined });
  const { id } = jobs.request('cli_1', 'daily-transactions', asked, { by: anyOrigin, seen: null });
  await eventLoopTurns(10);
  expect(jobs.find('cli_1', id)).toMatchObject({ status: 'failed', failure });
}); // prettier-ignore

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* threePieces() {
  for (const piece of ['one', 'two', 'three']) {
    await eventLoopTurns(20);
    yield Buffer.from(piece);
  }
}

describe('the file of a report', () => {
  it('that cannot be made is told at once, and nothing waits for it', async () => {
    mkdirSync(join(folder, 'a.part'));
    const written = writeWhole(join(folder, 'a'), threePieces(), new AbortController().signal);
    await expect(written).rejects.toMatchObject({ code: 'EISDIR' });
    const nowhere = writeWhole(join(folder, 'b', 'c'), threePieces(), new AbortController().signal);
    await expect(nowhere).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('that nobody waits for any more is not left there by half', async () => {
    const gone = new AbortController();
    async function* stopped() {
      yield* threePieces();
      gone.abort();
      yield* threePieces();
    }
    await expect(writeWhole(join(folder, 'd'), stopped(), gone.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(folder).filter((name) => name.startsWith('d'))).toEqual([]);
  });

  it.each([
    ['that was removed', (file: string) => rmSync(file)],
    ['that was cut off', (file: string) => truncateSync(file, 3)],
  ])('%s is not given out, and its job says so', async (_, harm) => {
    const made = { contentType: 'text/csv', fileName: 'x.csv', stream: { totals: { rows: 1 } } };
    const reports = {
      check: () => ({ covers: 'days' }) as never,
      make: async () => ({ ...made, bytes: threePieces() }) as never,
    };
    const jobs = new ReportJobs(reports, folder, new FakeClock(), () => '7', { error: () => undefined });
    const { id } = jobs.request('cli_1', 'daily-transactions', asked, { by: anyOrigin, seen: null });
    for (let turn = 0; turn < 1_000 && jobs.find('cli_1', id).status !== 'done'; turn += 1) await eventLoopTurns(20);
    const { content } = await jobs.file('cli_1', id);
    expect(Buffer.concat(await content.toArray()).toString()).toBe('onetwothree');
    harm(join(folder, id));
    for (const _again of [1, 2])
      await expect(jobs.file('cli_1', id)).rejects.toMatchObject({
        code: 'REPORT_JOB_NOT_DONE',
        detail: { jobId: id, jobStatus: 'failed' },
      });
    expect(jobs.find('cli_1', id)).toMatchObject({
      status: 'failed',
      file: null,
      failure: 'Its file is not there any more: ask for it again',
    });
  });
});
