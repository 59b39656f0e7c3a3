/** A fencing token: it grows with every acquisition of a lease. Null where one process owns the stores, so that no fencing is needed. */
export type Fence = bigint | null;

export interface Lease {
  readonly fence: bigint;
}

/**
 * Leases on work that only one instance may do at a time. A lease expires by itself. A paused holder may still believe in an expired lease,
 * so every write under a lease carries its fencing token.
 * Every method throws `LeasesUnavailable` when the store cannot answer; it is then unknown whether the request took effect.
 */
export interface Leases {
  /** Null while another holder has it. A holder that acquires its own lease again gets a new lease with a greater fencing token. */
  acquire(name: string, holder: string, ttlMs: number): Promise<Lease | null>;
  /** False when the lease is lost: it expired and was taken, or was released. */
  renew(name: string, holder: string, fence: bigint, ttlMs: number): Promise<boolean>;
  /** Ends the lease, so that others need not wait for its expiry. */
  release(name: string, holder: string, fence: bigint): Promise<void>;
  close(): Promise<void>;
}

export class LeasesUnavailable extends Error {
  override readonly name = 'LeasesUnavailable';
}
