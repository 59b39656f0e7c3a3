import { signerOf, type Signer } from '../../kernel/domain/approvals.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import type { EventOf, Origin, Recorded } from '../../kernel/domain/events.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { InvalidCursor, type Condition, type DocumentStore, type Page } from '../../kernel/ports/document-store.js';
import { AdjustmentApproved } from '../ledger/contract.js';
import { expectationView } from './expectation.view.js';
import { itemIdOfLine, itemIdOfMissing, lineOfItem } from './item-id.rule.js';
import { itemView, statusOf, unresolved, type ItemDocument } from './item.view.js';
import {
  acceptanceClaim,
  mismatch,
  type AcceptanceClaim,
  type AcceptanceOrders,
  type Mismatch,
  type MismatchOrders,
} from './mismatch.decider.js';
import type { AcceptanceEvent, MismatchEvent, Resolution } from './mismatch.events.js';
import type { KnownStatement } from './statement.decider.js';
import { wholeLine, type ItemOutcome, type Missed, type StoredLine } from './statement.events.js';
import { notFound, planOf, type Statements } from './statements.js';

/** A line with what people have done about it. */
export interface Item {
  readonly id: string;
  readonly statementId: string | null;
  readonly outcome: ItemOutcome;
  readonly line: StoredLine | null;
  readonly missed: Missed | null;
  /** Of the line's cells. */
  readonly columns: readonly string[];
  readonly work: Mismatch;
  readonly status: ItemDocument['status'];
  readonly metLater: boolean;
  readonly openedAt: string | null;
  readonly provider: string;
}

/** How many items are so many days old. */
export interface Aged {
  readonly days: string;
  readonly count: number;
}

/** What a person decides about an item. */
export interface Decided {
  readonly resolution: Resolution;
  readonly note: string;
  readonly adjustmentId: string | null;
}

/** Items of statements: they are listed out of the log and the documents, and people work on them. */
export class Mismatches {
  readonly #handler: Handler<Mismatch, MismatchOrders, MismatchEvent>;
  #aged: { readonly at: number; readonly counts: readonly Aged[] } | null = null;
  readonly #acceptances: Handler<AcceptanceClaim, AcceptanceOrders, AcceptanceEvent>;
  readonly #adjustments = new EventCodec<EventOf<typeof AdjustmentApproved>>([AdjustmentApproved]);

  constructor(
    private readonly kernel: Kernel,
    private readonly statements: Statements,
    private readonly documents: DocumentStore,
    private readonly personalData: PersonalData,
  ) {
    this.#handler = new Handler(mismatch, kernel);
    this.#acceptances = new Handler(acceptanceClaim, kernel);
  }

  /** One item, as the log has it now. Throws `ITEM_NOT_FOUND`. */
  async find(itemId: string): Promise<Item> {
    const { state: work } = await this.#handler.load(await this.#workOf(itemId));
    const document = (await this.documents.get(itemView.collection, [itemId])).get(itemId)?.document;
    const at = lineOfItem(itemId);
    if (document === undefined && at === null) throw itemNotFound(itemId);
    const known = document?.statementId ?? at?.statementId ?? null;
    const statement = known === null ? null : await this.statements.find(known);
    // The document may be behind the work that it is shown with.
    if (document !== undefined)
      return { ...document, work, status: statusOf({ ...document, work }), columns: columnsOf(statement) };
    const line = statement === null ? null : await this.#lineInTheLog(statement, at!.line);
    if (line === null) throw itemNotFound(itemId);
    return itemOfLine(statement!, line, work);
  }

  /** What people have done about an item, oldest first. */
  async story(itemId: string): Promise<readonly Recorded<MismatchEvent>[]> {
    return this.#handler.eventsOf(await this.#workOf(itemId));
  }

  /** The lines of a statement in its order, and after them what is missing on it. */
  async ofStatement(
    statementId: string,
    outcome: ItemOutcome | undefined,
    limit: number,
    cursor: string | null,
  ): Promise<Page<Item>> {
    const statement = await this.statements.find(statementId);
    if (statement === null) throw notFound(statementId);
    if (outcome !== undefined && outcome !== 'matched')
      return this.#fromDocuments({ statementId, outcome }, 'order', limit, cursor);
    return this.#fromTheLog(statement, outcome, limit, cursor);
  }

  /** Items of every statement on which people work, newest first. */
  where(where: Readonly<Record<string, Condition>>, limit: number, cursor: string | null): Promise<Page<Item>> {
    return this.#fromDocuments(where, 'openedAt', limit, cursor);
  }

