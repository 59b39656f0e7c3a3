import { beginning, type Position } from '../../src/kernel/domain/position.js';
import { account } from '../../src/modules/ledger/accounts.rule.js';
import { journalEvents, type JournalEvent } from '../../src/modules/ledger/journal.events.js';
import type { Expectation } from '../../src/modules/reconciliation/expectation.rule.js';
import type { KeptLine } from '../../src/modules/reconciliation/statement.events.js';
import type { Origin } from '../../src/kernel/domain/events.js';
import { EventCodec } from '../../src/kernel/handling/event-codec.js';
import type { Kernel } from '../../src/kernel/handling/handle.js';
import { InFlightRequests } from '../../src/kernel/in-flight-requests.js';
import type { PersonalData } from '../../src/kernel/personal-data/personal-data.js';
import type { DocumentStore, Page } from '../../src/kernel/ports/document-store.js';
import type { RecordedEvent } from '../../src/kernel/ports/event-store.js';
import type { Movements } from '../../src/modules/movements/contract.js';
import { paymentEvents, type PaymentEvent } from '../../src/modules/payments/payment.events.js';
import type { Providers } from '../../src/modules/providers/contract.js';
import { CarryOutStatements } from '../../src/modules/reconciliation/carry-out-statements.js';
import {
  expectationView,
  itemView,
  lineEvents,
  statementView,
  type LineEvent,
} from '../../src/modules/reconciliation/contract.js';
import { ImportStatements } from '../../src/modules/reconciliation/import-statements.js';
import { LineReader } from '../../src/modules/reconciliation/read-lines.js';
import { fileInMemory, type StatementFile } from '../../src/modules/reconciliation/reading/statement-file.js';
import type { UploadedFile } from '../../src/modules/reconciliation/statement-files.js';
import { shippedFormats } from '../../src/modules/reconciliation/reading/statement-formats.js';
import { Statements } from '../../src/modules/reconciliation/statements.js';
import { createHash } from 'node:crypto';
import type { Disk } from './instance.js';
import type { SimulatedPlatform } from './provider.js';
import type { Chance } from './scheduler.js';

/** The folder of statements, which outlives every process. */
export class MemoryFiles {
  readonly #files = new Map<string, StatementFile>();

  async receive(source: AsyncIterable<Uint8Array>): Promise<UploadedFile> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { sha256, bytes: bytes.length, file: fileInMemory(bytes), path: sha256 };
  }
  async keep({ file }: UploadedFile, id: string): Promise<void> {
    this.#files.set(id, file);
  }
  has(id: string): boolean {
    return this.#files.has(id);
  }
  async open(id: string): Promise<StatementFile> {
    return this.#files.get(id)!;
  }
  async remove(id: string): Promise<void> {
    this.#files.delete(id);
  }
  async list(): Promise<readonly string[]> {
    return [...this.#files.keys()];
  }
  async discard(): Promise<void> {}
  async removeUnfinished(): Promise<void> {}
}

interface Parts {
  readonly kernel: Kernel;
  readonly documents: DocumentStore;
  readonly personalData: PersonalData;
  readonly movements: Movements;
  readonly providers: Providers;
  readonly files: MemoryFiles;
}

const ofAccount = { provider: 'mtn-momo', account: 'collections', dateFormat: null } as const;

/** Takes a statement in where there is one, reads what lies there, and carries out what is on record. */
export function reconciling({ kernel, documents, personalData, movements, providers, files }: Parts) {
  const byId = (ids: readonly string[]) => documents.get(expectationView.collection, ids);
  const reader = new LineReader(documents, byId, movements, personalData, () => null);
  const statements = new Statements(kernel, files, reader, providers, documents, {
    currency: 'RWF',
    formats: shippedFormats(),
  });
  const viewsAreCurrent = async () => {
    const head = await kernel.store.head();
    for (const { collection } of [expectationView, itemView, statementView])
      while (((await documents.checkpoint(collection.name)) ?? beginning) < head) await kernel.clock.sleep(1_000);
  };
  const silent = { info: () => undefined, error: () => undefined };
  const requests = new InFlightRequests(kernel.clock);
  const importing = new ImportStatements(statements, files, kernel, viewsAreCurrent, silent, requests);
  const carrying = new CarryOutStatements(statements, movements, documents, kernel, viewsAreCurrent, silent);
  return async (file: string | null, by: Origin): Promise<void> => {
    if (file !== null) await statements.receive(bytesOf(file), ofAccount, { id: 'cli_clerk', person: 'clerk' }, by);
    await importing.run(new AbortController().signal);
    await viewsAreCurrent();
    await carrying.run();
  };
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(file);
}

/** The provider's truth, of which some lines are lost, some come twice, some say another amount, some have a fee or a second line, and some are of nobody. */
export function statementOf({ charges }: SimulatedPlatform, chance: Chance, now: number): string {
  const rows = [...charges.values()].flatMap(({ status, request, payer, paid, transactionId }, index) => {
    if (status === 'pending' || chance.happens(0.1)) return [];
    const at = new Date(now - 3_600_000 + index * 1_000).toISOString().slice(0, 19).replace('T', ' ');
    const amount = chance.happens(0.1) ? paid.minor + 7n : paid.minor;
    const says = status === 'successful' ? 'Successful' : 'Failed';
    const from = payer === null ? '' : `FRI:${payer.msisdn.slice(1)}/MSISDN`;
    const line = (id: string, type: string, sum: bigint) =>
      [says === 'Successful' ? id : '', request.externalId, at, says, type, from, sum, 'RWF'].join(',');
    const row = line(transactionId, 'Payment', amount);
    const rows = chance.happens(0.1) ? [row, row] : [row];
    if (says === 'Failed') return rows;
    // About the same payment, and none of it is its line.
    if (chance.happens(0.2)) rows.push(line(transactionId, 'Fee', -5n));
    if (chance.happens(0.1)) rows.push(line(`${transactionId}2`, 'Payment', amount));
    return rows;
  });
  const header = 'Id,External id,Date,Status,Type,From,Amount,Currency';
  const nobody = `${chance.below(1_000_000)}x,,${new Date(now).toISOString().slice(0, 19).replace('T', ' ')},Successful,Payment,,99,RWF`;
  return [header, ...rows, nobody, ''].join('\n');
}

