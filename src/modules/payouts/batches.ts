import { isApproved, peopleNeeded, type ApprovalThresholds, type Signer } from '../../kernel/domain/approvals.js';
import { instant, type Clock, type Instant } from '../../kernel/domain/clock.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { KeyedHash } from '../../kernel/keyed-hash.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import type { Sheet } from '../../http/sheet-file.js';
import type { Providers } from '../providers/contract.js';
import { checkLines, isValid, type CheckedLine } from './batch-line.rule.js';
import { batchLines, type BatchLines, type BatchLinesOrders } from './batch-lines.decider.js';
import { batch, type Batch, type BatchOrders, type KnownBatch } from './batch.decider.js';
import { BatchLineRead, type BatchEvent, type BatchLine, type BatchLineEvent } from './batch.events.js';
import { mayPayAgain } from './may-pay-again.rule.js';
import { batchIdFor, defaultPart, payoutRecordKeyFor } from './payout-identity.js';
import { asPayout, payoutView } from './payout.view.js';
import type { CountApprovers } from './payouts.js';

/** Who sends a file. */
export interface Sender {
  readonly client: string;
  readonly signer: Signer;
  /** Whose records its lines are about. */
  readonly scope: string;
}

/** Files of payouts: they are checked, recorded line by line, and approved as one. */
export class Batches {
  readonly #batches: Handler<Batch, BatchOrders, BatchEvent>;
  readonly #lines: Handler<BatchLines, BatchLinesOrders, BatchLineEvent>;
  readonly #codec = new EventCodec<ReturnType<typeof BatchLineRead>>([BatchLineRead]);
  readonly #store: EventStore;
  readonly #clock: Clock;
  /** The files that this process is recording, by their batches: the same file at once waits for the first. */
  readonly #receiving = new Map<string, Promise<unknown>>();

  constructor(
    kernel: Kernel,
    private readonly files: KeyedHash,
    private readonly providers: Pick<Providers, 'chooseForPayout' | 'canPayOut'>,
    private readonly personalData: PersonalData,
    private readonly documents: DocumentStore,
    private readonly countApprovers: CountApprovers,
    private readonly thresholds: ApprovalThresholds,
  ) {
    this.#batches = new Handler(batch, kernel);
    this.#lines = new Handler(batchLines, kernel);
    this.#store = kernel.store;
    this.#clock = kernel.clock;
  }

  async find(batchId: string): Promise<KnownBatch | null> {
    const { state } = await this.#batches.load(batchId);
    return state.status === 'absent' ? null : state;
  }

  /** The batch that was made of this very file; null: it was never sent. */
  ofFile({ sha256 }: Pick<Sheet, 'sha256'>): Promise<KnownBatch | null> {
    return this.find(batchIdFor(this.files, sha256));
  }

  /** What is wrong with each line, and doubtful about it. Records nothing. */
  async check({ header, rows }: Sheet, scope: string): Promise<readonly CheckedLine[]> {
    if (!this.providers.canPayOut) throw new Refusal('invalid', 'PROVIDER_NOT_AVAILABLE');
    const lines = checkLines(header, rows, (amount, msisdn) => {
      try {
        this.providers.chooseForPayout(amount, { kind: 'msisdn', msisdn });
        return null;
      } catch (refusal) {
        return (refusal as Refusal).code as 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED';
      }
    });
    return this.#againstRecords(lines, scope);
  }

