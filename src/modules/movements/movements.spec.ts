import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock, noon } from '../../../test/support/fake-clock.js';
import { exchange, ToldProvider } from '../../../test/support/specify-provider.js';
import { anyOrigin as by, recording, specifyPolicy } from '../../../test/support/specify.js';
import { z } from 'zod';
import { instant } from '../../kernel/domain/clock.js';
import { defineEvent } from '../../kernel/domain/events.js';
import { Money } from '../../kernel/domain/money.js';
import type { Movement, MovementKind } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { SqliteKeyStore } from '../../adapters/sqlite/key-store.js';
import { CallbackAddresses } from '../callbacks/contract.js';
import { Providers, type SubmissionAnswer } from '../providers/contract.js';
import type { KnownMovement, MovementFact, MovementPort } from './movement.port.js';
import { Movements } from './movements.js';
import { References } from './references.js';
import { submitWhenBegun } from './submit-when-begun.policy.js';

const masterKey = Buffer.alloc(32, 7);
const accepted: SubmissionAnswer = { is: 'accepted', exchange: exchange(202) };
const addresses = new CallbackAddresses('https://pay.example', new KeyedHash(masterKey, 'callback-token'));

let clock: FakeClock;
let log: string[];
let movements: Movements;
let person: Sealed;
let personalData: PersonalData;

beforeEach(async () => {
  clock = new FakeClock();
  log = [];
  personalData = new PersonalData(masterKey, SqliteKeyStore.inMemory());
  person = await personalData.seal('aline', {});
  movements = new Movements(new Providers([new ToldProvider()]), personalData, addresses, clock);
});

/** A kind of which there is one movement, `one`, that writes down what it is asked. */
function kindOf(kind: MovementKind, changes: Partial<KnownMovement> = {}, looks: Partial<MovementPort> = {}) {
  const known: KnownMovement = {
    kind,
    id: 'one',
    attempt: 1,
    provider: 'mtn-momo',
    providerReference: `reference of the ${kind}`,
    status: 'created',
    isSuccessful: false,
    isCurrent: true,
    isStopped: false,
    isAskedAbout: true,
    asked: Money.ofMinor(5_000n, 'RWF'),
    beganAt: noon,
    expiresAt: instant(Date.parse(noon) + 900_000),
    findings: [],
    newestFinding: null,
    person,
    ...changes,
  };
  const all = async (id: string) => (id === 'one' ? [known] : []);
  const port: Partial<MovementPort> = {
    kind,
    begins: [],
    events: [],
    find: all,
    recall: all,
    prepare: async (movement) => async (call) => {
      log.push(`${movement.kind} is sent${call.sentBefore ? ' again' : ''}`);
      expect(addresses.read('mtn-momo', call.callbackUrl.split('/').at(-1)!)).toEqual({ kind, id: 'one', attempt: 1 });
      return accepted;
    },
    mayBeSent: async () => true,
    ask: async () => (log.push(`${kind} is asked about`), { is: 'pending', exchange: exchange() }),
    record: async (movement: KnownMovement, fact: MovementFact) => (log.push(`${kind} is ${fact.is}`), movement),
    ...looks,
  };
  movements.add(port as MovementPort);
}

const submit = (kind: MovementKind, first = true) => movements.submit(one(kind), { first }, by);
const one = (kind: MovementKind): Movement => ({ kind, id: 'one', attempt: 1 });

describe('movements of several kinds', () => {
  it('are submitted and checked by the port of their own kind, though they share an id', async () => {
    kindOf('payment');
    kindOf('refund');
    await submit('refund');
    await movements.check(one('payment'), 2, by);
    expect(log).toEqual(['refund is sent', 'refund is accepted', 'payment is asked about', 'payment is pending']);
  });

  it('name the person whose key seals the answers about them, and none for a missing movement', async () => {
    kindOf('refund');
    expect(await movements.personOf(one('refund'))).toBe(person);
    expect(await movements.personOf({ ...one('refund'), id: 'another' })).toBeNull();
    expect(await movements.personOf(one('payout'))).toBeNull();
  });

  it('of an unregistered kind are refused', async () => {
    kindOf('payment');
    await expect(submit('payout')).rejects.toThrow('No module registers movements of the kind payout');
    await expect(movements.check(one('payout'), 2, by)).rejects.toThrow(
      'No module registers movements of the kind payout',
    );
  });
});

