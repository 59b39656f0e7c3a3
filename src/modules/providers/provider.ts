import type { Money } from '../../kernel/domain/money.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Diagnosis } from '../../kernel/domain/diagnosis.js';

/** A provider and its capabilities: null is a capability that the provider, or our contract with it, does not have. */
export interface Provider {
  readonly name: string;
  /** Its name on a receipt: `MTN MoMo`. */
  readonly method: string;
  readonly collections: Collections | null;
  readonly disbursements: Disbursements | null;
  /** How its callbacks name their movement, where all of them come to one address; absent: each request names an address of its own. */
  readonly callbacks?: OneAddressCallbacks;
  /** How long after a movement began its status is not asked for of our own accord, and "not found" says nothing; absent: not at all. */
  readonly firstCheckAfterMs?: number;
  /** Its reachability, for health and metrics. */
  health(): ProviderHealth;
  /** One call that only reads, for the sake of being counted: while payments go elsewhere nothing else may be asked. Absent: there is none. */
  probe?(): Promise<unknown>;
  /** Closes its connections; calls in progress are answered `unknown`. */
  close(): Promise<void>;
}

/** The callbacks of a provider that knows one address for all of them. They are hints as all callbacks are: none is believed. */
export interface OneAddressCallbacks {
  /** Pure; any bytes may come. */
  read(body: string): NamingCallback;
}

export interface NamingCallback {
  /** The reference under which the movement was submitted; null: the body names none. */
  readonly reference: string | null;
  readonly signature: CallbackSignature;
}

/** What is known of a callback's signature. Null: none is asked for. `reading` names the reading of the provider's rule that matched. */
export type CallbackSignature = {
  readonly is: 'matched' | 'not-matched' | 'missing';
  readonly reading: string | null;
} | null;

/**
 * The payer or payee in the provider's terms. A provider with other terms, such as a bank account or a card session,
 * adds a variant, and the compiler names every place that must distinguish them.
 */
export type Instrument = { readonly kind: 'msisdn'; readonly msisdn: Msisdn };

/**
 * Money from a payer. `unknown` is never read as a refusal: the caller asks again.
 * No method throws for a fault of the provider or the network.
 */
export interface Collections {
  /** The obstacle to such a payment; null when there is none. */
  cannotTake(amount: Money, payer: Instrument): 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED' | null;
  /** Whether this payer's account certainly cannot pay. Called before charging; false in every doubt. */
  saysInactive?(payer: Instrument): Promise<boolean>;
  /** Whether this payer has an account there, where the provider can be asked. Slow: it is a call. */
  accountOf?(payer: Instrument): Promise<AccountHolder>;
  /** Asks the payer. Harmless to repeat under the same reference. */
  requestToPay(request: CollectionRequest): Promise<SubmissionAnswer>;
  /** The provider's current status of one attempt. Concurrent checks of one reference share one call; the most urgent goes first. */
  status(reference: string, urgency: Urgency): Promise<StatusAnswer>;
}

/** Of the provider of a payment, which was chosen because it takes payments. */
export function collectionsOf({ name, collections }: Provider): Collections {
  if (collections === null) throw new Error(`The provider ${name} takes no payments`);
  return collections;
}

/** Of the provider of a refund or payout, which was chosen because it sends money. */
export function disbursementsOf({ name, disbursements }: Provider): Disbursements {
  if (disbursements === null) throw new Error(`The provider ${name} sends no money: its disbursement keys are not set`);
  return disbursements;
}

export interface CollectionRequest {
  /** UUID v4, recorded before this call: the provider's key for the attempt. */
  readonly reference: string;
  readonly amount: Money;
  readonly payer: Instrument;
  /** Our own id of the payment, which the provider echoes and prints on its statement. */
  readonly externalId: string;
  readonly description: string;
  /** The callback's address; the provider may use it once, many times or never. */
  readonly callbackUrl: string;
  /**
   * This reference may have been sent before. Then an answer about this call only, such as 403, refuses
   * nothing: the earlier call may have been accepted, and the provider is asked for its status first.
   */
  readonly sentBefore?: boolean;
}

export interface PayoutRequest {
  /** UUID v4, recorded before this call. */
  readonly reference: string;
  readonly amount: Money;
  readonly payee: Instrument;
  readonly externalId: string;
  readonly description: string;
  readonly callbackUrl: string;
  readonly sentBefore?: boolean;
}

