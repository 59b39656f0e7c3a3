/** What stands under one name of an address; what is given twice is a list. */
export const asText = (given: unknown): string =>
  typeof given === 'string' ? given.trim() : Array.isArray(given) ? given.map(asText).join(', ') : '';

/** What an address names that the page does not know; every page knows its language. */
export const unknownNames = (query: unknown, known: readonly string[]): readonly string[] =>
  Object.keys(query as object).filter((name) => name !== 'lang' && !known.includes(name));
