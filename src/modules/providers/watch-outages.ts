import type { Origin } from '../../kernel/domain/events.js';
import type { LeasedProcess } from '../../kernel/following/followers.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { judgeFigures, type OutageThresholds } from './outage.rule.js';
import type { Outages } from './outages.js';
import type { CallCounts, Provider } from './provider.js';

/**
 * Declares an outage where too many calls to a provider fail, and ends what it declared when they are answered again. One instance judges, by its
 * own calls: two that see different networks would contradict each other. While an outage by figures lasts it probes the provider, because payments
 * go elsewhere.
 */
export class WatchOutages implements LeasedProcess {
  readonly name = 'watch-outages';
  readonly #running = new StoppableRun();
  /** By provider: what was counted when, in the order of time. */
  readonly #samples = new Map<string, (CallCounts & { readonly at: number })[]>();

  constructor(
    private readonly providers: readonly Pick<Provider, 'name' | 'health' | 'probe'>[],
    private readonly outages: Pick<Outages, 'standing' | 'say'>,
    private readonly thresholds: OutageThresholds,
    private readonly kernel: Pick<Kernel, 'clock' | 'newId'>,
  ) {}

  async start(): Promise<void> {
    this.#samples.clear();
    if (this.thresholds.failedPercent > 0) this.#running.start((signal) => this.#forEver(signal));
  }

  async stop(): Promise<void> {
    await this.#running.stop();
  }

  async #forEver(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // A store is away, which health tells: the next round judges again.
      await this.run().catch(woken);
      await this.kernel.clock.sleep(roundMs, signal).catch(woken);
    }
  }

  async run(): Promise<void> {
    await Promise.all(this.providers.map((provider) => this.#look(provider)));
  }

  async #look(provider: Pick<Provider, 'name' | 'health' | 'probe'>): Promise<void> {
    const { name } = provider;
    const now = this.kernel.clock.now();
    const { windowSeconds: seconds } = this.thresholds;
    const counted = this.#countedSince(name, provider.health().calls, now - seconds * 1_000, now);
    const said = judgeFigures(this.thresholds, counted, this.outages.standing(name), now);
    const figures = { ...counted, seconds };
    const reason = `${counted.failed} of ${counted.calls} calls failed or were not answered within ${seconds} s`;
    if (said === 'declare') await this.outages.say('Declare', name, reason, figures, this.#origin());
    if (said === 'end') await this.outages.say('End', name, reason, figures, this.#origin());
    if (this.outages.standing(name).by === 'figures') await provider.probe?.();
  }

  #countedSince(name: string, { answered, failed }: CallCounts, from: number, now: number) {
    const samples = (this.#samples.get(name) ?? []).filter(({ at }) => at <= now);
    samples.push({ answered, failed, at: now });
    // The last sample before the window is where its counting begins.
    const first = Math.max(
      0,
      samples.findLastIndex(({ at }) => at <= from),
    );
    const kept = samples.slice(first);
    this.#samples.set(name, kept);
    const begin = kept[0]!;
    const fails = failed - begin.failed;
    return { calls: answered - begin.answered + fails, failed: fails };
  }

  #origin(): Origin {
    const { name } = this;
    return { actor: { kind: 'saga', id: name, name }, correlationId: this.kernel.newId(), causationId: null };
  }
}

const woken = () => undefined;
const roundMs = 10_000;