describe('a movement of any kind', () => {
  it('is submitted when its event says that it began, and not when that is no news of a movement', async () => {
    const RefundApproved = defineEvent('RefundApproved', z.object({ method: z.enum(['automatic', 'manual']) }));
    const newsOf = ({ data }: { data: unknown }) =>
      (data as { method: string }).method === 'manual'
        ? null
        : ({ is: 'began', movement: one('refund'), provider: 'mtn-momo', beganAt: noon, expiresAt: noon } as const);
    kindOf('refund', {}, { submitPolicy: 'submit-refund-when-approved', begins: [RefundApproved], newsOf });
    const submitted = recording<Movements>({ submit: async () => undefined });
    const policy = submitWhenBegun(submitted.port, movements.portOf('refund'));
    const automatic = specifyPolicy(policy, submitted).when(RefundApproved({ method: 'automatic' }));
    await automatic.thenAsks(['submit', one('refund'), { first: true }, automatic.by]);
    await specifyPolicy(policy, submitted)
      .when(RefundApproved({ method: 'manual' }))
      .thenAsks();
  });

  it('is announced in the log before a sender that is not the first submits it', async () => {
    kindOf('refund');
    await submit('refund', false);
    expect(log).toEqual(['refund is repeated', 'refund is sent again', 'refund is accepted']);
  });

  it('is not sent when its kind forbids it at the last check, and the first sender records that it never left', async () => {
    kindOf('refund', {}, { mayBeSent: async () => false });
    await submit('refund');
    expect(log).toEqual(['refund is not-sent']);
    await submit('refund', false);
    expect(log).toEqual(['refund is not-sent', 'refund is repeated']);
  });

  it('is sent in the same event-loop turn as the answer of the last check', async () => {
    let sameEventLoopTurnEnded = false;
    const mayBeSent = () => {
      const answer = Promise.resolve(true);
      // Runs as soon as an await is added between the answer and the call.
      void answer.then(() => undefined).then(() => (sameEventLoopTurnEnded = true));
      return answer;
    };
    kindOf(
      'payout',
      {},
      { mayBeSent, prepare: async () => async () => (log.push(String(sameEventLoopTurnEnded)), accepted) },
    );
    await submit('payout');
    expect(log).toEqual(['false', 'payout is accepted']);
  });

  it('that cannot be repeated is sent by the first sender alone, and has failed where it never left', async () => {
    kindOf('refund', {}, { isRepeatable: () => false });
    await submit('refund', false);
    expect(log).toEqual([]);
    const neverLeft: SubmissionAnswer = { is: 'not-sent', why: 'circuit open', failure: null, exchange: null };
    kindOf('refund', {}, { isRepeatable: () => false, prepare: async () => async () => neverLeft });
    await submit('refund');
    expect(log).toEqual(['refund is refused']);
  });

  it('is over at once where the provider answers its submission with the outcome', async () => {
    const paid: SubmissionAnswer = {
      is: 'successful',
      transactionId: '9',
      amount: 'as-asked',
      payer: null,
      externalId: null,
      exchange: exchange(),
    };
    const facts: MovementFact[] = [];
    const record = async (movement: KnownMovement, fact: MovementFact) => (facts.push(fact), movement);
    kindOf('payout', {}, { record, prepare: async () => async () => paid });
    await submit('payout');
    const outcome = { is: 'successful', transactionId: '9', amount: Money.ofMinor(5_000n, 'RWF') };
    expect(facts).toMatchObject([{ is: 'final', outcome: { ...outcome, payerSubject: null, externalId: null } }]);
  });

  it('is on record under its reference before it is sent, where its provider calls back at one address, and is found by it', async () => {
    const read = (body: string) => ({ reference: body, signature: null });
    const provider = Object.assign(new ToldProvider(), { callbacks: { read } });
    const references = new References({ store: SqliteEventStore.inMemory(clock), clock, newId: () => 'an-id' });
    movements = new Movements(new Providers([provider]), personalData, addresses, clock, references);
    const reference = 'reference of the payment';
    const send = async (call: { callbackUrl: string }) => {
      expect(call.callbackUrl).toBe(addresses.urlForAll('mtn-momo'));
      expect((await references.movementOf('mtn-momo', reference))!).toEqual(one('payment'));
      return accepted;
    };
    kindOf('payment', {}, { prepare: async () => send });
    await submit('payment');
    expect(log).toEqual(['payment is accepted']);
    expect(await movements.namedBy('mtn-momo', reference)).toEqual({
      movement: one('payment'),
      reference,
      signature: null,
    });
    expect(await movements.namedBy('mtn-momo', 'another')).toMatchObject({ movement: null });
    expect(await movements.namedBy('another', reference)).toBeNull();
  });

  it('is not sent again, and not called unknown, because its provider does not find it before its grace is over', async () => {
    const provider = new ToldProvider();
    movements = new Movements(
      new Providers([Object.assign(provider, { firstCheckAfterMs: 60_000 })]),
      personalData,
      addresses,
      clock,
    );
    const notFound = async () => ({ is: 'not-found', exchange: exchange(404) }) as const;
    kindOf('payment', {}, { ask: notFound });
    await movements.check(one('payment'), 1, by);
    expect(log).toEqual(['payment is inconclusive']);
    await clock.pass({ minutes: 1 });
    await movements.check(one('payment'), 1, by);
    expect(log).toEqual(['payment is inconclusive', 'payment is found']);
  });

  it.each<[string, Partial<KnownMovement>]>([
    ['is no longer the current attempt', { isCurrent: false }],
    ['is submitted already', { status: 'submitted' }],
    ['is over', { status: 'over', isAskedAbout: false }],
    ['has expired', { expiresAt: noon }],
  ])('is not sent once it %s', async (_, changes) => {
    kindOf('payout', changes);
    await submit('payout');
    expect(log).toEqual([]);
  });
});
