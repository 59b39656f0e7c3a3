import { describe, expect, it } from '@jest/globals';
import { html } from '../../http/pages/markup.js';
import type { Counter } from './counters.view.js';
import { rowsOfHome } from './figure-rows.rule.js';
import { byValue, summed } from './figures.rule.js';
import type { HomeFigures } from './home-figures.rule.js';
import { homePage } from './home.page.js';

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
  homePage({ language, menu: html``, home: of, wrong: [], has: () => true }).body.toString();

describe('the first page', () => {
  it('adds currencies up each by itself, in the form of the language', () => {
    expect(shown(home())).toContain('5,000\u00a0RWF');
    expect(shown(home())).toContain('12.50\u00a0EUR');
    expect(shown(home(), 'fr')).toContain('12,50\u00a0EUR');
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
    expect(shown(home())).toContain('There are too many different values in this time');
    expect(shown(home())).toContain('No payment was asked for in this time.');
    expect(shown(home({ by: null }))).toContain('With a filter for one value there is no breakdown');
  });

  it('adds up no part of the settlements as if it were all of them', () => {
    const queues = { ...home().queues, settlements: { expected: 2_000, 'partly-received': 0, inTransit: null } };
    expect(shown(home({ queues }))).toContain('Too many to add up here');
  });

  it('has every number of it in its CSV', () => {
    const values = new Set(rowsOfHome(home()).map(({ value, currency }) => `${value} ${currency}`.trim()));
    for (const [, value] of shown(home()).matchAll(/<data [^>]*?value="([^"]*)"/g)) expect(values).toContain(value);
  });

  it('counts nothing of others for who may not see them', () => {
    expect(shown(null)).not.toContain('<data');
    expect(shown(null)).toContain('/settings/me');
  });
});
