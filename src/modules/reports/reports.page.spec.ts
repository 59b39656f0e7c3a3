import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { reports } from './all-reports.js';
import type { Report } from './report.js';

const file = new URL('../../../docs/reports.md', import.meta.url);

/** Where the rows of each report come from, in words for people. A report without a row fails here. */
const sources: Readonly<Record<string, string>> = {
  'daily-transactions':
    'Every movement of money: payments when they were confirmed, refunds and payouts when they were completed. From the documents of payments, refunds and payouts.',
  settlement:
    'Money on its way from wallets to the bank: every settlement that left its wallet, was received or was cancelled on these days, and those that left before and are in transit. Status and age are those of now.',
  'failed-payments':
    'Every attempt of a payment that ended without money; a payment that was tried again has a row for each such attempt. The amount is what was asked for.',
  'pending-payments': 'Every payment without a final answer now, the oldest of each status first.',
  refunds: 'Every refund that was paid back, failed or was rejected. Reversals by the provider are among them.',
  'reconciliation-mismatches':
    'Every line of a statement that does not agree with what we know, and every movement that is on no statement; its status and age are those of now.',
  'revenue-by-service': 'What was paid and what went back, by service or another dimension. Payouts are no revenue.',
  'provider-fees':
    'For each day and provider: what the tariff makes of its movements, and what is posted in the account `fees:<provider>` of the ledger.',
  'provider-performance':
    'How each provider did: a row for each kind of movement, and one for all of them with fees and outages. From attempts, callbacks, answers that decided nothing (in the log), and the ledger.',
  'manual-adjustments': 'Every line of every adjustment that was decided, or waits.',
  'audit-log':
    'Every event of the log: what happened, to what, by whom. What an event says is at `GET /v1/audit/events`.',
};

const sectionOf = ({ name, title, columns, totals, filters, paper }: Report): string =>
  [
    `### ${title}\n\n\`${name}\`. ${sources[name]!}`,
    `Filters: ${filters.map((each) => `\`${each}\``).join(', ') || 'none'}. Totals: ${totals.join(', ')}.${paper === undefined ? '' : ' It has a PDF.'}`,
    ['| column | in JSON | kind | what it says |', '| --- | --- | --- | --- |']
      .concat(
        columns.map((column) => `| ${column.title} | \`${column.name}\` | ${column.kind} | ${column.description} |`),
      )
      .join('\n'),
  ].join('\n\n');

it('docs/reports.md shows every report with its columns', async () => {
  expect(Object.keys(sources).sort()).toEqual(reports.map(({ name }) => name).sort());
  const before = readFileSync(file, 'utf8');
  const [begin, end] = ['<!-- reports -->', '<!-- end of reports -->'];
  const filled = `${before.slice(0, before.indexOf(begin))}${begin}\n\n${reports.map(sectionOf).join('\n\n')}\n\n${before.slice(before.indexOf(end))}`;
  const page = await format(filled, { ...(await resolveConfig(file.pathname)), parser: 'markdown' });
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});
