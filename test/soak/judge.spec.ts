import { describe, expect, it } from '@jest/globals';
import { judge, memoryOf, type Charge, type Evidence, type KnownPayment, type Life } from '../../bench/soak/judge.js';

const payment = (number: number, status: string, receiptNumber: string | null = null): KnownPayment => ({
  id: `pay_${number}`,
  status,
  amount: '5000',
  currency: 'RWF',
  recordId: `SOAK-${number}`,
  references: [`reference-${number}`],
  receiptNumber,
});
const charge = (number: number, status: string): Charge => ({
  reference: `reference-${number}`,
  status,
  amount: '5000',
  currency: 'RWF',
});
const promised = (number: number) => ({
  key: `key-${number}`,
  paymentId: `pay_${number}`,
  recordId: `SOAK-${number}`,
  amount: '5000',
});

/** Five minutes of life, sampled every ten seconds. */
const life = (rssMb: (minute: number) => number, killed = true): Life => ({
  samples: Array.from({ length: 30 }, (_, index) => ({
    atMs: (index + 1) * 10_000,
    rssMb: rssMb((index + 1) / 6),
  })),
  liveMb: 90,
  killed,
});
/** Fills what is bounded, and then stays. */
const usual = life((minute) => 150 + 10 * Math.min(minute, 2));

/** A small run after which all is well: one of each outcome, one that cannot be known, one that was contradicted at the end. */
const well: Evidence = {
  accepted: [1, 2, 3, 4, 5, 1].map(promised),
  reattempted: ['pay_3'],
  unanswered: [],
  surprises: [],
  payments: [
    payment(1, 'successful', 'RCT-2026-000001'),
    payment(2, 'failed'),
    { ...payment(3, 'expired'), references: ['reference-30', 'reference-3'] },
    payment(4, 'uncertain'),
    payment(5, 'successful', 'RCT-2026-000002'),
  ],
  charges: [
    charge(1, 'SUCCESSFUL'),
    charge(2, 'FAILED'),
    charge(30, 'FAILED'),
    charge(3, 'FAILED'),
    charge(4, 'PENDING'),
    charge(5, 'FAILED'),
  ],
  reviews: [
    { paymentId: 'pay_4', reason: 'UNCERTAIN_PAYMENT' },
    { paymentId: 'pay_5', reason: 'CONTRADICTION' },
  ],
  receiptBeyond: null,
  changedMinds: ['pay_5'],
  deadLetters: { code: 0, parked: [], skipped: [] },
  readiness: { status: 200, followers: 7, behind: [] },
  openClaims: [],
  lives: [usual, usual, usual, usual, life(() => 900, false)],
  unordered: [],
  faults: [
    { name: '500 on create', struck: 3, calls: 60 },
    { name: '500 on token', struck: 0, calls: 299 },
  ],
  planned: { orders: 5, kills: 4 },
  done: { orders: 5, kills: 4 },
};

const sinsOf = (evidence: Evidence) =>
  judge(evidence)
    .filter(({ holds }) => !holds)
    .map(({ name, sins }) => [name, ...sins]);
const but = (change: Partial<Evidence>): Evidence => ({ ...well, ...change });
const withPayment = (number: number, change: Partial<KnownPayment>) =>
  but({ payments: well.payments.map((known) => (known.id === `pay_${number}` ? { ...known, ...change } : known)) });
const withCharge = (number: number, change: Partial<Charge>) =>
  but({
    charges: well.charges.map((each) => (each.reference === `reference-${number}` ? { ...each, ...change } : each)),
  });

const outcome = 'every outcome is the provider’s';
const receipts = 'one receipt for each successful payment, numbers without a gap';
const promises = 'every 202 is a payment, and every payment was a 202';
const plan = 'the run was what it was to be';