/** Money back for one collection, which the provider knows by the reference of its attempt. */
export interface RefundRequest extends Omit<PayoutRequest, 'payee'> {
  readonly collectionReference: string;
  /** The provider's own number of that collection; null: not known. */
  readonly collectionTransactionId: string | null;
}

export type DisbursementKind = 'transfer' | 'deposit' | 'refund';

/** Money from our float, answered as collections are. */
export interface Disbursements {
  /** How money goes back to a payer: named by its collection, or as a transfer to the payer's number. Absent: by `refund`. */
  readonly refundsBy?: 'refund' | 'transfer';
  /** How a part of what was paid goes back; null: not at all. Absent: as the whole. */
  readonly partialRefundsBy?: 'refund' | 'transfer' | null;
  /** False: it gives back, and pays nobody else. */
  readonly paysOut?: boolean;
  /**
   * False: the provider has no key of ours for this kind, so a second submission would move money a second time. Only the certainly first
   * sender submits it then, and never twice. Absent: all kinds may be repeated under the same reference.
   */
  isRepeatable?(kind: DisbursementKind): boolean;
  /** The obstacle to paying this payee; null when there is none. */
  cannotSend(amount: Money, payee: Instrument): 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED' | null;
  transfer(request: PayoutRequest): Promise<SubmissionAnswer>;
  deposit(request: PayoutRequest): Promise<SubmissionAnswer>;
  refund(request: RefundRequest): Promise<SubmissionAnswer>;
  /** In a success `payer` is the payee. `collectionReference`: of a refund. */
  status(
    kind: DisbursementKind,
    reference: string,
    urgency: Urgency,
    collectionReference: string | null,
  ): Promise<StatusAnswer>;
  balance(): Promise<BalanceAnswer>;
}

export type BalanceAnswer = { readonly is: 'known'; readonly balance: Money; readonly exchange: Exchange } | Undecided;

/** `not-found` is not conclusive: some numbers that can pay are not found, and some countries do not offer this call. */
export type AccountHolder = 'active' | 'not-active' | 'not-found' | 'unknown';

export interface ProviderHealth {
  readonly provider: string;
  readonly products: readonly ProductHealth[];
  /** Since when no call has been answered; null while calls are answered. */
  readonly unreachableSince: Instant | null;
  /** Since this process started. */
  readonly calls: CallCounts;
  /** Since this process started. */
  readonly undecided: readonly UndecidedCount[];
  /** Whether requests name a callback address. */
  readonly callbacks: boolean;
  /** Status checks in the queue. */
  readonly statusChecksWaiting: number;
}

/** How many calls were answered, and how many were not or by a fault of the platform. A call that was held back is no call. */
export interface CallCounts {
  readonly answered: number;
  readonly failed: number;
}

export interface ProductHealth {
  readonly product: string;
  /** `half-open`: still open, and the next call is let through as a trial. */
  readonly circuit: 'closed' | 'open' | 'half-open';
  readonly consecutiveFaults: number;
  readonly callsInFlight: number;
  readonly alerts: readonly ProviderAlert[];
}

/** The number of answers of one kind to one operation that decided nothing. */
export interface UndecidedCount {
  readonly operation: string;
  readonly kind: UndecidedKind;
  readonly count: number;
}

/** A fault that people must correct, on our side or the provider's. It ends once a payment succeeds. */
export interface ProviderAlert {
  readonly alert: (typeof alertNames)[number];
  /** When the first of these failures was learned of. */
  readonly since: Instant;
  readonly failures: number;
  /** The provider's word for the last of them. */
  readonly providerCode: string | null;
}

/** `configuration`: requests are refused because of our configuration. `provider-errors`: every payer fails for an error of the provider. */
export const alertNames = ['configuration', 'provider-errors'] as const;

/** Lower goes first: a waiting person, a received callback, the saga's routine checks. */
export type Urgency = 0 | 1 | 2;

export type SubmissionAnswer =
  /** The provider has the request, from this or an earlier submission of the reference. Nothing is paid yet. */
  | { readonly is: 'accepted'; readonly exchange: Exchange }
  /** It answers at once with the outcome: the money has moved. */
  | Succeeded
  /** It says that no money will move under this reference. */
  | { readonly is: 'refused'; readonly failure: Failure; readonly exchange: Exchange }
  /**
   * This submission certainly never left, and moves no money. `failure` says what must be corrected first where the provider
   * said so; null where the same submission may succeed a moment later. `exchange` is the failed call before it, such as the token's.
   */
  | {
      readonly is: 'not-sent';
      readonly why: string;
      readonly failure: Failure | null;
      readonly exchange: Exchange | null;
    }
  /** The provider may or may not have the request. */
  | Undecided;

