import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Money } from '../../kernel/domain/money.js';
import type { MovementKind } from '../../kernel/domain/movement.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { LeasedProcess } from '../../kernel/following/followers.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import { yieldToRequests } from '../../kernel/yield-to-requests.js';
import type { Movements, SaidOutcome } from '../movements/contract.js';
import { deadlineMs, isListedBy, missedOf } from './expectation.rule.js';
import { itemIdOfLine } from './item-id.rule.js';
import { hasDocument, itemView, type ItemDocument } from './item.view.js';
import { mostReviews, type KnownStatement } from './statement.decider.js';
import { ExpectationsMissed, StatementLinesVoided, type ItemOutcome, type StoredLine } from './statement.events.js';
import { statementView } from './statement.view.js';
import { isBank, type Statements } from './statements.js';

interface Told {
  info(what: object, message: string): void;
  error(what: object, message: string): void;
}

/**
 * What follows once every line of a statement is on record: movements that a line proves are settled through their own deciders, reviews are asked for,
 * and what should be on the statement and is not is named. Every step may be done again: after a crash it begins from the first one, and what was done
 * changes nothing. The lines of a cancelled statement are taken back here, and what is on no statement by its deadline is named.
 */
export class CarryOutStatements implements LeasedProcess {
  readonly name = 'carry-out-statements';
  readonly #running = new StoppableRun();
  #sweptAt = -Infinity;

  constructor(
    private readonly statements: Statements,
    private readonly movements: Movements,
    private readonly documents: DocumentStore,
    private readonly kernel: Kernel,
    private readonly viewsAreCurrent: () => Promise<void>,
    private readonly logger: Told,
  ) {}

  async start(): Promise<void> {
    this.#running.start((signal) => this.#forEver(signal));
  }

  async stop(): Promise<void> {
    await this.#running.stop();
  }

