import { epochMs } from '../../kernel/domain/clock.js';
import type { MovementKind } from '../../kernel/domain/movement.js';
import { Money } from '../../kernel/domain/money.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Collection, Document, DocumentStore, Page, Stored } from '../../kernel/ports/document-store.js';
import { yieldToRequests } from '../../kernel/yield-to-requests.js';
import type { Movements } from '../movements/contract.js';
import { followBalances, noBalances } from './balances.rule.js';
import { amountKeyOf, kindOfReference, transactionKeyOf, type Expectation } from './expectation.rule.js';
import { expectationView } from './expectation.view.js';
import { itemView, type ItemDocument } from './item.view.js';
import { directionOf, type KnownAttempt, type Verdict } from './line-verdict.rule.js';
import { matchLine, movementMeant } from './match-line.rule.js';
import type { MetLines } from './met-lines.js';
import { identityOf, isUnreadable, type ReadLine, type StatementLine } from './reading/statement-line.js';
import { withoutPersonalData } from './row-without-personal-data.js';
import type { ItemOutcome, ReadSoFar, StatementTotals, StoredLine } from './statement.events.js';

/** What of a statement its lines are judged by. */
export interface OfStatement {
  readonly id: string;
  /** Its lines are moves of money that settlements know: none of them is a payment, refund or payout. */
  readonly isOfBank: boolean;
  readonly provider: string;
  readonly account: string;
  readonly currency: string;
  readonly columns: readonly string[];
}

/** A line, and what is asked for it by. */
interface Asked {
  readonly line: StatementLine;
  readonly key: string;
  readonly transactionKey: string | null;
  /** Of the person whose number is on it. */
  readonly subject: string | null;
}

/** By the tariffs of the provider; null: none says it. */
export type ExpectedFee = (line: StatementLine, provider: string) => Money | null;

export const nothingRead: ReadSoFar = {
  lines: 0,
  bytes: 0,
  upTo: 0,
  totals: {},
  fees: {},
  expectedFees: {},
  from: null,
  to: null,
  balances: noBalances,
  ownAccounts: [],
  kinds: [],
};

/** Judges the lines of a statement, some hundreds at a time: looks up what is known of them, and asks the rules. */
export class LineReader {
  constructor(
    private readonly documents: Pick<DocumentStore, 'query'>,
    private readonly expectationsById: (ids: readonly string[]) => Promise<ReadonlyMap<string, Stored<Expectation>>>,
    private readonly movements: Movements,
    private readonly personalData: PersonalData,
    private readonly expectedFee: ExpectedFee,
  ) {}

