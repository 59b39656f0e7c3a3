import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readThresholds, type ApprovalThresholds } from '../kernel/domain/approvals.js';
import * as airtelMoney from '../modules/providers/airtel-money/index.js';
import type { AirtelProfile } from '../modules/providers/airtel-money/index.js';
import {
  checkMsisdnPrefixes,
  checkProfile,
  currencyOf,
  type MomoProfile,
} from '../modules/providers/mtn-momo/index.js';
import { senderIn, type SmtpSettings } from '../modules/notices/contract.js';
import { isEmail } from '../kernel/domain/email.js';
import { readSchedule, type ScheduleRow } from '../modules/reports/contract.js';
import { noRoutes, readRoutes, type OutageThresholds, type Routes } from '../modules/providers/contract.js';
import { readStatementFormats, shippedFormats, type StatementFormats } from '../modules/reconciliation/contract.js';
import { faultOfLogo, type Organisation } from '../modules/receipts/contract.js';
import { readTariffs, shippedTariffs, type Tariffs } from '../modules/tariffs/contract.js';

/** Everything that can be set, read once at the start. Times in the unit that the name ends with. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly publicBaseUrl: string;
  readonly dataDir: string;
  /** The servers of an installation of several instances; null: the embedded stores of `dataDir`. */
  readonly servers: StoreServers | null;
  readonly bootstrapApiKey: string | null;
  /** What the `ishyura` command calls a running gateway with. */
  readonly callerKey: string | null;
  /** No provider's address is set: the built-in sandbox is started, and prints its own address and keys. */
  readonly usesSandbox: boolean;
  readonly momo: MomoProfile | null;
  readonly momoTargetEnvironment: string;
  readonly momoCheckPayer: boolean;
  /** Undefined: today's numbering plan. */
  readonly momoMsisdnPrefixes: readonly string[] | undefined;
  readonly momoCallbacks: boolean;
  readonly momoRefundBy: 'refund' | 'transfer';
  readonly airtel: AirtelProfile | null;
  /** What of Airtel's profile is chosen here, and so applies to the sandbox too. */
  readonly airtelChoices: AirtelChoices;
  /** The rules of routing between providers, as the file of `ROUTES` has them. */
  readonly routes: Routes;
  readonly routingKyc: boolean;
  readonly routingFallback: boolean;
  /** When the figures of a provider's calls declare an outage. */
  readonly outageThresholds: OutageThresholds;
  readonly providerTimeoutMs: number;
  readonly providerStatusChecksPerSecond: number;
  readonly statusCheckScheduleSeconds: readonly number[];
  readonly paymentExpirySeconds: number;
  readonly giveUpAfterSeconds: number;
  readonly duplicateWindowSeconds: number;
  /** How long a refund or payout may be without a final answer before it is uncertain. */
  readonly refundExpirySeconds: number;
  readonly refundDecisionDays: number;
  readonly rateLimitPerSecond: number;
  /** From which amount how many people approve money that goes out. */
  readonly approvalThresholds: ApprovalThresholds;
  /** By which words statements are read, and the SHA-256 of the file that adds to the shipped ones; null: none does. */
  readonly statementFormats: { readonly known: StatementFormats; readonly sha256: string | null };
  /** What providers take, and the SHA-256 of the file that says so; null: the shipped file. */
  readonly tariffs: { readonly known: Tariffs; readonly sha256: string | null };
  /** What a payer may name where a payment link leaves the amount open and says no bounds, in major units. */
  readonly paymentLinkAmounts: { readonly least: string; readonly most: string };
  /** How many requests the pages of payment links may send to phones in an hour. */
  readonly paymentLinkPrompts: { readonly perLink: number; readonly perNumber: number; readonly perAddress: number };
  readonly metricsToken: string | null;
  readonly organisation: Organisation;
  /** The content of a PNG for receipts; null: none. */
  readonly organisationLogo: Buffer | null;
  /** 32 bytes; null: made in the data directory. */
  readonly masterKey: Buffer | null;
  /** Where each erasure of a payer is listed, apart from the stores; null: nowhere. */
  readonly erasuresFile: string | null;
  /** How old the newest payment of a payer is when the payer's data is erased; null: it is kept for ever. */
  readonly retentionMonths: number | null;
  /** Where the heads of the seals are kept as well; null: nowhere else. */
  readonly sealFile: string | null;
  /** Hosts (`name` or `name:port`) that webhooks may reach although they are private, loopback or plain http. */
  readonly webhookAllowedHosts: ReadonlySet<string>;
  /** How long webhook deliveries are kept after they were delivered or failed. */
  readonly webhookDeliveriesDays: number;
  /** The mail server and our address there; null: no e-mail is sent. */
  readonly smtp: SmtpSettings | null;
  /** Addresses that get every notice to people. */
  readonly noticesTo: readonly string[];
  /** The reports that are written by themselves. */
  readonly reportsSchedule: readonly ScheduleRow[];
  /** Where they are written; null: nowhere. */
  readonly reportsFolder: string | null;
  /** Whom they are sent to. */
  readonly reportsMailTo: readonly string[];
  readonly logLevel: string;
  /** What the built-in sandbox is started with. */
  readonly sandbox: Readonly<Record<string, string>>;
}

