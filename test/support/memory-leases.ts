import type { Clock } from '../../src/kernel/domain/clock.js';
import type { Lease, Leases } from '../../src/kernel/ports/leases.js';

interface Turn {
  readonly holder: string;
  readonly fence: bigint;
  readonly expiresAt: number;
}

/** Leases among the users of this object. */
export class MemoryLeases implements Leases {
  readonly #turns = new Map<string, Turn>();
  #nextFence = 1n;

  constructor(private readonly clock: Clock) {}

  async acquire(name: string, holder: string, ttlMs: number): Promise<Lease | null> {
    const turn = this.#turns.get(name);
    const now = this.clock.now();
    if (turn !== undefined && turn.holder !== holder && turn.expiresAt > now) return null;
    const fence = this.#nextFence;
    this.#nextFence += 1n;
    this.#turns.set(name, { holder, fence, expiresAt: now + ttlMs });
    return { fence };
  }

  async renew(name: string, holder: string, fence: bigint, ttlMs: number): Promise<boolean> {
    if (!this.#has(name, holder, fence)) return false;
    this.#turns.set(name, { holder, fence, expiresAt: this.clock.now() + ttlMs });
    return true;
  }

  async release(name: string, holder: string, fence: bigint): Promise<void> {
    if (this.#has(name, holder, fence)) this.#turns.delete(name);
  }

  async close(): Promise<void> {
    this.#turns.clear();
  }

  #has(name: string, holder: string, fence: bigint): boolean {
    const turn = this.#turns.get(name);
    return turn?.holder === holder && turn.fence === fence;
  }
}
