import { parseArgs } from 'node:util';
import { namedFault } from '../kernel/storage-faults.js';
import { readSettings, type Settings } from '../app/settings.js';
import { version } from '../app/version.js';
import { acceptLossCommand } from './accept-loss.js';
import { clientsCommand, type ClientsOptions } from './clients.js';
import { checkEvidenceCommand, type CheckAsked } from './check-evidence.js';
import { checkReceiptCommand, type CheckReceiptAsked } from './check-receipt.js';
import { doctor } from './doctor.js';
import { dropOldViews } from './drop-old-views.js';
import { acceptLostKeys } from './lost-keys.js';
import { parked, replayParked } from './parked.js';
import { erase, retention, type PayersOptions } from './payers.js';
import { rebuildCommand, type RebuildAsked } from './rebuild.js';
import { reconcileCommand, type ReconcileAsked } from './reconcile.js';
import { replayCommand, type ReplayAsked } from './replay.js';
import { sandbox } from './sandbox.js';
import { sandboxWithGateway } from './sandbox-with-gateway.js';
import type { ExitCode, Terminal } from './terminal.js';
import { exportCommand, exportKeysCommand, importCommand, importKeysCommand, type Transfer } from './transfer.js';
import { usersCommand, type UsersOptions } from './users.js';
import { rotateSealKey, verifyCommand } from './verify.js';

/** The `ishyura` command. Each error is one line. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  settings: () => Settings = readSettings,
): Promise<ExitCode> {
  try {
    const { values, positionals } = parseArgs({
      args: withKeysJoined(args),
      allowPositionals: true,
      options,
    });
    const [name, ...words] = positionals;
    const asked = values.version ? 'version' : values.help ? 'help' : (name ?? 'help');
    const command = commands.get(asked);
    if (command === undefined) throw new Error(`there is no command "${asked}"; \`ishyura help\` names them`);
    const tooMany = words[takesFile.has(asked) ? 1 : 0];
    if (tooMany !== undefined && asked !== 'clients' && asked !== 'users')
      throw new Error(`"${asked}" takes ${takesFile.has(asked) ? 'one FILE' : 'no argument'}: remove "${tooMany}"`);
    for (const [option, { of: owners }] of Object.entries(options))
      if (option in values && owners !== null && !(owners as readonly string[]).includes(asked))
        throw new Error(`"${asked}" has no option --${option}; it belongs to "${owners.join('" and "')}"`);
    const { json = false, replay = null, 'one-by-one': oneByOne = false, 'dry-run': dryRun = false } = values;
    const { against = null, payment = null, at = null, all = false, key = null } = values;
    const { payout = null, batch = null, adjustment = null, day = null, settlement = null } = values;
    const { view = null, replace = false } = values;
    const { role: roles = [], owner, expires, grace, force = false, url, name: named, language } = values;
    const { msisdn = null, reason = null, repeat = null, months = null } = values;
    const ofClients = { words, roles, owner, expires, grace, force, url, name: named, language };
    const ofPayers = { dryRun, msisdn, reason, repeat, months };
    const ofAudit = { against, payment, payout, batch, adjustment, day, settlement, at, all, key, view, replace };
    const { provider = null, account = null, 'date-format': dateFormat = null } = values;
    const ofStatements = { provider, account, dateFormat };
    const withGateway = values['with-gateway'] ?? false;
    const own = { withGateway, json, from: values.from ?? null, replay, oneByOne, file: words[0] };
    return await command({ ...own, ...ofClients, ...ofPayers, ...ofAudit, ...ofStatements }, terminal, settings);
  } catch (error) {
    const [line] = namedFault(error).split('\n');
    terminal.complain(`ishyura: ${line}${isOfParsing(error) ? '; `ishyura help` names the options' : ''}`);
    return 2;
  }
}

/** One key in 64 begins with a dash, which would be read as the next option. */
const withKeysJoined = (args: readonly string[]): string[] =>
  args.flatMap((arg, index) => {
    if (args[index - 1] === '--key' && isDashedKey.test(arg)) return [];
    return arg === '--key' && isDashedKey.test(args[index + 1] ?? '') ? [`${arg}=${args[index + 1]}`] : [arg];
  });
/** Base64url of 32 bytes. */
const isDashedKey = /^-[\w-]{42}$/;

const isOfParsing = (error: unknown): boolean =>
  String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');

interface Asked
  extends
    Omit<ReconcileAsked, 'dryRun' | 'json' | 'url' | 'file'>,
    Transfer,
    ClientsOptions,
    UsersOptions,
    PayersOptions,
    RebuildAsked,
    ReplayAsked,
    CheckAsked,
    CheckReceiptAsked {
  readonly words: readonly string[];
  readonly withGateway: boolean;
  /** The group whose parked events are redelivered. */
  readonly replay: string | null;
  /** The file with the heads of seals that were kept elsewhere. */
  readonly against: string | null;
  /** The address at which the doctor calls the gateway from outside. */
  readonly from: string | null;
}

