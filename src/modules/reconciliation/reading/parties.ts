import { parseMsisdn, type Msisdn } from '../../../kernel/domain/msisdn.js';

/** One side of a line: a person's number, an account or code, or only a name. */
export interface Party {
  readonly msisdn: Msisdn | null;
  readonly account: string | null;
  readonly name: string | null;
}

const nobody: Party = { msisdn: null, account: null, name: null };
const knownParties = 1_000;

/** Sides of lines as exports write them: `FRI:250788000001/MSISDN`, `FRI:28181818/MM`, `250788000001`, or a name. */
export class Parties {
  readonly #known = new Map<string, Party>();

  of(cell: string): Party {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const party = partyOf(cell);
    // One of the two sides is ours on every line.
    if (this.#known.size < knownParties) this.#known.set(cell, party);
    return party;
  }
}

export function partyOf(text: string): Party {
  const cell = text.trim();
  if (cell === '' || cell === '-') return nobody;
  const prefix = /^(?:FRI|ID)\s*:\s*/i.exec(cell)?.[0] ?? '';
  const slash = prefix === '' ? -1 : cell.lastIndexOf('/');
  const who = cell.slice(prefix.length, slash === -1 ? undefined : slash).trim();
  const what =
    slash === -1
      ? ''
      : cell
          .slice(slash + 1)
          .trim()
          .toUpperCase();
  // A bare number that is not Rwandan may be an account or a merchant code.
  if (what === 'MSISDN' || (what === '' && /^[+\s(]*(?:250|0?7\d)|^\+/.test(who))) {
    const msisdn = numberIn(who);
    if (msisdn !== null) return { msisdn, account: null, name: null };
  }
  if (what === 'MM' || what === 'ACCOUNT' || /^\d{4,}$/.test(who)) return { msisdn: null, account: who, name: null };
  return { msisdn: null, account: null, name: who };
}

/** A number as exports write it: also the nine digits of Rwanda that a spreadsheet leaves of `0788123456`. */
function numberIn(text: string): Msisdn | null {
  const digits = /[^+\d]/.test(text) ? text.replaceAll(/[\s.()-]/g, '') : text;
  return parseMsisdn(/^7\d{8}$/.test(digits) ? `0${digits}` : digits);
}
