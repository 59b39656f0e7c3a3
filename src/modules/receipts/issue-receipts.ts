import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { EventOf, Recorded } from '../../kernel/domain/events.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { DocumentStoreUnavailable, type DocumentStore } from '../../kernel/ports/document-store.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import { StoreUnavailable, type EventStore, type RecordedEvent } from '../../kernel/ports/event-store.js';
import type { SkippedEvents } from '../../kernel/following/skipped-events.js';
import type { Fence } from '../../kernel/ports/leases.js';
import type { FollowerProgress, LeasedProcess } from '../../kernel/following/followers.js';
import { causedBy } from '../../kernel/following/policy.js';
import { PaymentSucceeded } from '../payments/contract.js';
import { receiptView } from './receipt.view.js';
import { newestLookedAt, type Receipts, type Success } from './receipts.js';

/**
 * Follows the log and issues a receipt for every success, in its order and batch by batch: unlike other policies one at a time, since numbers
 * without gaps are given by one hand.
 */
export class IssueReceipts implements LeasedProcess {
  readonly name = 'issue-receipts';
  readonly #codec = new EventCodec<EventOf<typeof PaymentSucceeded>>([PaymentSucceeded]);
  /** Null while it has no turn here. */
  #turn: { readonly stopping: AbortController; readonly running: Promise<void> } | null = null;
  #position: Position = beginning;
  #fault: string | null = null;

  constructor(
    private readonly receipts: Receipts,
    private readonly events: EventStore,
    private readonly documents: DocumentStore,
    private readonly skipped: SkippedEvents,
    private readonly clock: Clock,
  ) {}

  get progress(): FollowerProgress {
    return { name: this.name, kind: 'process', position: this.#position, fault: this.#fault };
  }

  async start(fence: Fence): Promise<void> {
    this.#position = (await this.documents.checkpoint(this.name)) ?? beginning;
    const stopping = new AbortController();
    this.#turn = { stopping, running: this.#follow(fence, stopping.signal) };
  }

  async stop(): Promise<void> {
    this.#turn?.stopping.abort();
    await this.#turn?.running;
    this.#turn = null;
  }

  async #follow(fence: Fence, signal: AbortSignal): Promise<void> {
    for (let faults = 0; !signal.aborted; faults += 1) {
      try {
        for await (const { events, position } of this.events.subscribe(
          this.#position,
          { types: this.#codec.types },
          signal,
        )) {
          for (let from = 0; from < events.length; from += newestLookedAt) {
            await this.#issue(events.slice(from, from + newestLookedAt), faults);
          }
          if (events.length > 0) {
            const checkpoint = { reader: this.name, position, ...(fence !== null && { fence }) };
            await this.documents.write(receiptView.collection, [], checkpoint);
          }
          this.#position = position;
          this.#fault = null;
          faults = 0;
        }
      } catch (error) {
        // A number may already be given, so no payment is skipped at once: the same batch is tried again, and the fault is reported meanwhile.
        this.#fault = (error as Error).message;
        await this.clock.sleep(Math.min(10_000, 100 * 2 ** faults), signal).catch(stopped);
      }
    }
  }

  async #issue(stored: readonly RecordedEvent[], faults: number): Promise<void> {
    const succeeded: Recorded<EventOf<typeof PaymentSucceeded>>[] = [];
    for (const event of stored) {
      try {
        succeeded.push(this.#codec.read(event));
      } catch (error) {
        await this.#skip(event, error);
      }
    }
    if (succeeded.length === 0) return;
    try {
      await this.receipts.issue(succeeded.map(successOf), causedBy(this.name, succeeded[0]!));
    } catch (error) {
      if (isAway(error) || faults < faultsBeforeSkipping) throw error;
      await this.#issueOneByOne(succeeded);
    }
  }

  /** One payment of the batch cannot have a receipt, which must not keep all later ones from theirs. */
  async #issueOneByOne(succeeded: readonly Recorded<EventOf<typeof PaymentSucceeded>>[]): Promise<void> {
    for (const event of succeeded) {
      try {
        await this.receipts.issue([successOf(event)], causedBy(this.name, event));
      } catch (error) {
        // A number once given must find its receipt: skipping it would leave a gap for good.
        if (isAway(error) || (await this.receipts.isNumbered(event.data.paymentId))) throw error;
        await this.#skip(event, error);
      }
    }
  }

  #skip({ stream, revision, type, position }: RecordedEvent | Recorded, error: unknown): Promise<void> {
    const at = instant(this.clock.now());
    const reason = (error as Error).message;
    return this.skipped.add({ reader: this.name, stream, revision, type, reason, at }, position);
  }
}

/** What is away comes back, and then everything that waits for it is done. */
const isAway = (error: unknown): boolean =>
  error instanceof StoreUnavailable || error instanceof DocumentStoreUnavailable;
const faultsBeforeSkipping = 8;

const successOf = ({ data, position }: Recorded<EventOf<typeof PaymentSucceeded>>): Success => ({
  paymentId: data.paymentId,
  position,
});
const stopped = () => undefined;
