import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from './program.js';

/** Raise it when the events or the file change their shape. */
const formatVersion = 3;
export const million = 1_000_000;

/** A log of a million events such as payments leave them, made once and kept for the next run. */
export async function logOfAMillion() {
  const directory = join(tmpdir(), `ishyura-bench-log-v${formatVersion}`);
  const file = join(directory, 'events.sqlite');
  if (existsSync(file)) return file;
  console.log('Writing a log of a million events, once …');
  const unfinished = `${directory}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await write(join(unfinished, 'events.sqlite'));
  renameSync(unfinished, directory);
  return file;
}

async function write(file) {
  const { SqliteLog } = await built('adapters/sqlite/log.worker.js');
  const log = new SqliteLog(file);
  const { lifeOf } = await lives();
  let written = 0;
  for (let payment = 0; written < million;) {
    const requests = [];
    for (let events = 0; events < 10_000; payment += 1) {
      for (const append of lifeOf(payment)) {
        requests.push({ append });
        events += append.events.length;
      }
    }
    const head = log.commit(requests).at(-1).position;
    written = head;
  }
  // Policies have dealt with all of it, as in an installation that has run for months.
  log.commit(
    ['submit-when-created', 'check-when-called-back', 'suspect-duplicates'].map((group) => ({
      checkpoint: { group, position: written },
    })),
  );
  log.close();
}

/** Of a hundred payments 88 succeed, 9 fail and 3 expire. */
export async function lives() {
  const { EventCodec } = await built('kernel/handling/event-codec.js');
  const payments = await built('modules/payments/payment.events.js');
  const receipts = await built('modules/receipts/receipt.events.js');
  const callbacks = await built('modules/callbacks/callback.events.js');
  const { Money } = await built('kernel/domain/money.js');

  const definitions = [
    ...payments.paymentEvents,
    ...payments.recordEvents,
    ...callbacks.callbackEvents,
    receipts.ReceiptNumbered,
    receipts.ReceiptIssued,
  ];
  const codec = new EventCodec(definitions);
  const begin = Date.parse('2026-01-01T00:00:00.000Z');
  const organisation = { name: 'City of Kigali', contact: '+250788000000', tin: '100000000' };
  let receiptCount = 0;

  const lifeOf = (number) => {
    const time = (seconds) => new Date(begin + number * 150 + seconds * 1_000).toISOString();
    const id = `pay_${String(number).padStart(22, '0')}`;
    const recordKey = `rec${String(number).padStart(19, '0')}`;
    const subject = `payer${String(number % 40_000).padStart(17, '0')}`;
    const record = { type: 'invoice', id: `INV-${number}`, part: '1' };
    const client = `client_${number % 7}`;
    const amount = Money.parse(String(500 + (number % 90) * 100), 'RWF');
    const providerReference = randomUUID();
    const payer = sealed(subject, 160);
    const creation = {
      paymentId: id,
      client,
      fingerprint: text(22),
      recordKey,
      record,
      amount,
      payer,
      dimensions: { service: `service-${number % 9}`, branch: `branch-${number % 30}` },
      provider: 'mtn-momo',
      providerReference,
      expiresAt: time(300),
      at: time(0),
    };
    const of = { paymentId: id, attempt: 1 };
    const end = number % 100;
    const succeeds = end < 88;
    const callback = {
      provider: 'mtn-momo',
      tokenHash: text(22),
      method: 'PUT',
      matched: { kind: 'payment', id, attempt: 1 },
      raw: sealed(subject, 700),
      at: time(9),
    };
    const outcome = { ...of, answer: sealed(subject, 600), at: time(10) };
    const failure = { code: end < 97 ? 'REJECTED_BY_PAYER' : 'EXPIRED', providerCode: 'APPROVAL_REJECTED' };
    const payment = `payment-${id}`;
    const steps = [
      [
        `record-${recordKey}`,
        -1,
        payments.RecordClaimed({ recordKey, ...of, begins: { creation }, at: time(0) }),
        time(0),
      ],
      [payment, -1, payments.PaymentCreated(creation), time(0)],
      [payment, 0, payments.PaymentSubmitted({ ...of, answer: sealed(subject, 650), at: time(1) }), time(1)],
      [`callback-mtn-momo-${callback.tokenHash}`, -1, callbacks.CallbackReceived(callback), time(9)],
      [
        payment,
        1,
        succeeds
          ? payments.PaymentSucceeded({ ...outcome, providerTransactionId: String(number) })
          : end < 97
            ? payments.PaymentFailed({ ...outcome, failure })
            : payments.PaymentExpired({ ...outcome, failure }),
        time(10),
      ],
    ];
    if (succeeds) {
      const receiptNumber = `RCT-2026-${String(receiptCount + 1).padStart(6, '0')}`;
      steps.push(
        [
          'receipt-series-2026',
          receiptCount - 1,
          receipts.ReceiptNumbered({ series: 'RCT-2026', number: receiptNumber, paymentId: id, at: time(10) }),
          time(10),
        ],
        [
          `receipt-${id}`,
          -1,
          receipts.ReceiptIssued({
            number: receiptNumber,
            paymentId: id,
            client,
            amount,
            method: 'MTN MoMo',
            provider: 'mtn-momo',
            providerReference,
            providerTransactionId: String(number),
            payer,
            record,
            organisation,
            logo: null,
            publicBaseUrl: 'http://localhost:3000',
            layout: 1,
            proof: null,
            paidAt: time(10),
            at: time(10),
          }),
          time(10),
        ],
      );
      receiptCount += 1;
    }
    const by = {
      actor: { kind: 'client', id: client, name: 'A service' },
      correlationId: randomUUID(),
      causationId: null,
    };
    return steps.map(([stream, expected, event, at]) => {
      const { type, data, metadata, id } = codec.write(event, randomUUID(), by, { now: () => Date.parse(at) });
      return {
        stream,
        expected,
        events: [{ id, type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) }],
      };
    });
  };
  return { lifeOf };
}

const noise = randomBytes(1 << 20).toString('base64url');
let noiseAt = 0;
const text = (length) => {
  if (noiseAt + length > noise.length) noiseAt = randomBytes(1)[0];
  noiseAt += length;
  return noise.slice(noiseAt - length, noiseAt);
};
/** As long as what the gateway seals, and as hard to compress. */
const sealed = (subject, bytes) => `sealed.${subject}.${text(12)}.${text(Math.ceil(((bytes + 28) * 4) / 3))}`;
