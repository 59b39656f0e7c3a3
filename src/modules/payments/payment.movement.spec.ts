import { beforeEach, describe, expect, it } from '@jest/globals';
import { destroyKeyOf } from '../../../test/support/erased.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import {
  creation,
  declined as saidDeclined,
  firstReference,
  paymentId,
  reattempt,
  rejected,
  rwf,
  tooSlow,
} from '../../../test/support/specify-payment.js';
import { exchange, later, ToldProvider } from '../../../test/support/specify-provider.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from '../../adapters/sqlite/key-store.js';
import { CallbackAddresses } from '../callbacks/contract.js';
import { Providers, type StatusAnswer, type SubmissionAnswer } from '../providers/contract.js';
import { Movements } from '../movements/contract.js';
import type { SaidOutcome } from './payment.orders.js';
import { PaymentMovements } from './payment.movement.js';
import { Payments } from './payments.js';

/** Claims are finished elsewhere, so nothing is looked up. */
const noDocuments = {} as DocumentStore;
const masterKey = Buffer.alloc(32, 7);
const aline = '+250788123456' as Msisdn;
const bosco = '+250788999999' as Msisdn;

const accepted: SubmissionAnswer = { is: 'accepted', exchange: exchange(202) };
const refused: SubmissionAnswer = { is: 'refused', failure: rejected, exchange: exchange(400) };
const unclear: SubmissionAnswer = { is: 'unknown', kind: 'no-answer', why: 'nothing came back', exchange: null };

const success: StatusAnswer = {
  is: 'successful',
  transactionId: 'tx-1',
  amount: rwf(5_000),
  payer: { kind: 'msisdn', msisdn: aline },
  externalId: paymentId,
  exchange: exchange(),
};
const notFound: StatusAnswer = { is: 'not-found', exchange: exchange(404) };
const waits: StatusAnswer = { is: 'pending', exchange: exchange() };
const unnamed = { amount: null, payer: null, externalId: null };
const declined: StatusAnswer = { is: 'failed', failure: rejected, ...unnamed, exchange: exchange() };
const lapsed: StatusAnswer = { is: 'expired', failure: tooSlow, ...unnamed, exchange: exchange() };

let clock: FakeClock;
let store: SqliteEventStore;
let provider: ToldProvider;
let payments: Payments;
let personalData: PersonalData;
let movements: Movements;

beforeEach(async () => {
  clock = new FakeClock();
  store = SqliteEventStore.inMemory(clock);
  provider = new ToldProvider();
  personalData = new PersonalData(masterKey, SqliteKeyStore.inMemory());
  payments = paymentsOf(store);
  movements = movementsOf(payments);
  const payer = await personalData.seal(personalData.subjectOf(aline), {
    msisdn: aline,
    description: null,
    metadata: {},
  });
  await payments.create({ ...creation, payer }, by);
});

let ids = 0;
const paymentsOf = (log: EventStore) =>
  new Payments({
    store: log,
    clock,
    newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
  });
const movementsOf = (of: Payments, providers = [provider]) => {
  const addresses = new CallbackAddresses('https://pay.example', new KeyedHash(masterKey, 'callback-token'));
  const all = new Movements(new Providers(providers), personalData, addresses, clock);
  all.add(new PaymentMovements(of, personalData, noDocuments, clock));
  return all;
};
/** Another process on the same log, which remembers nothing of this one. */
const another = () => {
  const shared = new Proxy(store, {
    get: (log, name) => {
      if (name === 'soleWriter') return false;
      const member = Reflect.get(log, name, log) as unknown;
      return typeof member === 'function' ? (member.bind(log) as unknown) : member;
    },
  });
  const others = paymentsOf(shared);
  return { payments: others, movements: movementsOf(others) };
};

const movement = (attempt = 1, id = paymentId) => ({ kind: 'payment', id, attempt }) as const;
const submit = (first = true, attempt = 1) => movements.submit(movement(attempt), { first }, by);
const check = (attempt = 1) => movements.check(movement(attempt), 2, by);
const told = async () => (await store.readStream(payments.streamOf(paymentId))).map(({ type }) => type).slice(1);
const status = async () => (await payments.find(paymentId))!.status;
const fail = () =>
  payments.recordOutcome({ paymentId, providerReference: firstReference, outcome: saidDeclined, answer: null }, by);