export type Succeeded = Named & {
  readonly is: 'successful';
  readonly transactionId: string | null;
  readonly exchange: Exchange;
};

export type StatusAnswer =
  | Succeeded
  | (Named & { readonly is: 'failed' | 'expired'; readonly failure: Failure; readonly exchange: Exchange })
  | { readonly is: 'pending'; readonly exchange: Exchange }
  /** The provider does not know the reference. After an unclear submission this is a doubt, not a failure. */
  | { readonly is: 'not-found'; readonly exchange: Exchange }
  | Undecided;

/** The payment that a final answer names, for comparison with the request; null where it is missing or unreadable. */
export interface Named {
  /** `as-asked`: this provider never names amounts, and the answer names our reference, under which it was asked for one amount only. */
  readonly amount: Money | 'as-asked' | null;
  readonly payer: Instrument | null;
  readonly externalId: string | null;
}

/** An answer, or a missing answer, that decides nothing. */
export interface Undecided {
  readonly is: 'unknown';
  readonly kind: UndecidedKind;
  readonly why: string;
  readonly exchange: Exchange | null;
}

/** Why nothing is decided. The metric's label has these values, so a value is never renamed. */
export type UndecidedKind =
  /** A page of HTML under any HTTP status: a firewall or a proxy, not the provider. */
  | 'firewall-page'
  /** HTTP 5xx without a word that decides. */
  | 'server-fault'
  /** The token call was answered without a token, or the token was not accepted. */
  | 'token-fault'
  /** Too many calls: the provider asks for a rest. */
  | 'throttled'
  /** An HTTP status that says nothing of the payment at this place. */
  | 'unexpected-status'
  /** A status or an error code that is in no table. */
  | 'unknown-words'
  /** The provider itself says that it does not know. */
  | 'ambiguous'
  /** The right HTTP status with a body that cannot be read. */
  | 'malformed'
  /** A refusal that only a status check can confirm, and that could not be made. */
  | 'unconfirmed'
  /** The request left, and no whole answer came back. */
  | 'no-answer'
  /** No connection could be made; nothing left. */
  | 'unreachable'
  /** The call was held back: the circuit is open, or the server is stopping. */
  | 'not-asked';

export const failureCodes = [
  'REJECTED_BY_PAYER',
  'PAYER_NOT_FOUND',
  'INSUFFICIENT_FUNDS',
  'LIMIT_REACHED',
  'NOT_ALLOWED',
  'CANCELLED',
  'EXPIRED',
  'CONFIGURATION',
  'PROVIDER_ERROR',
  'UNSPECIFIED',
] as const;
export type FailureCode = (typeof failureCodes)[number];

export interface Failure {
  readonly code: FailureCode;
  /** The provider's own word, or null where it gave none. */
  readonly providerCode: string | null;
}

/** One call and its answer as sent and received, without keys and tokens; for the timeline and for support. */
export interface Exchange {
  readonly operation: string;
  readonly at: Instant;
  readonly latencyMs: number;
  /** The body holds the phone number as it was sent. */
  readonly request: { readonly method: string; readonly path: string; readonly body: string | null };
  /** Null without an answer. Bodies are cut at 4,096 characters. */
  readonly response: { readonly status: number; readonly correlationId: string | null; readonly body: string } | null;
  /** How the network failed, when it did. */
  readonly fault: string | null;
}

/** What can be checked of the set-up of one provider without moving money. Nothing here throws for what a provider or a network can do. */
export interface SetUpChecks {
  readonly provider: string;
  /** Calls the provider with our keys. Only reads. */
  connection(): Promise<readonly Diagnosis[]>;
  /** Whether it would call back an address of this scheme and host. Empty where it is asked for no callbacks. */
  callbackAddress(address: URL): readonly Diagnosis[];
  /** Whether it accepts certificates of this authority. Null where it is asked for no callbacks. */
  certificateIssuer(issuer: NameInCertificate): Diagnosis | null;
}

export interface NameInCertificate {
  readonly commonName: string | null;
  readonly organisation: string | null;
}
