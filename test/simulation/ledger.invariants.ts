import { evolve } from '../../src/kernel/domain/decider.js';
import type { Recorded } from '../../src/kernel/domain/events.js';
import { Money } from '../../src/kernel/domain/money.js';
import { EventCodec } from '../../src/kernel/handling/event-codec.js';
import type { RecordedEvent } from '../../src/kernel/ports/event-store.js';
import { account } from '../../src/modules/ledger/accounts.rule.js';
import { adjustmentEvents } from '../../src/modules/ledger/adjustment.events.js';
import { DayClosed } from '../../src/modules/ledger/day.events.js';
import { journalEvents, type Entry, type JournalEvent } from '../../src/modules/ledger/journal.events.js';
import { dayAfter, kigaliDayOf } from '../../src/modules/ledger/kigali.rule.js';
import { subjectOf, take, unbalancedIn, type Books, type LedgerEvent } from '../../src/modules/ledger/postings.rule.js';
import { isInDoubt } from '../../src/modules/outgoing/contract.js';
import { isFinal } from '../../src/modules/payments/payment.lifecycle.js';
import type { KnownPayment } from '../../src/modules/payments/payment.state.js';
import { paymentEvents, recordEvents } from '../../src/modules/payments/payment.events.js';
import { payoutEvents } from '../../src/modules/payouts/payout.events.js';
import { refund, type KnownRefund, type Refund } from '../../src/modules/refunds/refund.decider.js';
import { settlementEvents } from '../../src/modules/settlements/settlement.events.js';
import { refundEvents, type RefundEvent } from '../../src/modules/refunds/refund.events.js';

/** The ledger under every fault: each returned sentence is a defect. */
export function ledgerOf(
  events: readonly RecordedEvent[],
  payments: ReadonlyMap<string, KnownPayment>,
): readonly string[] {
  const journal = readAs<JournalEvent>(events, new EventCodec(journalEvents));
  return [
    ...postedOnce(events, journal),
    ...balancedThroughout(journal),
    ...truthful(journal, payments, refundsInDoubt(events)),
    ...frozen(events, journal),
  ];
}

function readAs<E extends { type: string; data: unknown }>(
  events: readonly RecordedEvent[],
  codec: EventCodec<E>,
): readonly Recorded<E>[] {
  return events.filter(({ type }) => codec.types.includes(type)).map((event) => codec.read(event));
}

/** Every event of the log that leads to something is in the journal once, as the table says, and in the order of the log. */
function postedOnce(events: readonly RecordedEvent[], journal: readonly Recorded<JournalEvent>[]): string[] {
  const codec = new EventCodec<LedgerEvent>([
    ...paymentEvents,
    ...recordEvents,
    ...refundEvents,
    ...payoutEvents,
    ...adjustmentEvents,
    ...settlementEvents,
  ]);
  const books = new Map<string, Books>();
  /** The books of a refund are in those of its payment. */
  const paymentOf = new Map<string, string>();
  const expected: string[] = [];
  for (const event of readAs(events, codec)) {
    if (event.type === 'RefundRequested') paymentOf.set(event.data.id, event.data.paymentId);
    const subject = subjectOf(event);
    const { of, id } = subject.of === 'refund' ? { of: 'payment', id: paymentOf.get(subject.id) } : subject;
    const taken = take(books.get(`${of} ${id}`) ?? null, event);
    if (taken === null) continue;
    books.set(`${of} ${id}`, taken.books);
    if (taken.posting !== null) expected.push(`${event.id} ${JSON.stringify(taken.posting.lines)}`);
  }
  const posted = journal.flatMap(({ data }) =>
    'source' in data ? [`${data.source.eventId} ${JSON.stringify('lines' in data ? data.lines : [])}`] : [],
  );
  if (expected.join('\n') === posted.join('\n')) return [];
  const missing = expected.filter((each) => !posted.includes(each));
  const beyond = posted.filter((each, index) => !expected.includes(each) || posted.indexOf(each) !== index);
  return [
    `the ledger lacks ${missing.length} entries, has ${beyond.length} too many, or has them in another order than the log: ` +
      JSON.stringify({ missing: missing.slice(0, 2), beyond: beyond.slice(0, 2) }),
  ];
}

function balancedThroughout(journal: readonly Recorded<JournalEvent>[]): string[] {
  return journal.flatMap(({ data, revision }) =>
    'lines' in data && unbalancedIn(data.lines).length > 0 ? [`entry ${revision} of the ledger does not balance`] : [],
  );
}

