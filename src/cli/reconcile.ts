import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../app/settings.js';
import { storageFault } from '../kernel/storage-faults.js';
import { RunningGateway } from './gateway.js';
import { counted, progressBar } from './progress.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface ReconcileAsked {
  readonly file?: string | undefined;
  readonly provider: string | null;
  readonly account: string | null;
  readonly dateFormat: string | null;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly url: string | undefined;
}

interface Statement {
  readonly id: string | null;
  readonly status: string;
  readonly currency?: string;
  readonly progress: { readonly lines: number; readonly bytes: number; readonly totalBytes: number };
  readonly totals: Readonly<Record<string, { readonly count: number; readonly amount: string }>>;
  readonly notices?: readonly { readonly code: string; readonly detail: string }[];
  readonly notes?: readonly string[];
  readonly waitsFor?: string | null;
  readonly createdAt?: string;
  readonly receivedBy?: string;
  /** In a dry run: the statement that the file is already. */
  readonly earlier?: { readonly createdAt: string; readonly receivedBy: string } | null;
}

/** Sends a statement to the running gateway, waits until it is reconciled, and says what its lines came to. */
export async function reconcileCommand(
  { file, provider, account, dateFormat, dryRun, json, url }: ReconcileAsked,
  terminal: Terminal,
  settings: () => Settings,
): Promise<ExitCode> {
  if (file === undefined || provider === null || account === null)
    throw new Error('"reconcile" takes a FILE, --provider NAME and --account NAME');
  const gateway = new RunningGateway(settings(), url);
  const bar = progressBar(terminal);
  const { size } = await stat(file).catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${storageFault(error)}`, { cause: error });
  });
  const query = new URLSearchParams({ provider, account });
  if (dateFormat !== null) query.set('dateFormat', dateFormat);
  if (dryRun) query.set('dryRun', 'true');
  let read = 0;
  const source = createReadStream(file).on('data', (chunk) => {
    read += chunk.length;
    bar('sending', read, size === 0 ? null : read / size, 'byte');
  });
  try {
    const { answer: sent, isReplayed } = await gateway.upload(
      `/v1/reconciliation/statements?${query.toString()}`,
      Readable.toWeb(source) as ReadableStream,
      size,
      mediaTypes.get(extname(file).toLowerCase()) ?? 'application/octet-stream',
    );
    const answer = sent as Statement;
    const earlier = isReplayed ? answer : (answer.earlier ?? null);
    if (earlier !== null && !json)
      terminal.print(
        `this file was sent before, at ${earlier.createdAt} by ${earlier.receivedBy}: nothing of it is counted again`,
      );
    const done = answer.id === null ? answer : await reconciled(gateway, answer.id, bar);
    terminal.progress?.('');
    return told(done, json, terminal);
  } catch (error) {
    // A file that ends in a fault ends the call too, and the gateway is not to blame.
    if (source.errored === null) throw error;
    throw new Error(`${file} cannot be read: ${storageFault(source.errored)}`, { cause: error });
  } finally {
    terminal.progress?.('');
  }
}

async function reconciled(
  gateway: RunningGateway,
  id: string,
  bar: ReturnType<typeof progressBar>,
): Promise<Statement> {
  for (;;) {
    const now = (await gateway.call('GET', `/v1/reconciliation/statements/${id}`)) as Statement;
    if (now.status === 'reconciled' || now.status === 'cancelled') return now;
    if (now.waitsFor === 'FILE')
      throw new Error(`${id} waits for its file on another instance: send it to that one, or to this one again`);
    const { lines, bytes, totalBytes } = now.progress;
    bar(
      now.status === 'matching' ? 'matching' : 'reading',
      lines,
      totalBytes === 0 ? null : bytes / totalBytes,
      'line',
    );
    await sleep(betweenLooksMs);
  }
}

function told(statement: Statement, json: boolean, terminal: Terminal): ExitCode {
  const { id, status, totals, progress, notices = [], notes = [], currency = '' } = statement;
  const isWell =
    (status === 'reconciled' || status === 'checked') &&
    notices.length === 0 &&
    Object.keys(totals).every((outcome) => wellOutcomes.has(outcome));
  if (json) terminal.print(JSON.stringify({ id, status, lines: progress.lines, totals, notices, notes }));
  else {
    terminal.print(`${id ?? 'nothing recorded'}: ${status}, ${counted(progress.lines, 'line')}`);
    for (const [outcome, { count, amount }] of Object.entries(totals))
      terminal.print(
        `  ${outcome.padEnd(20)} ${String(count).padStart(9)}  ${amount.padStart(15)} ${currency}`.trimEnd(),
      );
    for (const { detail } of notices) terminal.print(detail);
    for (const note of notes) terminal.print(note);
  }
  return isWell ? 0 : 1;
}

const wellOutcomes: ReadonlySet<string> = new Set(['matched', 'duplicate-line', 'other-movement']);
const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['.csv', 'text/csv'],
  ['.txt', 'text/plain'],
  ['.sta', 'text/plain'],
  ['.940', 'text/plain'],
  ['.xml', 'application/xml'],
  ['.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
]);
const betweenLooksMs = 500;