  /** These lines, and how far the reading has come with them. `met` has them afterwards. */
  async read(
    of: OfStatement,
    lines: readonly ReadLine[],
    bytes: number,
    met: MetLines,
    before: ReadSoFar,
    { seal }: { readonly seal: boolean },
  ): Promise<{ readonly lines: readonly StoredLine[]; readonly soFar: ReadSoFar }> {
    const sides = new Map<Msisdn, string>();
    const asked = lines.flatMap((line) => (isUnreadable(line) ? [] : [this.#asked(of, line, sides)]));
    const known = await this.#lookUp(of, asked);
    await yieldToRequests();
    const attemptsOf = (id: string) => known.attempts.get(id) ?? null;
    const metHere = { has: (id: string) => met.hasMovement(id) };
    const stored: StoredLine[] = [];
    let next = 0;
    for (const line of lines) {
      if (stored.length % judgedAtOnce === judgedAtOnce - 1) await yieldToRequests();
      if (isUnreadable(line)) {
        stored.push(await this.#unreadable(of, line, seal));
        continue;
      }
      const one = asked[next]!;
      next += 1;
      const { key, transactionKey, subject } = one;
      const byTransactionId = transactionKey === null ? none : (known.byTransactionKey.get(transactionKey) ?? none);
      const byReference = known.byId.get(line.externalId ?? '') ?? null;
      const isElsewhere = known.keysElsewhere.has(key);
      const isAwaited = known.awaited.has(one);
      const judged = matchLine(line, {
        byTransactionId,
        byReference,
        attemptsOf,
        alike: known.alike.size === 0 ? none : amountKeysOf(of, one).flatMap((each) => known.alike.get(each) ?? []),
        key,
        subject,
        isOfBank: of.isOfBank,
        seen:
          met.hasKey(key, byTransactionId) ||
          byTransactionId.some(({ metBy }) => metBy?.key === key && metBy.statementId === of.id)
            ? 'in this file'
            : isElsewhere && !isAwaited
              ? 'in another file'
              : null,
        metHere,
      });
      // It was about nothing known here then. Now it meets its movement, and its fee is not counted again.
      const verdict: Verdict =
        isElsewhere && isAwaited && judged.rule !== 'same-line'
          ? { ...judged, reasons: [...judged.reasons, 'SEEN_IN_ANOTHER_FILE'] }
          : judged;
      met.add({ key, meets: verdict.meets, meant: verdict.meant, rule: verdict.rule });
      const wasMissing = verdict.meets && known.missing.has(verdict.meant?.id ?? '');
      const answers = verdict.meets && isElsewhere ? known.unknownElsewhere.get(key) : undefined;
      const kept = { ...this.#kept(of, one, verdict, wasMissing), ...(answers !== undefined && { answers }) };
      // Of a line of ours the payment has the number, sealed under the payer's key.
      const isSealed = verdict.meant === null && seal;
      stored.push(isSealed ? { ...kept, sealed: await this.personalData.seal(subject ?? of.id, line.cells) } : kept);
    }
    return { lines: stored, soFar: soFarWith(of, before, asked, stored, bytes) };
  }

  #asked(of: OfStatement, line: StatementLine, subjects: Map<Msisdn, string>): Asked {
    const { party, id } = line;
    let subject = party === null ? null : (subjects.get(party) ?? null);
    if (party !== null && subject === null) {
      subject = this.personalData.subjectOf(party);
      subjects.set(party, subject);
    }
    const transactionKey = id === null ? null : transactionKeyOf(of.provider, id);
    return { line, key: this.#keyOf(of, line), transactionKey, subject };
  }

  /** An id is as the provider wrote it; of a line without one, the text that stands in its place may name a person, and is hashed. */
  #keyOf({ account, isOfBank }: OfStatement, line: StatementLine): string {
    const identity = `${account} ${identityOf(line, isOfBank ? 'bank' : 'wallet')}${line.status === 'successful' ? '' : ` ${line.status}`}`;
    return line.id === null ? this.personalData.fingerprint(identity) : identity;
  }

  async #lookUp(of: OfStatement, asked: readonly Asked[]) {
    const references = new Set<string>();
    for (const { line } of asked) if (kindOfReference(line.externalId) !== null) references.add(line.externalId!);
    const byReference = await this.expectationsById([...references]);
    const byId = new Map<string, Expectation>();
    for (const [id, { document }] of byReference) if (document.provider === of.provider) byId.set(id, document);
    // Most lines name us and the provider's number alike: the number is asked for where the reference has not told it.
    const numbers = new Set<string>();
    const byTransactionKey = new Map<string, Expectation[]>();
    for (const { line, transactionKey } of asked) {
      if (transactionKey === null) continue;
      const ours = byId.get(line.externalId ?? '');
      if (ours?.transactionKey === transactionKey) added(byTransactionKey, transactionKey, ours);
      else numbers.add(transactionKey);
    }
    for (const found of await this.#expectations('transactionKey', [...numbers]))
      added(byTransactionKey, found.transactionKey!, found);
    // What an expectation waits for is on no item, unless it was on a file before its success was known here. Its other lines, such as a fee, a reversal or
    // a second line, may be on one of another file.
    const awaited = new Set<Asked>();
    const rest: Asked[] = [];
    for (const one of asked) {
      const { line, key, transactionKey } = one;
      const byTransactionId = byTransactionKey.get(transactionKey ?? '') ?? none;
      const byReference = byId.get(line.externalId ?? '') ?? null;
      const found = movementMeant(line, { byTransactionId, byReference });
      const { metBy = null, at = null } = found?.expectation ?? {};
      const isAwaited = found !== null && line.status === 'successful' && (metBy === null || metBy.key === key);
      if (isAwaited) awaited.add(one);
      if (!isAwaited || at === null || epochMs(at) - epochMs(line.at) > knownLateMs) rest.push(one);
    }
    const [elsewhere, alike] = await Promise.all([
      this.#items(unique(rest.map(({ key }) => key))),
      this.#expectations('amountKey', unique(rest.flatMap((one) => amountKeysOf(of, one)))),
    ]);
    // Accounts of two networks may have one name. A bank is known by several.
    const isElsewhere = ({ statementId, provider }: ItemDocument) =>
      statementId !== of.id && (of.isOfBank || provider === of.provider);
    const itemsElsewhere = elsewhere.filter(isElsewhere);
    // What was known as a second line of a movement has its review, in which a person decides.
    const unknown = itemsElsewhere.filter(({ outcome, line }) => outcome === 'missing-internally' && !line?.meant);
    const unknownElsewhere = new Map<string, string[]>();
    for (const { id, key } of unknown) unknownElsewhere.set(key!, [...(unknownElsewhere.get(key!) ?? []), id]);
    const attempts = new Map<string, readonly KnownAttempt[]>();
    for (const { kind, id } of toLookAt(asked, byTransactionKey, byId))
      attempts.set(id, await this.#attemptsOf(kind, id));
    const missing = new Set<string>();
    for (const { id, state } of byId.values()) if (state === 'missing') missing.add(id);
    for (const found of byTransactionKey.values())
      for (const { id, state } of found) if (state === 'missing') missing.add(id);
    return {
      byTransactionKey,
      byId,
      missing,
      attempts,
      awaited,
      alike: Map.groupBy(alike, ({ amountKey }) => amountKey!),
      keysElsewhere: new Set(itemsElsewhere.map(({ key }) => key!)),
      unknownElsewhere,
    };
  }

  async #attemptsOf(kind: MovementKind, id: string): Promise<readonly KnownAttempt[]> {
    const found = await this.movements.portOf(kind).find(id);
    return found.map(({ attempt, status, isSuccessful }) => ({
      number: attempt,
      state:
        status !== 'over' ? (status === 'uncertain' ? 'uncertain' : 'open') : isSuccessful ? 'successful' : 'ended',
    }));
  }

  #expectations(field: 'transactionKey' | 'amountKey', keys: readonly string[]): Promise<readonly Expectation[]> {
    return this.#having(expectationView.collection, field, keys, mostAlike);
  }

  /** A line has an item for each file that it was on. */
  #items(keys: readonly string[]): Promise<readonly ItemDocument[]> {
    return this.#having(itemView.collection, 'key', keys, Infinity);
  }

  /** Documents that have one of these keys; no more are asked for once there are so many. */
  async #having<D extends Document>(
    collection: Collection<D>,
    field: string,
    keys: readonly string[],
    most: number,
  ): Promise<readonly D[]> {
    const found: D[] = [];
    let cursor: string | null = null;
    if (keys.length === 0) return found;
    do {
      const where = { [field]: { in: keys } };
      const page: Page<D> = await this.documents.query(collection, { where, limit: 1_000, cursor });
      found.push(...page.documents);
      cursor = page.nextCursor;
    } while (cursor !== null && found.length < most);
    return found;
  }

  #kept(of: OfStatement, { line, key, subject }: Asked, verdict: Verdict, wasMissing: boolean): StoredLine {
    const { amount, currency } = line.amount;
    const expected = verdict.outcome === 'matched' ? this.expectedFee(line, of.provider) : null;
    const feeDiffers = expected !== null && line.fee !== null && !line.fee.equals(expected);
    return {
      line: line.line,
      outcome: verdict.outcome,
      key,
      kind: line.kind,
      status: line.status,
      direction: line.direction,
      at: line.at,
      amount,
      currency,
      fee: line.fee?.amount ?? null,
      balance: line.balance?.amount ?? null,
      transactionId: line.id,
      subject,
      meant: verdict.meant,
      meets: verdict.meets,
      speaks: verdict.speaks,
      wasMissing,
      rule: verdict.rule,
      reasons: feeDiffers ? [...verdict.reasons, 'FEE_DIFFERS'] : verdict.reasons,
      confidence: verdict.confidence,
      suggestion: verdict.suggestion,
      expectedFee: expected?.amount ?? null,
      cells: verdict.meant === null ? null : withoutPersonalData(of.columns, line.cells),
      sealed: null,
      wrong: null,
    };
  }

