import { randomUUID } from 'node:crypto';
import { collections, readers } from '../app/collections.js';
import { acceptLoss } from '../kernel/log-head/accept-loss.js';
import { LogHead } from '../kernel/log-head/log-head.js';
import type { LostPayment } from '../kernel/log-head/loss.events.js';
import { systemClock } from '../kernel/system-clock.js';
import { instant } from '../kernel/domain/clock.js';
import type { Settings } from '../app/settings.js';
import { lostPayments, writeLostPayments } from './lost-payments.js';
import { withLogAndDocuments } from './stores.js';
import type { ExitCode, Terminal } from './terminal.js';

/**
 * Accepts a log that lacks events and records the loss in it. The documents are rebuilt at the next start. The payments of which they showed
 * more than the log has are printed, recorded and written to a file first: after the rebuild nothing here knows them.
 */
export async function acceptLossCommand(terminal: Terminal, json: boolean, settings: Settings): Promise<ExitCode> {
  let file: string | null = null;
  const { findings, lost, head } = await withLogAndDocuments(settings, async ({ log, documents, headFile }) => {
    const kernel = { store: log, clock: systemClock, newId: randomUUID };
    const kept = new LogHead(log, documents, headFile, systemClock);
    const accepted = await acceptLoss(kernel, documents, kept, collections, readers, async () => {
      const payments = await lostPayments(log, documents);
      if (payments.length > 0) file = writeLostPayments(settings.dataDir, instant(systemClock.now()), payments);
      return payments;
    });
    return { ...accepted, head: await log.head() };
  });
  const seen = findings.map(({ name, position, head }) => ({
    by: name,
    position: String(position),
    at: head?.at ?? null,
  }));
  if (json) terminal.print(JSON.stringify({ head: String(head), seen, payments: lost, file }));
  else if (seen.length === 0) terminal.print('nothing is missing; nothing was changed');
  else {
    for (const { by, position, at } of seen)
      terminal.print(`${by} had seen position ${position}${at === null ? '' : ` (${at})`}`);
    for (const payment of lost.slice(0, shownAtMost)) terminal.print(sentence(payment));
    if (lost.length > shownAtMost) terminal.print(`and ${lost.length - shownAtMost} payments more`);
    terminal.print(
      lost.length === 0
        ? 'the documents show no payment that the log lacks'
        : `${lost.length} payments are lost or behind; all of them are in ${file}: compare them with the provider's statement`,
    );
    terminal.print(`the loss is on record at position ${head}; the documents are filled anew at the next start`);
  }
  return 0;
}

const shownAtMost = 20;

const sentence = ({ paymentId, amount, currency, record, status, inLog, createdAt }: LostPayment): string =>
  `${paymentId} of ${createdAt}: ${amount} ${currency} for ${record.type} ${record.id}, was ${status}, ` +
  (inLog === null ? 'is not in the log' : `is ${inLog} in the log`);
