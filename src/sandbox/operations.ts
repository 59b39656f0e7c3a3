import { testNumberOf } from './environments.js';
import type { Environment } from './environments.js';
import type { MomoProduct } from './products.js';
import {
  chosen,
  byCashTransferSelector,
  byPayer,
  byPaymentAmount,
  byPreApprovalPayer,
  byRefundSelector,
  byRequestToPayPayer,
  byTransferPayee,
} from './scenarios.js';
import type { ScenarioName } from './scenarios.js';
import { amount, currency, flag, money, note, optional, party, required, text, wholeNumber } from './validation.js';
import type { Asked, Fields } from './validation.js';

/** Everything that a caller can ask to happen, as data: where, with which fields, and what its status looks like. */
export interface Operation {
  /** Operations of one family are asked about under one path. */
  family: Family;
  products: readonly MomoProduct[];
  /** Under the product's base path. */
  path: string;
  /** Where MTN states none, PUT: it is what arrives in Rwanda. */
  callbackMethod: 'PUT' | 'POST';
  fields: Fields;
  /** The party whose number selects the scenario. */
  party: 'payer' | 'payee' | 'intendedPayer' | null;
  scenario: (asked: Asked, environment: Environment, party: string | null) => ScenarioName | null;
  /** What a success does to our balance. */
  effect: 1 | -1 | 0;
  /** The word for it in a statement; null where no money moves. */
  statementType: string | null;
  /** The caller has to name an earlier payment. */
  refers?: 'referenceIdToRefund';
}

export type Family =
  | 'requesttopay'
  | 'requesttowithdraw'
  | 'invoice'
  | 'payment'
  | 'preapproval'
  | 'transfer'
  | 'deposit'
  | 'refund'
  | 'cashtransfer'
  | 'consent'
  | AirtelFamily;

export type AirtelFamily = 'airtel-collection' | 'airtel-disbursement' | 'airtel-refund';

/** The path of a family's status, under the product's base path. */
export const statusPaths: Readonly<Record<Exclude<Family, 'consent' | AirtelFamily>, string>> = {
  requesttopay: 'v1_0/requesttopay',
  requesttowithdraw: 'v1_0/requesttowithdraw',
  invoice: 'v2_0/invoice',
  payment: 'v2_0/payment',
  preapproval: 'v2_0/preapproval',
  transfer: 'v1_0/transfer',
  deposit: 'v1_0/deposit',
  refund: 'v1_0/refund',
  cashtransfer: 'v2_0/cashtransfer',
};

const asking: Fields = {
  amount: required(amount),
  currency: required(currency),
  externalId: optional(text),
};
const messages: Fields = { payerMessage: optional(note), payeeNote: optional(note) };
const fromPayer: Fields = { ...asking, payer: required(party), ...messages, transferType: optional(text) };
const toPayee: Fields = { ...asking, payee: required(party), ...messages };
const transferTypes = new Set<unknown>([undefined, 'CUSTOM_PAYMENT', 'CUSTOM_BANK_PAYMENT', 'CUSTOM_BANK_PAYMENT_FEE']);

const withdrawal = {
  family: 'requesttowithdraw',
  products: ['collection'],
  fields: fromPayer,
  party: 'payer',
  scenario: byNumber(byPayer),
  effect: 1,
  statementType: 'Cash out',
} as const;

const deposit = {
  family: 'deposit',
  products: ['disbursement'],
  fields: toPayee,
  party: 'payee',
  scenario: byNumber(byPayer),
  effect: -1,
  statementType: 'Deposit',
} as const;

const refund = {
  family: 'refund',
  products: ['disbursement'],
  fields: { ...asking, ...messages, referenceIdToRefund: required(text) },
  party: null,
  refers: 'referenceIdToRefund',
  scenario: (asked: Asked) => chosen(byRefundSelector, String(asked.referenceIdToRefund)),
  effect: -1,
  statementType: 'Reversal',
} as const;