export type AirtelChoices = Omit<
  AirtelProfile,
  'baseUrl' | 'environment' | 'clientId' | 'clientSecret' | 'disbursement' | 'callbackKey'
>;

/** Connection strings, with their users and passwords. */
export interface StoreServers {
  readonly eventStoreUrl: string;
  readonly mongoUrl: string;
}

/** One setting is wrong or missing; the message is the one line that names it. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The only reader of the environment. Throws `WrongSetting`. */
export function readSettings(environment: Environment = process.env): Settings {
  const text = (name: string): string | null => secretOrValue(environment, name);
  const required = (name: string, because: string): string => {
    const value = text(name);
    if (value === null) throw new WrongSetting(`${name} is missing: ${because}`);
    return value;
  };
  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const value = text(name);
    if (value === null) return fallback;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw new WrongSetting(`${name} must be a whole number from ${least} to ${most}, not ${shown(value)}`);
  };

  const servers = storeServers(text('EVENTSTORE_URL'), text('MONGODB_URL'));
  const masterKey = secretKey(
    servers === null
      ? text('MASTER_KEY')
      : required('MASTER_KEY', 'it goes with EVENTSTORE_URL, the same for every instance'),
  );
  const port = whole('PORT', 3000, 0, 65_535);
  const publicBaseUrl = baseUrl('PUBLIC_BASE_URL', text('PUBLIC_BASE_URL') ?? `http://localhost:${port}`);
  const momoBaseUrl = text('MOMO_BASE_URL');
  const airtelBaseUrl = text('AIRTEL_BASE_URL');
  const usesSandbox = momoBaseUrl === null && airtelBaseUrl === null;
  const choice = (name: string, usual: 'on' | 'off'): boolean =>
    oneOf(name, text(name) ?? usual, ['on', 'off']) === 'on';
  const list = (name: string): readonly string[] | undefined =>
    text(name)
      ?.split(',')
      .map((part) => part.trim());
  const providerTimeoutMs = whole('PROVIDER_TIMEOUT_MS', 30_000, 1, 300_000);
  const providerStatusChecksPerSecond = whole('PROVIDER_STATUS_CHECKS_PER_SECOND', 10, 0, 10_000);
  const momoTargetEnvironment =
    momoBaseUrl === null
      ? oneOf('MOMO_TARGET_ENVIRONMENT', text('MOMO_TARGET_ENVIRONMENT') ?? 'mtnrwanda', playedBySandbox)
      : required('MOMO_TARGET_ENVIRONMENT', 'it goes with MOMO_BASE_URL, and is "mtnrwanda" in production');
  const momoCheckPayer = choice('MOMO_CHECK_PAYER', 'off');
  const momoCallbacks = choice('MOMO_CALLBACKS', 'on');
  const momoRefundBy = oneOf('MOMO_REFUND_BY', text('MOMO_REFUND_BY') ?? 'refund', ['refund', 'transfer']) as
    'refund' | 'transfer';
  const momoMsisdnPrefixes = list('MOMO_MSISDN_PREFIXES');
  const credentials = (product: 'COLLECTION' | 'DISBURSEMENT') => ({
    subscriptionKey: required(`MOMO_${product}_SUBSCRIPTION_KEY`, 'MOMO_BASE_URL is set'),
    apiUser: required(`MOMO_${product}_API_USER`, 'MOMO_BASE_URL is set'),
    apiKey: required(`MOMO_${product}_API_KEY`, 'MOMO_BASE_URL is set'),
  });
  const momo: MomoProfile | null =
    momoBaseUrl === null
      ? null
      : {
          baseUrl: momoBaseUrl.replace(/\/+$/, ''),
          targetEnvironment: momoTargetEnvironment,
          collection: credentials('COLLECTION'),
          disbursement: text('MOMO_DISBURSEMENT_SUBSCRIPTION_KEY') === null ? null : credentials('DISBURSEMENT'),
          timeoutMs: providerTimeoutMs,
          statusChecksPerSecond: providerStatusChecksPerSecond,
          callbackHost: text('MOMO_CALLBACK_HOST') ?? undefined,
          checkPayer: momoCheckPayer,
          msisdnPrefixes: momoMsisdnPrefixes,
          callbacks: momoCallbacks,
          refundBy: momoRefundBy,
        };
  const airtelChoices: AirtelChoices = {
    country: text('AIRTEL_COUNTRY') ?? 'RW',
    currency: text('AIRTEL_CURRENCY') ?? 'RWF',
    apiVersion: oneOf('AIRTEL_API_VERSION', text('AIRTEL_API_VERSION') ?? 'v1', ['v1', 'v2']) as 'v1' | 'v2',
    signing: choice('AIRTEL_SIGNING', 'off'),
    firstCheckAfterMs: whole('AIRTEL_FIRST_CHECK_SECONDS', 60, 0, 3_600) * 1_000,
    checkPayer: choice('AIRTEL_CHECK_PAYER', 'off'),
    msisdnPrefixes: list('AIRTEL_MSISDN_PREFIXES'),
    refundBy: oneOf('AIRTEL_REFUND_BY', text('AIRTEL_REFUND_BY') ?? 'refund', ['refund', 'transfer']) as
      'refund' | 'transfer',
    callbacks: choice('AIRTEL_CALLBACKS', 'on'),
    timeoutMs: providerTimeoutMs,
    statusChecksPerSecond: providerStatusChecksPerSecond,
  };
  const airtel = airtelBaseUrl === null ? null : airtelProfile(airtelBaseUrl, airtelChoices, text, required);
  const [problem] = [
    ...(momo === null
      ? checkMsisdnPrefixes({ targetEnvironment: momoTargetEnvironment, msisdnPrefixes: momoMsisdnPrefixes })
      : checkProfile(momo, publicBaseUrl)),
    ...(airtel === null ? airtelMoney.checkMsisdnPrefixes(airtelChoices) : airtelMoney.checkProfile(airtel)),
  ];
  if (problem !== undefined) throw new WrongSetting(problem);

  return {
    host: text('HOST') ?? '127.0.0.1',
    port,
    publicBaseUrl,
    dataDir: text('DATA_DIR') ?? './data',
    servers,
    usesSandbox,
    bootstrapApiKey: token('BOOTSTRAP_API_KEY', text('BOOTSTRAP_API_KEY'), 24),
    callerKey: token('ISHYURA_KEY', text('ISHYURA_KEY'), 24),
    momo,
    momoTargetEnvironment,
    momoCheckPayer,
    momoMsisdnPrefixes,
    momoCallbacks,
    momoRefundBy,
    airtel,
    airtelChoices,
    routes: routesIn(text('ROUTES'), [
      ...(usesSandbox || momo !== null ? ['mtn-momo'] : []),
      ...(usesSandbox || airtel !== null ? ['airtel-money'] : []),
    ]),
    routingKyc: choice('ROUTING_KYC', 'off'),
    routingFallback: choice('ROUTING_FALLBACK', 'on'),
    outageThresholds: {
      failedPercent: whole('OUTAGE_FAILED_PERCENT', 50, 0, 100),
      leastCalls: whole('OUTAGE_LEAST_CALLS', 20, 1, 100_000),
      windowSeconds: whole('OUTAGE_WINDOW_SECONDS', 300, 60, 86_400),
    },
    providerTimeoutMs,
    providerStatusChecksPerSecond,
    statusCheckScheduleSeconds: schedule(text('STATUS_CHECK_SCHEDULE') ?? '5,10,20,30,60,…'),
    paymentExpirySeconds: whole('PAYMENT_EXPIRY_SECONDS', 300, 30, 86_400),
    giveUpAfterSeconds: whole('GIVE_UP_AFTER_SECONDS', 86_400, 60, 31_536_000),
    duplicateWindowSeconds: whole('DUPLICATE_WINDOW_SECONDS', 600, 0, 86_400),
    refundExpirySeconds: whole('REFUND_EXPIRY_SECONDS', 900, 30, 86_400),
    refundDecisionDays: whole('REFUND_DECISION_DAYS', 7, 1, 365),
    rateLimitPerSecond: whole('RATE_LIMIT_PER_SECOND', 200, 0, 1_000_000),
    approvalThresholds: thresholds(
      text('APPROVAL_THRESHOLDS') ?? '0:1',
      momo === null && airtel !== null ? airtel.currency : currencyOf(momoTargetEnvironment),
    ),
    statementFormats: statementFormatsIn(text('STATEMENT_FORMATS_FILE')),
    tariffs: tariffsIn(text('TARIFFS_FILE')),
    paymentLinkAmounts: amounts('PAYMENT_LINK_AMOUNTS', text('PAYMENT_LINK_AMOUNTS') ?? '1:2000000'),
    paymentLinkPrompts: {
      perLink: whole('PAYMENT_LINK_PROMPTS_PER_LINK', 5, 1, 1_000),
      perNumber: whole('PAYMENT_LINK_PROMPTS_PER_NUMBER', 6, 1, 1_000),
      perAddress: whole('PAYMENT_LINK_PROMPTS_PER_ADDRESS', 100, 1, 1_000_000),
    },
    metricsToken: token('METRICS_TOKEN', text('METRICS_TOKEN'), 16),
    organisation: {
      name: text('ORGANISATION_NAME') ?? 'Set ORGANISATION_NAME',
      contact: text('ORGANISATION_CONTACT') ?? 'Set ORGANISATION_CONTACT',
      tin: text('ORGANISATION_TIN'),
    },
    organisationLogo: logoIn(text('ORGANISATION_LOGO')),
    masterKey,
    erasuresFile: text('ERASURES_FILE'),
    retentionMonths: text('RETENTION_MONTHS') === null ? null : whole('RETENTION_MONTHS', 0, 1, 1_200),
    sealFile: text('SEAL_FILE'),
    webhookAllowedHosts: allowedHosts(text('WEBHOOK_ALLOWED_HOSTS')),
    webhookDeliveriesDays: whole('WEBHOOK_DELIVERIES_DAYS', 30, 2, 3_650),
    smtp: mailServer(text('SMTP_URL'), text('SMTP_FROM')),
    noticesTo: addresses('NOTICES_TO', text('NOTICES_TO')),
    ...scheduledReports(text),
    logLevel: oneOf('LOG_LEVEL', text('LOG_LEVEL') ?? 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    sandbox: sandboxSettings(environment, momoTargetEnvironment),
  };
}

