import { epochMs, instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { beginning } from '../../kernel/domain/position.js';
import type { LeasedProcess } from '../../kernel/following/followers.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { maskedText } from '../../kernel/masking.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { CheckpointClaimed, type ClaimedCheckpoint } from '../../kernel/ports/event-store.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { marks, recoveries, standings, type Deliveries, type Recovery } from './deliveries.js';
import { afterTry, holdsBack, isDelivered, sortable, type Delivery, type Try } from './delivery.js';
import type { Endpoints } from './endpoints.js';
import type { GuardedHttp } from './guarded-http.js';
import { stopAfterFailingMs } from './retry-schedule.js';
import { signatureHeader } from './signature.js';
import type { Endpoint } from './webhook.decider.js';
import { queuePolicy, type WebhookQueue } from './webhook-queue.js';

/**
 * Sends what is due, on the one instance that has the turn. Each endpoint has a lane of its own with few calls at once, so a slow one delays no
 * other. A try is put on record after its call: a crash in between repeats the call, with the same id and the same bytes.
 */
export class DeliverWebhooks implements LeasedProcess {
  readonly name = 'deliver-webhooks';
  readonly #running = new StoppableRun();
  /** The calls that are being made, by endpoint and delivery: the resource, and the end of the call. */
  readonly #lanes = new Map<string, Map<string, { readonly resourceId: string; readonly done: Promise<void> }>>();
  readonly #counts = new Map<string, Counts>();
  #wake = new AbortController();
  #claim: ClaimedCheckpoint | null = null;
  #kept = sortable(beginning);
  /** Something was queued or settled since the mark was kept. */
  #isUnkept = true;
  #keptAt = 0;
  #sweptAt = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly endpoints: Endpoints,
    private readonly queue: WebhookQueue,
    private readonly deliveries: Deliveries,
    private readonly personalData: PersonalData,
    private readonly http: GuardedHttp,
    private readonly keptMs: number,
  ) {
    queue.onQueued = () => this.#moved();
  }

  /** How many tries were made here since the process began, by endpoint and by what came of them. */
  get counts(): ReadonlyMap<string, Counts> {
    return this.#counts;
  }

  /** How many calls are being made. */
  get calls(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.size, 0);
  }

  async start(): Promise<void> {
    this.#claim = null;
    this.#running.start((signal) => this.#run(signal));
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    await this.http.close();
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const wake = new AbortController();
      this.#wake = wake;
      // A store may be away, which health shows. Everything that is due is due in the next round too.
      const pauseMs = await this.#round(signal).catch(() => roundMs);
      await this.kernel.clock.sleep(pauseMs, AbortSignal.any([signal, wake.signal])).catch(woken);
    }
    // What is being called is called again, on the instance that has the next turn.
    await Promise.all([...this.#lanes.values()].flatMap((lane) => [...lane.values()].map(({ done }) => done)));
  }

  /** Says after how long the next one is needed, unless something is queued or a call ends before. */
  async #round(signal: AbortSignal): Promise<number> {
    const endpoints = await this.endpoints.all();
    if (endpoints.length === 0) return this.kernel.store.soleWriter ? longestIdleMs : sharedIdleMs;
    this.#claim ??= await this.#takeUp();
    const active = endpoints.filter(({ status }) => status === 'active');
    await Promise.all(active.map((endpoint) => this.#fill(endpoint, signal)));
    for (const recovery of await this.deliveries.openRecoveries()) {
      if (signal.aborted) return 0;
      await this.#recover(recovery);
      this.#wake.abort();
    }
    const now = this.kernel.clock.now();
    if (this.#isUnkept && (now - this.#keptAt >= keepEveryMs || now < this.#keptAt)) {
      this.#keptAt = now;
      this.#isUnkept = false;
      await this.#keepMark();
    }
    if (now - this.#sweptAt >= sweepMs || now < this.#sweptAt) {
      this.#sweptAt = now;
      while ((await this.deliveries.removeSettledBefore(instant(now - this.keptMs), 500)) === 500 && !signal.aborted);
    }
    const dues = await Promise.all(active.map(({ id }) => this.deliveries.nextDue(id, instant(now))));
    return this.#pauseOf(dues, this.#isUnkept ? keepEveryMs : longestPauseMs);
  }

  /** Where other instances queue too, they are looked for every second. */
  #pauseOf(dues: readonly (string | null)[], mostMs: number): number {
    if (!this.kernel.store.soleWriter) return roundMs;
    const now = this.kernel.clock.now();
    const first = dues.flatMap((due) => (due === null ? [] : [epochMs(due) - now]));
    return Math.max(1, Math.min(mostMs, ...first));
  }

  /** Starts as many of the calls that are due as the lane has room for. */
  async #fill(endpoint: Endpoint, signal: AbortSignal): Promise<void> {
    const lane = this.#lanes.get(endpoint.id) ?? new Map<string, { resourceId: string; done: Promise<void> }>();
    this.#lanes.set(endpoint.id, lane);
    if (lane.size >= callsAtOnce || signal.aborted) return;
    const now = instant(this.kernel.clock.now());
    const isBusy = (delivery: Delivery) =>
      lane.has(delivery.id) || [...lane.values()].some(({ resourceId }) => resourceId === delivery.resourceId);
    const page = await this.deliveries.due(endpoint.id, now, lookedAt);
    // There may be more than this, of which none is looked at in this round.
    if (page.length === lookedAt && lane.size === 0) this.#wake.abort();
    for (const due of page) {
      if (lane.size >= callsAtOnce || signal.aborted) return;
      if (isBusy(due)) continue;
      const first = (await this.deliveries.firstPending(endpoint.id, due.resourceId)) ?? due;
      // The documents may have changed since they were read, also by a call that has ended meanwhile.
      if (first.id !== due.id && holdsBack(first) && due.redeliveryOf === null) {
        if (first.nextTryAt !== null && first.nextTryAt > now) {
          const waits = first.nextTryAt;
          await this.deliveries.change(due.id, (each) =>
            each.status === 'pending' && each.nextTryAt !== null && each.nextTryAt < waits
              ? { ...each, nextTryAt: waits }
              : null,
          );
          continue;
        }
        this.#call(endpoint, first, lane, signal);
        continue;
      }
      this.#call(endpoint, due, lane, signal);
    }
  }

  #call(
    endpoint: Endpoint,
    delivery: Delivery,
    lane: Map<string, { readonly resourceId: string; readonly done: Promise<void> }>,
    signal: AbortSignal,
  ): void {
    const done = this.#try(endpoint, delivery, signal)
      .catch(() => undefined)
      .finally(() => {
        lane.delete(delivery.id);
        this.#moved();
      });
    lane.set(delivery.id, { resourceId: delivery.resourceId, done });
  }

  async #try(endpoint: Endpoint, { id }: Delivery, signal: AbortSignal): Promise<void> {
    // As it is now: between the question and this moment it may have been delivered.
    const delivery = await this.deliveries.find(id);
    const startedAt = this.kernel.clock.now();
    if (delivery === null || delivery.status !== 'pending' || (delivery.nextTryAt ?? '') > instant(startedAt)) return;
    const answered = await this.#answerOf(endpoint, delivery, startedAt, signal);
    if (answered === null) return;
    const now = this.kernel.clock.now();
    const made: Try = {
      id: this.kernel.newId(),
      at: instant(startedAt),
      status: answered.status,
      latencyMs: Math.max(0, now - startedAt),
      error: answered.error,
      // An answer may repeat what it was sent.
      responseBody: maskedText(answered.body),
    };
    // What came of it must be on record before anything else is sent here: without it the same call would be made again and again.
    for (;;) {
      try {
        await this.deliveries.change(id, (each) =>
          each.tries.some((known) => known.id === made.id) || each.status !== 'pending'
            ? null
            : afterTry(each, made, now, answered.isLast),
        );
        if (!answered.isLast) await this.#learn(endpoint, made, now);
        return;
      } catch {
        await this.kernel.clock.sleep(roundMs, signal).catch(woken);
        if (signal.aborted) return;
      }
    }
  }

  /** Null: the turn has ended. */
  async #answerOf(endpoint: Endpoint, delivery: Delivery, startedAt: number, signal: AbortSignal) {
    let body: string | null;
    let secrets: readonly Buffer[];
    try {
      body = delivery.isSealed ? await this.personalData.open(delivery.body as Sealed<string>) : delivery.body;
      secrets = await this.endpoints.signingSecrets(endpoint);
    } catch (error) {
      return { status: null, error: (error as Error).message.slice(0, 300), body: '', isLast: false };
    }
    if (body === null)
      return { status: null, error: 'the data of this person was erased: nothing is sent', body: '', isLast: true };
    const timestamp = String(Math.floor(startedAt / 1_000));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Ishyura-Webhooks/1',
      'webhook-id': delivery.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatureHeader(secrets, delivery.id, timestamp, body),
    };
    const answered = await this.http.post({ url: endpoint.url, headers, body }, signal);
    return signal.aborted && answered.status === null ? null : { ...answered, isLast: false };
  }

  async #learn(endpoint: Endpoint, made: Try, now: number): Promise<void> {
    const counts = this.#counts.get(endpoint.id) ?? { delivered: 0, failed: 0 };
    const isGood = isDelivered(made);
    this.#counts.set(endpoint.id, {
      delivered: counts.delivered + Number(isGood),
      failed: counts.failed + Number(!isGood),
    });
    const failingSince = (await this.deliveries.get(standings, endpoint.id))?.failingSince ?? null;
    if (isGood) {
      if (failingSince !== null) await this.deliveries.put(standings, { id: endpoint.id, failingSince: null });
      return;
    }
    if (failingSince === null) await this.deliveries.put(standings, { id: endpoint.id, failingSince: made.at });
    if (made.status === 410) await this.endpoints.stop(endpoint.id, 'GONE', this.#origin());
    else if (failingSince !== null && now - epochMs(failingSince) >= stopAfterFailingMs)
      await this.endpoints.stop(endpoint.id, 'FAILING', this.#origin());
  }

  /**
   * The log's own checkpoint says how far everything was delivered or had failed, and the documents say the same. Documents that say less were lost or
   * come from a backup: what stands in the log after that is queued again where it is missing.
   */
  async #takeUp(): Promise<ClaimedCheckpoint> {
    const claim = await this.kernel.store.claimCheckpoint(this.name);
    const kept = sortable(claim.last.position);
    const mark = await this.deliveries.get(marks, this.name);
    if (kept > sortable(beginning) && (mark === null || mark.position < kept)) {
      const until = sortable(await this.kernel.store.head());
      const id = `after-lost-documents-${until}`;
      const after = mark?.position ?? kept;
      await this.deliveries.add(recoveries, [{ id, endpointId: null, alsoFailed: false, after, until, isDone: false }]);
    }
    this.#kept = kept;
    return claim;
  }

  /** Notes how far everything is settled: first among the documents, then in the log, so that the documents never say less without a loss. */
  async #keepMark(): Promise<void> {
    const queued = (await this.kernel.store.checkpoint(queuePolicy))?.position ?? beginning;
    const places = [await this.deliveries.firstPendingPosition()].filter((place) => place !== null);
    const open = (await this.deliveries.openRecoveries()).map(({ after }) => after);
    const first = places.map((place) => sortable(BigInt(place) - 1n));
    const position = [sortable(queued), ...first, ...open].toSorted()[0]!;
    if (position === this.#kept) return;
    await this.deliveries.put(marks, { id: this.name, position });
    try {
      await this.#claim!.keep({ position: BigInt(position), deadLetters: [] });
      this.#kept = position;
    } catch (error) {
      // Another instance has the turn, and keeps it from now on.
      if (!(error instanceof CheckpointClaimed)) throw error;
      this.#claim = null;
    }
  }

  /** One page of the log, and notes how far it has come. */
  async #recover(recovery: Recovery): Promise<void> {
    const { told } = this.queue;
    const from = BigInt(recovery.after);
    const { events, position } = await this.kernel.store.readAll(from, recoveryPage, { types: told.types });
    const until = BigInt(recovery.until);
    const wanted = events.filter((event) => event.position <= until).map((event) => told.read(event));
    await this.queue.queue(wanted, { only: recovery.endpointId, alsoFailed: recovery.alsoFailed });
    const isDone = position >= until || position === from;
    await this.deliveries.put(recoveries, { ...recovery, after: sortable(position), isDone });
  }

  #moved(): void {
    this.#isUnkept = true;
    this.#wake.abort();
  }

  #origin(): Origin {
    return {
      actor: { kind: 'saga', id: this.name, name: this.name },
      correlationId: this.kernel.newId(),
      causationId: null,
    };
  }
}

export interface Counts {
  readonly delivered: number;
  readonly failed: number;
}

const woken = () => undefined;

/** How many connections one endpoint holds at most. */
export const callsAtOnce = 4;
const lookedAt = 64;
const roundMs = 1_000;
/** Where nothing is due: so that a clock which was set forward delays nothing for long. */
const longestPauseMs = 60_000;
/** Without an endpoint. On shared stores another instance may make one. */
const longestIdleMs = 3_600_000;
const sharedIdleMs = 10_000;
const keepEveryMs = 10_000;
const sweepMs = 3_600_000;
const recoveryPage = 200;
