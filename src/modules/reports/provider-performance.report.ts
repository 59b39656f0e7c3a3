import { Money } from '../../kernel/domain/money.js';
import { auditEventView } from '../audit/contract.js';
import { Durations } from './durations.js';
import type { MovementKind } from './movement-end.view.js';
import { postedFees } from './provider-fees.report.js';
import { column, type Report, type Row } from './report.js';
import { range, type Ask, type EndedMovement, type Sources } from './sources.js';

/** How each provider did on these days, as for the evaluation of a vendor: one row for each kind of movement, and one for all of them. */
export const providerPerformance: Report = {
  name: 'provider-performance',
  title: 'Provider performance',
  covers: 'days',
  isAboutPeople: false,
  filters: ['provider'],
  columns: [
    column('provider', 'Provider', 'word', 'Its name'),
    column('kind', 'Kind', 'word', '`payment`, `refund`, `payout`, or `all`'),
    column('attempts', 'Attempts', 'number', 'That ended on these days; a payment that was tried twice has two'),
    column('successful', 'Successful attempts', 'number', 'Money moved'),
    column('failed', 'Failed attempts', 'number', 'The provider or a person said that none did'),
    column('expired', 'Expired attempts', 'number', 'The payer did not answer in time'),
    column('successRate', 'Success rate (%)', 'number', 'Successful of all that ended'),
    column(
      'p50Seconds',
      'Time to confirm, p50 (s)',
      'number',
      'From the beginning of a successful attempt to its confirmation',
    ),
    column('p95Seconds', 'Time to confirm, p95 (s)', 'number', '95 of 100 were confirmed within it'),
    column('callbacks', 'Callbacks in time', 'number', 'Came before the outcome was known'),
    column('callbacksLate', 'Callbacks late', 'number', 'Came after a status check had given the outcome'),
    column('callbacksLost', 'Callbacks lost', 'number', 'Had not come when this report was made'),
    column('callbacksLostRate', 'Callbacks lost (%)', 'number', 'Of all that were expected'),
    column('errors', 'Errors', 'word', 'Each failure of ours with its count, the most frequent first'),
    column('providerErrors', 'Errors at provider', 'word', 'Each word of the provider with its count'),
    column('decidedByPeople', 'Decided by people', 'number', 'What the provider could not or did not settle'),
    column(
      'unusableAnswers',
      'Unusable answers',
      'number',
      'Timeouts, faults and pages instead of answers; each kind once for an attempt',
    ),
    column('unusableKinds', 'Kinds of them', 'word', 'Each kind with its count'),
    column(
      'outages',
      'Outages',
      'number',
      'Times with 5 unusable answers or more, each within 5 minutes of the one before',
    ),
    column(
      'outageMinutes',
      'Outage minutes',
      'number',
      'From the first to the last such answer, as far as our requests show',
    ),
    column(
      'declaredOutages',
      'Declared outages',
      'number',
      'That a person or the figures of all calls declared, and that lasted on these days',
    ),
    column('declaredMinutes', 'Declared outage minutes', 'number', 'Of these days'),
    column('movements', 'Movements', 'number', 'The successful ones of this currency'),
    column('moved', 'Moved', 'money', 'The money of them'),
    column('feeEntries', 'Fee entries', 'number', 'In the fee account of the provider on these days'),
    column('fees', 'Fees', 'money', 'What they add up to'),
    column('feePer1000', 'Fee per 1,000', 'number', 'Fees by 1,000 of what was moved'),
    column('currency', 'Currency', 'word', 'ISO 4217; counts without money stand in the first row of their kind'),
  ],
  async *rows(ask, sources) {
    const providers = new Map<string, Standing>();
    const of = (provider: string) => {
      let standing = providers.get(provider);
      if (standing === undefined) providers.set(provider, (standing = new Standing()));
      return standing;
    };
    for (const list of ['moved', 'not-moved'] as const)
      for await (const movements of sources.ended({ list }, ask))
        for (const movement of movements) if (movement.end.outcome !== 'rejected') of(movement.provider).add(movement);
    await addUnusable(ask, sources, of);
    await addDeclared(ask, sources, of);
    await addFees(ask, sources, of);
    for (const provider of [...providers.keys()].sort())
      if ((ask.filters.provider ?? provider) === provider) yield* providers.get(provider)!.rows(provider);
  },
  totals: ['Moved', 'Fees'],
  counts: ({ kind, movements, moved, feeEntries, fees, currency }) => {
    if (kind !== 'all' || currency === null) return [];
    const money = (cell: Row[string] | undefined) => Money.parse(String(cell), String(currency))!;
    return [
      { of: 'Moved', amount: money(moved), count: Number(movements) },
      { of: 'Fees', amount: money(fees), count: Number(feeEntries) },
    ];
  },
};

