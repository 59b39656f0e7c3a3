import { platformError } from './answers.js';
import type { Answer, ErrorCode } from './answers.js';
import { testNumberOf } from './environments.js';
import { refuse } from './platform.js';
import type { Caller, Platform } from './platform.js';
import { activeByName, activeByNumber, balanceAnswers, chosen } from './scenarios.js';
import type { BalanceAnswer } from './scenarios.js';
import { majorUnits } from './validation.js';

const balanceErrors: { readonly [B in BalanceAnswer]?: ErrorCode } = {
  AccountNotFound: 'RESOURCE_NOT_FOUND',
  NotAllowed: 'NOT_ALLOWED',
  NotAllowedTargetEnvironment: 'NOT_ALLOWED_TARGET_ENVIRONMENT',
  InternalProcessingError: 'INTERNAL_PROCESSING_ERROR',
  ServiceUnavailable: 'SERVICE_UNAVAILABLE',
};
const rotation = new WeakMap<Platform, number>();

export function balance({ platform, product, environment }: Caller): Answer {
  const { behaviour, ledger } = platform;
  let looks = behaviour.balance;
  if (looks === 'rotating') {
    const turn = rotation.get(platform) ?? 0;
    rotation.set(platform, turn + 1);
    looks = balanceAnswers[turn % balanceAnswers.length]!;
  }
  const { currency } = environment;
  if (looks === 'ZeroBalance') return { status: 200, body: { availableBalance: '0', currency } };
  if (looks === 'NegativeBalance') return { status: 200, body: { availableBalance: '-25', currency } };
  const error = looks === 'real' ? undefined : balanceErrors[looks];
  if (error) return platformError(error);
  return {
    status: 200,
    body: { availableBalance: majorUnits(ledger.balance(product, currency), environment), currency },
  };
}

export function balanceByCurrency(caller: Caller): Answer {
  if (caller.platform.behaviour.balanceByCurrency === '500') return platformError('INTERNAL_PROCESSING_ERROR');
  return caller.call.parameters[0] === caller.environment.currency
    ? balance(caller)
    : platformError('INVALID_CURRENCY');
}

export const idTypes = new Set(['msisdn', 'email', 'party_code', 'id', 'alias']);

export function active({ platform, environment, call }: Caller): Answer {
  const [idType, id] = call.parameters as [string, string];
  if (!idTypes.has(idType.toLowerCase()))
    return refuse(platform.behaviour, 'the id type is msisdn, email or party_code');
  const name = decoded(id);
  const number = testNumberOf(environment, name);
  const special = number === null ? chosen(activeByName, name.toLowerCase()) : (activeByNumber[number] ?? null);
  if (special === null || special === 'not active') return { status: 200, body: { result: special === null } };
  return platformError(special);
}

export function basicUserInfo({ platform, environment, call }: Caller): Answer {
  const [idType, id] = call.parameters as [string, string];
  if (!idTypes.has(idType.toLowerCase()))
    return refuse(platform.behaviour, 'the id type is msisdn, email, id or alias');
  const number = testNumberOf(environment, id);
  if (number !== null && activeByNumber[number] === 'RESOURCE_NOT_FOUND') return platformError('RESOURCE_NOT_FOUND');
  return { status: 200, body: profile(decoded(id), platform.time.now()) };
}

/** The text itself where its escapes are malformed; no account has such a name. */
export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Invented data: the same person for every number, distinguished by the last digits. */
export function profile(party: string, now: number) {
  const family = `Payer${party.slice(-3)}`;
  return {
    sub: party,
    name: `Sandbox ${family}`,
    given_name: 'Sandbox',
    family_name: family,
    birthdate: '1990-01-01',
    locale: 'rw_RW',
    gender: 'UNSPECIFIED',
    status: 'ACTIVE',
    updated_at: Math.floor(now / 1000),
  };
}