  /** How many items are not resolved, by their age in whole days. Very many are counted again after ten seconds, since each count looks at all of them. */
  async ageing(): Promise<readonly Aged[]> {
    const now = this.kernel.clock.now();
    const before = this.#aged;
    if (before !== null && now >= before.at && now - before.at < agedForMs) return before.counts;
    const counts = await this.#countByAge(now);
    const sum = counts.reduce((total, { count }) => total + count, 0);
    this.#aged = sum < many ? null : { at: now, counts };
    return counts;
  }

  #countByAge(now: number): Promise<readonly Aged[]> {
    return Promise.all(
      ages.map(async ({ days, from, to }) => {
        const openedAt = {
          ...(to !== null && { gt: instant(now - to * dayMs) }),
          lte: instant(now - from * dayMs),
        };
        const status = { in: unresolved };
        return { days, count: await this.documents.count(itemView.collection, { status, openedAt }) };
      }),
    );
  }

  async assign(itemId: string, assignee: string, by: Origin): Promise<Item> {
    await this.find(itemId);
    return this.#send('Assign', itemId, { itemId, assignee }, by);
  }

  async addNote(itemId: string, note: string, person: Person, by: Origin): Promise<Item> {
    const sealed = await this.#seal(await this.find(itemId), note);
    return this.#send('AddNote', itemId, { itemId, note: sealed, signer: signerOf(person) }, by);
  }

  async resolve(
    itemId: string,
    { resolution, note, adjustmentId }: Decided,
    person: Person,
    by: Origin,
  ): Promise<Item> {
    const sealed = await this.#seal(await this.find(itemId), note);
    const adjustment = resolution === 'adjusted' ? await this.#approved(adjustmentId, itemId) : null;
    const order = { itemId, resolution, note: sealed, adjustmentId: adjustment, signer: signerOf(person) };
    return this.#send('Resolve', itemId, order, by);
  }

  async approve(itemId: string, person: Person, by: Origin): Promise<Item> {
    await this.find(itemId);
    return this.#send('ApproveWriteOff', itemId, { itemId, signer: signerOf(person) }, by);
  }

  async reject(itemId: string, reason: string, person: Person, by: Origin): Promise<Item> {
    const sealed = await this.#seal(await this.find(itemId), reason);
    return this.#send('RejectWriteOff', itemId, { itemId, reason: sealed, signer: signerOf(person) }, by);
  }

  async reopen(itemId: string, reason: string, person: Person, by: Origin): Promise<Item> {
    const sealed = await this.#seal(await this.find(itemId), reason);
    return this.#send('Reopen', itemId, { itemId, reason: sealed, signer: signerOf(person) }, by);
  }

  /** A person says that the line is what was suggested: nothing more is expected of it. Money does not move by this. */
  async acceptSuggestion(itemId: string, person: Person, by: Origin): Promise<Item> {
    const { line, statementId, work } = await this.find(itemId);
    const suggestion = line?.suggestion ?? null;
    if (suggestion === null || statementId === null) throw new Refusal('conflict', 'NOTHING_SUGGESTED', { itemId });
    const { kind, id, paymentId } = suggestion;
    const found = (await this.documents.get(expectationView.collection, [id])).get(id)?.document;
    const metBy = found?.metBy ?? null;
    const isOther = metBy !== null && !(metBy.statementId === statementId && metBy.line === line!.line);
    if (found === undefined || isOther) throw new Refusal('conflict', 'SUGGESTION_TAKEN', { itemId, metBy: id });
    const { run } = (await this.statements.find(statementId))!;
    const acceptedBy: Signer = signerOf(person);
    const accepted = { itemId, statementId, run, line: line!.line, key: line!.key, kind, id, paymentId, acceptedBy };
    const order = { accepted: { ...accepted, at: this.#now() } };
    // Refused before anything is claimed for it.
    if (mismatch.decide.Accept(work, { ...order, at: this.#now() }).length > 0) await this.#claim(id, itemId, by);
    return this.#send('Accept', itemId, order, by);
  }

  /** The documents that were asked may be behind: two people may accept two lines for one movement at once, on two instances too. */
  async #claim(movementId: string, itemId: string, by: Origin): Promise<void> {
    const { state: claim } = await this.#acceptances.load(movementId);
    const holder = claim === null ? null : (lineOfItem(claim.itemId)?.statementId ?? null);
    const isLost = holder !== null && (await this.statements.find(holder))?.status === 'cancelled';
    const from = isLost ? claim!.itemId : null;
    await this.#acceptances.handle('Claim', movementId, { movementId, itemId, from, at: this.#now(), by });
  }

  /**
   * The items of a filter that are not resolved: how many, and the first of them. What waits already is not asked to wait again, nor to be written off
   * what is asked to be: those would come first each time, and the others never.
   */
  async unresolvedIn(where: Readonly<Record<string, string>>, resolution: Resolution, limit: number) {
    const asked = where['status'] === undefined ? unresolved : [where['status']];
    const statuses = asked.filter((status) => status !== statusesAfter.get(resolution));
    if (statuses.length === 0) return { count: 0, items: [] };
    const filter = { ...where, status: { in: statuses } };
    const [count, page] = await Promise.all([
      this.documents.count(itemView.collection, filter),
      this.documents.query(itemView.collection, { where: filter, sort: byAge, limit }),
    ]);
    return { count, items: await this.#shown(page.documents) };
  }

  async #send<Name extends keyof MismatchOrders>(
    name: Name,
    itemId: string,
    told: Omit<MismatchOrders[Name], 'at'>,
    by: Origin,
  ): Promise<Item> {
    const order = { ...told, at: this.#now(), by } as unknown as MismatchOrders[Name] & Order;
    const { state } = await this.#handler.handle(name, await this.#workOf(itemId), order);
    const item = await this.find(itemId);
    return { ...item, work: state, status: statusOf({ ...item, work: state }) };
  }

  /** Where the work on an item is kept: what was done before its statement was cancelled is not about the file that came again. */
  async #workOf(itemId: string): Promise<string> {
    const at = lineOfItem(itemId);
    const run = at === null ? 1 : ((await this.statements.find(at.statementId))?.run ?? 1);
    return run === 1 ? itemId : `${itemId}-${run}`;
  }

  /** An adjustment counts once people have approved it. */
  async #approved(adjustmentId: string | null, itemId: string): Promise<string | null> {
    if (adjustmentId === null) return null;
    const stored = await this.kernel.store.readStream(`ledger-adjustment-${adjustmentId}`);
    const isApproved = stored
      .filter(({ type }) => type === AdjustmentApproved.type)
      .some((event) => this.#adjustments.read(event).data.isEnough);
    if (!isApproved) throw new Refusal('conflict', 'ADJUSTMENT_NOT_APPROVED', { itemId, adjustmentId });
    return adjustmentId;
  }

  async #fromDocuments(
    where: Readonly<Record<string, Condition>>,
    field: 'order' | 'openedAt',
    limit: number,
    cursor: string | null,
  ): Promise<Page<Item>> {
    const page = await this.documents.query(itemView.collection, {
      where,
      sort: { field, direction: field === 'order' ? 'ascending' : 'descending' },
      limit,
      cursor,
    });
    return { documents: await this.#shown(page.documents), nextCursor: page.nextCursor };
  }

  async #shown(documents: readonly ItemDocument[]): Promise<readonly Item[]> {
    const columns = new Map<string, readonly string[]>();
    for (const { statementId } of documents)
      if (statementId !== null && !columns.has(statementId))
        columns.set(statementId, columnsOf(await this.statements.find(statementId)));
    return documents.map((item) => ({ ...item, columns: columns.get(item.statementId ?? '') ?? [] }));
  }

  async #fromTheLog(
    statement: KnownStatement,
    outcome: ItemOutcome | undefined,
    limit: number,
    cursor: string | null,
  ): Promise<Page<Item>> {
    const place = cursor === null ? { revision: 0, index: 0 } : placeOf(cursor);
    const found: Item[] = [];
    let { revision, index } = place;
    for (;;) {
      const [event] = await this.statements.linesOf(statement.id, { from: revision, limit: 1 });
      if (event === undefined) return { documents: await this.#withWork(found), nextCursor: null };
      const all = itemsIn(statement, event);
      for (; index < all.length; index += 1) {
        const item = all[index]!;
        if (outcome !== undefined && item.outcome !== outcome) continue;
        if (found.length === limit)
          return { documents: await this.#withWork(found), nextCursor: cursorAt(revision, index) };
        found.push(item);
      }
      [revision, index] = [revision + 1, 0];
    }
  }

  async #withWork(items: readonly Item[]): Promise<readonly Item[]> {
    const ids = items.map(({ id }) => id);
    const documents = await this.documents.get(itemView.collection, ids);
    return items.map((item) => {
      const document = documents.get(item.id)?.document;
      if (document === undefined) return item;
      const { work, status, metLater, openedAt } = document;
      return { ...item, work, status, metLater, openedAt };
    });
  }

  /** Lines stand in the order of their numbers, some hundreds in an event. */
  async #lineInTheLog(statement: KnownStatement, line: number): Promise<StoredLine | null> {
    const { last, revision } = await this.statements.tailOf(statement);
    if (last === null || line > last.data.soFar.upTo || revision === 'no-stream') return null;
    let [low, high] = [0, last.revision];
    while (low <= high) {
      const middle = Math.floor((low + high) / 2);
      const [event] = await this.statements.linesOf(statement.id, { from: middle, limit: 1 });
      const isOfRun = event?.type === 'StatementLinesRead' && event.data.run === statement.run;
      if (!isOfRun || event.data.soFar.upTo < line) low = middle + 1;
      else if (event.data.lines[0]!.line > line) high = middle - 1;
      else {
        const found = event.data.lines.find((each) => each.line === line);
        return found === undefined ? null : wholeLine(found);
      }
    }
    return null;
  }

  /** What is written about an item is erased with the person on its line. */
  async #seal({ line, statementId }: Item, text: string) {
    const sealed = line?.sealed ?? null;
    return sealed === null
      ? this.personalData.seal(line?.subject ?? statementId ?? 'statements', text)
      : this.personalData.sealUnderKeyOf(sealed, text);
  }

  #now() {
    return instant(this.kernel.clock.now());
  }
}

