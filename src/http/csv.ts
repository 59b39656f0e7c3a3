/** One line of a file for a spreadsheet. A cell that a spreadsheet would run begins with an apostrophe, and is text. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** A spreadsheet takes the file for UTF-8 by this. */
export const csvBeginning = '\ufeff';

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
