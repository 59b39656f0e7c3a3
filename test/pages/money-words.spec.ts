import { describe, expect, it } from '@jest/globals';
import { globSync } from 'node:fs';
import { rwf } from '../support/specify-payment.js';
import { html } from '../../src/http/pages/markup.js';
import { sayIn, type Text } from '../../src/http/pages/text.js';
import { languages } from '../../src/kernel/domain/language.js';
import { Money } from '../../src/kernel/domain/money.js';
import { recordTypes } from '../../src/kernel/domain/record.js';
import { outgoingStatuses } from '../../src/modules/outgoing/contract.js';
import { operations as paymentOperations } from '../../src/modules/payments/payment.documentation.js';
import { paymentStatuses } from '../../src/modules/payments/contract.js';
import { operations as batchOperations } from '../../src/modules/payouts/batch.documentation.js';
import { batchStatuses } from '../../src/modules/payouts/batch.decider.js';
import { operations as payoutOperations } from '../../src/modules/payouts/payout.documentation.js';
import { failureCodes } from '../../src/modules/providers/contract.js';
import { routingReasons } from '../../src/modules/providers/routing.rule.js';
import { operations as refundOperations } from '../../src/modules/refunds/refund.documentation.js';
import { reviewReasons } from '../../src/modules/reviews/contract.js';
import { operations as reviewOperations } from '../../src/modules/reviews/review.documentation.js';
import { decisions } from '../../src/modules/reviews/review.events.js';
import type { Authenticator, Call } from '../../src/http/authentication.js';
import type { SeeOther } from '../../src/http/pages/see-other.js';
import { Refusal } from '../../src/kernel/domain/refusal.js';
import { carryOut } from '../../src/modules/dashboard/page-refusals.js';
import { findingWords } from '../../src/modules/dashboard/batch-line-words.page.js';
import { takenWords } from '../../src/modules/payouts/batches.js';
import { checkLines, payoutColumns } from '../../src/modules/payouts/batch-line.rule.js';
import { Header } from '../../src/kernel/domain/sheet.js';
import { batchWords } from '../../src/modules/dashboard/batches.page.js';
import {
  failureOf,
  failureWords,
  recordWords,
  routingWords,
  stepWords,
} from '../../src/modules/dashboard/code-words.page.js';
import { eventNamed, eventsLike, eventWord, eventWords } from '../../src/modules/dashboard/event-words.page.js';
import { outgoingWords, refusedWords } from '../../src/modules/dashboard/money-parts.page.js';
import { statusTexts } from '../../src/modules/dashboard/payments.page.js';
import { decisionWords, reasonWords } from '../../src/modules/dashboard/reviews.page.js';
import { amountFault } from '../../src/modules/dashboard/typed-amount.page.js';
import { typedAmount } from '../../src/modules/dashboard/typed-amount.rule.js';

const english = sayIn('en');

/** The types of all events that the product defines. */
async function definedEvents(): Promise<readonly string[]> {
  const types = new Set<string>();
  const files = globSync(new URL('../../src/**/*.events.ts', import.meta.url).pathname);
  for (const file of files) {
    const exported = Object.values((await import(file)) as Record<string, unknown>);
    for (const each of exported.flatMap((one) => [one, ...Object.values(Object(one) as object)])) {
      const { type } = Object(each) as { readonly type?: unknown };
      if (typeof each === 'function' && typeof type === 'string') types.add(type);
    }
  }
  return [...types];
}

describe('the words for events', () => {
  it('are there for every event that the product defines, and for no other', async () => {
    const defined = await definedEvents();
    expect(defined.length).toBeGreaterThan(140);
    expect(Object.keys(eventWords).toSorted()).toEqual(defined.toSorted());
  });

  it('are in English the name of the event, and in each language of one event alone', () => {
    for (const [type, words] of Object.entries(eventWords))
      expect(words.en().replaceAll(' ', '').toLowerCase()).toBe(type.toLowerCase());
    for (const language of languages) {
      const said = Object.values(eventWords).map((words) => words[language]());
      expect(said.filter((each, place) => said.indexOf(each) !== place)).toEqual([]);
    }
  });

  it.each([
    'PaymentSucceeded',
    'Payment Succeeded',
    'payment succeeded',
    ' PAYMENT  SUCCEEDED',
    'payment-succeeded',
    'Ubwishyu bwakunze',
    'paiement reussi',
  ])('find an event as a person writes it: %j', (typed) => expect(eventNamed(typed)).toBe('PaymentSucceeded'));

  it('find none for anything else, and name the nearest', () => {
    expect(eventNamed('Payment Suceeded')).toBeNull();
    expect(eventNamed('')).toBeNull();
    expect(eventsLike('Payment Suceeded', 'en')[0]).toBe('Payment Succeeded');
    expect(eventsLike('batch', 'en')).toHaveLength(3);
    expect(eventsLike('paiement echou', 'fr')[0]).toBe('Paiement échoué');
    expect(eventsLike('xyzzy quux', 'en')).toEqual([]);
  });

  it('are the plain name where a newer release has written an event', () =>
    expect(eventWord('MoonReached', english)).toBe('Moon Reached'));
});

