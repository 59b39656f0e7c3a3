import { maskMsisdn, type Msisdn } from '../../kernel/domain/msisdn.js';
import { maskedText } from '../../kernel/masking.js';
import { leftOutCell } from './statement.events.js';

/** Cells that hold names and free words are left out, and numbers of phones are masked; what is a fact of money stays as it was written. */
export function withoutPersonalData(columns: readonly string[], cells: readonly string[]): readonly string[] {
  const { kinds, last } = knownOf(columns);
  return cells.map((cell, place) => {
    if (cell === '' || kinds[place] === 'fact') return cell;
    if (kinds[place] === 'words') return leftOutCell;
    // One of the sides is ours on every line.
    if (last[place]?.cell !== cell) last[place] = { cell, masked: withoutNumber(cell) };
    return last[place]!.masked;
  });
}

/** Most of these cells are one number in the form of the provider, for which the look through free text is not needed. */
function withoutNumber(cell: string): string {
  const [, before, digits, after] = /^((?:FRI|ID):)?\+?(\d{9,15})((?:\/[A-Z]+)?)$/.exec(cell) ?? [];
  return digits === undefined ? maskedText(cell) : `${before ?? ''}${maskMsisdn(`+${digits}` as Msisdn)}${after}`;
}

interface KnownColumns {
  readonly kinds: readonly ('fact' | 'words' | 'other')[];
  /** What was lately made of a cell of the column. */
  readonly last: { readonly cell: string; readonly masked: string }[];
}
const known = new WeakMap<readonly string[], KnownColumns>();
function knownOf(columns: readonly string[]): KnownColumns {
  let of = known.get(columns);
  if (of === undefined) {
    of = {
      kinds: columns.map((column) => (fact.test(column) ? 'fact' : words.test(column) ? 'words' : 'other')),
      last: [],
    };
    known.set(columns, of);
  }
  return of;
}

const fact =
  /^(id|date|time|status|type|amount|credit|debit|fee|balance|currency|discount|promotion|coupon|transaction ?id|financial ?transaction ?id|external ?id)\b/i;
const words = /name|handler|initiated|behalf|message|note|information|remittance|description|narrative|details|text/i;