  async #unreadable(
    { id }: OfStatement,
    { line, cells, column, reason }: Extract<ReadLine, { reason: string }>,
    seal: boolean,
  ): Promise<StoredLine> {
    return {
      ...nothingOfALine,
      line,
      outcome: 'unreadable',
      reasons: ['NOT_READABLE'],
      // Its cells may stand in the wrong columns: none of them is certainly a fact of money.
      sealed: seal ? await this.personalData.seal(id, cells) : null,
      wrong: { column, what: reason },
    };
  }
}

const nothingOfALine = {
  key: null,
  kind: null,
  status: null,
  direction: null,
  at: null,
  amount: null,
  currency: null,
  fee: null,
  balance: null,
  transactionId: null,
  subject: null,
  meant: null,
  meets: false,
  speaks: false,
  wasMissing: false,
  cells: null,
  rule: null,
  confidence: 0,
  suggestion: null,
  expectedFee: null,
} as const;

/** What is not successful as far as its expectation knows, and what a line says has failed: only the log tells the newest. */
function toLookAt(
  asked: readonly Asked[],
  byTransactionKey: ReadonlyMap<string, readonly Expectation[]>,
  byId: ReadonlyMap<string, Expectation>,
): ReadonlySet<Expectation> {
  const doubted = new Set<Expectation>();
  for (const { line, transactionKey } of asked) {
    const isFailed = line.status === 'failed';
    const byReference = byId.get(line.externalId ?? '');
    if (byReference !== undefined && (isFailed || byReference.state === 'asked')) doubted.add(byReference);
    if (transactionKey === null) continue;
    for (const one of byTransactionKey.get(transactionKey) ?? none)
      if (isFailed || one.state === 'asked') doubted.add(one);
  }
  return doubted;
}

