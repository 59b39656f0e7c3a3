import { beforeEach, describe, expect, it } from '@jest/globals';
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

describe('an attempt is submitted', () => {
  it('with all that the provider needs, and nothing that it could take for another', async () => {
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

  it('once, and is not submitted again when that is on record', async () => {
    await submit();
    await submit(false);
    expect(provider.requests).toHaveLength(1);
  });

  it('again when nobody knows whether it arrived', async () => {
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

  it('and has failed when the first sending is refused', async () => {
    provider.answersSubmissions(refused);
    await submit();
    expect(await told()).toEqual(['PaymentFailed']);
  });

  it('and has not failed when a later sending is refused: the first may have been accepted', async () => {
    provider.answersSubmissions(refused, refused);
    await submit(false);
    await submit(false);
    expect(provider.requests).toHaveLength(2);
    expect(await told()).toEqual(['SubmissionRepeated']);
  });

  it('by another than the first only once that is on record', async () => {
    const slow = later<SubmissionAnswer>();
    provider.answersSubmissions(slow.answer);
    const second = submit(false);
    await slow.asked;
    expect(await told()).toEqual(['SubmissionRepeated']);
    slow.give(accepted);
    await second;
  });

  it('and not sent at all when that cannot be put on record', async () => {
    await store.close();
    await expect(submit(false)).rejects.toThrow();
    expect(provider.requests).toEqual([]);
  });

  it('by one of two who race: with a refusal on record nobody else sends', async () => {
    provider.answersSubmissions(refused);
    const { payments: others, movements: elsewhere } = another();
    const { send } = others;
    others.send = (async (...command: Parameters<Payments['send']>) => {
      // The first is refused, and records it, in the moment before the other says that he sends.
      await submit();
      return send.apply(others, command);
    }) as Payments['send'];
    await elsewhere.submit(movement(), { first: false }, by);
    expect(provider.requests).toHaveLength(1);
    expect(await told()).toEqual(['PaymentFailed']);
  });

  it('by both of two who race: once the other is on record, the refusal of the first is a doubt', async () => {
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

  it('and by the first no longer as the first when another is on record before', async () => {
    provider.answersSubmissions(unclear, refused);
    await submit(false);
    await submit(true);
    expect(provider.requests.map(({ sentBefore }) => sentBefore)).toEqual([true, true]);
    expect(await told()).toEqual(['SubmissionRepeated']);
  });

  it('up to its expiry, to the millisecond', async () => {
    provider.answersSubmissions(unclear);
    await clock.pass({ ms: 299_999 });
    await submit();
    await clock.pass({ ms: 1 });
    await submit();
    expect(provider.requests).toHaveLength(1);
  });

  it('only while it is the current one', async () => {
    await fail();
    await tryAgain();
    await submit(true, 1);
    expect(provider.requests).toEqual([]);
    await submit(true, 2);
    expect(provider.requests.map(({ reference }) => reference)).toEqual([reattempt.providerReference]);
    await submit(true, 3);
    expect(provider.requests).toHaveLength(1);
  });

  describe('not at all', () => {
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

    it('once somebody says that money was taken for its record: it has failed, since it certainly never left', async () => {
      await perhapsPaid();
      await submit(true, 2);
      expect(provider.requests).toEqual([]);
      expect((await told()).slice(-2)).toEqual(['OutcomeContradicted', 'PaymentFailed']);
      expect((await payments.find(paymentId))!.failure).toEqual({ code: 'CANCELLED', providerCode: null });
    });

    it('again, and it stays in doubt, since it may have been sent before', async () => {
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

    it('once a person has decided that it is a duplicate', async () => {
      await payments.send('StopSubmission', { paymentId, reviewId: 'rev_1', grounds: null }, by);
      await submit();
      expect(provider.requests).toEqual([]);
      expect(await told()).toEqual(['SubmissionStopped', 'PaymentFailed']);
    });

    it('again once a person has decided that it is a duplicate, and what was sent is waited for', async () => {
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

  it('and that it certainly never left is on record, until it is sent again', async () => {
    provider.answersSubmissions({ is: 'not-sent', why: 'connection refused', failure: null, exchange: null }, accepted);
    await submit();
    expect(await told()).toEqual(['SubmissionNotSent']);
    await payments.send('StopSubmission', { paymentId, reviewId: 'rev_1', grounds: null }, by);
    expect(await told()).toEqual(['SubmissionNotSent', 'PaymentFailed']);
  });

  it('and it has failed when it never left because our own set-up is wrong', async () => {
    const failure = { code: 'CONFIGURATION', providerCode: 'login_failed' } as const;
    provider.answersSubmissions({ is: 'not-sent', why: 'no token', failure, exchange: exchange(500) });
    await submit();
    expect(await told()).toEqual(['PaymentFailed']);
    expect((await payments.find(paymentId))!.failure).toEqual(failure);
  });

  it('and an answer that decides nothing is kept once for each kind', async () => {
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

  it('to nobody when the payer has been erased', async () => {
    await personalData.erase(personalData.subjectOf(aline));
    await submit();
    expect([provider.requests, await told()]).toEqual([[], []]);
  });

  it('of no payment is nothing', async () => {
    await movements.submit(movement(1, 'pay_none'), { first: true }, by);
    await movements.check(movement(1, 'pay_none'), 0, by);
    await check(2);
    expect([provider.requests, provider.checks]).toEqual([[], []]);
  });

  it('once at a time', async () => {
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

describe('the last look at the record', () => {
  it('is passed on as it is: no await stands between its answer and the request', async () => {
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
      'words that nobody knows',
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

  it('that was never asked for is not taken for silence', async () => {
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

  it('of an earlier attempt still counts: money that arrives on it is told', async () => {
    await fail();
    await tryAgain();
    provider.answersStatus(success);
    await check(1);
    expect((await told()).at(-1)).toBe('OutcomeContradicted');
    expect(await status()).toBe('created');
  });

  it('of a provider that is not set up here fails, and is seen', async () => {
    const none = movementsOf(payments, []);
    await expect(none.check(movement(), 0, by)).rejects.toThrow('No provider is configured under the name mtn-momo');
  });

  it('needs no number of the payer, who may be erased by then', async () => {
    await submit();
    await personalData.erase(personalData.subjectOf(aline));
    provider.answersStatus(success);
    await check();
    expect(await told()).toEqual(['PaymentSubmitted', 'PaymentSucceeded']);
  });

  it('brings no number of an erased payer back, not even when that payer has begun another payment since', async () => {
    await submit();
    const subject = personalData.subjectOf(aline);
    await personalData.erase(subject);
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
  it('has the attempt sent again under the same reference, until it expires', async () => {
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

  it('does not have sent again what was acknowledged', async () => {
    provider.answersStatus(notFound);
    await submit();
    await check();
    expect(provider.requests).toHaveLength(1);
  });

  it('does not have sent again what an erased payer would have to pay', async () => {
    await personalData.erase(personalData.subjectOf(aline));
    provider.answersStatus(notFound);
    await check();
    expect(provider.requests).toEqual([]);
  });

  it('while the first sending is on its way teaches nothing and sends nothing', async () => {
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

  it('does not send again what failed or was tried again meanwhile', async () => {
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

  it('makes the refusal of the first sending a doubt, also when another instance sends', async () => {
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

  it('before the first sending makes that one a repetition', async () => {
    provider.answersStatus(notFound).answersSubmissions(unclear, refused);
    await check();
    await submit(true);
    expect(provider.requests.map(({ sentBefore }) => sentBefore)).toEqual([true, true]);
    expect(await told()).toEqual(['StatusChecked']);
  });
});
