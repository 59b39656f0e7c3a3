import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { PATH_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { fastify, type HTTPMethods } from 'fastify';
import {
  access,
  isForAnybody,
  needsFreshFactor,
  refuseUnlistedRoutes,
  scopeOf,
  type Row,
  type Scope,
} from '../../src/http/access.js';
import { roles, type Role } from '../../src/kernel/domain/role.js';
import { needsSecondFactor } from '../../src/modules/people/user.decider.js';
import { person } from '../support/people.js';
import { rwf, startApp, type Answer, type App, type Caller } from '../support/app.js';

/** The table of access against the running application: no route without a row, no row without a route, every cell tried over HTTP. */
let app: App;
beforeAll(async () => {
  // Time passes for the limits of requests alone: no payment here is silent.
  app = await startApp({ tickSeconds: 60 });
});
afterAll(() => app.close());

const rows = [...access].map(([route, row]) => {
  const [method, path] = route.split(' ') as [HTTPMethods, string];
  return { route, method, path, row };
});
const guarded = rows.filter(({ row }) => !isForAnybody(row));
/** Of the API, for whoever has a key or a session; the others are pages, for people. */
const ofApi = guarded.filter(({ path }) => path.startsWith('/v1/'));
const pages = guarded.filter(({ path }) => !path.startsWith('/v1/'));
const granting = roles.filter((role) => role !== 'payer:read');

/** The routes of every controller, as Nest itself knows them. */
function routesOfControllers(): string[] {
  const scanner = new MetadataScanner();
  const controllers = new DiscoveryService(app.gateway.app.get(ModulesContainer)).getControllers();
  return controllers.flatMap(({ instance, metatype }) => {
    const prefix = Reflect.getMetadata(PATH_METADATA, metatype as object) as string;
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const path = Reflect.getMetadata(PATH_METADATA, prototype[name]!) as string | undefined;
      if (path === undefined) return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, prototype[name]!) as RequestMethod];
      return [
        `${method} /${[prefix, path]
          .map((part) => part.replaceAll(/^\/|\/$/g, ''))
          .filter(Boolean)
          .join('/')}`,
      ];
    });
  });
}

describe('the table of access', () => {
  it('has a row for every route of every controller', () => {
    const routes = routesOfControllers();
    expect(routes.length).toBeGreaterThan(15);
    expect(routes.filter((route) => !access.has(route))).toEqual([]);
  });

  it('has a route for every row', () => {
    const server = app.gateway.app.getHttpAdapter().getInstance();
    const missing = rows.filter(({ method, path }) => !server.hasRoute({ method, url: path }));
    expect(missing.map(({ route }) => route)).toEqual([]);
  });

  it('stops the start at a route that it does not know', () => {
    const server = fastify();
    refuseUnlistedRoutes(server);
    const add = () => server.route({ method: 'GET', url: '/v1/forgotten', handler: () => 'everything' });
    expect(add).toThrow('The route GET /v1/forgotten has no row in the table of access');
  });

  it('gives an admin every route that any role has', () =>
    expect(guarded.filter(({ row }) => scopeOf(['admin'], row) === null)).toEqual([]));

  it('opens nothing for `payer:read` alone', () =>
    expect(guarded.filter(({ row }) => scopeOf(['payer:read'], row) !== null)).toEqual([]));

  it('lets an auditor change nothing but the own account', () => {
    // A report job is a report that is made in the background: nothing is changed by it.
    const harmless = /^\/(sign-|settings\/me|v1\/report-jobs|reports\/jobs)/;
    const changing = guarded.filter(({ method, path }) => method !== 'GET' && !harmless.test(path));
    const changed = changing.filter(({ row }) => scopeOf(['auditor'], row) !== null);
    expect(changed.map(({ route }) => route)).toEqual([]);
  });

  it('asks for a fresh second factor wherever a second person approves', () => {
    const approving = guarded.filter(({ path }) => path.endsWith('/approve'));
    expect(approving.length).toBeGreaterThan(8);
    expect(approving.filter(({ route }) => !needsFreshFactor(route))).toEqual([]);
  });

  it('gives a combination of roles the union of what each may do, and `service` never more than its own', () => {
    for (const { row } of guarded) {
      expect(scopeOf(['service'], row)).not.toBe('all');
      for (const one of granting)
        for (const other of granting) {
          const each = [scopeOf([one], row), scopeOf([other], row)];
          const union = each.includes('all') ? 'all' : each.includes('own') ? 'own' : null;
          expect(scopeOf([one, other, 'payer:read'], row)).toBe(union);
        }
    }
  });

  it('is docs/access.md', () => {
    const file = new URL('../../docs/access.md', import.meta.url);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, page());
    expect(readFileSync(file, 'utf8')).toBe(page());
  });
});

