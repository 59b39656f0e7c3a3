import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Agent, request as httpRequest } from 'undici';
import { SqliteDocumentStore } from '../../src/adapters/sqlite/document-store.js';
import { SqliteEventStore } from '../../src/adapters/sqlite/event-store.js';
import { loggerTo } from '../../src/kernel/logger.js';
import { PersonalData } from '../../src/kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from '../../src/adapters/sqlite/key-store.js';
import { sendingLimits, type SendingLimits } from '../../src/http/slow-requests.js';
import { Followers } from '../../src/kernel/following/followers.js';
import { startGateway, type Gateway } from '../../src/app/gateway.js';
import { Clients } from '../../src/modules/access/index.js';
import { type Role } from '../../src/modules/access/contract.js';
import { ChaseSilentMovements } from '../../src/modules/movements/contract.js';
import { CallbackAddresses } from '../../src/modules/callbacks/contract.js';
import { AirtelProvider } from '../../src/modules/providers/airtel-money/index.js';
import { MomoProvider } from '../../src/modules/providers/mtn-momo/index.js';
import type { Behaviour } from '../../src/sandbox/behaviour.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { readSettings } from '../../src/app/settings.js';
import type { Stores } from '../../src/app/opened-stores.js';
import type { Collection } from '../../src/kernel/ports/document-store.js';
import { openEmbeddedStores } from '../../src/app/stores.js';
import { Documentation } from './documentation.js';
import { WatchedEventStore } from './event-store.js';
import { FakeClock } from './fake-clock.js';
import { KnownAddress } from './provider.js';
import { SandboxPhone } from './sandbox.js';
import type { Servers } from './servers.js';

interface AppOptions {
  /** As in the environment: `{ PAYMENT_EXPIRY_SECONDS: '60' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How the sandbox behaves; a payer decides by hand unless this says otherwise. */
  readonly sandbox?: Partial<Behaviour>;
  /** Where files are kept; without it everything is in memory, and a restart would lose it. */
  readonly directory?: string;
  /** Airtel Money is there as well, in the same sandbox. */
  readonly airtel?: boolean;
  /** Where it listens; default: wherever there is room. */
  readonly port?: number;
  /** How often the saga runs; default: every second. */
  readonly tickSeconds?: number;
  /** How long callers may take to send a request, in real time. */
  readonly sending?: Partial<SendingLimits>;
}

/** The whole gateway in this process, over real HTTP, with a sandbox and a clock that only moves when a test says so. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const app = new App(options);
  await app.start();
  return app;
}

export interface Money {
  readonly amount: string;
  readonly currency: string;
}
export const rwf = (amount: number): Money => ({ amount: String(amount), currency: 'RWF' });

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: Body;
}

/** A body whose members tests read by name; a missing member fails the test's expectation. */
export interface Body {
  readonly id: string;
  readonly status: string;
  readonly code: string;
  readonly type: string;
  readonly paymentId: string;
  readonly providerReference: string;
  readonly number: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly data: readonly Body[];
  readonly nextCursor: string | null;
  readonly [member: string]: unknown;
}

export interface Sent {
  /** An object goes as JSON; text and bytes go as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The Idempotency-Key. */
  readonly key?: string;
}

/** An HTTP caller with or without an API key. */
export class Caller {
  constructor(
    private readonly app: App,
    readonly key: string | null,
    readonly id: string | null,
  ) {}