/** Every option, and the commands that have it; null: all. */
const options = {
  json: { type: 'boolean', of: null },
  help: { type: 'boolean', short: 'h', of: null },
  version: { type: 'boolean', of: null },
  replay: { type: 'string', of: ['parked'] },
  from: { type: 'string', of: ['doctor'] },
  'one-by-one': { type: 'boolean', of: ['import'] },
  role: { type: 'string', multiple: true, of: ['clients', 'users'] },
  name: { type: 'string', of: ['users'] },
  language: { type: 'string', of: ['users'] },
  owner: { type: 'string', of: ['clients'] },
  expires: { type: 'string', of: ['clients'] },
  grace: { type: 'string', of: ['clients'] },
  force: { type: 'boolean', of: ['clients'] },
  url: { type: 'string', of: ['clients', 'users', 'erase', 'reconcile', 'retention'] },
  provider: { type: 'string', of: ['reconcile'] },
  account: { type: 'string', of: ['reconcile'] },
  'date-format': { type: 'string', of: ['reconcile'] },
  msisdn: { type: 'string', of: ['erase'] },
  reason: { type: 'string', of: ['erase'] },
  repeat: { type: 'string', of: ['erase'] },
  'dry-run': { type: 'boolean', of: ['reconcile', 'retention'] },
  'with-gateway': { type: 'boolean', of: ['sandbox'] },
  months: { type: 'string', of: ['retention'] },
  against: { type: 'string', of: ['verify'] },
  payment: { type: 'string', of: ['replay'] },
  payout: { type: 'string', of: ['replay'] },
  batch: { type: 'string', of: ['replay'] },
  adjustment: { type: 'string', of: ['replay'] },
  day: { type: 'string', of: ['replay'] },
  settlement: { type: 'string', of: ['replay'] },
  at: { type: 'string', of: ['replay'] },
  all: { type: 'boolean', of: ['replay'] },
  key: { type: 'string', of: ['check-evidence', 'check-receipt'] },
  view: { type: 'string', of: ['rebuild'] },
  replace: { type: 'boolean', of: ['rebuild'] },
} as const;

type Command = (asked: Asked, terminal: Terminal, settings: () => Settings) => Promise<ExitCode>;

const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['doctor', (asked, terminal, settings) => doctor(asked, terminal, settings)],
  ['export', (asked, terminal, settings) => exportCommand(asked, terminal, settings())],
  ['import', (asked, terminal, settings) => importCommand(asked, terminal, settings())],
  ['export-keys', (asked, terminal, settings) => exportKeysCommand(asked, terminal, settings())],
  ['import-keys', (asked, terminal, settings) => importKeysCommand(asked, terminal, settings())],
  [
    'parked',
    async ({ json, replay }, terminal, settings) =>
      replay === null ? parked(terminal, json, settings()) : replayParked(replay, terminal, json, settings()),
  ],
  ['erase', erase],
  ['retention', retention],
  ['reconcile', (asked, terminal, settings) => reconcileCommand(asked, terminal, settings)],
  ['replay', (asked, terminal, settings) => replayCommand(asked, terminal, settings())],
  ['rebuild', (asked, terminal, settings) => rebuildCommand(asked, terminal, settings())],
  ['check-evidence', (asked, terminal) => checkEvidenceCommand(asked, terminal)],
  ['check-receipt', (asked, terminal) => checkReceiptCommand(asked, terminal)],
  ['verify', (asked, terminal, settings) => verifyCommand(asked, terminal, settings())],
  ['rotate-seal-key', ({ json }, terminal, settings) => rotateSealKey(terminal, json, settings())],
  ['accept-loss', ({ json }, terminal, settings) => acceptLossCommand(terminal, json, settings())],
  ['accept-lost-keys', ({ json }, terminal, settings) => acceptLostKeys(terminal, json, settings())],
  ['drop-old-views', ({ json }, terminal, settings) => dropOldViews(terminal, json, settings())],
  ['clients', (asked, terminal, settings) => clientsCommand(asked.words, asked, terminal, settings())],
  ['users', (asked, terminal, settings) => usersCommand(asked.words, asked, terminal, settings())],
  [
    'sandbox',
    async (asked, terminal, settings) => (asked.withGateway ? sandboxWithGateway(terminal, settings()) : sandbox()),
  ],
  ['help', async (_, terminal) => told(terminal, help)],
  ['version', async (_, terminal) => told(terminal, version)],
]);
const takesFile: ReadonlySet<string> = new Set([
  'check-evidence',
  'check-receipt',
  'export',
  'import',
  'export-keys',
  'import-keys',
  'reconcile',
]);