export interface Person {
  readonly id: string;
  readonly owner: string | null;
}

const itemNotFound = (itemId: string) => new Refusal('not-found', 'ITEM_NOT_FOUND', { itemId });

const columnsOf = (statement: KnownStatement | null): readonly string[] =>
  statement === null ? [] : planOf(statement).columns;

function itemOfLine(statement: KnownStatement, line: StoredLine, work: Mismatch = mismatch.initial): Item {
  return {
    id: itemIdOfLine(statement.id, line.line),
    statementId: statement.id,
    outcome: line.outcome,
    line,
    missed: null,
    columns: columnsOf(statement),
    work,
    status: statusOf({ outcome: line.outcome, work, metLater: false }),
    metLater: false,
    openedAt: null,
    provider: statement.provider,
  };
}

type LinesEvent = Awaited<ReturnType<Statements['linesOf']>>[number];

function itemsIn(statement: KnownStatement, event: LinesEvent): readonly Item[] {
  switch (event.type) {
    case 'StatementLinesRead':
      return event.data.run === statement.run && statement.status !== 'cancelled'
        ? event.data.lines.map((line) => itemOfLine(statement, wholeLine(line)))
        : [];
    case 'ExpectationsMissed':
      return event.data.movements.map((missed) => ({
        id: itemIdOfMissing(missed.id),
        statementId: statement.id,
        outcome: 'missing-at-provider',
        line: null,
        missed,
        columns: [],
        work: mismatch.initial,
        status: 'open',
        metLater: false,
        openedAt: event.data.at,
        provider: statement.provider,
      }));
    case 'StatementLinesVoided':
      return [];
  }
}

