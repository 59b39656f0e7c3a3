import { beforeEach, describe, expect, it } from '@jest/globals';
import { noon } from '../../../test/support/fake-clock.js';
import {
  after,
  created,
  creation,
  paymentId,
  reattempted,
  rwf,
  subject,
} from '../../../test/support/specify-payment.js';
import { inOrder, recording, specifyPolicy } from '../../../test/support/specify.js';
import type { Consumer, EventStore } from '../../kernel/ports/event-store.js';
import { run } from '../../kernel/following/policy.js';
import { applyTo } from '../../kernel/following/view.js';
import { epochMs } from '../../kernel/domain/clock.js';
import { Money } from '../../kernel/domain/money.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { submitWhenBegun, type Movements } from '../movements/contract.js';
import { PaymentCreated, type Creation, type PayerDetails, type PaymentEvent } from './payment.events.js';
import { PaymentMovements } from './payment.movement.js';
import { paymentView, type PaymentDocument } from './payment.view.js';
import type { Payments } from './payments.js';
import { RecentAsks } from './recent-asks.js';
import { suspectDuplicates } from './suspect-duplicates.policy.js';

describe('submit-when-created', () => {
  const movements = () => recording<Movements>({ submit: async () => undefined });
  const submitWhenCreated = (of: Movements) => {
    const port = new PaymentMovements({} as never, {} as never, {} as never, {} as never);
    return submitWhenBegun(of, port);
  };
  const first = { first: true };

  it('submits the first attempt', async () => {
    const double = movements();
    const { by, thenAsks } = specifyPolicy(submitWhenCreated(double.port), double).when(created);
    await thenAsks(['submit', { kind: 'payment', id: paymentId, attempt: 1 }, first, by]);
  });

  it('submits a further attempt by its number', async () => {
    const double = movements();
    const { by, thenAsks } = specifyPolicy(submitWhenCreated(double.port), double).when(reattempted);
    await thenAsks(['submit', { kind: 'payment', id: paymentId, attempt: 2 }, first, by]);
  });

  it('asks the store for first deliveries', () => {
    const asked: Consumer[] = [];
    const consume = (consumer: Consumer) => void asked.push(consumer);
    run(submitWhenCreated(movements().port), { consume } as unknown as EventStore, () => undefined);
    expect(asked).toMatchObject([{ group: 'submit-when-created', prefersFirst: true }]);
  });

  it('is given the event again when that fails', async () => {
    const double = recording<Movements>({ submit: () => Promise.reject(new Error('the store is away')) });
    await specifyPolicy(submitWhenCreated(double.port), double).when(created).thenFails('the store is away');
  });
});

describe('suspect-duplicates', () => {
  let documents: SqliteDocumentStore;
  let double: ReturnType<typeof recording<Payments>>;
  const windowSeconds = 600;

  beforeEach(async () => {
    documents = SqliteDocumentStore.inMemory();
    await documents.declare(paymentView.collection);
    double = recording<Payments>({ send: (async () => undefined) as unknown as Payments['send'] });
  });

  /** A payment that the view has read, beside the one that is looked at: by default for another record, a minute before. */
  async function shown(
    changes: Partial<Creation>,
    more: readonly Partial<Creation>[] = [],
    recentAsks: RecentAsks | null = null,
  ) {
    const others = [{ paymentId: 'pay_0', recordKey: 'INV-0', at: after(-60), ...changes }, ...more].map((other) =>
      PaymentCreated({ ...creation, ...other }),
    );
    for (const event of inOrder<PaymentEvent>([...others, created])) {
      const document = applyTo<PaymentDocument, PaymentEvent>(paymentView, null, event, event.data.paymentId)!;
      await documents.write(paymentView.collection, [{ id: document.id, document, position: event.position }]);
    }
    const reached: bigint[] = [];
    const policy = suspectDuplicates(
      double.port,
      documents,
      async (position) => void reached.push(position),
      windowSeconds,
      recentAsks,
    );
    return { ...specifyPolicy(policy, double).when(created), reached };
  }

  const suspected = (by: unknown, client = creation.client) => [
    'send',
    'SuspectDuplicate',
    { paymentId, otherPaymentId: 'pay_0', otherClient: client },
    by,
  ];

  it('waits for the view, and suspects a payment with the same payer and amount for another record', async () => {
    const { by, thenAsks, reached } = await shown({});
    await thenAsks(suspected(by));
    expect(reached).toEqual([1n, 1n]);
  });

  it('reads no documents where it knows that the payer was not asked for the same amount lately', async () => {
    const { thenAsks, reached } = await shown({}, [], {
      mayHaveAnother: () => false,
    } as unknown as RecentAsks);
    await thenAsks();
    expect(reached).toEqual([]);
  });

  it('asks where it followed the window and saw the payer asked for the same in it', async () => {
    const recentAsks = new RecentAsks(windowSeconds * 1_000, 0);
    expect(recentAsks.mayHaveAnother('aline RWF 5000', epochMs(after(-60)))).toBe(false);
    const { by, thenAsks } = await shown({}, [], recentAsks);
    await thenAsks(suspected(by));
  });

  it.each<[string, Partial<Creation>]>([
    ['at the beginning of the window', { at: after(-600) }],
    ['at the same moment, of the one that comes later by its id', { at: noon }],
    ['of another client', { client: 'cli_2' }],
  ])('also %s', async (_, changes) => {
    const { by, thenAsks } = await shown(changes);
    await thenAsks(suspected(by, changes.client));
  });

  it.each<[string, (index: number) => Partial<Creation>]>([
    ['of other amounts', (index) => ({ amount: rwf(100 + index) })],
    ['for the same record', () => ({ recordKey: creation.recordKey })],
  ])('finds it behind two hundred others of the same payer %s', async (_, ofIndex) => {
    const others = Array.from({ length: 200 }, (__, index) => ({
      paymentId: `pay_other_${index}`,
      recordKey: `INV-other-${index}`,
      at: after(-30),
      ...ofIndex(index),
    }));
    const { by, thenAsks } = await shown({}, others);
    await thenAsks(suspected(by));
  });

  it.each<[string, Partial<Creation>]>([
    ['for the same record', { recordKey: creation.recordKey }],
    ['of another payer', { payer: 'sealed.bosco.key.payer' as Sealed<PayerDetails> }],
    ['of another amount', { amount: rwf(5_001) }],
    ['of another currency', { amount: Money.parse('5000', 'UGX')! }],
    ['before the window', { at: after(-600, -1) }],
    ['that came so much later that it has had its turn', { at: after(10, 1) }],
  ])('suspects nothing %s', async (_, changes) => {
    await (await shown(changes)).thenAsks();
  });

  it.each<[string, Partial<Creation>]>([
    ['a moment later', { at: after(0, 1) }],
    ['up to ten seconds later', { at: after(10) }],
    ['at the same moment, and comes later by its id', { paymentId: 'pay_2', at: noon }],
  ])('suspects the other payment, which came %s and may have been recorded before this one', async (_, changes) => {
    const { by, thenAsks } = await shown(changes);
    const other = changes.paymentId ?? 'pay_0';
    await thenAsks([
      'send',
      'SuspectDuplicate',
      { paymentId: other, otherPaymentId: paymentId, otherClient: creation.client },
      by,
    ]);
  });

  it('knows the payer by the seal alone', () => expect(creation.payer.split('.')[1]).toBe(subject));
});
