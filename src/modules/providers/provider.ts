import type { Money } from '../../kernel/domain/money.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { Instant } from '../../kernel/domain/clock.js';

/** One place where money moves, and what it can do for us: null is a capability that it, or our contract with it, does not have. */
export interface Provider {
  readonly name: string;
  /** As a receipt says it: `MTN MoMo`. */
  readonly method: string;
  readonly collections: Collections | null;
  readonly disbursements: Disbursements | null;
  /** How well it can be reached, for health and metrics. */
  health(): ProviderHealth;
  /** Lets go of connections; what is still asked then is answered unknown. */
  close(): Promise<void>;
}

/**
 * Whom money is asked of, or given to, as the provider knows them. A provider that knows them otherwise, by a bank account or by a card session,
 * adds a variant, and the compiler names every place that has to tell them apart.
 */
export type Instrument = { readonly kind: 'msisdn'; readonly msisdn: Msisdn };

/**
 * Money from a payer. What the world can answer when it is asked for: `unknown` is never read as no, and whoever gets it asks again.
 * Nothing here throws for what a provider or a network can do.
 */
export interface Collections {
  /** Whether it could take such a payment at all; null when it could. */
  cannotTake(amount: Money, payer: Instrument): 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED' | null;
  /** Whether it says for certain that this payer's account cannot pay. Asked before charging; doubt of any kind is false. */
  saysInactive?(payer: Instrument): Promise<boolean>;
  /** Asks the payer. Harmless to repeat under the same reference. */
  requestToPay(request: CollectionRequest): Promise<SubmissionAnswer>;
  /** What the provider says of one attempt now. Askers of the same reference share one call; the most urgent goes first. */
  status(reference: string, urgency: Urgency): Promise<StatusAnswer>;
}

/** Of the provider of a payment, which was chosen because it takes payments. */
export function collectionsOf({ name, collections }: Provider): Collections {
  if (collections === null) throw new Error(`The provider ${name} takes no payments`);
  return collections;
}

export interface CollectionRequest {
  /** UUID v4, on record before this call: the provider knows the attempt by it. */
  readonly reference: string;
  readonly amount: Money;
  readonly payer: Instrument;
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

export interface PayoutRequest {
  /** UUID v4, on record before this call. */
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
}

export type DisbursementKind = 'transfer' | 'deposit' | 'refund';

/** Money from our float, answered as collections are. */
export interface Disbursements {
  transfer(request: PayoutRequest): Promise<SubmissionAnswer>;
  deposit(request: PayoutRequest): Promise<SubmissionAnswer>;
  refund(request: RefundRequest): Promise<SubmissionAnswer>;
  /** `payer` of a success is whom the money went to. */
  status(kind: DisbursementKind, reference: string, urgency: Urgency): Promise<StatusAnswer>;
  balance(): Promise<BalanceAnswer>;
}

export type BalanceAnswer = { readonly is: 'known'; readonly balance: Money; readonly exchange: Exchange } | Undecided;

/** `not-found` is no clear word: some numbers that can pay are not found, and some countries do not offer the question. */
export type AccountHolder = 'active' | 'not-active' | 'not-found' | 'unknown';

export interface ProviderHealth {
  readonly provider: string;
  readonly products: readonly ProductHealth[];
  /** Since when no call has been answered at all; null while some are. */
  readonly unreachableSince: Instant | null;
  /** Since this process started. */
  readonly undecided: readonly UndecidedCount[];
  /** Whether it is asked to call back. */
  readonly callbacks: boolean;
  /** Status checks that wait for their turn. */
  readonly statusChecksWaiting: number;
}

export interface ProductHealth {
  readonly product: string;
  /** `half-open`: still open, and the next call is let through as a trial. */
  readonly circuit: 'closed' | 'open' | 'half-open';
  readonly consecutiveFaults: number;
  readonly callsInFlight: number;
  readonly alerts: readonly ProviderAlert[];
}

/** How many answers of one kind to one operation decided nothing. */
export interface UndecidedCount {
  readonly operation: string;
  readonly kind: UndecidedKind;
  readonly count: number;
}

/** Something that only people can mend: with us, or with the provider. Gone once a payment succeeds. */
export interface ProviderAlert {
  readonly alert: (typeof alertNames)[number];
  /** When the first of these failures was learned of. */
  readonly since: Instant;
  readonly failures: number;
  /** The provider's word for the last of them. */
  readonly providerCode: string | null;
}

/** `configuration`: requests are refused for our set-up. `provider-errors`: every payer fails for an error of the provider's own. */
export const alertNames = ['configuration', 'provider-errors'] as const;

/** Lower goes first: a person who waits, a callback that came, the saga's routine. */
export type Urgency = 0 | 1 | 2;

export type SubmissionAnswer =
  /** It has the request, now or since an earlier sending of the same reference. Nothing is paid yet. */
  | { readonly is: 'accepted'; readonly exchange: Exchange }
  /** It says that no money will move under this reference. */
  | { readonly is: 'refused'; readonly failure: Failure; readonly exchange: Exchange }
  /**
   * This sending certainly never left us, and no money moves because of it. `failure` says what has to be mended first where the provider
   * said that; null where the same sending may work a moment later. `exchange` is of the call that failed before it, such as the token's.
   */
  | {
      readonly is: 'not-sent';
      readonly why: string;
      readonly failure: Failure | null;
      readonly exchange: Exchange | null;
    }
  /** It may or may not have the request. */
  | Undecided;

export type StatusAnswer =
  | (Named & { readonly is: 'successful'; readonly transactionId: string | null; readonly exchange: Exchange })
  | (Named & { readonly is: 'failed' | 'expired'; readonly failure: Failure; readonly exchange: Exchange })
  | { readonly is: 'pending'; readonly exchange: Exchange }
  /** The provider does not know the reference. After an unclear sending this is doubt, not failure. */
  | { readonly is: 'not-found'; readonly exchange: Exchange }
  | Undecided;

/** Which payment a final answer is about, to be held against what was asked; null where the provider does not say or not readably. */
export interface Named {
  readonly amount: Money | null;
  readonly payer: Instrument | null;
  readonly externalId: string | null;
}

/** An answer, or the lack of one, that decides nothing. */
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