class Counts {
  readonly #of = new Map<string, number>();

  add(name: string): void {
    this.#of.set(name, (this.#of.get(name) ?? 0) + 1);
  }

  get(name: string): number {
    return this.#of.get(name) ?? 0;
  }

  toText(): string | null {
    const entries = [...this.#of].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
    return entries.map(([name, count]) => `${name} ${count}`).join('; ') || null;
  }
}

/** Of one currency. */
interface Sum {
  readonly count: number;
  readonly sum: Money;
}
const nothingIn = (currency: string): Sum => ({ count: 0, sum: Money.zero(currency) });

function addTo(sums: Map<string, Sum>, amount: Money): void {
  const { count, sum } = sums.get(amount.currency) ?? nothingIn(amount.currency);
  sums.set(amount.currency, { count: count + 1, sum: sum.plus(amount) });
}

class OfKind {
  readonly outcomes = new Counts();
  readonly durations = new Durations();
  readonly callbacks = new Counts();
  readonly errors = new Counts();
  readonly providerErrors = new Counts();
  readonly moved = new Map<string, Sum>();
  attempts = 0;
  decided = 0;

  add({ end, amount, beganAt, callback }: EndedMovement): void {
    this.attempts += 1;
    this.outcomes.add(end.outcome);
    if (end.decidedIn !== null) this.decided += 1;
    if (callback !== null) this.callbacks.add(callback);
    const { code = null, providerCode = null } = end.failure ?? {};
    if (code !== null) this.errors.add(code);
    if (providerCode !== null) this.providerErrors.add(providerCode);
    if (end.outcome !== 'successful') return;
    addTo(this.moved, amount);
    if (beganAt !== null) this.durations.add(Date.parse(end.at) - Date.parse(beganAt));
  }

  cells(): Row {
    const [received, late, lost] = ['received', 'late', 'missing'].map((state) => this.callbacks.get(state)) as [
      number,
      number,
      number,
    ];
    return {
      attempts: this.attempts,
      successful: this.outcomes.get('successful'),
      failed: this.outcomes.get('failed'),
      expired: this.outcomes.get('expired'),
      successRate: percentage(this.outcomes.get('successful'), this.attempts),
      p50Seconds: this.durations.percentile(50),
      p95Seconds: this.durations.percentile(95),
      callbacks: received,
      callbacksLate: late,
      callbacksLost: lost,
      callbacksLostRate: percentage(lost, received + late + lost),
      errors: this.errors.toText(),
      providerErrors: this.providerErrors.toText(),
      decidedByPeople: this.decided,
    };
  }
}

class Standing {
  readonly #kinds = new Map<MovementKind, OfKind>();
  readonly #all = new OfKind();
  readonly #unusable = new Counts();
  readonly #fees = new Map<string, Sum>();
  #answers = 0;
  #run = { first: 0, last: 0, count: 0 };
  #outages = 0;
  #outageMs = 0;
  #declared = 0;
  #declaredMs = 0;

  add(movement: EndedMovement): void {
    let known = this.#kinds.get(movement.kind);
    if (known === undefined) this.#kinds.set(movement.kind, (known = new OfKind()));
    known.add(movement);
    this.#all.add(movement);
  }

  /** In the order of time. */
  addUnusable(kind: string, at: string): void {
    this.#unusable.add(kind);
    this.#answers += 1;
    const ms = Date.parse(at);
    const { first, last, count } = this.#run;
    if (count > 0 && ms - last <= longestGapMs) {
      this.#run = { first, last: ms, count: count + 1 };
      return;
    }
    this.#endRun();
    this.#run = { first: ms, last: ms, count: 1 };
  }

  addDeclared(ms: number): void {
    this.#declared += 1;
    this.#declaredMs += ms;
  }

