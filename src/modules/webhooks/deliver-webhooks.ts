import type { KeyObject } from 'node:crypto';
import type { Authenticator } from '../../http/authentication.js';
import { epochMs, instant, type Instant } from '../../kernel/domain/clock.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { Recovery } from '../../kernel/outbox/outbox.js';
import type { Carrier, Tried } from '../../kernel/outbox/outbox-sender.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { standings, type Deliveries, type FailingStanding, type Standing, type WebhookRecovery } from './deliveries.js';
import { afterTry, holdsBack, isDelivered, type Delivery, type Try } from './delivery.js';
import type { Endpoints } from './endpoints.js';
import type { GuardedHttp } from './guarded-http.js';
import { signatureHeader } from './signature.js';
import type { Endpoint } from './webhook.decider.js';
import { queuePolicy, type WebhookQueue } from './webhook-queue.js';

/** Carries webhooks to the endpoints. Each endpoint is a lane. Every try of a delivery has the same id and the same bytes. */
export class DeliverWebhooks implements Carrier<Delivery, Endpoint, WebhookRecovery> {
  readonly name = 'deliver-webhooks';
  readonly queuePolicy = queuePolicy;
  readonly callsAtOnce = callsAtOnce;
  readonly #counts = new Map<string, Counts>();
  /** The endpoints whose last try in this turn was good, and was found to be noted so. */
  readonly #well = new Set<string>();

  constructor(
    private readonly kernel: Kernel,
    private readonly endpoints: Endpoints,
    private readonly queue: WebhookQueue,
    readonly outbox: Deliveries,
    private readonly personalData: PersonalData,
    private readonly http: GuardedHttp,
    private readonly clients: Pick<Authenticator, 'withId'>,
    readonly keptMs: number,
  ) {}

  /** How many tries were made here since the process began, by endpoint and by what came of them. */
  get counts(): ReadonlyMap<string, Counts> {
    return this.#counts;
  }

  get told() {
    return this.queue.told;
  }

  async lanes(): Promise<readonly Endpoint[] | null> {
    // What other instances have changed is not known here.
    const all = await (this.kernel.store.soleWriter ? this.endpoints.lately() : this.endpoints.all());
    return all.length === 0 ? null : all.filter(({ status }) => status === 'active');
  }

  /** The first that its resource has to tell, of those that are not given up on for now. */
  async choose(
    endpoint: Endpoint,
    due: Delivery,
    now: Instant,
    pending: Iterable<Delivery> | null,
  ): Promise<Delivery | Instant> {
    // Nothing of its resource came before the first event, and a redelivery waits for nothing.
    if (due.sequence === 1 || due.redeliveryOf !== null) return due;
    const first =
      pending === null ? await this.outbox.firstThatHoldsBack(endpoint.id, due) : firstOfResource(pending, due);
    // The documents may have changed since they were read, also by a call that has ended meanwhile.
    if (first === null) return due;
    const waits = first.nextTryAt;
    return waits === null || waits <= now ? first : waits;
  }

  async send(
    endpoint: Endpoint,
    delivery: Delivery,
    startedAt: number,
    signal: AbortSignal,
  ): Promise<Tried<Delivery> | null> {
    const answered = await this.#answerOf(endpoint, delivery, startedAt, signal);
    if (answered === null) return null;
    const made: Try = {
      id: this.kernel.newId(),
      at: instant(startedAt),
      status: answered.status,
      latencyMs: Math.max(0, this.kernel.clock.now() - startedAt),
      error: answered.error,
      responseBody: answered.body,
    };
    return {
      made,
      after: (each, now) => afterTry(each, made, now, answered.isLast),
      learn: async (now) => {
        if (answered.isOfEndpoint) await this.#learn(endpoint, made, now);
      },
    };
  }

  queueAgain(events: readonly Recorded[], { endpointId, alsoFailed }: WebhookRecovery): Promise<unknown> {
    return this.queue.queue(events, { only: endpointId, alsoFailed });
  }

  lostSince(recovery: Recovery): WebhookRecovery {
    return { ...recovery, endpointId: null, alsoFailed: false };
  }

  close(): Promise<void> {
    this.#well.clear();
    return this.http.close();
  }