function airtelProfile(
  baseUrl: string,
  choices: AirtelChoices,
  text: (name: string) => string | null,
  required: (name: string, because: string) => string,
): AirtelProfile {
  const { airtelEnvironments: environments } = airtelMoney;
  const because = 'AIRTEL_BASE_URL is set';
  const environment = required('AIRTEL_ENVIRONMENT', `it goes with AIRTEL_BASE_URL, and is "production" or "staging"`);
  return {
    ...choices,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    environment: oneOf('AIRTEL_ENVIRONMENT', environment, environments) as AirtelProfile['environment'],
    clientId: required('AIRTEL_CLIENT_ID', because),
    clientSecret: required('AIRTEL_CLIENT_SECRET', because),
    callbackKey: text('AIRTEL_CALLBACK_KEY'),
    disbursement:
      text('AIRTEL_DISBURSEMENT_PIN') === null
        ? null
        : {
            pin: required('AIRTEL_DISBURSEMENT_PIN', because),
            publicKey: required(
              'AIRTEL_PIN_PUBLIC_KEY',
              'AIRTEL_DISBURSEMENT_PIN is set, and travels encrypted under it',
            ),
          },
  };
}

/** Every secret, and anything else, may come as the content of a file: `NAME_FILE`. Empty is unset. */
function secretOrValue(environment: Environment, name: string): string | null {
  const file = environment[`${name}_FILE`];
  const value = environment[name];
  if (file && value) throw new WrongSetting(`${name} and ${name}_FILE are both set; remove one of them`);
  if (!file) return value ? value : null;
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch (error) {
    throw new WrongSetting(`${name}_FILE cannot be read: ${(error as Error).message}`);
  }
}

