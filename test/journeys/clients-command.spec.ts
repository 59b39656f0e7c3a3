import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { readSettings } from '../../src/app/settings.js';
import { run } from '../../src/cli/run.js';
import { adminKey, Caller, startApp, type App, type Body } from '../support/app.js';
import { person } from '../support/people.js';

/** `ishyura clients` and `ishyura users` against a running gateway. */
let app: App;
let said: string[];
let complaints: string[];
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => {
  said = [];
  complaints = [];
});

const as = (environment: Record<string, string>, ...args: string[]) => runAs(environment, 'clients', ...args);
const runAs = (environment: Record<string, string>, ...args: string[]) => {
  const pipe = new PassThrough();
  const terminal = {
    print: (line: string) => said.push(line),
    complain: (line: string) => complaints.push(line),
    input: pipe,
    output: pipe,
  };
  return run(args, terminal, () => readSettings(environment));
};
const ishyura = (...args: string[]) => as({ ISHYURA_KEY: adminKey }, ...args, '--url', app.url);
const statusOf = async (key: string) => (await new Caller(app, key, null).get('/v1/payments')).status;

describe('ishyura clients', () => {
  it('adds a client, rotates its key and revokes it', async () => {
    expect(await ishyura('add', 'Permits', '--role', 'service', '--role', 'payer:read', '--owner', 'Aline')).toBe(0);
    const [line = '', , key = ''] = said;
    const [id = ''] = line.split(' ');
    expect(line).toBe(`${id}  active  service+payer:read  Permits  (of Aline; 1 active keys; never used)`);
    expect(await statusOf(key)).toBe(200);
    expect(await ishyura('rotate', id, '--grace', '60')).toBe(0);
    const newer = said.at(-1)!;
    expect([await statusOf(key), await statusOf(newer)]).toEqual([200, 200]);
    await app.clock.pass({ seconds: 60 });
    expect([await statusOf(key), await statusOf(newer)]).toEqual([401, 200]);
    expect(await ishyura('revoke', id)).toBe(0);
    expect([said.at(-1), await statusOf(newer)]).toEqual([`${id} is revoked`, 401]);
    said = [];
    expect(await ishyura('list')).toBe(0);
    expect(said.find((each) => each.startsWith(id))).toMatch(/^cli_\w+ {2}revoked {2}service\+payer:read {2}Permits/);
  });

  it('prints JSON for machines', async () => {
    expect(await ishyura('add', 'Licences', '--role', 'service', '--expires', '2027-01-01', '--json')).toBe(0);
    const made = JSON.parse(said[0]!) as Body;
    expect(made['keys']).toMatchObject([{ expiresAt: '2027-01-01T00:00:00.000Z' }]);
    expect(await ishyura('list', '--json')).toBe(0);
    expect((JSON.parse(said[1]!) as Body[]).map(({ id }) => id)).toContain(made.id);
    expect(said[1]).not.toContain(made['key']);
  });

  it.each<[readonly string[], string]>([
    [['list', 'more'], 'ishyura: "clients list" takes no "more"'],
    [['add'], 'ishyura: "clients add" needs a NAME'],
    [['add', 'Permits'], 'ishyura: "clients add" needs at least one --role'],
    [
      ['add', 'Permits', '--role', 'root'],
      'ishyura: roles must be different roles of service, support, payer:read, finance, approver, auditor, admin; payer:read goes with another one',
    ],
    [['rotate', 'cli_x'], 'ishyura: API_CLIENT_NOT_FOUND: There is no such API client.'],
    [['rotate', 'cli_x', '--grace', 'soon'], 'ishyura: --grace is a whole number of seconds, and not "soon"'],
    [
      ['revoke', 'cli_bootstrap'],
      'ishyura: LAST_ADMIN_KEY: No admin key that lasts would be left. Register another admin first, or repeat the request with `force`; `BOOTSTRAP_API_KEY` is then the way back.',
    ],
    [['drop'], 'ishyura: "clients" needs list, add, rotate or revoke, and not "drop"'],
  ])('says in one line why not: %j', async (args, line) => {
    expect(await ishyura(...args)).toBe(2);
    expect([complaints, said]).toEqual([[line], []]);
  });

  it('says what is wrong with the key or the address', async () => {
    const mistyped = `ish_${'a'.repeat(49)}`;
    await as({}, 'list', '--url', app.url);
    await as({ ISHYURA_KEY: mistyped }, 'list', '--url', app.url);
    await as({ ISHYURA_KEY: 'a-key-that-nobody-has-here' }, 'list', '--url', app.url);
    await as({ ISHYURA_KEY: (await app.client('service')).key! }, 'list', '--url', app.url);
    await as({ BOOTSTRAP_API_KEY: adminKey, PORT: '1' }, 'list');
    expect(complaints).toEqual([
      'ishyura: ISHYURA_KEY is missing: set it, or ISHYURA_KEY_FILE, to an admin key',
      'ishyura: the admin key is mistyped: its last characters do not fit the others',
      'ishyura: the gateway does not know this key, or it was revoked or has expired: set ISHYURA_KEY to an admin key',
      'ishyura: this key is not an admin’s: set ISHYURA_KEY to an admin key',
      expect.stringMatching(
        /^ishyura: no gateway answers at http:\/\/127\.0\.0\.1:1 \(.+\): start it, or name it by --url$/,
      ),
    ]);
  });
});

