import { createHash } from 'node:crypto';
import { signerOf } from '../../kernel/domain/approvals.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore, Page, Query } from '../../kernel/ports/document-store.js';
import { balanceView, endOfDayMs, entryView, kigaliDayOf, seriesOf } from '../ledger/contract.js';
import type { Providers } from '../providers/contract.js';
import { itemView, type ItemDocument } from '../reconciliation/contract.js';
import { keptFee, type Tariffs } from '../tariffs/contract.js';
import {
  depositClaim,
  holds,
  inTransit,
  settlement,
  type DepositClaim,
  type DepositOrders,
  type KnownSettlement,
  type Settlement,
  type SettlementOrders,
} from './settlement.decider.js';
import type { Deposit, DepositEvent, SettlementEvent, SettlementExpectation } from './settlement.events.js';
import { asSettlement, settlementView, type SettlementDocument } from './settlement.view.js';
import {
  fitOf,
  mostDays,
  suggestCoverage,
  type Coverage,
  type WalletDay,
  type WalletLine,
} from './suggest-coverage.rule.js';

export type AskedSettlement = Omit<
  SettlementExpectation,
  'settlementId' | 'fingerprint' | 'requestedBy' | 'at' | 'expectedBy'
> & {
  /** Null: within `usualDays`. */
  readonly expectedBy: string | null;
};

export interface ReceivedDeposit {
  readonly amount: Money;
  readonly receivedAt: string;
  readonly bankReference: string;
  readonly itemId: string | null;
  readonly fee: Money;
  readonly note: string | null;
}

interface Person {
  readonly id: string;
  readonly owner: string | null;
}

interface SettlementParts {
  readonly kernel: Kernel;
  readonly documents: DocumentStore;
  readonly providers: Pick<Providers, 'named' | 'hasCurrency'>;
  readonly tariffs: Tariffs;
}

/** What a deposit may be: settlements that are in transit, and days or entries of a wallet that come to its sum. */
export interface Suggestions {
  readonly settlements: readonly {
    readonly settlement: KnownSettlement;
    readonly score: number;
    readonly reasons: readonly string[];
  }[];
  readonly coverage: readonly Coverage[];
  /** The first moment whose entries were looked at one by one; the days before it were looked at as sums. */
  readonly entriesSince: string | null;
}

/** A line of an imported bank statement that may be the deposit of a settlement. */
export interface SuggestedDeposit {
  readonly itemId: string;
  readonly bank: string;
  readonly account: string | null;
  readonly amount: Money;
  readonly receivedAt: string;
  readonly bankReference: string | null;
  readonly score: number;
  readonly reasons: readonly string[];
}

export interface InTransit {
  readonly provider: string;
  readonly count: number;
  readonly amount: Money;
  readonly overdue: { readonly count: number; readonly amount: Money };
  /** By full days since the money left. */
  readonly ages: readonly {
    readonly fromDays: number;
    readonly toDays: number | null;
    readonly count: number;
    readonly amount: Money;
  }[];
}

const usualDays = 3;
const dayMs = 24 * 3_600_000;
const mostEntries = 20_000;
const page = 1_000;
const mostInTransit = 10_000;
const mostPagesOfItems = 10;
const mostDeposits = 20;
const ageBands: readonly (readonly [number, number | null])[] = [[0, 1], [2, 3], [4, 7], [8, null]]; // prettier-ignore

/** Settlements: money that is moved from a wallet to the bank. It is in transit until a person finds it on the bank's statement. */
export class Settlements {
  readonly #handler: Handler<Settlement, SettlementOrders, SettlementEvent>;
  readonly #claims: Handler<DepositClaim, DepositOrders, DepositEvent>;

  constructor(private readonly parts: SettlementParts) {
    this.#handler = new Handler(settlement, parts.kernel);
    this.#claims = new Handler(depositClaim, parts.kernel);
  }

