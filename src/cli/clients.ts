import type { Settings } from '../app/settings.js';
import { RunningGateway } from './gateway.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface ClientsOptions {
  readonly json: boolean;
  readonly roles: readonly string[];
  readonly owner: string | undefined;
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
  const { roles, owner, expires: expiresAt, force } = options;
  const gateway = new RunningGateway(settings, options.url);
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
      const clients = await listOf(gateway);
      if (options.json) terminal.print(JSON.stringify(clients));
      else for (const client of clients) terminal.print(lineOf(client));
      return 0;
    }
    case 'add': {
      const body = { name: named('a NAME'), roles, owner, expiresAt };
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
  readonly owner: string | null;
  readonly status: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly keys: readonly { readonly id: string; readonly status: string; readonly expiresAt: string | null }[];
}
type IssuedClient = ShownClient & { readonly key: string };

const lineOf = ({ id, status, roles, name, owner, lastUsedAt, keys }: ShownClient): string => {
  const active = keys.filter((key) => key.status === 'active');
  const ends = active.map(({ expiresAt }) => (expiresAt === null ? '' : `, one ends ${expiresAt}`)).join('');
  const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt}`;
  const of = owner === null ? '' : `of ${owner}; `;
  return `${id}  ${status}  ${roles.join('+')}  ${name}  (${of}${active.length} active keys${ends}; ${used})`;
};

function showIssued(answer: unknown, { json }: ClientsOptions, terminal: Terminal): void {
  const client = answer as IssuedClient;
  if (json) return terminal.print(JSON.stringify(client));
  terminal.print(lineOf(client));
  terminal.print('Its key, which is not shown again:');
  terminal.print(client.key);
}

async function listOf(gateway: RunningGateway): Promise<readonly ShownClient[]> {
  const clients: ShownClient[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path: string = `/v1/api-clients?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = (await gateway.call('GET', path)) as { data: ShownClient[]; nextCursor: string | null };
    clients.push(...page.data);
    cursor = page.nextCursor;
  }
  return clients;
}

function wholeOf(grace: string | undefined): number | undefined {
  if (grace === undefined) return undefined;
  if (!/^\d{1,9}$/.test(grace)) throw new Error(`--grace is a whole number of seconds, and not "${grace}"`);
  return Number(grace);
}
