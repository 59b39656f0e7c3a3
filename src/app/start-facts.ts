import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { maskEmail } from '../kernel/domain/email.js';
import { KeyedHash } from '../kernel/keyed-hash.js';
import { maskedText } from '../kernel/masking.js';
import type { StartFacts } from '../modules/audit/contract.js';
import type { Settings } from './settings.js';
import { version } from './version.js';

type MomoSettings = NonNullable<Settings['momo']>;
type Value = string | number | boolean | null;
type Row<Setting> = (value: Setting, secret: (text: string | null) => string | null) => Readonly<Record<string, Value>>;

/** What is said of each setting in the log, under the names of the environment. A setting without a row does not compile. */
const rows: { readonly [Name in keyof Settings]: Row<Settings[Name]> } = {
  host: (value) => ({ HOST: value }),
  port: (value) => ({ PORT: value }),
  publicBaseUrl: (value) => ({ PUBLIC_BASE_URL: value }),
  dataDir: (value) => ({ DATA_DIR: value }),
  servers: (value, secret) => ({
    EVENTSTORE_URL: value && `${withoutSecrets(value.eventStoreUrl)} ${secret(value.eventStoreUrl)}`,
    MONGODB_URL: value && `${withoutSecrets(value.mongoUrl)} ${secret(value.mongoUrl)}`,
  }),
  bootstrapApiKey: (value, secret) => ({ BOOTSTRAP_API_KEY: secret(value) }),
  // Of the command, and not of the gateway.
  callerKey: () => ({}),
  momo: (value, secret) => ({
    MOMO_BASE_URL: value && value.baseUrl,
    MOMO_CALLBACK_HOST: value?.callbackHost ?? null,
    ...ofProduct('COLLECTION', value?.collection ?? null, secret),
    ...ofProduct('DISBURSEMENT', value?.disbursement ?? null, secret),
  }),
  momoTargetEnvironment: (value) => ({ MOMO_TARGET_ENVIRONMENT: value }),
  momoCheckPayer: (value) => ({ MOMO_CHECK_PAYER: value }),
  momoMsisdnPrefixes: (value) => ({ MOMO_MSISDN_PREFIXES: value?.join(',') ?? null }),
  momoCallbacks: (value) => ({ MOMO_CALLBACKS: value }),
  momoRefundBy: (value) => ({ MOMO_REFUND_BY: value }),
  // Said by what follows from it.
  usesSandbox: () => ({}),
  airtel: (value, secret) => ({
    AIRTEL_BASE_URL: value && value.baseUrl,
    AIRTEL_ENVIRONMENT: value && value.environment,
    AIRTEL_CLIENT_ID: secret(value && value.clientId),
    AIRTEL_CLIENT_SECRET: secret(value && value.clientSecret),
    AIRTEL_CALLBACK_KEY: secret(value && value.callbackKey),
    AIRTEL_DISBURSEMENT_PIN: secret(value?.disbursement?.pin ?? null),
    AIRTEL_PIN_PUBLIC_KEY: secret(value?.disbursement?.publicKey ?? null),
  }),
  airtelChoices: (value) => ({
    AIRTEL_COUNTRY: value.country,
    AIRTEL_CURRENCY: value.currency,
    AIRTEL_API_VERSION: value.apiVersion,
    AIRTEL_SIGNING: value.signing,
    AIRTEL_FIRST_CHECK_SECONDS: value.firstCheckAfterMs / 1_000,
    AIRTEL_CHECK_PAYER: value.checkPayer,
    AIRTEL_MSISDN_PREFIXES: value.msisdnPrefixes?.join(',') ?? null,
    AIRTEL_REFUND_BY: value.refundBy,
    AIRTEL_CALLBACKS: value.callbacks,
  }),
  routes: (value) => ({
    ROUTES: value.routes.length + Object.keys(value.limits).length === 0 ? null : `sha256 ${routesHash(value)}`,
  }),
  routingKyc: (value) => ({ ROUTING_KYC: value }),
  routingFallback: (value) => ({ ROUTING_FALLBACK: value }),
  outageThresholds: ({ failedPercent, leastCalls, windowSeconds }) => ({
    OUTAGE_FAILED_PERCENT: failedPercent,
    OUTAGE_LEAST_CALLS: leastCalls,
    OUTAGE_WINDOW_SECONDS: windowSeconds,
  }),
  providerTimeoutMs: (value) => ({ PROVIDER_TIMEOUT_MS: value }),
  providerStatusChecksPerSecond: (value) => ({ PROVIDER_STATUS_CHECKS_PER_SECOND: value }),
  statusCheckScheduleSeconds: (value) => ({ STATUS_CHECK_SCHEDULE: value.join(',') }),
  paymentExpirySeconds: (value) => ({ PAYMENT_EXPIRY_SECONDS: value }),
  giveUpAfterSeconds: (value) => ({ GIVE_UP_AFTER_SECONDS: value }),
  duplicateWindowSeconds: (value) => ({ DUPLICATE_WINDOW_SECONDS: value }),
  rateLimitPerSecond: (value) => ({ RATE_LIMIT_PER_SECOND: value }),
  refundExpirySeconds: (value) => ({ REFUND_EXPIRY_SECONDS: value }),
  refundDecisionDays: (value) => ({ REFUND_DECISION_DAYS: value }),
  approvalThresholds: ({ steps }) => ({
    APPROVAL_THRESHOLDS: steps.map(({ from, people }) => `${from.toJSON().amount}:${people}`).join(','),
  }),
  statementFormats: ({ sha256 }) => ({ STATEMENT_FORMATS_FILE: sha256 && `sha256 ${sha256}` }),
  tariffs: ({ sha256 }) => ({ TARIFFS_FILE: sha256 && `sha256 ${sha256}` }),
  paymentLinkAmounts: ({ least, most }) => ({ PAYMENT_LINK_AMOUNTS: `${least}:${most}` }),
  paymentLinkPrompts: ({ perLink, perNumber, perAddress }) => ({
    PAYMENT_LINK_PROMPTS_PER_LINK: perLink,
    PAYMENT_LINK_PROMPTS_PER_NUMBER: perNumber,
    PAYMENT_LINK_PROMPTS_PER_ADDRESS: perAddress,
  }),
  metricsToken: (value, secret) => ({ METRICS_TOKEN: secret(value) }),
  organisation: ({ name, contact, tin }) => ({
    ORGANISATION_NAME: name,
    ORGANISATION_CONTACT: contact,
    ORGANISATION_TIN: tin,
  }),
  organisationLogo: (value) => ({
    ORGANISATION_LOGO: value && `sha256 ${createHash('sha256').update(value).digest('hex')}`,
  }),
  masterKey: (value, secret) => ({ MASTER_KEY: secret(value && value.toString('hex')) }),
  erasuresFile: (value) => ({ ERASURES_FILE: value }),
  retentionMonths: (value) => ({ RETENTION_MONTHS: value }),
  sealFile: (value) => ({ SEAL_FILE: value }),
  webhookAllowedHosts: (value) => ({ WEBHOOK_ALLOWED_HOSTS: [...value].join(',') || null }),
  webhookDeliveriesDays: (value) => ({ WEBHOOK_DELIVERIES_DAYS: value }),
  smtp: (value, secret) => ({
    SMTP_URL: value && `${withoutSecrets(value.url)} ${secret(value.url)}`,
    SMTP_FROM: value && value.from.address,
  }),
  reportsSchedule: (value) => ({
    REPORTS_SCHEDULE: value.map(({ report, format, every }) => `${report}:${format}:${every}`).join(',') || null,
  }),
  reportsFolder: (value) => ({ REPORTS_FOLDER: value }),
  reportsMailTo: (value) => ({ REPORTS_MAIL_TO: value.map(maskEmail).join(',') || null }),
  noticesTo: (value) => ({ NOTICES_TO: value.map(maskEmail).join(',') || null }),
  logLevel: (value) => ({ LOG_LEVEL: value }),
  // No real money moves through it, and its environment holds more than its settings.
  sandbox: () => ({}),
};

