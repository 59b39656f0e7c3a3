import { describe, expect, it } from '@jest/globals';
import { codesOfNoOperation, problems, refusal, type ProblemCode } from './problem.documentation.js';
import { problemOf, sentences, titles } from './problem.filter.js';

const codes = Object.keys(problems) as ProblemCode[];

/** No route leads to these yet. */
const unreachable = ['REFUND_NOT_POSITIVE', 'REFUND_ID_REUSED'];

describe('the table of refusals', () => {
  it('has every code that a problem has a sentence for', () =>
    expect(Object.keys(sentences).filter((code) => !codes.includes(code as ProblemCode))).toEqual(unreachable));

  it('has a sentence for every rule, so that no problem has a bare code as its detail', () =>
    expect(codes.filter((code) => [404, 409, 422].includes(problems[code].status) && !(code in sentences))).toEqual([
      'NOT_FOUND',
    ]));

  it('has a meaning for each code, and a status that has a title', () => {
    for (const code of codes) {
      expect([code, problems[code].means ?? sentences[code]]).toEqual([code, expect.stringMatching(/^[A-Z].*\.$/)]);
      expect([code, titles[problems[code].status]]).toEqual([code, expect.any(String)]);
    }
  });

  it('has the codes of HTTP itself under the status that they are sent with', () => {
    for (let statusCode = 400; statusCode < 500; statusCode += 1) {
      const { code } = problemOf({ statusCode });
      if (code !== 'INTERNAL_ERROR') expect([code, problems[code as ProblemCode]?.status]).toEqual([code, statusCode]);
    }
    expect(codesOfNoOperation.filter((code) => !(code in problems))).toEqual([]);
  });
});

describe('a documented refusal', () => {
  it('names its codes, and requires the members that all of them have', () => {
    const { schema } = refusal('Some', 409, ['RECORD_ALREADY_PAID', 'PAYMENT_SETTLED']);
    expect(schema).toMatchObject({
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        {
          required: ['status', 'code', 'paymentId'],
          properties: { status: { enum: [409] }, code: { enum: ['RECORD_ALREADY_PAID', 'PAYMENT_SETTLED'] } },
        },
      ],
    });
    expect(refusal('Some', 409, ['RECORD_ALREADY_PAID', 'TOO_MANY_RACES']).schema).toMatchObject({
      allOf: [{}, { required: ['status', 'code'], properties: { paymentId: { type: 'string' } } }],
    });
  });

  it('has no constant: generators leave out what holds one beside the type that Problem gives it', () => {
    const holders = codes.map((code) => JSON.stringify(refusal('Some', problems[code].status, [code]).schema));
    expect(holders.filter((schema) => schema.includes('"const"'))).toEqual([]);
  });

  it('has the headers of its codes', () =>
    expect(Object.keys((refusal('Some', 503, ['MAY_BE_RECORDED']).response as { headers: object }).headers)).toEqual([
      'X-Request-Id',
      'Retry-After',
    ]));
});
