import { epochMs, type Clock, type Instant } from '../../kernel/domain/clock.js';
import type { AnyEventDefinition, DomainEvent, Origin } from '../../kernel/domain/events.js';
import { isKnownToRepeat, mayBeSentTwice, type Movement, type MovementKind } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { CallbackAddresses, Named } from '../callbacks/contract.js';
import type {
  Exchange,
  Failure,
  Providers,
  StatusAnswer,
  SubmissionAnswer,
  Undecided,
  Urgency,
} from '../providers/contract.js';
import type { References } from './references.js';
import type { KnownMovement, MovementNews, MovementPort, SaidOutcome } from './movement.port.js';

/**
 * The result of a status check. For a movement that is over: the provider gave no answer, or does not know it. For an open movement:
 * the check never left, as while the circuit is open. `done` is every other case.
 */
export type Checked = 'done' | 'no-answer' | 'not-known' | 'not-asked';

/** Submits movements and checks their status: every exchange between a movement and its provider. */
export class Movements {
  readonly #ports = new Map<MovementKind, MovementPort>();
  /** The port by event type. */
  readonly #tellers = new Map<string, MovementPort>();
  /** The references that this process is submitting right now. */
  readonly #onTheirWay = new Set<string>();

  constructor(
    private readonly providers: Providers,
    private readonly personalData: PersonalData,
    private readonly callbacks: CallbackAddresses,
    private readonly clock: Clock,
    private readonly references: Pick<References, 'give' | 'movementOf'> | null = null,
  ) {}

  /** Each kind registers itself while the application is built. */
  add(port: MovementPort): void {
    this.#ports.set(port.kind, port);
    for (const { type } of [...port.begins, ...port.events]) this.#tellers.set(type, port);
  }

