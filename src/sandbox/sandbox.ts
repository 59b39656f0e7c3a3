import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { addAirtelPaths } from './airtel.js';
import { AirtelApplication } from './airtel-application.js';
import type { AirtelCredentials, FixedAirtelCredentials } from './airtel-application.js';
import { badRequest, noSuchPath, platformError } from './answers.js';
import type { Answer } from './answers.js';
import { changeBehaviour, usualBehaviour } from './behaviour.js';
import type { Behaviour } from './behaviour.js';
import { CallbackSender } from './callbacks.js';
import { Chance } from './chance.js';
import { addControlPaths, Control, counting } from './control.js';
import { Credentials } from './credentials.js';
import type { FixedCredentials, SandboxCredentials } from './credentials.js';
import { Faults, readRules } from './faults.js';
import type { FaultRule } from './faults.js';
import { readBody, Router, write } from './http.js';
import type { Call, Handler } from './http.js';
import { Ledger } from './ledger.js';
import { addMomoPaths } from './momo.js';
import type { Counted } from './momo.js';
import { OwnGuard } from './own-guard.js';
import type { Platform } from './platform.js';
import { addPhonePaths } from './phone-page.js';
import { SandboxTime } from './time.js';
import type { Clock } from './time.js';
import { TransactionStore } from './transactions.sqlite.js';

export interface SandboxOptions {
  /** 0: any free port. */
  port?: number;
  host?: string;
  /** Where files are kept; nothing survives without it. */
  dataDir?: string;
  /** The same seed and the same requests give the same answers, credentials included. */
  seed?: string;
  credentials?: FixedCredentials;
  airtelCredentials?: FixedAirtelCredentials;
  /** Names beside `localhost` and `host` under which control routes and phone may be reached. */
  controlHosts?: readonly string[];
  /** Callback hosts that the built-in API users may name; the first is the registered one. */
  callbackHosts?: readonly string[];
  /** With it nothing happens by itself: time passes with this clock and `control.advance`, and what is due is done then or at the next request. */
  clock?: Clock;
  behaviour?: Partial<Behaviour>;
  faults?: readonly FaultRule[] | string;
  /** How long to wait for a port that another process is releasing. */
  waitForPortMs?: number;
}

