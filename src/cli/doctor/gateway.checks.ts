import { fine, problem, warning, type Diagnosis } from '../../kernel/domain/diagnosis.js';
import type { Settings } from '../../app/settings.js';
import { ageOf } from './ages.js';
import { call, type Answer } from './call.js';

/** What the gateway at HOST and PORT says of itself. Null: PORT is 0, so that its address is not known. */
export interface GatewayFacts {
  readonly address: string;
  readonly ready: Answer;
  readonly metrics: Answer;
}

export async function askGateway({ host, port, metricsToken }: Settings): Promise<GatewayFacts | null> {
  if (port === 0) return null;
  const address = `http://${reachable(host)}:${port}`;
  const headers = metricsToken === null ? {} : { authorization: `Bearer ${metricsToken}` };
  const ask = (path: string) => call(new URL(path, address), { method: 'GET', headers, timeoutMs });
  const [ready, metrics] = await Promise.all([ask('/health/ready'), ask('/metrics')]);
  return { address, ready, metrics };
}

const timeoutMs = 8_000;

/** A gateway that listens on every address of the machine is called on loopback. */
const reachable = (host: string): string =>
  host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;

export function checkGateway(facts: GatewayFacts | null, ownVersion: string): Diagnosis[] {
  if (facts === null) return [fine('gateway', 'not checked: PORT is 0, so its address is not known')];
  const { address, ready, metrics } = facts;
  if (ready.fault !== null)
    return [
      warning('gateway', {
        what: `no gateway answers at ${address}: ${ready.fault}`,
        why: 'no payment is accepted, and no outcome is learned, until it runs',
        mend: 'start it; if it runs elsewhere, run the doctor there, with its HOST and PORT',
      }),
    ];
  const details = detailsOf(ready);
  if (details === null)
    return [
      problem('gateway', {
        what: `${address}/health/ready was answered with HTTP ${ready.status}, and not by this gateway`,
        why: 'another program has its port, or it is of another version',
        mend: 'set HOST and PORT to those of the gateway, or stop the other program',
      }),
    ];
  if (details['server']?.['version'] === undefined)
    return [
      checkReady(details),
      warning('gateway', {
        what: 'it does not show the details of its health',
        why: 'version, providers, lag and callbacks are not checked',
        mend: 'give the doctor the METRICS_TOKEN of the gateway; an older version of it has no such details',
      }),
    ];
  return [
    checkReady(details),
    checkVersion(details['server']['version'], ownVersion),
    ...checkFollowers(details['projections']),
    ...checkProviders(details['providers']),
    ...checkCallbacks(metrics),
  ];
}

type Details = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

function detailsOf({ body }: Extract<Answer, { fault: null }>): Details | null {
  try {
    const { details } = JSON.parse(body) as { details?: unknown };
    return typeof details === 'object' && details !== null ? (details as Details) : null;
  } catch {
    return null;
  }
}

function checkReady(details: Details): Diagnosis {
  const down = Object.entries(details).filter(([, part]) => part?.['status'] !== 'up');
  if (down.length === 0) return fine('gateway', 'runs, and is ready');
  const parts = down.map(([name, part]) => (typeof part?.['why'] === 'string' ? `${name} (${part['why']})` : name));
  return problem('gateway', {
    what: `it runs and is not ready: ${parts.join(', ')}`,
    why: 'a balancer sends it no requests',
    mend: 'repair the named part; the log of the server has the fault',
  });
}

function checkVersion(running: unknown, own: string): Diagnosis {
  if (running === own) return fine('version', own);
  return warning('version', {
    what: `the gateway runs version ${String(running)}, and this command is version ${own}`,
    why: 'after an upgrade without a restart the old program goes on; a command of another version may read the stores differently',
    mend: 'restart the gateway, or use the command of its version',
  });
}

interface Follower {
  readonly name: string;
  readonly behindMs: number;
  readonly fault: string | null;
}

function checkFollowers(projections: Details[string]): Diagnosis[] {
  const check = 'followers';
  const followers = (projections?.['followers'] ?? []) as readonly Follower[];
  const faulty = followers.filter(({ fault }) => fault !== null);
  if (faulty.length > 0)
    return [
      problem(check, {
        what: faulty.map(({ name, fault }) => `${name} does not go on: ${fault}`).join('; '),
        why: 'submissions, status checks, receipts or lists stand still',
        mend: 'repair what the fault names; the follower goes on by itself',
      }),
    ];
  const late = followers.filter(({ behindMs }) => behindMs > tolerableLagMs);
  if (late.length === 0) return [fine(check, `none is more than ${tolerableLagMs / 1_000} s behind the log`)];
  return [
    warning(check, {
      what: late.map(({ name, behindMs }) => `${name} is ${ageOf(behindMs)} behind the log`).join('; '),
      why: 'submissions, receipts or lists come late',
      mend: 'look at the load; after an upgrade views are filled anew, which takes minutes; a slow provider delays its policies',
    }),
  ];
}

const tolerableLagMs = 60_000;

interface ShownProvider {
  readonly provider: string;
  readonly unreachableSince: string | null;
  readonly products: readonly {
    readonly product: string;
    readonly circuit: string;
    readonly alerts: readonly { readonly alert: string }[];
  }[];
}

function checkProviders(part: Details[string]): Diagnosis[] {
  return ((part?.['providers'] ?? []) as readonly ShownProvider[]).map(({ provider, unreachableSince, products }) => {
    const check = `${provider} in the gateway`;
    const why = 'payments wait, or fail for every payer';
    if (unreachableSince !== null)
      return problem(check, {
        what: `the gateway has had no answer since ${unreachableSince}`,
        why,
        mend: 'see docs/operations/incidents.md, an outage of the provider',
      });
    const signs = products.flatMap(({ product, circuit, alerts }) => [
      ...(circuit === 'closed' ? [] : [`${product}: calls are held back after too many faults`]),
      ...alerts.map(({ alert }) => `${product}: alert ${alert}`),
    ]);
    if (signs.length === 0) return fine(check, 'answers, and raises no alert');
    return problem(check, {
      what: signs.join('; '),
      why,
      mend: 'CONFIGURATION is mended by us: look at the findings about keys; PROVIDER_ERROR by the provider',
    });
  });
}

/** A callback is missing when the outcome was learned by asking and none came. */
function checkCallbacks(metrics: Answer): Diagnosis[] {
  if (metrics.fault !== null || metrics.status !== 200) return [];
  const counts = new Map<string, Map<string, number>>();
  for (const [, provider, state, count] of metrics.body.matchAll(callbackSample))
    counts.set(provider!, (counts.get(provider!) ?? new Map<string, number>()).set(state!, Number(count)));
  return [...counts].map(([provider, states]) => {
    const check = `${provider} callbacks`;
    const [missing = 0, received = 0] = [states.get('missing'), states.get('received')];
    const known = missing + received;
    const seen = `since its start the gateway has received ${received} callbacks, and ${missing} did not come`;
    if (missing === 0 || missing / known < tolerableMissing) return fine(check, seen);
    return (received === 0 && missing >= enoughToTell ? problem : warning)(check, {
      what: seen,
      why: 'outcomes are learned by status checks, seconds to minutes later, and status checks are limited',
      mend: 'look at the findings about callback host, callback address, certificate and callback route; then ask MTN',
    });
  });
}

const callbackSample = /^ishyura_callbacks\{provider="([^"]+)",state="([^"]+)"\} (\d+)$/gm;
const tolerableMissing = 0.1;
const enoughToTell = 5;
