import { approversThatCount } from '../../kernel/domain/approvals.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import { parseMsisdn } from '../../kernel/domain/msisdn.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { Header } from '../../kernel/domain/sheet.js';
import type { LeasedProcess } from '../../kernel/following/followers.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { isOver } from '../outgoing/contract.js';
import { asRouting, routingAskOf, type Provider, type Router, type Routing } from '../providers/contract.js';
import type { Obstacles } from './batch-results.js';
import type { KnownBatch } from './batch.decider.js';
import type { BatchLine } from './batch.events.js';
import { batchView } from './batch.view.js';
import type { Batches } from './batches.js';
import { payoutIdOfLine } from './payout-identity.js';
import type { PayeeDetails, PayoutRequest } from './payout.events.js';
import type { CountApprovers, Payouts } from './payouts.js';

interface Told {
  error(what: object, message: string): void;
}

/** A line that is about to become a payout. */
interface Due {
  readonly line: BatchLine;
  readonly payoutId: string;
  readonly amount: Money;
  readonly details: PayeeDetails;
  readonly provider: Provider;
  /** Null: there was nothing to choose. */
  readonly routing: Routing | null;
}

/**
 * Makes payouts of the lines of approved batches, in the order of the file. At most `mostUnderWay` of them are under way at a time: the provider
 * answers ten status checks a second, and a payout that is not asked about in time would be in doubt. A payout's id comes from its batch and line, so
 * a line that is begun again after a crash is the same payout, and is paid once. Before each part the provider is asked for the balance of the
 * float: nothing is begun while it does not answer, or while the float does not cover it.
 */
export class SendBatches implements LeasedProcess, Obstacles {
  readonly name = 'send-payout-batches';
  readonly #running = new StoppableRun();
  /** The payouts that were begun here and have no end, and their amounts. */
  readonly #underWay = new Map<string, Money>();
  /** Where the reading of a batch's lines goes on. */
  readonly #places = new Map<string, number>();
  readonly #obstacles = new Map<string, 'FLOAT' | 'PROVIDER'>();
  /** When a batch whose lines are all begun was last looked at, and how long it is left alone after that: a doubt may last for days. */
  readonly #looked = new Map<string, { readonly at: number; readonly restMs: number }>();

  constructor(
    private readonly batches: Batches,
    private readonly payouts: Payouts,
    private readonly router: Pick<Router, 'first'>,
    private readonly personalData: PersonalData,
    private readonly documents: DocumentStore,
    private readonly kernel: Pick<Kernel, 'clock' | 'newId'>,
    private readonly countApprovers: CountApprovers,
    /** How many payouts of a batch there are in each status, by the documents. */
    private readonly counts: (
      batchId: string,
    ) => Promise<{ byStatus: Readonly<Record<string, number>>; refused: number }>,
    private readonly logger: Told,
    private readonly mostUnderWay = 100,
  ) {}

  async start(): Promise<void> {
    this.#underWay.clear();
    this.#places.clear();
    this.#running.start((signal) => this.#forEver(signal));
  }

  async stop(): Promise<void> {
    await this.#running.stop();
  }

  waitsFor(batchId: string): 'FLOAT' | 'PROVIDER' | null {
    return this.#obstacles.get(batchId) ?? null;
  }

