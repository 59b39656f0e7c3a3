import type { Clock } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { subjectOf } from '../../kernel/domain/sealed.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { CallbackAddresses } from '../callbacks/index.js';
import type { Exchange, Providers, StatusAnswer, Urgency } from '../providers/index.js';
import { isFinal, mayBeSentTwice, type Attempt, type KnownPayment, type SaidOutcome } from './payment.decider.js';
import type { Payments } from './payments.js';

/**
 * What an asker should know: about an attempt that is over, that the provider gave no answer, or does not know it; about one that is open, that
 * the question never left, as while calls to the provider are held back. `done` is everything else.
 */
export type Checked = 'done' | 'no-answer' | 'not-known' | 'not-asked';

/** Submitting attempts and learning what became of them: all that is ever said between a payment and its provider. */
export class Attempts {
  /** The references that are being handed over from here right now. */
  readonly #onTheirWay = new Set<string>();

  constructor(
    private readonly payments: Payments,
    private readonly providers: Providers,
    private readonly personalData: PersonalData,
    private readonly callbacks: CallbackAddresses,
    private readonly clock: Clock,
  ) {}

  /**
   * Hands an attempt to the provider, if it is the current one and that has not been recorded as done. `first` is true for at most one
   * caller, over all processes and times: he alone sends without a word in the log, and only his refusal ends the payment, unless
   * somebody else has said there that he sends as well.
   */
  async submit(
    { paymentId, attempt }: { readonly paymentId: string; readonly attempt: number },
    { first }: { readonly first: boolean },
    by: Origin,
  ): Promise<void> {
    // What this instance remembers is enough: where it is old, the one who moved the payment on had the same reference, and a refusal of ours
    // is recorded at a revision that is gone.
    const payment = await this.payments.recall(paymentId, ({ attempts }) => attempts.length >= attempt);
    if (payment === null || payment.attempts.length !== attempt) return;
    await this.#submit(payment, first && !mayBeSentTwice(payment), by);
  }

  /** Asks the provider about one attempt, and sends what it says to the one door. */
  async check(paymentId: string, attemptNumber: number | 'current', urgency: Urgency, by: Origin): Promise<Checked> {
    const payment =
      attemptNumber === 'current'
        ? await this.payments.find(paymentId)
        : await this.payments.recall(paymentId, ({ attempts }) => attempts.length >= attemptNumber);
    const attempt = attemptNumber === 'current' ? payment?.attempts.at(-1) : payment?.attempts[attemptNumber - 1];
    if (payment === null || attempt === undefined) return 'done';
    const answer = await this.#provider(attempt).collectionStatus(attempt.providerReference, urgency);
    await this.#record(payment, attempt, answer, by);
    if (answer.is === 'not-found' && attempt.status === 'created') await this.#sendAgain(payment.id, attempt, by);
    if (answer.is !== 'unknown' && answer.is !== 'not-found') return 'done';
    // About an attempt that is open the saga asks again by itself. Whether it is open yet, the log knows: nobody would ask once more.
    const now = await this.payments.find(paymentId);
    if (!isFinal(now!.attempts[attempt.number - 1]!.status))
      return answer.is === 'unknown' && answer.exchange === null ? 'not-asked' : 'done';
    return answer.is === 'unknown' ? 'no-answer' : 'not-known';
  }