const help = `ishyura <command>

  doctor                 checks the installation, running or stopped: keys, callbacks, certificate, clock, stores, backup; changes nothing
                         --from URL: calls the callback route at URL instead of at PUBLIC_BASE_URL
  export [FILE]          writes the whole log, to be moved to another store; without FILE, or with -, to the standard output
  import [FILE]          reads an exported log into the store of the settings; an interrupted import is continued
                         --one-by-one: one event at a time, for an EventStoreDB that does not keep the order otherwise
  export-keys [FILE]     writes the payers' data keys, wrapped under the master key: the log cannot be read without them
  import-keys [FILE]     reads exported keys into the key store of the settings
  accept-lost-keys       what was sealed under keys that are lost counts as erased: the last way, when no backup has them
  parked                 lists the events that policies parked and views skipped after errors
  parked --replay NAME   hands the parked events of a policy to it again
  erase --msisdn NUMBER --reason TEXT
                         asks the running gateway to erase a payer's data; --msisdn - reads the number from the standard input
  erase --repeat FILE    repeats the erasures of a list (ERASURES_FILE) after a restore; first stop every gateway
  retention --dry-run    asks the running gateway what RETENTION_MONTHS, or --months N, would erase: counts, never numbers
  reconcile FILE         sends a provider's statement to the running gateway, and says what its lines came to
                         --provider NAME --account NAME: whose it is, and the account as you call it
                         --date-format DD/MM/YYYY: where the file cannot tell; --dry-run: records nothing
  verify                 reads the whole log, holds it against its seals, and names the first event that does not fit
                         --against FILE: and against a copy of SEAL_FILE, which finds a log that was rewritten as a whole
  replay --payment ID    shows a payment as it stood at a moment, and in one sentence each what had happened by then
                         --at TIME: the moment, as 2026-11-22T12:00:00Z; default: now
                         --payout, --batch, --adjustment or --settlement ID, or --day DATE instead: the same of these
                         --all instead of --payment ID: how many payments were in each status
  rebuild                fills every view anew beside the live one, and names the documents in which the two differ; changes nothing
                         --view NAME: only this view, as payments
                         --replace: clears the views that differ; the next start fills them. First stop the server
  check-evidence FILE    checks an evidence pack, offline and without any store
                         --key KEY: the public key of the seals, as GET /v1/seals/key gives it
  check-receipt TEXT     checks the text of a receipt's QR code, or a FILE that holds it, offline and without any store
                         --key KEY: the public key of the seals, or a file with the answer of GET /v1/seals/key
  rotate-seal-key        makes a new key for seals and receipts; what was signed before stays verifiable. First stop the server
  accept-loss            accepts a log that lacks events: records in it what is known of them; the next start rebuilds the documents
  drop-old-views         drops the views that this version has replaced; first stop every older version
  clients list           lists the API clients of a running gateway
  clients add NAME       registers one, with --role ROLE (again for more), --owner PERSON and --expires TIME; prints its key
                         --owner: the person behind the key, by name or by the id of a user; two clients of one owner are one person where
                         approvals are counted, and so are this user and the client
  clients rotate ID      makes a new key; the earlier ones end at once, or after --grace SECONDS; --expires TIME
  clients revoke ID      ends all its keys; --force: also of the last admin
  users list             lists the people who sign in at a running gateway
  users add EMAIL        invites one, with --name NAME, --role ROLE (again for more) and --language en|rw|fr; prints the link
  users roles ID         gives the user these roles in place of the earlier ones, each by --role; all sessions of the user end
  users invite ID        makes a new link for somebody who has not used the first one
  users reset-sign-in ID makes password, second factors and sessions void, and prints a new link
  users remove ID        ends all that the user may do; what was done stays on record
  sandbox                starts the MoMo sandbox by itself
                         --with-gateway: and a gateway beside it, for tests; keeps nothing, and prints its address and key
  version                prints the version
  help                   prints this text

--json prints the answer as JSON. Exit codes: 0 all is well, 1 something needs attention, 2 the command failed.
Settings are the server's environment variables: DATA_DIR, or EVENTSTORE_URL and MONGODB_URL, name the stores.
clients, users, erase, reconcile and retention ask the running gateway: at HOST and PORT, or --url. ISHYURA_KEY, else BOOTSTRAP_API_KEY, is the admin key.`;

function told(terminal: Terminal, text: string): ExitCode {
  terminal.print(text);
  return 0;
}
