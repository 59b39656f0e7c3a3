import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import jsQR from 'jsqr';
import { documentFacts as facts, creditNoteFacts, logoPng } from '../../../test/support/documents.js';
import { contentOf, statusOf, type DocumentFacts, type Since } from './document-content.js';
import { documentPage, genuinePage, pagePolicy, unknownPage } from './document-page.js';
import { documentPdf, papers, type Paper } from './document-pdf.js';
import { texts } from './document-texts.js';
import { languages, type Language } from '../../kernel/domain/language.js';

const nothingSince: Since = { refundedAmount: '0', creditNotes: [], ebmNumber: null };
const pdfOf = (of: DocumentFacts, language: Language, paper: Paper, logo: Buffer | null = null) =>
  documentPdf(contentOf(of, language, null), paper, logo, new Date(of.issuedAt));
const valuesOf = (of: DocumentFacts, language: Language, since: Since | null) => {
  const { rows, number, amount, organisation } = contentOf(of, language, since);
  return [number.value, amount.figures, organisation.name, organisation.contact, ...rows.map(({ value }) => value)];
};

describe('a receipt on paper', () => {
  it('holds all that a receipt must hold', () => {
    expect(valuesOf(facts, 'en', null)).toEqual([
      'RCT-2026-000001',
      '5,000\u00a0RWF',
      'Kigali One-Stop Centre',
      'KG 7 Ave, Kigali, +250 730 007 007',
      '22 November 2026, 14:00:05 (Kigali time)',
      '22 November 2026, 14:00:06 (Kigali time)',
      'Paid',
      'Invoice INV-1001',
      'Building permit fee',
      '+25078*****56',
      'MTN MoMo',
      '4107714342',
      '7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0',
      'pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0',
    ]);
    expect(contentOf(facts, 'en', null).amount.words.value).toBe('Five thousand Rwandan francs');
    expect(contentOf(facts, 'rw', null).amount.words.value).toBe('Amafaranga y’u Rwanda ibihumbi bitanu');
  });

  it('says that it is no fiscal receipt, and never anything that happened later', () => {
    for (const language of languages) {
      const paper = contentOf(facts, language, null);
      expect(paper.notFiscal).toContain('EBM');
      expect(paper.ebm).toEqual({ label: texts[language].ebmNumber, value: texts[language].ebmLater });
    }
  });

  it('says the day in Kigali where that is another one than in UTC', () => {
    const late = { ...facts, paidAt: '2026-12-31T22:30:00.000Z' };
    expect(contentOf(late, 'fr', null).rows[0]).toEqual({
      label: 'Payé le',
      value: '1 janvier 2027, 00:30:00 (heure de Kigali)',
    });
  });

  it('says that personal data is erased, and nothing of the person, once it is', () => {
    const erased = { ...facts, payer: { msisdn: null, description: null, erased: true } };
    expect(valuesOf(erased, 'en', null)).toContain('Personal data erased');
    expect(valuesOf(erased, 'en', null)).not.toContain('Building permit fee');
    const lost = { ...facts, payer: { msisdn: null, description: null, erased: false } };
    expect(valuesOf(lost, 'en', null)).toContain('Not known');
  });
});