  /**
   * It may never have arrived. The same reference again is harmless: a known one is answered 409 (REFERENCE §8.2). That it was not found is on
   * record by now, so a refusal of the first sending no longer passes for the end of it; and what ended meanwhile is never sent again.
   */
  async #sendAgain(paymentId: string, { number }: Attempt, by: Origin): Promise<void> {
    const payment = await this.payments.find(paymentId);
    if (payment?.attempts.length === number && payment.lessons.includes('NOT_FOUND'))
      await this.#submit(payment, false, by);
  }

  async #submit(payment: KnownPayment, first: boolean, by: Origin): Promise<void> {
    const { providerReference } = payment.attempts.at(-1)!;
    if (payment.status !== 'created' || this.#hasExpired(payment) || this.#onTheirWay.has(providerReference)) return;
    this.#onTheirWay.add(providerReference);
    try {
      await this.#handOver(payment, first, by);
    } finally {
      this.#onTheirWay.delete(providerReference);
    }
  }

  async #handOver(payment: KnownPayment, first: boolean, by: Origin): Promise<void> {
    const attempt = payment.attempts.at(-1)!;
    const provider = this.#provider(attempt);
    const details = await this.personalData.open(payment.payer);
    // The payer has been erased: nobody can be asked any more.
    if (details === null) return;
    if (!first && !(await this.#mayRepeat(payment, attempt, by))) return;
    const answer = await provider.requestToPay({
      reference: attempt.providerReference,
      amount: payment.amount,
      payer: details.msisdn as Msisdn,
      externalId: payment.id,
      description: details.description ?? `${payment.record.type} ${payment.record.id}`,
      callbackUrl: this.callbacks.urlFor(attempt.provider, payment.id, attempt.number),
      sentBefore: !first,
    });
    const of = { paymentId: payment.id, providerReference: attempt.providerReference };
    switch (answer.is) {
      case 'accepted':
        await this.payments.send('RecordSubmission', { ...of, answer: await this.#seal(payment, answer.exchange) }, by);
        return;
      case 'refused':
        // Another sending may have been accepted, or be on its way yet, although this one was refused: a doubt, not a failure.
        if (!first) return;
        await this.payments.send(
          'RecordRefusal',
          { ...of, failure: answer.failure, answer: await this.#seal(payment, answer.exchange) },
          by,
        );
        return;
      case 'not-sent':
        return;
      case 'unknown':
        // It decides nothing; the saga will ask.
        return;
    }
  }

  /** True once it is on record that somebody sends who may not be the first; what ended meanwhile is not sent. */
  async #mayRepeat(payment: KnownPayment, { number, providerReference }: Attempt, by: Origin): Promise<boolean> {
    if (mayBeSentTwice(payment)) return true;
    const now = await this.payments.send('RepeatSubmission', { paymentId: payment.id, providerReference }, by);
    return now.attempts.length === number && now.status === 'created';
  }

  async #record(payment: KnownPayment, attempt: Attempt, answer: StatusAnswer, by: Origin): Promise<void> {
    const of = { paymentId: payment.id, providerReference: attempt.providerReference };
    switch (answer.is) {
      case 'successful':
      case 'failed':
      case 'expired':
        await this.payments.send(
          'RecordOutcome',
          { ...of, outcome: this.#said(answer), answer: await this.#seal(payment, answer.exchange) },
          by,
        );
        return;
      case 'pending':
        if (attempt.status !== 'created' && attempt.status !== 'submitted') return;
        await this.payments.send('RecordPending', { ...of, answer: await this.#seal(payment, answer.exchange) }, by);
        return;
      case 'not-found':
      case 'unknown': {
        // An answer that never came, or a fault of the platform, teaches nothing about the payment.
        const taught = answer.is === 'not-found' ? 'NOT_FOUND' : 'UNKNOWN_ANSWER';
        const isLesson = answer.is === 'not-found' || answer.exchange?.response?.status === 200;
        // While it is on its way from here, it is no wonder that it is not there yet.
        if (answer.is === 'not-found' && this.#onTheirWay.has(attempt.providerReference)) return;
        if (!isLesson || isFinal(attempt.status) || payment.lessons.includes(taught)) return;
        await this.payments.send(
          'RecordDoubt',
          { ...of, taught, answer: await this.#seal(payment, answer.exchange!) },
          by,
        );
        return;
      }
    }
  }

  #said(answer: Extract<StatusAnswer, { is: 'successful' | 'failed' | 'expired' }>): SaidOutcome {
    if (answer.is !== 'successful') return { is: answer.is, failure: answer.failure };
    const { transactionId, amount, payer, externalId } = answer;
    const payerSubject = payer === null ? null : this.personalData.subjectOf(payer);
    return { is: 'successful', transactionId, amount, payerSubject, externalId };
  }

  #provider(attempt: Attempt) {
    const provider = this.providers.named(attempt.provider);
    if (provider === undefined) throw new Error(`No provider is set up by the name ${attempt.provider}`);
    return provider;
  }

  #seal(payment: KnownPayment, exchange: Exchange) {
    return this.personalData.seal(subjectOf(payment.payer), exchange);
  }

  #hasExpired(payment: KnownPayment): boolean {
    return this.clock.now() >= Date.parse(payment.expiresAt);
  }
}
