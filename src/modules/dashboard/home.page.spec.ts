import { describe, expect, it } from '@jest/globals';
import { html } from '../../http/pages/markup.js';
import type { Counter } from './counters.view.js';
import { rowsOfHome } from './figure-rows.rule.js';
import { byValue, summed } from './figures.rule.js';
import type { HomeFigures } from './home-figures.rule.js';
import { homePage } from './home.page.js';
import { breakdownPage } from './breakdown.page.js';
import { counterFiltersIn } from './counter-filters.rule.js';

const day = '2026-11-22';
const counter = (more: Partial<Counter>): Counter => ({
  id: 'all|2026-11-22|RWF|',
  dimension: 'all',
  value: '',
  day,
  currency: 'RWF',
  payments: { successful: { count: 2, amount: '5000' }, failed: { count: 1, amount: '700' } },
  confirmedMs: 9_000,
  confirmed: { 30: 1, 40: 1 },
  refunds: { count: 1, amount: '300' },
  reversals: { count: 0, amount: '0' },
  ...more,
});
const euros = counter({
  currency: 'EUR',
  payments: { successful: { count: 1, amount: '12.50' } },
  confirmed: {},
  confirmedMs: 0,
});

const home = (more: Partial<HomeFigures> = {}): HomeFigures => ({
  filters: { from: day, to: day, dimension: 'all', value: '' },
  asOf: '2026-11-22T12:00:00.000Z',
  behindMs: 0,
  figures: summed([counter({}), euros]),
  days: [{ day, figures: summed([counter({})]) }],
  by: {
    service: byValue([counter({ dimension: 'service', value: 'permits' })]),
    branch: null,
    department: [],
    program: [],
  },
  open: null,
  queues: { webhooks: null, mismatches: null, refunds: null, settlements: null, reviews: null },
  ...more,
});
const shown = (of: HomeFigures | null, language: 'en' | 'rw' | 'fr' = 'en') =>
  homePage({ language, menu: html``, home: of, typed: {}, wrong: [], has: () => true }).body.toString();