  async find(id: string): Promise<KnownSettlement | null> {
    const { state } = await this.#handler.load(id);
    return state.status === 'absent' ? null : state;
  }

  async expect(id: string, asked: AskedSettlement, fingerprint: string, person: Person, by: Origin) {
    // The same key arrives at the same settlement, whatever has changed since.
    const known = await this.find(id);
    if (known === null) {
      this.#refuseUnknown(asked.provider);
      if (!this.parts.providers.hasCurrency(asked.provider, asked.gross.currency))
        throw new Refusal('invalid', 'CURRENCY_NOT_SUPPORTED');
      this.#refuseFuture('leftAt', asked.leftAt);
    }
    const at = this.#now();
    const expectedBy = asked.expectedBy ?? instant(Date.parse(asked.leftAt) + usualDays * dayMs);
    const expectation = { ...asked, expectedBy, settlementId: id, fingerprint, requestedBy: signerOf(person), at };
    const { state, events } = await this.#handler.handle('Expect', id, { settlement: expectation, at, by });
    return { settlement: state as KnownSettlement, replayed: events.length === 0 };
  }

  /**
   * The deposit is claimed first: whatever happens between the two appends, no other settlement counts it, and the same request again finishes
   * what was begun. A claim that its settlement can never make good any more, because less than the deposit is in transit, is taken over.
   */
  async receive(
    id: string,
    { fee, note, ...received }: ReceivedDeposit,
    person: Person,
    by: Origin,
  ): Promise<KnownSettlement> {
    const { state: before } = await this.#handler.load(id);
    const bankAccount = before.status === 'absent' ? '' : before.bankAccount;
    const key = depositKeyOf(bankAccount, received);
    if (before.status === 'absent' || !holds(before, { key, itemId: received.itemId }))
      this.#refuseFuture('receivedAt', received.receivedAt);
    if (received.itemId !== null) await this.#refuseOtherItem(received.itemId, received.amount);
    // A fee alone corrects what was confirmed before. Without any deposit, a settlement would end of which the bank has nothing.
    if (!received.amount.isPositive && before.status !== 'absent' && before.deposits.length === 0)
      throw new InvalidInput([{ field: 'amount', message: 'must be more than zero: nothing of it has come yet' }]);
    const at = this.#now();
    const order = { id, deposit: { ...received, key }, fee, note, signer: signerOf(person), at };
    // Refused before anything is claimed for it.
    if (settlement.decide.Receive(before, order).length === 0) return before as KnownSettlement;
    await this.#claim(order.deposit, id, at, by);
    const { state } = await this.#handler.handle('Receive', id, { ...order, by });
    return state as KnownSettlement;
  }

