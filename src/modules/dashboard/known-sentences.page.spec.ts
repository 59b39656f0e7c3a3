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
  it('is said in the language of the page, whatever a reader says of a line', () => {
    expect(ofLines.length).toBeGreaterThan(15);
    const english = ofLines.filter((said) => knownSentence(said, 'rw').toString().includes('lang="en"'));
    expect(english).toEqual([]);
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
