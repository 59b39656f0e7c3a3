/* A process of its own: payments of one month with their ends as documents, and a report of them. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answering, built } from './program.js';

const begin = Date.parse('2026-01-01T00:00:00.000Z');
const monthMs = 30 * 24 * 3_600_000;
const payers = 40_000;
const together = 1_000;
const masterKey = Buffer.alloc(32, 7);

const opened = async ({ file, keys }) => {
  const { SqliteDocumentStore } = await built('adapters/sqlite/document-store.js');
  const { SqliteKeyStore } = await built('adapters/sqlite/key-store.js');
  const { PersonalData } = await built('kernel/personal-data/personal-data.js');
  const { paymentView } = await built('modules/payments/payment.view.js');
  const { movementEndView } = await built('modules/reports/movement-end.view.js');
  const documents = await SqliteDocumentStore.open(file);
  for (const { collection } of [paymentView, movementEndView]) await documents.declare(collection);
  const keyStore = await SqliteKeyStore.open(keys);
  const personalData = new PersonalData(masterKey, keyStore);
  const close = async () => {
    await documents.close();
    await keyStore.close();
  };
  return { documents, personalData, payments: paymentView.collection, ends: movementEndView.collection, close };
};

/** What a report reads of a payment, and about as large as one is. */
function paymentOf(number, at, payer) {
  const id = `pay_${String(number).padStart(32, '0')}`;
  const reference = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return {
    id,
    client: `cli_${number % 7}`,
    fingerprint: 'x'.repeat(22),
    recordKey: `rec${String(number).padStart(19, '0')}`,
    record: { type: 'invoice', id: `INV-${number}`, part: '1' },
    amount: { amount: String(500 + (number % 90) * 100), currency: 'RWF' },
    paidAmount: { amount: String(500 + (number % 90) * 100), currency: 'RWF' },
    refunded: { amount: '0', currency: 'RWF' },
    reserved: {},
    payer,
    subject: payer.split('.')[1],
    dimensions: { service: `service-${number % 9}`, branch: `branch-${number % 30}` },
    status: 'successful',
    provider: 'mtn-momo',
    attempts: [
      {
        number: 1,
        provider: 'mtn-momo',
        providerReference: reference,
        fingerprint: null,
        status: 'successful',
        at,
        decidedIn: null,
        decidedAs: null,
        isConfirmed: false,
        isPerhapsPaid: false,
        isContradicted: false,
      },
    ],
    callback: 'received',
    askedSince: null,
    failure: null,
    doubts: [],
    findings: [],
    contradictions: [],
    createdAt: at,
    confirmedAt: at,
  };
}

const answers = {
  async fill({ payments: count, ...place }) {
    const { documents, personalData, payments, ends, close } = await opened(place);
    const begun = performance.now();
    // All at once: the key store writes those that wait together.
    const sealed = await Promise.all(
      Array.from({ length: Math.min(payers, count) }, (_, number) => {
        const msisdn = `+2507881${String(number).padStart(5, '0')}`;
        return personalData.seal(personalData.subjectOf(msisdn), { msisdn, description: 'Permit', metadata: {} });
      }),
    );
    for (let from = 0; from < count; from += together) {
      const made = Array.from({ length: Math.min(together, count - from) }, (_, index) => {
        const number = from + index;
        const at = new Date(begin + Math.floor((number / count) * monthMs)).toISOString();
        const payment = paymentOf(number, at, sealed[(number * 7_919) % sealed.length]);
        const end = {
          id: String(number + 1).padStart(20, '0'),
          kind: 'payment',
          movementId: payment.id,
          attempt: 1,
          outcome: 'successful',
          list: 'moved',
          at,
          paid: null,
          transactionId: String(4_000_000_000 + number),
          failure: null,
          decidedIn: null,
        };
        return { payment, end };
      });
      await documents.write(
        payments,
        made.map(({ payment }) => ({ id: payment.id, document: payment, position: 1n })),
      );
      await documents.write(
        ends,
        made.map(({ end }) => ({ id: end.id, document: end, position: 1n })),
      );
    }
    await close();
    return { seconds: (performance.now() - begun) / 1_000 };
  },

  async report({ format, ...place }) {
    const { documents, personalData, close } = await opened(place);
    const { Sources } = await built('modules/reports/sources.js');
    const { Totals } = await built('modules/reports/report.js');
    const { counted } = await built('modules/reports/report-file.js');
    const { dailyTransactions } = await built('modules/reports/daily-transactions.report.js');
    const { csvReport } = await built('modules/reports/csv-report.js');
    const { xlsxReport } = await built('modules/reports/xlsx-report.js');
    const sources = new Sources(documents, { readStream: async () => [] }, personalData, []);
    const ask = {
      from: '2026-01-01',
      to: '2026-01-31',
      filters: {},
      by: 'service',
      numbers: 'masked',
      signal: new AbortController().signal,
      now: '2026-02-01T12:00:00.000Z',
    };
    const totals = new Totals(dailyTransactions, 'RWF');
    const stream = {
      heading: {
        report: 'daily-transactions',
        title: dailyTransactions.title,
        organisation: 'Bench',
        environment: 'sandbox',
        from: ask.from,
        to: ask.to,
        madeAt: ask.now,
        filters: {},
        phoneNumbers: 'masked',
        notes: [],
      },
      columns: dailyTransactions.columns,
      rows: counted(dailyTransactions.rows(ask, sources), totals),
      totals,
    };
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const expected = await documents.count({
      name: 'movement-ends.v1',
      indexes: [
        ['list', 'at'],
        ['kind', 'at'],
      ],
    });
    const cpu = process.cpuUsage();
    const begun = performance.now();
    delay.enable();
    let [bytes, early, peak] = [0, null, 0];
    for await (const piece of format === 'csv' ? csvReport(stream, { plain: false }) : xlsxReport(stream)) {
      bytes += piece.length;
      const { rss } = process.memoryUsage();
      peak = Math.max(peak, rss);
      if (early === null && totals.rows > expected / 10) early = rss;
    }
    delay.disable();
    const seconds = (performance.now() - begun) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    await close();
    return {
      seconds,
      cpuSeconds: (user + system) / 1e6,
      rows: totals.rows,
      megabytes: bytes / 2 ** 20,
      peakRssMb: peak / 2 ** 20,
      growthMb: (peak - (early ?? peak)) / 2 ** 20,
      loopDelayMaxMs: Math.max(0, delay.max / 1e6 - 1),
    };
  },
};

answering(answers);
