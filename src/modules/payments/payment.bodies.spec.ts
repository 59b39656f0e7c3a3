import { describe, expect, it } from '@jest/globals';
import { validation } from '../../http/validation.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { CreatePaymentBody } from './payment.bodies.js';

const body = {
  amount: '5000',
  currency: 'RWF',
  payer: { msisdn: '0788123456' },
  record: { type: 'invoice', id: 'INV-1001' },
};
const read = async (value: unknown): Promise<ReturnType<CreatePaymentBody['ask']>> => {
  const read = (await validation().transform(value, {
    type: 'body',
    metatype: CreatePaymentBody,
  })) as CreatePaymentBody;
  return read.ask();
};
const fieldsOf = async (value: unknown): Promise<string[]> => {
  const error: unknown = await read(value).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return [];
  expect(error).toBeInstanceOf(InvalidInput);
  return (error as InvalidInput).errors.map(({ field }) => field);
};

describe('the body of a payment request', () => {
  it('counts a character of several code units once', async () => {
    const most = { description: '🏠'.repeat(160), metadata: { ['🏠'.repeat(64)]: '🏠'.repeat(500), a$b: '$.' } };
    expect(await read({ ...body, ...most })).toMatchObject(most);
  });

  it('is read into the values of the domain', async () => {
    expect(await read(body)).toMatchObject({
      msisdn: '+250788123456',
      record: { type: 'invoice', id: 'INV-1001', part: null },
      description: null,
      dimensions: {},
      metadata: {},
    });
  });

  it.each<[string, object, string]>([
    ['a number for an amount', { amount: 5000 }, 'amount'],
    ['an exponent', { amount: '5e3' }, 'amount'],
    ['a sign', { amount: '+5000' }, 'amount'],
    ['decimals that the currency has not', { amount: '5000.00' }, 'amount'],
    ['nothing', { amount: '0' }, 'amount'],
    ['sixteen digits', { amount: '1234567890123456' }, 'amount'],
    ['a currency that is none', { currency: 'XXX' }, 'currency'],
    ['a number that is none', { payer: { msisdn: '12' } }, 'payer.msisdn'],
    ['a list for a payer', { payer: [] }, 'payer'],
    ['null for a payer', { payer: null }, 'payer'],
    ['a record of no type', { record: { type: 'house', id: '1' } }, 'record.type'],
    ['an empty record', { record: { type: 'invoice', id: '' } }, 'record.id'],
    ['a blank record', { record: { type: 'invoice', id: ' \u00a0\u200b' } }, 'record.id'],
    ['a blank part', { record: { type: 'invoice', id: '1', part: ' ' } }, 'record.part'],
    ['a line break', { description: 'a\u2028b' }, 'description'],
    ['half a character', { description: 'a\ud800' }, 'description'],
    ['a control character in a name', { dimensions: { 'a\u0000': 'x' } }, 'dimensions'],
    ['half a character in a name', { metadata: { 'a\udc00': 'x' } }, 'metadata'],
    ['a blank name', { metadata: { ' ': 'x' } }, 'metadata'],
    ['a name of 65 characters', { metadata: { ['x'.repeat(65)]: 'x' } }, 'metadata'],
    ['a name that a store reads as a path', { metadata: { 'order.id': 'x' } }, 'metadata'],
    ['a name that a store reads as an operator', { dimensions: { $where: 'x' } }, 'dimensions'],
    ['a control character', { record: { type: 'invoice', id: 'a\u0000' } }, 'record.id'],
    ['more than 160 characters', { description: 'x'.repeat(161) }, 'description'],
    ['an unknown member', { colour: 'red' }, 'colour'],
    ['an unknown member inside', { payer: { msisdn: '0788123456', name: 'Aline' } }, 'payer.name'],
    ['too many metadata', { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [n, 'x'])) }, 'metadata'],
    ['metadata that is no text', { metadata: { a: 1 } }, 'metadata'],
    ['a day and a second', { expiresInSeconds: 86_401 }, 'expiresInSeconds'],
  ])('is not %s', async (_, change, field) => expect(await fieldsOf({ ...body, ...change })).toContain(field));
});
