/** No control characters, no line breaks and no unpaired surrogates. As the source of a regular expression with the flag `u`. */
export const plainCharacter = '[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]';
export const visibleCharacter = '[^\\p{Z}\\p{C}]';

const allPlain = new RegExp(`^${plainCharacter}*$`, 'u');
const anyVisible = new RegExp(visibleCharacter, 'u');

export const isPlain = (text: string): boolean => allPlain.test(text);

/** Text of a length within the bounds, and not blank where it must not be empty. */
export const isTextOf = (value: unknown, least: number, most: number): value is string =>
  typeof value === 'string' &&
  isLengthWithin([...value].length, least, most) &&
  (least === 0 || anyVisible.test(value));

/** The same on one line, of plain characters. */
export const isLineOf = (value: unknown, least: number, most: number): value is string =>
  isTextOf(value, least, most) && isPlain(value);

/** A bound as texts for people write it: `2,000`. */
export const inFigures = (bound: number): string => bound.toLocaleString('en-US');

const isLengthWithin = (length: number, least: number, most: number): boolean => length >= least && length <= most;
