import { readFileSync } from 'node:fs';
import type { FixedAirtelCredentials } from './airtel-application.js';
import type { FixedCredentials, ProductCredentials } from './credentials.js';
import type { SandboxOptions } from './sandbox.js';
import { products } from './products.js';
import type { MomoProduct } from './products.js';

/** A setting that the sandbox cannot start with; its message is one line that names it. */
export class WrongSetting extends Error {}

/** The names under which a gateway knows each product's credentials. */
export const credentialNames: readonly [MomoProduct, keyof ProductCredentials, string][] = products.flatMap(
  (product) => {
    const prefix = `MOMO_${product.toUpperCase()}`;
    return [
      [product, 'subscriptionKey', `${prefix}_SUBSCRIPTION_KEY`],
      [product, 'apiUser', `${prefix}_API_USER`],
      [product, 'apiKey', `${prefix}_API_KEY`],
    ] satisfies [MomoProduct, keyof ProductCredentials, string][];
  },
);

/** Those of Airtel's application that can be fixed. */
export const airtelNames: readonly [keyof FixedAirtelCredentials, string][] = [
  ['clientId', 'AIRTEL_CLIENT_ID'],
  ['clientSecret', 'AIRTEL_CLIENT_SECRET'],
  ['callbackKey', 'AIRTEL_CALLBACK_KEY'],
  ['pin', 'AIRTEL_DISBURSEMENT_PIN'],
];

export function settingsFrom(environment: NodeJS.ProcessEnv): SandboxOptions {
  const text = (name: string) => environment[name] || undefined;
  const whole = (name: string, usual: number, most: number) => {
    const given = text(name);
    if (given === undefined) return usual;
    if (!/^\d+$/.test(given) || Number(given) > most)
      throw new WrongSetting(`${name} must be a whole number from 0 to ${most}`);
    return Number(given);
  };

  const list = (name: string) =>
    text(name)
      ?.split(',')
      .map((part) => part.trim());
  const credentials: { [P in MomoProduct]?: Partial<ProductCredentials> } = {};
  for (const [product, member, name] of credentialNames) {
    const value = secret(environment, name);
    if (value !== undefined) credentials[product] = { ...credentials[product], [member]: value };
  }
  const airtelCredentials: Record<string, string> = {};
  for (const [member, name] of airtelNames) {
    const value = secret(environment, name);
    if (value !== undefined) airtelCredentials[member] = value;
  }
  const airtelPrefixes = walletPrefixes(list('AIRTEL_MSISDN_PREFIXES') ?? []);
  const seed = text('SANDBOX_SEED');
  const hosts = list('SANDBOX_CALLBACK_HOST');
  const controlHosts = list('SANDBOX_CONTROL_HOST');
  const prefixes = walletPrefixes(list('MOMO_MSISDN_PREFIXES') ?? []);
  const faults = text('SANDBOX_FAULTS');
  return {
    port: whole('SANDBOX_PORT', 3101, 65_535),
    host: text('SANDBOX_HOST') ?? '127.0.0.1',
    dataDir: text('DATA_DIR') ?? './data',
    behaviour: {
      latencyMs: whole('SANDBOX_LATENCY_MS', 50, 3_600_000),
      callbackDelayMs: whole('SANDBOX_CALLBACK_DELAY_MS', 2_000, 86_400_000),
      ...(prefixes === '' ? {} : { walletPrefixes: prefixes }),
      ...(airtelPrefixes === '' ? {} : { airtelWalletPrefixes: airtelPrefixes }),
      ...(text('AIRTEL_SIGNING') === 'on' ? { airtelSigning: 'required' as const } : {}),
    },
    credentials: credentials satisfies FixedCredentials,
    airtelCredentials,
    ...(seed === undefined ? {} : { seed }),
    ...(hosts === undefined ? {} : { callbackHosts: hosts }),
    ...(controlHosts === undefined ? {} : { controlHosts }),
    ...(faults === undefined ? {} : { faults }),
  };
}

/** Those of Rwanda, as they stand on the wire: a gateway may name its prefixes as `078`, `25078` or `+25078`, or serve another country. */
const walletPrefixes = (given: readonly string[]): string =>
  given
    .map((prefix) => prefix.replace(/^\+/, '').replace(/^0/, '250'))
    .filter((prefix) => prefix.startsWith('250'))
    .join(',');

function secret(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  if (environment[name]) return environment[name];
  const file = environment[`${name}_FILE`];
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new WrongSetting(`${name}_FILE cannot be read`);
  }
}
