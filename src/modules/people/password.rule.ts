/** Why a password is not taken; null: it is. */
export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'about-you' | null;

export const leastPassword = 12;
/** Longer ones cost the server more than they protect their owner. */
export const mostPassword = 256;

/**
 * Length is what makes a password hard to guess; no kinds of characters are demanded. `common`: those that many people use. `about`: what anybody who
 * knows the person would try.
 */
export function faultOfPassword(
  password: string,
  about: readonly string[],
  common: ReadonlySet<string>,
): PasswordFault {
  const characters = [...password];
  if (characters.length < leastPassword) return 'too-short';
  if (characters.length > mostPassword) return 'too-long';
  const plain = password.toLowerCase();
  if (common.has(plain.trim()) || new Set(plain).size < leastDifferent || isRun(plain)) return 'common';
  const known = about.map((word) => word.toLowerCase().replaceAll(/\s+/g, '')).filter(({ length }) => length >= 4);
  return known.some((word) => leftOver(plain, word) < leastDifferent) ? 'about-you' : null;
}

/** How much of a password is more than this word. */
const leftOver = (password: string, word: string): number =>
  password.replaceAll(/\s+/g, '').replaceAll(word, '').length;

/** `abcdefghijkl`, `987654321098`: each character beside the one before it. */
function isRun(password: string): boolean {
  const steps = new Set(
    [...password].slice(1).map((character, index) => character.charCodeAt(0) - password.charCodeAt(index)),
  );
  return steps.size === 1 && [1, -1].includes([...steps][0]!);
}

const leastDifferent = 5;
