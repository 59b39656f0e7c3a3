import type {
  Collections,
  Exchange,
  Provider,
  ProviderHealth,
  StatusAnswer,
  SubmissionAnswer,
} from '../../src/modules/providers/contract.js';
import type { CollectionRequest, Urgency } from '../../src/modules/providers/contract.js';
import { noon } from './fake-clock.js';

export const exchange = (status = 200): Exchange => ({
  operation: 'request-to-pay',
  at: noon,
  latencyMs: 7,
  request: { method: 'GET', path: '/…', body: null },
  response: { status, correlationId: null, body: '{}' },
  fault: null,
});

/** The health of a provider without calls. */
export const wellAt = (provider: string): ProviderHealth => ({
  provider,
  products: [],
  unreachableSince: null,
  calls: { answered: 0, failed: 0 },
  undecided: [],
  callbacks: true,
  statusChecksWaiting: 0,
});

type Once<T> = T | (() => Promise<T> | T);

/** A provider that gives the spec's answers in order, and records the calls. */
export class ToldProvider implements Provider, Collections {
  readonly name = 'mtn-momo';
  readonly method = 'MTN MoMo';
  readonly collections = this;
  readonly disbursements = null;
  readonly requests: CollectionRequest[] = [];
  readonly checks: { readonly reference: string; readonly urgency: Urgency }[] = [];
  readonly #submissions: Once<SubmissionAnswer>[] = [];
  readonly #statuses: Once<StatusAnswer>[] = [];

  /** The next submissions are answered so; without more they are accepted. */
  answersSubmissions(...answers: Once<SubmissionAnswer>[]): this {
    this.#submissions.push(...answers);
    return this;
  }

  /** The next status checks are answered so; without more they are pending. */
  answersStatus(...answers: Once<StatusAnswer>[]): this {
    this.#statuses.push(...answers);
    return this;
  }

  cannotTake(): null {
    return null;
  }

  async requestToPay(request: CollectionRequest): Promise<SubmissionAnswer> {
    this.requests.push(request);
    return said(this.#submissions.shift() ?? { is: 'accepted', exchange: exchange(202) });
  }

  async status(reference: string, urgency: Urgency): Promise<StatusAnswer> {
    this.checks.push({ reference, urgency });
    return said(this.#statuses.shift() ?? { is: 'pending', exchange: exchange() });
  }

  health() {
    return wellAt(this.name);
  }

  async close(): Promise<void> {}
}

const said = <T>(answer: Once<T>): Promise<T> | T => (typeof answer === 'function' ? (answer as () => T)() : answer);

/** An answer that comes when the spec says so; `asked` resolves when a call waits for it. */
export function later<T>(): { answer: () => Promise<T>; give: (answer: T) => void; asked: Promise<void> } {
  let give: (answer: T) => void = () => undefined;
  let ask: () => void = () => undefined;
  const given = new Promise<T>((resolve) => (give = resolve));
  const asked = new Promise<void>((resolve) => (ask = resolve));
  return {
    answer: () => {
      ask();
      return given;
    },
    give: (answer) => give(answer),
    asked,
  };
}
