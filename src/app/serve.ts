import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { destination, type Logger } from 'pino';
import { startBuiltInSandbox } from './built-in-sandbox.js';
import type { Gateway } from './gateway.js';
import { loggerTo } from '../kernel/logger.js';
import { systemClock } from '../kernel/system-clock.js';
import { AirtelProvider } from '../modules/providers/airtel-money/index.js';
import { MomoProvider } from '../modules/providers/mtn-momo/index.js';
import type { Provider } from '../modules/providers/contract.js';
import type { Stores } from './opened-stores.js';
import { readSettings, type Settings } from './settings.js';
import { openStores } from './stores.js';

/** The server: reads its settings, starts the gateway, prints its address, and stops on a signal. */
export async function serve(read: () => Settings = readSettings): Promise<Gateway> {
  // Only this user can read the files that the process writes, the sandbox's files included.
  process.umask(0o077);
  try {
    const settings = read();
    const logger = loggerTo(settings.logLevel, destination({ dest: 1, sync: false }));
    const { gateway, sandboxUrl, stop } = await start(settings, logger);
    stopOnSignals(stop, logger);
    console.error(banner(settings, gateway, await gateway.firstLink(), sandboxUrl));
    await gateway.registerFirstKey();
    return gateway;
  } catch (error) {
    // A failed start prints one line, without a stack trace.
    const [line] = (error as Error).message.split('\n');
    console.error(`Ishyura cannot start: ${line}`);
    process.exit(1);
  }
}

interface Started {
  readonly gateway: Gateway;
  /** Of the built-in sandbox; null: there is none. */
  readonly sandboxUrl: string | null;
  readonly stop: () => Promise<void>;
}

async function start(settings: Settings, logger: Logger): Promise<Started> {
  const stores = await openStores(settings, systemClock, (what) => logger.warn(what));
  void stores.broken.then((why) => {
    console.error(`Ishyura ends: ${why}. Everything that was answered is on the disk. Start it again`);
    process.exit(1);
  });
  const sandbox = settings.usesSandbox ? await startBuiltInSandbox(settings) : null;
  // Loaded here: most of a start is the loading of the gateway, and one that the settings or the stores refuse says so without it.
  const { startGateway } = await import('./gateway.js');
  const gateway = await startGateway({
    settings,
    stores,
    providers: providersOf({ momo: settings.momo, airtel: settings.airtel, ...sandbox?.profiles }, stores, logger),
    clock: systemClock,
    newId: randomUUID,
    ownClock: true,
    logger,
  });
  await sandbox?.callBack(gateway);
  const stop = async () => {
    await gateway.stop();
    await sandbox?.stop();
  };
  return { gateway, sandboxUrl: sandbox?.url ?? null, stop };
}

/** One line for each provider, in the order in which they are tried for a payer. */
const providersOf = (
  { momo, airtel }: Pick<Settings, 'momo' | 'airtel'>,
  { slots }: Stores,
  logger: Logger,
): readonly Provider[] => [
  ...(momo === null ? [] : [new MomoProvider(momo, systemClock, slots, logger)]),
  ...(airtel === null ? [] : [new AirtelProvider(airtel, systemClock, slots, logger)]),
];

function stopOnSignals(stop: () => Promise<void>, logger: Logger): void {
  let asked = 0;
  const onSignal = (signal: string) => {
    asked += 1;
    // A second signal ends the process at once: every accepted request is on the disk already.
    if (asked > 1) process.exit(0);
    logger.info({ signal }, 'stopping');
    // The stop does not wait longer than its bound for a provider's answer: the next start checks the status of that attempt.
    setTimeout(() => process.exit(0), stopWithinMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the gateway could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

const stopWithinMs = 9_000;

function banner(
  settings: Settings,
  { url, firstKey }: Gateway,
  firstLink: string | null,
  sandboxUrl: string | null,
): string {
  // Double quotes, so that the shell substitutes the reader's key where we do not know it.
  const authorization = `"Authorization: Bearer ${firstKey ?? '$ISHYURA_KEY'}"`;
  const listens = `  Ishyura listens on ${url} as process ${process.pid}; its API is described at ${url}/docs`;
  const key =
    firstKey === null
      ? ['  ISHYURA_KEY stands for an API key: the one that the first start has shown, or that was given to it.']
      : ['', '  API key, shown this once (admin):', '', `    ${firstKey}`];
  const link =
    firstLink === null
      ? []
      : [
          '',
          '  Nobody can sign in yet. The first administrator chooses a password here, once, within 72 hours:',
          '',
          `    ${firstLink}`,
        ];
  // Against a real provider the line would ask a real person for money.
  if (sandboxUrl === null) return ['', listens, ...(firstKey === null ? [] : key), ...link, ''].join('\n');
  const payment = {
    amount: settings.momoTargetEnvironment === 'sandbox' ? '50.00' : '5000',
    currency: settings.momoTargetEnvironment === 'sandbox' ? 'EUR' : 'RWF',
    payer: { msisdn: '0788123456' },
    record: { type: 'invoice', id: 'INV-1001' },
  };
  return [
    '',
    listens,
    '  Neither MOMO_BASE_URL nor AIRTEL_BASE_URL is set, so payments go to the built-in sandbox: no real money moves.',
    `  The sandbox listens on ${sandboxUrl} (SANDBOX_PORT); the phone of its payers is at ${sandboxUrl}/`,
    ...key,
    ...link,
    '',
    '  Ask for a payment:',
    '',
    `    curl -sS ${url}/v1/payments -H ${authorization} -H 'Idempotency-Key: first-1' -H 'Content-Type: application/json' -H 'Prefer: wait=5' -d '${JSON.stringify(payment)}'`,
    '',
  ].join('\n');
}
