import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DoneFuncWithErrOrRes, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { refuseUnlistedRoutes } from '../http/access.js';
import { setAnswerHeaders } from '../http/answer-headers.js';
import {
  answerBrokenAddress,
  answerBrokenHttp,
  answerExpectation,
  refuseAmbiguousRequests,
} from '../http/broken-requests.js';
import { validation } from '../http/validation.js';
import { answerOtherMethods } from '../http/other-methods.js';
import { readFileBodies, readJsonBodies } from '../http/json-body.js';
import { countInFlight } from '../http/in-flight.js';
import { readFileForms } from '../http/pages/file-form.js';
import { readFormBodies } from '../http/pages/form-body.js';
import { cutOffSlowBodies, sendingLimits, type SendingLimits } from '../http/slow-requests.js';
import { RefuseUnexpectedInput } from '../http/unexpected-input.js';
import { readers } from './collections.js';
import type { Clock } from '../kernel/domain/clock.js';
import { LogHead } from '../kernel/log-head/log-head.js';
import { Followers } from '../kernel/following/followers.js';
import { InFlightRequests } from '../kernel/in-flight-requests.js';
import { systemClock } from '../kernel/system-clock.js';
import { Clients } from '../modules/access/index.js';
import { People } from '../modules/people/index.js';
import { Providers, type Provider } from '../modules/providers/contract.js';
import { Metrics } from './operations/metrics.js';
import { Readiness } from './operations/readiness.js';
import { openApiPage } from './openapi.js';
import type { Settings } from './settings.js';
import type { Stores } from './opened-stores.js';

interface GatewayParts {
  readonly settings: Settings;
  readonly stores: Stores;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly newId: () => string;
  readonly ownClock: boolean;
  readonly logger: Logger;
  /** How long callers may take to send a request; the default is `sendingLimits`. */
  readonly sending?: SendingLimits;
}

export interface Gateway {
  readonly app: NestFastifyApplication;
  /** Where it listens. */
  readonly url: string;
  /** The first admin key, when this start made it. It is shown first and registered after that. */
  readonly firstKey: string | null;
  /** Where the first administrator chooses a password; null: there is somebody. */
  firstLink(): Promise<string | null>;
  /** Called after the first key has been shown. A registered key that was never shown would lock the operator out. */
  registerFirstKey(): Promise<void>;
  /** Takes no new request, answers those in progress, and closes everything. */
  stop(): Promise<void>;
}