/** The setting names the file. It is read and checked at the start; `providers` are those that its rules may name. */
function routesIn(file: string | null, providers: readonly string[]): Routes {
  if (file === null) return noRoutes;
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    throw new WrongSetting(`ROUTES cannot be read: ${(error as Error).message}`);
  }
  const read = readRoutes(content, providers);
  if (typeof read !== 'string') return read;
  throw new WrongSetting(`ROUTES must be a file of routing rules: in ${shown(file)} ${read}`);
}

/** The setting names the file. It is read and checked at the start, so that no receipt fails at it later. */
function logoIn(file: string | null): Buffer | null {
  if (file === null) return null;
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    throw new WrongSetting(`ORGANISATION_LOGO cannot be read: ${(error as Error).message}`);
  }
  const fault = faultOfLogo(content);
  if (fault === null) return content;
  throw new WrongSetting(`ORGANISATION_LOGO must be a PNG for receipts: ${shown(file)} ${fault}`);
}

/** The setting names the file, which takes the place of the shipped one. */
function tariffsIn(file: string | null): Settings['tariffs'] {
  if (file === null) return { known: shippedTariffs(), sha256: null };
  return checkedFile('TARIFFS_FILE', file, readTariffs);
}

/** The setting names the file, which adds to the shipped one. */
function statementFormatsIn(file: string | null): Settings['statementFormats'] {
  if (file === null) return { known: shippedFormats(), sha256: null };
  return checkedFile('STATEMENT_FORMATS_FILE', file, readStatementFormats);
}

