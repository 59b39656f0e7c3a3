/* A process of its own: what is expected of payments is written, or a statement is imported, matched with as many payments, and reconciled, on the embedded stores and with the views of reconciliation. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { answering, built, masterKey } from './program.js';

const answers = {
  /** In a process of its own, whose memory is not that of an import. */
  async fill({ directory, lines }) {
    const { documents, followers, views, close } = await opened(directory);
    await expect(lines, documents, views.expectationView.collection);
    await followers.stop();
    await close();
    return {};
  },
  import: ({ directory, file }) => measured(directory, file),
};

answering(answers);

async function opened(directory) {
  const { openEmbeddedStores } = await built('app/stores.js');
  const { systemClock } = await built('kernel/system-clock.js');
  const { Followers } = await built('kernel/following/followers.js');
  const views = await built('modules/reconciliation/contract.js');
  const { events, documents, personalData, close } = await openEmbeddedStores(
    join(directory, 'data'),
    masterKey,
    systemClock,
  );
  const kernel = { store: events, clock: systemClock, newId: randomUUID };
  const silent = { info: () => undefined, error: (what) => console.error(what), debug: () => undefined };
  const followers = new Followers(kernel, documents, silent, null);
  const runners = [views.expectationView, views.itemView, views.statementView].map((view) => followers.addView(view));
  await followers.start();
  return { events, documents, personalData, kernel, silent, followers, runners, views, close };
}

async function measured(directory, file) {
  const { Statements } = await built('modules/reconciliation/statements.js');
  const { StatementFiles } = await built('modules/reconciliation/statement-files.js');
  const { InFlightRequests } = await built('kernel/in-flight-requests.js');
  const { LineReader } = await built('modules/reconciliation/read-lines.js');
  const { ImportStatements } = await built('modules/reconciliation/import-statements.js');
  const { CarryOutStatements } = await built('modules/reconciliation/carry-out-statements.js');
  const { events, documents, personalData, kernel, silent, followers, runners, views, close } = await opened(directory);
  const files = new StatementFiles(join(directory, 'statements'));
  const byId = (ids) => runners[0].get(ids);
  const movements = { portOf: () => ({ find: async () => [] }) };
  const reader = new LineReader(documents, byId, movements, personalData, () => null);
  const providers = { named: () => ({}) };
  const reading = { currency: 'RWF', formats: views.shippedFormats() };
  const statements = new Statements(kernel, files, reader, providers, documents, reading);
  const viewsAreCurrent = async () => {
    const head = await events.head();
    await Promise.all(runners.map((runner) => runner.reached(head)));
  };
  const by = { actor: { kind: 'system', id: 'bench', name: 'bench' }, correlationId: 'bench', causationId: null };
  const declared = { provider: 'mtn-momo', account: '28181818', dateFormat: null };
  const received = await timed(() =>
    statements.receive(createReadStream(file), declared, { id: 'bench', person: 'bench' }, by),
  );
  const { id } = received.answer.statement;
  const requests = new InFlightRequests(kernel.clock);
  const importing = new ImportStatements(statements, files, kernel, viewsAreCurrent, silent, requests);
  const carrying = new CarryOutStatements(statements, {}, documents, kernel, viewsAreCurrent, silent);
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const bytesBefore = process.memoryUsage().rss;
  let mostBytes = 0;
  const watching = setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage().rss)), 100);
  const imported = await timed(() => importing.run(new AbortController().signal));
  const caughtUp = await timed(viewsAreCurrent);
  const carriedOut = await timed(() => carrying.run());
  clearInterval(watching);
  delays.disable();
  const standing = await statements.standingOf(id);
  await followers.stop();
  await close();
  return {
    status: standing.statement.status,
    totals: standing.totals,
    received: told(received),
    imported: told(imported),
    caughtUp: told(caughtUp),
    carriedOut: told(carriedOut),
    bytesBefore,
    mostBytes,
    delayP99Ms: delays.percentile(99) / 1e6,
    delayMaxMs: delays.max / 1e6,
  };
}

/** As many payments as lines, each of which has its line. */
async function expect(count, documents, collection) {
  for (let from = 0; from < count; from += 1_000) {
    const changes = Array.from({ length: Math.min(1_000, count - from) }, (_, index) => {
      const number = from + index;
      const id = `pay_${String(number).padStart(32, '0')}`;
      const amount = { amount: '5000', currency: 'RWF' };
      const subject = `payer${String(number % 100_000).padStart(17, '0')}`;
      const at = new Date(Date.UTC(2026, 0, 1) + number).toISOString();
      const transactionId = String(9_000_000_000 + number);
      const document = {
        ...{ id, kind: 'payment', paymentId: id, provider: 'mtn-momo', state: 'open', amount, subject, transactionId },
        transactionKey: `mtn-momo ${transactionId}`,
        amountKey: `mtn-momo payment 5000 RWF ${subject}`,
        ...{ at, deadline: at, metBy: null },
      };
      return { id, document, position: 0n };
    });
    await documents.write(collection, changes);
  }
}

async function timed(act) {
  const startedAt = performance.now();
  const [before, beforeHere] = [process.cpuUsage(), process.threadCpuUsage()];
  const answer = await act();
  const sum = ({ user, system }) => (user + system) / 1e6;
  const [cpu, cpuHere] = [sum(process.cpuUsage(before)), sum(process.threadCpuUsage(beforeHere))];
  return { answer, seconds: (performance.now() - startedAt) / 1_000, cpu, cpuHere };
}
const told = ({ seconds, cpu, cpuHere }) => ({ seconds, cpu, cpuHere });
