import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Money } from '../../kernel/domain/money.js';
import type { Position } from '../../kernel/domain/position.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import { RevisionConflict } from '../../kernel/ports/event-store.js';
import { hashOfSeal, newestNumber, sealOf, sealsCovering, statementOf } from '../audit/contract.js';
import { DayClosed, type ClosedDay, type DayTotals, type Standing } from './day.events.js';
import type { AccountOfDay, DaySheet, ShownDay } from './day.state.js';
import { dayBefore, dayAfter, endOfDayMs, kigaliDayOf } from './kigali.rule.js';
import type { Journal } from './journal.js';
import { accountOf, inOrderOfChart } from './accounts.rule.js';
import { dayView, emptyDay, emptyDayOfCurrency, type DayDocument, type DayOfCurrency } from './ledger.view.js';

/**
 * Kigali days. A day is closed in two steps, each of which can be repeated: first it is cut in the journal, after which nothing is posted for it,
 * and then its totals are frozen in a stream of its own. A crash in between leaves a day that is cut and not closed; whoever closes it or a later day
 * finishes it.
 */
export class Days {
  readonly #codec = new EventCodec<ReturnType<typeof DayClosed>>([DayClosed]);

  constructor(
    private readonly kernel: Kernel,
    private readonly journal: Journal,
    private readonly documents: DocumentStore,
    /** Resolves once the documents of days hold everything up to a position. */
    private readonly reached: (position: Position) => Promise<void>,
    private readonly currency: string,
    /** How things stand now, for the page of a day that is closed; null: nobody looks. */
    private readonly standing: () => Promise<Standing | null>,
  ) {}

  async close(day: string, by: Origin): Promise<ShownDay> {
    const now = this.kernel.clock.now();
    const first = await this.journal.firstDay();
    if (first === null || day < first) throw notFound(day);
    if (now < endOfDayMs(day)) throw new Refusal('conflict', 'DAY_NOT_OVER', { date: day });
    // What the log holds at this moment belongs to the day, also where the posting of it is behind.
    await this.journal.catchUp();
    const { cutThrough } = await this.journal.end();
    if (cutThrough !== null && cutThrough < day) await this.#freeze(cutThrough, by);
    if (cutThrough === null || cutThrough < day) {
      const mayCut = (through: string | null) => {
        if (through !== null && through >= day) throw alreadyClosed(day);
        const next = through === null ? first : dayAfter(through);
        if (next < day) throw new Refusal('conflict', 'EARLIER_DAY_OPEN', { date: day, earlierDate: next });
      };
      await this.journal.cut(day, mayCut, instant(now), by);
    }
    if (!(await this.#freeze(day, by))) throw alreadyClosed(day);
    return this.find(day);
  }

  async find(day: string): Promise<ShownDay> {
    const first = await this.journal.firstDay();
    if (first === null || day < first || day > this.#today) throw notFound(day);
    const [shown] = await this.#show([day]);
    return shown!;
  }

  /** Everything that the page of a day says. Of a closed day it is always the same, but for its seal, which soon comes, and what is learned later. */
  async sheet(day: string): Promise<DaySheet> {
    const shown = await this.find(day);
    const [document] = await this.#documents([day]);
    const closed = await this.#closed(day);
    return {
      ...shown,
      asOf: shown.closedAt === null ? instant(this.kernel.clock.now()) : null,
      standing: closed === null ? await this.standing() : closed.standing,
      balances: await this.#balancesThrough(day),
      later: document!.later,
    };
  }

  /** What stood in each account before the day, what the day posted, and what stood there after it, by currency. */
  async #balancesThrough(day: string): Promise<DaySheet['balances']> {
    const accounts = new Map<string, AccountOfDay>();
    let cursor: string | null = null;
    do {
      const page: Page<DayDocument> = await this.documents.query(dayView.collection, {
        where: { id: { lte: day } },
        limit: mostAtOnce,
        cursor,
      });
      for (const { id, currencies } of page.documents)
        for (const [currency, { accounts: sums }] of Object.entries(currencies))
          for (const [code, [debits, credits]] of Object.entries(sums)) {
            const key = JSON.stringify([currency, code]);
            const of = accounts.get(key) ?? { currency, code, before: 0n, debits: 0n, credits: 0n };
            const [debit, credit] = [BigInt(debits), BigInt(credits)];
            accounts.set(
              key,
              id === day
                ? { ...of, debits: of.debits + debit, credits: of.credits + credit }
                : { ...of, before: of.before + debit - credit },
            );
          }
      cursor = page.nextCursor;
    } while (cursor !== null);
    const known = (code: string) => accountOf(code) ?? ({ code, name: code, kind: 'asset', normal: 'debit' } as const);
    return [...accounts.values()].sort((one, other) =>
      one.currency === other.currency
        ? inOrderOfChart(known(one.code), known(other.code))
        : one.currency < other.currency
          ? -1
          : 1,
    );
  }

  /** Newest first. */
  async between(from: string | null, to: string | null, limit: number, before: string | null) {
    const first = await this.journal.firstDay();
    if (first === null) return { days: [], next: null };
    const least = from !== null && from > first ? from : first;
    const most = [this.#today, to ?? this.#today, before === null ? this.#today : dayBefore(before)].sort()[0]!;
    const wanted: string[] = [];
    for (let day = most; day >= least && wanted.length < limit; day = dayBefore(day)) wanted.push(day);
    const last = wanted.at(-1);
    return { days: await this.#show(wanted), next: last !== undefined && last > least ? last : null };
  }

  get #today(): string {
    return kigaliDayOf(instant(this.kernel.clock.now()));
  }

  /** False where its totals are frozen already. Its day has been cut, so its document does not change any more. */
  async #freeze(day: string, by: Origin): Promise<boolean> {
    const { store, clock, newId } = this.kernel;
    const stream = streamOf(day);
    if ((await store.readStream(stream, { limit: 1 })).length > 0) return false;
    await this.reached((await this.journal.end()).position);
    const [document] = await this.#documents([day]);
    const earlier = await this.#closed(dayBefore(day));
    const number = await newestNumber(store);
    const seal = number === 0 ? null : await sealOf(store, number);
    const closed: ClosedDay = {
      day,
      standing: await this.standing(),
      totals: [...totalsOf(document!, earlier, this.currency)],
      seal: seal === null ? null : { number, hash: hashOfSeal(statementOf(seal)) },
      at: instant(clock.now()),
    };
    const event = this.#codec.write(DayClosed(closed), newId(), by, clock);
    try {
      await store.append(stream, 'no-stream', [event]);
      return true;
    } catch (error) {
      if (error instanceof RevisionConflict) return false;
      throw error;
    }
  }

  async #closed(day: string): Promise<ClosedDay | null> {
    const [stored] = await this.kernel.store.readStream(streamOf(day), { limit: 1 });
    return stored === undefined ? null : this.#codec.read(stored).data;
  }

  /** Of days in a row, newest first. */
  async #show(days: readonly string[]): Promise<readonly ShownDay[]> {
    const shown: ShownDay[] = [];
    let before: Pick<ClosedDay, 'totals'> | null | undefined;
    for (const document of await this.#documents(days.toReversed())) {
      const [stored] = await this.kernel.store.readStream(streamOf(document.id), { limit: 1 });
      if (stored === undefined) {
        // What is posted for it so far; its balances are those of all days up to it.
        if (before === undefined) before = await this.#totalsBefore(document.id);
        before = { totals: [...totalsOf(document, before, this.currency)] };
        shown.push({ date: document.id, status: 'open', totals: before.totals, closedAt: null, seal: null });
      } else {
        const closed = this.#codec.read(stored).data;
        before = closed;
        const [seal] = await sealsCovering(this.kernel.store, [stored.position]);
        const covering = seal === undefined ? null : { ...statementOf(seal), signature: seal.signature };
        const { totals, at: closedAt } = closed;
        shown.push({ date: document.id, status: 'closed', totals, closedAt, seal: covering });
      }
    }
    return shown.toReversed();
  }