/** What a suggestion is looked for by: money of one direction, of one amount, and one number. */
function amountKeysOf({ provider }: OfStatement, { line, subject }: Asked): readonly string[] {
  if (subject === null || line.status !== 'successful') return [];
  const kinds = (['payment', 'refund', 'payout'] as const).filter(
    (kind) => line.direction === null || line.direction === directionOf(kind),
  );
  const amount = { amount: line.amount.amount, currency: line.amount.currency };
  return kinds.map((kind) => amountKeyOf(provider, kind, amount, subject));
}

/** A line is counted in its outcome; its fee is counted once, however often the line comes. */
function soFarWith(
  { currency }: OfStatement,
  before: ReadSoFar,
  asked: readonly Asked[],
  stored: readonly StoredLine[],
  bytes: number,
): ReadSoFar {
  const lines = asked.map(({ line }) => line);
  let { from, to } = before;
  const ownAccounts = new Set(before.ownAccounts);
  for (const { at, ownAccount } of lines) {
    if (from === null || at < from) from = at;
    if (to === null || at > to) to = at;
    if (ownAccount !== null) ownAccounts.add(ownAccount);
  }
  const kinds = new Set(before.kinds);
  for (const { meets, meant } of stored) if (meets && meant !== null) kinds.add(meant.kind);
  const counted = stored.filter((line) => line.status === 'successful' && !isCountedBefore(line));
  return {
    lines: before.lines + stored.length,
    bytes,
    upTo: stored.at(-1)?.line ?? before.upTo,
    totals: totalsWith(before.totals, stored, currency),
    fees: sumsWith(before.fees, counted, ({ fee }) => fee),
    expectedFees: sumsWith(before.expectedFees, counted, ({ expectedFee, fee }) => (fee === null ? null : expectedFee)),
    from,
    to,
    balances: followBalances(before.balances, lines),
    ownAccounts: [...ownAccounts].slice(0, 5),
    kinds: [...kinds],
  };
}

/** Under another name of the account it is not the same line, but under the provider's own number it is the same money, and so is its fee. */
const isCountedBefore = ({ outcome, rule, reasons }: StoredLine): boolean =>
  outcome === 'duplicate-line' ||
  reasons.includes('SEEN_IN_ANOTHER_FILE') ||
  (rule === 'transaction-id' && reasons.includes('SECOND_LINE_OF_ONE'));

/** With these as well. Amounts of another currency than the statement's do not add up with the others: they are counted alone. */
export function totalsWith(
  before: StatementTotals,
  lines: readonly Pick<StoredLine, 'outcome' | 'amount' | 'currency'>[],
  of: string,
): StatementTotals {
  const sums = new Map<ItemOutcome, { count: number; sum: Money }>();
  for (const { outcome, amount, currency } of lines) {
    let so = sums.get(outcome);
    if (so === undefined) {
      const { count, amount: sum } = before[outcome] ?? { count: 0, amount: Money.zero(of).amount };
      sums.set(outcome, (so = { count, sum: Money.parse(sum, of)! }));
    }
    so.count += 1;
    const more = amount === null || currency !== of ? null : Money.parse(amount, of);
    if (more !== null) so.sum = so.sum.plus(more);
  }
  const totals = { ...before };
  for (const [outcome, { count, sum }] of sums) totals[outcome] = { count, amount: sum.amount };
  return totals;
}

function sumsWith(
  before: Readonly<Record<string, string>>,
  lines: readonly StoredLine[],
  of: (line: StoredLine) => string | null,
): Readonly<Record<string, string>> {
  const sums = new Map(Object.entries(before).map(([currency, amount]) => [currency, Money.parse(amount, currency)!]));
  for (const line of lines) {
    const text = of(line);
    const { currency } = line;
    const more = text === null || currency === null ? null : Money.parse(text, currency);
    if (more === null || more.minor === 0n) continue;
    sums.set(currency!, (sums.get(currency!) ?? Money.zero(currency!)).plus(more));
  }
  return Object.fromEntries([...sums].map(([currency, sum]) => [currency, sum.amount]));
}

/** Found in two ways it is still one. */
function added(lists: Map<string, Expectation[]>, key: string, one: Expectation): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [one]);
  else if (!list.some(({ id }) => id === one.id)) list.push(one);
}

const none: readonly never[] = [];
const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
/** Most successes are known here within a minute, from a callback or a status check: before anybody could have sent a file with its line. */
const knownLateMs = 2 * 60 * 1_000;
/** So many lines are judged while requests wait. */
const judgedAtOnce = 125;
/** Of one amount and number within one chunk of lines. */
const mostAlike = 5_000;
