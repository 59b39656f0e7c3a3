import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { chart } from './accounts.rule.js';
import { examples } from '../../../test/support/ledger-examples.js';
import { take, type Books, type Taken } from './postings.rule.js';

const file = new URL('../../../docs/ledger.md', import.meta.url);

/** The parts of the page that follow from the code; the words around them are written by hand. */
const parts: Readonly<Record<string, () => string>> = {
  chart: () =>
    table(
      ['code', 'kind', 'normal side', 'what stands there'],
      chart().map(({ code, kind, normal, name }) => [`\`${code}\``, kind, normal, name]),
    ),
  examples: () =>
    examples.map((example) => `### ${example.title}\n\n${example.words}\n\n${postingsOf(example)}`).join('\n\n'),
};

function postingsOf({ events }: (typeof examples)[number]): string {
  let books: Books | null = null;
  const rows: string[][] = [];
  for (const event of events) {
    const taken: Taken = take(books, event)!;
    books = taken.books;
    if (taken.posting === null) continue;
    const { lines, description, tally } = taken.posting;
    if (lines.length === 0) rows.push([event.type, '(no lines)', '', '', `counted as ${tally!.as} for its day`]);
    lines.forEach(({ account, side, amount }, index) => {
      const first = index === 0;
      const counted = tally === null ? '' : `; counted as ${tally.as}`;
      rows.push([
        first ? event.type : '',
        `\`${account}\``,
        side === 'debit' ? amount.amount : '',
        side === 'credit' ? amount.amount : '',
        first ? `${description}${counted}` : '',
      ]);
    });
  }
  return rows.length === 0 ? 'Nothing is posted.' : table(['event', 'account', 'debit', 'credit', ''], rows);
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

it('docs/ledger.md shows the chart of accounts, and of every kind of event what it posts', async () => {
  const before = readFileSync(file, 'utf8');
  const filled = Object.entries(parts).reduce((page, [name, part]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
    const at = page.indexOf(begin);
    expect(at).toBeGreaterThan(0);
    return `${page.slice(0, at)}${begin}\n\n${part()}\n\n${page.slice(page.indexOf(end))}`;
  }, before);
  const page = await format(filled, { ...(await resolveConfig(file.pathname)), parser: 'markdown' });
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});