  /** The totals of the day before: those of the last closed day, and what was posted since. */
  async #totalsBefore(day: string): Promise<Pick<ClosedDay, 'totals'> | null> {
    const first = (await this.journal.firstDay())!;
    const { cutThrough } = await this.journal.end();
    let last = cutThrough !== null && cutThrough < day ? cutThrough : null;
    let before: Pick<ClosedDay, 'totals'> | null = last === null ? null : await this.#closed(last);
    // It was cut, and whoever closed it died.
    if (last !== null && before === null) before = await this.#closed((last = dayBefore(last)));
    const between: string[] = [];
    for (let each = last === null ? first : dayAfter(last); each < day; each = dayAfter(each)) between.push(each);
    for (let from = 0; from < between.length; from += mostAtOnce)
      for (const document of await this.#documents(between.slice(from, from + mostAtOnce)))
        before = { totals: [...totalsOf(document, before, this.currency)] };
    return before;
  }

  async #documents(days: readonly string[]): Promise<readonly DayDocument[]> {
    const found = await this.documents.get(dayView.collection, days);
    return days.map((id) => found.get(id)?.document ?? emptyDay(id));
  }
}

const mostAtOnce = 500;
const streamOf = (day: string): string => `day-${day}`;
const notFound = (date: string) => new Refusal('not-found', 'DAY_NOT_FOUND', { date });
const alreadyClosed = (date: string) => new Refusal('conflict', 'DAY_ALREADY_CLOSED', { date });

/** The installation's own currency comes first, and is there also where nothing was posted. */
export function totalsOf(
  { currencies }: Pick<DayDocument, 'currencies'>,
  before: Pick<ClosedDay, 'totals'> | null,
  own: string,
): readonly DayTotals[] {
  const earlier = before?.totals ?? [];
  const all = new Set([own, ...Object.keys(currencies).sort(), ...earlier.map(({ currency }) => currency)]);
  return [...all].map((currency) => {
    const day = currencies[currency] ?? emptyDayOfCurrency;
    const balance = earlier.find((each) => each.currency === currency)?.trialBalance;
    return totalOf(currency, day, balance ?? { debits: '0', credits: '0' });
  });
}

function totalOf(
  currency: string,
  { counts, debits, credits }: DayOfCurrency,
  before: DayTotals['trialBalance'],
): DayTotals {
  const decimal = (minor: string): Money => Money.ofMinor(BigInt(minor), currency);
  const counted = (as: keyof typeof counts) => ({ count: counts[as].count, amount: decimal(counts[as].minor).amount });
  const sum = (earlier: string, minor: string) => Money.parse(earlier, currency)!.plus(decimal(minor)).amount;
  return {
    currency,
    successful: counted('successful'),
    failed: counted('failed'),
    refunded: counted('refunded'),
    paidOut: counted('paidOut'),
    fees: counted('fees'),
    trialBalance: { debits: sum(before.debits, debits), credits: sum(before.credits, credits) },
  };
}
