import { epochMs, instant, type Instant } from '../../kernel/domain/clock.js';
import { Money } from '../../kernel/domain/money.js';
import { beginning } from '../../kernel/domain/position.js';
import type { LeasedProcess } from '../../kernel/following/followers.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { Fence } from '../../kernel/ports/leases.js';
import type { Mailer, NoticeRecipients } from '../notices/contract.js';
import type { Disbursements, Provider } from '../providers/contract.js';
import { floatNotice } from './float-notice.js';
import { floats, isLow, pauseOf, sumsOf, type FloatDocument, type FloatNeeds } from './float.js';

/**
 * Sees whether the float of each provider covers what is approved to go out. It holds nothing back and moves nothing: a refund or payout that the
 * float does not cover fails at the provider, in words. One instance asks, at a modest pace; all of them read what it wrote down.
 */
export class WatchFloat implements LeasedProcess {
  readonly name = 'watch-float';
  readonly #running = new StoppableRun();
  #fence: Fence = null;

  constructor(
    private readonly providers: readonly Pick<Provider, 'name' | 'method' | 'disbursements'>[],
    private readonly needs: Pick<FloatNeeds, 'now'>,
    private readonly documents: Pick<DocumentStore, 'declare' | 'get' | 'write'>,
    private readonly kernel: Pick<Kernel, 'clock'>,
    private readonly mailer: Pick<Mailer, 'queue'>,
    private readonly recipients: Pick<NoticeRecipients, 'withRoles'>,
  ) {}

  async start(fence: Fence): Promise<void> {
    this.#fence = fence;
    this.#running.start((signal) => this.#forEver(signal));
  }

  async stop(): Promise<void> {
    await this.#running.stop();
  }

  async #forEver(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.kernel.clock.sleep(roundMs, signal).catch(woken);
      if (signal.aborted) return;
      // A store is away, which health tells: the next round looks again.
      await this.run().catch(woken);
    }
  }

  async run(): Promise<void> {
    const sending = this.providers.flatMap(({ name, method, disbursements }) =>
      disbursements === null ? [] : [{ name, method, disbursements }],
    );
    const [needs, known] = await Promise.all([
      this.needs.now(),
      this.documents.get(
        floats,
        sending.map(({ name }) => name),
      ),
    ]);
    for (const { name, method, disbursements } of sending) {
      const before = known.get(name);
      const approved = sumsOf(needs, name, sending.length === 1);
      const after = await this.#look(name, approved, disbursements, before?.document ?? null);
      if (JSON.stringify(after) !== JSON.stringify(before?.document))
        await this.documents.write(
          floats,
          [{ id: name, document: after, position: (before?.position ?? 0n) + 1n }],
          ...(this.#fence === null ? [] : [{ reader: this.name, position: beginning, fence: this.#fence }]),
        );
      if (after.lowSince !== null) await this.#tell(method, after, after.lowSince);
    }
  }

  async #look(
    id: string,
    approved: readonly Money[],
    disbursements: Pick<Disbursements, 'balance'>,
    before: FloatDocument | null,
  ): Promise<FloatDocument> {
    const now = this.kernel.clock.now();
    const askedAt = before?.askedAt ?? null;
    const sinceMs = askedAt === null ? Infinity : now - epochMs(askedAt);
    const isDue = sinceMs >= pauseOf(approved.length > 0) || sinceMs < 0;
    const { balance, why } = isDue
      ? await answered(disbursements)
      : { balance: moneyOf(before!.balance), why: before!.why };
    const low = isLow(balance, approved);
    return {
      id,
      balance: balance?.toJSON() ?? null,
      why,
      askedAt: isDue ? instant(now) : askedAt,
      approved: approved.map((sum) => sum.toJSON()),
      lowSince: low ? (before?.lowSince ?? instant(now)) : null,
    };
  }

  /** Once when it begins, and once more for each day that it lasts. */
  async #tell(method: string, float: FloatDocument, since: Instant): Promise<void> {
    const days = Math.floor((this.kernel.clock.now() - epochMs(since)) / dayMs);
    for (const { address, language } of await this.recipients.withRoles(['finance', 'admin']))
      await this.mailer.queue({
        id: `float-low ${float.id} ${since} ${days} ${address.toLowerCase()}`,
        to: address,
        about: null,
        ...floatNotice(method, float, language),
      });
  }
}

async function answered(disbursements: Pick<Disbursements, 'balance'>) {
  try {
    const answer = await disbursements.balance();
    return answer.is === 'known' ? { balance: answer.balance, why: null } : { balance: null, why: answer.why };
  } catch (error) {
    return { balance: null, why: (error as Error).message };
  }
}

export const moneyOf = (json: FloatDocument['balance']): Money | null =>
  json === null ? null : Money.parse(json.amount, json.currency);

const woken = () => undefined;
const roundMs = 60_000;
const dayMs = 86_400_000;
