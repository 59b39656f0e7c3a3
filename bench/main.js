/* `npm run bench` measures everything, `npm run bench -- a f` some of it. Tells in a table and in docs/performance.md. */
import { judged, printed, written } from './support/report.js';

const measurements = {
  a: () => import('./payments.js'),
  b: () => import('./commands.js'),
  c: () => import('./callbacks.js'),
  d: () => import('./rebuild.js'),
  e: () => import('./cold-start.js'),
  f: () => import('./whole-payments.js'),
  g: () => import('./servers.js'),
  h: () => import('./lists.js'),
  i: () => import('./audit.js'),
  k: () => import('./documents.js'),
  l: () => import('./ledger.js'),
  m: () => import('./statements.js'),
  n: () => import('./reports.js'),
  o: () => import('./webhooks.js'),
  p: () => import('./refunds.js'),
  q: () => import('./dashboard.js'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((letter) => !(letter in measurements));
if (unknown.length > 0) {
  console.error(`There is no measurement ${unknown.join(', ')}; there are ${Object.keys(measurements).join(', ')}`);
  process.exit(1);
}

for (const letter of wanted.length > 0 ? wanted : Object.keys(measurements)) {
  const { title, measure } = await measurements[letter]();
  console.log(`\n(${letter}) ${title}`);
  const rows = judged(await measure());
  printed(rows);
  written(letter, title, rows);
}
