import { Refusal } from '../../../kernel/domain/refusal.js';

/** Why a file cannot be read as a whole, and what its sender can do about it. Pages say each of them in their languages. */
const remedies = {
  EMPTY: 'download the statement again, as CSV or XLSX',
  PICTURE: 'download the statement as CSV or XLSX',
  PDF: 'download the statement as CSV or XLSX',
  ARCHIVE: 'unpack it, and send the CSV or XLSX file in it',
  OLD_SPREADSHEET: 'open it, and save it as XLSX or CSV',
  PROTECTED: 'open it, and save it as XLSX or CSV without one',
  WEB_PAGE: 'open it with a spreadsheet program and save it as XLSX or CSV, or download the statement again',
  OTHER_DOCUMENT: 'download the statement as CSV or XLSX, or save it as one of them',
  NOT_TEXT: 'download the statement as CSV or XLSX',
  TOO_MUCH: 'send a shorter time, as CSV',
  DAMAGED: 'download the statement again, and send it as it is',
  NO_SHEET: 'save it with a sheet that is shown',
  NO_HEADER: 'send the file as it was downloaded, with the row of its column names',
  DATE_ORDER: 'send it again with dateFormat=DD/MM/YYYY or dateFormat=MM/DD/YYYY',
  DATES_OF_TWO_ORDERS: 'download the statement again, and send it as it is',
  OTHER_DATE_ORDER: 'send it again with the order of its dates, or without one',
  BALANCES_DIFFER: 'lines are missing or were changed, so none of the file is taken; download it again from the bank',
  NOT_CONTINUED: 'none of the file is taken; download it again from the bank, with every statement of the time',
  BALANCE_MISSING: 'none of the file is taken; download it again from the bank',
  BANK_FORM: 'so it cannot be held against its balances, and none of it is taken; download it again from the bank',
} as const;

export type UnreadableReason = keyof typeof remedies;
export const unreadableReasons = Object.keys(remedies) as readonly UnreadableReason[];

/** A file that cannot be read as a whole. `what` repeats no cell: cells are personal data. */
export const unreadable = (
  reason: UnreadableReason,
  line: number,
  what: string,
  detail: Readonly<Record<string, unknown>> = {},
): Refusal =>
  new Refusal('invalid', 'STATEMENT_UNREADABLE', {
    line,
    column: null,
    reason,
    what: `${what}: ${remedies[reason]}`,
    ...detail,
  });
