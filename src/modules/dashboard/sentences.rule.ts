/** English sentences that rules, readers and validators give, each with what the pages have for it. Parentheses hold what varies. */
export type SentenceTable<Words> = readonly (readonly [RegExp, Words])[];

/** The row of a sentence, with what varies in it; null: it is not known here. */
export function rowOf<Words>(
  table: SentenceTable<Words>,
  sentence: string,
): { readonly words: Words; readonly found: readonly string[] } | null {
  for (const [pattern, words] of table) {
    const match = pattern.exec(sentence);
    if (match !== null) return { words, found: match.slice(1) };
  }
  return null;
}