describe('every cell of the table', () => {
  let owner: Caller;
  let paths: Readonly<Record<string, string>>;
  beforeAll(async () => {
    owner = await app.client('service');
    const { paymentId } = await app.request('0788000003', rwf(5_000), {}, owner);
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ seconds: 6 });
    await app.caughtUp();
    const refund = await owner.post(
      `/v1/payments/${paymentId}/refunds`,
      { amount: '1', reason: 'One.' },
      { key: 'one' },
    );
    const { receipt, record } = (await app.payment(paymentId, owner)) as unknown as {
      receipt: { number: string };
      record: { id: string };
    };
    paths = {
      '/v1/payments/:id': `/v1/payments/${paymentId}`,
      '/v1/records/:type/:id': `/v1/records/invoice/${record.id}?client=${owner.id}`,
      '/v1/refunds/:id': `/v1/refunds/${refund.body.id}`,
      '/v1/receipts/:number': `/v1/receipts/${receipt.number}`,
    };
  });

  const bodies: readonly (readonly [string, object])[] = [
    ['/notes', { text: 'A note.' }],
    ['/refunds', { amount: '1', reason: 'A reason.' }],
    ['/reject', { reason: 'A reason.' }],
    ['/complete', { providerReference: '1', note: 'A note.' }],
  ];

  /** To a thing that is there where the route is about one client's things, else to one that is not. */
  const send = (caller: Caller, method: HTTPMethods, path: string): Promise<Answer> => {
    const known = Object.keys(paths).find((template) => path.startsWith(template));
    const place = known === undefined ? path : path.replace(known, paths[known]!);
    // As much of a request as it takes to be asked whose thing it is.
    const body = bodies.find(([end]) => path.endsWith(end))?.[1];
    const sent = method === 'POST' ? { key: 'a-key', ...(body && { body }) } : {};
    return caller.call(method as 'GET', place.replaceAll(/:\w+/g, 'absent'), sent);
  };
  const isAboutOne = (path: string) => Object.keys(paths).some((template) => path.startsWith(template));

  describe.each(ofApi)('$route', ({ method, path, row }) => {
    it('needs a key', async () => {
      // More routes than an address may try without a key at one moment.
      await app.clock.pass({ seconds: 2 });
      expect((await send(app.anonymous, method, path)).status).toBe(401);
    });

    it.each(roles)('as %s', async (role) => {
      const stranger = await app.client(role);
      const { status, body } = await send(stranger, method, path);
      const scope = scopeOf([role], row);
      if (scope === null) expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
      else expect([401, 403]).not.toContain(status);
      // What belongs to another client is as if it were not there.
      if (scope !== null && isAboutOne(path)) expect(status === 404).toBe(scope === 'own');
    });

    it('for the client that asked for the payment', async () => {
      if (isAboutOne(path)) expect((await send(owner, method, path)).status).not.toBe(404);
    });

    it('as service and every other role, as the union of both', async () => {
      for (const other of granting.filter((role) => role !== 'service')) {
        const both = await app.client('service', other);
        const { status } = await send(both, method, path);
        const scope = scopeOf(['service', other], row);
        expect([other, status === 403]).toEqual([other, scope === null]);
        if (scope !== null && isAboutOne(path)) expect([other, status === 404]).toEqual([other, scope === 'own']);
      }
    });
  });

  describe('of the pages', () => {
    it.each(pages)('$route leads who is not signed in, and a key, to the sign-in', async ({ method, path }) => {
      for (const caller of [app.anonymous, app.admin]) {
        const { status, headers } = await caller.call(method as 'GET', path.replaceAll(/:\w+/g, 'absent'));
        expect([status, headers['location']]).toEqual([303, expect.stringMatching(/^\/sign-in(\?next=|$)/)]);
      }
    });

    it.each(granting)('as a person who is %s', async (role) => {
      // More refused requests of one address have come before than may be followed by a second factor at once.
      await app.clock.pass({ minutes: 20 });
      const { browser } = await person(app, [role], { isBare: !needsSecondFactor([role]) });
      const token = /name="form-token" value="([^"]*)"/.exec((await browser.get('/')).text)![1]!;
      for (const { route, method, path, row } of pages.filter(({ route }) => route !== 'POST /sign-out')) {
        const place = path.replaceAll(/:\w+/g, 'absent');
        const { status } =
          method === 'GET'
            ? await browser.get(place)
            : await browser.post(place, new URLSearchParams({ 'form-token': token }));
        const isGranted = scopeOf([role], row) !== null;
        expect([role, route, status === 403]).toEqual([role, route, !isGranted]);
        expect([role, route, status < 500]).toEqual([role, route, true]);
      }
    });
  });

  it.each(granting)('GET /v1/payments lists for %s what its cell says', async (role) => {
    const { data } = (await (await app.client(role)).get('/v1/payments')).body;
    const expected: Readonly<Record<Scope, number>> = { own: 0, all: 1 };
    expect(data).toHaveLength(expected[scopeOf([role], access.get('GET /v1/payments'))!]);
  });

  it.each(rows.filter(({ row }) => isForAnybody(row)))('$route needs no key', async ({ method, path }) => {
    const { status } = await app.anonymous.call(method as 'GET', path.replaceAll(/:\w+|\*/g, 'absent'));
    expect(status).not.toBe(401);
  });
});

