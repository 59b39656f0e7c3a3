import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { reportNotices } from './report-notices.js';
import { periodsDue, readSchedule, scheduledFileName, type Period, type ScheduleRow } from './report-schedule.js';
import { ScheduledReportWritten } from './report.events.js';
import type { Reports } from './reports.js';
import { WriteScheduledReports } from './write-scheduled-reports.js';

it('a schedule is reports with their form and rhythm, and what is wrong with one is named', () => {
  expect(readSchedule('daily-transactions:csv:daily, revenue-by-service:xlsx:monthly')).toEqual([
    { report: 'daily-transactions', format: 'csv', every: 'day' },
    { report: 'revenue-by-service', format: 'xlsx', every: 'month' },
  ]);
  expect(readSchedule('daily:csv:daily')).toMatch(/^daily is no report: there are daily-transactions, /);
  expect(readSchedule('refunds:doc:daily')).toBe('refunds:doc:daily: the form is one of json, csv, xlsx, pdf');
  expect(readSchedule('refunds:csv:hourly')).toBe('refunds:csv:hourly: the rhythm is one of daily, weekly, monthly');
  expect(readSchedule('refunds:csv:daily,refunds:csv:daily')).toBe('refunds:csv:daily comes twice');
});

it('a period is due two minutes after its last day is over in Kigali, and what was missed is made up for', () => {
  const due = (every: 'day' | 'week' | 'month', last: string | null, now: string) =>
    periodsDue({ report: 'refunds', every }, last, now).map(({ from, to }) => (from === to ? from : `${from}..${to}`));
  expect(due('day', '2026-11-21', '2026-11-22T22:01:59.999Z')).toEqual([]);
  expect(due('day', '2026-11-21', '2026-11-22T22:02:00.000Z')).toEqual(['2026-11-22']);
  expect(due('day', '2026-11-19', '2026-11-22T22:02:00.000Z')).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
  expect(due('day', '2026-01-01', '2026-11-22T22:02:00.000Z')).toHaveLength(31);
  // A new schedule begins with what is over.
  expect(due('day', null, '2026-11-22T12:00:00.000Z')).toEqual(['2026-11-21']);
  // The 22nd of November is a Sunday.
  expect(due('week', null, '2026-11-22T12:00:00.000Z')).toEqual(['2026-11-09..2026-11-15']);
  expect(due('week', '2026-11-15', '2026-11-22T22:02:00.000Z')).toEqual(['2026-11-16..2026-11-22']);
  expect(due('month', null, '2026-03-01T12:00:00.000Z')).toEqual(['2026-02-01..2026-02-28']);
  expect(due('month', '2025-12-31', '2026-03-31T22:02:00.000Z')).toEqual([
    '2026-01-01..2026-01-31',
    '2026-02-01..2026-02-28',
    '2026-03-01..2026-03-31',
  ]);
});

it('of how things stand now no report is made up for: it would bear a day that it does not tell of', () => {
  const due = (last: string | null) =>
    periodsDue({ report: 'pending-payments', every: 'day' }, last, '2026-11-22T22:02:00.000Z').map(({ to }) => to);
  expect([due(null), due('2026-11-18'), due('2026-11-22')]).toEqual([['2026-11-22'], ['2026-11-22'], []]);
});

it('a file is named after its report and its days', () => {
  const row = { report: 'refunds', format: 'csv', every: 'day' } as const;
  expect(scheduledFileName(row, { from: '2026-11-22', to: '2026-11-22' })).toBe('refunds_2026-11-22.csv');
  expect(scheduledFileName(row, { from: '2026-11-16', to: '2026-11-22' })).toBe('refunds_2026-11-16_2026-11-22.csv');
});

it('a report is sent to each address once for its days, made when it is sent, and only told of where it is too large', async () => {
  const period = { from: '2026-11-22', to: '2026-11-22' };
  let size = 10;
  const asked: unknown[] = [];
  async function* bytes() {
    yield Buffer.alloc(size, 'x');
  }
  const reports = {
    scheduled: (row: ScheduleRow, of: object) => {
      asked.push([row, of]);
      return { stream: { heading: { title: 'Refunds' } }, bytes: bytes() };
    },
  } as unknown as Pick<Reports, 'scheduled'>;
  const source = reportNotices(reports, ['a@example.rw', 'b@example.rw']);
  const row = { report: 'refunds', format: 'csv', every: 'day' } as const;
  const written = ScheduledReportWritten({
    ...row,
    ...period,
    filters: {},
    file: null,
    rows: null,
    sha256: null,
    at: '2026-11-22T22:02:00.000Z',
  });
  const [notice, ...others] = await source.notices({ ...written, id: 'e', stream: 's' } as never);
  expect([notice!.id, others.map(({ id }) => id)]).toEqual([
    'refunds-csv-day 2026-11-22 a@example.rw',
    ['refunds-csv-day 2026-11-22 b@example.rw'],
  ]);
  const mail = await source.compose(notice!.about, notice!.to);
  expect(asked).toEqual([[row, period]]);
  expect(mail).toMatchObject({
    to: 'a@example.rw',
    subject: 'Refunds: 2026-11-22',
    attachments: [{ name: 'refunds_2026-11-22.csv', type: 'text/csv; charset=utf-8', content: Buffer.alloc(10, 'x') }],
  });
  size = 8 * 1_024 * 1_024;
  expect(await source.compose(notice!.about, notice!.to)).toMatchObject({
    attachments: [],
    text: expect.stringContaining('too large') as never,
  });
});

it('a PDF that would be too long is written and sent as a spreadsheet, and holds up no later day', async () => {
  const clock = new FakeClock({ at: '2026-11-22T22:02:00.000Z' });
  const store = SqliteEventStore.inMemory(clock);
  const reports = {
    isUpToNow: async () => true,
    scheduled({ report, format }: ScheduleRow, period: Period) {
      async function* bytes() {
        if (format === 'pdf') throw new Refusal('invalid', 'REPORT_TOO_LONG_FOR_PDF', {});
        yield Buffer.from(format);
      }
      const facts = { report, format, ...period, filters: {}, phoneNumbers: 'masked' };
      return { stream: { heading: { title: 'Refunds' }, totals: { rows: 1_001 } }, bytes: bytes(), facts };
    },
  } as unknown as Reports;
  const row = { report: 'daily-transactions', format: 'pdf', every: 'day' } as const;
  const folder = mkdtempSync(join(tmpdir(), 'ishyura-schedule-'));
  const errors: object[] = [];
  const kernel = { store, clock, newId: randomUUID };
  const writing = new WriteScheduledReports(kernel, reports, [row], folder, {
    error: (what: object) => errors.push(what),
  });
  const signal = new AbortController().signal;
  await writing.writeDue(signal);
  await clock.pass({ hours: 24 });
  await writing.writeDue(signal);
  expect([errors, readdirSync(folder)]).toEqual([
    [],
    ['daily-transactions_2026-11-22.xlsx', 'daily-transactions_2026-11-23.xlsx'],
  ]);
  expect(await writing.standing()).toEqual([{ ...row, writtenTo: '2026-11-23' }]);
  const about = JSON.stringify({ row, period: { from: '2026-11-22', to: '2026-11-22' } });
  const recipient = { address: 'a@example.rw', language: 'en' };
  expect(await reportNotices(reports, []).compose(about, recipient as never)).toMatchObject({
    attachments: [{ name: 'daily-transactions_2026-11-22.xlsx', content: Buffer.from('xlsx') }],
  });
  rmSync(folder, { recursive: true });
  await store.close();
});
