import { keepsTheMoney, knowsOfSuccess, mayChargeAgain, type RecordMoney } from './may-charge-again.rule.js';
import { isInDoubt, type KnownPayment } from './payment.state.js';

export const recordStatuses = ['unpaid', 'in-progress', 'uncertain', 'paid', 'refunded'] as const;

export interface RecordStanding {
  readonly status: (typeof recordStatuses)[number];
  /** The payment that makes it so; null where no claim has begun one. */
  readonly paymentId: string | null;
  /** As it was read; null until it has begun. */
  readonly payment: KnownPayment | null;
}

/**
 * What a service is told before it hands over the goods. It follows the rule of a new charge with one difference: a record that is certainly
 * paid is `paid`, also while it is in doubt whether another of its payments took money as well. `newest`: the newest payment that has begun.
 */
export function recordStanding(money: RecordMoney, newest: KnownPayment | null): RecordStanding {
  const { said, holder } = money;
  const known = [...(holder?.payment ? [holder.payment] : []), ...said.map(({ payment }) => payment)];
  const paying = holder?.payment?.status === 'successful' ? holder.payment : said.find(isCertain)?.payment;
  if (paying) return { status: 'paid', paymentId: paying.id, payment: paying };
  const charge = mayChargeAgain(money);
  if (charge.may) {
    const status = newest?.status === 'refunded' ? 'refunded' : 'unpaid';
    return { status, paymentId: newest?.id ?? null, payment: newest };
  }
  const { code, paymentId } = charge;
  const isDoubtful = code === 'RECORD_PERHAPS_PAID' || holder?.payment?.attempts.some(isInDoubt) === true;
  const payment = known.find(({ id }) => id === paymentId) ?? null;
  return { status: isDoubtful ? 'uncertain' : 'in-progress', paymentId, payment };
}

/** Of a record that has two streams: what its money says in either of them; else what the newest of its payments says. */
export function foremost<Standing extends RecordStanding>(found: readonly Standing[]): Standing | null {
  const paymentBegan = ({ payment }: Standing) => payment?.attempts.at(-1)!.at ?? '';
  const [first] = found.toSorted(
    (one, other) => weight(one) - weight(other) || (paymentBegan(one) < paymentBegan(other) ? 1 : -1),
  );
  return first ?? null;
}

const weight = ({ status }: RecordStanding): number =>
  status === 'paid' ? 0 : status === 'uncertain' ? 1 : status === 'in-progress' ? 2 : 3;

/** It was said that money was taken, the payment has it or a person has decided so, and it was not given back. */
const isCertain = ({ payment, attempt }: RecordMoney['said'][number]): boolean =>
  !attempt.isPerhapsPaid && knowsOfSuccess(payment, attempt) && keepsTheMoney(payment, attempt);

/** Nothing else comes of itself: a new payment, a refund or a person may change it. */
export const isSettled = ({ status }: RecordStanding): boolean => status !== 'in-progress' && status !== 'uncertain';
