import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { person } from '../support/people.js';

let app: App;
let finance: Browser;
let support: Browser;
beforeAll(async () => {
  app = await startApp();
  [finance, support] = [(await person(app, ['finance'])).browser, (await person(app, ['support'])).browser];
});
afterAll(() => app.close());

/** Every number of a page, as its CSV writes it. */
const numbersOf = (html: string) => [...html.matchAll(/<data [^>]*?value="([^"]*)"/g)].map(([, value]) => value!);
const linesOf = (csv: string) =>
  csv
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
const valuesOf = (csv: string) => linesOf(csv).map(([, , , value, currency]) => `${value} ${currency}`.trim());
/** `successful`: `['2', '12000 RWF']` */
const itemOf = (csv: string, section: string, item: string) =>
  linesOf(csv)
    .filter(([of, name]) => of === section && name === item)
    .map(([, , , value, currency]) => `${value} ${currency}`.trim());

describe('the first page', () => {
  it('counts each payment once, where it stands now, and every number of it is in its CSV', async () => {
    const kigali = { service: 'permits', branch: 'kigali', program: '2026' };
    const [paid, late, open] = [
      await app.request('0788000001', rwf(5_000), { dimensions: kigali }),
      await app.request('0788000002', rwf(7_000), { dimensions: { ...kigali, branch: '<b>huye' } }),
      await app.request('0788000003', rwf(9_000), { dimensions: { service: 'permits', branch: '0788123456' } }),
    ];
    await app.caughtUp();
    await app.sandbox.payerApproves(paid.paymentId);
    await app.sandbox.payerRejects(late.paymentId);
    await app.caughtUp();

    const page = await finance.get('/');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Payments asked for on 22 November 2026, as they stand now.');
    const csv = (await finance.get('/?format=csv')).text;
    expect(csv).toMatch(/^\ufeff?Section,Item,Measure,Value,Currency\r\n/);
    expect(itemOf(csv, 'payments', 'total')).toEqual(['3', '21000 RWF']);
    expect(itemOf(csv, 'payments', 'successful')).toEqual(['1', '5000 RWF']);
    expect(itemOf(csv, 'payments', 'failed')).toEqual(['1', '7000 RWF']);
    expect(itemOf(csv, 'payments', 'pending')).toEqual(['1', '9000 RWF']);
    expect(itemOf(csv, 'branch', 'kigali: successful')).toEqual(['1', '5000 RWF']);
    expect(itemOf(csv, 'open now', 'up to 5 minutes')).toEqual(['1', '0']);
    expect(valuesOf(csv)).toEqual(expect.arrayContaining(numbersOf(page.text)));
    // What callers name is text, and nobody's number is whole.
    expect(page.text).toContain('&lt;b&gt;huye');
    expect(page.text + csv).not.toContain('788123456');
    // A number leads to the list that it counts.
    const list = /<a href="(\/payments\?[^"]*status=failed[^"]*)"/.exec(page.text)![1]!.replaceAll('&amp;', '&');
    expect((await finance.get(list)).text.match(/<a href="\/payments\/pay_/g)).toHaveLength(1);
    expect(open.paymentId).toMatch(/^pay_/);

    // Asked once more it is paid: it is counted as paid, and as failed no more.
    await app.service.post(`/v1/payments/${late.paymentId}/attempts`, undefined, { key: 'once-more' });
    await app.caughtUp();
    await app.sandbox.payerApproves(late.paymentId);
    await app.caughtUp();
    const after = (await finance.get('/?format=csv')).text;
    expect(itemOf(after, 'payments', 'total')).toEqual(['3', '21000 RWF']);
    expect(itemOf(after, 'payments', 'successful')).toEqual(['2', '12000 RWF']);
    expect(itemOf(after, 'payments', 'failed')).toEqual(['0']);
  });

  it('is filtered by days and by one dimension, and says why not by two', async () => {
    const huye = (await finance.get('/?branch=kigali&format=csv')).text;
    expect(itemOf(huye, 'payments', 'total')).toEqual(['1', '5000 RWF']);
    expect((await finance.get('/?branch=kigali')).text).toContain('Branch: kigali.');
    expect(itemOf((await finance.get('/?from=2026-11-20&to=2026-11-21&format=csv')).text, 'payments', 'total')).toEqual(
      ['0'],
    );
    const both = await finance.get('/?service=permits&branch=kigali&format=csv');
    expect(both.status).toBe(400);
    expect(both.text).toContain('figures of two filters together are not kept');
    for (const [query, said] of [
      ['from=2026-02-30', 'cannot be read and is left out'],
      ['from=2026-11-22&to=2026-11-20', 'is after the last day'],
      ['from=2020-01-01', 'at most 366 days'],
      ['frm=2026-11-22', '&quot;frm&quot; is no filter of this page'],
    ]) {
      const wrong = await finance.get(`/?${query}`);
      expect([wrong.status, wrong.text.includes(said!)]).toEqual([400, true]);
    }
    // It comes back with what was typed.
    expect((await finance.get('/?from=2026-02-30')).text).toMatch(/id="from" [^>]*value="2026-02-30"/);
  });

  it('shows each role what it may see, and a service nothing of others', async () => {
    const [seenByFinance, seenBySupport] = [(await finance.get('/')).text, (await support.get('/')).text];
    expect(seenByFinance).toContain('On its way to the bank');
    expect(seenBySupport).toContain('Reviews');
    expect(seenBySupport).not.toContain('On its way to the bank');
    expect(seenBySupport).not.toContain('Being sent');
    const service = (await person(app, ['service'])).browser;
    const own = await service.get('/');
    expect([own.status, numbersOf(own.text)]).toEqual([200, []]);
    expect(numbersOf((await service.get('/?format=csv')).text)).toEqual([]);
    expect((await service.get('/breakdown')).status).toBe(403);
    expect((await app.anonymous.get('/breakdown')).headers['location']).toBe('/sign-in?next=%2Fbreakdown');
  });
});

/** The figures in the cells of a page, as its CSV writes them: amounts without separators, moments and days as they are. */
const figuresOf = (html: string) =>
  [
    ...html
      .replaceAll(/<(form|svg|nav)\b.*?<\/\1>/gs, '')
      .matchAll(/<(td|th scope="row"|dd|strong)\b[^>]*>(.*?)<\/(?:td|th|dd|strong)>/gs),
  ]
    .map(([, , cell]) =>
      cell!.replaceAll(/<(?:data [^>]*?value|time datetime)="([^"]*)".*?<\/(?:data|time)>/gs, ' $1 '),
    )
    .flatMap((cell) =>
      cell
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/(?<=\d),(?=\d)/g, '')
        .split(/[\s·]+/),
    )
    .filter((word) => /\d/.test(word));
