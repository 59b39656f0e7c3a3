import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { creation, firstReference, paid, paymentId, rejected } from '../../../test/support/specify-payment.js';
import { exchange, later, ToldProvider } from '../../../test/support/specify-provider.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from '../../adapters/sqlite/key-store.js';
import { CallbackAddresses } from '../callbacks/contract.js';
import { Providers, type SubmissionAnswer } from '../providers/contract.js';
import { Movements } from '../movements/contract.js';
import { isFinal } from './payment.lifecycle.js';
import { PaymentMovements } from './payment.movement.js';
import { allKeys, recordKeysOf } from './payment-identity.js';
import { Payments } from './payments.js';

/** Claims are finished elsewhere, so nothing is looked up. */
const noDocuments = {} as DocumentStore;
const masterKey = Buffer.alloc(32, 7);
const aline = '+250788123456' as Msisdn;

let clock: FakeClock;
let store: SqliteEventStore;
let provider: ToldProvider;
let personalData: PersonalData;
/** Streams, as the first instance has read them. */
let reads: string[];
let one: Instance;
let another: Instance;

interface Instance {
  readonly payments: Payments;
  readonly movements: Movements;
}

let ids = 0;
function instance(read: (stream: string) => void): Instance {
  const shared = new Proxy<EventStore>(store, {
    get(log, name) {
      if (name === 'soleWriter') return false;
      const member = Reflect.get(log, name, log) as unknown;
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        if (name === 'readStream') read(given[0] as string);
        return member.apply(log, given) as unknown;
      };
    },
  });
  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const payments = new Payments({ store: shared, clock, newId });
  const addresses = new CallbackAddresses('https://pay.example', new KeyedHash(masterKey, 'callback-token'));
  const movements = new Movements(new Providers([provider]), personalData, addresses, clock);
  movements.add(new PaymentMovements(payments, personalData, noDocuments, clock));
  return { payments, movements };
}

const of = { paymentId, providerReference: firstReference, answer: null };
const movement = { kind: 'payment', id: paymentId, attempt: 1 } as const;
const success = { ...paid, externalId: null };
const types = async () => (await store.readStream(`payment-${paymentId}`)).map(({ type }) => type).slice(1);

beforeEach(async () => {
  clock = new FakeClock();
  store = SqliteEventStore.inMemory(clock);
  provider = new ToldProvider();
  personalData = new PersonalData(masterKey, SqliteKeyStore.inMemory());
  reads = [];
  one = instance((stream) => reads.push(stream));
  another = instance(() => undefined);
  const payer = await personalData.seal(personalData.subjectOf(aline), {
    msisdn: aline,
    description: null,
    metadata: {},
  });
  await one.payments.create({ ...creation, payer }, by);
  reads = [];
});

describe('an instance of several that remembers a payment', () => {
  it('reads only what could forbid the submission, from its creation to its end', async () => {
    provider.answersStatus({ ...success, payer: { kind: 'msisdn', msisdn: aline }, exchange: exchange() });
    await one.movements.submit(movement, { first: true }, by);
    expect(await one.movements.check(movement, 1, by)).toBe('done');
    expect(await one.payments.recall(paymentId, ({ status }) => isFinal(status))).toMatchObject({
      status: 'successful',
    });
    expect(await types()).toEqual(['PaymentSubmitted', 'PaymentSucceeded']);
    const records = allKeys(recordKeysOf(creation)).map((key) => `record-${key}`);
    expect(reads).toEqual([`payment-${paymentId}`, ...records]);
  });

  it('reads the payment when its remembered state is not enough', async () => {
    await another.payments.recordOutcome(
      { ...of, outcome: { ...success, payerSubject: personalData.subjectOf(aline) } },
      by,
    );
    expect(await one.payments.recall(paymentId, ({ status }) => status === 'created')).toMatchObject({
      status: 'created',
    });
    expect(await one.payments.recall(paymentId, ({ status }) => isFinal(status))).toMatchObject({
      status: 'successful',
    });
    expect(reads).toEqual([`payment-${paymentId}`]);
    expect(await one.payments.recall('pay_none', () => true)).toBeNull();
  });

  it('records no refusal when another instance has moved the payment', async () => {
    const slow = later<SubmissionAnswer>();
    provider.answersSubmissions(slow.answer);
    const submission = one.movements.submit(movement, { first: true }, by);
    await slow.asked;
    await another.payments.send('RecordSubmission', of, by);
    slow.give({ is: 'refused', failure: rejected, exchange: exchange(400) });
    await submission;
    expect(await types()).toEqual(['PaymentSubmitted']);
  });

  it.each([
    ['unknown', 'no-answer', { is: 'unknown', kind: 'no-answer', why: 'nothing came back', exchange: null }],
    ['not found', 'not-known', { is: 'not-found', exchange: exchange(404) }],
  ] as const)(
    'gets the answer %s, and knows from the log that no other instance asks again',
    async (_, checked, answer) => {
      await another.payments.recordOutcome(
        { ...of, outcome: { ...success, payerSubject: personalData.subjectOf(aline) } },
        by,
      );
      provider.answersStatus(answer);
      expect(await one.movements.check(movement, 1, by)).toBe(checked);
      expect(provider.requests).toEqual([]);
      expect(await types()).toEqual(['PaymentSucceeded']);
    },
  );
});