/** Revenue is what payments have brought in, and nothing is in suspense but what a person has to decide. */
function truthful(
  journal: readonly Recorded<JournalEvent>[],
  payments: ReadonlyMap<string, KnownPayment>,
  refundsInDoubt: ReadonlySet<string>,
): string[] {
  const sums = new Map<string, bigint>();
  for (const { paymentId, account: code, amount, side } of linesOf(journal)) {
    const key = `${paymentId} ${code}`;
    sums.set(key, (sums.get(key) ?? 0n) + (side === 'debit' ? amount.minor : -amount.minor));
  }
  return [...payments.values()].flatMap((known) => {
    const { id, paidAmount, refunded, reserved, attempts } = known;
    const inDoubt =
      attempts.some(({ isPerhapsPaid, isContradicted }) => isPerhapsPaid || isContradicted) ||
      Object.keys(reserved).length > 0 ||
      refundsInDoubt.has(id);
    const suspense = -(sums.get(`${id} ${account.suspense}`) ?? 0n);
    const revenue = -(sums.get(`${id} ${account.revenue({})}`) ?? 0n);
    const earned = (paidAmount ?? Money.zero('RWF')).minus(refunded).minor;
    const isOver = attempts.every(({ status }) => isFinal(status));
    return [
      ...(suspense !== 0n && !inDoubt && isOver
        ? [`${suspense} of ${id} are in suspense, and nothing is in doubt`]
        : []),
      ...(suspense === 0n && attempts.some(({ isPerhapsPaid }) => isPerhapsPaid)
        ? [`${id} was perhaps paid, and nothing is in suspense`]
        : []),
      ...(revenue !== earned && !inDoubt ? [`${revenue} of ${id} are in revenue, and ${earned} were earned`] : []),
    ];
  });
}

/** The payments of which a refund is in doubt. */
function refundsInDoubt(events: readonly RecordedEvent[]): ReadonlySet<string> {
  const refunds = new Map<string, Refund>();
  for (const event of readAs<RefundEvent>(events, new EventCodec<RefundEvent>([...refundEvents]))) {
    const before = refunds.get(event.data.id) ?? refund.initial;
    refunds.set(event.data.id, evolve<Refund, RefundEvent>(refund, before, [event]));
  }
  const known = [...refunds.values()].filter((each): each is KnownRefund => each.status !== 'absent');
  return new Set(known.filter(({ attempts }) => attempts.some(isInDoubt)).map(({ paymentId }) => paymentId));
}

const linesOf = (journal: readonly Recorded<JournalEvent>[]) =>
  journal.flatMap(({ data }) =>
    'lines' in data ? data.lines.map((line) => ({ ...line, paymentId: data.paymentId })) : [],
  );

/** The totals of a closed day are those of the entries before its cut; none came after it, and days are closed in order. */
function frozen(events: readonly RecordedEvent[], journal: readonly Recorded<JournalEvent>[]): string[] {
  const problems: string[] = [];
  const closed = new Map(
    readAs(events, new EventCodec<ReturnType<typeof DayClosed>>([DayClosed])).map(({ data }) => [data.day, data]),
  );
  const [first] = events;
  let cut: string | null = null;
  let sum = 0n;
  const count = new Map<string, number>();
  for (const { data } of journal) {
    if ('source' in data) {
      if (cut !== null && data.day <= cut) problems.push(`an entry for ${data.day} was posted after that day was cut`);
      if (data.forDay !== kigaliDayOf(data.at) || data.day < data.forDay)
        problems.push(`an entry of ${data.at} is for ${data.forDay}, posted for ${data.day}`);
      if (!('lines' in data)) continue;
      sum += debitsOf(data);
      if (data.tally?.as === 'successful') count.set(data.day, (count.get(data.day) ?? 0) + 1);
      continue;
    }
    const next: string = cut === null ? kigaliDayOf(first!.metadata.at) : dayAfter(cut);
    if (data.day !== next) problems.push(`${data.day} was cut before ${next}`);
    cut = data.day;
    const day = closed.get(data.day);
    if (day === undefined) continue;
    const [{ successful, trialBalance }] = day.totals as [(typeof day.totals)[number]];
    // Of the days after it some may be posted before the cut.
    const later = journal.slice(
      0,
      journal.findIndex((each) => each.data === data),
    );
    const beyond = later.reduce(
      (total, each) => ('lines' in each.data && each.data.day > data.day ? total + debitsOf(each.data) : total),
      0n,
    );
    if (trialBalance.debits !== String(sum - beyond) || trialBalance.credits !== trialBalance.debits)
      problems.push(`${data.day} is frozen with debits of ${trialBalance.debits}, and ${sum - beyond} were posted`);
    if (successful.count !== (count.get(data.day) ?? 0))
      problems.push(`${data.day} is frozen with ${successful.count} payments, and ${count.get(data.day)} were posted`);
  }
  for (const day of closed.keys())
    if (!journal.some(({ type, data }) => type === 'DayCut' && 'day' in data && data.day === day))
      problems.push(`${day} is closed and was never cut`);
  return problems;
}

const debitsOf = ({ lines }: Pick<Entry, 'lines'>): bigint =>
  lines.reduce((total, { side, amount }) => (side === 'debit' ? total + amount.minor : total), 0n);
