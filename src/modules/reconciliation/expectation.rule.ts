import type { MovementKind } from '../../kernel/domain/movement.js';
import type { Missed } from './statement.events.js';

/**
 * A payment, refund or payout as statements are held against it. `asked`: nothing is expected of a statement yet. `open`: it was successful, and its
 * line is expected. `missing`: so it is, and a statement that should have had it has not. `met`: its line has come.
 */
export interface Expectation {
  /** Of the movement. */
  readonly id: string;
  readonly kind: MovementKind;
  readonly paymentId: string | null;
  readonly provider: string;
  readonly state: 'asked' | 'open' | 'missing' | 'met';
  readonly amount: { readonly amount: string; readonly currency: string };
  /** Of the person whose number it is; null: by hand, or not known. */
  readonly subject: string | null;
  readonly transactionId: string | null;
  /** The provider and the transaction id: by it a line is met first. */
  readonly transactionKey: string | null;
  /** Provider, kind, amount and number: by it a line is suggested. */
  readonly amountKey: string | null;
  /** When it was successful; null: it is not. */
  readonly at: string | null;
  /** By when its line is expected on a statement. */
  readonly deadline: string | null;
  /** The line that met it; null: none has. */
  readonly metBy: MetBy | null;
}

export interface MetBy {
  readonly statementId: string;
  readonly run: number;
  readonly line: number;
  readonly key: string | null;
}

export const transactionKeyOf = (provider: string, transactionId: string): string => `${provider} ${transactionId}`;

export const amountKeyOf = (
  provider: string,
  kind: MovementKind,
  { amount, currency }: Expectation['amount'],
  subject: string,
): string => `${provider} ${kind} ${amount} ${currency} ${subject}`;

/** Providers put a day on a statement within hours; three days leave room for a weekend and for a person who exports it. */
export const deadlineMs = 3 * 24 * 60 * 60 * 1_000;

/** A wallet for collections lists no payouts: only what a statement lists at all can be missing on it. */
export const isListedBy =
  (kinds: readonly MovementKind[]) =>
  ({ kind }: Pick<Expectation, 'kind'>): boolean =>
    kinds.length === 0 ? kind === 'payment' : kinds.includes(kind);

export const missedOf = ({ kind, id, paymentId, provider, amount, transactionId, at }: Expectation): Missed => ({
  kind,
  id,
  paymentId,
  provider,
  ...amount,
  transactionId,
  confirmedAt: at!,
});

/** The kind of movement that our own ids name; null: it is no id of ours. */
export function kindOfReference(reference: string | null): MovementKind | null {
  // Asked of every line: what few references have is looked for first.
  const kind = reference === null ? undefined : kinds.get(reference.slice(0, 4).toLowerCase());
  return kind !== undefined && ours.test(reference!) ? kind : null;
}
const ours = /^(?:pay|ref|out)_[0-9a-z]{8,64}$/i;
const kinds = new Map<string, MovementKind>([
  ['pay_', 'payment'],
  ['ref_', 'refund'],
  ['out_', 'payout'],
]);
