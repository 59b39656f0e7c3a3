import type { Settings } from '../app/settings.js';
import { RunningGateway } from './gateway.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface UsersOptions {
  readonly json: boolean;
  readonly roles: readonly string[];
  readonly name: string | undefined;
  readonly language: string | undefined;
  readonly url: string | undefined;
}

/** Manages the people who sign in at a running gateway, over its HTTP API and with an admin's key. */
export async function usersCommand(
  [action, subject, ...rest]: readonly string[],
  { json, roles, name, language, url }: UsersOptions,
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const gateway = new RunningGateway(settings, url);
  const [tooMany] = action === 'list' ? [subject, ...rest].filter((word) => word !== undefined) : rest;
  if (tooMany !== undefined) throw new Error(`"users ${action}" takes no "${tooMany}"`);
  const named = (what: string): string => {
    if (subject === undefined) throw new Error(`"users ${action}" needs ${what}`);
    return subject;
  };
  const place = () => `/v1/users/${encodeURIComponent(named('the ID of a user; `ishyura users list` has them'))}`;
  const show = (user: ShownUser): ExitCode => {
    if (json) terminal.print(JSON.stringify(user));
    else terminal.print(lineOf(user));
    if (!json && user.inviteUrl !== undefined) {
      terminal.print('The link by which this person chooses a password, once, within 72 hours. It is not shown again:');
      terminal.print(user.inviteUrl);
    }
    return 0;
  };
  const call = async (method: string, path: string, body?: object) =>
    (await gateway.call(method, path, body)) as ShownUser;
  switch (action) {
    case 'list': {
      const users = await listOf(gateway);
      if (json) terminal.print(JSON.stringify(users));
      else for (const user of users) terminal.print(lineOf(user));
      return 0;
    }
    case 'add': {
      const email = named('an E-MAIL address');
      if (roles.length === 0) throw new Error('"users add" needs at least one --role');
      if (name === undefined) throw new Error('"users add" needs --name NAME');
      return show(await call('POST', '/v1/users', { email, name, roles, language }));
    }
    case 'roles': {
      if (roles.length === 0) throw new Error('"users roles" needs at least one --role: all that the user is to have');
      return show(await call('PATCH', place(), { roles }));
    }
    case 'invite': {
      const { status } = await call('GET', place());
      if (status === 'active')
        throw new Error(`${subject} has a password already; \`ishyura users reset-sign-in ${subject}\` takes it away`);
      return show(await call('POST', `${place()}/reset-sign-in`));
    }
    case 'reset-sign-in':
      return show(await call('POST', `${place()}/reset-sign-in`));
    case 'remove': {
      await gateway.call('DELETE', place());
      terminal.print(json ? JSON.stringify({ id: subject, status: 'removed' }) : `${subject} is removed`);
      return 0;
    }
    default:
      throw new Error(
        `"users" needs list, add, roles, invite, reset-sign-in or remove, and not ${JSON.stringify(action ?? '')}`,
      );
  }
}

interface ShownUser {
  readonly id: string;
  readonly email: string | null;
  readonly name: string;
  readonly roles: readonly string[];
  readonly status: string;
  readonly hasSecondFactor: boolean;
  readonly inviteUrl?: string;
}

const lineOf = ({ id, status, roles, name, email, hasSecondFactor }: ShownUser): string =>
  `${id}  ${status}  ${roles.join('+')}  ${name}  (${email ?? 'address erased'}; ${hasSecondFactor ? 'with' : 'no'} second factor)`;

async function listOf(gateway: RunningGateway): Promise<readonly ShownUser[]> {
  const users: ShownUser[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path: string = `/v1/users?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = (await gateway.call('GET', path)) as { data: ShownUser[]; nextCursor: string | null };
    users.push(...page.data);
    cursor = page.nextCursor;
  }
  return users;
}