  addFee(fee: Money): void {
    addTo(this.#fees, fee);
  }

  *rows(provider: string): Generator<Row> {
    for (const [kind, of] of [...this.#kinds].sort()) yield* this.#rowsOf(provider, kind, of, {});
    this.#endRun();
    yield* this.#rowsOf(provider, 'all', this.#all, {
      unusableAnswers: this.#answers,
      unusableKinds: this.#unusable.toText(),
      outages: this.#outages,
      outageMinutes: Math.ceil(this.#outageMs / 60_000),
      declaredOutages: this.#declared,
      declaredMinutes: Math.ceil(this.#declaredMs / 60_000),
    });
  }

  /** One row for each currency; what is no money stands in the first. */
  *#rowsOf(provider: string, kind: string, of: OfKind, more: Row): Generator<Row> {
    const isAll = kind === 'all';
    const currencies = new Set([...of.moved.keys(), ...(isAll ? this.#fees.keys() : [])]);
    const [first = null, ...others] = [...currencies].sort();
    yield { provider, kind, ...of.cells(), ...more, ...this.#money(of, first, isAll) };
    for (const currency of others) yield { provider, kind, ...this.#money(of, currency, isAll) };
  }

  #money(of: OfKind, currency: string | null, isAll: boolean): Row {
    if (currency === null) return { currency };
    const { count: movements, sum: moved } = of.moved.get(currency) ?? nothingIn(currency);
    const { count: feeEntries, sum: fees } = this.#fees.get(currency) ?? nothingIn(currency);
    if (!isAll) return { movements, moved: moved.amount, currency };
    const feePer1000 = moved.isPositive ? Number((fees.minor * 100_000n) / moved.minor) / 100 : null;
    return { movements, moved: moved.amount, feeEntries, fees: fees.amount, feePer1000, currency };
  }

  #endRun(): void {
    const { first, last, count } = this.#run;
    if (count >= leastAnswers) {
      this.#outages += 1;
      this.#outageMs += last - first;
    }
    this.#run = { first: 0, last: 0, count: 0 };
  }
}

/** What counts as an outage; the description of the column says the same. */
const leastAnswers = 5;
const longestGapMs = 5 * 60_000;
const unusable = ['InconclusiveAnswerReceived', 'RefundInconclusiveAnswerReceived', 'PayoutInconclusiveAnswerReceived'];

async function addUnusable(ask: Ask, sources: Sources, of: (provider: string) => Standing): Promise<void> {
  const where = { type: { in: unusable }, at: range(ask) };
  const query = { where, sort: { field: 'at', direction: 'ascending' } } as const;
  for await (const page of sources.pages(auditEventView.collection, query, ask))
    for (const { provider, kind, at } of await sources.inconclusive(page)) of(provider).addUnusable(kind, at);
}

/** Those that began before these days are among them. One that has no end yet lasts until now. */
async function addDeclared(ask: Ask, sources: Sources, of: (provider: string) => Standing): Promise<void> {
  const { gte, lt } = range(ask);
  const [from, to] = [Date.parse(gte), Math.min(Date.parse(lt), Date.parse(ask.now))];
  const open = new Map<string, number>();
  const close = (provider: string, at: number) => {
    const began = open.get(provider);
    open.delete(provider);
    if (began !== undefined && at > from && began < to) of(provider).addDeclared(at - Math.max(began, from));
  };
  const where = { type: { in: ['OutageDeclared', 'OutageEnded'] }, at: { lt } };
  const query = { where, sort: { field: 'at', direction: 'ascending' } } as const;
  for await (const page of sources.pages(auditEventView.collection, query, ask))
    for (const { type, stream, at } of page) {
      const provider = stream.slice('provider-'.length);
      if (type === 'OutageEnded') close(provider, Date.parse(at));
      else if (!open.has(provider)) open.set(provider, Date.parse(at));
    }
  for (const provider of [...open.keys()]) close(provider, to);
}

async function addFees(ask: Ask, sources: Sources, of: (provider: string) => Standing): Promise<void> {
  for await (const { provider, fee } of postedFees(ask, sources)) of(provider).addFee(fee);
}

/** With one decimal; null of nothing. */
const percentage = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1_000) / 10;
