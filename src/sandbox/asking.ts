import { gatewayError, platformError } from './answers.js';
import type { Answer } from './answers.js';
import { hasWallet } from './environments.js';
import type { Environment } from './environments.js';
import { isTruncated, lateBy, spoiledAnswer, told } from './faults.js';
import { parseJson } from './http.js';
import { familyOf } from './operations.js';
import type { Family, Operation, OperationName } from './operations.js';
import { header, parseUrl, refuse } from './platform.js';
import type { Caller, Platform } from './platform.js';
import { scenarioNamed } from './scenarios.js';
import type { ScenarioName } from './scenarios.js';
import { statusBody } from './status.js';
import type { Transaction } from './transactions.js';
import { minorUnits, normalised, readFields } from './validation.js';
import type { Asked } from './validation.js';

/** A creating call: after the headers the body, then duplicates, currency, callback host, and only then is anything accepted. */
export function create(
  name: OperationName,
  operation: Operation,
  { platform, product, user, environment, call }: Caller,
): Answer | Promise<Answer> {
  const { behaviour, faults, ledger } = platform;
  const reference = header(call, 'x-reference-id')!.toLowerCase();
  if (reference === user.id) return refuse(behaviour, 'X-Reference-Id must not be the API user');
  const callbackUrl = header(call, 'x-callback-url') ?? null;
  const callback = callbackUrl === null ? null : parseUrl(callbackUrl);
  if (callbackUrl !== null && !callback)
    return refuse(behaviour, 'X-Callback-Url must be an http or https address, or be left out');

  const read = readFields(operation.fields, parseJson(call.body));
  if ('wrong' in read) return refuse(behaviour, read.wrong);
  const { asked } = read;
  if (behaviour.externalIdWithSpaces === 'refused' && / /.test(String(asked.externalId))) {
    return refuse(behaviour, 'externalId must not have spaces');
  }
  const money = moneyOf(asked);
  const amount = money?.amount === undefined ? 0 : minorUnits(money.amount, environment);
  if (money?.currency === environment.currency && amount === null) {
    return refuse(behaviour, `amount has more decimals than ${environment.currency}`);
  }
  if (money?.amount !== undefined) money.amount = normalised(money.amount);

  const existing = ledger.find(reference);
  if (existing) {
    ledger.repeated(existing);
    return platformError('RESOURCE_ALREADY_EXIST');
  }
  const currency = money?.currency ?? (asked.payerCurrency as string | undefined) ?? null;
  if (currency !== null && currency !== environment.currency) return platformError('INVALID_CURRENCY');
  if (callback && !user.hosts.includes(callback.hostname)) return platformError('INVALID_CALLBACK_URL_HOST');

  const { party, scenario: scenarioName } = whatHappens(operation, asked, environment, platform);
  const struck = faults.strike({ stage: 'create', operation: operation.family, party });
  const spoiled = spoiledAnswer(struck);
  if (spoiled && !spoiled.recorded) return { ...spoiled.answer, lateMs: lateBy(struck) };
  const scenario = scenarioNamed(scenarioName);
  if (behaviour.errorScenarios === 'asHttpError' && scenario.asHttpError) return platformError(scenario.asHttpError);

  const request = {
    reference,
    product,
    operation: name,
    environment,
    party,
    asked,
    amount: amount ?? 0,
    currency,
    callbackUrl,
  };
  const { early } = ledger.accept(request, scenario, struck);
  const answer: Answer = { ...(spoiled?.answer ?? { status: 202 }) };
  if (struck.length > 0) {
    answer.lateMs = lateBy(struck);
    if (isTruncated(struck)) Object.assign(answer, { text: '{"status":"ACC', truncated: true });
  }
  if (early) answer.after = early;
  return answer;
}

function moneyOf(asked: Asked): { amount?: string; currency?: string } | null {
  return (
    (asked.money as { amount: string; currency: string } | undefined) ??
    (asked.amount === undefined ? null : (asked as { amount: string }))
  );
}

function whatHappens(operation: Operation, asked: Asked, environment: Environment, { behaviour, ledger }: Platform) {
  const asWritten =
    operation.party === null ? null : (asked[operation.party] as { partyIdType: string; partyId: string });
  let party = asWritten?.partyId ?? null;
  let scenario: ScenarioName | null = operation.scenario(asked, environment, party);
  // MTN accepts a request for any number in any form, and later says that the number does not exist.
  if (
    scenario === null &&
    asWritten?.partyIdType.toUpperCase() === 'MSISDN' &&
    !hasWallet(environment, asWritten.partyId, behaviour.walletPrefixes)
  )
    scenario =
      operation.family === 'transfer' || operation.family === 'cashtransfer' ? 'PayeeNotFound' : 'PayerNotFound';
  if (operation.refers && scenario === null) {
    const original = ledger.find(String(asked[operation.refers]).toLowerCase());
    party = original?.party ?? null;
    const refundable =
      original?.operation === 'requesttopay' &&
      original.status === 'SUCCESSFUL' &&
      original.environment === environment.name;
    if (!refundable) scenario = 'TransactionNotFound';
  }
  // Only payers answer on the phone; operations without a payer do not wait for it.
  const usual: ScenarioName = behaviour.approval === 'by-hand' && operation.effect > 0 ? 'ByHand' : 'Success';
  return { party, scenario: scenario ?? usual };
}

export function status(family: Family, { platform, product, environment, call }: Caller): Answer {
  const { behaviour, faults, ledger } = platform;
  const reference = call.parameters[0]!.toLowerCase();
  if (!/^[0-9a-f-]{36}$/.test(reference)) return refuse(behaviour, 'the reference id must be a UUID');
  if (tooManyStatusChecks(platform)) {
    return gatewayError(429, 'Rate limit is exceeded. Try again in 1 seconds.', { 'Retry-After': '1' });
  }
  const transaction = ledger.find(reference);
  const known =
    transaction &&
    transaction.product === product &&
    transaction.environment === environment.name &&
    familyOf(transaction) === family;
  const struck = faults.strike({ stage: 'status', operation: family, party: known ? transaction.party : null });
  const spoiled = spoiledAnswer(struck);
  const answer = spoiled?.answer ?? (known ? shown(transaction, platform) : platformError('RESOURCE_NOT_FOUND'));
  if (struck.length === 0) return answer;
  const body = known && !spoiled ? { body: told(answer.body as Record<string, unknown>, struck) } : {};
  return { ...answer, ...body, lateMs: lateBy(struck), truncated: isTruncated(struck) };
}

function shown(transaction: Transaction, { behaviour, ledger }: Platform): Answer {
  return { status: 200, body: statusBody(transaction, ledger.ledgerNumberOf(transaction), behaviour) };
}

const statusChecks = new WeakMap<Platform, { second: number; count: number }>();

function tooManyStatusChecks(platform: Platform): boolean {
  const limit = platform.behaviour.statusChecksPerSecond;
  if (limit === 0) return false;
  const second = Math.floor(platform.time.now() / 1000);
  const last = statusChecks.get(platform);
  const count = last?.second === second ? last.count + 1 : 1;
  statusChecks.set(platform, { second, count });
  return count > limit;
}