  get ports(): readonly MovementPort[] {
    return [...this.#ports.values()];
  }

  portOf(kind: MovementKind): MovementPort {
    const port = this.#ports.get(kind);
    if (port === undefined) throw new Error(`No module registers movements of the kind ${kind}`);
    return port;
  }

  /** Every event that has news of a movement of any kind. */
  get events(): readonly AnyEventDefinition[] {
    return this.ports.flatMap(({ begins, events }) => [...begins, ...events]);
  }

  newsOf(event: DomainEvent): MovementNews | null {
    return this.#tellers.get(event.type)!.newsOf(event);
  }

  /**
   * Submits a movement, if it is the current attempt and its submission is not on record. `first` is true for at most one caller, over all
   * processes and restarts: it alone submits without an announcement in the log, and only its refusal ends the movement, unless another
   * submission has been announced there.
   */
  async submit({ kind, id, attempt }: Movement, { first }: { readonly first: boolean }, by: Origin): Promise<void> {
    // The remembered state is enough to start: another instance that changed it used the same reference, and a refusal
    // would be recorded at a stale revision. The reasons against a submission are read again before the request leaves.
    const movement = (await this.portOf(kind).recall(id, attempt))[attempt - 1];
    if (movement === undefined || !movement.isCurrent) return;
    await this.#submit(movement, first && !mayBeSentTwice(movement), by);
  }

  /** Checks the status of one movement at the provider, and records the answer. */
  async check({ kind, id, attempt }: Movement, urgency: Urgency, by: Origin): Promise<Checked> {
    const port = this.portOf(kind);
    const movement = (await port.recall(id, attempt))[attempt - 1];
    if (movement === undefined) return 'done';
    const answer = this.#afterGrace(movement, await port.ask(movement, this.#provider(movement), urgency));
    await this.#record(movement, answer, by);
    if (answer.is === 'not-found' && movement.status === 'created') await this.#sendAgain(movement, by);
    if (answer.is !== 'unknown' && answer.is !== 'not-found') return 'done';
    // The saga asks again about open movements only, so the log must confirm that it is open.
    if ((await this.#now(movement))!.isAskedAbout)
      return answer.is === 'unknown' && answer.exchange === null ? 'not-asked' : 'done';
    return answer.is === 'unknown' ? 'no-answer' : 'not-known';
  }

  /** Somebody asks: the provider is asked about these attempts now. */
  async checkNow(
    of: Omit<Movement, 'attempt'>,
    attempts: readonly { readonly number: number }[],
    by: Origin,
  ): Promise<void> {
    await Promise.all(attempts.map(({ number }) => this.check({ ...of, attempt: number }, 0, by)));
  }

  /** Until then the provider need not know a movement that it has accepted. */
  #afterGrace(movement: KnownMovement, answer: StatusAnswer): StatusAnswer {
    const from = this.firstCheckAt(movement.provider, movement.beganAt);
    if (answer.is !== 'not-found' || from === null || this.clock.now() >= from) return answer;
    return { is: 'unknown', kind: 'unconfirmed', why: 'not found so soon', exchange: answer.exchange };
  }

  /** Before this time nothing but a callback or a person leads to a status check; null: the provider does not mind. */
  firstCheckAt(provider: string, beganAt: Instant): number | null {
    const afterMs = this.providers.named(provider)?.firstCheckAfterMs ?? null;
    return afterMs === null ? null : epochMs(beganAt) + afterMs;
  }

  #isRepeatable(movement: KnownMovement): boolean {
    return this.portOf(movement.kind).isRepeatable?.(movement, this.#provider(movement)) ?? true;
  }

  /**
   * The request may never have arrived. Submitting the same reference again is harmless: a known one is answered 409 (REFERENCE §8.2). The finding is
   * recorded by now, so a refusal of the first submission no longer ends the movement; a movement that ended meanwhile is never sent again.
   */
  async #sendAgain(movement: KnownMovement, by: Origin): Promise<void> {
    const now = await this.#now(movement);
    if (now?.isCurrent && now.findings.includes('NOT_FOUND')) await this.#submit(now, false, by);
  }

  async #submit(movement: KnownMovement, first: boolean, by: Origin): Promise<void> {
    const { providerReference, status } = movement;
    // What cannot be repeated is submitted by the certainly first sender, or it ends uncertain and a person looks.
    if (!first && !this.#isRepeatable(movement)) return;
    if (status !== 'created' || this.#hasExpired(movement) || this.#onTheirWay.has(providerReference)) return;
    this.#onTheirWay.add(providerReference);
    try {
      await this.#handOver(movement, first, by);
    } finally {
      this.#onTheirWay.delete(providerReference);
    }
  }

  async #handOver(movement: KnownMovement, first: boolean, by: Origin): Promise<void> {
    const port = this.portOf(movement.kind);
    const provider = this.#provider(movement);
    const send = await port.prepare(movement, provider);
    if (send === null) return;
    if (provider.callbacks !== undefined)
      await this.references?.give(provider.name, movement.providerReference, movement, by);
    if (!first && !(await this.#mayRepeat(movement, by))) return;
    const callbackUrl =
      provider.callbacks === undefined
        ? this.callbacks.urlFor(provider.name, movement)
        : this.callbacks.urlForAll(provider.name);
    const answer = await this.#sendIfMay(movement, () => send({ callbackUrl, sentBefore: !first }), first, by);
    if (answer === null) return;
    switch (answer.is) {
      case 'successful':
        await this.#record(movement, answer, by);
        return;
      case 'accepted':
        await port.record(movement, { is: 'accepted', answer: await this.#seal(movement, answer.exchange) }, by);
        return;
      case 'refused':
        await this.#recordRefusal(movement, first, answer.failure, answer.exchange, by);
        return;
      case 'not-sent':
        if (answer.failure !== null || !this.#isRepeatable(movement)) {
          // Nothing left, and nothing will: what is not repeated has failed for certain.
          await this.#recordRefusal(movement, first, answer.failure ?? neverLeft, answer.exchange, by);
        } else if (first) {
          const kept = answer.exchange === null ? null : await this.#seal(movement, answer.exchange);
          await port.record(movement, { is: 'not-sent', isForbidden: false, answer: kept }, by);
        }
        return;
      case 'unknown':
        // It decides nothing; the saga will check the status.
        await this.#recordInconclusive(movement, 'submission', answer, by);
        return;
    }
  }

  /** The last check before the request leaves: nothing is sent once the money was perhaps moved already, or a person stopped it. Null: nothing was sent. */
  async #sendIfMay(
    movement: KnownMovement,
    send: () => Promise<SubmissionAnswer>,
    first: boolean,
    by: Origin,
  ): Promise<SubmissionAnswer | null> {
    const port = this.portOf(movement.kind);
    // Something may change between two looks for as long as somebody acts on it: then the saga finds it later.
    for (let looks = 0; looks < mostLooks; looks += 1) {
      const now = await this.#now(movement);
      if (now === undefined || !now.isCurrent || now.status !== 'created') return null;
      const may = !now.isStopped && (await port.mayBeSent(now, by));
      if (may === false) {
        if (first) await port.record(movement, { is: 'not-sent', isForbidden: true, answer: null }, by);
        return null;
      }
      if (may === true) return send();
      const begun = await may(send);
      if (begun !== null) return begun.started;
    }
    return null;
  }

  // Another submission may have been accepted, or be in progress, although this one was refused: a doubt, not a failure.
  async #recordRefusal(
    movement: KnownMovement,
    first: boolean,
    failure: Failure,
    exchange: Exchange | null,
    by: Origin,
  ): Promise<void> {
    if (!first) return;
    const answer = exchange === null ? null : await this.#seal(movement, exchange);
    await this.portOf(movement.kind).record(movement, { is: 'refused', failure, answer }, by);
  }

  /** Keeps an answer that decides nothing, once for each kind, so that an operator can show it to the provider. */
  async #recordInconclusive(
    movement: KnownMovement,
    operation: 'submission' | 'status-check',
    { kind, exchange }: Undecided,
    by: Origin,
  ): Promise<void> {
    if (exchange === null || exchange.response === null) return;
    if (movement.status === 'over' || movement.findings.includes(`${operation}:${kind}`)) return;
    const answer = await this.#seal(movement, exchange);
    await this.portOf(movement.kind).record(movement, { is: 'inconclusive', operation, kind, answer }, by);
  }

  /** True once the log records that it may be submitted more than once. A movement that ended meanwhile is not sent. */
  async #mayRepeat(movement: KnownMovement, by: Origin): Promise<boolean> {
    if (isKnownToRepeat(movement)) return true;
    const now = await this.portOf(movement.kind).record(movement, { is: 'repeated' }, by);
    return now.isCurrent && now.status === 'created' && !now.isStopped;
  }

  async #record(movement: KnownMovement, answer: StatusAnswer, by: Origin): Promise<void> {
    const { status, newestFinding, providerReference } = movement;
    const port = this.portOf(movement.kind);
    switch (answer.is) {
      case 'successful':
      case 'failed':
      case 'expired': {
        const sealed = await this.#seal(movement, answer.exchange);
        await port.record(movement, { is: 'final', outcome: this.#said(movement, answer), answer: sealed }, by);
        return;
      }
      case 'pending':
        if ((status === 'pending' || status === 'uncertain') && newestFinding === 'PENDING') return;
        await port.record(movement, { is: 'pending', answer: await this.#seal(movement, answer.exchange) }, by);
        return;
      case 'not-found':
        // While its submission is in progress here, the provider need not know it yet.
        if (this.#onTheirWay.has(providerReference)) return;
        await this.#recordFinding(movement, 'NOT_FOUND', answer.exchange, by);
        return;
      case 'unknown':
        // Unknown words concern this movement; every other kind concerns the call.
        if ((answer.kind === 'unknown-words' || answer.kind === 'malformed') && answer.exchange !== null) {
          await this.#recordFinding(movement, 'UNKNOWN_ANSWER', answer.exchange, by);
        } else {
          await this.#recordInconclusive(movement, 'status-check', answer, by);
        }
        return;
    }
  }

  async #recordFinding(
    movement: KnownMovement,
    finding: 'NOT_FOUND' | 'UNKNOWN_ANSWER',
    exchange: Exchange,
    by: Origin,
  ): Promise<void> {
    if (movement.status === 'over') return;
    if (movement.findings.includes(finding) && movement.newestFinding !== 'PENDING') return;
    const answer = await this.#seal(movement, exchange);
    await this.portOf(movement.kind).record(movement, { is: 'found', finding, answer }, by);
  }

  #said(
    { asked }: KnownMovement,
    answer: Extract<StatusAnswer, { is: 'successful' | 'failed' | 'expired' }>,
  ): SaidOutcome {
    const { amount: named, payer, externalId } = answer;
    const payerSubject = payer === null ? null : this.personalData.subjectOf(payer.msisdn);
    const said = { amount: named === 'as-asked' ? asked : named, payerSubject, externalId };
    return answer.is === 'successful'
      ? { is: answer.is, transactionId: answer.transactionId, ...said }
      : { is: answer.is, failure: answer.failure, ...said };
  }

  /** The movement that a callback at the one address of its provider names; null: such a provider is not configured. */
  async namedBy(name: string, body: string): Promise<Named | null> {
    const callbacks = this.providers.named(name)?.callbacks;
    if (callbacks === undefined) return null;
    const { reference, signature } = callbacks.read(body);
    const movement = reference === null ? null : ((await this.references?.movementOf(name, reference)) ?? null);
    return { movement, reference, signature };
  }

  /** The person that a movement asks or pays, sealed; null: there is no such movement. */
  async personOf({ kind, id, attempt }: Movement): Promise<Sealed | null> {
    const all = (await this.#ports.get(kind)?.recall(id, attempt)) ?? [];
    return (all[attempt - 1] ?? all.at(-1))?.person ?? null;
  }

  /** As the log has it now. */
  async #now({ kind, id, attempt }: Movement): Promise<KnownMovement | undefined> {
    return (await this.portOf(kind).find(id))[attempt - 1];
  }

  #provider({ provider: name }: KnownMovement) {
    const provider = this.providers.named(name);
    if (provider === undefined) throw new Error(`No provider is configured under the name ${name}`);
    return provider;
  }

  #seal({ person }: KnownMovement, exchange: Exchange) {
    return this.personalData.sealUnderKeyOf(person, exchange);
  }

  #hasExpired({ expiresAt }: KnownMovement): boolean {
    return this.clock.now() >= Date.parse(expiresAt);
  }
}

const mostLooks = 5;
const neverLeft: Failure = { code: 'PROVIDER_ERROR', providerCode: null };
