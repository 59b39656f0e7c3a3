import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { answer, declined, paid, rwf, subject } from '../../../test/support/specify-payment.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import type { PayeeDetails, PayoutRequest } from './payout.events.js';
import type { KnownPayout } from './payout.state.js';
import { Payouts } from './payouts.js';

/** A payout whose first attempt has failed, and whose second one begins. */
const id = 'out_1';
const boss = { id: 'cli_boss', person: 'client:cli_boss' };
let payouts: Payouts;

beforeEach(async () => {
  const clock = new FakeClock();
  const store = SqliteEventStore.inMemory(clock);
  const kernel: Kernel = { store, clock, newId: () => crypto.randomUUID() };
  payouts = new Payouts(kernel, new KeyedHash(Buffer.alloc(32, 7), 'test'), () => ({ needed: 1, left: [] }), 900);
  const request: PayoutRequest = {
    id,
    client: 'cli_shop',
    fingerprint: 'this body',
    requestedBy: { id: 'cli_shop', person: 'client:cli_shop' },
    recordKey: 'record-1',
    record: { type: 'other', id: 'A-1', part: '1' },
    amount: rwf(5_000),
    payee: `sealed.${subject}.key.payee` as Sealed<PayeeDetails>,
    dimensions: {},
    provider: 'mtn-momo',
    expiresInSeconds: null,
    batch: null,
    at: instant(clock.now()),
  };
  await payouts.request(request, null, by);
  const approved = await payouts.approve(id, boss, by, async () => null);
  const failed = await payouts.send('RecordOutcome', { ...ofFirst(approved), outcome: declined }, by);
  await payouts.reattempt(failed, { id, key: 'again', fingerprint: '', signer: boss, payee: null }, by);
});

const now = async () => (await payouts.find(id))!;
const ofFirst = ({ attempts }: KnownPayout) => ({ id, providerReference: attempts[0]!.providerReference, answer });
const paidAfterAll = async () =>
  payouts.send(
    'RecordOutcome',
    { ...ofFirst(await now()), outcome: { ...paid, payerSubject: null, externalId: null } },
    by,
  );

describe('the last look before a further attempt of a payout', () => {
  it('lets it pass while the earlier attempt has failed', async () => {
    const may = await payouts.mayBeSent(await now());
    expect(typeof may === 'boolean' ? may : await may(() => 'sent')).toEqual({ started: 'sent' });
  });

  it('holds it back once the earlier attempt was paid after all', async () => {
    const before = await now();
    await paidAfterAll();
    expect(await payouts.mayBeSent(before)).toBe(false);
  });

  it('holds it back where this process records that in between', async () => {
    const [may] = await Promise.all([payouts.mayBeSent(await now()), paidAfterAll()]);
    expect(typeof may === 'boolean' ? may : await may(() => 'sent')).toBeNull();
  });
});
