import type { Clock } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { CallbackAddresses } from '../callbacks/index.js';
import { collectionsOf } from '../providers/index.js';
import type { Exchange, Failure, Providers, StatusAnswer, Undecided, Urgency } from '../providers/index.js';
import {
  isAskedAbout,
  isFinal,
  isKnownToRepeat,
  mayBeSentTwice,
  type Attempt,
  type KnownPayment,
  type SaidOutcome,
} from './payment.decider.js';
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
   * Submits an attempt, if it is the current one and its submission is not on record. `first` is true for at most one caller, over all
   * processes and times: it alone submits without announcing that in the log, and only its refusal ends the payment, unless another
   * submission has been announced there.
   */
  async submit(
    { paymentId, attempt }: { readonly paymentId: string; readonly attempt: number },
    { first }: { readonly first: boolean },
    by: Origin,
  ): Promise<void> {
    // What this instance remembers is enough to begin with: another instance that moved the payment on had the same reference, and a refusal
    // would be recorded at a revision that is gone. What forbids the submission is read anew before it goes out.
    const payment = await this.payments.recall(paymentId, ({ attempts }) => attempts.length >= attempt);
    if (payment === null || payment.attempts.length !== attempt) return;
    await this.#submit(payment, first && !mayBeSentTwice(payment), by);
  }

  /** Asks the provider about one attempt, and records what it says. */
  async check(paymentId: string, attemptNumber: number | 'current', urgency: Urgency, by: Origin): Promise<Checked> {
    const payment =
      attemptNumber === 'current'
        ? await this.payments.find(paymentId)
        : await this.payments.recall(paymentId, ({ attempts }) => attempts.length >= attemptNumber);
    const attempt = attemptNumber === 'current' ? payment?.attempts.at(-1) : payment?.attempts[attemptNumber - 1];
    if (payment === null || attempt === undefined) return 'done';
    const answer = await collectionsOf(this.#provider(attempt)).status(attempt.providerReference, urgency);
    await this.#record(payment, attempt, answer, by);
    if (answer.is === 'not-found' && attempt.status === 'created') await this.#sendAgain(payment.id, attempt, by);
    if (answer.is !== 'unknown' && answer.is !== 'not-found') return 'done';
    // About an attempt that is open the saga asks again by itself. Whether it is open yet, the log knows: nobody would ask once more.
    const now = await this.payments.find(paymentId);
    if (isAskedAbout(now!.attempts[attempt.number - 1]!))
      return answer.is === 'unknown' && answer.exchange === null ? 'not-asked' : 'done';
    return answer.is === 'unknown' ? 'no-answer' : 'not-known';
  }

  /**
   * It may never have arrived. The same reference again is harmless: a known one is answered 409 (REFERENCE §8.2). That it was not found is on
   * record by now, so a refusal of the first sending no longer passes for the end of it; and what ended meanwhile is never sent again.
   */
  async #sendAgain(paymentId: string, { number }: Attempt, by: Origin): Promise<void> {
    const payment = await this.payments.find(paymentId);
    if (payment?.attempts.length === number && payment.findings.includes('NOT_FOUND'))
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
    const of = { paymentId: payment.id, providerReference: attempt.providerReference };
    const details = await this.personalData.open(payment.payer);
    // The payer has been erased: nobody can be asked any more.
    if (details === null) return;
    if (!first && !(await this.#mayRepeat(payment, attempt, by))) return;
    // The last looks before it goes out: nothing is asked for a record once it is known that money was perhaps taken for it.
    const now = await this.payments.find(payment.id);
    if (now?.attempts.length !== attempt.number || now.status !== 'created') return;
    const isForbidden = now.stoppedIn !== null || !(await this.payments.mayBeSent(now, by));
    if (isForbidden) {
      if (first) await this.payments.send('RecordNotSent', { ...of, isForbidden, answer: null }, by);
      return;
    }
    const answer = await collectionsOf(provider).requestToPay({
      reference: attempt.providerReference,
      amount: payment.amount,
      payer: { kind: 'msisdn', msisdn: details.msisdn as Msisdn },
      externalId: payment.id,
      description: details.description ?? `${payment.record.type} ${payment.record.id}`,
      callbackUrl: this.callbacks.urlFor(attempt.provider, payment.id, attempt.number),
      sentBefore: !first,
    });
    switch (answer.is) {
      case 'accepted':
        await this.payments.send('RecordSubmission', { ...of, answer: await this.#seal(payment, answer.exchange) }, by);
        return;
      case 'refused':
        await this.#recordRefusal(payment, attempt, first, answer.failure, answer.exchange, by);
        return;
      case 'not-sent':
        if (answer.failure !== null) {
          await this.#recordRefusal(payment, attempt, first, answer.failure, answer.exchange, by);
        } else if (first) {
          const kept = answer.exchange === null ? null : await this.#seal(payment, answer.exchange);
          await this.payments.send('RecordNotSent', { ...of, isForbidden: false, answer: kept }, by);
        }
        return;
      case 'unknown':
        // It decides nothing; the saga will ask.
        await this.#recordInconclusive(payment, attempt, 'submission', answer, by);
        return;
    }
  }

  // Another submission may have been accepted, or be on its way yet, although this one was refused: a doubt, not a failure.
  async #recordRefusal(
    payment: KnownPayment,
    { providerReference }: Attempt,
    first: boolean,
    failure: Failure,
    exchange: Exchange | null,
    by: Origin,
  ): Promise<void> {
    if (!first) return;
    const answer = exchange === null ? null : await this.#seal(payment, exchange);
    await this.payments.send('RecordRefusal', { paymentId: payment.id, providerReference, failure, answer }, by);
  }

  /** Keeps an answer that decides nothing, once for each kind: an operator may have to show it to the provider. */
  async #recordInconclusive(
    payment: KnownPayment,
    attempt: Attempt,
    operation: 'submission' | 'status-check',
    { kind, exchange }: Undecided,
    by: Origin,
  ): Promise<void> {
    if (exchange === null || exchange.response === null) return;
    if (isFinal(attempt.status) || payment.findings.includes(`${operation}:${kind}`)) return;
    const answer = await this.#seal(payment, exchange);
    const of = { paymentId: payment.id, providerReference: attempt.providerReference };
    await this.payments.send('RecordInconclusive', { ...of, operation, kind, answer }, by);
  }

  /** True once it is on record that it may be submitted more than once; what ended meanwhile is not sent. */
  async #mayRepeat(payment: KnownPayment, { number, providerReference }: Attempt, by: Origin): Promise<boolean> {
    if (isKnownToRepeat(payment)) return true;
    const now = await this.payments.send('RepeatSubmission', { paymentId: payment.id, providerReference }, by);
    return now.attempts.length === number && now.status === 'created' && now.stoppedIn === null;
  }

  async #record(payment: KnownPayment, attempt: Attempt, answer: StatusAnswer, by: Origin): Promise<void> {
    const of = { paymentId: payment.id, providerReference: attempt.providerReference };
    switch (answer.is) {
      case 'successful':
      case 'failed':
      case 'expired':
        await this.payments.recordOutcome(
          { ...of, outcome: this.#said(answer), answer: await this.#seal(payment, answer.exchange) },
          by,
        );
        return;
      case 'pending':
        if ((attempt.status === 'pending' || attempt.status === 'uncertain') && payment.newestFinding === 'PENDING')
          return;
        await this.payments.send('RecordPending', { ...of, answer: await this.#seal(payment, answer.exchange) }, by);
        return;
      case 'not-found':
        // While it is on its way from here, it is no wonder that it is not there yet.
        if (this.#onTheirWay.has(attempt.providerReference)) return;
        await this.#recordFinding(payment, attempt, 'NOT_FOUND', answer.exchange, by);
        return;
      case 'unknown':
        // Words that we do not know are the provider's about this payment; everything else is about the call.
        if ((answer.kind === 'unknown-words' || answer.kind === 'malformed') && answer.exchange !== null) {
          await this.#recordFinding(payment, attempt, 'UNKNOWN_ANSWER', answer.exchange, by);
        } else {
          await this.#recordInconclusive(payment, attempt, 'status-check', answer, by);
        }
        return;
    }
  }

  async #recordFinding(
    payment: KnownPayment,
    attempt: Attempt,
    finding: 'NOT_FOUND' | 'UNKNOWN_ANSWER',
    exchange: Exchange,
    by: Origin,
  ): Promise<void> {
    if (isFinal(attempt.status)) return;
    if (payment.findings.includes(finding) && payment.newestFinding !== 'PENDING') return;
    const answer = await this.#seal(payment, exchange);
    const of = { paymentId: payment.id, providerReference: attempt.providerReference };
    await this.payments.send('RecordFinding', { ...of, finding, answer }, by);
  }

  #said(answer: Extract<StatusAnswer, { is: 'successful' | 'failed' | 'expired' }>): SaidOutcome {
    const { amount, payer, externalId } = answer;
    const named = {
      amount,
      payerSubject: payer === null ? null : this.personalData.subjectOf(payer.msisdn),
      externalId,
    };
    return answer.is === 'successful'
      ? { is: answer.is, transactionId: answer.transactionId, ...named }
      : { is: answer.is, failure: answer.failure, ...named };
  }

  #provider(attempt: Attempt) {
    const provider = this.providers.named(attempt.provider);
    if (provider === undefined) throw new Error(`No provider is set up by the name ${attempt.provider}`);
    return provider;
  }

  #seal(payment: KnownPayment, exchange: Exchange) {
    return this.personalData.sealUnderKeyOf(payment.payer, exchange);
  }

  #hasExpired(payment: KnownPayment): boolean {
    return this.clock.now() >= Date.parse(payment.expiresAt);
  }
}
