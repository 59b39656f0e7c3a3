import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { hasPoppler } from '../../../test/support/poppler.js';
import { languages } from '../../kernel/domain/language.js';
import { dayPdf } from './day-pdf.js';
import type { DaySheet } from './day.state.js';
import { dayTexts } from './day-texts.js';
import { formats } from '../../http/pages/formats.js';

const counted = (count: number, amount: string) => ({ count, amount });
const organisation = { name: 'One Stop Centre', contact: 'Kigali, +250 788 000 000', tin: '100000001' };
const codes = ['bank', 'provider:mtn-momo:wallet', 'refunds-payable', 'suspense', 'revenue:permits', 'fees:mtn-momo'];

const day: DaySheet = {
  date: '2026-11-22',
  status: 'closed',
  totals: [
    {
      currency: 'RWF',
      successful: counted(1_234, '6170000'),
      failed: counted(7, '35000'),
      refunded: counted(2, '9000'),
      paidOut: counted(0, '0'),
      fees: counted(0, '0'),
      trialBalance: { debits: '6179000', credits: '6179000' },
    },
  ],
  closedAt: '2026-11-22T22:05:09.000Z',
  asOf: null,
  seal: { number: 12, head: 'a'.repeat(64), keyId: '9f86d081884c7d65', signature: 'b'.repeat(86) } as DaySheet['seal'],
  standing: {
    organisation,
    environment: 'live',
    payments: { created: 0, submitted: 1, pending: 12, uncertain: 3 },
    refunds: { requested: 0 },
    payouts: {},
    reviews: { UNCERTAIN_PAYMENT: 3, RECONCILIATION_MISMATCH: 0 },
  },
  balances: codes.map((code, index) => ({
    currency: 'RWF',
    code,
    before: BigInt(index === 0 ? 1_000_000 : index === 1 ? -1_000_000 : 0),
    debits: index === 1 ? 6_170_000n : 0n,
    credits: index === 4 ? 6_170_000n : 0n,
  })),
  later: {
    count: 1,
    first: [
      {
        at: '2026-11-22T21:59:59.000Z',
        day: '2026-11-23',
        source: { type: 'payment', id: 'pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0' },
        amount: { amount: '5000', currency: 'RWF' },
      },
    ],
  },
};
const installation = { organisation: { ...organisation, name: 'Another name since' }, environment: 'live' } as const;

const isReadable = hasPoppler('the text of the page of a day');
const textOf = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf })
    .toString()
    .replaceAll(/[ \u00a0]+/g, ' ');

describe('the page of a day', () => {
  it('has the same bytes every time, and says what the installation was then', async () => {
    const [one, other] = [await dayPdf(day, 'en', installation), await dayPdf(day, 'en', installation)];
    expect(one.equals(other)).toBe(true);
    expect(one.includes('One Stop Centre')).toBe(true);
    expect(one.includes('Another name since')).toBe(false);
  });

  (isReadable ? it.each(languages) : it.skip.each(languages))(
    'has its text as another program reads it: %s',
    async (language) => {
      const say = dayTexts[language];
      const text = textOf(await dayPdf(day, language, installation));
      const thousands = formats[language].thousands.replace('\u00a0', ' ');
      const figures = (amount: string) => amount.replaceAll(',', thousands);
      for (const words of [
        `${say.title} 2026-11-22`,
        `${say.closedAt}: 2026-11-23 00:05:09 (${say.kigaliTime})`,
        `${say.successful} ${figures('1,234')} ${figures('6,170,000')}`,
        `provider:mtn-momo:wallet ${figures('-1,000,000')} ${figures('6,170,000')} 0 ${figures('5,170,000')}`,
        `${say.sum} 0 ${figures('6,170,000')} ${figures('6,170,000')} 0`,
        `${say.statuses.submitted}: 1, ${say.statuses.pending}: 12`,
        `${say.statuses.uncertain}: 3`,
        `${say.reasons.UNCERTAIN_PAYMENT}: 3`,
        `2026-11-22 23:59:59 2026-11-23 ${say.sources.payment} pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 ${figures('5,000')} RWF`,
        'a'.repeat(64).slice(0, 40),
        say.signature,
        say.page(1, 2),
      ])
        expect(text).toContain(words);
    },
  );

  const open = { ...day, closedAt: null, asOf: '2026-11-22T15:00:00.000Z', seal: null, later: { count: 0, first: [] } };
  (isReadable ? it.each(languages) : it.skip.each(languages))(
    'of a day that is not closed says so, as of when, and is not for a signature: %s',
    async (language) => {
      const say = dayTexts[language];
      const standing = { ...day.standing!, reviews: { RECONCILIATION_MISMATCH: 2 } };
      const text = textOf(await dayPdf({ ...open, standing }, language, installation)).replaceAll(/\s+/g, ' ');
      for (const words of [
        `${say.provisionalTitle} 2026-11-22`,
        say.notClosed('2026-11-22 17:00:00'),
        `${say.totalsSoFar} (RWF)`,
        say.openNow,
        `${say.reasons.RECONCILIATION_MISMATCH}: 2`,
        say.notToSign,
      ])
        expect(text).toContain(words);
      for (const words of [say.title, say.open, say.later, say.signedNote, say.sealHead])
        expect(text.split(words)).toHaveLength(1);
      expect(text).not.toMatch(/[A-Z]{4,}_[A-Z]+/);
    },
  );

  it('says where nothing was posted and where it is not sealed', async () => {
    if (!isReadable) return;
    expect(textOf(await dayPdf({ ...open, balances: [] }, 'en', installation))).toContain(dayTexts.en.nothingPosted);
    expect(textOf(await dayPdf({ ...day, seal: null, standing: null }, 'en', installation))).toContain(
      'not sealed yet',
    );
  });

  it('goes on over many pages, each of which has the header of its table again', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ ...day.balances[0]!, code: `revenue:service-${index}` }));
    const pdf = await dayPdf({ ...day, balances: many }, 'en', installation);
    if (!isReadable) return;
    const text = textOf(pdf);
    expect(text.match(/Account Before Debits Credits After/g)!.length).toBeGreaterThan(2);
    expect(text).toContain('revenue:service-199');
  });
});