  /** Records a file and its lines. The same file again is the same batch; after a crash it goes on where it stopped. */
  async receive(file: Sheet, sender: Sender, by: Origin): Promise<{ batch: KnownBatch; isNew: boolean }> {
    const batchId = batchIdFor(this.files, file.sha256);
    const before = this.#receiving.get(batchId);
    const mine = Promise.resolve(before)
      .catch(() => undefined)
      .then(() => this.#receive(batchId, file, sender, by));
    this.#receiving.set(batchId, mine);
    try {
      return await mine;
    } finally {
      if (this.#receiving.get(batchId) === mine) this.#receiving.delete(batchId);
    }
  }

  async approve(batchId: string, signer: Signer, skipInvalid: boolean, by: Origin): Promise<KnownBatch> {
    const known = await this.find(batchId);
    if (known === null) throw notFound(batchId);
    const count = this.#count(known);
    return this.#send('Approve', { batchId, signer, count, skipInvalid }, by);
  }

  async reject(batchId: string, signer: Signer, reason: string, by: Origin): Promise<KnownBatch> {
    const sealed = await this.personalData.seal(batchId, reason);
    return this.#send('Reject', { batchId, signer, reason: sealed }, by);
  }

  noteSent(batchId: string, upTo: number, by: Origin): Promise<KnownBatch> {
    return this.#send('NoteSent', { batchId, upTo }, by);
  }

  complete(batchId: string, by: Origin): Promise<KnownBatch> {
    return this.#send('Complete', { batchId }, by);
  }

  async refuseLine(batchId: string, line: number, code: string, otherPayoutId: string | null, by: Origin) {
    await this.#lines.handle('Refuse', batchId, { batchId, line, code, otherPayoutId, at: this.#now(), by });
  }

  async refusedLines(batchId: string): Promise<readonly number[]> {
    return (await this.#lines.load(batchId)).state.refused;
  }

  /** How many people must approve it, and whether enough who still may have done so. */
  approval(known: KnownBatch): { readonly needed: number; readonly isEnough: boolean } {
    const count = this.#count(known);
    return { needed: count.needed, isEnough: isApproved(known, count) };
  }

  /** Lines from the log, from this revision of their stream on. */
  async linesFrom(
    batchId: string,
    revision: number,
    limit: number,
  ): Promise<readonly Recorded<ReturnType<typeof BatchLineRead>>[]> {
    const stored = await this.#store.readStream(this.#lines.streamOf(batchId), { from: revision, limit });
    return stored.filter(({ type }) => type === BatchLineRead.type).map((event) => this.#codec.read(event));
  }

  async #receive(batchId: string, file: Sheet, sender: Sender, by: Origin) {
    const earlier = await this.find(batchId);
    if (earlier !== null && earlier.status !== 'checking') return { batch: earlier, isNew: false };
    const lines = await this.check(file, sender.scope);
    const { client, signer: requestedBy } = sender;
    const { columns } = file.header;
    const received = { batchId, client, requestedBy, columns: [...columns], lines: lines.length, at: this.#now() };
    const { events } = await this.#batches.handle('Receive', batchId, { received, at: received.at, by });
    const { totals: recorded } = (await this.#lines.load(batchId)).state;
    let { totals } = { totals: recorded };
    for (let from = recorded.lines; from < lines.length; from += linesInAnAppend) {
      const part = await Promise.all(
        lines.slice(from, from + linesInAnAppend).map((line) => this.#lineOf(batchId, line, sender.scope)),
      );
      const order = { from, lines: part, at: this.#now(), by };
      totals = (await this.#lines.handle('Read', batchId, order)).state.totals;
    }
    return { batch: await this.#send('Check', { batchId, totals }, by), isNew: events.length > 0 };
  }

  async #lineOf(batchId: string, line: CheckedLine, scope: string): Promise<BatchLine> {
    const { msisdn, cells, record, errors, warnings, amount, dimensions } = line;
    const whole = record && { ...record, part: defaultPart };
    return {
      batchId,
      line: line.line,
      errors: [...errors],
      warnings: [...warnings],
      record: whole,
      recordKey: whole && payoutRecordKeyFor(scope, whole),
      amount,
      dimensions: { ...dimensions },
      row: await this.personalData.seal(msisdn === null ? batchId : this.personalData.subjectOf(msisdn), cells),
      hasPayee: msisdn !== null,
      at: this.#now(),
    };
  }

  /** A line whose record is held by another payout is invalid: it would be refused when it is its turn. */
  async #againstRecords(lines: readonly CheckedLine[], scope: string): Promise<readonly CheckedLine[]> {
    const checked: CheckedLine[] = [];
    for (let from = 0; from < lines.length; from += recordsInAQuestion) {
      const part = lines.slice(from, from + recordsInAQuestion);
      const keyOf = ({ record }: CheckedLine) => record && payoutRecordKeyFor(scope, { ...record, part: defaultPart });
      const keys = part.filter(isValid).map((line) => keyOf(line)!);
      const { documents } = await this.documents.query(payoutView.collection, {
        where: { recordKey: { in: keys } },
        sort: { field: 'createdAt', direction: 'ascending' },
        limit: 1_000,
      });
      const holders = Map.groupBy(documents.map(asPayout), ({ recordKey }) => recordKey);
      for (const line of part) {
        const paying = mayPayAgain((isValid(line) && holders.get(keyOf(line)!)) || []);
        if (paying.may) checked.push(line);
        else
          checked.push({ ...line, errors: [{ field: 'Record', message: takenWords[paying.code](paying.payoutId) }] });
      }
    }
    return checked;
  }

  #count(known: KnownBatch) {
    const amount = known.totals.amount ?? Money.zero(this.thresholds.currency);
    return { ...this.countApprovers(known.approvedBy, amount), needed: peopleNeeded(this.thresholds, amount) };
  }

  async #send<Name extends keyof BatchOrders>(
    name: Name,
    told: Omit<BatchOrders[Name], 'at'> & { readonly batchId: string },
    by: Origin,
  ): Promise<KnownBatch> {
    const order = { ...told, at: this.#now(), by } as unknown as BatchOrders[Name] & { at: Instant; by: Origin };
    const { state } = await this.#batches.handle(name, told.batchId, order);
    if (state.status === 'absent') throw new Error('A batch is absent after an order to it');
    return state;
  }

  #now(): Instant {
    return instant(this.#clock.now());
  }
}

export const notFound = (batchId: string) => new Refusal('not-found', 'BATCH_NOT_FOUND', { batchId });

/** Why a line waits for, or comes after, another payout for its record. */
export const takenWords = {
  RECORD_PERHAPS_PAID: (payoutId: string) => `was perhaps paid by ${payoutId}: a person has to decide its review first`,
  RECORD_ALREADY_PAID_OUT: (payoutId: string) => `has been paid by ${payoutId}`,
  RECORD_PAYOUT_IN_PROGRESS: (payoutId: string) => `is about to be paid by ${payoutId}`,
} as const;

/** Far below what a server takes in one append. */
const linesInAnAppend = 200;
const recordsInAQuestion = 200;