describe('a receipt as a page', () => {
  const since: Since = { refundedAmount: '2000', creditNotes: ['CRN-2026-000001'], ebmNumber: 'SDC1/7 NS' };

  it('says what went back since, by which credit note, and the EBM number', () => {
    const { rows, ebm } = contentOf(facts, 'en', since);
    expect(rows.slice(2, 5)).toEqual([
      { label: 'Status', value: 'Paid, refunded in part' },
      { label: 'Amount refunded', value: '2,000\u00a0RWF of 5,000\u00a0RWF' },
      { label: 'Credit note', value: 'CRN-2026-000001' },
    ]);
    expect(ebm.value).toBe('SDC1/7 NS');
    expect(contentOf(facts, 'en', nothingSince).ebm.value).toBe('None yet');
  });

  it.each([
    ['0', 'paid'],
    ['1', 'partly-refunded'],
    ['4999', 'partly-refunded'],
    ['5000', 'refunded'],
  ])('of 5,000 with %s refunded is %s', (refundedAmount, status) =>
    expect(statusOf(facts, { refundedAmount })).toBe(status),
  );

  it('runs nothing, loads nothing, and shows what callers sent as text', () => {
    const nasty = '<script>alert("1")</script>&';
    const page = documentPage(
      contentOf(
        { ...facts, record: { ...facts.record, id: nasty }, organisation: { ...facts.organisation, name: nasty } },
        'en',
        since,
      ),
      logoPng(),
    );
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;');
    expect(page).not.toMatch(/ style=| on[a-z]+=/);
    expect(pagePolicy).not.toContain('unsafe');
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(page)!;
    expect(pagePolicy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  it.each(languages)('is public without any person in it: %s', (language) => {
    for (const page of [genuinePage(facts, since, language), genuinePage(creditNoteFacts, since, language)]) {
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).not.toContain('+25078');
      expect(page).not.toContain('Building permit fee');
      expect(page).not.toContain(facts.paymentId);
      expect(page).not.toContain('undefined');
    }
    expect(genuinePage(facts, since, language)).toContain(texts[language].genuine);
    expect(genuinePage(facts, since, language)).toContain(texts[language].partlyRefunded);
    expect(genuinePage(facts, nothingSince, language)).not.toContain('class="banner back"');
    expect(unknownPage(language)).toContain(texts[language].unknown);
  });
});

/** `UPDATE_GOLDEN=1` is for a new layout alone: what was issued keeps its bytes. */
const golden = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/golden-documents.json', import.meta.url), 'utf8'),
) as Record<string, string>;

describe('a PDF', () => {
  const all = languages.flatMap((language) => papers.map((paper) => [language, paper] as const));
  const hashes: Record<string, string> = {};
  const hashOf = (pdf: Buffer) => createHash('sha256').update(pdf).digest('hex');

  it.each(all)('has the bytes that it had when layout 1 was released: %s, %s', async (language, paper) => {
    for (const [name, of, logo] of [
      ['receipt', facts, null],
      ['receipt with logo', facts, logoPng()],
      ['credit note', creditNoteFacts, null],
    ] as const) {
      const key = `${name} ${language} ${paper}`;
      hashes[key] = hashOf(await pdfOf(of, language, paper, logo));
      if (process.env['UPDATE_GOLDEN'] !== '1') expect([key, hashes[key]]).toEqual([key, golden[key]]);
    }
    if (process.env['UPDATE_GOLDEN'] === '1')
      writeFileSync(
        new URL('../../../test/fixtures/golden-documents.json', import.meta.url),
        `${JSON.stringify({ ...golden, ...hashes }, null, 2)}\n`,
      );
  });

  it('has the same bytes whatever documents were made before it, and at the same time', async () => {
    const odd = { ...facts, organisation: { ...facts.organisation, name: 'A\u00a0B\u2011C\u00adD – Ω Ж ﬁ' } };
    const alone = hashOf(await pdfOf(odd, 'fr', 'a4'));
    await pdfOf({ ...facts, organisation: { ...facts.organisation, name: 'A B-CD — Ohm ж fi' } }, 'en', 'a4');
    const together = await Promise.all([
      pdfOf(facts, 'en', 'a4'),
      pdfOf(odd, 'fr', 'a4'),
      pdfOf(facts, 'rw', 'roll80'),
      pdfOf(odd, 'fr', 'a4'),
    ]);
    expect([hashOf(together[1]!), hashOf(together[3]!)]).toEqual([alone, alone]);
  });

  it('is tagged, names its language and embeds its fonts', async () => {
    const pdf = (await pdfOf(facts, 'rw', 'a4')).toString('latin1');
    for (const part of ['/Marked true', '/Lang (rw)', '/S /H1', '/S /TH', '/S /TD', '/S /Figure', '/FontFile2'])
      expect(pdf).toContain(part);
    expect(pdf).not.toContain('/Filter');
  });

  it('takes the longest texts that there can be', async () => {
    const long = {
      ...facts,
      amount: { amount: '999999999999999', currency: 'RWF' },
      record: { type: 'other', id: 'W'.repeat(100), part: 'M'.repeat(40) },
      payer: { ...facts.payer, description: 'Ŵ'.repeat(160) },
      organisation: { name: 'W'.repeat(200), contact: 'x '.repeat(400), tin: '9'.repeat(40) },
    };
    for (const [language, paper] of all) {
      const pages = (await pdfOf(long, language, paper, logoPng())).toString('latin1').match(/\/Type \/Page\n/g)!;
      expect(pages.length).toBeLessThanOrEqual(paper === 'a4' ? 2 : 1);
    }
  });
});

const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0 && spawnSync('pdftoppm', ['-v']).status === 0;
const title = hasPoppler
  ? 'a PDF as another program sees it'
  : 'a PDF as another program sees it: NOT CHECKED, because poppler-utils (pdftotext, pdftoppm) is not installed here';

describe(title, () => {
  const all = languages.flatMap((language) => papers.map((paper) => [language, paper] as const));
  if (!hasPoppler) {
    it('is checked where poppler-utils is installed', () => console.warn(title));
    return;
  }
  it.each(all)('has its text, and a QR code that reads as its address: %s, %s', async (language, paper) => {
    const directory = mkdtempSync(join(tmpdir(), 'ishyura-pdf-'));
    try {
      const file = join(directory, 'receipt.pdf');
      writeFileSync(file, await pdfOf(facts, language, paper, logoPng()));
      const text = flat(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
      const { title: heading, rows, number, amount, notFiscal, organisation } = contentOf(facts, language, null);
      const wanted = [heading, number.value, amount.figures, amount.words.value, notFiscal, organisation.name];
      for (const part of [...wanted, ...rows.flatMap(({ label, value }) => [label, value])])
        expect(text).toContain(flat(part));
      // The code is the same in every language.
      if (language !== 'rw') return;
      execFileSync('pdftoppm', ['-r', '110', '-singlefile', file, join(directory, 'page')]);
      const { data, width, height } = pixelsOf(readFileSync(join(directory, 'page.ppm')));
      expect(jsQR.default(data, width, height)?.data).toBe(facts.qr);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

/** Where a line is broken does not matter. */
const flat = (text: string): string => text.replaceAll(/[\s\u00a0]+/g, '');

/** A PPM as pdftoppm writes it: `P6`, width, height, 255, and three bytes a pixel. */
function pixelsOf(ppm: Buffer): { data: Uint8ClampedArray; width: number; height: number } {
  const [head = '', size = ''] = /^P6\n(\d+ \d+)\n255\n/.exec(ppm.toString('latin1', 0, 64))!;
  const [width = 0, height = 0] = size.split(' ').map(Number);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    for (let color = 0; color < 3; color += 1) data[pixel * 4 + color] = ppm[head.length + pixel * 3 + color]!;
  return { data, width, height };
}
