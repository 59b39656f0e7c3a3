import { Money } from '../../kernel/domain/money.js';
import type { View } from '../../kernel/following/view.js';
import type { Side } from './accounts.rule.js';
import { DayClosed, type ClosedDay } from './day.events.js';
import { EntryPosted, FailureCounted, tallies, type Entry, type SourceType, type Tally } from './journal.events.js';
import type { EventOf } from '../../kernel/domain/events.js';

type Posted = EventOf<typeof EntryPosted>;
type Failed = EventOf<typeof FailureCounted>;
/** Each of the three views is given all of them, so that one reading serves all three where they are filled anew. */
const ledgerEvents = [EntryPosted, FailureCounted, DayClosed];

/** An entry, as it stands under one of its accounts. */
export interface LineDocument {
  readonly id: string;
  readonly account: string | null;
  /** True in one document of each entry. */
  readonly first: boolean;
  readonly paymentId: string | null;
  /** The refund or the payout. */
  readonly movementId: string | null;
  /** The entry's moment, and its place in the journal: of one moment the later entry is the newer. */
  readonly order: string | null;
  readonly entry: ShownEntry | null;
}

export interface ShownEntry {
  readonly id: string;
  readonly at: string;
  readonly day: string;
  readonly forDay: string;
  readonly description: string;
  readonly source: { readonly type: SourceType; readonly id: string; readonly eventId: string };
  readonly lines: readonly {
    readonly account: string;
    readonly side: Side;
    readonly amount: { readonly amount: string; readonly currency: string };
    readonly dimensions: Readonly<Record<string, string>>;
  }[];
}

/** Each entry once for each account that it touches, so that an account's entries are a list of their own. */
export const entryView: View<LineDocument, Posted | Failed | EventOf<typeof DayClosed>> = {
  collection: {
    name: 'ledger-entries.v1',
    indexes: [
      ['account', 'order'],
      ['first', 'order'],
      ['paymentId', 'order'],
      ['movementId', 'order'],
    ],
  },
  events: ledgerEvents,
  idOf: ({ data }) => {
    if ('lines' in data) return lineIdsOf(data);
    return 'source' in data ? countedIdOf(data.source.eventId) : [];
  },
  on: {
    EntryPosted: (_, { data, revision }, id) => {
      const { paymentId, refundId, payoutId } = data;
      const order = `${data.at} ${String(revision).padStart(12, '0')}`;
      const index = lineIdsOf(data).indexOf(id);
      const account = accountsOf(data)[index]!;
      const movementId = refundId ?? payoutId;
      return { id, account, first: index === 0, paymentId, movementId, order, entry: shownEntry(data) };
    },
    // So that it is known that the event was taken in.
    FailureCounted: (_, __, id) => ({
      id,
      account: null,
      first: false,
      paymentId: null,
      movementId: null,
      order: null,
      entry: null,
    }),
  },
};

/** The same as the entry's id: what follows from one event is one entry or one count. */
const countedIdOf = (eventId: string): string => `ent_${eventId.replaceAll('-', '')}`;
const accountsOf = ({ lines }: Entry): readonly string[] => [...new Set(lines.map(({ account }) => account))];
const lineIdsOf = (entry: Entry): readonly string[] =>
  accountsOf(entry).map((_, index) => (index === 0 ? entry.entryId : `${entry.entryId}~${index}`));

const shownEntry = ({ entryId, at, day, forDay, description, source, lines }: Entry): ShownEntry => ({
  id: entryId,
  at,
  day,
  forDay,
  description,
  source: { type: source.type, id: source.id, eventId: source.eventId },
  lines: lines.map(({ account, side, amount, dimensions }) => ({ account, side, amount: amount.toJSON(), dimensions })),
});

/** Sums of minor units as text, by account: debits and credits. */
export type Sums = Readonly<Record<string, readonly [debits: string, credits: string]>>;