/** It is read and checked at the start, with one sentence for each mistake. */
function checkedFile<Known extends object>(
  name: string,
  file: string,
  read: (text: string) => Known | { readonly mistakes: readonly string[] },
): { readonly known: Known; readonly sha256: string } {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    throw new WrongSetting(`${name} cannot be read: ${(error as Error).message}`);
  }
  const known = read(content);
  if ('mistakes' in known && Array.isArray(known.mistakes))
    throw new WrongSetting(`${name} ${shown(file)} is wrong: ${known.mistakes.join('; ')}`);
  return { known: known as Known, sha256: createHash('sha256').update(content).digest('hex') };
}

/** The value on one line, without the password of an address. */
const shown = (value: string): string => JSON.stringify(value.replace(/\/\/[^/@]*@/, '//…@'));

/**
 * Both servers or none: an instance with its own log and shared documents, or the other way around, would mix the data of different
 * logs. The payers' data keys are stored beside the documents, and must be the same wherever the log is read.
 */
function storeServers(eventStoreUrl: string | null, mongoUrl: string | null): StoreServers | null {
  if (eventStoreUrl !== null && !/^(esdb|kurrentdb)(\+discover)?:\/\/[^\s/]+/.test(eventStoreUrl))
    throw new WrongSetting(
      `EVENTSTORE_URL must have the form "esdb://host:2113?tls=false", not ${shown(eventStoreUrl)}`,
    );
  if (mongoUrl !== null && !/^mongodb(\+srv)?:\/\/[^\s/]+\/[^\s/?]+/.test(mongoUrl))
    throw new WrongSetting(
      `MONGODB_URL must name a database, as in "mongodb://host:27017/ishyura", not ${shown(mongoUrl)}`,
    );
  if (eventStoreUrl === null && mongoUrl === null) return null;
  if (eventStoreUrl === null) throw new WrongSetting('EVENTSTORE_URL is missing: it goes with MONGODB_URL');
  if (mongoUrl === null) throw new WrongSetting('MONGODB_URL is missing: it goes with EVENTSTORE_URL');
  return { eventStoreUrl, mongoUrl };
}