function page(): string {
  const shown = (role: Role, row: Row): string => {
    const scope = scopeOf([role], row);
    return scope === null ? '·' : scope === 'own' ? 'own' : '**all**';
  };
  return [
    '# Who may do what',
    '',
    'Every route against every role. Printed from the table that the gateway itself obeys (`src/http/access.ts`) by `UPDATE_DOCS=1` in front of the',
    'command that runs `test/journeys/access.spec.ts`. That spec tries every cell over HTTP, and fails when this page differs.',
    '',
    '`own`: what is the calling client’s own; what belongs to another client is 404, as if it were not there. **all**: what is any client’s. `·`: 403',
    '`FORBIDDEN`. Without a key, or with one that is not valid: 401 `UNAUTHENTICATED`; pages lead to `/sign-in` then.',
    'Clients and people hold the same roles. A person calls the API by the session of the pages; what moves money, shows whole phone numbers or changes',
    'what others may do wants a second factor that is not older than ten minutes ([people.md](people.md)). Pages are for people alone.',
    '',
    `| route | ${granting.join(' | ')} |`,
    `|---|${granting.map(() => '---|').join('')}`,
    ...guarded.map(({ route, row }) => `| \`${route}\` | ${granting.map((role) => shown(role, row)).join(' | ')} |`),
    '',
    'A client with several roles may do what any of them may. `service` beside another role acts for its own client alone, as ever: it is the other role',
    'that sees more.',
    '',
    '`payer:read` opens no route. Beside another role it shows whole phone numbers, which are masked otherwise. Whole without it: for `admin`, and for a',
    '`service` in what is its own. A look at a whole number, other than by the `service` whose own it is, is in the audit: `PayerNumberSeen`, once for each',
    'client, payer and hour. Receipts never show a whole number.',
    '',
    'Routes that need no key:',
    '',
    '| route | |',
    '|---|---|',
    ...rows.flatMap(({ route, row }) => (isForAnybody(row) ? [`| \`${route}\` | ${row.anybody} |`] : [])),
    '',
  ].join('\n');
}
