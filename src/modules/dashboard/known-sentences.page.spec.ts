import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { knownSentence } from './known-sentences.page.js';

/** What the readers say of a line, as it stands in their sources; a part that differs is a currency or a number. */
const ofLines = globSync('src/modules/reconciliation/reading/*.ts')
  .filter((name) => !name.endsWith('.spec.ts'))
  .flatMap((name) => [
    ...readFileSync(name, 'utf8').matchAll(
      /(?:reason: |reason:\s+|wrong\('\w+', |row\(\[\], |fault[:=]? ?=? |[?:]\s+)['`]((?:is|has|stands|a quote|the row) [^'`]*)['`]/g,
    ),
  ])
  .map(([, said]) => said!.replaceAll(/\$\{currency\}|\$\{usual\}/g, 'RWF').replaceAll(/\$\{[^}]*\}/g, '7'));

describe('a reason that is given in English', () => {
  it('is said in the language of the page, whatever is odd about a statement', () => {
    const source = readFileSync('src/modules/reconciliation/notices.rule.ts', 'utf8');
    const said = [
      'The balance does not follow from the line before on line 4: a line may be missing or changed.',
      'The balance does not follow from the line before on line 4, 7 and 2 more: a line may be missing or changed.',
      'It begins with 50 RWF, and the statement before it ended with 900 RWF: a statement in between may be missing, or it is of another account.',
      'Our side of its lines is another account than on the statements before: it may be the file of another account.',
      'The fees add up to 225 RWF, and by the tariff to 1500 RWF.',
    ];
    // The first words of each are those of the rule, which has no other sentence.
    expect(said.filter((one) => !source.includes(one.slice(0, 13)))).toEqual([]);
    expect(source.match(/detail:/g)).toHaveLength(said.length - 1);
    const french = said.map((one) => knownSentence(one, 'fr').toString());
    expect(french.filter((one) => one.includes('lang="en"'))).toEqual([]);
    expect(french.at(-1)).toBe('Ils font 225 RWF, et selon le tarif 1\u00a0500 RWF.');
  });

  it('is said in the language of the page, whatever a reader says of a line', () => {
    expect(ofLines.length).toBeGreaterThan(15);
    const english = ofLines.filter((said) => knownSentence(said, 'rw').toString().includes('lang="en"'));
    expect(english).toEqual([]);
  });

  it('is said in the language of the page, however a file was read', () => {
    const said = [
      'The file is not UTF-8. It was read as Windows-1252; names with other letters than those of Western Europe may be wrong.',
      'Of the 2 sheets, "Lines" was read.',
      'Line 9: statement 4/2 follows 2; the balances continue all the same.',
    ];
    expect(said.filter((one) => knownSentence(one, 'fr').toString().includes('lang="en"'))).toEqual([]);
  });

  it('has its amounts and moments as the page writes them', () => {
    const said =
      '2 entries in a row from 2026-11-28T10:00:00.000Z to 2026-11-28T12:00:00.000Z come to exactly 12000 RWF';
    expect(knownSentence(said, 'fr').toString()).toBe(
      'Écritures consécutives : 2, du 28 novembre 2026, 12:00 au 28 novembre 2026, 14:00, font exactement 12\u00a0000 RWF',
    );
  });

  it('is marked as English where no page knows it', () =>
    expect(knownSentence('<b>', 'fr').toString()).toBe('<span lang="en">&lt;b&gt;</span>'));
});