function baseUrl(name: string, text: string): string {
  const url = URL.parse(text);
  // `URL` ignores line ends and tabs, which would then be part of every address that we publish.
  const isPlain =
    url !== null &&
    !/\s/.test(text) &&
    /^https?:$/.test(url.protocol) &&
    !url.search &&
    !url.hash &&
    !url.username &&
    !url.password;
  if (!isPlain)
    throw new WrongSetting(`${name} must be an http or https address without query or password, not ${shown(text)}`);
  return text.replace(/\/+$/, '');
}

/** Seconds between status checks; the last repeats, and a closing … says so. */
function schedule(text: string): readonly number[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.at(-1) === '…' || parts.at(-1) === '...') parts.pop();
  const seconds = parts.map(Number);
  const isRight =
    parts.length > 0 &&
    parts.every((part) => /^\d+$/.test(part)) &&
    seconds.every((each) => each >= 1 && each <= 86_400);
  if (!isRight)
    throw new WrongSetting(`STATUS_CHECK_SCHEDULE must be seconds such as "5,10,20,30,60,…", not ${shown(text)}`);
  return seconds;
}

function thresholds(text: string, currency: string): ApprovalThresholds {
  const read = readThresholds(text, currency);
  if (typeof read !== 'string') return read;
  throw new WrongSetting(
    `APPROVAL_THRESHOLDS must be amounts of ${currency} and numbers of people such as "0:1,500000:2", not ${shown(text)}: ${read}`,
  );
}

/** Two whole amounts, the least and the most. */
function amounts(name: string, text: string): { readonly least: string; readonly most: string } {
  const [, least, most] = /^([1-9]\d{0,11}):([1-9]\d{0,11})$/.exec(text) ?? [];
  if (least !== undefined && most !== undefined && BigInt(least) <= BigInt(most)) return { least, most };
  throw new WrongSetting(`${name} must be the least and the most amount, as in "1:2000000", not ${shown(text)}`);
}

/** `name` or `name:port`, an IPv6 address in brackets. A scheme, a path or a wildcard would be taken for a name that no host has. */
function allowedHosts(text: string | null): ReadonlySet<string> {
  const hosts = (text ?? '')
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');
  const wrong = hosts.find((host) => !/^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/.test(host));
  if (wrong === undefined) return new Set(hosts);
  throw new WrongSetting(
    `WEBHOOK_ALLOWED_HOSTS must be hosts such as "hooks.internal,10.0.0.5:8443", not ${shown(wrong)}`,
  );
}