  /** Lines of imported bank statements that may be this settlement and are no deposit of any yet, best first. */
  async depositsOf(known: KnownSettlement): Promise<readonly SuggestedDeposit[]> {
    const left = inTransit(known);
    if (!left.isPositive) return [];
    const { leftAt, expectedBy } = known;
    const where = { outcome: 'other-movement', openedAt: { gte: instant(Date.parse(leftAt) - dayMs) } };
    const sort = { field: 'openedAt', direction: 'descending' } as const;
    const found: SuggestedDeposit[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages === 0 || (cursor !== null && pages < mostPagesOfItems); pages += 1) {
      const query: Query = { where, sort, limit: page, cursor };
      const read: Page<ItemDocument> = await this.parts.documents.query(itemView.collection, query);
      for (const item of read.documents) {
        const deposit = depositIn(item);
        const fit = deposit && fitOf({ left, leftAt, expectedBy }, deposit);
        if (deposit !== null && fit !== null) found.push({ ...deposit, ...fit });
      }
      cursor = read.nextCursor;
    }
    const free: SuggestedDeposit[] = [];
    for (const deposit of found.toSorted((one, other) => other.score - one.score)) {
      if (free.length === mostDeposits) break;
      if (!(await this.#isConfirmed(deposit.itemId))) free.push(deposit);
    }
    return free;
  }

  async cancel(id: string, reason: string, person: Person, by: Origin): Promise<KnownSettlement> {
    const order = { id, reason, signer: signerOf(person), at: this.#now(), by };
    return (await this.#handler.handle('Cancel', id, order)).state as KnownSettlement;
  }

  /** Sums of what has left each wallet and is not at the bank. */
  async inTransit(): Promise<readonly InTransit[]> {
    const open = await this.#inTransit();
    const keys = [...new Set(open.map(({ provider, gross }) => `${provider} ${gross.currency}`))].sort();
    return keys.map((key) => {
      const ofKey = open.filter(({ provider, gross }) => `${provider} ${gross.currency}` === key);
      const { provider, gross } = ofKey[0]!;
      const summed = (of: readonly KnownSettlement[]) => ({
        count: of.length,
        amount: of.reduce((sum, each) => sum.plus(inTransit(each)), Money.zero(gross.currency)),
      });
      return {
        provider,
        ...summed(ofKey),
        overdue: summed(ofKey.filter((each) => this.isOverdue(each))),
        ages: ageBands.map(([fromDays, toDays]) => ({
          fromDays,
          toDays,
          ...summed(
            ofKey.filter((each) => this.ageDays(each) >= fromDays && (toDays === null || this.ageDays(each) <= toDays)),
          ),
        })),
      };
    });
  }

  async overdue(): Promise<readonly KnownSettlement[]> {
    return (await this.#inTransit()).filter((each) => this.isOverdue(each));
  }

  /** Full days since the money left. */
  ageDays({ leftAt }: KnownSettlement): number {
    return Math.max(0, Math.floor((this.parts.kernel.clock.now() - Date.parse(leftAt)) / dayMs));
  }

  isOverdue({ status, expectedBy }: KnownSettlement): boolean {
    const isOpen = status === 'expected' || status === 'partly-received';
    return isOpen && Date.parse(expectedBy) < this.parts.kernel.clock.now();
  }

  async suggest({
    provider,
    amount,
    receivedAt,
  }: {
    provider: string;
    amount: Money;
    receivedAt: string;
  }): Promise<Suggestions> {
    this.#refuseUnknown(provider);
    const open = (await this.#inTransit()).filter((each) => each.provider === provider);
    const settlements = open.flatMap((each) => {
      const { leftAt, expectedBy } = each;
      const fit = fitOf({ left: inTransit(each), leftAt, expectedBy }, { amount, receivedAt });
      return fit === null ? [] : [{ settlement: each, ...fit }];
    });
    const since = instant(Date.parse(receivedAt) - mostDays * dayMs);
    const until = instant(Date.parse(receivedAt) + dayMs);
    const wallet = { account: `provider:${provider}:wallet`, provider, currency: amount.currency };
    const [days, lines] = [await this.#days(wallet, since, until), await this.#lines(wallet, since, until)];
    return {
      settlements: settlements.toSorted((one, other) => other.score - one.score),
      coverage: suggestCoverage(days, lines, amount, kigaliDayOf(receivedAt)),
      entriesSince: lines.length < mostEntries ? since : (lines.at(-1)?.at ?? since),
    };
  }

  async #claim(deposit: Deposit, settlementId: string, at: string, by: Origin): Promise<void> {
    const orders = [];
    for (const depositKey of claimKeysOf(deposit)) {
      const { state: claim } = await this.#claims.load(depositKey);
      const holder = claim === null || claim.settlementId === settlementId ? null : await this.find(claim.settlementId);
      const isLost = holder !== null && !holds(holder, deposit) && deposit.amount.exceeds(inTransit(holder));
      const order = { depositKey, settlementId, from: isLost ? holder.id : null, at };
      // Refused before any of them is claimed.
      depositClaim.decide.Claim(claim, order);
      orders.push(order);
    }
    for (const order of orders) await this.#claims.handle('Claim', order.depositKey, { ...order, by });
  }

  async #isConfirmed(itemId: string): Promise<boolean> {
    const { state: claim } = await this.#claims.load(itemKeyOf(itemId));
    const holder = claim === null ? null : await this.find(claim.settlementId);
    return holder !== null && holder.deposits.some((each) => each.itemId === itemId);
  }

  async #inTransit(): Promise<readonly KnownSettlement[]> {
    const found: KnownSettlement[] = [];
    const sort = { field: 'leftAt', direction: 'ascending' } as const;
    let cursor: string | null = null;
    do {
      const query: Query = { where: { isInTransit: true }, sort, limit: page, cursor };
      const read: Page<SettlementDocument> = await this.parts.documents.query(settlementView.collection, query);
      found.push(...read.documents.map(asSettlement));
      cursor = read.nextCursor;
    } while (cursor !== null && found.length < mostInTransit);
    return found;
  }

  /** By the sums of each hour that the ledger keeps, so that a day of any length costs the same. */
  async #days(wallet: Wallet, since: string, until: string): Promise<readonly WalletDay[]> {
    const where = {
      series: seriesOf('hour', wallet.currency),
      period: { gte: since.slice(0, 13), lte: until.slice(0, 13) },
    };
    const sort = { field: 'period', direction: 'ascending' } as const;
    const { documents } = await this.parts.documents.query(balanceView.collection, { where, sort, limit: page });
    const days = new Map<string, WalletDay>();
    const add = (day: string, taken: bigint, out: bigint) => {
      const before = days.get(day) ?? { day, in: Money.zero(wallet.currency), out: Money.zero(wallet.currency) };
      const more = (minor: bigint) => Money.ofMinor(minor, wallet.currency);
      days.set(day, { day, in: before.in.plus(more(taken)), out: before.out.plus(more(out)) });
    };
    for (const { period, sums } of documents) {
      const [debits, credits] = sums[wallet.account] ?? ['0', '0'];
      add(kigaliDayOf(`${period}:00:00.000Z`), BigInt(debits), BigInt(credits));
    }
    // Moves to the bank are no part of what is settled by them.
    for (const { gross, createdAt, cancelled } of await this.#settlementsSince(wallet.provider, since)) {
      if (gross.currency !== wallet.currency) continue;
      if (createdAt >= `${since.slice(0, 13)}:00` && createdAt <= until) add(kigaliDayOf(createdAt), 0n, -gross.minor);
      if (cancelled !== null && cancelled.at <= until) add(kigaliDayOf(cancelled.at), -gross.minor, 0n);
    }
    return [...days.values()].sort((one, other) => (one.day < other.day ? -1 : 1));
  }

  async #settlementsSince(provider: string, since: string): Promise<readonly KnownSettlement[]> {
    // One that was made earlier may have been cancelled since.
    const from = instant(Date.parse(since) - mostDays * dayMs);
    const query = {
      where: { provider, createdAt: { gte: from } },
      sort: { field: 'createdAt', direction: 'ascending' },
      limit: page,
    } as const;
    return (await this.parts.documents.query(settlementView.collection, query)).documents.map(asSettlement);
  }

  /** The newest entries of the wallet, newest first. */
  async #lines(wallet: Wallet, since: string, until: string): Promise<readonly WalletLine[]> {
    const lines: WalletLine[] = [];
    const where = { account: wallet.account, order: { gte: since, lte: until } };
    const sort = { field: 'order', direction: 'descending' } as const;
    let cursor: string | null = null;
    do {
      const read: Page<EntryLine> = await this.parts.documents.query(entryView.collection, {
        where,
        sort,
        limit: page,
        cursor,
      });
      for (const { entry, paymentId } of read.documents)
        if (entry !== null && entry.source.type !== 'settlement')
          lines.push(...this.#linesOf(entry, paymentId, wallet));
      cursor = read.nextCursor;
    } while (cursor !== null && lines.length < mostEntries);
    return lines;
  }

  #linesOf(
    { at, lines, source }: NonNullable<EntryLine['entry']>,
    paymentId: string | null,
    wallet: Wallet,
  ): readonly WalletLine[] {
    const own = lines.filter(
      ({ account, amount }) => account === wallet.account && amount.currency === wallet.currency,
    );
    if (own.length === 0) return [];
    const moved = own.reduce((sum, { side, amount }) => {
      const money = Money.parse(amount.amount, amount.currency)!;
      return side === 'debit' ? sum.plus(money) : sum.minus(money);
    }, Money.zero(wallet.currency));
    const ask = { provider: wallet.provider, product: 'collection', at, amount: moved };
    const fee = source.type === 'payment' && moved.isPositive ? keptFee(this.parts.tariffs, ask) : null;
    return [{ at, paymentId, moved, expectedFee: fee }];
  }

  #refuseUnknown(provider: string): void {
    if (this.parts.providers.named(provider) === undefined)
      throw new InvalidInput([{ field: 'provider', message: 'must be the name of a provider of this installation' }]);
  }