export const operations = {
  requesttopay: {
    family: 'requesttopay',
    products: ['collection'],
    path: 'v1_0/requesttopay',
    callbackMethod: 'PUT',
    fields: fromPayer,
    party: 'payer',
    scenario: (asked, environment, payer) =>
      transferTypes.has(asked.transferType)
        ? byNumber(byRequestToPayPayer)(asked, environment, payer)
        : 'TransferTypeUnknown',
    effect: 1,
    statementType: 'Payment',
  },
  'requesttowithdraw-v1': { ...withdrawal, path: 'v1_0/requesttowithdraw', callbackMethod: 'POST' },
  'requesttowithdraw-v2': { ...withdrawal, path: 'v2_0/requesttowithdraw', callbackMethod: 'PUT' },
  invoice: {
    family: 'invoice',
    products: ['collection'],
    path: 'v2_0/invoice',
    callbackMethod: 'PUT',
    fields: {
      ...asking,
      validityDuration: optional(wholeNumber),
      intendedPayer: required(party),
      payee: optional(party),
      description: optional(note),
    },
    party: 'intendedPayer',
    scenario: byNumber(byPayer),
    effect: 1,
    statementType: 'Payment',
  },
  payment: {
    family: 'payment',
    products: ['collection'],
    path: 'v2_0/payment',
    callbackMethod: 'PUT',
    fields: {
      externalTransactionId: optional(text),
      money: required(money),
      customerReference: optional(text),
      serviceProviderUserName: optional(text),
      couponId: optional(text),
      productId: optional(text),
      productOfferingId: optional(text),
      receiverMessage: optional(note),
      senderNote: optional(note),
      maxNumberOfRetries: optional(wholeNumber),
      includeSenderCharges: optional(flag),
    },
    party: null,
    scenario: (asked) => byPaymentAmount[Number((asked.money as { amount: string }).amount)] ?? null,
    effect: 0,
    statementType: 'External payment',
  },
  preapproval: {
    family: 'preapproval',
    products: ['collection'],
    path: 'v2_0/preapproval',
    callbackMethod: 'PUT',
    fields: {
      payer: required(party),
      payerCurrency: required(currency),
      payerMessage: optional(note),
      validityTime: required(wholeNumber),
    },
    party: 'payer',
    scenario: byNumber(byPreApprovalPayer),
    effect: 0,
    statementType: null,
  },
  transfer: {
    family: 'transfer',
    products: ['disbursement', 'remittance'],
    path: 'v1_0/transfer',
    callbackMethod: 'PUT',
    fields: toPayee,
    party: 'payee',
    scenario: byNumber(byTransferPayee),
    effect: -1,
    statementType: 'Transfer',
  },
  'deposit-v1': { ...deposit, path: 'v1_0/deposit', callbackMethod: 'POST' },
  'deposit-v2': { ...deposit, path: 'v2_0/deposit', callbackMethod: 'PUT' },
  'refund-v1': { ...refund, path: 'v1_0/refund', callbackMethod: 'POST' },
  'refund-v2': { ...refund, path: 'v2_0/refund', callbackMethod: 'PUT' },
  cashtransfer: {
    family: 'cashtransfer',
    products: ['remittance'],
    path: 'v2_0/cashtransfer',
    callbackMethod: 'PUT',
    fields: {
      ...toPayee,
      // MTN's own spelling, on the wire.
      orginatingCountry: optional(text),
      originalAmount: optional(amount),
      originalCurrency: optional(currency),
      payerIdentificationType: optional(text),
      payerIdentificationNumber: optional(text),
      payerIdentity: optional(text),
      payerFirstName: optional(text),
      payerSurName: optional(text),
      payerLanguageCode: optional(text),
      payerEmail: optional(text),
      payerMsisdn: optional(text),
      payerGender: optional(text),
    },
    party: 'payee',
    scenario: (asked, environment, payee) =>
      chosen(byCashTransferSelector, String(asked.externalId)) ?? byNumber(byTransferPayee)(asked, environment, payee),
    effect: -1,
    statementType: 'External transfer',
  },
  consent: {
    family: 'consent',
    products: ['collection', 'disbursement', 'remittance'],
    path: 'v1_0/bc-authorize',
    callbackMethod: 'PUT',
    fields: {},
    party: null,
    scenario: () => null,
    effect: 0,
    statementType: null,
  },
  // Airtel's. They have paths and fields of their own, and share everything that happens to a transaction after that.
  'airtel-collection': ofAirtel('airtel-collection', 1, 'Payment'),
  'airtel-disbursement': ofAirtel('airtel-disbursement', -1, 'Transfer'),
  'airtel-refund': ofAirtel('airtel-refund', -1, 'Reversal'),
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

export function operationNamed(name: OperationName): Operation {
  return operations[name];
}

export function familyOf({ operation }: { operation: OperationName }): Family {
  return operations[operation].family;
}

function ofAirtel<F extends AirtelFamily>(family: F, effect: 1 | -1, statementType: string) {
  const scenario = () => null;
  return {
    family,
    products: [],
    path: '',
    callbackMethod: 'POST',
    fields: {},
    party: null,
    scenario,
    effect,
    statementType,
  } as const;
}

function byNumber(table: Readonly<Record<number, ScenarioName>>): Operation['scenario'] {
  return (_asked, environment, partyId) => {
    const number = testNumberOf(environment, partyId);
    return number === null ? null : (table[number] ?? null);
  };
}