/** Builds the application from these parts. It listens last, when everything else is ready. */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const { settings, stores, providers, clock, newId, ownClock, logger, sending = sendingLimits } = parts;
  const head = new LogHead(stores.events, stores.documents, stores.headFile, clock);
  await head.refuseLoss(readers);
  const adapter = new FastifyAdapter({
    bodyLimit: 64 * 1024,
    genReqId: requestId,
    frameworkErrors: answerBrokenAddress,
    clientErrorHandler: answerBrokenHttp,
    connectionTimeout: sending.silentMs,
    http: {
      headersTimeout: sending.headersMs,
      connectionsCheckingInterval: sending.checkEveryMs,
      requireHostHeader: false,
    },
    // Answers in progress are finished; idle connections are closed at once.
    forceCloseConnections: 'idle',
    // A request that still arrives on an open connection is answered normally.
    return503OnClosing: false,
    trustProxy: 'loopback',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 400 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({
      settings,
      providers,
      ownClock,
      kernel: { store: stores.events, clock, newId },
      documents: stores.documents,
      leases: stores.leases,
      personalData: stores.personalData,
      masterKey: stores.masterKey,
      logger,
      rateLimitPerSecond: settings.rateLimitPerSecond,
    }),
    adapter,
    { logger: false, abortOnError: false, bodyParser: false },
  );
  const httpServer: Server = app.getHttpServer();
  httpServer.on('checkExpectation', answerExpectation);
  const server = adapter.getInstance();
  refuseUnlistedRoutes(server);
  const answerNotAllowed = answerOtherMethods(server);
  readJsonBodies(server);
  readFileBodies(server);
  readFormBodies(server);
  readFileForms(server);
  setAnswerHeaders(server);
  app.useGlobalInterceptors(new RefuseUnexpectedInput());
  app.useGlobalPipes(validation());
  const followers = app.get(Followers);
  const clients = app.get(Clients);
  const people = app.get(People);
  countInFlight(server, app.get(InFlightRequests));
  observe(app, app.get(Metrics), logger);
  refuseAmbiguousRequests(server);
  // Sockets live in real time, also where a test owns the clock of payments.
  cutOffSlowBodies(server, systemClock, sending);
  partWhenStopping(app, app.get(Readiness));
  openApiPage(app);
  await app.init();
  answerNotAllowed();

  await clients.start();
  await people.start();
  const givenKey = settings.bootstrapApiKey;
  const bootstrapped = givenKey === null ? 'known' : await clients.bootstrap(givenKey);
  if (bootstrapped === 'registered')
    logger.warn('the key of BOOTSTRAP_API_KEY belonged to no client and is registered as an admin key now');
  if (bootstrapped === 'ended')
    logger.warn('the key of BOOTSTRAP_API_KEY was revoked or has expired: it stays so; set another one, or none');
  followers.addProcess(head);
  await followers.start();
  await listen(app, settings);
  const firstKey = clients.hasAdmin ? null : clients.makeFirstKey();
  const registerFirstKey = async () => {
    if (firstKey !== null) await clients.registerFirstAdmin(firstKey);
  };

  let stopped: Promise<void> | null = null;
  const stop = async () => {
    app.get(Readiness).stopping = true;
    const answered = app.close();
    // A caller that waits for a silent provider gets its answer before the process ends.
    const patience = new AbortController();
    clock.sleep(providerPatienceMs, patience.signal).then(() => app.get(Providers).close(), ignored);
    // By then every complete request is answered; the remaining requests are still being received.
    clock.sleep(callerPatienceMs, patience.signal).then(() => httpServer.closeAllConnections(), ignored);
    await answered;
    patience.abort();
    await followers.stop();
    await clients.stop();
    await people.stop();
    await stores.close();
  };
  return {
    app,
    url: await app.getUrl(),
    firstKey,
    firstLink: () => people.firstLink(),
    registerFirstKey,
    stop: () => (stopped ??= stop()),
  };
}

async function listen(app: NestFastifyApplication, { host, port }: Settings): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = listenFaults[code ?? ''];
    throw new Error(why === undefined ? `HOST ${host}, PORT ${port}: ${message}` : why(host, port), { cause: error });
  }
}

const listenFaults: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `PORT ${port} on ${host} is in use by another program: stop that program, or set PORT to a free port`,
  EACCES: (_, port) => `PORT ${port} may not be listened on by this user: set PORT to one above 1023`,
  EADDRNOTAVAIL: (host) => `HOST ${host} is no address of this machine: set one that is, or 0.0.0.0 for all of them`,
  ENOTFOUND: (host) => `HOST ${host} is not a known name: set an address of this machine`,
  EAI_AGAIN: (host) => `HOST ${host} cannot be looked up: set an address of this machine`,
};

/** How long a stop waits for provider answers that callers wait for. */
const providerPatienceMs = 5_000;
/** How long a stop waits for callers that are still sending a request. */
const callerPatienceMs = 7_000;
const ignored = () => undefined;

/** The caller's `X-Request-Id` is used when it can be logged and stored unchanged; otherwise a new one is made. */
function requestId({ headers }: { headers: Record<string, string | string[] | undefined> }): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:/+=@-]{1,128}$/.test(given) ? given : randomUUID();
}

function observe(app: NestFastifyApplication, metrics: Metrics, logger: Logger): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1_000);
    // A callback's path contains its token, which is a secret: the route is logged, never the path.
    const trace = /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(String(request.headers['traceparent'] ?? ''))?.[1];
    const line = {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      trace,
    };
    if (reply.statusCode >= 500) logger.error(line, 'request');
    else logger.info(line, 'request');
    done();
  });
}

/** During a stop each answer closes its connection. Otherwise the caller would keep it open, and the stop would wait for it. */
function partWhenStopping(app: NestFastifyApplication, readiness: Readiness): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onSend', (_: FastifyRequest, reply: FastifyReply, payload: unknown, done: DoneFuncWithErrOrRes) => {
    if (readiness.stopping) void reply.header('connection', 'close');
    done(null, payload);
  });
}
