import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { Followers } from '../../kernel/following/followers.js';
import type { FailedAuthentications } from '../../modules/access/index.js';
import type { CallbackTally } from '../../modules/movements/contract.js';
import type { FloatStandings } from '../../modules/float/index.js';
import type { NoticeStandings } from '../../modules/notices/index.js';
import type { OverdueRefunds } from '../../modules/refunds/index.js';
import type { WebhookStandings } from '../../modules/webhooks/index.js';
import { VolatileReader } from '../../kernel/following/volatile-reader.js';
import { alertNames, type Providers, type Router } from '../../modules/providers/contract.js';

/** What operators watch, in Prometheus' text format. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: 'ishyura_http_request_duration_seconds',
    help: 'How long requests took to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  readonly #events = new Counter({
    name: 'ishyura_events_total',
    help: 'Events appended to the log since this process started, by type',
    labelNames: ['type'],
    registers: [this.registry],
  });

  readonly #reader: VolatileReader;

  constructor(
    kernel: Kernel,
    followers: Followers,
    providers: Providers,
    router: Router,
    callbacks: CallbackTally,
    failures: FailedAuthentications,
    webhooks: WebhookStandings,
    notices: NoticeStandings,
    floats: FloatStandings,
    refunds: OverdueRefunds,
  ) {
    this.#reader = new VolatileReader(kernel.store, kernel.clock, {}, ({ events }) => {
      for (const { type } of events) this.#events.labels(type).inc();
    });
    collectDefaultMetrics({ register: this.registry });
    this.#gauge('ishyura_log_position', 'The position of the last event of the log', [], async () => [
      [Number(await kernel.store.head())],
    ]);
    this.#gauge(
      'ishyura_follower_lag_seconds',
      'How old the oldest event is that a view, policy or ordered policy has not dealt with; without those that a policy tries again later',
      ['kind', 'name'],
      async () => (await followers.lags()).map(({ kind, name, behindMs }): Sample => [behindMs / 1_000, kind, name]),
    );
    this.#gauge('ishyura_waiting_events', 'Events that a policy tries again later', ['policy'], async () =>
      followers.progress.flatMap(({ name, waiting }): Sample[] => (waiting === undefined ? [] : [[waiting, name]])),
    );
    this.#gauge(
      'ishyura_runs_here',
      '1 on the instance where a view, the saga or the receipts have their turn',
      ['name'],
      async () => followers.turns.map(({ name, here }): Sample => [here ? 1 : 0, name]),
    );
    this.#gauge('ishyura_parked_events', 'Events that a policy parked after too many failures', ['policy'], async () =>
      [...(await followers.parkedCounts())].map(([group, count]): Sample => [count, group]),
    );
    this.#gauge('ishyura_skipped_events', 'Events that a view could not take in', [], async () => [
      [await followers.skipped.count()],
    ]);
    this.#gauge(
      'ishyura_provider_circuit_open',
      '1 while calls to a provider are held back',
      ['provider', 'product'],
      async () =>
        providers
          .health()
          .flatMap(({ provider, products }) =>
            products.map(({ product, circuit }): Sample => [circuit === 'closed' ? 0 : 1, provider, product]),
          ),
    );
    this.#gauge(
      'ishyura_provider_unreachable',
      '1 while no call to a provider is answered at all',
      ['provider'],
      async () =>
        providers
          .health()
          .map(({ provider, unreachableSince }): Sample => [unreachableSince === null ? 0 : 1, provider]),
    );
    this.#gauge(
      'ishyura_provider_alert',
      '1 while payments fail in a row for a reason that people have to repair: our configuration, or provider errors for every payer',
      ['provider', 'product', 'alert'],
      async () =>
        providers.health().flatMap(({ provider, products }) =>
          products.flatMap(({ product, alerts }) =>
            alertNames.map((name): Sample => {
              const isRaised = alerts.some(({ alert }) => alert === name);
              return [isRaised ? 1 : 0, provider, product, name];
            }),
          ),
        ),
    );
    this.#counter(
      'ishyura_provider_undecided_answers_total',
      'Answers of a provider, or the lack of them, that decided nothing, since this process started, by kind',
      ['provider', 'operation', 'kind'],
      () =>
        providers
          .health()
          .flatMap(({ provider, undecided }) =>
            undecided.map(({ operation, kind, count }): Sample => [count, provider, operation, kind]),
          ),
    );
    this.#counter(
      'ishyura_routed_payments_total',
      'Payments since this process started that routing chose a provider for, that it certainly did not take, and that went on to it from another',
      ['provider', 'what'],
      () =>
        [...router.counts].flatMap(([provider, { chosen, didNotTake, fellBackTo }]): Sample[] => [
          [chosen, provider, 'chosen'],
          [didNotTake, provider, 'not-taken'],
          [fellBackTo, provider, 'fell-back-to'],
        ]),
    );
    this.#counter(
      'ishyura_routed_payouts_total',
      'Payouts since this process started that routing chose a provider for',
      ['provider'],
      () => [...router.counts].map(([provider, { chosenForPayouts }]): Sample => [chosenForPayouts, provider]),
    );
    this.#gauge(
      'ishyura_provider_outage_declared',
      '1 while a person has, or the figures of its calls have, declared an outage of a provider',
      ['provider'],
      async () => providers.all.map(({ name }): Sample => [router.isOutageDeclared(name) ? 1 : 0, name]),
    );
    this.#counter(
      'ishyura_failed_authentications_total',
      'Requests without a good API key since this process started, by reason',
      ['reason'],
      () => [...failures.counts].map(([reason, count]): Sample => [count, reason]),
    );
    this.#gauge(
      'ishyura_callbacks',
      'Callbacks since this process started: expected, received, late (after the outcome was known) and missing (the outcome is known, and no callback came)',
      ['provider', 'state'],
      async () =>
        providers
          .health()
          .filter((health) => health.callbacks)
          .flatMap(({ provider }) =>
            Object.entries(callbacks.counts.get(provider) ?? {}).map(([state, count]): Sample => [
              count as number,
              provider,
              state,
            ]),
          ),
    );
    this.#counter(
      'ishyura_webhook_tries_total',
      'Tries of webhook deliveries on this instance since its process started, by what came of them',
      ['endpoint', 'result'],
      () =>
        [...webhooks.counts].flatMap(([endpoint, { delivered, failed }]): Sample[] => [
          [delivered, endpoint, 'delivered'],
          [failed, endpoint, 'failed'],
        ]),
    );
    this.#gauge(
      'ishyura_webhook_oldest_undelivered_seconds',
      'How old the oldest delivery is that an endpoint has not been given yet; 0: none waits',
      ['endpoint'],
      async () => [...(await webhooks.oldestUndelivered())].map(([endpoint, ms]): Sample => [ms / 1_000, endpoint]),
    );
    this.#gauge(
      'ishyura_webhook_endpoint_stopped',
      '1 for each endpoint that is stopped: it answered 410, or every try of three days failed',
      ['endpoint'],
      async () => (await webhooks.stopped()).map(({ endpointId }): Sample => [1, endpointId]),
    );
    this.#counter(
      'ishyura_notice_tries_total',
      'Tries to send an e-mail on this instance since its process started, by what came of them: taken, refused, perhaps (sent whole, and no answer) or dropped (nothing to send any more)',
      ['result'],
      () => [...notices.counts].map(([result, count]): Sample => [count, result]),
    );
    this.#gauge(
      'ishyura_notice_oldest_unsent_seconds',
      'How old the oldest e-mail is that the mail server has not taken; 0: none waits',
      [],
      async () => [[(await notices.oldestUnsentMs()) / 1_000]],
    );
    this.#gauge(
      'ishyura_float_amount',
      'The float at a provider in major units, as it was last asked for; absent while it is not known',
      ['provider', 'currency'],
      async () =>
        (await floats.all()).flatMap(({ id, balance }): Sample[] =>
          balance === null ? [] : [[Number(balance.amount), id, balance.currency]],
        ),
    );
    this.#gauge(
      'ishyura_approved_outgoing_amount',
      'Refunds and payouts that are approved and have not gone out, in major units, by provider',
      ['provider', 'currency'],
      async () =>
        (await floats.all()).flatMap(({ id, approved }) =>
          approved.map(({ amount, currency }): Sample => [Number(amount), id, currency]),
        ),
    );
    this.#gauge(
      'ishyura_refunds_overdue',
      'Refunds whose decideBy has passed while nobody has decided them',
      [],
      async () => [[await refunds.count()]],
    );
    this.#gauge('ishyura_status_checks_waiting', 'Status checks that wait for their turn', ['provider'], async () =>
      providers.health().map(({ provider, statusChecksWaiting }): Sample => [statusChecksWaiting, provider]),
    );
  }

  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.#requests.labels(method, route, String(status)).observe(seconds);
  }

  start(): Promise<void> {
    return this.#reader.start();
  }

  stop(): Promise<void> {
    return this.#reader.stop();
  }

  /** Of what is counted elsewhere. */
  #counter<const Label extends string>(name: string, help: string, labelNames: Label[], counts: () => Sample[]): void {
    const counter: Counter<Label> = new Counter({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [count, ...labels] of counts()) this.labels(...labels).inc(count);
      },
    });
    void counter;
  }

  #gauge<const Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    samples: () => Promise<Sample[]>,
  ): void {
    const gauge: Gauge<Label> = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      async collect() {
        this.reset();
        // The other metrics are still reported when a store is unavailable.
        const now = await samples().catch((): Sample[] => []);
        for (const [value, ...labels] of now) {
          if (labels.length === 0) this.set(value);
          else this.labels(...labels).set(value);
        }
      },
    });
    void gauge;
  }
}

type Sample = [value: number, ...labels: string[]];