  async #forEver(signal: AbortSignal): Promise<void> {
    for (let pauseMs = idleMs; ;) {
      const isStopped = await this.kernel.clock.sleep(pauseMs, signal).then(
        () => false,
        () => true,
      );
      if (isStopped) return;
      try {
        pauseMs = (await this.run(signal)) > 0 ? busyMs : idleMs;
      } catch (error) {
        // A store is away, which health tells. What was begun is begun, and the rest goes on from there.
        this.logger.error({ err: error }, 'The sending of batches could not go on: it tries again');
        pauseMs = afterFaultMs;
      }
    }
  }

  /** Begins as many lines as there is room for. Returns how many lines it dealt with. */
  async run(signal?: AbortSignal): Promise<number> {
    await this.#forgetEnded();
    const { documents } = await this.documents.query(batchView.collection, {
      where: { status: { in: ['approved', 'sending'] } },
      sort: { field: 'createdAt', direction: 'ascending' },
      limit: 200,
    });
    let count = 0;
    for (const { id } of documents) {
      if (signal?.aborted) break;
      const known = await this.batches.find(id);
      if (known === null || (known.status !== 'approved' && known.status !== 'sending')) continue;
      count += await this.#send(known, this.#origin());
    }
    return count;
  }

  async #send(batch: KnownBatch, by: Origin): Promise<number> {
    const room = this.mostUnderWay - this.#underWay.size;
    // Not one by one: each part costs a question for the float.
    if (room < this.mostUnderWay / 2 && this.#underWay.size > 0) return 0;
    if (!this.batches.approval(batch).isEnough) return 0;
    const { lines, next } = await this.#nextLines(batch, room);
    if (lines.length === 0) return this.#finish(batch, next, by);
    const due: Due[] = [];
    let isShort = false;
    let upTo = batch.sentUpTo;
    const floats = new Map<string, bigint | null>();
    for (const line of lines) {
      const one = await this.#prepare(batch, line, by);
      if (one !== null) {
        isShort = !(await this.#isCovered(batch.id, one, floats));
        if (isShort) break;
        due.push(one);
      }
      upTo = line.line;
    }
    for (let from = 0; from < due.length; from += begunAtOnce)
      await Promise.all(due.slice(from, from + begunAtOnce).map((one) => this.#begin(batch, one, by)));
    if (upTo > batch.sentUpTo) await this.batches.noteSent(batch.id, upTo, by);
    if (!isShort) {
      this.#obstacles.delete(batch.id);
      this.#places.set(batch.id, next);
    }
    return due.length;
  }

  /** The valid lines after those that were sent, as many as there is room for, and the place in their stream after the last of them. */
  async #nextLines({ id, sentUpTo }: KnownBatch, room: number): Promise<{ lines: readonly BatchLine[]; next: number }> {
    const lines: BatchLine[] = [];
    let place = this.#places.get(id) ?? 0;
    for (;;) {
      const read = await this.batches.linesFrom(id, place, linesReadAtOnce);
      for (const { data, revision } of read) {
        if (lines.length === room) return { lines, next: place };
        place = revision + 1;
        if (data.line > sentUpTo && data.errors.length === 0) lines.push(data);
      }
      if (read.length < linesReadAtOnce) return { lines, next: place };
    }
  }

  /** Null: the line cannot become a payout, which is on record now. */
  async #prepare({ id: batchId, columns }: KnownBatch, line: BatchLine, by: Origin): Promise<Due | null> {
    const cells = await this.personalData.open(line.row);
    const amount = line.amount!;
    if (cells === null) return this.#refuse(batchId, line, 'PAYEE_ERASED', by);
    const header = Header.of(columns);
    const msisdn = parseMsisdn(header.cell({ cells }, 'Msisdn'))!;
    const details = {
      msisdn,
      name: header.cell({ cells }, 'Name') || null,
      description: header.cell({ cells }, 'Description') || null,
      metadata: {},
    };
    try {
      const payoutId = payoutIdOfLine(batchId, line.line);
      const ask = routingAskOf('payout', payoutId, { amount, dimensions: line.dimensions }, null);
      const { provider, routed } = await this.router.first(ask, { kind: 'msisdn', msisdn });
      return { line, payoutId, amount, details, provider, routing: routed && asRouting(routed, false) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.#refuse(batchId, line, error.code, by);
    }
  }

  async #refuse(batchId: string, { line }: BatchLine, code: string, by: Origin, otherPayoutId: string | null = null) {
    await this.batches.refuseLine(batchId, line, code, otherPayoutId, by);
    return null;
  }

  /** Whether the float covers this line too, beside all that is under way. What is under way may be taken off already: then it waits for the next part. */
  async #isCovered(batchId: string, { provider, amount }: Due, floats: Map<string, bigint | null>): Promise<boolean> {
    let left = floats.get(provider.name);
    if (left === undefined) {
      const answer = await provider.disbursements!.balance();
      const known = answer.is === 'known' && answer.balance.currency === amount.currency ? answer.balance.minor : null;
      const reserved = [...this.#underWay.values()].filter(({ currency }) => currency === amount.currency);
      left = known === null ? null : reserved.reduce((rest, { minor }) => rest - minor, known);
    }
    const rest = left === null ? null : left - amount.minor;
    floats.set(provider.name, rest);
    if (rest !== null && rest >= 0n) return true;
    this.#obstacles.set(batchId, rest === null ? 'PROVIDER' : 'FLOAT');
    return false;
  }

  async #begin(
    batch: KnownBatch,
    { line, payoutId, amount, details, provider, routing }: Due,
    by: Origin,
  ): Promise<void> {
    const { left } = this.countApprovers(batch.approvedBy, amount);
    const request: PayoutRequest = {
      id: payoutId,
      client: batch.client,
      fingerprint: `${batch.id}/${line.line}`,
      requestedBy: batch.requestedBy,
      recordKey: line.recordKey!,
      record: line.record!,
      amount,
      payee: await this.personalData.sealUnderKeyOf(line.row, details),
      dimensions: line.dimensions,
      provider: provider.name,
      expiresInSeconds: null,
      batch: { id: batch.id, line: line.line },
      ...(routing !== null && { routing }),
      at: instant(this.kernel.clock.now()),
    };
    const approvals = { people: approversThatCount(batch, { left }), needed: this.batches.approval(batch).needed };
    try {
      const { state } = await this.payouts.request(request, approvals, by);
      if (!isSettled(state.status)) this.#underWay.set(payoutId, amount);
    } catch (error) {
      if (!(error instanceof Refusal) || !error.code.startsWith('RECORD_')) throw error;
      await this.#refuse(batch.id, line, error.code, by, (error.detail['payoutId'] as string | undefined) ?? null);
    }
  }

  /** Every line is begun: the batch is done once each has an end. A payout in doubt keeps it open. */
  async #finish(batch: KnownBatch, place: number, by: Origin): Promise<0> {
    this.#places.set(batch.id, place);
    const now = this.kernel.clock.now();
    const { at: lookedAt, restMs } = this.#looked.get(batch.id) ?? { at: 0, restMs: shortestRestMs / 2 };
    if (this.#underWay.size > 0 || (now >= lookedAt && now < lookedAt + restMs)) return 0;
    this.#looked.set(batch.id, { at: now, restMs: Math.min(longestRestMs, restMs * 2) });
    const { byStatus, refused } = await this.counts(batch.id);
    const ended = ['successful', 'failed', 'rejected'].reduce((sum, status) => sum + (byStatus[status] ?? 0), 0);
    if (ended + refused < batch.totals.valid) return 0;
    await this.batches.complete(batch.id, by);
    for (const remembered of [this.#places, this.#looked, this.#obstacles]) remembered.delete(batch.id);
    return 0;
  }

  async #forgetEnded(): Promise<void> {
    const isEnough = ({ status }: { status: string }) => isSettled(status);
    for (const id of this.#underWay.keys()) {
      const known = await this.payouts.recall(id, isEnough);
      if (known === null || isSettled(known.status)) this.#underWay.delete(id);
    }
  }

  #origin(): Origin {
    const { name } = this;
    return { actor: { kind: 'saga', id: name, name }, correlationId: this.kernel.newId(), causationId: null };
  }
}

/** Nothing more is expected of the provider soon: a payout in doubt waits for a person, and the others do not wait for it. */
const isSettled = (status: string): boolean => status === 'uncertain' || isOver(status as 'failed');

const idleMs = 1_000;
const busyMs = 50;
const afterFaultMs = 5_000;
const shortestRestMs = 500;
const longestRestMs = 30_000;
const begunAtOnce = 8;
const linesReadAtOnce = 500;
