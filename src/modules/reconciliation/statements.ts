import { createHash } from 'node:crypto';
import type { Signer } from '../../kernel/domain/approvals.js';
import { instant, type Instant } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { Condition, DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { ExpectedRevision, ReadStream } from '../../kernel/ports/event-store.js';
import { yieldToRequests } from '../../kernel/yield-to-requests.js';
import type { Providers } from '../providers/contract.js';
import { endsOf } from './balances.rule.js';
import { isListedBy, missedOf, type Expectation } from './expectation.rule.js';
import { expectationView } from './expectation.view.js';
import { MetLines } from './met-lines.js';
import { noticesOf } from './notices.rule.js';
import { nothingRead, totalsWith, type LineReader, type OfStatement } from './read-lines.js';
import { planStatement, readStatement } from './reading/read-statement.js';
import type { StatementFile } from './reading/statement-file.js';
import type { ReadLine } from './reading/statement-line.js';
import type { StatementFormats } from './reading/statement-formats.js';
import type { DateFormat, ReadingOptions, StatementPlan } from './reading/statement-plan.js';
import type { StatementFiles, UploadedFile } from './statement-files.js';
import { statement, type KnownStatement, type Statement, type StatementOrders } from './statement.decider.js';
import {
  lineEvents,
  packedLines,
  StatementLinesRead,
  type LineEvent,
  type Missed,
  type ReadSoFar,
  type StatementEvent,
  type StatementNotice,
  type StatementTotals,
  type StoredLine,
} from './statement.events.js';
import { statementView } from './statement.view.js';

/** What a caller says of a file. */
export interface Declared {
  readonly provider: string;
  readonly account: string;
  readonly dateFormat: DateFormat | null;
}

/** Where a statement stands: what was read of it, and what it came to. */
export interface Standing {
  readonly statement: KnownStatement;
  readonly soFar: ReadSoFar;
  /** With those that are on no line. */
  readonly totals: StatementTotals;
  /** The file is not on the disk of this instance, and its import waits for it. */
  readonly waitsForFile: boolean;
}

/** What a file would come to. */
export interface CheckedStatement {
  readonly plan: StatementPlan;
  /** Of the totals. */
  readonly currency: string;
  /** The statement that these bytes are already; null: none that counts. */
  readonly earlier: KnownStatement | null;
  readonly soFar: ReadSoFar;
  /** With those that would be on no line. */
  readonly totals: StatementTotals;
  /** The first hundred that are not simply matched. */
  readonly findings: readonly StoredLine[];
  /** What would be missing on it, as far as a hundred have room for both. */
  readonly missed: readonly Missed[];
  readonly notices: readonly StatementNotice[];
}

type LinesRead = Recorded<Extract<LineEvent, { type: 'StatementLinesRead' }>>;

/** Where the lines of a statement end in the log. */
export interface Tail {
  readonly revision: ExpectedRevision;
  /** Of this run; null: none of its lines is on record. */
  readonly last: LinesRead | null;
  readonly totals: StatementTotals;
  /** The run was cancelled: nothing is appended to it any more. */
  readonly isVoid: boolean;
}
const nothingRecorded = { last: null, totals: {}, isVoid: false } as const;

/** Statements: files as they come in, and their lines in the log, in a stream beside that of the statement. */
export class Statements {
  readonly #handler: Handler<Statement, StatementOrders, StatementEvent>;
  readonly #codec = new EventCodec<LineEvent>(lineEvents);
  /** The statements whose files this process is taking in: their file is there before their event. */
  readonly #receiving = new Set<string>();

  constructor(
    private readonly kernel: Kernel,
    private readonly files: Pick<StatementFiles, 'receive' | 'keep' | 'has' | 'discard'>,
    private readonly reader: LineReader,
    private readonly providers: Pick<Providers, 'named'>,
    private readonly documents: DocumentStore,
    /** Of the installation. */
    private readonly reading: Pick<ReadingOptions, 'currency'> & { readonly formats: StatementFormats },
  ) {
    this.#handler = new Handler(statement, kernel);
  }

  async find(statementId: string): Promise<KnownStatement | null> {
    const { state } = await this.#handler.load(statementId);
    return state.status === 'absent' ? null : state;
  }

  async standingOf(statementId: string): Promise<Standing> {
    const known = await this.find(statementId);
    if (known === null) throw notFound(statementId);
    const { last, totals } = await this.tailOf(known);
    const waitsForFile = known.status === 'importing' && !this.files.has(statementId);
    return { statement: known, soFar: last?.data.soFar ?? nothingRead, totals, waitsForFile };
  }

  /** Takes a file in. The same bytes of the same account are the same statement; one whose file was lost on its way is gone on with. */
  async receive(
    source: AsyncIterable<Uint8Array>,
    declared: Declared,
    receivedBy: Signer,
    by: Origin,
  ): Promise<{ readonly statement: KnownStatement; readonly isNew: boolean }> {
    this.#refuseUnknownProvider(declared.provider);
    const upload = await this.files.receive(source);
    try {
      const statementId = statementIdOf(upload.sha256, declared);
      const earlier = await this.find(statementId);
      if (earlier !== null && earlier.status !== 'cancelled') {
        if (earlier.status === 'importing') await this.files.keep(upload, statementId);
        return { statement: earlier, isNew: false };
      }
      const plan = await planStatement(upload.file, this.#optionsOf(declared));
      const { sha256, bytes } = upload;
      const { provider, account, dateFormat } = declared;
      const { currency } = this.reading;
      const at = this.#now();
      const received = {
        ...{ statementId, provider, account, sha256, bytes, plan: { ...plan }, dateFormat, currency, receivedBy, at },
      };
      this.#receiving.add(statementId);
      try {
        // Before it is on record: a statement on record finds its file.
        await this.files.keep(upload, statementId);
        const { state, events } = await this.#handler.handle('Receive', statementId, { received, at, by });
        return { statement: asKnown(state), isNew: events.length > 0 };
      } finally {
        this.#receiving.delete(statementId);
      }
    } finally {
      await this.files.discard(upload);
    }
  }

  isReceiving(statementId: string): boolean {
    return this.#receiving.has(statementId);
  }

  /** With the accounts that the file itself names above its lines. */
  withOwnAccounts(known: KnownStatement, soFar: ReadSoFar): ReadSoFar {
    return withAccounts(planOf(known), soFar);
  }

  /**
   * How the newest reconciled statement of the same account ended that ends before this moment. Where all are of the same time or later, the newest tells
   * the account, and none a balance that goes on; null: there is none.
   */
  async earlierThan({ provider, account }: Pick<KnownStatement, 'provider' | 'account'>, before: string) {
    const newest = async (where: Readonly<Record<string, Condition>>) => {
      const { documents } = await this.documents.query(statementView.collection, {
        where: { provider, account, status: 'reconciled', ...where },
        sort: { field: 'to', direction: 'descending' },
        limit: 1,
      });
      return documents[0];
    };
    const earlier = await newest({ to: { lte: before } });
    const other = earlier ?? (await newest({}));
    const known = other === undefined ? null : await this.find(other.id);
    const soFar = known === null ? undefined : (await this.tailOf(known)).last?.data.soFar;
    if (soFar === undefined) return null;
    const { ownAccounts } = this.withOwnAccounts(known!, soFar);
    const closing = earlier === undefined ? null : (endsOf(soFar.balances)?.closing ?? null);
    return { closing, ownAccounts };
  }

  /** What was successful at that time, and has been on no statement. */
  async *openBetween(provider: string, from: string, to: string): AsyncGenerator<readonly Expectation[]> {
    let cursor: string | null = null;
    do {
      const page: Page<Expectation> = await this.documents.query(expectationView.collection, {
        where: { provider, state: 'open', at: { gte: from, lte: to } },
        sort: { field: 'at', direction: 'ascending' },
        limit: 500,
        cursor,
      });
      if (page.documents.length > 0) yield page.documents;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  /** Says what a file would come to, and records nothing. */
  async check(source: AsyncIterable<Uint8Array>, declared: Declared): Promise<CheckedStatement> {
    this.#refuseUnknownProvider(declared.provider);
    const upload: UploadedFile = await this.files.receive(source);
    try {
      const options = this.#optionsOf(declared);
      const plan = await planStatement(upload.file, options);
      const { currency } = this.reading;
      const known = await this.find(statementIdOf(upload.sha256, declared));
      const earlier = known?.status === 'cancelled' ? null : known;
      const of = {
        id: 'stm_check',
        isOfBank: isBank(declared.provider),
        ...declared,
        currency,
        columns: plan.columns,
      };
      const met = new MetLines(false);
      let soFar = nothingRead;
      const findings: StoredLine[] = [];
      for await (const { lines, bytes } of chunksOf(upload.file, plan, options)) {
        const read = await this.reader.read(of, lines, bytes, met, soFar, { seal: false });
        soFar = read.soFar;
        for (const line of read.lines)
          if (findings.length < findingsShown && (line.outcome !== 'matched' || line.speaks)) findings.push(line);
      }
      const missed: Missed[] = [];
      let { totals } = soFar;
      for await (const open of this.#openOn(declared.provider, soFar)) {
        const missing = open.filter(({ id }) => !met.hasMovement(id)).map(missedOf);
        const each = missing.map((one) => ({ ...one, outcome: 'missing-at-provider' as const }));
        totals = totalsWith(totals, each, currency);
        missed.push(...missing.slice(0, findingsShown - findings.length - missed.length));
        await yieldToRequests();
      }
      return {
        plan,
        currency,
        earlier,
        soFar,
        totals,
        findings,
        missed,
        notices: await this.#noticesOf(declared, { plan, earlier, soFar }),
      };
    } finally {
      await this.files.discard(upload);
    }
  }

  /** Of a file as a whole. Once it is imported, it has them on record. */
  async #noticesOf(declared: Declared, { plan, earlier, soFar }: Pick<CheckedStatement, 'plan' | 'earlier' | 'soFar'>) {
    if (earlier !== null && earlier.importedAt !== null) return earlier.notices;
    if (soFar.from === null) return [];
    const before = await this.earlierThan(declared, soFar.from);
    return noticesOf(this.reading, withAccounts(plan, soFar), before);
  }

  async *#openOn(provider: string, { from, to, kinds }: ReadSoFar) {
    if (from === null || to === null) return;
    for await (const found of this.openBetween(provider, from, to)) yield found.filter(isListedBy(kinds));
  }

  cancel(statementId: string, signer: Signer, by: Origin): Promise<KnownStatement> {
    return this.send('Cancel', statementId, { statementId, signer }, by);
  }

  async send<Name extends keyof StatementOrders>(
    name: Name,
    statementId: string,
    told: Omit<StatementOrders[Name], 'at'>,
    by: Origin,
  ): Promise<KnownStatement> {
    const order = { ...told, at: this.#now(), by } as unknown as StatementOrders[Name] & Order;
    return asKnown((await this.#handler.handle(name, statementId, order)).state);
  }

  /** The lines that come next, judged and ready to be recorded; from the last one on record. */
  async *read(known: KnownStatement, file: StatementFile, met: MetLines, before: ReadSoFar = nothingRead) {
    const plan = planOf(known);
    const options = this.#optionsOf({ ...known, dateFormat: known.dateFormat as DateFormat | null }, known.currency);
    const of = ofStatement(known);
    let soFar = before;
    for await (const { lines, bytes } of chunksOf(file, plan, options)) {
      const { upTo } = soFar;
      const rest = lines.at(-1)!.line <= upTo ? [] : lines.filter(({ line }) => line > upTo);
      if (rest.length === 0) continue;
      const read = await this.reader.read(of, rest, bytes, met, soFar, { seal: true });
      soFar = read.soFar;
      const { id: statementId, run, provider, account, currency } = known;
      yield StatementLinesRead({ statementId, run, provider, account, currency, ...read, at: this.#now() });
    }
  }

  /** The last lines of a run in the log, and the totals with what was found missing after them. */
  async tailOf(known: KnownStatement): Promise<Tail> {
    const missing: Pick<StoredLine, 'outcome' | 'amount' | 'currency'>[] = [];
    let revision: ExpectedRevision | null = null;
    for (let from: number | null = null; ;) {
      const page = await this.linesOf(known.id, { direction: 'backwards', limit: 4, ...(from !== null && { from }) });
      revision ??= page[0]?.revision ?? 'no-stream';
      for (const event of page) {
        if (event.type === 'StatementLinesRead') {
          if (event.data.run !== known.run) return { ...nothingRecorded, revision };
          const sum = totalsWith(event.data.soFar.totals, missing, known.currency);
          return { revision, last: event as LinesRead, totals: sum, isVoid: false };
        }
        if (event.type === 'ExpectationsMissed')
          for (const { amount, currency } of event.data.movements)
            missing.push({ outcome: 'missing-at-provider', amount, currency });
        if (event.type === 'StatementLinesVoided')
          return { ...nothingRecorded, revision, isVoid: event.data.run === known.run };
      }
      const oldest = page.at(-1)?.revision ?? 0;
      if (oldest === 0) return { ...nothingRecorded, revision };
      from = oldest - 1;
    }
  }

  /** Events of the lines of a statement. */
  async linesOf(statementId: string, options: ReadStream): Promise<readonly Recorded<LineEvent>[]> {
    const stored = await this.kernel.store.readStream(streamOfLines(statementId), options);
    return stored.map((event) => this.#codec.read(event));
  }

  /** Throws `RevisionConflict` where another instance has gone on with it. */
  async append(statementId: string, expected: ExpectedRevision, event: LineEvent, by: Origin): Promise<number> {
    const { store, newId, clock } = this.kernel;
    const data = event.type === 'StatementLinesRead' ? { ...event.data, ...packedLines(event.data.lines) } : event.data;
    const written = [{ ...this.#codec.write(event, newId(), by, clock), data }];
    return (await store.append(streamOfLines(statementId), expected, written)).revision;
  }

  #optionsOf({ provider, account, dateFormat }: Declared, currency = this.reading.currency): ReadingOptions {
    const { formats } = this.reading;
    return { provider, account, currency, formats, ...(dateFormat !== null && { dateFormat }) };
  }

  #refuseUnknownProvider(provider: string): void {
    if (!isBank(provider) && this.providers.named(provider) === undefined)
      throw new Refusal('invalid', 'PROVIDER_NOT_AVAILABLE', { provider });
  }

  #now(): Instant {
    return instant(this.kernel.clock.now());
  }
}

/** A bank's statement is kept for settlements: no line of it is a payment, refund or payout. */
export const isBank = (provider: string): boolean => provider === 'bank' || provider.startsWith('bank:');

export const notFound = (statementId: string) => new Refusal('not-found', 'STATEMENT_NOT_FOUND', { statementId });

/** The same bytes, of the same provider and account. */
const statementIdOf = (sha256: string, { provider, account }: Declared): string =>
  `stm_${createHash('sha256')
    .update(JSON.stringify([sha256, provider, account]))
    .digest('hex')
    .slice(0, 32)}`;

export const streamOfLines = (statementId: string): string => `statement-lines-${statementId}`;

export const planOf = ({ plan }: KnownStatement): StatementPlan => plan as unknown as StatementPlan;

const withAccounts = ({ accounts }: StatementPlan, soFar: ReadSoFar): ReadSoFar => ({
  ...soFar,
  ownAccounts: [...new Set([...accounts, ...soFar.ownAccounts])],
});

export const ofStatement = (known: KnownStatement): OfStatement => ({
  id: known.id,
  isOfBank: isBank(known.provider),
  provider: known.provider,
  account: known.account,
  currency: known.currency,
  columns: planOf(known).columns,
});

/** The lines of a file, in parts of which each fits into one append of every store. */
async function* chunksOf(file: StatementFile, plan: StatementPlan, options: ReadingOptions) {
  for await (const { lines, bytes } of readStatement(file, plan, options)) {
    let part: ReadLine[] = [];
    let size = 0;
    for (const line of lines) {
      part.push(line);
      size += line.cells.reduce((sum, cell) => sum + cell.length + 3, bytesBesideCells);
      if (part.length < linesAtOnce && size < bytesAtOnce) continue;
      yield { lines: part, bytes };
      [part, size] = [[], 0];
    }
    if (part.length > 0) yield { lines: part, bytes };
  }
}

/** EventStoreDB takes an append of a mebibyte, and a sealed cell is a third longer. */
const bytesAtOnce = 500_000;
const linesAtOnce = 250;
const bytesBesideCells = 600;
const findingsShown = 100;

function asKnown(state: Statement): KnownStatement {
  if (state.status === 'absent') throw new Error('A statement is absent after an order to it');
  return state;
}