describe('the first page', () => {
  it('adds currencies up each by itself, in the form of the language', () => {
    expect(shown(home())).toContain('>5,000</span> RWF');
    expect(shown(home())).toContain('>12.50</span> EUR');
    expect(shown(home(), 'fr')).toContain('>12,50</span> EUR');
    expect(summed([counter({}), euros]).total).toEqual({
      count: 4,
      amounts: [
        { amount: '12.50', currency: 'EUR' },
        { amount: '5700', currency: 'RWF' },
      ],
    });
  });

  it('says how far the figures are behind the log, and nothing where they are not', () => {
    expect(shown(home({ behindMs: 4_999 }))).not.toContain('not up to date');
    expect(shown(home({ behindMs: 90_000 }))).toContain('These figures are not up to date');
    expect(shown(home({ behindMs: 90_000 }))).toContain('1\u00a0min\u00a030\u00a0s');
  });

  it('says so where there are too many values, and where there are none', () => {
    expect(shown(home())).toContain('There are too many different values in this period');
    expect(shown(home())).toContain('No payment was asked for in this period.');
    expect(shown(home({ by: null }))).toContain('With a filter for one value there is no breakdown');
  });

  it('adds up no part of the settlements as if it were all of them', () => {
    const queues = { ...home().queues, settlements: { expected: 2_000, 'partly-received': 0, inTransit: null } };
    expect(shown(home({ queues }))).toContain('Too many to add up here');
  });

  /** No two of its numbers are alike. */
  const full = home({
    open: [
      { pending: 31, uncertain: 32 },
      { pending: 33, uncertain: 34 },
      { pending: 35, uncertain: 36 },
      { pending: 37, uncertain: 38 },
    ],
    queues: {
      webhooks: { failed: 41, pending: 42 },
      mismatches: { open: 43, assigned: 44, 'awaiting-approval': 45, waiting: 46 },
      refunds: { requested: 47, approved: 48, submitted: 49, uncertain: 50 },
      settlements: { expected: 51, 'partly-received': 52, inTransit: [{ amount: '53', currency: 'RWF' }] },
      reviews: { open: 54, assigned: 55, oldestWaitsSince: '2026-11-20T08:15:00.000Z' },
    },
  });

  it.each(['en', 'rw', 'fr'] as const)('has every number of it in its CSV: %s', (language) => {
    const values = new Set(rowsOfHome(full).map(({ value, currency }) => `${value} ${currency}`.trim()));
    const page = shown(full, language);
    const numbers = [...page.matchAll(/<data [^>]*?value="([^"]*)"/g)].map(([, value]) => value!);
    expect(numbers.length).toBeGreaterThan(45);
    expect(numbers.filter((value) => !values.has(value))).toEqual([]);
    expect(values).toContain('2026-11-20T08:15:00.000Z');
    // Outside such an element no cell has a figure but a day or a moment.
    const cells = [...page.matchAll(/<(td|dd|strong)\b[^>]*>(.*?)<\/\1>/gs)].map(([, , content]) => content!);
    const rest = cells.map((cell) => cell.replaceAll(/<(data|time)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, ''));
    expect(rest.filter((cell) => /\d/.test(cell))).toEqual([]);
  });

  it('leads from each number to the list of what it counts, where there is such a list', () => {
    const page = shown(full);
    const days = `from=${day}&amp;to=${day}`;
    for (const to of [
      `/payments?${days}`,
      `/payments?status=successful&amp;${days}`,
      `/payments?status=without-money&amp;${days}`,
      `/payments?${days}&amp;service=permits`,
      `/payments?status=successful&amp;${days}&amp;service=permits`,
      '/refunds?status=requested',
      '/refunds?status=uncertain',
      '/reviews?status=open',
      '/reviews?status=assigned',
      '/reconciliation?status=awaiting-approval',
      '/settlements?status=partly-received',
      '/webhooks/deliveries?status=failed',
    ])
      expect(page).toContain(`href="${to}"`);
    const pending = counter({ payments: { created: { count: 1, amount: '1' }, submitted: { count: 2, amount: '1' } } });
    const waits = shown(home({ figures: summed([pending]) }));
    expect(waits).toContain(`<strong><a href="/payments?status=pending-all&amp;${days}">`);
    expect(waits).toContain(`submitted\u00a0<a href="/payments?status=submitted&amp;${days}">`);
    // What a person may not open is a number alone.
    const alone = homePage({
      language: 'en',
      menu: html``,
      home: full,
      typed: {},
      wrong: [],
      has: () => false,
    }).body.toString();
    expect(alone).not.toMatch(/href="\/(refunds|reviews|webhooks|settlements|reconciliation)/);
  });

  it('calls each state by the word of its list', () => {
    const words = {
      en: ['Waiting for approval', 'With the provider', 'In doubt', 'Taken', 'Awaiting approval', 'Partly received'],
      rw: ['Bitegereje kwemezwa', 'Biri ku kigo cy’itumanaho', 'Biracyashidikanywaho', 'Ryafashwe', 'Birategereje'],
      fr: ['En attente d’approbation', 'Chez l’opérateur', 'En doute', 'Prise', 'À approuver', 'Reçu en partie'],
    };
    for (const language of ['en', 'rw', 'fr'] as const)
      for (const word of words[language]) expect(shown(full, language)).toContain(`<dt>${word}</dt>`);
  });

  it('bears the names of its days where they are not today', () => {
    const titleOf = (from: string, to: string) => {
      const filters = { ...home().filters, from, to };
      return homePage({ language: 'en', menu: html``, home: home({ filters }), typed: {}, wrong: [], has: () => true })
        .title;
    };
    expect(titleOf(day, day)).toBe('Today');
    expect(titleOf('2026-11-21', '2026-11-21')).toBe('21 November 2026');
    expect(titleOf('2026-11-01', day)).toBe('1 November 2026 – 22 November 2026');
  });

  it('has in its CSV a name for what has none, so that no group looks like the total', () => {
    const service = byValue(['', '(none)', '=1'].map((value) => counter({ dimension: 'service', value })));
    const rows = rowsOfHome(home({ by: { service, branch: [], department: [], program: [] } }));
    const items = rows.filter(({ section, item }) => section === 'service' && item.endsWith('total'));
    expect([...new Set(items.map(({ item }) => item))]).toEqual(['(none): total', '“(none)”: total', '=1: total']);
  });

  it('counts nothing of others for who may not see them', () => {
    expect(shown(null)).not.toContain('<data');
    expect(shown(null)).toContain('/settings/me');
  });
});

describe('the breakdown', () => {
  const rows = byValue([
    counter({ dimension: 'program', value: '' }),
    counter({ dimension: 'program', value: '(none)', payments: { failed: { count: 7, amount: '70' } } }),
  ]);
  const filters = { from: day, to: day, dimension: 'all', value: '' } as const;
  const pageBy = (by: 'program' | 'branch') =>
    breakdownPage({
      language: 'en',
      menu: html``,
      filters,
      typed: {},
      wrong: [],
      found: { by, rows, total: summed([counter({})]), behindMs: 0 },
    }).body.toString();

  it('tells what has no value from what is called so, and leads to lists where lists know the dimension', () => {
    expect(pageBy('program')).toContain('>(none)</th>');
    expect(pageBy('program')).toContain('>“(none)”</a></th>');
    const toList = `/payments?status=failed&amp;from=${day}&amp;to=${day}&amp;`;
    expect(pageBy('branch')).toContain(`href="${toList}branch=%28none%29"`);
    expect(pageBy('branch')).not.toContain('branch=&');
    expect(pageBy('program')).not.toContain('&amp;program=%28none%29">7');
  });
});

describe('the filters of figures', () => {
  const wrongOf = (query: Record<string, unknown>, more: readonly string[] = []) =>
    counterFiltersIn(query, day, more).wrong;

  it('are known by name, and what is not is named and not taken silently for nothing', () => {
    expect(wrongOf({ from: day, to: day, branch: 'kigali', format: 'csv', lang: 'rw' })).toEqual([]);
    expect(wrongOf({ brnach: 'kigali', by: 'branch' })).toEqual([
      { field: 'brnach', is: 'unknown' },
      { field: 'by', is: 'unknown' },
    ]);
    expect(wrongOf({ by: 'branch' }, ['by'])).toEqual([]);
    expect(wrongOf({ format: 'xlsx' })).toEqual([{ field: 'format', is: 'no-choice', given: 'xlsx' }]);
    expect(wrongOf({ branch: ['a', 'b'], from: [day, day], service: 'x'.repeat(65) })).toEqual([
      { field: 'from', is: 'unreadable' },
      { field: 'service', is: 'unreadable' },
      { field: 'branch', is: 'unreadable' },
    ]);
  });
});