it('a file that cannot be sent is named, and not the gateway', async () => {
  const of = ['--provider', 'mtn-momo', '--account', 'a', '--url', app.url];
  expect(await runAs({ ISHYURA_KEY: adminKey }, 'reconcile', 'src', ...of)).toBe(2);
  expect(complaints).toEqual(['ishyura: src cannot be read: it is a directory (EISDIR)']);
});

describe('ishyura users', () => {
  const users = (...args: string[]) => runAs({ ISHYURA_KEY: adminKey }, 'users', ...args, '--url', app.url);

  it('invites a person, changes the roles, makes new links and removes the user', async () => {
    const invite = ['add', 'Aline@Example.rw', '--name', 'Aline Uwase', '--role', 'finance', '--language', 'rw'];
    expect(await users(...invite)).toBe(0);
    const [line = '', , link = ''] = said;
    const [id = ''] = line.split(' ');
    expect(line).toBe(`${id}  invited  finance  Aline Uwase  (aline@example.rw; no second factor)`);
    expect(link).toMatch(/^http:\/\/gateway\.test\/invite\/[\w-]{67}$/);
    expect(await users('roles', id, '--role', 'finance', '--role', 'approver')).toBe(0);
    expect(said.at(-1)).toContain('finance+approver');
    expect(await users('invite', id)).toBe(0);
    expect(said.at(-1)).not.toBe(link);
    expect(await users('reset-sign-in', id, '--json')).toBe(0);
    expect(JSON.parse(said.at(-1)!)).toMatchObject({ id, inviteUrl: expect.stringContaining('/invite/') });
    expect(await users(...invite)).toBe(2);
    expect(complaints.at(-1)).toContain('USER_EXISTS');
    expect(await users('list', '--json')).toBe(0);
    expect(JSON.parse(said.at(-1)!)).toMatchObject([{ id, language: 'rw' }]);
    expect(await users('remove', id)).toBe(0);
    said = [];
    expect(await users('list')).toBe(0);
    expect(said).toEqual([]);
    expect(await users('remove', 'usr_absent')).toBe(2);
  });

  it('says why the last administrator stays, and how a key takes the sign-in away', async () => {
    const { id } = await person(app, ['admin'], { isBare: true });
    for (const order of [
      ['remove', id],
      ['roles', id, '--role', 'support'],
    ]) {
      expect(await users(...order)).toBe(2);
      expect(complaints.at(-1)).toMatch(/^ishyura: LAST_ADMINISTRATOR: .*`reset-sign-in`/);
    }
    expect(await users('reset-sign-in', id)).toBe(0);
    expect(await users('remove', id)).toBe(0);
  });

  it.each([
    [['add', 'a@example.rw', '--role', 'finance'], '"users add" needs --name NAME'],
    [['add', 'a@example.rw', '--name', 'A'], '"users add" needs at least one --role'],
    [['roles', 'usr_1'], '"users roles" needs at least one --role'],
    [['dismiss'], '"users" needs list, add, roles, invite, reset-sign-in or remove, and not "dismiss"'],
  ])('%j is refused with one line', async (args, complaint) => {
    expect(await users(...args)).toBe(2);
    expect(complaints.join()).toContain(complaint);
  });
});