describe('the words for codes of the contract', () => {
  const tables: readonly (readonly [string, readonly string[], Readonly<Record<string, Text<[], string>>>])[] = [
    ['payment.status', paymentStatuses, statusTexts],
    ['refund.status', outgoingStatuses, outgoingWords],
    ['batch.status', batchStatuses, batchWords],
    ['failure.code', failureCodes, failureWords],
    ['record.type', recordTypes, recordWords],
    ['routing', routingReasons, routingWords],
    ['review.reason', reviewReasons, reasonWords],
    ['review.decision', decisions, decisionWords],
  ];
  it.each(tables)('are there for each %s, in each language, and are no codes themselves', (_, codes, words) => {
    for (const code of codes)
      for (const language of languages) {
        const said = words[code]![language]();
        expect([code, language, said]).toEqual([code, language, expect.stringMatching(/^[^_]{3,}$/)]);
        expect([code, language, /[A-Z]{4,}/.test(said)]).toEqual([code, language, false]);
      }
  });

  it('are there for every refusal that a form of these pages may meet', () => {
    const behindForms = [
      refundOperations.requestRefund,
      refundOperations.approveRefund,
      refundOperations.rejectRefund,
      refundOperations.completeRefund,
      payoutOperations.approvePayout,
      payoutOperations.rejectPayout,
      payoutOperations.createPayoutAttempt,
      batchOperations.createPayoutBatch,
      batchOperations.approvePayoutBatch,
      batchOperations.rejectPayoutBatch,
      reviewOperations.assignReview,
      reviewOperations.resolveReview,
      paymentOperations.checkStatus,
    ];
    const codes = new Set(
      behindForms.flatMap((each) => ('refuses' in each ? (each.refuses as readonly string[]) : [])),
    );
    const bare = [...codes].filter((code) => {
      const said = html`${refusedWords({ status: 409, code, detail: {} }, english)}`.toString();
      return said.includes('class="code"');
    });
    // These are answered as everywhere, or a page cannot send what they refuse.
    expect(bare.filter((code) => !/_NOT_FOUND$|^IDEMPOTENCY_KEY/.test(code))).toEqual([]);
  });

  it('stand before the codes of a failure, each of which is said once', () => {
    const said = (providerCode: string | null) => failureOf({ code: 'EXPIRED', providerCode }, english).toString();
    expect(said('EXPIRED')).toBe('its time was over <span class="code">(EXPIRED)</span>');
    expect(said(null)).toBe(said('EXPIRED'));
    expect(said('TIMEOUT')).toBe('its time was over <span class="code">(EXPIRED, TIMEOUT)</span>');
  });

  it('tell why a provider was chosen, and what a step of a timeline has only as a code', () => {
    const candidates = [
      { provider: 'mtn-momo', is: 'chosen', reasons: ['only-one'] },
      { provider: 'airtel-money', is: 'ruled-out', reasons: ['number', 'currency'] },
    ];
    const said = (data: object) => html`${stepWords(data, 'en')}`.toString();
    expect(said({ candidates })).toBe(
      ': mtn-momo chosen (the only one possible); airtel-money ruled out (not for this number, not in this currency)',
    );
    expect(said({ taught: 'NOT_FOUND' })).toBe(': the provider did not know it');
    expect(said({ reason: 'NO_FINAL_ANSWER' })).toBe(': no final answer came in time');
    expect(said({ reason: 'The client left.', amount: null })).toBe('');
    expect(said({ amount: rwf(5_000), note: 'She called.' })).toBe(
      ': <span class="money">5,000\u00a0RWF</span>: She called.',
    );
    expect(said({ failure: { code: 'NOT_OF_THIS_RELEASE', providerCode: null } })).toBe('');
  });
});

