import type { Money } from '../../../kernel/domain/money.js';
import type { Msisdn } from '../../../kernel/domain/msisdn.js';
import type { Call, Reply } from '../token-client.js';
import type { MomoClient } from './momo.client.js';
import { readBalance, readStatus, readSubmission, undecided } from './momo.words.js';
import type { BalanceAnswer, Failure, Instrument, StatusAnswer, SubmissionAnswer, Urgency } from '../provider.js';
import type { ProviderWatch } from '../provider-watch.js';
import type { StatusChecks } from '../rate/status-checks.js';

/** The common part of collections and disbursements: submit under a reference, then check its status. */
export class MomoProduct {
  constructor(
    private readonly client: MomoClient,
    private readonly checks: StatusChecks<StatusAnswer>,
    private readonly watch: ProviderWatch,
    private readonly callbacks: boolean,
  ) {}

  async submit(submission: Submission): Promise<SubmissionAnswer> {
    const { resource, reference, sentBefore } = submission;
    const reply = await this.client.call(submissionCall(submission, this.callbacks));
    const answer = reply.received ? await this.confirmed(submission, reply) : unsubmitted(reply, sentBefore);
    if (answer.is === 'unknown') this.watch.undecided(resource, reference, answer);
    if (answer.is === 'not-sent' && !reply.received) this.watch.undecided(resource, reference, reply);
    this.watch.decided(this.client.product, reference, answer);
    return answer;
  }

  /** The meaning of the answer, confirmed by a status GET where the answer alone is not enough. */
  private async confirmed(submission: Submission, reply: ReceivedReply): Promise<SubmissionAnswer> {
    const { resource, reference, sentBefore } = submission;
    const answer = readSubmission(reply.status, reply.body, reply.exchange, this.client.product);
    if (answer.is !== 'refused') return answer;

    // A 500 with a configuration code is believed once a status GET does not find the reference (REFERENCE §8.1). The same
    // applies to any refusal of a repeated submission: it says nothing about the earlier one, which the payer may be approving.
    const isDoubtful = sentBefore || (answer.failure.code === 'CONFIGURATION' && reply.status >= 500);
    if (!isDoubtful) return answer;
    const status = await this.status(resource, reference, 0);
    if (status.is === 'not-found') return answer;
    if (status.is === 'unknown')
      return undecided('unconfirmed', `refused, but not confirmed: ${status.why}`, answer.exchange);
    return { is: 'accepted', exchange: status.exchange };
  }

  status(resource: Resource, reference: string, urgency: Urgency): Promise<StatusAnswer> {
    return this.checks.ask(reference, urgency, async () => {
      const { product } = this.client;
      const operation = `${resource}-status`;
      const reply = await this.get(operation, `/v1_0/${resource}/${pathPart(reference)}`);
      const answer = reply.received
        ? readStatus(reply.status, reply.body, reply.exchange, product)
        : undecided(reply.kind, reply.why, reply.exchange);
      if (answer.is === 'unknown') this.watch.undecided(operation, reference, answer);
      else this.watch.decided(product, reference, answer);
      return answer;
    });
  }

  async balance(): Promise<BalanceAnswer> {
    const reply = await this.get('balance', '/v1_0/account/balance');
    const answer = reply.received
      ? readBalance(reply.status, reply.body, reply.exchange)
      : undecided(reply.kind, reply.why, reply.exchange);
    if (answer.is === 'unknown') this.watch.undecided('balance', null, answer);
    return answer;
  }

  get(operation: string, path: string): Promise<Reply> {
    return this.client.call({ operation, method: 'GET', path, headers: [], body: null });
  }

  post(operation: string, path: string, headers: readonly string[], body: object): Promise<Reply> {
    return this.client.call({ operation, method: 'POST', path, headers, body: JSON.stringify(body) });
  }
}

type ReceivedReply = Extract<Reply, { received: true }>;

type Resource = 'requesttopay' | 'transfer' | 'deposit' | 'refund';

interface Submission {
  readonly resource: Resource;
  readonly reference: string;
  readonly amount: Money;
  readonly externalId: string;
  readonly description: string;
  readonly callbackUrl: string;
  readonly sentBefore: boolean;
  /** The members of this resource alone, such as its payer. */
  readonly more: object;
}

function submissionCall(submission: Submission, callbacks: boolean): Call {
  const { resource, reference, amount, externalId, description, callbackUrl, more } = submission;
  // MTN accepts only this (REFERENCE §4.2), and it is part of the path of the status GET.
  if (!uuidV4.test(reference)) throw new Error('A provider reference is a UUID v4');
  const message = safeMessage(description, externalId);
  const headers = ['x-reference-id', reference];
  // A header without a value is answered 400 (REFERENCE §4.1).
  if (callbacks && callbackUrl !== '') headers.push('x-callback-url', callbackUrl);
  return {
    operation: resource,
    method: 'POST',
    path: `/v1_0/${resource}`,
    headers,
    body: JSON.stringify({
      amount: amount.amount,
      currency: amount.currency,
      externalId,
      ...more,
      payerMessage: message,
      payeeNote: message,
    }),
  };
}

/** On the wire a number has its country code and no plus (REFERENCE §1.4). */
export const party = ({ msisdn }: Instrument): object => ({ partyIdType: 'MSISDN', partyId: digits(msisdn) });

export const digits = (msisdn: Msisdn): string => msisdn.slice(1);

/** 1 to 128 ASCII letters, digits and spaces: apostrophes and the like are answered 400, and so is nothing (REFERENCE §4.4). */
export const safeMessage = (...texts: string[]): string => {
  for (const text of texts) {
    const safe = text.normalize('NFKD').replace(marks, '').replace(unsafe, ' ').trim().slice(0, longestMessage).trim();
    if (safe !== '') return safe;
  }
  return 'Payment';
};

const marks = /\p{M}+/gu;
const unsafe = /[^A-Za-z0-9]+/g;
const longestMessage = 128;

export const pathPart = (reference: string): string => encodeURIComponent(reference);

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** No answer. Where the request did not leave either, it is not in doubt; only an earlier submission of it may be. */
function unsubmitted(reply: Exclude<Reply, ReceivedReply>, sentBefore: boolean): SubmissionAnswer {
  const { kind, left, why, setUpIsWrong, exchange } = reply;
  if (left) return undecided(kind, why, exchange);
  const failure: Failure | null = setUpIsWrong ? { code: 'CONFIGURATION', providerCode: null } : null;
  if (failure !== null && exchange !== null && !sentBefore) return { is: 'refused', failure, exchange };
  return { is: 'not-sent', why, failure, exchange };
}
