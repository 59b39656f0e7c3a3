import { crc32, deflateSync } from 'node:zlib';
import type { DocumentFacts } from '../../src/modules/receipts/document-content.js';

/** Sample facts of a receipt over 5,000 RWF. Golden hashes are made of them: never change them. */
export const documentFacts: DocumentFacts = {
  kind: 'receipt',
  number: 'RCT-2026-000001',
  paymentId: 'pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0',
  amount: { amount: '5000', currency: 'RWF' },
  method: 'MTN MoMo',
  providerReference: '7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0',
  providerTransactionId: '4107714342',
  payer: { msisdn: '+25078*****56', description: 'Building permit fee', erased: false },
  record: { type: 'invoice', id: 'INV-1001', part: '1' },
  organisation: { name: 'Kigali One-Stop Centre', contact: 'KG 7 Ave, Kigali, +250 730 007 007', tin: '123456789' },
  logo: null,
  layout: 1,
  paidAt: '2026-11-22T12:00:05.000Z',
  issuedAt: '2026-11-22T12:00:06.000Z',
  verifyUrl: 'https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eA',
  qr: `https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eA#1~5000~RWF~2026-11-22T12:00:05.000Z~0123456789abcdef~${'Q9xZ_-'.repeat(14)}Ab`,
  refund: null,
};

export const creditNoteFacts: DocumentFacts = {
  ...documentFacts,
  kind: 'credit-note',
  number: 'CRN-2026-000001',
  amount: { amount: '2000', currency: 'RWF' },
  providerTransactionId: null,
  issuedAt: '2026-11-25T08:00:01.000Z',
  verifyUrl: 'https://pay.example.rw/r/CRN-2026-000001/QUJjZGVmZ2hpamtsbW5vcA',
  qr: 'https://pay.example.rw/r/CRN-2026-000001/QUJjZGVmZ2hpamtsbW5vcA',
  refund: {
    refundId: 'ref_4f1c2d3e4b5a69788796a5b4',
    receipt: 'RCT-2026-000001',
    at: '2026-11-25T08:00:00.000Z',
  },
};

/** A PNG of 24 x 16 pixels, half of it green: its pixels are stored uncompressed, so its bytes are the same everywhere. */
export function logoPng({
  color = 2,
  interlace = 0,
  width = 24,
  height = 16,
  extra = [] as readonly Buffer[],
} = {}): Buffer {
  const samples = color === 6 ? 4 : 3;
  const line = Buffer.alloc(1 + width * samples, 255);
  line[0] = 0;
  for (let x = 0; x < width / 2; x += 1) line.set([0, 110, 70], 1 + x * samples);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, color, 0, 0, interlace], 8);
  const pixels = Buffer.concat(Array.from({ length: height }, () => line));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', deflateSync(pixels, { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