const figuresIn = (csv: string) =>
  new Set(linesOf(csv).flatMap((line) => line.flatMap((cell) => [cell, ...cell.split(/[^\p{L}\p{N}.]+/u)])));

it('no page of figures or reports has one that its CSV does not have', async () => {
  const day = '2026-11-22';
  const { text: list } = await finance.get('/reports');
  await finance.get('/reports/revenue-by-service');
  const job = (await finance.submit('/reports/jobs', { from: day, format: 'csv' })).headers['location']!;
  while ((await finance.get(job)).text.includes('http-equiv="refresh"')) await app.clock.pass({ seconds: 1 });
  const reports = [...list.matchAll(/<li><a href="(\/reports\/[a-z-]+)">/g)].map(([, path]) => path!);
  expect(reports).toHaveLength(10);
  const by = ['service', 'branch', 'department', 'program', 'provider', 'reference'].map((of) => `/breakdown?by=${of}`);
  const days = ['/reports/days', `/reports/days/${day}`];
  let found = 0;
  for (const path of ['/', '/?branch=kigali', `/?from=${day}&to=${day}`, ...by, '/reports', ...reports, job, ...days]) {
    const page = (await finance.get(path)).text;
    const linked = [...page.matchAll(/href="([^"]*format=csv[^"]*)"/g)].map(([, to]) => to!.replaceAll('&amp;', '&'));
    const files = await Promise.all(
      (path === job ? ['/reports?format=csv&of=jobs'] : linked).map((to) => finance.get(to)),
    );
    const known = figuresIn(files.map(({ text }) => text).join(''));
    expect([path, figuresOf(page).filter((figure) => !known.has(figure))]).toEqual([path, []]);
    found += figuresOf(page).length;
  }
  expect(found).toBeGreaterThan(300);
});

