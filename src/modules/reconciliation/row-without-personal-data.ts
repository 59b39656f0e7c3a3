import { maskMsisdn, type Msisdn } from '../../kernel/domain/msisdn.js';
import { maskedText } from '../../kernel/masking.js';

/** Cells that hold names and free words are left out, and numbers of phones are masked; what is a fact of money stays as it was written. */
export function withoutPersonalData(columns: readonly string[], cells: readonly string[]): readonly string[] {
  const kinds = kindsOf(columns);
  return cells.map((cell, place) => {
    if (cell === '' || kinds[place] === 'fact') return cell;
    return kinds[place] === 'words' ? leftOut : withoutNumber(cell);
  });
}

/** Most of these cells are one number in the form of the provider, for which the look through free text is not needed. */
function withoutNumber(cell: string): string {
  const [, before, digits, after] = /^((?:FRI|ID):)?\+?(\d{9,15})((?:\/[A-Z]+)?)$/.exec(cell) ?? [];
  return digits === undefined ? maskedText(cell) : `${before ?? ''}${maskMsisdn(`+${digits}` as Msisdn)}${after}`;
}

const known = new WeakMap<readonly string[], readonly ('fact' | 'words' | 'other')[]>();
function kindsOf(columns: readonly string[]): readonly ('fact' | 'words' | 'other')[] {
  let kinds = known.get(columns);
  if (kinds === undefined) {
    kinds = columns.map((column) => (fact.test(column) ? 'fact' : words.test(column) ? 'words' : 'other'));
    known.set(columns, kinds);
  }
  return kinds;
}

const fact =
  /^(id|date|time|status|type|amount|credit|debit|fee|balance|currency|discount|promotion|coupon|transaction ?id|financial ?transaction ?id|external ?id)\b/i;
const words = /name|handler|initiated|behalf|message|note|information|remittance|description|narrative|details|text/i;
const leftOut = '…';
