import { groupName } from '../reports/contract.js';
import type { CounterFilters } from './counter-filters.rule.js';
import { together, type Amounts, type Figures } from './figures.rule.js';
import { homeDimensions, type HomeFigures } from './home-figures.rule.js';
import { statusesOf, statusGroups, type StatusGroup } from './payment-groups.rule.js';

/** One number of a page, as its CSV has it. Names are English and stable. */
export interface FigureRow {
  readonly section: string;
  readonly item: string;
  readonly measure: string;
  readonly value: string;
  readonly currency: string;
}

/** What pages show of figures: each payment is in one of these, and all of them are the total. */
export const outcomeNames = ['successful', 'pending', 'uncertain', 'failed', 'expired', 'refunded'] as const;
export type OutcomeName = (typeof outcomeNames)[number];

/** By what word the list of payments is asked for what is counted in it. */
export const listedAs = (name: OutcomeName): Exclude<OutcomeName, 'pending'> | StatusGroup =>
  name === 'pending' ? 'pending-all' : name;

export const outcomeOf = (figures: Figures, name: OutcomeName): Amounts =>
  together(figures, statusesOf(listedAs(name)));

/** What a day's column is made of. */
export const partsOfDay = (figures: Figures) => ({
  successful: together(figures, statusGroups['took-money']).count,
  failed: together(figures, statusGroups['without-money']).count,
  open: together(figures, statusGroups.undecided).count,
});

const row = (section: string, item: string, measure: string, value: string | number, currency = ''): FigureRow => ({
  section,
  item,
  measure,
  value: String(value),
  currency,
});

const rowsOfAmounts = (section: string, item: string, { count, amounts }: Amounts): readonly FigureRow[] => [
  row(section, item, 'count', count),
  ...amounts.map(({ amount, currency }) => row(section, item, 'amount', amount, currency)),
];

/** Everything about the payments of one group; `null`: about all of them. A group without a name has one here, for else it would look like the total. */
export function rowsOfFigures(section: string, group: string | null, figures: Figures): readonly FigureRow[] {
  const named = (name: string) => (group === null ? name : `${groupName(group)}: ${name}`);
  const { total, refunds, reversals, confirmation } = figures;
  return [
    ...rowsOfAmounts(section, named('total'), total),
    ...outcomeNames.flatMap((name) => rowsOfAmounts(section, named(name), outcomeOf(figures, name))),
    ...rowsOfAmounts(section, named('refunds'), refunds),
    ...rowsOfAmounts(section, named('reversals'), reversals),
    ...Object.entries(confirmation ?? {}).map(([name, ms]) => row(section, named('confirmation'), name, ms)),
  ];
}

/** Of what the numbers are. */
export const rowsOfFilters = ({ from, to, dimension, value }: CounterFilters): readonly FigureRow[] => [
  row('asked', 'from', 'day', from),
  row('asked', 'to', 'day', to),
  ...(dimension === 'all' ? [] : [row('asked', dimension, 'value', value)]),
];

/** The numbers of the first page, all of them. */
export function rowsOfHome(home: HomeFigures): readonly FigureRow[] {
  const { filters, asOf, behindMs, figures, days, by, open, queues } = home;
  const { oldestWaitsSince = null } = queues.reviews ?? {};
  const counts = (section: string, of: Readonly<Record<string, unknown>> | null) =>
    Object.entries(of ?? {}).flatMap(([name, count]) =>
      typeof count === 'number' ? [row(section, name, 'count', count)] : [],
    );
  return [
    ...rowsOfFilters(filters),
    row('asked', 'as of', 'time', asOf),
    row('asked', 'not counted yet', 'ms', behindMs),
    ...rowsOfFigures('payments', null, figures),
    ...statusGroups['pending-all'].map((status) =>
      row('payments', `status ${status}`, 'count', together(figures, [status]).count),
    ),
    ...days.flatMap(({ day, figures: of }) => [
      row('days', day, 'total', of.total.count),
      ...Object.entries(partsOfDay(of)).map(([name, count]) => row('days', day, name, count)),
    ]),
    ...homeDimensions.flatMap((dimension) =>
      (by?.[dimension] ?? []).flatMap(({ value, figures: of }) => rowsOfFigures(dimension, value, of)),
    ),
    ...(open ?? []).flatMap(({ pending, uncertain }, index) => [
      row('open now', openAges[index]!, 'pending', pending),
      row('open now', openAges[index]!, 'uncertain', uncertain),
    ]),
    ...counts('refunds', queues.refunds),
    ...counts('webhooks', queues.webhooks),
    ...counts('mismatches', queues.mismatches),
    ...counts('settlements', queues.settlements),
    ...(queues.settlements?.inTransit ?? []).map(({ amount, currency }) =>
      row('settlements', 'in transit', 'amount', amount, currency),
    ),
    ...counts('reviews', queues.reviews),
    ...(oldestWaitsSince === null ? [] : [row('reviews', 'oldest waiting', 'time', oldestWaitsSince)]),
  ];
}

const openAges = ['up to 5 minutes', '5 minutes to 1 hour', '1 to 24 hours', 'more than 24 hours'];

export const figureColumns: readonly (readonly [name: string, of: (row: FigureRow) => string])[] = [
  ['Section', ({ section }) => section],
  ['Item', ({ item }) => item],
  ['Measure', ({ measure }) => measure],
  ['Value', ({ value }) => value],
  ['Currency', ({ currency }) => currency],
];