/** What was posted in one month, day, hour or minute (UTC), in one currency. */
export interface BalanceDocument {
  readonly id: string;
  /** `minute RWF`. */
  readonly series: string;
  /** `2026-11-28T10:07`. */
  readonly period: string;
  readonly sums: Sums;
}

// Today's and yesterday's, and those of the last minutes; each has a sum of every account.
const largeDocumentsKept = 64;

/** From the longest to the shortest: how much of an instant's text names the period. */
export const periods = { month: 7, day: 10, hour: 13, minute: 16 } as const;
export type Period = keyof typeof periods;
export const seriesOf = (period: Period, currency: string): string => `${period} ${currency}`;

/** Sums of four lengths of time: a balance at any moment is a few of each, and the entries of one minute. */
export const balanceView: View<BalanceDocument, Posted | Failed | EventOf<typeof DayClosed>> = {
  collection: { name: 'ledger-balances.v1', indexes: [['series', 'period']] },
  events: ledgerEvents,
  idOf: ({ data }) => ('lines' in data ? currenciesOf(data).flatMap((currency) => balanceIds(data.at, currency)) : []),
  on: { EntryPosted: (document, event, id) => balanceAfter(document, [event], id) },
  keeps: largeDocumentsKept,
  // The sums of a month are of as many accounts as there are services and branches.
  together: (document, events, id) => balanceAfter(document, events as readonly Posted[], id),
};

function balanceAfter(
  document: BalanceDocument | null,
  events: readonly Pick<Posted, 'data'>[],
  id: string,
): BalanceDocument {
  const [period, currency, of] = id.split(' ') as [Period, string, string];
  const sums: Record<string, readonly [string, string]> = { ...document?.sums };
  for (const { data } of events) addLines(sums, data, currency);
  return { id, series: seriesOf(period, currency), period: of, sums };
}

const balanceIds = (at: string, currency: string): readonly string[] =>
  Object.entries(periods).map(([period, length]) => `${period} ${currency} ${at.slice(0, length)}`);
const currenciesOf = ({ lines }: Entry): readonly string[] => [
  ...new Set(lines.map(({ amount: { currency } }) => currency)),
];

function addLines(
  sums: Record<string, readonly [string, string]>,
  { lines }: Pick<Entry, 'lines'>,
  currency: string,
): void {
  for (const { account, side, amount } of lines) {
    if (amount.currency !== currency) continue;
    sums[account] = added(sums[account], side === 'debit' ? [amount.minor, 0n] : [0n, amount.minor]);
  }
}

const added = (
  [debits, credits]: readonly [string, string] = ['0', '0'],
  [debit, credit]: readonly [bigint, bigint],
): readonly [string, string] => [String(BigInt(debits) + debit), String(BigInt(credits) + credit)];

type Counted = { readonly count: number; readonly minor: string };

export interface DayOfCurrency {
  readonly counts: Readonly<Record<Tally, Counted>>;
  readonly debits: string;
  readonly credits: string;
  readonly accounts: Sums;
}

/** What was learned of a day when it was closed already, and is posted for a later one. */
export interface LaterFact {
  readonly at: string;
  /** The day for which it is posted. */
  readonly day: string;
  readonly source: { readonly type: SourceType; readonly id: string };
  /** Of its first line; null where it moved nothing and is only counted. */
  readonly amount: { readonly amount: string; readonly currency: string } | null;
}

export interface DayDocument {
  readonly id: string;
  /** In minor units, by currency. */
  readonly currencies: Readonly<Record<string, DayOfCurrency>>;
  readonly later: { readonly count: number; readonly first: readonly LaterFact[] };
  readonly closed: Omit<ClosedDay, 'day'> | null;
}

/**
 * What was posted and counted for each Kigali day. Nothing more is posted for a day whose cut has been read; what is learned later of such a day is
 * noted there beside it.
 */
