/** Numbers the turns at one name, for ever growing. Null where one process has all stores to itself, and nobody has to be kept out. */
export type Fence = bigint | null;

export interface Lease {
  readonly fence: bigint;
}

/**
 * Turns at what only one may do at a time. A lease ends by itself when its time is over; nobody can be kept from believing in one that
 * has ended, which is why whatever is written under it carries its fence.
 * Every method throws `LeasesUnavailable` when the store cannot answer, and then nobody knows whether it was done.
 */
export interface Leases {
  /** Null while another holder has it. Whoever asks again for what it has itself gets a new turn, with a greater fence. */
  acquire(name: string, holder: string, ttlMs: number): Promise<Lease | null>;
  /** False when the turn is over, because it was let run out and taken, or released. */
  renew(name: string, holder: string, fence: bigint, ttlMs: number): Promise<boolean>;
  /** Ends the turn, if it is not over; others need not wait for its time. */
  release(name: string, holder: string, fence: bigint): Promise<void>;
  close(): Promise<void>;
}

export class LeasesUnavailable extends Error {
  override readonly name = 'LeasesUnavailable';
}
