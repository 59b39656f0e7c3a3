import { balanceAnswers } from './scenarios.js';
import type { BalanceAnswer } from './scenarios.js';

/**
 * The settings that can be changed while the sandbox runs (`PUT /control/settings`): its speed, how payers answer, and where
 * MTN's sources contradict each other or describe an anomaly. By default every quirk is off, or as in most sources.
 */
export interface Behaviour {
  /** The latency of every answer of a MoMo path. */
  latencyMs: number;
  /** The time until a transaction is final and its callback is sent. */
  callbackDelayMs: number;
  /** `by-hand`: a payer without a number of the tables waits for the phone page, and expires after five minutes. */
  approval: 'automatic' | 'by-hand';
  /** `by-operation`: what MTN's definitions say of each operation; PUT where they say nothing. */
  callbackMethod: 'by-operation' | 'PUT' | 'POST';
  callbackScheme: 'both' | 'http' | 'https';
  /** How often, and after how long, a callback without a 2xx answer is repeated. */
  callbackRetries: number;
  callbackRetryMs: number;
  reasonShape: 'text' | 'object';
  referenceIdInStatus: boolean;
  /** The scenarios whose names look like HTTP errors: a failed transaction, or a refusal of the creating call. */
  errorScenarios: 'asFailedReason' | 'asHttpError';
  tokenLifetimeSeconds: number;
  tokenWithoutContentLength: 'accepted' | '411';
  tokenFormBody: 'accepted' | 'html';
  wrongBasicCredentials: '401' | '500';
  badBearerBody: 'gateway' | 'code' | 'empty';
  badRequestBody: 'empty' | 'code';
  externalIdWithSpaces: 'accepted' | 'refused';
  /** What wallet numbers begin with in `mtnrwanda`, with commas. Any other number is accepted, and later fails without a wallet. */
  walletPrefixes: string;
  /** Status GETs allowed in one second before 429; 0: no limit. */
  statusChecksPerSecond: number;
  balance: 'real' | 'rotating' | BalanceAnswer;
  balanceByCurrency: 'works' | '500';
  /** Whether disbursements answer 403 as in production before MTN has enabled them. */
  disbursementEnabled: boolean;
  /** Seconds, as Airtel has them; text, or a number as some answers have it. */
  airtelTokenLifetimeSeconds: number;
  airtelExpiresIn: 'text' | 'number';
  /** What wallet numbers of Airtel begin with, with commas. Any other number is not found. */
  airtelWalletPrefixes: string;
  /** Whether v2 requests must be signed. */
  airtelSigning: 'off' | 'required';
  /** A refusal of a request: its HTTP status. */
  airtelRefusal: '400' | '200';
  /** The outer `success` of an enquiry that found a success: `false` in some of Airtel's samples. */
  airtelEnquirySuccess: 'true' | 'false';
  airtelInProgress: 'TIP' | 'TI';
  /** What the enquiry of a refunded collection says. */
  airtelRefunded: 'TS' | 'TR';
  /** Whether an enquiry names our id; all recorded ones do. */
  airtelIdInEnquiry: boolean;
  /** How the hash of a callback is made. */
  airtelHash: 'off' | 'compact' | 'pretty' | 'inner';
  airtelCallbackMethod: 'POST' | 'PUT';
}

export const usualBehaviour: Behaviour = {
  latencyMs: 0,
  callbackDelayMs: 0,
  approval: 'automatic',
  callbackMethod: 'by-operation',
  callbackScheme: 'both',
  callbackRetries: 0,
  callbackRetryMs: 1_000,
  reasonShape: 'text',
  referenceIdInStatus: false,
  errorScenarios: 'asFailedReason',
  tokenLifetimeSeconds: 3600,
  tokenWithoutContentLength: 'accepted',
  tokenFormBody: 'accepted',
  wrongBasicCredentials: '401',
  badBearerBody: 'gateway',
  badRequestBody: 'empty',
  externalIdWithSpaces: 'accepted',
  walletPrefixes: '25078,25079',
  statusChecksPerSecond: 0,
  balance: 'real',
  balanceByCurrency: 'works',
  disbursementEnabled: true,
  airtelTokenLifetimeSeconds: 180,
  airtelExpiresIn: 'text',
  airtelWalletPrefixes: '25072,25073',
  airtelSigning: 'off',
  airtelRefusal: '400',
  airtelEnquirySuccess: 'true',
  airtelInProgress: 'TIP',
  airtelRefunded: 'TS',
  airtelIdInEnquiry: true,
  airtelHash: 'compact',
  airtelCallbackMethod: 'POST',
};

/** The allowed words of a setting; other settings have the type of their default. */
export const choices: { readonly [K in keyof Behaviour]?: readonly Behaviour[K][] } = {
  approval: ['automatic', 'by-hand'],
  callbackMethod: ['by-operation', 'PUT', 'POST'],
  callbackScheme: ['both', 'http', 'https'],
  reasonShape: ['text', 'object'],
  errorScenarios: ['asFailedReason', 'asHttpError'],
  tokenWithoutContentLength: ['accepted', '411'],
  tokenFormBody: ['accepted', 'html'],
  wrongBasicCredentials: ['401', '500'],
  badBearerBody: ['gateway', 'code', 'empty'],
  badRequestBody: ['empty', 'code'],
  externalIdWithSpaces: ['accepted', 'refused'],
  balance: ['real', 'rotating', ...balanceAnswers],
  balanceByCurrency: ['works', '500'],
  airtelExpiresIn: ['text', 'number'],
  airtelSigning: ['off', 'required'],
  airtelRefusal: ['400', '200'],
  airtelEnquirySuccess: ['true', 'false'],
  airtelInProgress: ['TIP', 'TI'],
  airtelRefunded: ['TS', 'TR'],
  airtelHash: ['off', 'compact', 'pretty', 'inner'],
  airtelCallbackMethod: ['POST', 'PUT'],
};

/** Applies the given settings; returns a sentence for an unknown name or value. */
export function changeBehaviour(behaviour: Behaviour, changes: Record<string, unknown>): string | null {
  for (const [name, value] of Object.entries(changes)) {
    const wrong = complaint(name, value);
    if (wrong) return wrong;
  }
  Object.assign(behaviour, changes);
  return null;
}

function complaint(name: string, value: unknown): string | null {
  if (!Object.hasOwn(usualBehaviour, name)) return `There is no setting ${name}.`;
  const key = name as keyof Behaviour;
  const words: readonly unknown[] | undefined = choices[key];
  if (words) return words.includes(value) ? null : `${name} is one of ${words.join(', ')}.`;
  const usual = usualBehaviour[key];
  if (typeof value !== typeof usual) return `${name} is a ${typeof usual}.`;
  if (typeof value === 'number' && !(Number.isInteger(value) && value >= 0)) return `${name} is a whole number from 0.`;
  return null;
}