  async call(method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH', path: string, sent: Sent = {}): Promise<Answer> {
    const { body, headers, key } = sent;
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    const sentBody = body === undefined || isRaw ? body : JSON.stringify(body);
    const sentHeaders: Readonly<Record<string, string>> = {
      ...(this.key === null ? {} : { authorization: `Bearer ${this.key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...headers,
    };
    const {
      statusCode,
      headers: answered,
      body: stream,
    } = await httpRequest(this.app.url + path, {
      method,
      dispatcher: this.app.agent,
      headers: sentHeaders,
      ...(sentBody === undefined ? {} : { body: sentBody }),
    });
    const text = await stream.text();
    this.app.documentation.check({
      method,
      path,
      sent: { headers: sentHeaders, body: sentBody?.toString() },
      status: statusCode,
      headers: answered,
      text,
    });
    return { status: statusCode, headers: answered as Answer['headers'], text, body: asJson(text) };
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.call('GET', path, { headers });
  }

  post(path: string, body?: unknown, sent: Omit<Sent, 'body'> = {}): Promise<Answer> {
    return this.call('POST', path, { body, ...sent });
  }
}

export interface Asked {
  readonly paymentId: string;
  readonly key: string;
  readonly payment: Body;
}

export class App {
  readonly clock = new FakeClock({ settle: () => this.caughtUp() });
  readonly log: string[] = [];
  agent = new Agent({ connections: 256, pipelining: 1 });
  gateway!: Gateway;
  /** The sandbox's controls, by payment. */
  sandbox!: SandboxPhone;
  /** The gateway's log, which tests can make fail or wait. */
  events!: WatchedEventStore;
  provider!: KnownAddress;
  /** Null: the app has one network. */
  airtel: AirtelProvider | null = null;
  /** The document that every answer is validated against. */
  documentation!: Documentation;
  platform!: Sandbox;
  admin!: Caller;
  /** The API client of most tests. */
  service!: Caller;
  readonly anonymous = new Caller(this, null, null);
  /** How often the saga runs: rarely in a test that spans days. */
  tickSeconds: number;

  #stores!: Stores;
  #servers: Servers | null = null;
  #followers!: Followers;
  #saga!: ChaseSilentMovements;
  #ticking: Promise<void> | null = null;
  #stopTicking = new AbortController();
  #records = 0;
  /** Where the gateway keeps files that are not its stores (statements while they are imported, reports), for an app whose stores are in memory. */
  readonly files = join(tmpdir(), `ishyura-app-${randomUUID()}`);
  #port = 0;

  constructor(private readonly options: AppOptions) {
    this.tickSeconds = options.tickSeconds ?? 1;
  }

  get url(): string {
    return this.gateway.url;
  }

  async start(): Promise<void> {
    this.platform = await startSandbox({
      clock: this.clock,
      seed: 'startApp',
      behaviour: { approval: 'by-hand', latencyMs: 0, callbackDelayMs: 0, ...this.options.sandbox },
    });
    this.sandbox = new SandboxPhone(this.platform.control);
    await this.#open(this.options.port ?? 0);
    this.#port = Number(new URL(this.url).port);
    this.service = await this.client('service');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.startAgain();
  }

  /** At the same address as before, on the same files or on those of another directory. */
  async startAgain(directory = this.options.directory): Promise<void> {
    if (directory === undefined) throw new Error('Only an app with a directory can be started again');
    await this.#open(this.#port, directory);
  }

  async stop(): Promise<void> {
    this.#stopTicking.abort(new Error('stopped'));
    await this.#ticking;
    await this.gateway.stop();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.agent.destroy();
    await this.platform.close();
    await this.#servers?.stop();
    await rm(this.files, { recursive: true, force: true });
  }

  /** A new API client. */
  async client(...roles: Role[]): Promise<Caller> {
    const by = {
      actor: { kind: 'system', id: 'test', name: 'test' },
      correlationId: randomUUID(),
      causationId: null,
    } as const;
    const { client, key } = await this.gateway.app.get(Clients).register(roles.join(' '), roles, by);
    return new Caller(this, key, client.id);
  }

  /** Asks a payer for money, each time for a new record unless the ask names one. */
  async request(msisdn: string, money: Money, more: Record<string, unknown> = {}, by = this.service): Promise<Asked> {
    const key = `key-${randomUUID()}`;
    const answer = await by.post('/v1/payments', this.ask(msisdn, money, more), { key });
    if (answer.status !== 202) throw new Error(`POST /v1/payments: ${answer.status} ${answer.text}`);
    return { paymentId: answer.body.id, key, payment: answer.body };
  }

  ask(msisdn: string, money: Money, more: Record<string, unknown> = {}): Record<string, unknown> {
    this.#records += 1;
    return { ...money, payer: { msisdn }, record: { type: 'invoice', id: `INV-${this.#records}` }, ...more };
  }

  async payment(id: string, by = this.service): Promise<Body> {
    return (await by.get(`/v1/payments/${id}`)).body;
  }

  async timeline(id: string, by = this.service): Promise<readonly Body[]> {
    return (await by.get(`/v1/payments/${id}/timeline?limit=200`)).body.data;
  }

  async typesOf(id: string): Promise<readonly string[]> {
    return (await this.timeline(id)).map(({ type }) => type);
  }

  /** Removes every document of a collection, as if its view had not read the log yet. */
  forget(collection: Collection): Promise<void> {
    return this.#stores.documents.clear(collection, []);
  }

  /** The environment of a command on the stores of this app: the servers, where the journeys are told on servers. */
  get ofStores(): Readonly<Record<string, string>> {
    return { ...this.#servers?.environment, MASTER_KEY: '7'.repeat(64) };
  }

  /** Resolves when all effects of the events so far are done: views, policies, receipts, status checks, callbacks. */
  async caughtUp(): Promise<void> {
    const startedAt = performance.now();
    for (let quiet = 0; quiet < 2; quiet += 1) {
      await this.platform.idle();
      await turns(3);
      const busy = await this.#busyWith();
      if (busy === null) continue;
      quiet = -1;
      if (performance.now() - startedAt > patienceMs) throw new Error(`The app does not come to rest: ${busy}`);
    }
  }

  async #open(port: number, directory = this.options.directory): Promise<void> {
    const settings = {
      ...readSettings({
        BOOTSTRAP_API_KEY: adminKey,
        MASTER_KEY: '7'.repeat(64),
        DATA_DIR: directory ?? this.files,
        RATE_LIMIT_PER_SECOND: '0',
        PUBLIC_BASE_URL: publicBaseUrl,
        ORGANISATION_NAME: 'One Stop Centre',
        ...this.options.settings,
      }),
      port,
    };
    if (serversOf !== null) this.#servers ??= await serversOf.start();
    const stores =
      (await this.#servers?.open(settings.masterKey!, this.clock)) ??
      (directory === undefined
        ? inMemory(settings.masterKey!, this.clock)
        : await openEmbeddedStores(directory, settings.masterKey, this.clock));
    this.events = new WatchedEventStore(stores.events);
    this.#stores = { ...stores, events: this.events, close: () => stores.close() };
    const { credentials, url } = this.platform;
    const lines = new Writable({
      write: (chunk: Buffer, _, done) => {
        this.log.push(chunk.toString());
        done();
      },
    });
    const logger = loggerTo('debug', lines);
    this.provider = new KnownAddress(
      new MomoProvider(
        {
          baseUrl: url,
          targetEnvironment: settings.momoTargetEnvironment,
          collection: credentials.collection,
          disbursement: credentials.disbursement,
          timeoutMs: settings.providerTimeoutMs,
          statusChecksPerSecond: 0,
          checkPayer: settings.momoCheckPayer,
          msisdnPrefixes: settings.momoMsisdnPrefixes,
          callbacks: settings.momoCallbacks,
          refundBy: settings.momoRefundBy,
        },
        this.clock,
        null,
        logger,
      ),
      (callbackUrl) => callbackUrl.replace(publicBaseUrl, this.url),
    );
    this.airtel =
      this.options.airtel === true
        ? new AirtelProvider(
            {
              ...settings.airtelChoices,
              ...this.platform.airtel,
              baseUrl: url,
              environment: 'staging',
              disbursement: this.platform.airtel,
              statusChecksPerSecond: 0,
            },
            this.clock,
            null,
            logger,
          )
        : null;
    this.gateway = await startGateway({
      settings,
      stores: this.#stores,
      providers: this.airtel === null ? [this.provider] : [this.provider, this.airtel],
      clock: this.clock,
      newId: randomUUID,
      ownClock: false,
      logger,
      sending: { ...sendingLimits, ...this.options.sending },
    }).catch(async (error: unknown) => {
      await stores.close();
      throw error;
    });
    if (this.airtel !== null) {
      const callbackUrl = this.gateway.app.get(CallbackAddresses, { strict: false }).urlForAll('airtel-money');
      this.platform.control.setAirtelCallbackUrl(callbackUrl.replace(publicBaseUrl, this.url));
    }
    this.documentation = Documentation.of(this.gateway.app);
    this.admin = new Caller(this, adminKey, null);
    this.#followers = this.gateway.app.get(Followers);
    this.#saga = this.gateway.app.get(ChaseSilentMovements);
    this.#stopTicking = new AbortController();
    void this.#tick(this.#stopTicking.signal);
  }

  async #tick(signal: AbortSignal): Promise<void> {
    for (;;) {
      const woken = await this.clock.sleep(this.tickSeconds * 1_000, signal).then(yes, no);
      if (!woken) return;
      this.#ticking = this.#saga.tick().finally(() => {
        this.#ticking = null;
      });
      await this.#ticking;
    }
  }

  async #busyWith(): Promise<string | null> {
    if (this.#ticking !== null) return 'the saga runs';
    // During a stop its log may be closed already, and then there is nothing to wait for.
    const head = await this.events.head().catch((error: unknown) => {
      if (this.#stopTicking.signal.aborted) return null;
      throw error;
    });
    if (head === null) return null;
    const behind = this.events.slowestReader;
    const { progress } = this.#followers;
    // An ordered policy keeps its subscription while it waits for the clock after a fault.
    const isPaused = progress.some(({ kind, fault }) => kind === 'ordered-policy' && fault !== null);
    if (behind !== null && behind < head && !isPaused) return `a reader of the log is at ${behind} of ${head}`;
    for (const { name, kind, position, inHand = 0, waiting = 0, fault } of progress) {
      const end = kind === 'policy' ? this.events.newestFor(name, head) : head;
      // An event that waits for a retry waits for the clock, and so does an ordered policy after a fault. A newer event may still be on its way.
      const isRetrying = waiting > 0 && inHand === 0 && this.events.hasGiven(name, end);
      const waits = isRetrying || (kind === 'ordered-policy' && fault !== null);
      // A stop ends the followers one after the other, and makes a last seal that those which have ended see at the next start.
      if (position < end && !waits && !this.#stopTicking.signal.aborted) return `${name} is at ${position} of ${end}`;
    }
    if (this.#saga.load.asking > 0) return 'the saga asks';
    for (const each of [this.provider, this.airtel]) {
      const { products, statusChecksWaiting } = each?.health() ?? { products: [], statusChecksWaiting: 0 };
      if (statusChecksWaiting > 0) return 'status checks wait';
      if (products.some(({ callsInFlight }) => callsInFlight > 0)) return 'the provider is being called';
    }
    return null;
  }
}

/** The clients of the servers are 600 modules: only where the journeys run on servers (`npm run test:servers`) and not on the embedded stores. */
const serversOf = process.env['TEST_SERVERS'] === '1' ? (await import('./servers.js')).Servers : null;
export const adminKey = 'admin-key-of-every-test-app';
/** Known before the gateway has its port; what goes to the provider names the real one. */
const publicBaseUrl = 'http://gateway.test';
/** Nothing here waits for time; this only turns a hanging test into one that says what hangs. */
const patienceMs = process.env['TEST_SERVERS'] === '1' ? 240_000 : 60_000;

function inMemory(masterKey: Buffer, clock: FakeClock): Stores {
  const events = SqliteEventStore.inMemory(clock);
  const documents = SqliteDocumentStore.inMemory();
  const keys = SqliteKeyStore.inMemory();
  const close = async () => {
    await keys.close();
    await documents.close();
    await events.close();
  };
  return {
    events,
    documents,
    personalData: new PersonalData(masterKey, keys, clock),
    masterKey,
    leases: null,
    slots: null,
    headFile: null,
    broken: new Promise(() => undefined),
    close,
  };
}

function asJson(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return undefined as unknown as Body;
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}

const yes = () => true;
const no = () => false;