describe('the judge of a soak', () => {
  it('finds nothing where all is well', () => {
    expect(sinsOf(well)).toEqual([]);
    expect(judge(well)).toHaveLength(14);
  });

  it.each<[string, Evidence, string[]]>([
    ['fewer orders', but({ done: { orders: 4, kills: 3 } }), [plan, '4 orders instead of 5', '3 kills instead of 4']],
    [
      'a fault that never struck',
      but({ faults: [{ name: 'html on status', struck: 0, calls: 300 }] }),
      [plan, 'the fault html on status never struck in 300 calls'],
    ],
    [
      'an end that was not ordered',
      but({ unordered: ['life 2 ended by itself: 1'] }),
      ['the gateway ended only when it was killed', 'life 2 ended by itself: 1'],
    ],
    [
      'a caller without an answer',
      but({ unanswered: ['key-9'] }),
      ['every caller was answered', 'key-9 was never answered'],
    ],
    [
      'an answer that should not have been',
      but({ surprises: ['key-1 was answered 500'] }),
      ['every caller was answered', 'key-1 was answered 500'],
    ],
    [
      'a promise that was lost',
      but({ accepted: [...well.accepted, promised(6)] }),
      [promises, 'key-6 was answered 202 with pay_6, which is not there'],
    ],
    [
      'a promise that is kept otherwise',
      but({ accepted: well.accepted.map((each, index) => (index === 1 ? { ...each, amount: '7000' } : each)) }),
      [promises, 'key-2 asked 7000 for SOAK-2, and pay_2 is 5000 for SOAK-2'],
    ],
    [
      'two payments for one key',
      but({ accepted: [...well.accepted, { ...promised(2), key: 'key-1' }] }),
      [promises, 'key-1 was answered with pay_1 and with pay_2'],
    ],
    [
      'a further attempt that was lost',
      but({ reattempted: ['pay_2'] }),
      [promises, 'a further attempt of pay_2 was answered 202 and is not there'],
    ],
    [
      'a payment that no caller was told of',
      but({ accepted: well.accepted.filter(({ key }) => key !== 'key-3') }),
      [promises, 'no caller was told of pay_3'],
    ],
    [
      'a record that was charged twice',
      but({
        accepted: [...well.accepted, { ...promised(6), recordId: 'SOAK-1' }],
        payments: [...well.payments, { ...payment(6, 'successful', 'RCT-2026-000003'), recordId: 'SOAK-1' }],
        charges: [...well.charges, charge(6, 'SUCCESSFUL')],
      }),
      ['a record is charged once at most', 'SOAK-1 was charged 2 times'],
    ],
    [
      'a charge without a record of it',
      but({ charges: [...well.charges, charge(7, 'SUCCESSFUL')] }),
      ['a record is charged once at most', 'the provider was asked under reference-7, which is not on record'],
    ],
    [
      'a success that was none',
      withCharge(1, { status: 'FAILED' }),
      [outcome, 'pay_1 is successful, and at the provider FAILED'],
    ],
    [
      'a success that was never asked for',
      but({ charges: well.charges.slice(1) }),
      [outcome, 'pay_1 is successful, and at the provider not there'],
    ],
    ['another amount', withCharge(1, { amount: '4000' }), [outcome, 'pay_1 is 5000 RWF, and at the provider 4000 RWF']],
    [
      'a failure that was paid',
      withCharge(2, { status: 'SUCCESSFUL' }),
      [outcome, 'pay_2 is failed, and at the provider SUCCESSFUL'],
    ],
    [
      'an expiry that was paid',
      withCharge(3, { status: 'SUCCESSFUL' }),
      [outcome, 'pay_3 is expired, and at the provider SUCCESSFUL'],
    ],
    [
      'a doubt that the provider could end',
      withCharge(4, { status: 'SUCCESSFUL' }),
      [outcome, 'pay_4 is uncertain, and at the provider SUCCESSFUL'],
    ],
    [
      'a payment that is not checked any more',
      withPayment(3, { status: 'pending' }),
      [outcome, 'pay_3 is still pending, and at the provider FAILED'],
    ],
    [
      'an earlier attempt that was paid',
      but({
        payments: well.payments.map((known) =>
          known.id === 'pay_2' ? { ...known, references: ['reference-8', ...known.references] } : known,
        ),
        charges: [...well.charges, charge(8, 'SUCCESSFUL')],
      }),
      [outcome, 'pay_2 was paid by an earlier attempt, and is failed'],
    ],
    [
      'a doubt that no person is told of',
      but({ reviews: well.reviews.slice(1) }),
      ['every doubt is in a review', 'pay_4 is uncertain, and has no review'],
    ],
    [
      'a success without a receipt',
      withPayment(5, { receiptNumber: null }),
      [receipts, 'pay_5 is successful and has no receipt'],
    ],
    [
      'a receipt without a success',
      withPayment(2, { receiptNumber: 'RCT-2026-000003' }),
      [receipts, 'pay_2 is failed and has the receipt RCT-2026-000003'],
    ],
    [
      'a gap in the numbers',
      withPayment(5, { receiptNumber: 'RCT-2026-000003' }),
      [receipts, 'the receipt RCT-2026-000003 stands at place 2'],
    ],
    [
      'one number twice',
      withPayment(5, { receiptNumber: 'RCT-2026-000001' }),
      [receipts, 'the receipt RCT-2026-000001 stands at place 2'],
    ],
    [
      'a receipt that belongs to no payment',
      but({ receiptBeyond: 'RCT-2026-000003' }),
      [receipts, 'the receipt RCT-2026-000003 belongs to no payment'],
    ],
    [
      'something parked',
      but({ deadLetters: { code: 1, parked: [{ group: 'open-reviews' }], skipped: [] } }),
      ['nothing is parked or skipped', 'parked or skipped: {"group":"open-reviews"}'],
    ],
    [
      'no list of what is parked',
      but({ deadLetters: { code: 2, parked: [], skipped: [] } }),
      ['nothing is parked or skipped', 'ishyura parked ended with 2'],
    ],
    [
      'a gateway that is not ready',
      but({ readiness: { status: 503, followers: 7, behind: [{ name: 'payments.v1' }] } }),
      ['it is ready, and every follower is at the head', 'behind: {"name":"payments.v1"}', '/health/ready answers 503'],
    ],
    [
      'a readiness that checks nothing',
      but({ readiness: { status: 200, followers: 0, behind: [] } }),
      ['it is ready, and every follower is at the head', '/health/ready names no follower'],
    ],
    [
      'a claim that stays',
      but({ openClaims: ['record-key'] }),
      ['no claim is left open', 'the claim of record-key was never finished'],
    ],
    [
      'memory that grows within a life',
      but({ lives: [life((minute) => 100 + 60 * minute), usual, usual, usual] }),
      ['memory is flat within each life', 'a life had 290 MiB in its third quarter and 365 MiB in its last'],
    ],
    [
      'memory that grows from life to life',
      but({ lives: [100, 120, 140, 160].map((rss) => life(() => rss)) }),
      [
        'memory is flat from life to life',
        'median of the first 2 lives 110 MiB, of the last 150 MiB; at most 1.2 times that',
      ],
    ],
    [
      'more and more that is held',
      but({ lives: [90, 95, 100, 105].map((liveMb) => ({ ...usual, liveMb })) }),
      [
        'what is held at the end of a life is too',
        'median of the first 2 lives 93 MiB, of the last 103 MiB; at most 1.1 times that',
      ],
    ],
  ])('sees %s', (_, evidence, sins) => {
    expect(sinsOf(evidence)).toEqual([sins]);
  });

  it('finds a contradicting outcome without a review', () => {
    expect(sinsOf(but({ reviews: well.reviews.slice(0, 1) }))).toEqual([
      [outcome, 'pay_5 is successful, and at the provider FAILED'],
      ['every doubt is in a review', 'the provider has changed its mind about pay_5, and there is no review'],
    ]);
  });

  it('fails a run without payments', () => {
    const empty = but({ accepted: [], reattempted: [], payments: [], charges: [], reviews: [], changedMinds: [] });
    expect(sinsOf(empty)).toEqual([[plan, 'there are no payments']]);
  });

  it('accepts a payment of a caller without an answer', () => {
    const evidence = but({ accepted: well.accepted.filter(({ key }) => key !== 'key-3'), unanswered: ['key-3'] });
    expect(sinsOf(evidence)).toEqual([['every caller was answered', 'key-3 was never answered']]);
  });

  it('reports lives that are too short or too few for a judgement of memory', () => {
    const short: Life = { samples: usual.samples.slice(0, 6), liveMb: null, killed: true };
    const notes = judge(but({ lives: [short, short, short] })).map(({ note }) => note);
    expect(notes.filter((note) => note.startsWith('not judged'))).toEqual([
      'not judged: no life under traffic was as long as four minutes',
      'not judged: fewer than four lives under traffic',
      'not judged: fewer than four lives under traffic',
    ]);
  });
});

it('measures the memory of a life', () => {
  expect(memoryOf(life((minute) => 100 + 10 * minute))).toEqual({
    least: expect.closeTo(101.67, 2),
    median: expect.closeTo(125.83, 2),
    most: 150,
    slopeMbPerMinute: expect.closeTo(10, 6),
    thirdQuarter: expect.closeTo(131.67, 1),
    lastQuarter: expect.closeTo(144.17, 1),
  });
  expect(memoryOf({ samples: [], liveMb: null, killed: true })).toBeNull();
});
