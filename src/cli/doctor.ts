import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { providerChecks } from '../app/provider-checks.js';
import { WrongSetting, type Settings } from '../app/settings.js';
import { version } from '../app/version.js';
import { fine, problem, type Diagnosis } from '../kernel/domain/diagnosis.js';
import { hasMasterKey, keptMasterKey } from '../kernel/personal-data/master-key.js';
import { storageFault } from '../kernel/storage-faults.js';
import { systemClock } from '../kernel/system-clock.js';
import { checkDirectory, readDirectory } from './doctor/directory.checks.js';
import { askGateway, checkGateway } from './doctor/gateway.checks.js';
import { checkMailServer } from './doctor/mail-server.checks.js';
import { checkPublicAddress } from './doctor/public-address.checks.js';
import { exitCodeOf, reportOf } from './doctor/report.js';
import { checkSettings, wrongSetting } from './doctor/settings.checks.js';
import { checkDeadLetters, checkKeys, checkStores, readKeys, readStores } from './doctor/stores.checks.js';
import { deadLetters } from './parked.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Checks an installation, running or stopped. It asks nothing of a payer, writes nothing, and shows no secret. */
export async function doctor(
  { json, from }: { readonly json: boolean; readonly from: string | null },
  terminal: Terminal,
  readSettings: () => Settings,
): Promise<ExitCode> {
  const address = from === null ? null : addressOf(from);
  const settings = attempt(readSettings);
  const findings =
    settings instanceof WrongSetting ? [wrongSetting(settings.message)] : await examine(settings, address);
  if (json) terminal.print(JSON.stringify({ version, findings }));
  else for (const line of reportOf(findings)) terminal.print(line);
  return exitCodeOf(findings);
}

async function examine(settings: Settings, from: URL | null): Promise<readonly Diagnosis[]> {
  const now = systemClock.now();
  const providers = providerChecks(settings, systemClock);
  const publicAddress = new URL(settings.publicBaseUrl);
  const isEmbedded = settings.servers === null;
  const examinations: readonly Promise<readonly Diagnosis[]>[] = [
    Promise.resolve(checkSettings(settings)),
    ...providers.map(({ provider, connection }) => bounded(provider, connection)),
    Promise.resolve(providers.flatMap((provider) => provider.callbackAddress(publicAddress))),
    bounded('callback route', () => checkPublicAddress(from ?? publicAddress, providers, now)),
    bounded('mail server', () => checkMailServer(settings)),
    bounded('gateway', async () => checkGateway(await askGateway(settings), version)),
    ...(isEmbedded && !existsSync(join(settings.dataDir, 'events.sqlite'))
      ? [Promise.resolve([noLog(settings)])]
      : [examineStores(settings, now)]),
  ];
  return (await Promise.all(examinations)).flat();
}

/** One after the other: each takes the lock of the directory, and leaves the files alone only while it has it. */
async function examineStores(settings: Settings, now: number): Promise<readonly Diagnosis[]> {
  const { servers, masterKey } = settings;
  return [
    ...(await bounded('event log', async () => checkStores(await readStores(settings), now))),
    ...(await bounded('parked events', async () => {
      const { parked, skipped } = await deadLetters(settings);
      return checkDeadLetters(parked.length, skipped.length);
    })),
    ...(await bounded('payers’ keys', async () => [
      checkKeys(await readKeys(settings, masterKey ?? (servers === null ? keyIn(settings) : null))),
    ])),
    ...(servers === null
      ? await bounded('data directory', async () => checkDirectory(readDirectory(settings), masterKey !== null, now))
      : [fine('backup', 'not checked: the stores are servers, which have backups of their own')]),
  ];
}

const noLog = ({ dataDir }: Settings): Diagnosis =>
  problem('event log', {
    what: `${dataDir} holds no event log`,
    why: 'there is nothing to serve payments from, and a server with these settings begins with an empty log',
    mend: 'set DATA_DIR to the directory of the server; a new installation makes it at its first start; a lost one is in docs/operations/disaster.md',
  });

/** A check that fails, or takes too long, is itself a finding. The other checks go on. */
async function bounded(check: string, examine: () => Promise<readonly Diagnosis[]>): Promise<readonly Diagnosis[]> {
  const limit = new AbortController();
  const late = systemClock.sleep(longestCheckMs, limit.signal).then(
    () => [unfinished(check, `it did not end within ${longestCheckMs / 1_000} s`)],
    () => [],
  );
  try {
    return await Promise.race([examine(), late]);
  } catch (error) {
    return [unfinished(check, storageFault(error).split('\n')[0]!)];
  } finally {
    limit.abort();
  }
}

/** Longer than the calls that a check makes one after the other. */
const longestCheckMs = 40_000;

const unfinished = (check: string, fault: string): Diagnosis =>
  problem(check, {
    what: fault,
    why: 'this could not be checked, and the server needs it too',
    mend: 'repair what the sentence names, then run the doctor again',
  });

/** Only read: where it is missing none is made. */
const keyIn = ({ dataDir }: Settings): Buffer | null => (hasMasterKey(dataDir) ? keptMasterKey(dataDir) : null);

function attempt(readSettings: () => Settings): Settings | WrongSetting {
  try {
    return readSettings();
  } catch (error) {
    if (error instanceof WrongSetting) return error;
    throw error;
  }
}

function addressOf(text: string): URL {
  const address = URL.parse(text);
  if (address === null || !/^https?:$/.test(address.protocol))
    throw new Error(
      `--from must be an http or https address such as https://pay.example.rw, not ${JSON.stringify(text)}`,
    );
  return address;
}
