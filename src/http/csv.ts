/** One line of a file for a spreadsheet. A cell that a spreadsheet would run begins with an apostrophe, and is text. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** A spreadsheet takes the file for UTF-8 by this. */
export const csvBeginning = '\ufeff';

/**
 * Text that no spreadsheet runs: one that begins as a formula does gets an apostrophe before it. Blanks do not hide the beginning, since some
 * programs drop them, and neither do the wide forms of the signs.
 */
export const harmless = (text: string): string =>
  /^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;

/** A text by RFC 4180. Blanks at its ends stay, although some programs drop them outside quotes. */
export function csvCell(text: string): string {
  const safe = harmless(text);
  return /[",\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