it('a number of payments leads to a list of as many', async () => {
  let followed = 0;
  for (const path of [
    '/',
    '/?branch=kigali',
    '/breakdown?by=branch',
    '/breakdown?by=program',
    '/breakdown?by=provider',
  ]) {
    const page = (await finance.get(path)).text;
    const links = new Map(
      [...page.matchAll(/<a href="(\/payments\?[^"]*)"><data value="(\d+)"/g)].map(([, to, many]) => [
        to!,
        Number(many),
      ]),
    );
    for (const [to, many] of links) {
      const { text } = await finance.get(`${to.replaceAll('&amp;', '&')}&format=csv`);
      expect([to, linesOf(text).length - 1]).toEqual([to, many]);
    }
    followed += links.size;
  }
  expect(followed).toBeGreaterThan(20);
  const all = await finance.get('/payments?status=pending-all');
  expect([all.status, all.text.includes('Status pending (all)')]).toEqual([200, true]);
});

describe('the breakdown', () => {
  it('has a row for each value, all of which are the total, in the page and in the CSV', async () => {
    const page = await finance.get('/breakdown?by=branch');
    expect(page.status).toBe(200);
    const csv = (await finance.get('/breakdown?by=branch&format=csv')).text;
    expect(valuesOf(csv)).toEqual(expect.arrayContaining(numbersOf(page.text)));
    const rows = linesOf(csv).filter(
      ([section, item, measure]) => section === 'branch' && item!.endsWith(': total') && measure === 'count',
    );
    expect(rows.map(([, , , value]) => value)).toEqual(['1', '1', '1']);
    expect(itemOf(csv, 'all', 'total')).toEqual(['3', '21000 RWF']);
    expect((await finance.get('/breakdown?by=reference')).text).toContain('(none)');
    for (const [query, said] of [
      [
        'by=zzz',
        '&quot;by&quot; cannot be &quot;zzz&quot;. Choose one of: service, branch, department, program, provider',
      ],
      ['by=branch&brnach=kigali', '&quot;brnach&quot; is no filter of this page'],
      ['by=branch&format=pdf', '&quot;format&quot; cannot be &quot;pdf&quot;. Choose one of: csv'],
    ]) {
      const wrong = await finance.get(`/breakdown?${query}`);
      expect([query, wrong.status, wrong.text.includes(said!)]).toEqual([query, 400, true]);
    }
    // No other breakdown is shown in its place.
    expect((await finance.get('/breakdown?by=zzz')).text).not.toContain('<table');
    expect((await finance.get('/breakdown?by=zzz&format=csv')).headers['content-type']).toContain('text/html');
    const both = await finance.get('/breakdown?by=branch&service=permits');
    expect([both.status, both.text.includes('figures of two filters together')]).toEqual([400, true]);
  });
});

it('what failed on a day is attempts there, and payments on the first page', async () => {
  // One payment failed, was asked for once more, and was paid.
  const [header, day] = linesOf((await finance.get('/reports/days?format=csv')).text);
  const cell = (name: string) => day![header!.indexOf(name)];
  expect([cell('Day'), cell('Attempts without money count'), cell('Attempts without money')]).toEqual([
    '2026-11-22',
    '1',
    '7000',
  ]);
  expect((await finance.get('/reports/days')).text).toContain('Attempts that ended without money');
  expect(itemOf((await finance.get('/?format=csv')).text, 'payments', 'failed')).toEqual(['0']);
});

it('the oldest review is the oldest that waits, whether or not somebody has taken it', async () => {
  const oldest = async () => itemOf((await finance.get('/?format=csv')).text, 'reviews', 'oldest waiting');
  expect(await oldest()).toEqual([]);
  for (const id of ['A-1', 'A-2', 'A-3']) {
    await app.request('0788000009', rwf(4_000), { record: { type: 'invoice', id } });
    await app.caughtUp();
    await app.clock.pass({ seconds: 5 });
  }
  const { data } = (await app.admin.get('/v1/reviews')).body;
  const [first, second] = data
    .map(({ id, openedAt }) => ({ id, openedAt: String(openedAt) }))
    .toSorted((one, other) => (one.openedAt < other.openedAt ? -1 : 1));
  expect([await oldest(), first!.openedAt < second!.openedAt]).toEqual([[first!.openedAt], true]);
  const clerk = await app.client('finance');
  await app.admin.post(`/v1/reviews/${first!.id}/assign`, { assignee: clerk.id });
  await app.caughtUp();
  expect(await oldest()).toEqual([first!.openedAt]);
  expect((await finance.get('/')).text).toContain('<dt>Oldest waiting since</dt>');
});
