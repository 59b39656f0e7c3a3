import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AirtelCallbacks } from './airtel.callbacks.js';

/** The sample of Airtel's own documentation, whose hash we have reproduced (REFERENCE §9). */
const sampleKey = 'a4f48f692d2b4df9acbad7dff60a32a6';
const sample = {
  transaction: {
    id: 'BBZMiscxy',
    message: 'Paid UGX 5,000 to TECH LIMITED, Trans ID MP210603.1234.L06941.',
    status_code: 'TS',
    airtel_money_id: 'MP210603.1234.L06941',
  },
};
const sampleHash = 'zITVAAGYSlzl1WkUQJn81kbpT5drH3koffT8jCkcJJA=';

const reference = '3f8b1c52-5d0e-4c7f-9b61-2f6a0c9d7e11';
const transaction = { id: reference.replaceAll('-', ''), message: 'Paid', status_code: 'TS', airtel_money_id: 'MP1' };
const hashOf = (payload: string, key = sampleKey) => createHmac('sha256', key).update(payload).digest('base64');
const read = (body: string, key: string | null = sampleKey) => new AirtelCallbacks(key).read(body);

describe('a callback of Airtel', () => {
  it('names our reference, as sent and with hyphens', () => {
    expect(read(JSON.stringify({ transaction }), null)).toEqual({ reference, signature: null });
    expect(read(JSON.stringify({ transaction: { ...transaction, id: reference } }), null).reference).toBe(reference);
  });

  it.each(['', 'x', '[]', 'null', '7', '{}', '{"transaction":null}', '{"transaction":{"id":7}}', '{"transaction":[]}'])(
    'of the body %j names nothing',
    (body) => expect(read(body)).toEqual({ reference: null, signature: { is: 'missing', reading: null } }),
  );

  it('is verified as Airtel’s own sample is', () => {
    const signed = JSON.stringify({ ...sample, hash: sampleHash }, null, 2);
    expect(read(signed).signature).toMatchObject({ is: 'matched' });
    // However its bytes arrive.
    expect(read(JSON.stringify({ ...sample, hash: sampleHash })).signature).toEqual({
      is: 'matched',
      reading: 'pretty',
    });
  });

  it.each<[string, string]>([
    ['compact', JSON.stringify({ transaction })],
    ['pretty', JSON.stringify({ transaction }, null, 2)],
    ['inner', JSON.stringify(transaction)],
  ])('is verified by the reading %s, which is kept', (reading, payload) => {
    const body = JSON.stringify({ hash: hashOf(payload), transaction }, null, 3);
    expect(read(body).signature).toEqual({ is: 'matched', reading });
  });

  it('is verified by the raw body without its hash, wherever that stands', () => {
    const inner = `"transaction" : ${JSON.stringify(transaction)}`;
    const hash = hashOf(`{ ${inner} }`);
    expect(read(`{ ${inner}, "hash" : "${hash}" }`).signature).toEqual({ is: 'matched', reading: 'raw' });
    expect(read(`{ "hash" : "${hash}", ${inner} }`).signature).toEqual({ is: 'matched', reading: 'raw' });
  });

  it('is read in one pass, whatever stands in it', () => {
    const spaces = ' '.repeat(64_000);
    const inner = `"transaction":${JSON.stringify(transaction)}`;
    // Quadratic steps would take half a minute here.
    for (const body of [
      `{${inner}${spaces},"hash":"x"${spaces}}`,
      `{"hash":"x",${spaces}${inner}}`,
      `{${inner},"hash":"x",${spaces}"a":1}`,
    ])
      expect(read(body).signature).toEqual({ is: 'not-matched', reading: null });
  });

  it.each<[string, unknown]>([
    ['of another key', hashOf(JSON.stringify({ transaction }), 'another')],
    ['of another body', hashOf(JSON.stringify({ transaction: { ...transaction, status_code: 'TF' } }))],
    ['cut', hashOf(JSON.stringify({ transaction })).slice(0, 20)],
  ])('with a hash %s is not verified, and still names its reference', (_, hash) => {
    expect(read(JSON.stringify({ transaction, hash }))).toEqual({
      reference,
      signature: { is: 'not-matched', reading: null },
    });
  });

  it('without a hash, or with one that is no text, says so', () => {
    for (const hash of [undefined, '', 7, null])
      expect(read(JSON.stringify({ transaction, hash })).signature).toEqual({ is: 'missing', reading: null });
  });
});
