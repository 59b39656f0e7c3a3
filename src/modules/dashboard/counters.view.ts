import { epochMs, type Instant } from '../../kernel/domain/clock.js';
import type { Recorded } from '../../kernel/domain/events.js';
import { minorDigits, Money } from '../../kernel/domain/money.js';
import { movedBy } from '../../kernel/following/stream-history.js';
import type { View } from '../../kernel/following/view.js';
import { maskedText } from '../../kernel/masking.js';
import { kigaliDayOf } from '../ledger/contract.js';
import {
  evolvePayment,
  paidFor,
  paymentEvents,
  type KnownPayment,
  type Payment,
  type PaymentEvent,
} from '../payments/contract.js';
import { bucketOf, type Histogram } from './confirmation-times.rule.js';

/** By what figures are kept. `all`: together. `reference` is the mark of a field team. */
export const dimensions = ['all', 'provider', 'service', 'branch', 'department', 'program', 'reference'] as const;
export type Dimension = (typeof dimensions)[number];

export interface Counted {
  readonly count: number;
  /** In major units, as the contract writes amounts. */
  readonly amount: string;
}

/**
 * The payments that were asked for on one day in Kigali and have one value of one dimension, as they stand now: each payment is counted in one
 * status. It knows no payer and no payment, and a phone number in a value is masked, so there is nothing in it to erase.
 */
export interface Counter {
  readonly id: string;
  readonly dimension: Dimension;
  /** Empty: the payment has none. */
  readonly value: string;
  readonly day: string;
  readonly currency: string;
  /** By status. */
  readonly payments: Readonly<Record<string, Counted>>;
  /** From the request to the confirmation, of those that were confirmed. */
  readonly confirmedMs: number;
  readonly confirmed: Histogram;
  /** What went back on this day, of payments of whatever day: refunds, and what a provider took back. */
  readonly refunds: Counted;
  readonly reversals: Counted;
}

export const counterView: View<Counter, PaymentEvent> = {
  collection: {
    name: 'payment-counters.v1',
    indexes: [
      ['dimension', 'day'],
      ['dimension', 'value', 'day'],
    ],
  },
  events: paymentEvents,
  history: {
    initial: { status: 'absent' } as Payment,
    evolve: (payment: Payment, event: PaymentEvent): Payment =>
      (evolvePayment[event.type] as (payment: Payment, event: PaymentEvent) => Payment)(payment, event),
  },
  idOf: (event) => partsOf(event).flatMap(idsOfPart),
  on: Object.fromEntries(
    paymentEvents.map(({ type }) => [
      type,
      (counter: Counter | null, event: Recorded<PaymentEvent>, id: string) => counted(counter, [event], id),
    ]),
  ),
  together: (counter, events, id) => counted(counter, events, id),
};

/** What one event adds to the counters of one place, or takes from them. */
interface Part {
  readonly day: string;
  readonly currency: string;
  readonly values: readonly (readonly [Dimension, string])[];
  readonly sign: 1 | -1;
  readonly payment: {
    readonly status: string;
    readonly amount: Money;
    readonly confirmedAfterMs: number | null;
  } | null;
  readonly back: { readonly is: 'refunds' | 'reversals'; readonly amount: Money } | null;
}

// The same for each of the documents that an event changes.
const partsKnown = new WeakMap<Recorded<PaymentEvent>, readonly Part[]>();

function partsOf(event: Recorded<PaymentEvent>): readonly Part[] {
  let parts = partsKnown.get(event);
  if (parts === undefined) {
    parts = makeParts(event);
    partsKnown.set(event, parts);
  }
  return parts;
}

function makeParts(event: Recorded<PaymentEvent>): readonly Part[] {
  const { before, after } = movedBy<Payment>(event);
  const [was, is] = [before, after].map((payment) => (payment.status === 'absent' ? null : standing(payment)));
  const parts: Part[] = [];
  if (!isSame(was ?? null, is ?? null)) {
    if (was) parts.push({ ...was, sign: -1 });
    if (is) parts.push({ ...is, sign: 1 });
  }
  if (event.type === 'PaymentRefunded' && after.status !== 'absent') {
    const { amount, reviewId, at } = event.data;
    const back = { is: reviewId === null ? ('refunds' as const) : ('reversals' as const), amount };
    parts.push({ ...placeOf(after), day: kigaliDayOf(at), sign: 1, payment: null, back });
  }
  return parts;
}

function standing(known: KnownPayment): Omit<Part, 'sign'> {
  const { status, createdAt, confirmedAt } = known;
  const isPaid = status === 'successful' || status === 'refunded';
  return {
    ...placeOf(known),
    payment: {
      status,
      amount: isPaid ? paidFor(known) : known.amount,
      confirmedAfterMs: isPaid && confirmedAt !== null ? elapsedMs(createdAt, confirmedAt) : null,
    },
    back: null,
  };
}

const placeOf = (known: KnownPayment): Pick<Part, 'day' | 'currency' | 'values'> => ({
  day: kigaliDayOf(known.createdAt),
  currency: known.amount.currency,
  values: dimensions.map((dimension) => [dimension, valueOf(known, dimension)]),
});

