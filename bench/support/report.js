import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';

/** What others had this machine do before we began. */
const loadBefore = loadavg()[0].toFixed(1);
const page = new URL('../../docs/performance.md', import.meta.url);

/** Settings that make this run smaller than the measurement that the page tells of. */
const smaller = [];

/** How much is measured. A setting may make it less, to try something: then the page keeps what the whole measurement has said. */
export function size(setting, usual) {
  const wanted = Number(process.env[setting] ?? usual);
  if (!(wanted >= usual)) smaller.push(`${setting}=${process.env[setting]}`);
  return wanted;
}

/** Adds what is said of a measured value beside its target; null where there is nothing to reach. */
export const judged = (rows) =>
  rows.map((row) => {
    const { target, at, value } = row;
    if (target === undefined) return { ...row, met: null };
    return { ...row, met: value !== null && (at === 'least' ? value >= target : value <= target) };
  });

export function printed(rows) {
  console.table(
    rows.map((row) => ({
      what: row.what,
      target: targetOf(row),
      measured: measuredOf(row),
      met: metOf(row),
      note: row.note ?? '',
    })),
  );
}

/** Takes the place of what the page said of this measurement, and leaves the others as they were measured. Nothing is written of a run that was made smaller. */
export function written(letter, title, rows) {
  if (smaller.length > 0) {
    console.log(`docs/performance.md stays as it is: the run was made smaller by ${smaller.join(', ')}`);
    return;
  }
  const section = [
    `## (${letter}) ${title}`,
    '',
    measuredOn(),
    '',
    '| | target | measured | met? | |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.what} | ${targetOf(row)} | ${measuredOf(row)} | ${metOf(row)} | ${row.note ?? ''} |`),
  ].join('\n');
  const { head, sections, tail } = read();
  sections.set(letter, section);
  const compared = rows.flatMap((row) => row.compared ?? []);
  const inOrder = [...sections].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
  mkdirSync(new URL('.', page), { recursive: true });
  writeFileSync(page, `${[withComparison(head, compared), ...inOrder, ...tail].join('\n\n')}\n`);
}

/** The one table on top of the page: what was compared takes the place of its earlier row. */
function withComparison(head, compared) {
  if (compared.length === 0) return head;
  const [words, table = ''] = head.split(/\n\n(?=\| what )/);
  const kept = table
    .split('\n')
    .slice(2)
    .filter((line) => !compared.some(({ what }) => line.startsWith(`| ${what} |`)));
  const ratio = (value) => (value === null ? '' : shown(value));
  const rows = compared.map(
    ({ what, ours, peer, floor, ratioToPeer, ratioToFloor }) =>
      `| ${what} | ${ours} | ${peer} | ${floor} | ${ratio(ratioToPeer)} | ${ratio(ratioToFloor)} |`,
  );
  const columns = [
    '| what | ours | peer | floor | of the best peer | of the floor |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  return `${words}\n\n${[...columns, ...[...kept.filter(Boolean), ...rows].toSorted()].join('\n')}`;
}

/** What stands before the first measurement and after the last (`## What …`) is written by hand and stays. */
function read() {
  const [head = '', ...parts] = current()
    .split(/^(?=## )/m)
    .map((part) => part.trim());
  const letterOf = (part) => /^## \((\w)\)/.exec(part)?.[1];
  const sections = new Map(parts.filter(letterOf).map((part) => [letterOf(part), part]));
  return { head: head || heading, sections, tail: parts.filter((part) => !letterOf(part)) };
}

function current() {
  try {
    return readFileSync(page, 'utf8');
  } catch {
    return '';
  }
}

const heading = `# Performance

Written by \`npm run bench\`; \`npm run bench -- a f\` measures some of it anew. Each figure says where and when it was taken.`;

/** When, at which commit, on which machine. */
export function measuredOn() {
  const git = (...words) => execFileSync('git', words, { encoding: 'utf8', cwd: new URL('.', import.meta.url) }).trim();
  const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', '../../src') ? ' and uncommitted changes' : ''}`;
  const [{ model }] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const machine = `${model.trim()}, ${cpus().length} cores, ${memory}, Linux ${release()}, Node ${process.versions.node}`;
  return `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, commit ${commit}; ${machine}; load average ${loadBefore} before it began.`;
}

export const shown = (value, unit = '') => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const number = value.toLocaleString('en', { maximumFractionDigits: digits });
  return unit === '' || unit.startsWith('/') ? `${number}${unit}` : `${number} ${unit}`;
};
const targetOf = ({ target, at, unit }) =>
  target === undefined ? '' : `${at === 'least' ? '≥' : '≤'} ${shown(target, unit)}`;
const measuredOf = ({ value, unit }) => (value === null ? 'not measured' : shown(value, unit));
const metOf = ({ met }) => (met === null ? '' : met ? 'yes' : 'no');
