import { csvBeginning, csvLine } from '../../http/csv.js';
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
  return csvBeginning + [columns, ...rows].map(csvLine).join('');
}

const columns = ['Line', 'Record', 'Name', 'Amount', 'Currency', 'Description', 'Reference', 'Url', 'Qr', 'Id'];
