import type { LinkOfLine } from './sheet.commands.js';

/** The links of a sheet as a file for a spreadsheet, or for a program that sends them by SMS. */
export function sheetCsv(links: readonly LinkOfLine[]): string {
  const rows = links.map(({ line, link, url, qr, name, description }) => [
    String(line),
    link.record.id,
    name ?? '',
    link.amount?.amount ?? '',
    link.currency,
    description ?? '',
    link.reference ?? '',
    url,
    qr,
    link.id,
  ]);
  return `\ufeff${[columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

const columns = ['Line', 'Record', 'Name', 'Amount', 'Currency', 'Description', 'Reference', 'Url', 'Qr', 'Id'];

/** A spreadsheet runs what begins so; with an apostrophe before it, it is text. */
const cell = (text: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};
