import { balanceAnswers } from './scenarios.js';
import type { BalanceAnswer } from './scenarios.js';

/**
 * What can be switched while the sandbox runs (`PUT /control/settings`): its speed, who answers for the payer, and where
 * MTN's sources contradict each other or describe something odd. Every quirk is off, or as most sources have it.
 */
export interface Behaviour {
  /** How long every answer of a MoMo path takes. */
  latencyMs: number;
  /** How long the payer and the platform take, and so when the callback goes out. */
  callbackDelayMs: number;
  /** `by-hand`: a payer without a number of the tables waits for the phone page, and expires after five minutes. */
  approval: 'automatic' | 'by-hand';
  /** `by-operation`: what MTN's definitions say of each operation; PUT where they say nothing. */
  callbackMethod: 'by-operation' | 'PUT' | 'POST';
  callbackScheme: 'both' | 'http' | 'https';
  /** How often a callback that was not answered with 2xx is sent again, and how long after the last time. */
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
  /** What wallet numbers begin with in `mtnrwanda`, with commas. Any other number is taken, and found later to have no wallet. */
  walletPrefixes: string;
  /** Status GETs that one second takes before 429; 0: any number. */
  statusChecksPerSecond: number;
  balance: 'real' | 'rotating' | BalanceAnswer;
  balanceByCurrency: 'works' | '500';
  /** Whether disbursements answer 403 as in production before MTN has enabled them. */
  disbursementEnabled: boolean;
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
};

/** The words that a setting may have; a number or a truth value otherwise, as its usual value is. */
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
};

/** Takes over what is given and known; says in a sentence what is not. */
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
