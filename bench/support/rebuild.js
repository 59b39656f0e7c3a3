/* A process of its own, so that its greatest memory is that of a rebuild: all views from the beginning of a log, or only reading it. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { pino } from 'pino';
import { answering, built } from './program.js';

const answers = {
  async rebuild({ file, directory }) {
    const { SqliteEventStore } = await built('adapters/sqlite/event-store.js');
    const { SqliteDocumentStore } = await built('adapters/sqlite/document-store.js');
    const { Followers } = await built('kernel/following/followers.js');
    const { systemClock } = await built('kernel/system-clock.js');
    const store = await SqliteEventStore.open(file, systemClock);
    const documents = await SqliteDocumentStore.open(join(directory, 'documents.sqlite'));
    const followers = new Followers(
      { store, clock: systemClock, newId: () => '' },
      documents,
      pino({ level: 'silent' }),
      null,
    );
    for (const view of await views()) followers.addView(view);
    const begun = performance.now();
    await followers.start();
    await followers.viewsReached(await store.head());
    const seconds = (performance.now() - begun) / 1_000;
    const skipped = await followers.skipped.count();
    await followers.stop();
    await documents.close();
    await store.close();
    if (skipped > 0) throw new Error(`${skipped} events did not fit their views`);
    return { seconds, peakRssMb: process.resourceUsage().maxRSS / 1024, cpuSeconds: cpuSeconds() };
  },

  async read({ file }) {
    const db = new DatabaseSync(file, { readOnly: true });
    const batch = db.prepare(
      'SELECT position, stream, revision, id, type, data, metadata FROM events WHERE position > ? ORDER BY position LIMIT 1000',
    );
    const begun = performance.now();
    let read = 0;
    for (let rows = batch.all(0); rows.length > 0; rows = batch.all(rows.at(-1).position)) {
      for (const { data, metadata } of rows) if (JSON.parse(data) !== null && JSON.parse(metadata) !== null) read += 1;
    }
    return { seconds: (performance.now() - begun) / 1_000, read };
  },
};

// One by one: `collections.js` would bring all of the program into a process whose memory is measured.
async function views() {
  const { paymentView, openClaimsView } = await built('modules/payments/payment.view.js');
  const { callbackView } = await built('modules/callbacks/callback.view.js');
  const { receiptView } = await built('modules/receipts/receipt.view.js');
  const { reviewView } = await built('modules/reviews/review.view.js');
  return [paymentView, openClaimsView, callbackView, receiptView, reviewView];
}

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

answering(answers);
