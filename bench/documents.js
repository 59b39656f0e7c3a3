import { built } from './support/program.js';

/** (k) Receipts on paper and as pages, in process and one after the other. */
export const title = 'receipts as PDF and HTML, in process, one after the other';

const rounds = 1_000;
const warmUp = 100;

export async function measure() {
  const { contentOf } = await built('modules/receipts/document-content.js');
  const { documentPdf } = await built('modules/receipts/document-pdf.js');
  const { documentPage } = await built('modules/receipts/document-page.js');
  const since = { refundedAmount: '0', creditNotes: [], ebmNumber: null };
  const at = new Date(facts.issuedAt);
  const forms = {
    'PDF on A4': (language) => documentPdf(contentOf(facts, language, null), 'a4', null, at),
    'PDF on the 80 mm roll': (language) => documentPdf(contentOf(facts, language, null), 'roll80', null, at),
    'HTML page': (language) => documentPage(contentOf(facts, language, since), null),
  };
  const rows = [];
  for (const [what, make] of Object.entries(forms)) {
    const times = [];
    const cpu = [];
    let bytes = 0;
    for (let round = 0; round < warmUp + rounds; round += 1) {
      const before = process.threadCpuUsage();
      const startedAt = performance.now();
      bytes = (await make(['en', 'rw', 'fr'][round % 3])).length;
      const { user, system } = process.threadCpuUsage(before);
      if (round < warmUp) continue;
      times.push(performance.now() - startedAt);
      cpu.push((user + system) / 1_000);
    }
    const part = (of, share) => of.toSorted((one, other) => one - other)[Math.floor(rounds * share)];
    const note = `p50 ${part(times, 0.5).toFixed(1)} ms; of its own CPU p50 ${part(cpu, 0.5).toFixed(1)} ms, p99 ${part(cpu, 0.99).toFixed(1)} ms; ${Math.round(bytes / 1_000)} kB`;
    rows.push({ what: `${what}: p99`, target: 50, at: 'most', value: part(times, 0.99), unit: 'ms', note });
  }
  return rows;
}

const verifyUrl = 'https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eA';
const facts = {
  kind: 'receipt',
  number: 'RCT-2026-000001',
  paymentId: 'pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0',
  amount: { amount: '1254300', currency: 'RWF' },
  method: 'MTN MoMo',
  providerReference: '7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0',
  providerTransactionId: '4107714342',
  payer: { msisdn: '+25078*****56', description: 'Building permit fee', erased: false },
  record: { type: 'permit', id: 'PERMIT-2026-00871', part: '2' },
  organisation: { name: 'Kigali One-Stop Centre', contact: 'KG 7 Ave, Kigali, +250 730 007 007', tin: '123456789' },
  logo: null,
  layout: 1,
  paidAt: '2026-11-22T12:00:05.000Z',
  issuedAt: '2026-11-22T12:00:06.000Z',
  verifyUrl,
  qr: `${verifyUrl}#1~1254300~RWF~2026-11-22T12:00:05.000Z~0123456789abcdef~${'Q9xZ_-'.repeat(14)}Ab`,
  refund: null,
};
