import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CallbackAddresses } from '../modules/callbacks/contract.js';
import type { AirtelProfile } from '../modules/providers/airtel-money/index.js';
import type { MomoProfile } from '../modules/providers/mtn-momo/index.js';
import type { Gateway } from './gateway.js';
import type { Settings } from './settings.js';

interface BuiltInSandbox {
  readonly url: string;
  readonly profiles: Pick<Settings, 'momo' | 'airtel'>;
  /** Sets the address for callbacks where it would be set in a provider's portal. */
  callBack(gateway: Gateway): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the sandbox beside the gateway as a separate program, and reads its address and keys from its output.
 * The sandbox ends when the gateway ends, even by a crash: it sees its channel to the gateway close.
 */
export async function startBuiltInSandbox(settings: Settings): Promise<BuiltInSandbox> {
  const child = fork(new URL('../sandbox/main.js', import.meta.url), [], {
    env: { ...settings.sandbox, DATA_DIR: settings.dataDir },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const said = await untilReady(child);
  const value = (name: string): string => {
    const found = said.get(name);
    if (found === undefined) throw new Error(`The built-in sandbox did not print ${name}`);
    return found;
  };
  const credentials = (product: 'COLLECTION' | 'DISBURSEMENT') => ({
    subscriptionKey: value(`MOMO_${product}_SUBSCRIPTION_KEY`),
    apiUser: value(`MOMO_${product}_API_USER`),
    apiKey: value(`MOMO_${product}_API_KEY`),
  });
  const momo: MomoProfile = {
    baseUrl: value('MOMO_BASE_URL'),
    targetEnvironment: settings.momoTargetEnvironment,
    collection: credentials('COLLECTION'),
    disbursement: credentials('DISBURSEMENT'),
    timeoutMs: settings.providerTimeoutMs,
    statusChecksPerSecond: settings.providerStatusChecksPerSecond,
    checkPayer: settings.momoCheckPayer,
    msisdnPrefixes: settings.momoMsisdnPrefixes,
    callbacks: settings.momoCallbacks,
    refundBy: settings.momoRefundBy,
  };
  const airtel: AirtelProfile = {
    ...settings.airtelChoices,
    baseUrl: value('AIRTEL_BASE_URL'),
    environment: 'staging',
    clientId: value('AIRTEL_CLIENT_ID'),
    clientSecret: value('AIRTEL_CLIENT_SECRET'),
    disbursement: { pin: value('AIRTEL_DISBURSEMENT_PIN'), publicKey: value('AIRTEL_PIN_PUBLIC_KEY') },
    callbackKey: value('AIRTEL_CALLBACK_KEY'),
  };
  return {
    url: value('MOMO_BASE_URL'),
    // MTN's own test environment is for another currency and country, and Airtel has none of that.
    profiles: { momo, airtel: settings.momoTargetEnvironment === 'sandbox' ? null : airtel },
    async callBack({ app }) {
      const callbackUrl = app.get(CallbackAddresses, { strict: false }).urlForAll('airtel-money');
      const answer = await fetch(`${airtel.baseUrl}/control/airtel`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ callbackUrl }),
      });
      if (!answer.ok) throw new Error(`The built-in sandbox took no address for callbacks: HTTP ${answer.status}`);
    },
    stop: () => ended(child),
  };
}

/** What it prints as `NAME=value` before the line `ready`. */
function untilReady(child: ChildProcess): Promise<ReadonlyMap<string, string>> {
  const said = new Map<string, string>();
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      if (name !== undefined) said.set(name, value!);
      if (line === 'ready') resolve(said);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The built-in sandbox ended at its start (code ${code}); see the line above`)),
    );
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
