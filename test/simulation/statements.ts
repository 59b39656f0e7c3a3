import { beginning, type Position } from '../../src/kernel/domain/position.js';
import type { Origin } from '../../src/kernel/domain/events.js';
import { EventCodec } from '../../src/kernel/handling/event-codec.js';
import type { Kernel } from '../../src/kernel/handling/handle.js';
import type { PersonalData } from '../../src/kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../src/kernel/ports/document-store.js';
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

const account = { provider: 'mtn-momo', account: 'collections', dateFormat: null } as const;

/** Takes a statement in where there is one, reads what lies there, and carries out what is on record. */
export function reconciling({ kernel, documents, personalData, movements, providers, files }: Parts) {
  const reader = new LineReader(documents, movements, personalData, () => null);
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
  const importing = new ImportStatements(statements, files, kernel, viewsAreCurrent, silent);
  const carrying = new CarryOutStatements(statements, movements, documents, kernel, viewsAreCurrent, silent);
  return async (file: string | null, by: Origin): Promise<void> => {
    if (file !== null) await statements.receive(bytesOf(file), account, { id: 'cli_clerk', person: 'clerk' }, by);
    await importing.run(new AbortController().signal);
    await viewsAreCurrent();
    await carrying.run();
  };
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(file);
}

/** The provider's truth, of which some lines are lost, some come twice, some say another amount, and some are of nobody. */
export function statementOf({ charges }: SimulatedPlatform, chance: Chance, now: number): string {
  const rows = [...charges.values()].flatMap(({ status, request, payer, paid, transactionId }, index) => {
    if (status === 'pending' || chance.happens(0.1)) return [];
    const at = new Date(now - 3_600_000 + index * 1_000).toISOString().slice(0, 19).replace('T', ' ');
    const amount = chance.happens(0.1) ? paid.minor + 7n : paid.minor;
    const says = status === 'successful' ? 'Successful' : 'Failed';
    const from = payer === null ? '' : `FRI:${payer.msisdn.slice(1)}/MSISDN`;
    const row = [
      says === 'Successful' ? transactionId : '',
      request.externalId,
      at,
      says,
      'Payment',
      from,
      amount,
      'RWF',
    ].join(',');
    return chance.happens(0.1) ? [row, row] : [row];
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
    ...settledFalsely(events, platform),
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