  /** Null: the turn has ended. `isOfEndpoint`: it says how the endpoint is. */
  async #answerOf(endpoint: Endpoint, delivery: Delivery, startedAt: number, signal: AbortSignal) {
    // Its keys may have ended because somebody else has them. It may get another one, so this try is not the last.
    if (endpoint.clientId !== null && this.clients.withId(endpoint.clientId) === null)
      return { ...unsent('the keys of its API client have all ended: nothing is sent'), isOfEndpoint: false };
    let body: string | null;
    let keys: readonly KeyObject[];
    try {
      body = delivery.isSealed ? await this.personalData.open(delivery.body as Sealed<string>) : delivery.body;
      keys = await this.endpoints.signingKeys(endpoint);
    } catch (error) {
      return { ...unsent((error as Error).message.slice(0, 300)), isOfEndpoint: true };
    }
    if (body === null)
      return { ...unsent('the data of this person was erased: nothing is sent'), isLast: true, isOfEndpoint: false };
    const timestamp = String(Math.floor(startedAt / 1_000));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Ishyura-Webhooks/1',
      'webhook-id': delivery.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatureHeader(keys, delivery.id, timestamp, body),
    };
    const answered = await this.http.post({ url: endpoint.url, headers, body }, signal);
    return signal.aborted && answered.status === null ? null : { ...answered, isLast: false, isOfEndpoint: true };
  }

  async #learn(endpoint: Endpoint, made: Try, now: number): Promise<void> {
    const counts = this.#counts.get(endpoint.id) ?? { delivered: 0, failed: 0 };
    const isGood = isDelivered(made);
    this.#counts.set(endpoint.id, {
      delivered: counts.delivered + Number(isGood),
      failed: counts.failed + Number(!isGood),
    });
    if (isGood && this.#well.has(endpoint.id)) return;
    this.#well.delete(endpoint.id);
    const noted = await this.outbox.get(standings, endpoint.id);
    // How it answered before somebody started it again counts no more.
    const failing = isFailing(noted) && noted.failingSince >= endpoint.startedAt ? noted : null;
    if (isGood) {
      if (failing !== null) await this.outbox.put(standings, { id: endpoint.id, failingSince: null });
      this.#well.add(endpoint.id);
      return;
    }
    const standing =
      failing === null ? { id: endpoint.id, failingSince: made.at, failedAt: made.at } : failedAgain(failing, made.at);
    if (standing !== failing) await this.outbox.put(standings, standing);
    if (made.status === 410) await this.endpoints.stop(endpoint.id, 'GONE', this.#origin());
    else if (now - epochMs(standing.failingSince) >= stopAfterFailingMs)
      await this.endpoints.stop(endpoint.id, 'FAILING', this.#origin());
  }

  #origin(): Origin {
    return {
      actor: { kind: 'saga', id: this.name, name: this.name },
      correlationId: this.kernel.newId(),
      causationId: null,
    };
  }
}

const unsent = (error: string) => ({ status: null, error, body: '', isLast: false }) as const;

const isFailing = (noted: Standing | null): noted is FailingStanding => noted !== null && noted.failingSince !== null;

/** How an endpoint stands after one more try that failed; the same where there is nothing to note. */
function failedAgain(noted: FailingStanding, at: Instant): FailingStanding {
  const { failingSince, failedAt = null } = noted;
  const gapMs = failedAt === null ? 0 : epochMs(at) - epochMs(failedAt);
  if (failedAt !== null && gapMs < notedEveryMs) return noted;
  const untriedMs = Math.max(0, gapMs - longestQuietMs);
  return { ...noted, failingSince: instant(epochMs(failingSince) + untriedMs), failedAt: at };
}

function firstOfResource(pending: Iterable<Delivery>, due: Delivery): Delivery | null {
  let first: Delivery | null = null;
  for (const each of pending)
    if (each.resourceId === due.resourceId && each.sequence < (first ?? due).sequence && holdsBack(each)) first = each;
  return first;
}

export interface Counts {
  readonly delivered: number;
  readonly failed: number;
}

/** How many connections one endpoint holds at most. */
export const callsAtOnce = 4;
/** An endpoint whose every try failed for so long is stopped. */
const stopAfterFailingMs = 72 * 3_600_000;
/** So much without a try is in a schedule of tries. What is beyond says nothing of the endpoint: the gateway was off, or there was nothing to send. */
const longestQuietMs = 15 * 3_600_000;
const notedEveryMs = 3_600_000;