const routesHash = (routes: Settings['routes']): string =>
  createHash('sha256').update(JSON.stringify(routes)).digest('hex');

function ofProduct(
  product: 'COLLECTION' | 'DISBURSEMENT',
  credentials: MomoSettings['collection'] | null,
  secret: (text: string | null) => string | null,
): Readonly<Record<string, Value>> {
  return {
    [`MOMO_${product}_SUBSCRIPTION_KEY`]: secret(credentials && credentials.subscriptionKey),
    [`MOMO_${product}_API_USER`]: secret(credentials && credentials.apiUser),
    [`MOMO_${product}_API_KEY`]: secret(credentials && credentials.apiKey),
  };
}

/** What the log says of a start. No secret and no phone number is in it. */
export function startFacts(settings: Settings, masterKey: Buffer): StartFacts {
  const fingerprints = new KeyedHash(masterKey, 'setting-fingerprint');
  // In the form of a UUID, which nothing takes for a phone number.
  const secret = (text: string | null) => text && `fingerprint ${fingerprints.uuid(text)}`;
  const told = Object.entries(rows).flatMap(([name, row]) =>
    Object.entries((row as Row<unknown>)(settings[name as keyof Settings], secret)),
  );
  const shown = told.map(([name, value]) => [name, typeof value === 'string' ? maskedText(value) : value] as const);
  return { version, node: process.version, host: hostname(), settings: Object.fromEntries(shown) };
}

/** Without user, password and options, which may hold either. */
const withoutSecrets = (url: string): string => url.replace(/\/\/.*@/s, '//').replace(/\?.*$/s, '');
