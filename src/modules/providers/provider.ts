import type { Money } from '../../kernel/domain/money.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { Instant } from '../../kernel/domain/clock.js';

/**
 * What the world can answer when money is asked for. `unknown` is never read as no: whoever gets it asks again.
 * Nothing here throws for what a provider or a network can do.
 */
export interface Provider {
  readonly name: string;
  /** As a receipt says it: `MTN MoMo`. */
  readonly method: string;
  /** Whether it could take such a payment at all; null when it could. */
  cannotTake(amount: Money, payer: Msisdn): 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED' | null;
  /** Whether it says for certain that this payer's account cannot pay. Asked before charging; doubt of any kind is false. */
  saysInactive?(payer: Msisdn): Promise<boolean>;
  /** Asks the payer. Harmless to repeat under the same reference. */
  requestToPay(request: CollectionRequest): Promise<SubmissionAnswer>;
  /** What the provider says of one attempt now. Askers of the same reference share one call; the most urgent goes first. */
  collectionStatus(reference: string, urgency: Urgency): Promise<StatusAnswer>;
  /** How well it can be reached, for health and metrics. */
  health(): ProviderHealth;
  /** Lets go of connections; what is still asked then is answered unknown. */
  close(): Promise<void>;
}

export interface CollectionRequest {
  /** UUID v4, on record before this call: the provider knows the attempt by it. */
  readonly reference: string;
  readonly amount: Money;
  readonly payer: Msisdn;
  /** Our own id of the payment, which the provider echoes and prints on its statement. */
  readonly externalId: string;
  readonly description: string;
  /** The callback's address; the provider may use it once, many times or never. */
  readonly callbackUrl: string;
  /**
   * This reference may have been sent before. Then an answer that speaks of this call only, such as 403, refuses
   * nothing: the earlier call may have been accepted, and the provider is asked for its status first.
   */
  readonly sentBefore?: boolean;
}

/** Money from our float to a phone. */
export interface PayoutRequest {
  /** UUID v4, on record before this call. */
  readonly reference: string;
  readonly amount: Money;
  readonly payee: Msisdn;
  readonly externalId: string;
  readonly description: string;
  readonly callbackUrl: string;
  readonly sentBefore?: boolean;
}

/** Money back for one collection, which the provider knows by the reference of its attempt. */
export interface RefundRequest extends Omit<PayoutRequest, 'payee'> {
  readonly collectionReference: string;
}

export type DisbursementKind = 'transfer' | 'deposit' | 'refund';

/** What a provider that can also give money offers beside collections. */
export interface Disbursements {
  transfer(request: PayoutRequest): Promise<SubmissionAnswer>;
  deposit(request: PayoutRequest): Promise<SubmissionAnswer>;
  refund(request: RefundRequest): Promise<SubmissionAnswer>;
  /** `payer` of a success is whom the money went to. */
  disbursementStatus(kind: DisbursementKind, reference: string, urgency: Urgency): Promise<StatusAnswer>;
  balance(): Promise<BalanceAnswer>;
}

export type BalanceAnswer =
  | { readonly is: 'known'; readonly balance: Money; readonly exchange: Exchange }
  | { readonly is: 'unknown'; readonly why: string; readonly exchange: Exchange | null };

/** `not-found` is no clear word: some numbers that can pay are not found, and some countries do not offer the question. */
export type AccountHolder = 'active' | 'not-active' | 'not-found' | 'unknown';

export interface ProviderHealth {
  readonly provider: string;
  readonly products: readonly ProductHealth[];
  /** Status checks that wait for their turn. */
  readonly statusChecksWaiting: number;
}

export interface ProductHealth {
  readonly product: string;
  /** `half-open`: still open, and the next call is let through as a trial. */
  readonly circuit: 'closed' | 'open' | 'half-open';
  readonly consecutiveFaults: number;
  readonly callsInFlight: number;
}

/** Lower goes first: a person who waits, a callback that came, the saga's routine. */
export type Urgency = 0 | 1 | 2;

export type SubmissionAnswer =
  /** It has the request, now or since an earlier sending of the same reference. Nothing is paid yet. */
  | { readonly is: 'accepted'; readonly exchange: Exchange }
  /** It says that no money will move under this reference. */
  | { readonly is: 'refused'; readonly failure: Failure; readonly exchange: Exchange }
  /** It may or may not have the request. */
  | { readonly is: 'unknown'; readonly why: string; readonly exchange: Exchange | null };

export type StatusAnswer =
  | {
      readonly is: 'successful';
      readonly transactionId: string | null;
      /** What the provider says was paid, to be held against what was asked; null where it does not say or not readably. */
      readonly amount: Money | null;
      readonly payer: Msisdn | null;
      readonly externalId: string | null;
      readonly exchange: Exchange;
    }
  | { readonly is: 'failed' | 'expired'; readonly failure: Failure; readonly exchange: Exchange }
  | { readonly is: 'pending'; readonly exchange: Exchange }
  /** The provider does not know the reference. After an unclear sending this is doubt, not failure. */
  | { readonly is: 'not-found'; readonly exchange: Exchange }
  | { readonly is: 'unknown'; readonly why: string; readonly exchange: Exchange | null };

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

/** One call and its answer as they went over the wire, without keys and tokens; for the timeline and for support. */
export interface Exchange {
  readonly operation: string;
  readonly at: Instant;
  readonly latencyMs: number;
  /** The body holds the phone number as it was sent. */
  readonly request: { readonly method: string; readonly path: string; readonly body: string | null };
  /** Null when nothing came back. Bodies are cut at 4,096 characters. */
  readonly response: { readonly status: number; readonly correlationId: string | null; readonly body: string } | null;
  /** How the network failed, when it did. */
  readonly fault: string | null;
}