  /** With a mistyped year money would never be overdue, and nobody would look for it; and a deposit, known by its day, would be confirmed once more with the right one. */
  #refuseFuture(field: 'leftAt' | 'receivedAt', moment: string): void {
    const today = kigaliDayOf(this.#now());
    if (Date.parse(moment) >= endOfDayMs(today))
      throw new InvalidInput([{ field, message: `must not be after today, which is ${today} in Kigali` }]);
  }

  async #refuseOtherItem(itemId: string, amount: Money): Promise<void> {
    const item = (await this.parts.documents.get(itemView.collection, [itemId])).get(itemId)?.document;
    const deposit = item === undefined ? null : depositIn(item);
    if (deposit === null)
      throw new InvalidInput([
        { field: 'itemId', message: 'must be a credit on a statement of a bank, and not a duplicate-line' },
      ]);
    if (!deposit.amount.equals(amount))
      throw new InvalidInput([{ field: 'amount', message: `must be that of the line, ${deposit.amount.amount}` }]);
  }

  #now(): string {
    return instant(this.parts.kernel.clock.now());
  }
}

/** Null: it is no credit on a statement of a bank, or the same line of another file is it already. */
function depositIn(item: ItemDocument): Omit<SuggestedDeposit, 'score' | 'reasons'> | null {
  const { id, outcome, provider, account, line } = item;
  const isBank = provider === 'bank' || provider.startsWith('bank:');
  if (!isBank || outcome === 'duplicate-line') return null;
  if (line === null || line.direction !== 'in' || line.status !== 'successful') return null;
  const amount = line.amount === null || line.currency === null ? null : Money.parse(line.amount, line.currency);
  if (amount === null || line.at === null) return null;
  return { itemId: id, bank: provider, account, amount, receivedAt: line.at, bankReference: line.transactionId };
}

interface Wallet {
  readonly account: string;
  readonly provider: string;
  readonly currency: string;
}
type EntryLine = NonNullable<(typeof entryView)['collection']['shape']>;

/** The same client and idempotency key are the same settlement. */
export const settlementIdFor = (client: string, key: string): string => `stl_${hashOf([client, key])}`;

/** A deposit from a bank statement is claimed as its line too: what a person enters beside it may be written otherwise. */
const claimKeysOf = ({ key, itemId }: Deposit): readonly string[] =>
  itemId === null ? [key] : [itemKeyOf(itemId), key];
const itemKeyOf = (itemId: string): string => hashOf(['item', itemId]);

/** A deposit is known by its account, its reference, its day and its amount: banks repeat references. */
const depositKeyOf = (
  bankAccount: string,
  { bankReference, receivedAt, amount }: Pick<ReceivedDeposit, 'bankReference' | 'receivedAt' | 'amount'>,
): string => hashOf([bankAccount, bankReference.trim().toUpperCase(), kigaliDayOf(receivedAt), amount.toString()]);

const hashOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