const valueOf = (known: KnownPayment, dimension: Dimension): string =>
  dimension === 'all'
    ? ''
    : dimension === 'provider'
      ? known.attempts.at(-1)!.provider
      : maskedText(known.dimensions[dimension] ?? '');

// A clock that was set back makes no negative duration.
const elapsedMs = (from: Instant, to: Instant): number => Math.max(0, epochMs(to) - epochMs(from));

function isSame(one: Omit<Part, 'sign'> | null, other: Omit<Part, 'sign'> | null): boolean {
  if (one === null || other === null || one.payment === null || other.payment === null) return one === other;
  return (
    one.payment.status === other.payment.status &&
    one.payment.amount.equals(other.payment.amount) &&
    one.payment.confirmedAfterMs === other.payment.confirmedAfterMs &&
    one.values.every(([, value], index) => value === other.values[index]![1])
  );
}

const idOf = ({ day, currency }: Pick<Part, 'day' | 'currency'>, dimension: Dimension, value: string): string =>
  `${dimension}|${day}|${currency}|${value}`;

const idsOfPart = (part: Part): readonly string[] =>
  part.values.map(([dimension, value]) => idOf(part, dimension, value));

/** Counted in numbers that are changed in place, and written down once for all the events. */
function counted(counter: Counter | null, events: readonly Recorded<PaymentEvent>[], id: string): Counter | null {
  let sums: Sums | null = null;
  for (const part of events.flatMap(partsOf)) {
    const place = part.values.find(([dimension, value]) => idOf(part, dimension, value) === id);
    if (place === undefined) continue;
    sums ??= new Sums(counter ?? emptyCounter(id, part, place));
    sums.take(part);
  }
  return sums === null ? counter : sums.written();
}

const nothing: Counted = { count: 0, amount: '0' };

const emptyCounter = (
  id: string,
  { day, currency }: Part,
  [dimension, value]: readonly [Dimension, string],
): Counter => ({
  id,
  dimension,
  value,
  day,
  currency,
  payments: {},
  confirmedMs: 0,
  confirmed: {},
  refunds: nothing,
  reversals: nothing,
});

/** What a counter holds, while it is counted. */
class Sums {
  readonly #payments: Map<string, Sum>;
  readonly #confirmed: Map<string, number>;
  readonly #back: Readonly<Record<'refunds' | 'reversals', Sum>>;
  #confirmedMs: number;

  constructor(private readonly counter: Counter) {
    const { currency, payments, refunds, reversals, confirmed, confirmedMs } = counter;
    this.#payments = new Map(Object.entries(payments).map(([status, of]) => [status, Sum.of(of, currency)]));
    this.#back = { refunds: Sum.of(refunds, currency), reversals: Sum.of(reversals, currency) };
    this.#confirmed = new Map(Object.entries(confirmed));
    this.#confirmedMs = confirmedMs;
  }

  take({ sign, payment, back }: Part): void {
    if (back !== null) this.#back[back.is].add(sign, back.amount);
    if (payment === null) return;
    const { status, amount, confirmedAfterMs } = payment;
    let sum = this.#payments.get(status);
    if (sum === undefined) this.#payments.set(status, (sum = Sum.of(nothing, this.counter.currency)));
    sum.add(sign, amount);
    if (confirmedAfterMs === null) return;
    const bucket = bucketOf(confirmedAfterMs);
    this.#confirmed.set(bucket, (this.#confirmed.get(bucket) ?? 0) + sign);
    this.#confirmedMs += sign * confirmedAfterMs;
  }

  /** In one order, whatever happened first, and without what has come to nothing: the same payments make the same document. */
  written(): Counter {
    const payments = [...this.#payments].filter(([, { count }]) => count !== 0).toSorted(byName);
    return {
      ...this.counter,
      payments: Object.fromEntries(payments.map(([status, sum]) => [status, sum.written()])),
      confirmedMs: this.#confirmedMs,
      confirmed: Object.fromEntries([...this.#confirmed].filter(([, count]) => count !== 0).toSorted(byName)),
      refunds: this.#back.refunds.written(),
      reversals: this.#back.reversals.written(),
    };
  }
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

class Sum {
  private constructor(
    public count: number,
    private minor: bigint,
    private readonly currency: string,
  ) {}

  static of({ count, amount }: Counted, currency: string): Sum {
    return new Sum(count, minorOf(amount, currency), currency);
  }

  add(sign: 1 | -1, { minor, currency }: Money): void {
    this.count += sign;
    // What was paid in another currency than was asked for is in doubt, and counted as a payment of no amount.
    if (currency === this.currency) this.minor += sign === 1 ? minor : -minor;
  }

  written(): Counted {
    return { count: this.count, amount: Money.ofMinor(this.minor, this.currency).amount };
  }
}

export const minorOf = (amount: string, currency: string): bigint =>
  amount === '0' || minorDigits(currency) === null ? 0n : Money.parse(amount, currency)!.minor;