const tryAgain = async () => {
  const again = { ...reattempt, expiresAt: instant(clock.now() + 300_000), at: clock.at };
  await payments.reattempt((await payments.find(paymentId))!, again, by);
};

describe('the submission of an attempt', () => {
  it('has all that the provider needs under the reference that is on record', async () => {
    await submit();
    expect(provider.requests).toEqual([
      {
        reference: firstReference,
        amount: rwf(5_000),
        payer: { kind: 'msisdn', msisdn: aline },
        externalId: paymentId,
        description: 'invoice INV-1001',
        callbackUrl: expect.stringMatching(
          /^https:\/\/pay\.example\/callbacks\/mtn-momo\/[\w.-]+$/,
        ) as unknown as string,
        sentBefore: false,
      },
    ]);
    expect(await told()).toEqual(['PaymentSubmitted']);
  });

  it('is made once when its acceptance is on record', async () => {
    await submit();
    await submit(false);
    expect(provider.requests).toHaveLength(1);
  });

  it('is repeated when it is not known whether it arrived', async () => {
    provider.answersSubmissions(unclear);
    await submit();
    expect(await told()).toEqual([]);
    await submit(false);
    expect(provider.requests.map(({ reference, sentBefore }) => [reference, sentBefore])).toEqual([
      [firstReference, false],
      [firstReference, true],
    ]);
    expect(await told()).toEqual(['SubmissionRepeated', 'PaymentSubmitted']);
  });

  it('fails the attempt when the first one is refused', async () => {
    provider.answersSubmissions(refused);
    await submit();
    expect(await told()).toEqual(['PaymentFailed']);
  });

  it('does not fail the attempt when a later one is refused', async () => {
    provider.answersSubmissions(refused, refused);
    await submit(false);
    await submit(false);
    expect(provider.requests).toHaveLength(2);
    expect(await told()).toEqual(['SubmissionRepeated']);
  });

  it('is repeated only after that is on record', async () => {
    const slow = later<SubmissionAnswer>();
    provider.answersSubmissions(slow.answer);
    const second = submit(false);
    await slow.asked;
    expect(await told()).toEqual(['SubmissionRepeated']);
    slow.give(accepted);
    await second;
  });

  it('is not repeated when that cannot be recorded', async () => {
    await store.close();
    await expect(submit(false)).rejects.toThrow();
    expect(provider.requests).toEqual([]);
  });

  it('is made by one of two senders in a race: after a recorded refusal the other does not send', async () => {
    provider.answersSubmissions(refused);
    const { payments: others, movements: elsewhere } = another();
    const { send } = others;
    others.send = (async (...command: Parameters<Payments['send']>) => {
      // The refusal of the first is recorded in the moment before the second announces its submission.
      await submit();
      return send.apply(others, command);
    }) as Payments['send'];
    await elsewhere.submit(movement(), { first: false }, by);
    expect(provider.requests).toHaveLength(1);
    expect(await told()).toEqual(['PaymentFailed']);
  });

  it('is made by both of two senders in a race: once the second is announced, the refusal of the first decides nothing', async () => {
    const slow = later<SubmissionAnswer>();
    provider.answersSubmissions(slow.answer, unclear);
    const first = submit();
    await slow.asked;
    await another().movements.submit(movement(), { first: false }, by);
    slow.give(refused);
    await first;
    expect(provider.requests).toHaveLength(2);
    expect(await told()).toEqual(['SubmissionRepeated']);
    expect(await status()).toBe('created');
  });

  it('counts as a repetition where another one was announced before', async () => {
    provider.answersSubmissions(unclear, refused);
    await submit(false);
    await submit(true);
    expect(provider.requests.map(({ sentBefore }) => sentBefore)).toEqual([true, true]);
    expect(await told()).toEqual(['SubmissionRepeated']);
  });

  it('is made up to the last millisecond before the expiry', async () => {
    provider.answersSubmissions(unclear);
    await clock.pass({ ms: 299_999 });
    await submit();
    await clock.pass({ ms: 1 });
    await submit();
    expect(provider.requests).toHaveLength(1);
  });

  it('is made only for the current attempt', async () => {
    await fail();
    await tryAgain();
    await submit(true, 1);
    expect(provider.requests).toEqual([]);
    await submit(true, 2);
    expect(provider.requests.map(({ reference }) => reference)).toEqual([reattempt.providerReference]);
    await submit(true, 3);
    expect(provider.requests).toHaveLength(1);
  });

  describe('is not made', () => {
    const reference = { paymentId, providerReference: firstReference };
    const perhapsPaid = async () => {
      await fail();
      await tryAgain();
      const outcome = {
        is: 'successful',
        transactionId: null,
        amount: rwf(5_000),
        payerSubject: null,
        externalId: null,
      };
      await payments.recordOutcome({ ...reference, outcome: outcome as SaidOutcome, answer: null }, by);
    };

    it('once money was perhaps taken for its record, and the attempt fails since it certainly never left', async () => {
      await perhapsPaid();
      await submit(true, 2);
      expect(provider.requests).toEqual([]);
      expect((await told()).slice(-2)).toEqual(['OutcomeContradicted', 'PaymentFailed']);
      expect((await payments.find(paymentId))!.failure).toEqual({ code: 'CANCELLED', providerCode: null });
    });

    it('again once money was perhaps taken, and the attempt stays open since it may have been sent', async () => {
      provider.answersSubmissions(unclear);
      await fail();
      await tryAgain();
      await submit(true, 2);
      const outcome = {
        is: 'successful',
        transactionId: null,
        amount: rwf(5_000),
        payerSubject: null,
        externalId: null,
      };
      await payments.recordOutcome({ ...reference, outcome: outcome as SaidOutcome, answer: null }, by);
      provider.answersStatus(notFound);
      await check(2);
      expect(provider.requests).toHaveLength(1);
      expect(await status()).toBe('created');
    });

    it('once a person has decided that the payment is a duplicate', async () => {
      await payments.send('StopSubmission', { paymentId, reviewId: 'rev_1', grounds: null }, by);
      await submit();
      expect(provider.requests).toEqual([]);
      expect(await told()).toEqual(['SubmissionStopped', 'PaymentFailed']);
    });

    it('again once a person has decided that the payment is a duplicate, and the attempt stays open', async () => {
      provider.answersSubmissions(unclear);
      await submit();
      await payments.send('StopSubmission', { paymentId, reviewId: 'rev_1', grounds: null }, by);
      provider.answersStatus(notFound, success);
      await check();
      expect(provider.requests).toHaveLength(1);
      await check();
      expect(await told()).toEqual(['SubmissionStopped', 'StatusChecked', 'PaymentSucceeded']);
    });
  });

  it('that certainly never left is on record as such until the next one', async () => {
    provider.answersSubmissions({ is: 'not-sent', why: 'connection refused', failure: null, exchange: null }, accepted);
    await submit();
    expect(await told()).toEqual(['SubmissionNotSent']);
    await payments.send('StopSubmission', { paymentId, reviewId: 'rev_1', grounds: null }, by);
    expect(await told()).toEqual(['SubmissionNotSent', 'PaymentFailed']);
  });

  it('that never left because of our own configuration fails the attempt', async () => {
    const failure = { code: 'CONFIGURATION', providerCode: 'login_failed' } as const;
    provider.answersSubmissions({ is: 'not-sent', why: 'no token', failure, exchange: exchange(500) });
    await submit();
    expect(await told()).toEqual(['PaymentFailed']);
    expect((await payments.find(paymentId))!.failure).toEqual(failure);
  });

  it('keeps an answer that decides nothing once for each kind', async () => {
    const page = { is: 'unknown', kind: 'firewall-page', why: 'HTML', exchange: exchange(403) } as const;
    provider.answersSubmissions(page);
    await submit();
    provider.answersStatus({ ...page, kind: 'server-fault' }, { ...page, kind: 'server-fault' });
    await check();
    await check();
    const kept = (await store.readStream(payments.streamOf(paymentId))).map(({ data }) => data as { kind?: string });
    expect(await told()).toEqual(['InconclusiveAnswerReceived', 'InconclusiveAnswerReceived']);
    expect(kept.slice(1).map(({ kind }) => kind)).toEqual(['firewall-page', 'server-fault']);
  });

  it('is not made when the payer’s data is erased', async () => {
    await destroyKeyOf(personalData.subjectOf(aline), personalData);
    await submit();
    expect([provider.requests, await told()]).toEqual([[], []]);
  });

  it('of an unknown payment does nothing', async () => {
    await movements.submit(movement(1, 'pay_none'), { first: true }, by);
    await movements.check(movement(1, 'pay_none'), 0, by);
    await check(2);
    expect([provider.requests, provider.checks]).toEqual([[], []]);
  });

  it('is made once at a time', async () => {
    const slow = later<SubmissionAnswer>();
    provider.answersSubmissions(slow.answer);
    const first = submit();
    await slow.asked;
    await submit(false);
    expect(provider.requests).toHaveLength(1);
    slow.give(accepted);
    await first;
    expect(await told()).toEqual(['PaymentSubmitted']);
  });
});

