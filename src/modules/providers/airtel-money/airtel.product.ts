import type { Failure, StatusAnswer, SubmissionAnswer, Urgency } from '../provider.js';
import type { ProviderWatch } from '../provider-watch.js';
import type { StatusChecks } from '../rate/status-checks.js';
import type { Reply } from '../token-client.js';
import type { AirtelClient } from './airtel.client.js';
import { needsConfirmation, readStatus, readSubmission, undecided, wireId } from './airtel.words.js';
import type { Product } from './airtel.words.js';

/** What collections and disbursements share: submit under our id, and enquire about it. */
export class AirtelProduct {
  constructor(
    readonly client: AirtelClient,
    private readonly product: Product,
    /** The paths of submission and enquiry; the enquiry's ends before the id. */
    private readonly paths: { readonly submit: string; readonly status: string },
    private readonly checks: StatusChecks<StatusAnswer>,
    private readonly watch: ProviderWatch,
  ) {}

  async submit(submission: Submission): Promise<SubmissionAnswer> {
    const { operation, reference, sentBefore, body, keptBody } = submission;
    const reply = await this.client.post(operation, this.paths.submit, body, keptBody);
    const answer = reply.received ? await this.confirmed(submission, reply) : unsubmitted(reply, sentBefore);
    return this.watched(operation, reference, answer, reply);
  }

  /** Counts and logs what an answer decides, or does not. */
  watched<A extends SubmissionAnswer>(operation: string, reference: string, answer: A, reply: Reply): A {
    if (answer.is === 'unknown') this.watch.undecided(operation, reference, answer);
    if (answer.is === 'not-sent' && !reply.received) this.watch.undecided(operation, reference, reply);
    this.watch.decided(this.product, reference, answer);
    return answer;
  }

  /**
   * A refusal in doubt is one only where an enquiry says that the transaction failed. That it is not found so soon says nothing: Airtel asks to
   * wait before the first enquiry. The same applies to any refusal of a repeated submission, which says nothing about the earlier one.
   */
  private async confirmed(submission: Submission, reply: ReceivedReply): Promise<SubmissionAnswer> {
    const { reference, sentBefore } = submission;
    const { status: httpStatus, body, exchange } = reply;
    const answer = readSubmission(httpStatus, body, exchange, this.product, reference);
    if (answer.is !== 'refused' || !(sentBefore || needsConfirmation(httpStatus, body))) return answer;
    const status = await this.status(reference, 0);
    switch (status.is) {
      case 'failed':
      case 'expired':
        return { is: 'refused', failure: status.failure, exchange: status.exchange };
      case 'not-found':
        return undecided('unconfirmed', 'refused in doubt, and not found', answer.exchange);
      case 'unknown':
        return undecided('unconfirmed', `refused in doubt, and not confirmed: ${status.why}`, answer.exchange);
      default:
        return { is: 'accepted', exchange: status.exchange };
    }
  }

  status(reference: string, urgency: Urgency): Promise<StatusAnswer> {
    return this.checks.ask(reference, urgency, async () => {
      const operation = `${this.product}-status`;
      const reply = await this.client.get(operation, `${this.paths.status}${wireId(reference)}`);
      const answer = reply.received
        ? readStatus(reply.status, reply.body, reply.exchange, this.product, reference)
        : undecided(reply.kind, reply.why, reply.exchange);
      if (answer.is === 'unknown') this.watch.undecided(operation, reference, answer);
      else this.watch.decided(this.product, reference, answer);
      return answer;
    });
  }
}

export type ReceivedReply = Extract<Reply, { received: true }>;

interface Submission {
  /** Its name in the timeline. */
  readonly operation: string;
  readonly reference: string;
  readonly sentBefore: boolean;
  readonly body: object;
  readonly keptBody?: object;
}

/** No answer. Where the request did not leave either, it is not in doubt; only an earlier submission of it may be. */
export function unsubmitted(
  { kind, left, why, setUpIsWrong, exchange }: Exclude<Reply, ReceivedReply>,
  sentBefore: boolean,
): Exclude<SubmissionAnswer, { is: 'accepted' | 'successful' }> {
  if (left) return undecided(kind, why, exchange);
  const failure: Failure | null = setUpIsWrong ? { code: 'CONFIGURATION', providerCode: null } : null;
  if (failure !== null && exchange !== null && !sentBefore) return { is: 'refused', failure, exchange };
  return { is: 'not-sent', why, failure, exchange };
}

/** 4 to 64 letters, digits and spaces: what every country takes as a description. */
export const safeReference = (...texts: string[]): string => {
  for (const text of texts) {
    const safe = text.normalize('NFKD').replace(marks, '').replace(unsafe, ' ').trim().slice(0, 64).trim();
    if (safe.length >= 4) return safe;
  }
  return 'Payment';
};

const marks = /\p{M}+/gu;
const unsafe = /[^A-Za-z0-9]+/g;
