import { maskedText } from '../../kernel/masking.js';

/** Cells that hold names and free words are left out, and numbers of phones are masked; what is a fact of money stays as it was written. */
export function withoutPersonalData(columns: readonly string[], cells: readonly string[]): readonly string[] {
  const kinds = kindsOf(columns);
  return cells.map((cell, place) => {
    if (cell === '' || kinds[place] === 'fact') return cell;
    return kinds[place] === 'words' ? leftOut : maskedText(cell);
  });
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
