import type { MovementKind } from '../../kernel/domain/movement.js';
import { Money } from '../../kernel/domain/money.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { Movements } from '../movements/contract.js';
import { followBalance, noBalances } from './balances.rule.js';
import type { CompactSet } from './compact-set.js';
import { amountKeyOf, kindOfReference, transactionKeyOf, type Expectation } from './expectation.rule.js';
import { expectationView } from './expectation.view.js';
import { itemView, type ItemDocument } from './item.view.js';
import { directionOf, type KnownAttempt, type Verdict } from './line-verdict.rule.js';
import { matchLine } from './match-line.rule.js';
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

/** What an import remembers of the lines that it has read. */
export interface Met {
  readonly keys: CompactSet;
  readonly movements: CompactSet;
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
    private readonly documents: DocumentStore,
    private readonly movements: Movements,
    private readonly personalData: PersonalData,
    private readonly expectedFee: ExpectedFee,
  ) {}

  /** These lines, and how far the reading has come with them. `met` has them afterwards. */
  async read(
    of: OfStatement,
    lines: readonly ReadLine[],
    bytes: number,
    met: Met,
    before: ReadSoFar,
    { seal }: { readonly seal: boolean },
  ): Promise<{ readonly lines: readonly StoredLine[]; readonly soFar: ReadSoFar }> {
    const readable = lines.filter((line) => !isUnreadable(line)) as readonly StatementLine[];
    const keys = new Map(readable.map((line) => [line, this.#keyOf(of, line)]));
    const subjects = new Map(
      readable.map((line) => [line, line.party === null ? null : this.personalData.subjectOf(line.party)]),
    );
    const known = await this.#lookUp(of, readable, keys, subjects);
    const stored: StoredLine[] = [];
    for (const line of lines) {
      if (isUnreadable(line)) {
        stored.push(await this.#unreadable(of, line, seal));
        continue;
      }
      const key = keys.get(line)!;
      const subject = subjects.get(line)!;
      const byReference = known.byId.get(line.externalId ?? '') ?? null;
      const verdict = matchLine(line, {
        byTransactionId:
          line.id === null ? [] : (known.byTransactionKey.get(transactionKeyOf(of.provider, line.id)) ?? []),
        byReference: byReference?.provider === of.provider ? byReference : null,
        attemptsOf: (id) => known.attempts.get(id) ?? null,
        alike: known.alike.get(amountKeysOf(of, line, subject)[0] ?? '') ?? [],
        key,
        subject,
        isOfBank: of.isOfBank,
        seen: met.keys.has(key) ? 'in this file' : known.keysElsewhere.has(key) ? 'in another file' : null,
        metHere: met.movements,
      });
      met.keys.add(key);
      if (verdict.meets && verdict.meant !== null) met.movements.add(verdict.meant.id);
      const wasMissing = verdict.meets && known.missing.has(verdict.meant?.id ?? '');
      stored.push(await this.#kept(of, line, verdict, { key, subject, wasMissing, seal }));
    }
    return { lines: stored, soFar: soFarWith(of, before, readable, stored, bytes) };
  }

  /** An id is as the provider wrote it; of a line without one, the text that stands in its place may name a person, and is hashed. */
  #keyOf({ account, isOfBank }: OfStatement, line: StatementLine): string {
    const identity = `${account} ${identityOf(line, isOfBank ? 'bank' : 'wallet')}${line.status === 'successful' ? '' : ` ${line.status}`}`;
    return line.id === null ? this.personalData.fingerprint(identity) : identity;
  }

  async #lookUp(
    of: OfStatement,
    lines: readonly StatementLine[],
    keys: ReadonlyMap<StatementLine, string>,
    subjects: ReadonlyMap<StatementLine, string | null>,
  ) {
    const references = unique(
      lines.flatMap(({ externalId }) => (kindOfReference(externalId) === null ? [] : [externalId!])),
    );
    const byReference = await this.documents.get(expectationView.collection, references);
    // Most lines name us and the provider's number alike: the number is asked for where the reference has not told it.
    const numbers: string[] = [];
    const sure: Expectation[] = [];
    for (const { id, externalId } of lines) {
      if (id === null) continue;
      const key = transactionKeyOf(of.provider, id);
      const ours = byReference.get(externalId ?? '')?.document;
      if (ours?.transactionKey === key) sure.push(ours);
      else numbers.push(key);
    }
    const byTransaction = [...new Set(sure), ...(await this.#expectations('transactionKey', unique(numbers)))];
    const byTransactionKey = Map.groupBy(byTransaction, ({ transactionKey }) => transactionKey!);
    const byId = new Map([...byReference].map(([id, { document }]) => [id, document]));
    const isFound = ({ id, externalId }: StatementLine) =>
      (id !== null && byTransactionKey.has(transactionKeyOf(of.provider, id))) || byId.has(externalId ?? '');
    const rest = lines.filter((line) => !isFound(line));
    const [elsewhere, alike] = await Promise.all([
      this.#items(unique(rest.map((line) => keys.get(line)!))),
      this.#expectations('amountKey', unique(rest.flatMap((line) => amountKeysOf(of, line, subjects.get(line)!)))),
    ]);
    const attempts = new Map<string, readonly KnownAttempt[]>();
    for (const { kind, id } of this.#toLookAt(lines, byTransactionKey, byId, of))
      attempts.set(id, await this.#attemptsOf(kind, id));
    const missing = [...byId.values(), ...byTransaction].filter(({ state }) => state === 'missing');
    return {
      byTransactionKey,
      byId,
      missing: new Set(missing.map(({ id }) => id)),
      attempts,
      alike: Map.groupBy(alike, ({ amountKey }) => amountKey!),
      keysElsewhere: new Set(elsewhere.filter(({ statementId }) => statementId !== of.id).map(({ key }) => key!)),
    };
  }

  /** What is not successful as far as its expectation knows, and what a line says has failed: only the log tells the newest. */
  *#toLookAt(
    lines: readonly StatementLine[],
    byTransactionKey: ReadonlyMap<string, readonly Expectation[]>,
    byId: ReadonlyMap<string, Expectation>,
    { provider }: OfStatement,
  ): Iterable<Expectation> {
    for (const { id, externalId, status } of lines) {
      const meant = [
        ...(id === null ? [] : (byTransactionKey.get(transactionKeyOf(provider, id)) ?? [])),
        byId.get(externalId ?? ''),
      ];
      for (const one of meant) if (one !== undefined && (one.state === 'asked' || status === 'failed')) yield one;
    }
  }

  async #attemptsOf(kind: MovementKind, id: string): Promise<readonly KnownAttempt[]> {
    const found = await this.movements.portOf(kind).find(id);
    return found.map(({ attempt, status, isSuccessful }) => ({
      number: attempt,
      state:
        status !== 'over' ? (status === 'uncertain' ? 'uncertain' : 'open') : isSuccessful ? 'successful' : 'ended',
    }));
  }

  async #expectations(field: 'transactionKey' | 'amountKey', keys: readonly string[]): Promise<readonly Expectation[]> {
    const found: Expectation[] = [];
    let cursor: string | null = null;
    if (keys.length === 0) return found;
    do {
      const page: { documents: readonly Expectation[]; nextCursor: string | null } = await this.documents.query(
        expectationView.collection,
        { where: { [field]: { in: keys } }, limit: 1_000, cursor },
      );
      found.push(...page.documents);
      cursor = page.nextCursor;
    } while (cursor !== null && found.length < mostAlike);
    return found;
  }

  async #items(keys: readonly string[]): Promise<readonly ItemDocument[]> {
    if (keys.length === 0) return [];
    const page = await this.documents.query(itemView.collection, { where: { key: { in: keys } }, limit: 1_000 });
    return page.documents;
  }

  async #kept(
    of: OfStatement,
    line: StatementLine,
    verdict: Verdict,
    {
      key,
      subject,
      wasMissing,
      seal,
    }: { readonly key: string; readonly subject: string | null; readonly wasMissing: boolean; readonly seal: boolean },
  ): Promise<StoredLine> {
    const isOurs = verdict.meant !== null;
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
      amount: line.amount.amount,
      currency: line.amount.currency,
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
      // Of a line of ours the payment has the number, sealed under the payer's key.
      cells: isOurs ? withoutPersonalData(of.columns, line.cells) : null,
      sealed: isOurs || !seal ? null : await this.personalData.seal(subject ?? of.id, line.cells),
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

/** What a suggestion is looked for by: money of one direction, of one amount, and one number. */
function amountKeysOf({ provider }: OfStatement, line: StatementLine, subject: string | null): readonly string[] {
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
  readable: readonly StatementLine[],
  stored: readonly StoredLine[],
  bytes: number,
): ReadSoFar {
  let { from, to, balances } = before;
  for (const line of readable) {
    if (from === null || line.at < from) from = line.at;
    if (to === null || line.at > to) to = line.at;
    balances = followBalance(balances, line);
  }
  const counted = stored.filter(({ outcome, status }) => outcome !== 'duplicate-line' && status === 'successful');
  const own = readable.flatMap(({ ownAccount }) => (ownAccount === null ? [] : [ownAccount]));
  const kinds = stored.flatMap(({ meets, meant }) => (meets && meant !== null ? [meant.kind] : []));
  return {
    lines: before.lines + stored.length,
    bytes,
    upTo: stored.at(-1)?.line ?? before.upTo,
    totals: stored.reduce((totals, line) => totalsWith(totals, line.outcome, line, currency), before.totals),
    fees: sumsWith(before.fees, counted, ({ fee }) => fee),
    expectedFees: sumsWith(before.expectedFees, counted, ({ expectedFee, fee }) => (fee === null ? null : expectedFee)),
    from,
    to,
    balances,
    ownAccounts: unique([...before.ownAccounts, ...own]).slice(0, 5),
    kinds: unique([...before.kinds, ...kinds]),
  };
}

/** With one more of this outcome. Amounts of another currency than the statement's do not add up with the others: they are counted alone. */
export function totalsWith(
  totals: StatementTotals,
  outcome: ItemOutcome,
  { amount, currency }: { readonly amount: string | null; readonly currency: string | null },
  of: string,
): StatementTotals {
  const before = totals[outcome] ?? { count: 0, amount: Money.zero(of).amount };
  const more = amount === null || currency !== of ? null : Money.parse(amount, of);
  const sum = more === null ? before.amount : Money.parse(before.amount, of)!.plus(more).amount;
  return { ...totals, [outcome]: { count: before.count + 1, amount: sum } };
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

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
/** Of one amount and number within one chunk of lines. */
const mostAlike = 5_000;
