import { instant } from '../../kernel/domain/clock.js';
import type { Clock, Instant } from '../../kernel/domain/clock.js';
import { FailureRuns } from './failure-runs.js';
import type {
  CallCounts,
  Failure,
  ProviderAlert,
  StatusAnswer,
  SubmissionAnswer,
  Undecided,
  UndecidedCount,
} from './provider.js';

/** The operators' log; a pino logger is one. */
export interface OperatorLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** The state of a provider for operators: counted for the metrics, shown by health, and logged at a bounded rate. */
export class ProviderWatch {
  private readonly counts = new Map<string, { -readonly [Name in keyof UndecidedCount]: UndecidedCount[Name] }>();
  private readonly said = new Map<string, { at: number; unsaid: number }>();
  private readonly runs = new Map<string, FailureRuns>();
  private faults = 0;
  private firstFaultAt = 0;
  private isUnreachable = false;
  private readonly calls = { answered: 0, failed: 0 };

  constructor(
    private readonly provider: string,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly log: OperatorLog,
  ) {}

  /** An answer, or a missing answer, that decides nothing. `reference` names the payment of the call. */
  undecided(operation: string, reference: string | null, { kind, why, exchange }: Omit<Undecided, 'is'>): void {
    // A fault of the token call counts for the token call, not for the call that needed the token.
    const called = exchange?.operation ?? operation;
    const key = `${called} ${kind}`;
    const count = this.counts.get(key) ?? { operation: called, kind, count: 0 };
    count.count += 1;
    this.counts.set(key, count);
    const response = exchange?.response;
    // Missing answers are logged once when they begin and once when they end.
    if (!response) return;
    this.warn(key, 'provider answer decides nothing', {
      operation: called,
      kind,
      why: withoutNumbers(why),
      reference,
      at: exchange.at,
      latencyMs: exchange.latencyMs,
      status: response.status,
      correlationId: response.correlationId,
      supportId: supportIdOf(response.body),
    });
  }

  /** A failure, or the proof that payments work, in an answer that decides. */
  decided(product: string, reference: string, answer: SubmissionAnswer | StatusAnswer): void {
    if (answer.is === 'successful') return this.worked(product);
    if (!('failure' in answer) || answer.failure === null) return;
    // The payer has seen the request.
    if (answer.failure.code === 'REJECTED_BY_PAYER') return this.worked(product);
    this.failed(product, reference, 'payer' in answer && answer.payer ? answer.payer.msisdn : null, answer.failure);
  }

  /** A complete answer arrived, with any content. `isFault`: it shows a fault of the platform; null: it asks for a rest, which says neither. */
  reached(isFault: boolean | null = false): void {
    if (isFault !== null) this.calls[isFault ? 'failed' : 'answered'] += 1;
    this.faults = 0;
    if (!this.isUnreachable) return;
    this.isUnreachable = false;
    const unreachableForMs = this.clock.now() - this.firstFaultAt;
    this.log.info({ provider: this.provider, unreachableForMs }, 'provider reachable again');
  }

  /** Without a connection the provider is certainly unreachable; a single unanswered request may be lost alone. */
  notReached(fault: string, { left }: { readonly left: boolean }): void {
    this.calls.failed += 1;
    if (this.faults === 0) this.firstFaultAt = this.clock.now();
    this.faults += left ? 1 : silentFaults;
    if (this.faults < silentFaults || this.isUnreachable) return;
    this.isUnreachable = this.warn('unreachable', 'provider unreachable', { fault, since: this.unreachableSince });
  }

  get unreachableSince(): Instant | null {
    return this.faults < silentFaults ? null : instant(this.firstFaultAt);
  }

  get callCounts(): CallCounts {
    return { ...this.calls };
  }

  get undecidedCounts(): UndecidedCount[] {
    return [...this.counts.values()].map((count) => ({ ...count }));
  }

  alertsOf(product: string): ProviderAlert[] {
    return this.runs.get(product)?.alerts ?? [];
  }

  private failed(product: string, reference: string, payer: string | null, failure: Failure): void {
    let runs = this.runs.get(product);
    if (runs === undefined) this.runs.set(product, (runs = new FailureRuns(this.clock)));
    const raised = runs.failed(reference, payer, failure);
    if (raised !== null) this.log.warn(this.facts(product, raised), 'provider alert');
  }

  private worked(product: string): void {
    for (const over of this.runs.get(product)?.worked() ?? [])
      this.log.info(this.facts(product, over), 'provider alert over');
  }

  private facts(product: string, { providerCode, ...alert }: ProviderAlert): object {
    return { provider: this.provider, product, ...alert, providerCode: providerCode && withoutNumbers(providerCode) };
  }

  /** At most one line a minute for each key; false when the line was suppressed. The next line has the number of suppressed lines. */
  private warn(key: string, message: string, facts: object): boolean {
    const now = this.clock.now();
    const last = this.said.get(key);
    // A clock that was set back must not silence the log for as long as it jumped.
    if (last !== undefined && now < last.at + sayAgainAfterMs && now >= last.at) {
      last.unsaid += 1;
      return false;
    }
    this.said.set(key, { at: now, unsaid: 0 });
    this.log.warn({ provider: this.provider, ...facts, unsaid: last?.unsaid ?? 0 }, message);
    return true;
  }
}

/** The provider's words may contain a phone number. */
const withoutNumbers = (text: string): string => text.replace(/\d{7,}/g, '…');

/** The number that a firewall prints on its page, by which the provider finds the request (REFERENCE §8.1 of MTN's). */
export const supportIdOf = (body: string): string | null =>
  /^\s*<.*?support\s+id(?:\s+is)?\s*:?\s*(?:<[^<>]*>\s*)*([\w-]{4,64})/is.exec(body)?.[1] ?? null;

export const sayAgainAfterMs = 60_000;
/** Consecutive unanswered calls until the provider counts as unreachable. */
export const silentFaults = 3;
