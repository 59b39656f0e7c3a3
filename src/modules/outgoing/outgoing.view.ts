import { subjectOf } from '../../kernel/domain/sealed.js';
import { Money } from '../../kernel/domain/money.js';
import { isAskedAbout, type Outgoing, type OutgoingAttempt } from './outgoing.state.js';

export interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

/** The state of a refund or payout as a document: what is shown is what was decided on. Its own fields hold no money but these. */
export type OutgoingDocument<S extends Outgoing> = Omit<S, 'amount' | 'attempts'> & {
  readonly amount: MoneyJson;
  readonly attempts: readonly (Omit<OutgoingAttempt, 'paid'> & { readonly paid: MoneyJson | null })[];
  /** The person that is paid. */
  readonly subject: string;
  /** When the newest attempt began that the provider is still asked about; null: there is none. */
  readonly askedSince: string | null;
};

/** The indexes that the saga needs, for the collection of a kind. */
export const outgoingIndexes = [['status', 'createdAt'], ['askedSince'], ['subject', 'createdAt']] as const;

export const asDocument = <S extends Outgoing>(known: S): OutgoingDocument<S> => ({
  ...known,
  amount: known.amount.toJSON(),
  attempts: known.attempts.map((attempt) => ({ ...attempt, paid: attempt.paid?.toJSON() ?? null })),
  subject: subjectOf(known.person),
  askedSince: known.attempts.findLast(isAskedAbout)?.at ?? null,
});

export function asOutgoing<S extends Outgoing>({
  subject: _subject,
  askedSince: _askedSince,
  ...document
}: OutgoingDocument<S>): S {
  const { amount, attempts } = document;
  return {
    ...document,
    amount: asMoney(amount),
    attempts: attempts.map((attempt) => ({ ...attempt, paid: attempt.paid === null ? null : asMoney(attempt.paid) })),
  } as unknown as S;
}

const asMoney = ({ amount, currency }: MoneyJson): Money => Money.parse(amount, currency)!;
