import type { Settings } from '../app/settings.js';
import { isMistyped } from '../modules/access/contract.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface ClientsOptions {
  readonly json: boolean;
  readonly roles: readonly string[];
  readonly expires: string | undefined;
  readonly grace: string | undefined;
  readonly force: boolean;
  readonly url: string | undefined;
}

/** Manages the API clients of a running gateway, over its HTTP API and with an admin's key. */
export async function clientsCommand(
  [action, subject, ...rest]: readonly string[],
  options: ClientsOptions,
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const { roles, expires: expiresAt, force } = options;
  const gateway = new RunningGateway(options.url ?? addressOf(settings), keyOf(settings));
  const [tooMany] = action === 'list' ? [subject, ...rest].filter((word) => word !== undefined) : rest;
  if (tooMany !== undefined) throw new Error(`"clients ${action}" takes no "${tooMany}"`);
  const named = (what: string): string => {
    if (subject === undefined) throw new Error(`"clients ${action}" needs ${what}`);
    return subject;
  };
  const place = () =>
    `/v1/api-clients/${encodeURIComponent(named('the ID of a client; `ishyura clients list` has them'))}`;
  switch (action) {
    case 'list': {
      const clients = await gateway.list();
      if (options.json) terminal.print(JSON.stringify(clients));
      else for (const client of clients) terminal.print(lineOf(client));
      return 0;
    }
    case 'add': {
      const body = { name: named('a NAME'), roles, expiresAt };
      if (roles.length === 0) throw new Error('"clients add" needs at least one --role');
      showIssued(await gateway.call('POST', '/v1/api-clients', body), options, terminal);
      return 0;
    }
    case 'rotate': {
      const body = { graceSeconds: wholeOf(options.grace), expiresAt, force };
      showIssued(await gateway.call('POST', `${place()}/rotate`, body), options, terminal);
      return 0;
    }
    case 'revoke': {
      await gateway.call('DELETE', `${place()}?force=${force}`);
      terminal.print(options.json ? JSON.stringify({ id: subject, status: 'revoked' }) : `${subject} is revoked`);
      return 0;
    }
    default:
      throw new Error(`"clients" needs list, add, rotate or revoke, and not ${JSON.stringify(action ?? '')}`);
  }
}

interface ShownClient {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly status: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly keys: readonly { readonly id: string; readonly status: string; readonly expiresAt: string | null }[];
}
type IssuedClient = ShownClient & { readonly key: string };

const lineOf = ({ id, status, roles, name, lastUsedAt, keys }: ShownClient): string => {
  const active = keys.filter((key) => key.status === 'active');
  const ends = active.map(({ expiresAt }) => (expiresAt === null ? '' : `, one ends ${expiresAt}`)).join('');
  const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt}`;
  return `${id}  ${status}  ${roles.join('+')}  ${name}  (${active.length} active keys${ends}; ${used})`;
};

function showIssued(answer: unknown, { json }: ClientsOptions, terminal: Terminal): void {
  const client = answer as IssuedClient;
  if (json) return terminal.print(JSON.stringify(client));
  terminal.print(lineOf(client));
  terminal.print('Its key, which is not shown again:');
  terminal.print(client.key);
}

class RunningGateway {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  async list(): Promise<readonly ShownClient[]> {
    const clients: ShownClient[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/v1/api-clients?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = (await this.call('GET', path)) as { data: ShownClient[]; nextCursor: string | null };
      clients.push(...page.data);
      cursor = page.nextCursor;
    }
    return clients;
  }

  async call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // The key goes to no other host than the one that was named.
      redirect: 'error',
      signal: AbortSignal.timeout(answerWithinMs),
    }).catch((error: Error) => {
      const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
      throw new Error(`no gateway answers at ${this.url} (${code ?? message}): start it, or name it by --url`, {
        cause: error,
      });
    });
    const text = await response.text();
    if (response.ok) return text === '' ? null : (JSON.parse(text) as unknown);
    throw new Error(whyRefused(response.status, text));
  }
}

function whyRefused(status: number, text: string): string {
  if (status === 401)
    return 'the gateway does not know this key, or it was revoked or has expired: set ISHYURA_KEY to an admin key';
  if (status === 403) return 'this key is not an admin’s: set ISHYURA_KEY to an admin key';
  const { code, detail, errors = [] } = problemOf(text);
  const [wrong] = errors;
  if (wrong !== undefined) return `${wrong.field} ${wrong.message}`;
  return code === undefined ? `the gateway answered ${status}, and not as Ishyura does` : `${code}: ${detail}`;
}

interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

function problemOf(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}

/** Where a gateway with these settings listens, as seen from this machine. */
function addressOf({ host, port }: Settings): string {
  const local = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${local.includes(':') ? `[${local}]` : local}:${port}`;
}

function keyOf({ callerKey, bootstrapApiKey }: Settings): string {
  const key = callerKey ?? bootstrapApiKey;
  if (key === null) throw new Error('ISHYURA_KEY is missing: set it, or ISHYURA_KEY_FILE, to an admin key');
  if (isMistyped(key)) throw new Error('the admin key is mistyped: its last characters do not fit the others');
  return key;
}

function wholeOf(grace: string | undefined): number | undefined {
  if (grace === undefined) return undefined;
  if (!/^\d{1,9}$/.test(grace)) throw new Error(`--grace is a whole number of seconds, and not "${grace}"`);
  return Number(grace);
}

const answerWithinMs = 15_000;