describe('the words for what is wrong with a line of a file of payouts', () => {
  it('are there in each language for everything that the rules find', () => {
    const columns = ['Record', 'Msisdn', 'Amount', 'Currency', 'Name', 'Description', 'RecordType', 'Dimension:branch'];
    const header = Header.read(columns, payoutColumns) as Header;
    const good = ['A', '0788123456', '5000', 'RWF', '', '', '', ''];
    const changed = (place: number, cell: string) => good.map((each, at) => (at === place ? cell : each));
    const rows = [
      ...[good, [...changed(0, 'B'), 'more'], changed(0, ''), good, changed(0, 'C')],
      ...[changed(1, '12'), changed(1, '2.5079E+11'), changed(2, '1e3'), changed(2, '9'.repeat(16)), changed(2, '0')],
      ...[
        changed(2, '1.5'),
        [...changed(2, '1.555').with(3, 'EUR')],
        changed(3, 'FRW'),
        changed(3, 'EUR'),
        changed(4, 'x'.repeat(101)),
        changed(6, 'gift'),
      ],
    ].map((cells, place) => ({ line: place + 2, cells }));
    const found = [
      ...checkLines(header, rows, () => null),
      ...checkLines(header, rows.slice(0, 1), () => 'CURRENCY_NOT_SUPPORTED'),
      ...checkLines(header, rows.slice(0, 1), () => 'MSISDN_NOT_SUPPORTED'),
    ].flatMap(({ errors, warnings }) => [...errors, ...warnings].map(({ message }) => message));
    const messages = [...new Set([...found, ...Object.values(takenWords).map((of) => of('out_0123456789abcdef'))])];
    expect(messages.length).toBeGreaterThanOrEqual(20);
    for (const message of messages) {
      expect(findingWords(message, english)).toBe(message);
      for (const language of ['rw', 'fr'] as const)
        expect([message, findingWords(message, sayIn(language)) ?? message]).toEqual([
          message,
          expect.not.stringMatching(/^(must|is|has|was) /),
        ]);
    }
    expect(findingWords('is something new', english)).toBeNull();
  });
});

describe('a press that decides money', () => {
  const press = (isDone: readonly boolean[], refused: boolean, seen = 'requested-0') => {
    const answers = [...isDone];
    const order = () => (refused ? Promise.reject(new Refusal('conflict', 'REFUND_NOT_REQUESTED')) : Promise.resolve());
    const request = { body: { seen }, method: 'POST', routeOptions: { url: '/refunds/:id/approve' } };
    const call = { request } as unknown as Call;
    const authenticator = {} as Authenticator;
    const path = '/refunds/ref_1';
    const came = carryOut(
      { path, isDone: () => Promise.resolve(answers.shift()!), seen: 'requested-0', order },
      call,
      authenticator,
    );
    return came.catch((error: unknown) => (error as SeeOther).path);
  };
  it('is done once; the second of two at once is not called a refusal of what its own first press has done', async () => {
    expect(await press([false], false)).toBe('/refunds/ref_1?done=now');
    expect(await press([true], false)).toBe('/refunds/ref_1?done=already');
    expect(await press([false, true], true)).toBe('/refunds/ref_1?done=already');
    expect(await press([false, false], true)).toMatchObject({ refused: { code: 'REFUND_NOT_REQUESTED', status: 409 } });
    expect(await press([false], false, 'requested-1')).toEqual({ hasChanged: true });
  });
});

describe('an amount that is typed into a form', () => {
  const most = Money.parse('5000', 'RWF');
  it.each([
    ['5000', '5000'],
    ['1', '1'],
    ['0500', '500'],
  ])('%j has one meaning', (typed, amount) => expect(String(typedAmount(typed, 'RWF', most))).toBe(`${amount} RWF`));
  it.each([
    ['', 'digits'],
    ['1e3', 'digits'],
    [' 1 000', 'digits'],
    ['1\u00a0000', 'digits'],
    ['1,000', 'digits'],
    ['-5', 'digits'],
    ['+5', 'digits'],
    ['٥٠٠', 'digits'],
    ['0x10', 'digits'],
    ['.5', 'digits'],
    ['0', 'zero'],
    ['000', 'zero'],
    ['1.5', 'decimals'],
    ['1.000', 'decimals'],
    ['5001', 'more'],
    ['9'.repeat(20), 'more'],
  ] as const)('%j is refused, and not guessed', (typed, fault) => {
    expect(typedAmount(typed, 'RWF', most)).toBe(fault);
    for (const language of languages) expect(amountFault(fault, 'RWF', language).length).toBeGreaterThan(10);
  });
  it('has as many decimals as its currency', () => {
    expect(String(typedAmount('1.5', 'EUR', null))).toBe('1.50 EUR');
    expect(typedAmount('1.555', 'EUR', null)).toBe('decimals');
    expect(amountFault('decimals', 'EUR', 'en')).toContain('EUR has 2 decimals');
    expect(amountFault('decimals', 'RWF', 'en')).toContain('Enter a whole number');
  });
});
