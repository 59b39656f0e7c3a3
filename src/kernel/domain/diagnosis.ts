/** What one check of an installation found. `check` names the check. `ok` needs no action. */
export type Diagnosis =
  | { readonly level: 'ok'; readonly check: string; readonly what: string; readonly why: null; readonly mend: null }
  | {
      /** A problem loses payments, callbacks or data now. A warning will, or may. */
      readonly level: 'warning' | 'problem';
      readonly check: string;
      readonly what: string;
      /** Why it matters. */
      readonly why: string;
      readonly mend: string;
    };

interface Trouble {
  readonly what: string;
  readonly why: string;
  readonly mend: string;
}

export const fine = (check: string, what: string): Diagnosis => ({ level: 'ok', check, what, why: null, mend: null });
export const warning = (check: string, { what, why, mend }: Trouble): Diagnosis => ({
  level: 'warning',
  check,
  what,
  why,
  mend,
});
export const problem = (check: string, { what, why, mend }: Trouble): Diagnosis => ({
  level: 'problem',
  check,
  what,
  why,
  mend,
});
