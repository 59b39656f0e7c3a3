import { createHmac } from 'node:crypto';
import type { Answer } from './answers.js';
import type { Behaviour } from './behaviour.js';
import type { Transaction } from './transactions.js';

/** Airtel's words for what the ledger says: the status of an enquiry, and the code beside it. */
export function airtelWords({ status, reason, operation }: Transaction, { airtelInProgress }: Behaviour) {
  const product = operation === 'airtel-disbursement' ? 'DP009' : 'DP008';
  const code = (last: string) => `${product}00001${last}`;
  switch (status) {
    case 'SUCCESSFUL':
      return { status: 'TS', code: code('001') };
    case 'FAILED':
      return reason === 'EXPIRED' && product === 'DP008'
        ? { status: 'TE', code: code('029') }
        : { status: 'TF', code: code(failures[product]?.[reason ?? ''] ?? '005') };
    case 'AMBIGUOUS':
      return { status: 'TA', code: code('000') };
    default:
      return { status: airtelInProgress, code: code('006') };
  }
}

const failures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DP008: { NOT_ENOUGH_FUNDS: '007', PAYER_LIMIT_REACHED: '003', APPROVAL_REJECTED: '008', PAYER_NOT_FOUND: '010' },
  DP009: { NOT_ENOUGH_FUNDS: '007', PAYER_LIMIT_REACHED: '003' },
};

export const envelope = (response_code: string, success: boolean, code = '200', result_code = 'ESB000010') => ({
  code,
  message: success ? 'SUCCESS' : 'FAILED',
  result_code,
  response_code,
  success,
});

/** A refusal in Airtel's shape; under 200 it says in its body what its HTTP status would have been. */
export const airtelRefusal = (
  { airtelRefusal: as }: Pick<Behaviour, 'airtelRefusal'>,
  code: string,
  message: string,
): Answer => {
  const isOfProduct = code.startsWith('DP');
  const { response_code, ...status } = envelope(code, false, '400', isOfProduct ? 'ESB000008' : code);
  return {
    status: Number(as),
    body: { status: { ...status, ...(isOfProduct && { response_code }), message } },
  };
};

/** A fault of the platform: MTN's shapes of faults are none of Airtel's. */
export const airtelFault = (answer: Answer): Answer =>
  answer.status < 400 || answer.body === undefined
    ? answer
    : {
        ...answer,
        body: { status: { ...envelope('DP00800001005', false, String(answer.status), 'ESB000001') } },
      };

/** The body of a callback, as text: the hash is of these bytes, or of another form of them. */
export function airtelCallback(
  transaction: Transaction,
  number: string,
  behaviour: Behaviour,
  key: string,
  lie: Readonly<Record<string, unknown>> = {},
): string {
  const told = { ...transaction, ...(lie as Partial<Transaction>) };
  const { status } = airtelWords(told, behaviour);
  const inner = {
    id: transaction.reference,
    message: `Paid ${transaction.currency} ${transaction.amount}, Trans ID ${airtelNumber(number)}`,
    status_code: status,
    airtel_money_id: airtelNumber(number),
  };
  const payload = {
    compact: () => JSON.stringify({ transaction: inner }),
    pretty: () => JSON.stringify({ transaction: inner }, null, 2),
    inner: () => JSON.stringify(inner),
    off: () => null,
  }[behaviour.airtelHash]();
  const hash = payload === null ? {} : { hash: createHmac('sha256', key).update(payload).digest('base64') };
  return JSON.stringify({ transaction: inner, ...hash });
}

/** Airtel's number of a transaction. */
export const airtelNumber = (number: string): string => `MP${number.slice(0, 6)}.${number.slice(6)}.A`;