describe('the last check of the record', () => {
  it('is returned without an await between its answer and the request', async () => {
    const answer = Promise.resolve(true);
    const looked = { find: payments.find.bind(payments), mayBeSent: () => answer } as unknown as Payments;
    const port = new PaymentMovements(looked, personalData, noDocuments, clock);
    const [first] = await port.find(paymentId);
    expect(port.mayBeSent(first!, by)).toBe(answer);
  });
});

describe('a status check', () => {
  it.each<[string, StatusAnswer, string[]]>([
    ['successful', success, ['PaymentSucceeded']],
    [
      'successful, of a payer and payment that are not named',
      { ...success, payer: null, externalId: null },
      ['PaymentSucceeded'],
    ],
    ['successful, without the amount', { ...success, amount: null }, ['PaymentBecameUncertain']],
    ['successful, with another amount', { ...success, amount: rwf(4_999) }, ['PaymentBecameUncertain']],
    [
      'successful, from another payer',
      { ...success, payer: { kind: 'msisdn', msisdn: bosco } },
      ['PaymentBecameUncertain'],
    ],
    ['successful, for another payment', { ...success, externalId: 'pay_2' }, ['PaymentBecameUncertain']],
    ['failed', declined, ['PaymentFailed']],
    ['expired', lapsed, ['PaymentExpired']],
    ['pending', waits, ['PaymentPending']],
    ['not found', notFound, ['StatusChecked']],
    [
      'unknown words',
      { is: 'unknown', kind: 'unknown-words', why: 'a new status', exchange: exchange(200) },
      ['StatusChecked'],
    ],
    [
      'a fault of the platform',
      { is: 'unknown', kind: 'server-fault', why: '500', exchange: exchange(500) },
      ['InconclusiveAnswerReceived'],
    ],
    [
      'nothing',
      { is: 'unknown', kind: 'no-answer', why: 'silence', exchange: { ...exchange(), response: null, fault: 'reset' } },
      [],
    ],
    ['not even an exchange', { is: 'unknown', kind: 'not-asked', why: 'the circuit is open', exchange: null }, []],
  ])('that says %s', async (_, answer, events) => {
    await submit();
    provider.answersStatus(answer, answer);
    await check();
    await check();
    expect(await told()).toEqual(['PaymentSubmitted', ...events]);
    expect(provider.checks).toEqual([
      { reference: firstReference, urgency: 2 },
      { reference: firstReference, urgency: 2 },
    ]);
    expect(provider.requests).toHaveLength(1);
  });

  it('that was not sent is told apart from a silent provider', async () => {
    await submit();
    provider.answersStatus({ is: 'unknown', kind: 'not-asked', why: 'the circuit is open', exchange: null });
    expect(await check()).toBe('not-asked');
    provider.answersStatus({
      is: 'unknown',
      kind: 'no-answer',
      why: 'silence',
      exchange: { ...exchange(), response: null, fault: 'reset' },
    });
    expect(await check()).toBe('done');
  });

  it('of an earlier attempt records money that arrives by it', async () => {
    await fail();
    await tryAgain();
    provider.answersStatus(success);
    await check(1);
    expect((await told()).at(-1)).toBe('OutcomeContradicted');
    expect(await status()).toBe('created');
  });

  it('of a provider that is not set up fails with an error', async () => {
    const none = movementsOf(payments, []);
    await expect(none.check(movement(), 0, by)).rejects.toThrow('No provider is configured under the name mtn-momo');
  });

  it('needs no payer’s number, which may be erased by then', async () => {
    await submit();
    await destroyKeyOf(personalData.subjectOf(aline), personalData);
    provider.answersStatus(success);
    await check();
    expect(await told()).toEqual(['PaymentSubmitted', 'PaymentSucceeded']);
  });

  it('does not store the number of an erased payer again, also when that payer has a newer payment', async () => {
    await submit();
    const subject = personalData.subjectOf(aline);
    await destroyKeyOf(subject, personalData);
    const anew = await personalData.seal(subject, { msisdn: aline });
    provider.answersStatus(success);
    await check();
    const answers = (await store.readStream(payments.streamOf(paymentId)))
      .map(({ data }) => (data as { answer?: Sealed }).answer)
      .filter((answer) => answer !== undefined);
    expect(answers).toHaveLength(2);
    for (const answer of answers) expect(await personalData.open(answer)).toBeNull();
    expect(await personalData.open(anew)).toEqual({ msisdn: aline });
  });
});