export const dayView: View<DayDocument, Posted | Failed | EventOf<typeof DayClosed>> = {
  collection: { name: 'ledger-days.v2', indexes: [] },
  events: ledgerEvents,
  idOf: ({ data }) => ('forDay' in data ? [data.day, data.forDay] : data.day),
  on: {
    EntryPosted: (document, event, id) => dayAfter(document, [event], id),
    FailureCounted: (document, event, id) => dayAfter(document, [event], id),
    DayClosed: (document, event, id) => dayAfter(document, [event], id),
  },
  keeps: largeDocumentsKept,
  // As with balances: a day has a sum of each account, and they are copied once for all these events.
  together: (document, events, id) => dayAfter(document, events, id),
};

type OfDay =
  Pick<Posted, 'type' | 'data'> | Pick<Failed, 'type' | 'data'> | Pick<EventOf<typeof DayClosed>, 'type' | 'data'>;

function dayAfter(document: DayDocument | null, events: readonly OfDay[], id: string): DayDocument {
  let day = document ?? emptyDay(id);
  const sums = new DaySums(day.currencies);
  for (const { type, data } of events)
    switch (type) {
      case 'EntryPosted':
        if (id !== data.day)
          for (const amount of [data.lines[0]!.amount, ...(data.tally?.others ?? [])]) day = noted(day, data, amount);
        else sums.take(data);
        break;
      case 'FailureCounted':
        if (id !== data.day) day = noted(day, data, null);
        else sums.count('failed', data.amount);
        break;
      case 'DayClosed': {
        const { day: _, ...closed } = data;
        day = { ...day, closed };
      }
    }
  return { ...day, currencies: sums.currencies };
}

/** The sums of a day while some events are added to them: each currency is copied when the first of them touches it. */
class DaySums {
  readonly #own = new Map<string, { -readonly [Name in keyof DayOfCurrency]: DayOfCurrency[Name] }>();

  constructor(private readonly before: DayDocument['currencies']) {}

  get currencies(): DayDocument['currencies'] {
    return this.#own.size === 0 ? this.before : { ...this.before, ...Object.fromEntries(this.#own) };
  }

  take({ lines, tally }: Entry): void {
    for (const { account, side, amount } of lines) {
      const sums = this.#of(amount.currency);
      const change = side === 'debit' ? ([amount.minor, 0n] as const) : ([0n, amount.minor] as const);
      [sums.debits, sums.credits] = added([sums.debits, sums.credits], change);
      (sums.accounts as Record<string, Sums[string]>)[account] = added(sums.accounts[account], change);
    }
    if (tally === null) return;
    for (const amount of [tally.amount, ...(tally.others ?? [])]) this.count(tally.as, amount);
  }

  count(as: Tally, amount: Money): void {
    const counts = this.#of(amount.currency).counts as Record<Tally, Counted>;
    const { count, minor } = counts[as];
    counts[as] = { count: count + 1, minor: String(BigInt(minor) + amount.minor) };
  }

  #of(currency: string) {
    let own = this.#own.get(currency);
    if (own === undefined) {
      const before = this.before[currency] ?? emptyDayOfCurrency;
      own = { ...before, counts: { ...before.counts }, accounts: { ...before.accounts } };
      this.#own.set(currency, own);
    }
    return own;
  }
}

export const emptyDay = (id: string): DayDocument => ({
  id,
  currencies: {},
  later: { count: 0, first: [] },
  closed: null,
});

export const emptyDayOfCurrency: DayOfCurrency = {
  counts: Object.fromEntries(tallies.map((tally) => [tally, { count: 0, minor: '0' }])) as DayOfCurrency['counts'],
  debits: '0',
  credits: '0',
  accounts: {},
};

function noted(
  day: DayDocument,
  { at, day: postedFor, source }: Posted['data'] | Failed['data'],
  amount: Money | null,
) {
  const { count, first } = day.later;
  const { type, id } = source;
  const fact: LaterFact = { at, day: postedFor, source: { type, id }, amount: amount?.toJSON() ?? null };
  return { ...day, later: { count: count + 1, first: first.length < mostNoted ? [...first, fact] : first } };
}
/** A page has no room for more; the entries of the ledger have them all. */
const mostNoted = 200;
