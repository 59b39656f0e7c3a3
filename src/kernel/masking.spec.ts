import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { masked, maskedJson, maskedText } from './masking.js';

const seed = { seed: 20261122, verbose: fc.VerbosityLevel.Verbose } as const;

describe('free text', () => {
  it.each([
    ['+250788555123'],
    ['250788555123'],
    ['00250788555123'],
    ['0788555123'],
    ['788555123'],
    ['0788 555 123'],
    ['0788-555-123'],
    ['0788.555.123'],
    ['0788/555123'],
    ['(0788) 555 123'],
    ['[0788]555-123'],
    ['788 555 123'],
    ['078 855 51 23'],
    ['+250 788 555 123'],
    ['+250 (0) 788 555-123'],
    ['(+250) 788.555.123'],
    ['+250-78-855-5123'],
    ['0 7 8 8 5 5 5 1 2 3'],
    ['0788\u00a0555\u202f123'],
    ['0788\u2011555\u2013123'],
    ['\u202a+250 788 555 123\u202c'],
  ])('holds no whole number where it held %j', (number) => {
    for (const text of [number, `Call ${number}.`, `tel:${number};`, `momo_${number}RWF`, `${number}, ${number}`]) {
      expect(maskedText(text)).toContain('+25078*****23');
      expect(maskedText(text).replace(/\D/g, '')).not.toContain('555');
    }
  });

  it.each([['+46733123450'], ['+1 (415) 555-0123'], ['+254 712 345 678']])('masks %j of another country', (number) => {
    expect(maskedText(`Call ${number}!`)).toMatch(/^Call \+[\d*]+\*{4}\d\d!$/);
  });

  it.each([
    ['pay_143f0788555123a8f9788555123ab199'],
    ['rev_0788555123788555123abcde'],
    ['10788555-0788-4555-9123-078855512399'],
    ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'.replace('96fb', 'a788555123')],
    ['1500000000'],
    ['RWF 1500000000'],
    ['RWF 700 000 000'],
    ['5 788 555 123'],
    ['1.788.555.123'],
    ['750,555,123'],
    ['0.788555123'],
    ['9012345678'],
    ['41077143421'],
    ['1788555123'],
    ['1788555123456'],
    ['2026-07-22'],
    ['2026-07-22T12:00:00.123456Z'],
    ['2026-07-22 12.00.00'],
    ['2026-07-22 15:45 and 2026-07-23 08:00'],
    ['INV-2026-000788'],
    ['RCT-2026-000001'],
    ['788'],
    ['no digits at all'],
    ['7 '.repeat(6) + '8'],
    [''],
  ])('keeps %j', (text) => {
    expect(maskedText(text)).toBe(text);
    expect(maskedText(`see ${text}.`)).toBe(`see ${text}.`);
  });
});