/** Both or none: without an address of ours no mail server takes a message. */
function mailServer(url: string | null, from: string | null): SmtpSettings | null {
  if (url === null && from === null) return null;
  if (url === null) throw new WrongSetting('SMTP_URL is missing: it goes with SMTP_FROM');
  if (from === null) throw new WrongSetting('SMTP_FROM is missing: it goes with SMTP_URL');
  if (!/^smtps?:\/\/[^\s/?#]+\/?(?:\?[^\s#]*)?$/.test(url) || !URL.parse(url)?.hostname)
    throw new WrongSetting(
      `SMTP_URL must have the form "smtps://user:password@host:465" or "smtp://host:587", not ${shown(url)}`,
    );
  const sender = senderIn(from);
  if (sender === null)
    throw new WrongSetting(
      `SMTP_FROM must be an address such as "pay@example.rw" or "One Stop Centre <pay@example.rw>", not ${shown(from)}`,
    );
  return { url, from: sender };
}

function addresses(name: string, text: string | null): readonly string[] {
  const given = (text ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const wrong = given.find((address) => !isEmail(address));
  if (wrong === undefined) return given;
  throw new WrongSetting(`${name} must be e-mail addresses with commas between them, not ${shown(wrong)}`);
}

/** A schedule and somewhere to leave its reports, or neither. */
function scheduledReports(text: (name: string) => string | null) {
  const [schedule, folder] = [text('REPORTS_SCHEDULE'), text('REPORTS_FOLDER')];
  const mailTo = addresses('REPORTS_MAIL_TO', text('REPORTS_MAIL_TO'));
  const isWanted = folder !== null || mailTo.length > 0;
  if (schedule === null && isWanted)
    throw new WrongSetting('REPORTS_SCHEDULE is missing: it goes with REPORTS_FOLDER and REPORTS_MAIL_TO');
  if (schedule !== null && !isWanted)
    throw new WrongSetting('REPORTS_FOLDER is missing: REPORTS_SCHEDULE goes with it, or with REPORTS_MAIL_TO');
  if (mailTo.length > 0 && text('SMTP_URL') === null)
    throw new WrongSetting('SMTP_URL is missing: it goes with REPORTS_MAIL_TO');
  const rows = schedule === null ? [] : readSchedule(schedule);
  if (typeof rows === 'string')
    throw new WrongSetting(
      `REPORTS_SCHEDULE must be reports such as "daily-transactions:csv:daily,revenue-by-service:xlsx:monthly": ${rows}`,
    );
  return { reportsSchedule: rows, reportsFolder: folder, reportsMailTo: mailTo };
}

/** A bearer token, long enough not to be guessed. */
function token(name: string, text: string | null, least: number): string | null {
  if (text !== null && !new RegExp(`^[\\x21-\\x7e]{${least},200}$`).test(text)) {
    throw new WrongSetting(`${name} must be ${least} to 200 visible ASCII characters, without spaces`);
  }
  return text;
}

function secretKey(text: string | null): Buffer | null {
  if (text === null) return null;
  const isHex = /^[0-9a-f]{64}$/i.test(text);
  // 43 characters of base64 have two spare bits. A text that decodes to 32 bytes only because the decoder ignores errors is refused.
  const isBase64 = /^[\w+/-]{42}[AEIMQUYcgkosw048]=?$/.test(text);
  const key = Buffer.from(text, isHex ? 'hex' : 'base64');
  if (!(isHex || isBase64) || key.length !== 32)
    throw new WrongSetting('MASTER_KEY must be 32 bytes, as 64 hexadecimal digits or in base64');
  return key;
}

/** Without MOMO_BASE_URL the built-in sandbox is started, which plays these. */
const playedBySandbox = ['mtnrwanda', 'sandbox'];

function oneOf(name: string, value: string, allowed: readonly string[]): string {
  if (allowed.includes(value)) return value;
  throw new WrongSetting(`${name} must be one of ${allowed.join(', ')}, not ${shown(value)}`);
}

/** The sandbox runs as a separate program: its environment holds its own settings, and none of the gateway's. */
function sandboxSettings(environment: Environment, targetEnvironment: string): Record<string, string> {
  const meant = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && /^(SANDBOX_|MOMO_|AIRTEL_|DATA_DIR$|PATH$|HOME$|TMPDIR$)/.test(entry[0]),
  );
  return { ...Object.fromEntries(meant), MOMO_TARGET_ENVIRONMENT: targetEnvironment };
}