  async #forEver(signal: AbortSignal): Promise<void> {
    for (let pauseMs = idleMs; ;) {
      const isStopped = await this.kernel.clock.sleep(pauseMs, signal).then(
        () => false,
        () => true,
      );
      if (isStopped) return;
      try {
        await this.run(signal);
        pauseMs = idleMs;
      } catch (error) {
        if (!signal.aborted)
          this.logger.error({ err: error }, 'Statements could not be carried out: it is tried again');
        pauseMs = afterFaultMs;
      }
    }
  }

  async run(signal?: AbortSignal): Promise<void> {
    const page = await this.documents.query(statementView.collection, {
      where: { isAtWork: true },
      sort: { field: 'createdAt', direction: 'ascending' },
      limit: 200,
    });
    for (const { id } of page.documents) {
      if (signal?.aborted) return;
      const known = await this.statements.find(id);
      if (known?.status === 'matching') await this.#carryOut(known, this.#origin(), signal);
      if (known?.status === 'cancelled' && !known.isVoid) await this.#void(known, this.#origin(), signal);
    }
    const now = this.kernel.clock.now();
    if (now >= this.#sweptAt && now < this.#sweptAt + sweepEveryMs) return;
    await this.#nameOverdue(this.#origin());
    this.#sweptAt = now;
  }

  async #carryOut(known: KnownStatement, by: Origin, signal?: AbortSignal): Promise<void> {
    await this.viewsAreCurrent();
    for await (const item of this.#itemsOf(known, { speaks: true })) {
      if (signal?.aborted) return;
      await this.#speak(known, item, by);
    }
    await this.#askReviews(known, by);
    await this.#nameMissing(known, by);
    if (signal?.aborted) return;
    const { id: statementId, provider, account, from, to } = known;
    const { last, totals } = await this.statements.tailOf(known);
    const feesOf = isBank(provider) ? {} : (last?.data.soFar.fees ?? {});
    const fees = Object.entries(feesOf).map(([currency, amount]) => Money.parse(amount, currency)!);
    const at = instant(this.kernel.clock.now());
    const reconciled = { statementId, provider, account, from, to, totals, fees, at };
    await this.statements.send('Reconcile', statementId, { reconciled }, by);
    this.logger.info({ statementId, totals }, 'A statement was reconciled');
  }

  /** What a line says of a movement is told to the movement, which decides by its own rules what comes of it. */
  async #speak(known: KnownStatement, { line }: ItemDocument, by: Origin): Promise<void> {
    const meant = line?.meant ?? null;
    if (line === null || meant === null || line.amount === null || line.currency === null) return;
    const { kind, id } = meant;
    const port = this.movements.portOf(kind);
    const [movement, ...others] = await port.find(id);
    // Since it was read, it was attempted again: nobody can say which attempt the line is. It stays an item.
    if (movement === undefined || others.length > 0) return;
    const statement = { statementId: known.id, line: line.line };
    await port
      .record(movement, { is: 'final', outcome: saidBy(line), answer: null, statement }, by)
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        this.logger.error({ err: error, ...statement, kind, id }, 'What a line says was refused');
      });
  }

  async #askReviews(known: KnownStatement, by: Origin): Promise<void> {
    const items: {
      itemId: string;
      outcome: ItemOutcome;
      paymentId: string | null;
      refundId: string | null;
      payoutId: string | null;
    }[] = [];
    for (const outcome of reviewed)
      for await (const { id, line } of this.#itemsOf(known, { outcome })) {
        if (items.length >= mostReviews) break;
        const meant = line?.meant ?? null;
        // What speaks has opened its review by itself, and money that nothing here knows is nobody's matter yet.
        if (line === null || line.speaks || meant === null) continue;
        items.push({ itemId: id, outcome, ...idsOf(meant.kind, meant.id, meant.paymentId) });
      }
    if (items.length > 0) await this.statements.send('AskReviews', known.id, { statementId: known.id, items }, by);
  }

  /** Successful here at a time that the statement covers, and not on it. It is a finding, and changes nothing of them. */
  async #nameMissing(known: KnownStatement, by: Origin): Promise<void> {
    const { from, to } = known;
    if (from === null || to === null) return;
    const tail = await this.statements.tailOf(known);
    const kinds = tail.last?.data.soFar.kinds ?? [];
    let { revision } = tail;
    for await (const found of this.statements.openBetween(known.provider, from, to)) {
      const movements = found.filter(isListedBy(kinds)).map(missedOf);
      if (movements.length === 0) continue;
      const { id: statementId, account } = known;
      const at = instant(this.kernel.clock.now());
      const event = ExpectationsMissed({ statementId, account, movements, at });
      revision = await this.statements.append(statementId, revision, event, by);
      await yieldToRequests();
    }
  }

  /** Only where statements are in use: nobody waits for the first one. */
  async #nameOverdue(by: Origin): Promise<void> {
    const before = instant(this.kernel.clock.now() - deadlineMs);
    const { documents } = await this.documents.query(statementView.collection, {
      where: { status: 'reconciled' },
      sort: { field: 'createdAt', direction: 'ascending' },
      limit: 1_000,
    });
    const since = new Map<string, string>();
    for (const { provider, from } of documents)
      if (from !== null && from < (since.get(provider) ?? '9')) since.set(provider, from);
    for (const [provider, from] of since) {
      if (from >= before) continue;
      await this.viewsAreCurrent();
      const [last] = await this.statements.linesOf(overdue, { direction: 'backwards', limit: 1 });
      let revision = last?.revision ?? ('no-stream' as const);
      for await (const found of this.statements.openBetween(provider, from, before)) {
        const at = instant(this.kernel.clock.now());
        const event = ExpectationsMissed({ statementId: null, account: null, movements: found.map(missedOf), at });
        revision = await this.statements.append(overdue, revision, event, by);
        await yieldToRequests();
      }
    }
  }

  /** What the lines had met is expected again, and their items are gone; then the file may come again. */
  async #void(known: KnownStatement, by: Origin, signal?: AbortSignal): Promise<void> {
    const { id: statementId, run } = known;
    const chunks: number[] = [];
    let voided = 0;
    let revision: number | 'no-stream' = 'no-stream';
    for await (const { type, data, revision: at } of this.#eventsOf(statementId)) {
      revision = at;
      if (type === 'StatementLinesRead' && data.run === run) chunks.push(at);
      if (type === 'StatementLinesVoided' && data.run === run) voided += 1;
    }
    if (voided === 0) {
      // Lines that are on their way to the log right now are refused by this: their author has read an older revision.
      const at = instant(this.kernel.clock.now());
      const nothing = StatementLinesVoided({ statementId, run, movements: [], items: [], at });
      revision = await this.statements.append(statementId, revision, nothing, by);
      voided = 1;
    }
    for (const chunk of chunks.slice(voided - 1)) {
      if (signal?.aborted) return;
      const [event] = await this.statements.linesOf(statementId, { from: chunk, limit: 1 });
      if (event?.type !== 'StatementLinesRead') throw new Error(`${statementId} has no lines at revision ${chunk}`);
      const { lines } = event.data;
      // A person may have accepted a suggestion while the lines were read.
      const movements = lines.flatMap(({ meets, meant, suggestion }) =>
        meets && meant ? [meant.id] : suggestion ? [suggestion.id] : [],
      );
      const own = lines.filter(hasDocument).map(({ line }) => itemIdOfLine(statementId, line));
      const items = [...own, ...lines.flatMap(({ answers }) => answers ?? [])];
      const at = instant(this.kernel.clock.now());
      revision = await this.statements.append(
        statementId,
        revision,
        StatementLinesVoided({ statementId, run, movements, items, at }),
        by,
      );
      await yieldToRequests();
    }
    await this.viewsAreCurrent();
    await this.statements.send('Void', statementId, { statementId }, by);
  }

  async *#eventsOf(statementId: string) {
    for (let from = 0; ;) {
      const page = await this.statements.linesOf(statementId, { from, limit: 20 });
      yield* page;
      if (page.length < 20) return;
      from = page.at(-1)!.revision + 1;
    }
  }

  async *#itemsOf({ id: statementId }: KnownStatement, where: Readonly<Record<string, string | boolean>>) {
    let cursor: string | null = null;
    do {
      const page: Page<ItemDocument> = await this.documents.query(itemView.collection, {
        where: { statementId, ...where },
        sort: { field: 'order', direction: 'ascending' },
        limit: 200,
        cursor,
      });
      yield* page.documents;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  #origin(): Origin {
    const { name } = this;
    return { actor: { kind: 'saga', id: name, name }, correlationId: this.kernel.newId(), causationId: null };
  }
}

/** The outcome that a line tells, in the words in which a provider's answer is told. */
function saidBy({ status, transactionId, amount, currency, subject }: StoredLine): SaidOutcome {
  const named = { amount: Money.parse(amount!, currency!), payerSubject: subject, externalId: null };
  return status === 'successful'
    ? { is: 'successful', transactionId, ...named }
    : { is: 'failed', failure: { code: 'UNSPECIFIED', providerCode: null }, ...named };
}

const idsOf = (kind: MovementKind, id: string, paymentId: string | null) => ({
  paymentId,
  refundId: kind === 'refund' ? id : null,
  payoutId: kind === 'payout' ? id : null,
});

const reviewed: readonly ItemOutcome[] = [
  'amount-mismatch',
  'currency-mismatch',
  'status-mismatch',
  'missing-internally',
];
/** The lines stream of what is missing by its deadline. */
const overdue = 'overdue';
const idleMs = 1_000;
const afterFaultMs = 5_000;
const sweepEveryMs = 10 * 60 * 1_000;
