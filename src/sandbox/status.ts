import { messageOf } from './answers.js';
import type { Behaviour } from './behaviour.js';
import { familyOf } from './operations.js';
import type { Family } from './operations.js';
import type { Transaction } from './transactions.js';

/** What the status GET of a transaction says, and its callback too. */
export function statusBody(
  transaction: Transaction,
  ledgerNumber: string,
  { reasonShape, referenceIdInStatus }: Behaviour,
) {
  const reason =
    transaction.reason === null
      ? undefined
      : reasonShape === 'text'
        ? transaction.reason
        : reasonObject(transaction.reason);
  const shape = shapes[familyOf(transaction)] ?? paymentShape;
  const body = shape(transaction, transaction.status === 'SUCCESSFUL' ? ledgerNumber : undefined, reason);
  return referenceIdInStatus ? { ...body, referenceId: transaction.reference } : body;
}

type Shape = (transaction: Transaction, ledgerNumber: string | undefined, reason: unknown) => Record<string, unknown>;

/** JSON leaves out what is undefined, and so does MTN. */
const paymentShape: Shape = ({ asked, status, party, product }, financialTransactionId, reason) => ({
  financialTransactionId,
  externalId: asked.externalId,
  amount: asked.amount,
  currency: asked.currency,
  payer: asked.payer,
  payee:
    asked.payee ?? (product !== 'collection' && party !== null ? { partyIdType: 'MSISDN', partyId: party } : undefined),
  payerMessage: asked.payerMessage,
  payeeNote: asked.payeeNote,
  status,
  reason,
});

const shapes: { readonly [F in Family]?: Shape } = {
  invoice: ({ reference, asked, status, reason, acceptedAt }) => ({
    referenceId: reference,
    externalId: asked.externalId,
    amount: asked.amount,
    currency: asked.currency,
    status,
    paymentReference: reference.slice(0, 8),
    invoiceId: reference.replaceAll('-', '').slice(8, 24),
    expiryDateTime: new Date(acceptedAt + Number(asked.validityDuration ?? 3600) * 1000).toISOString(),
    payeeFirstName: 'Sandbox',
    payeeLastName: 'Merchant',
    errorReason: reason === null ? undefined : reasonObject(reason),
    intendedPayer: asked.intendedPayer,
    description: asked.description,
  }),
  payment: ({ reference, status }, financialTransactionId, reason) => ({
    referenceId: reference,
    status,
    financialTransactionId,
    reason,
  }),
  preapproval: ({ asked, status, acceptedAt }, _, reason) => ({
    payer: asked.payer,
    payerCurrency: asked.payerCurrency,
    payerMessage: asked.payerMessage,
    expirationDateTime: new Date(acceptedAt + Number(asked.validityTime) * 1000).toISOString(),
    status,
    reason,
  }),
  cashtransfer: (transaction, financialTransactionId, reason) => ({
    ...transaction.asked,
    ...paymentShape(transaction, financialTransactionId, reason),
  }),
  consent: ({ reference, status }) => ({ auth_req_id: reference, status }),
};

function reasonObject(code: string) {
  return { code, message: messageOf(code) };
}
