import { Controller, ForbiddenException, Get, Inject, Req, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, type HealthCheckResult, type HealthIndicatorResult } from '@nestjs/terminus';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Kernel } from '../../kernel/handling/handle.js';
import { Documented } from '../../http/operation.documentation.js';
import { kernelToken, loggerToken } from '../../kernel/tokens.js';
import { Followers } from '../../kernel/following/followers.js';
import { Providers } from '../../modules/providers/contract.js';
import { FloatStandings } from '../../modules/float/index.js';
import { NoticeStandings } from '../../modules/notices/index.js';
import { WebhookStandings } from '../../modules/webhooks/index.js';
import { mostCounted } from '../../kernel/following/skipped-events.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { DocumentProbe } from './document-probe.js';
import { version } from '../version.js';
import { Metrics } from './metrics.js';
import { operations } from './operations.documentation.js';
import { Readiness } from './readiness.js';

export const metricsAccessToken = Symbol('MetricsToken');

@ApiTags('Operations')
@Controller()
export class OperationsController {
  /** One check at a time, shared by all concurrent requests: a check queries the stores several times, and the route is public. */
  #checking: Promise<HealthCheckResult> | null = null;

  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(kernelToken) private readonly kernel: Kernel,
    @Inject(Followers) private readonly followers: Followers,
    @Inject(Providers) private readonly providers: Providers,
    @Inject(WebhookStandings) private readonly webhooks: WebhookStandings,
    @Inject(NoticeStandings) private readonly notices: NoticeStandings,
    @Inject(FloatStandings) private readonly floats: FloatStandings,
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(DocumentProbe) private readonly documentProbe: DocumentProbe,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(loggerToken) private readonly logger: Logger,
    @Inject(metricsAccessToken) private readonly metricsAccess: string | null,
  ) {}

  @Documented(operations.getLiveness)
  @Get('health/live')
  live() {
    return { status: 'ok' };
  }

  @Documented(operations.getReadiness)
  @Get('health/ready')
  @HealthCheck({ swaggerDocumentation: false })
  async ready(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const shown = this.#isOperator(request) ? (parts: Parts) => parts : outline;
    try {
      const { status, info, error, details } = await (this.#checking ??= this.#check().finally(
        () => (this.#checking = null),
      ));
      return { status, info: shown(info as Parts), error: shown(error as Parts), details: shown(details as Parts) };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      this.logger.warn({ requestId: request.id, health: error.getResponse() }, 'not ready');
      const { error: down, details } = error.getResponse() as HealthCheckResult;
      void reply.code(503).header('content-type', 'application/problem+json; charset=utf-8');
      const problem = {
        type: 'about:blank',
        title: 'Service Unavailable',
        status: 503,
        detail: `Not ready: ${Object.keys(down ?? {}).join(', ')}.`,
        code: 'NOT_READY',
      };
      return { ...problem, details: shown(details as Parts) };
    }
  }

  #check(): Promise<HealthCheckResult> {
    return this.health.check([
      async () =>
        part('server', !this.readiness.stopping, { version, ...(this.readiness.stopping ? { why: 'stopping' } : {}) }),
      async () => this.#part('eventStore', () => this.#eventStore()),
      async () => this.#part('documentStore', () => this.#documentStore()),
      async () => this.#part('keyStore', () => this.#keyStore()),
      async () => this.#part('projections', () => this.#followers()),
      async () => this.#part('parked', () => this.#parked()),
      // An outage of a provider does not affect accepting and recording payments.
      async () => part('providers', true, { providers: this.providers.health() }),
      // Nor does an endpoint that is stopped: only what it is told waits.
      async () => part('webhooks', true, await told(async () => ({ stopped: await this.webhooks.stopped() }))),
      // Nor does a mail server: only e-mail waits.
      async () => part('notices', true, await told(() => this.#notices())),
      // A float that is too low holds back money that goes out, and no payment.
      async () => part('float', true, await told(() => this.#float())),
    ]);
  }

  @Documented(operations.getMetrics)
  @Get('metrics')
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.#isOperator(request)) throw new ForbiddenException();
    void reply.header('content-type', this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }

  async #eventStore(): Promise<Look> {
    const { store } = this.kernel;
    await this.readiness.lately('eventStore', () => store.checkWritable());
    return { position: String(await store.head()) };
  }

  async #documentStore(): Promise<Look> {
    await this.readiness.lately('documentStore', () => this.documentProbe.checkWritable());
    const count = await this.followers.skipped.count();
    return { skippedEvents: count > mostCounted ? `more than ${mostCounted}` : count };
  }

  async #keyStore(): Promise<Look> {
    await this.readiness.lately('keyStore', () => this.personalData.checkWritable());
    return {};
  }

  async #parked(): Promise<Look> {
    const counts = await this.followers.parkedCounts();
    return { events: [...counts.values()].reduce((sum, count) => sum + count, 0) };
  }

  async #followers(): Promise<Look> {
    const followers = await this.followers.lags();
    const late = followers.filter(({ kind, behindMs, fault }) => fault !== null || behindMs > longestLagMs[kind]);
    const { turns } = this.followers;
    const views = followers.filter(({ kind }) => kind === 'view');
    const behindMs = Math.max(0, ...views.map((view) => view.behindMs));
    return { isUp: late.length === 0 && turns.every(({ fault }) => fault === null), behindMs, followers, turns };
  }

  async #notices(): Promise<object> {
    if (!this.notices.isSet) return { smtp: 'not set' };
    const oldestUnsentSeconds = Math.round((await this.notices.oldestUnsentMs()) / 1_000);
    return { oldestUnsentSeconds, lastFault: this.notices.fault };
  }

  async #float(): Promise<object> {
    const floats = await this.floats.all();
    return {
      providers: floats.map(({ id: provider, balance, why, askedAt, approved, lowSince }) => ({
        provider,
        balance: balance ?? 'not known',
        ...(why === null ? {} : { why }),
        askedAt,
        approved,
        lowSince,
      })),
    };
  }

  async #part(name: string, look: () => Promise<Look>): Promise<HealthIndicatorResult> {
    try {
      const { isUp = true, ...details } = await look();
      return part(name, isUp, details);
    } catch (error) {
      return part(name, false, { why: (error as Error).message });
    }
  }

  /** Holds METRICS_TOKEN; where none is set, calls from this machine and not through a proxy. */
  #isOperator({ headers, socket }: FastifyRequest): boolean {
    if (this.metricsAccess === null)
      return isLoopback(socket.remoteAddress) && proxyHeaders.every((name) => headers[name] === undefined);
    const hash = (text: string) => createHash('sha256').update(text).digest();
    return timingSafeEqual(hash(headers.authorization ?? ''), hash(`Bearer ${this.metricsAccess}`));
  }
}

/**
 * A view further behind than this is too stale for its readers; another instance takes over the views within a third of this time. A
 * policy may queue for a slow provider for some minutes. An ordered policy reports a fault when it cannot continue.
 */
const longestLagMs = { view: 45_000, policy: 300_000, 'ordered-policy': Infinity } as const;

/** For parts that make nothing unready: a question that fails is told as well. */
const told = (look: () => Promise<object>): Promise<object> =>
  look().catch((error: unknown) => ({ why: (error as Error).message }));

interface Look {
  readonly isUp?: boolean;
  readonly [detail: string]: unknown;
}

const part = (name: string, isUp: boolean, details: object): HealthIndicatorResult =>
  ({ [name]: { status: isUp ? 'up' : 'down', ...details } }) as HealthIndicatorResult;

type Parts = Readonly<Record<string, { readonly status: string; readonly behindMs?: number }>>;

/** Each part's status and the lag of the lists. Faults, addresses and figures are for operators. */
const outline = (parts: Parts): Parts =>
  Object.fromEntries(
    Object.entries(parts).map(([name, { status, behindMs }]) => [
      name,
      behindMs === undefined ? { status } : { status, behindMs },
    ]),
  );

const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
