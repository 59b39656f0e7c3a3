import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { answer, creation, declined, paid, paymentId, rwf, subject } from '../../../test/support/specify-payment.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { Payments } from '../payments/contract.js';
import { refund, type KnownRefund, type Refund, type RefundOrders } from './refund.decider.js';
import type { RefundEvent, RefundWords } from './refund.events.js';
import { Refunds } from './refunds.js';

/** A payment of 5,000 whose first refund of all of it has failed, and whose second one, in its place, is approved. */
let kernel: Kernel;
let refunds: Refunds;
const first = 'ref_1';
const second = 'ref_2';
const referenceOf = (refundId: string) => `c0c0c0c0-0000-4000-8000-00000000000${refundId.at(-1)}`;
const said = { ...paid, payerSubject: subject };

beforeEach(async () => {
  const clock = new FakeClock();
  kernel = { store: SqliteEventStore.inMemory(clock), clock, newId: () => crypto.randomUUID() };
  const payments = new Payments(kernel);
  refunds = new Refunds(kernel, payments, () => []);
  await payments.create(creation, by);
  const { providerReference } = creation;
  await payments.recordOutcome({ paymentId, providerReference, outcome: paid, answer }, by);
  await approved(first);
  await hears(first, declined);
  await approved(second);
});

async function approved(refundId: string): Promise<void> {
  const at = instant(kernel.clock.now());
  await refunds.request(
    {
      id: refundId,
      paymentId,
      client: 'cli_shop',
      fingerprint: refundId,
      amount: rwf(5_000),
      payer: creation.payer,
      method: 'automatic',
      words: `sealed.${subject}.key.words` as Sealed<RefundWords>,
      provider: 'mtn-momo',
      collectionReference: creation.providerReference,
      requestedBy: { id: 'cli_shop', person: 'client:cli_shop' },
      decideBy: at,
      at,
    },
    by,
  );
  const begins = {
    provider: 'mtn-momo',
    providerReference: referenceOf(refundId),
    operation: 'refund',
    expiresAt: instant(kernel.clock.now() + 900_000),
  } as const;
  const signer = { id: 'cli_boss', person: 'client:cli_boss' };
  await refunds.approve({ id: refundId, signer, count: { needed: 1, left: [] }, begins }, by);
}

const outcomeOf = (refundId: string, outcome: typeof said | typeof declined) => ({
  id: refundId,
  providerReference: referenceOf(refundId),
  outcome: outcome.is === 'successful' ? { ...outcome, externalId: refundId } : outcome,
  answer,
});
const hears = (refundId: string, outcome: typeof said | typeof declined) =>
  refunds.send('RecordOutcome', outcomeOf(refundId, outcome), by);
/** Whether the second refund leaves. */
async function isSent(): Promise<boolean> {
  const may = await refunds.mayBeSent((await refunds.find(second)) as KnownRefund);
  if (typeof may === 'boolean') return may;
  return (await may(() => 'sent')) !== null;
}

describe('the last look before a refund is sent', () => {
  it('lets a refund pass that takes the place of one that failed', async () => expect(await isSent()).toBe(true));

  it('holds it back once the earlier one was paid after all', async () => {
    await hears(first, said);
    expect(await isSent()).toBe(false);
  });

  it('holds it back where that is on record of the earlier one, and its author died before the payment was told', async () => {
    const author = new Handler<Refund, RefundOrders, RefundEvent>(refund, kernel);
    const at = instant(kernel.clock.now());
    await author.handle('RecordOutcome', first, { ...outcomeOf(first, said), at, by });
    const restarted = new Refunds(kernel, new Payments(kernel), () => []);
    expect(await restarted.mayBeSent((await restarted.find(second)) as KnownRefund)).toBe(false);
  });

  it('holds it back where this process records that in between', async () => {
    const may = await refunds.mayBeSent((await refunds.find(second)) as KnownRefund);
    const heard = hears(first, said);
    expect(typeof may === 'boolean' ? may : await may(() => 'sent')).toBeNull();
    await heard;
  });
});
