import { randomUUID } from 'node:crypto';
import { collections, readers } from '../app/collections.js';
import { acceptLoss } from '../kernel/log-head/accept-loss.js';
import { LogHead } from '../kernel/log-head/log-head.js';
import { systemClock } from '../kernel/system-clock.js';
import type { Settings } from '../app/settings.js';
import { withLogAndDocuments } from './stores.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Accepts a log that lacks events and records the loss in it. The documents are rebuilt at the next start. */
export async function acceptLossCommand(terminal: Terminal, json: boolean, settings: Settings): Promise<ExitCode> {
  const { findings, head } = await withLogAndDocuments(settings, async ({ log, documents, headFile }) => {
    const kernel = { store: log, clock: systemClock, newId: randomUUID };
    const kept = new LogHead(log, documents, headFile, systemClock);
    const findings = await acceptLoss(kernel, documents, kept, collections, readers);
    return { findings, head: await log.head() };
  });
  const seen = findings.map(({ name, position, head }) => ({
    by: name,
    position: String(position),
    at: head?.at ?? null,
  }));
  if (json) terminal.print(JSON.stringify({ head: String(head), seen }));
  else if (seen.length === 0) terminal.print('nothing is missing; nothing was changed');
  else {
    for (const { by, position, at } of seen)
      terminal.print(`${by} had seen position ${position}${at === null ? '' : ` (${at})`}`);
    terminal.print(`the loss is on record at position ${head}; the documents are filled anew at the next start`);
  }
  return 0;
}