/** No line is counted twice; what a line has settled is so in truth; no payment fails or is taken back by a line. */
export async function untrueStatements(disk: Disk, platform: SimulatedPlatform, before: Position): Promise<string[]> {
  const { events } = await disk.events.readAll(before, 1_000_000);
  const codec = new EventCodec<LineEvent>(lineEvents);
  const lines = events
    .filter(({ type }) => type === 'StatementLinesRead')
    .map((event) => codec.read(event))
    .flatMap(({ data }) =>
      (data as Extract<LineEvent, { type: 'StatementLinesRead' }>['data']).lines.map((line) => ({
        ...line,
        of: (data as { statementId: string }).statementId,
      })),
    );
  // A line that moved no money is not remembered where it agrees with ours: nothing of it is counted.
  const counted = lines.filter(
    ({ outcome, key, status }) => outcome !== 'duplicate-line' && key && status === 'successful',
  );
  const twice = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);
  return [
    ...(lines.length === 0 ? ['no statement was imported'] : []),
    ...twice(lines.map(({ of, line }) => `${of} ${line}`)).map((line) => `line ${line} is on record twice`),
    ...twice(counted.map(({ key }) => key!)).map((key) => `the line ${key} is counted twice`),
    ...twice(lines.filter(({ meets }) => meets).map(({ meant }) => meant!.id)).map((id) => `${id} is met by two lines`),
    ...twice(
      lines
        .filter(({ outcome, status }) => outcome === 'matched' && status === 'successful')
        .map(({ meant, direction }) => `${meant!.id} ${direction}`),
    ).map((movement) => `${movement} is matched by two lines`),
    ...(await unlikeTheLedger(disk, lines)),
    ...settledFalsely(events, platform),
  ];
}

/** What is matched stands in the wallet with the amount of its line, and what is met stands there at all, unless a person has yet to decide about its line. */
async function unlikeTheLedger(disk: Disk, lines: readonly KeptLine[]): Promise<string[]> {
  const { events } = await disk.events.readAll(beginning, 1_000_000);
  const codec = new EventCodec<JournalEvent>(journalEvents);
  const moved = new Map<string, bigint[]>();
  for (const stored of events) {
    if (!codec.types.includes(stored.type)) continue;
    const { data } = codec.read(stored);
    if (!('lines' in data)) continue;
    const movement = data.refundId ?? data.payoutId ?? data.paymentId;
    if (movement === null) continue;
    const inWallet = data.lines
      .filter((line) => line.account === account.wallet('mtn-momo'))
      .reduce((sum, { side, amount }) => (side === 'debit' ? sum + amount.minor : sum - amount.minor), 0n);
    // A doubt may have come in with one entry and be settled by the next: each sum on the way was true when it was posted.
    const sums = moved.get(movement) ?? [];
    moved.set(movement, [...sums, (sums.at(-1) ?? 0n) + inWallet]);
  }
  const matched = lines.filter(({ outcome, meets }) => outcome === 'matched' && meets);
  const forPeople = new Set(
    lines.filter(({ meets, reasons }) => meets && reasons.includes('A_PERSON_DECIDES')).map(({ meant }) => meant!.id),
  );
  const met: string[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Page<Expectation> = await disk.documents.query(expectationView.collection, { limit: 1_000, cursor });
    met.push(...page.documents.filter(({ state }) => state === 'met').map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return [
    ...matched
      .filter(({ meant, direction, amount }) => {
        const signed = direction === 'out' ? -BigInt(amount!) : BigInt(amount!);
        return !(moved.get(meant!.id) ?? []).includes(signed);
      })
      .map(
        ({ meant, amount }) =>
          `${meant!.id} is matched with ${amount}, and the ledger has ${moved.get(meant!.id)?.join(', ') ?? 'nothing'}`,
      ),
    ...met
      .filter((id) => !forPeople.has(id) && !(moved.get(id) ?? []).some((sum) => sum !== 0n))
      .map((id) => `${id} is met by a line, and nothing is posted for it`),
  ];
}

function settledFalsely(events: readonly RecordedEvent[], { charges }: SimulatedPlatform): string[] {
  const codec = new EventCodec<PaymentEvent>(paymentEvents);
  const ofPayments = events.filter(({ type }) => codec.types.includes(type)).map((event) => codec.read(event));
  return ofPayments.flatMap(({ type, data }) => {
    if (!('statement' in data) || data.statement === undefined) return [];
    if (type !== 'PaymentSucceeded') return [];
    const isTrue = [...charges.values()].some(
      ({ request, status }) => request.externalId === data.paymentId && status === 'successful',
    );
    return isTrue ? [] : [`${data.paymentId} was settled by a line, and in truth nobody paid`];
  });
}