const cursorAt = (revision: number, index: number): string =>
  Buffer.from(JSON.stringify(['lines', revision, index])).toString('base64url');

function placeOf(cursor: string): { readonly revision: number; readonly index: number } {
  const bytes = Buffer.from(cursor, 'base64url');
  try {
    const [name, revision, index, ...more] = JSON.parse(bytes.toString()) as unknown[];
    const isPlace =
      bytes.toString('base64url') === cursor &&
      name === 'lines' &&
      more.length === 0 &&
      isPart(revision) &&
      isPart(index);
    if (isPlace) return { revision, index };
  } catch {
    // Below.
  }
  throw new InvalidCursor('The cursor is not one of ours');
}
const isPart = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Of items that are resolved so and wait for somebody all the same. */
const statusesAfter: ReadonlyMap<Resolution, ItemDocument['status']> = new Map([
  ['waiting', 'waiting'],
  ['written-off', 'awaiting-approval'],
]);
const byAge = { field: 'openedAt', direction: 'ascending' } as const;
const dayMs = 24 * 60 * 60 * 1_000;
/** From so many on a count takes several milliseconds. */
const many = 20_000;
const agedForMs = 10_000;
const ages: readonly { readonly days: string; readonly from: number; readonly to: number | null }[] = [
  { days: '0-1', from: 0, to: 2 },
  { days: '2-7', from: 2, to: 8 },
  { days: '8-30', from: 8, to: 31 },
  { days: '31+', from: 31, to: null },
];