export interface Sandbox {
  url: string;
  port: number;
  credentials: SandboxCredentials;
  /** What Airtel's portal would show. */
  readonly airtel: AirtelCredentials;
  control: Control;
  /** Does what is due, and resolves when every callback of it has been answered. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** A simulated MoMo platform in this process. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const store =
    options.dataDir === undefined
      ? TransactionStore.inMemory()
      : TransactionStore.inDirectory(join(options.dataDir, 'sandbox'));
  try {
    return await start(options, store);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function start(options: SandboxOptions, store: TransactionStore): Promise<Sandbox> {
  const behaviour: Behaviour = { ...usualBehaviour };
  const wrong = changeBehaviour(behaviour, options.behaviour ?? {});
  if (wrong) throw new Error(wrong);
  const read = readRules(options.faults ?? []);
  if ('wrong' in read) throw new Error(read.wrong);

  const seed = options.seed ?? store.recall<string>('seed') ?? Chance.newSeed();
  store.remember('seed', seed);
  const chance = new Chance(seed);
  const time = new SandboxTime(options.clock ?? null);
  time.advancedMs = store.recall<number>('advanced') ?? 0;
  const credentials = new Credentials(
    store,
    chance,
    options.credentials ?? {},
    options.callbackHosts ?? ['localhost', '127.0.0.1'],
  );
  const sender = new CallbackSender();
  const airtel = new AirtelApplication(store, chance, options.airtelCredentials ?? {});
  const ledger = new Ledger(store, time, behaviour, sender, chance, () => airtel.callbackKey);
  const faults = new Faults(chance);
  faults.replace(read.rules);
  const platform: Platform = { airtel, behaviour, credentials, faults, ledger, store, time };

  const idle = async () => {
    while (time.anythingDue() || ledger.callingBack) {
      time.runDue();
      store.flush();
      await sender.idle();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const atStart = {
    behaviour: { ...behaviour },
    rules: read.rules,
    chance: () => new Chance(options.seed ?? Chance.newSeed()),
  };
  const control = new Control(platform, atStart, idle);
  const momoPaths = new Router<Counted>();
  addMomoPaths(momoPaths, platform);
  addAirtelPaths(momoPaths, platform);
  const ownPaths = new Router<Handler>();
  addControlPaths(ownPaths, control);
  addPhonePaths(ownPaths, control);

  const host = options.host ?? '127.0.0.1';
  const guard = new OwnGuard([host, ...(options.controlHosts ?? [])]);
  const server = createServer(
    { keepAliveTimeout: 65_000, noDelay: true },
    answering(platform, chance, momoPaths, ownPaths, guard, control),
  );
  await listen(server, options.port ?? 0, host, options.waitForPortMs ?? 0);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${host}:${port}`,
    port,
    credentials: credentials.builtIn,
    get airtel() {
      return airtel.credentials;
    },
    control,
    idle,
    async close() {
      ledger.stop();
      time.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      store.flush();
      await Promise.race([closed, sleep(patienceMs, undefined, { ref: false })]);
      server.closeAllConnections();
      await sender.close();
      store.close();
    },
  };
}

/** How long an answer that is being written may still take when the sandbox closes. */
const patienceMs = 200;

function answering(
  platform: Platform,
  chance: Chance,
  momoPaths: Router<Counted>,
  ownPaths: Router<Handler>,
  guard: OwnGuard,
  control: Control,
) {
  const { behaviour, store, time } = platform;

  const send = (response: ServerResponse, answer: Answer, latencyMs: number) => {
    store.afterCommit(() => {
      const wait = latencyMs + (answer.lateMs ?? 0);
      if (wait > 0) time.after(wait, () => write(response, answer, chance.correlationId()));
      else write(response, answer, chance.correlationId());
    });
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (time.anythingDue()) time.runDue();
    const { method = 'GET', headers, url = '/' } = request;
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    const momo = momoPaths.find(method, path);
    const found = momo ? { handle: counting(control, momo.target), parameters: momo.parameters } : own(method, path);
    const latencyMs = momo ? behaviour.latencyMs : 0;
    if (!found) {
      // A doubled slash is not a path to MTN but a mistake.
      send(response, path.includes('//') ? badRequest('the path has a doubled slash') : noSuchPath, latencyMs);
      return;
    }
    const refused = momo ? null : guard.refuses(request);
    if (refused) {
      send(response, refused, latencyMs);
      return;
    }
    const body = method === 'GET' ? '' : await readBody(request);
    if (body === null) {
      send(response, { status: 413 }, latencyMs);
      return;
    }
    const query = mark < 0 ? noQuery : new URLSearchParams(url.slice(mark + 1));
    const call: Call = { method, headers, parameters: found.parameters, query, body };
    const handled = found.handle(call);
    const result = handled instanceof Promise ? await handled : handled;
    if (result.after) await result.after;
    send(response, result, latencyMs);
  };

  const own = (method: string, path: string) => {
    const match = ownPaths.find(method, path);
    return match && { handle: match.target, parameters: match.parameters };
  };

  return (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      process.stderr.write(
        `sandbox: ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      if (!response.headersSent) write(response, platformError('INTERNAL_PROCESSING_ERROR'), chance.correlationId());
    });
  };
}

const noQuery = new URLSearchParams();

async function listen(server: Server, port: number, host: string, waitMs: number): Promise<void> {
  const until = Date.now() + waitMs;
  for (;;) {
    try {
      server.listen(port, host, 1024);
      await once(server, 'listening');
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || Date.now() >= until) throw error;
      await sleep(100);
    }
  }
}