describe('a status check that finds nothing', () => {
  it('has the attempt submitted again under the same reference, until it expires', async () => {
    provider.answersSubmissions(unclear, unclear, unclear).answersStatus(notFound, notFound, notFound);
    await submit();
    await check();
    await clock.pass({ ms: 299_999 });
    await check();
    expect(provider.requests.map(({ reference, sentBefore }) => [reference, sentBefore])).toEqual([
      [firstReference, false],
      [firstReference, true],
      [firstReference, true],
    ]);
    await clock.pass({ ms: 1 });
    await check();
    expect(provider.requests).toHaveLength(3);
    expect(await told()).toEqual(['StatusChecked']);
  });

  it('does not have an acknowledged attempt submitted again', async () => {
    provider.answersStatus(notFound);
    await submit();
    await check();
    expect(provider.requests).toHaveLength(1);
  });

  it('does not have an attempt of an erased payer submitted again', async () => {
    await destroyKeyOf(personalData.subjectOf(aline), personalData);
    provider.answersStatus(notFound);
    await check();
    expect(provider.requests).toEqual([]);
  });

  it('during the first submission records nothing and submits nothing', async () => {
    const slow = later<SubmissionAnswer>();
    provider.answersSubmissions(slow.answer).answersStatus(notFound);
    const first = submit();
    await slow.asked;
    await check();
    slow.give(refused);
    await first;
    expect(provider.requests).toHaveLength(1);
    expect(await told()).toEqual(['PaymentFailed']);
  });

  it('does not submit again an attempt that has failed or was replaced meanwhile', async () => {
    for (const next of [fail, tryAgain]) {
      const slow = later<StatusAnswer>();
      provider.answersStatus(slow.answer);
      const checking = check(1);
      await slow.asked;
      await next();
      slow.give(notFound);
      await checking;
    }
    expect(provider.requests).toEqual([]);
  });

  it('takes the effect from a refusal of the first submission, also where another instance submits again', async () => {
    const slow = later<SubmissionAnswer>();
    provider.answersSubmissions(slow.answer, unclear).answersStatus(notFound);
    const first = submit();
    await slow.asked;
    const elsewhere = movementsOf(payments);
    await elsewhere.check(movement(), 0, by);
    slow.give(refused);
    await first;
    expect(provider.requests).toHaveLength(2);
    expect(await told()).toEqual(['StatusChecked']);
    expect(await status()).toBe('created');
  });

  it('before the first submission makes that one a repetition', async () => {
    provider.answersStatus(notFound).answersSubmissions(unclear, refused);
    await check();
    await submit(true);
    expect(provider.requests.map(({ sentBefore }) => sentBefore)).toEqual([true, true]);
    expect(await told()).toEqual(['StatusChecked']);
  });
});
