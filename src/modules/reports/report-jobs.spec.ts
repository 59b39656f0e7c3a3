import { expect, it } from '@jest/globals';
import { eventLoopTurns, FakeClock } from '../../../test/support/fake-clock.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { AskedReport } from './report-ask.rule.js';
import { ReportJobs } from './report-jobs.js';

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
