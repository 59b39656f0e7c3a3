import type { Clock } from '../domain/clock.js';
import type { Fence, Lease, Leases } from './leases.js';

interface Turn {
  readonly holder: string;
  readonly fence: Fence;
  readonly expiresAt: number;
}

/**
 * Leases among those who share this object: for the embedded stores, whose directory one process has to itself. It gives no fences, since
 * documents outlive it and would hold the turns of a new process against those of the one before. Only who keeps documents no longer than
 * this object has it count, from `firstFence` on.
 */
export class MemoryLeases implements Leases {
  readonly #turns = new Map<string, Turn>();
  #nextFence: Fence;

  constructor(
    private readonly clock: Clock,
    firstFence: Fence = null,
  ) {
    this.#nextFence = firstFence;
  }

  async acquire(name: string, holder: string, ttlMs: number): Promise<Lease | null> {
    const turn = this.#turns.get(name);
    const now = this.clock.now();
    if (turn !== undefined && turn.holder !== holder && turn.expiresAt > now) return null;
    const fence = this.#nextFence;
    if (fence !== null) this.#nextFence = fence + 1n;
    this.#turns.set(name, { holder, fence, expiresAt: now + ttlMs });
    return { fence };
  }

  async renew(name: string, holder: string, fence: Fence, ttlMs: number): Promise<boolean> {
    if (!this.#has(name, holder, fence)) return false;
    this.#turns.set(name, { holder, fence, expiresAt: this.clock.now() + ttlMs });
    return true;
  }

  async release(name: string, holder: string, fence: Fence): Promise<void> {
    if (this.#has(name, holder, fence)) this.#turns.delete(name);
  }

  async close(): Promise<void> {
    this.#turns.clear();
  }

  #has(name: string, holder: string, fence: Fence): boolean {
    const turn = this.#turns.get(name);
    return turn?.holder === holder && turn.fence === fence;
  }
}
