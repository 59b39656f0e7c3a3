/** How a result is called, in the table and in its totals. */
export const words = {
  passed: 'passed',
  failed: 'FAILED',
  'not-run': 'not run',
};

export function totals(results) {
  const counted = Object.entries(words)
    .map(([outcome, word]) => [results.filter((result) => result.outcome === outcome).length, word])
    .filter(([count, word]) => count > 0 || word === words.passed || word === words.failed)
    .map(([count, word]) => `${count} ${word.toLowerCase()}`);
  return `${results.length} test cases: ${counted.join(', ')}.`;
}

const columns = [
  { title: '', share: 0, of: ({ number }) => String(number), least: 2 },
  { title: 'Case', share: 2, of: ({ name }) => name },
  { title: 'What was done', share: 4, of: ({ done }) => done },
  { title: 'What was expected', share: 4, of: ({ expected }) => expected },
  { title: 'What happened', share: 5, of: ({ happened }) => happened },
  { title: 'Passed?', share: 0, of: ({ outcome }) => words[outcome], least: 13 },
];

/** For a screen of that many characters. */
export function table(results, width) {
  const fixed = columns.reduce((sum, { least = 0 }) => sum + least, 0) + 3 * (columns.length - 1);
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share, least }) => least ?? Math.floor(((width - fixed) * share) / shares));
  const rule = widths.map((each) => '─'.repeat(each)).join('─┼─');
  const row = (texts) => {
    const cells = texts.map((text, index) => wrapped(text, widths[index]));
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, index) => (lines[line] ?? '').padEnd(widths[index]))
        .join(' │ ')
        .trimEnd(),
    );
  };
  const body = results.flatMap((result) => [rule, ...row(columns.map(({ of }) => of(result)))]);
  return [...row(columns.map(({ title }) => title)), ...body].join('\n');
}

export function markdown(results, { at, gateway, provider }) {
  const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const row = (texts) => `| ${texts.map(cell).join(' | ')} |`;
  return [
    '# Test cases of the MTN MoMo integration',
    '',
    `Run on ${kigali(at)} (Africa/Kigali) against the gateway at ${gateway}, provider: ${provider}.`,
    '',
    `**${totals(results)}**`,
    '',
    row(columns.map(({ title }) => title)),
    row(columns.map(() => '---')),
    ...results.map((result) => row(columns.map(({ of }) => of(result)))),
    '',
  ].join('\n');
}

const kigali = (at) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Africa/Kigali' }).format(at);

/** Broken at spaces, and within a word only where it is longer than the column. */
function wrapped(text, width) {
  const lines = [];
  let line = '';
  for (let word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    while (word.length > width) {
      lines.push(word.slice(0, width));
      word = word.slice(width);
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
