import { Refusal } from '../../../kernel/domain/refusal.js';

/** A file that cannot be read as a whole. `what` repeats no cell: cells are personal data. */
export const unreadable = (line: number, what: string, detail: Readonly<Record<string, unknown>> = {}): Refusal =>
  new Refusal('invalid', 'STATEMENT_UNREADABLE', { line, column: null, what, ...detail });