describe('JSON', () => {
  const body = `{ "financialTransactionId":"788555123", "externalId":"pay_1","amount":"788555123", "fee": 788555123,
    "amount":5000.00,"currency":"RWF","payer":{"partyIdType":"MSISDN","partyId":"250788555123"},
    "payee": {"partyId": 46733123450}, "payerMessage":"from 0788 555 123","reason":{"code":"X","message":"no 788555123"},
    "0788555123":[{"x":788555123}, 0.788555123], "at":"2026-07-22T12:00:00Z"}`;
  const hidden = body
    .replace('"250788555123"', '"+25078*****23"')
    .replace('46733123450', '"46733****50"')
    .replace('0788 555 123', '+25078*****23')
    .replace('no 788555123', 'no +25078*****23')
    .replace('"0788555123":[{"x":788555123}', '"+25078*****23":[{"x":"+25078*****23"}');

  it('goes by field: parties are masked, ids, amounts and times stay as they are written, the rest goes by shape', () =>
    expect(maskedJson(body)).toBe(hidden.replace('"46733****50"', JSON.stringify('+46733****50'))));

  it('is known inside a text, and there again', () => {
    const wrapped = { answer: { request: { body: JSON.stringify({ inner: body }) } } };
    const inner = JSON.parse(masked(wrapped).answer.request.body) as { inner: string };
    expect(inner.inner).toBe(maskedJson(body));
  });

  it('that is cut off is free text', () => expect(maskedText(body.slice(0, 300))).not.toMatch(/788555123"?\}/));

  it('holds numbers in metadata whatever their names are, and in the names', () => {
    const metadata = { orderId: '0788555123', '+250 788 555 123': 'x', amount: '788555123' };
    expect(masked({ metadata })).toEqual({
      metadata: { orderId: '+25078*****23', '+25078*****23': 'x', amount: '+25078*****23' },
    });
  });

  it('loses no member whose name looks like another’s when both are masked', () =>
    expect(masked([{ '0788555123': 1, '0788555923': 2, '+250788555123': 3 }, { '0788555123': 4 }])).toEqual([
      { '+25078*****23': 1, '+25078*****23 (2)': 2, '+25078*****23 (3)': 3 },
      { '+25078*****23': 4 },
    ]));

  it('masks what is a number by its name however it is written', () => {
    for (const msisdn of ['+250788555123', '0788 555 123', '788555123', 46733123450, '+12345678']) {
      expect(JSON.stringify(masked({ msisdn, list: [{ partyId: [msisdn] }] })).match(/\d{7}/)).toBeNull();
    }
    expect(masked({ msisdn: null })).toEqual({ msisdn: null });
  });
});

describe('whatever is rendered', () => {
  const gap = fc.constantFrom('', ' ', '-', '.', ') ', '\u00a0');
  const written = fc
    .tuple(
      fc.constantFrom('', '0', '250', '+250', '+250 ', '+250 (0) '),
      fc.stringMatching(/^7[2-9]\d{7}$/),
      fc.array(gap, { minLength: 8, maxLength: 8 }),
    )
    .map(([prefix, number, gaps]) => ({
      number,
      text: prefix + [...number].map((digit, index) => digit + (gaps[index] ?? '')).join(''),
    }));
  // What comes before a bare number decides whether it is one: 5 788 123 456 is an amount.
  const around = fc
    .string()
    .filter((text) => !/\d\W{0,4}$/.test(text) && !/^\W{0,4}\d/.test(text) && !/["\\{[]/.test(text));
  const place = fc.constantFrom<(text: string) => unknown>(
    (description) => ({ description }),
    (note) => ({ type: 'NoteAdded', data: { note } }),
    (text) => ({ metadata: { [text]: text, id: text } }),
    (message) => ({
      answer: { response: { body: JSON.stringify({ reason: { message }, payer: { partyId: message } }) } },
    }),
    (body) => ({ body }),
    (field) => ({ errors: [{ field, message: 'is unknown' }] }),
  );

  it('holds no Rwandan mobile number', () =>
    fc.assert(
      fc.property(written, around, around, place, ({ number, text }, before, after, put) => {
        const shown = JSON.stringify(masked(put(`${before}${text}${after}`)));
        expect(shown.replace(/[^\d]/g, '')).not.toContain(number);
      }),
      { ...seed, numRuns: 2_000 },
    ));

  it('keeps amounts, ids and times as they are', () =>
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{1,15}$/),
        fc.uuid(),
        fc.stringMatching(/^[0-9a-f]{32}$/),
        (amount, uuid, hex) => {
          const facts = {
            id: `pay_${hex}`,
            amount,
            refundedAmount: amount,
            providerTransactionId: amount,
            providerReference: uuid,
            fingerprint: hex,
            at: '2026-07-22T12:00:00.000Z',
            said: `pay_${hex} ${uuid}`,
          };
          expect(masked(facts)).toEqual(facts);
        },
      ),
      { ...seed, numRuns: 2_000 },
    ));
});
