import { slotsFrom, SlotsUnavailable, type Rhythm, type Slot, type RateSlots } from '../../src/kernel/ports/slots.js';
import type { FakeClock } from './fake-clock.js';

/** RateSlots on a fake clock, for several instances that share this object; slow, away or frozen when a test says so. */
export class MemorySlots implements RateSlots {
  /** How many reservations were asked for. */
  asked = 0;
  isAway = false;
  isFrozen = false;
  /** How long each of the four ways takes: the question for the time, its answer, the reservation, its answer. */
  ways: () => readonly [number, number, number, number] = () => [0, 0, 0, 0];
  /** What the store's clock goes ahead of ours. */
  aheadMs = 0;
  readonly #frozen: (() => void)[] = [];
  readonly #freeFrom = new Map<string, number>();

  /** This clock is never set: it stands for elapsed time. */
  constructor(private readonly clock: FakeClock) {}

  async reserve(name: string, rhythm: Rhythm, count: number): Promise<readonly Slot[]> {
    this.asked += 1;
    const [askMs, tellMs, goMs, comeMs] = this.ways();
    const askedAt = this.clock.now();
    await this.#way(askMs);
    const storeMs = this.clock.now() + this.aheadMs;
    await this.#way(tellMs);
    const toldAt = this.clock.now();
    if (toldAt - askedAt > rhythm.openForMs) return [];
    await this.#way(goMs);
    const firstMs = this.#claim(name, rhythm, count, storeMs, toldAt - askedAt);
    await this.#way(comeMs);
    return slotsFrom(firstMs, count, rhythm, { storeMs, askedAt, toldAt }, this.clock.now());
  }

  /** Releases the held calls. */
  thaw(): void {
    this.isFrozen = false;
    for (const goOn of this.#frozen.splice(0)) goOn();
  }

  async close(): Promise<void> {
    this.#freeFrom.clear();
  }

  #claim(name: string, { everyMs, farthestMs }: Rhythm, count: number, storeMs: number, roundTripMs: number) {
    const earliest = storeMs + roundTripMs;
    const free = this.#freeFrom.get(name) ?? 0;
    const first = free > earliest && free <= storeMs + farthestMs ? free : earliest;
    this.#freeFrom.set(name, first + count * everyMs);
    return first;
  }

  async #way(ms: number): Promise<void> {
    if (this.isFrozen) await new Promise<void>((resolve) => this.#frozen.push(resolve));
    if (ms > 0) await this.clock.sleep(ms);
    if (this.isAway) throw new SlotsUnavailable('No slots can be had: away');
  }
}
