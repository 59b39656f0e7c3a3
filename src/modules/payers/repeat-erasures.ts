import { beginning } from '../../kernel/domain/position.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Process } from '../../kernel/following/followers.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { KeyStore } from '../../kernel/ports/key-store.js';
import { keysOf, type Erasures } from './erasures.js';
import { payer } from './payer.decider.js';
import type { Erasure } from './payer.events.js';
import { payerView, type PayerDocument } from './payer.view.js';
import type { Payers } from './payers.js';

/**
 * Repeats erasures of the list that is kept apart: in the log, which may be older than they are, and among the keys. Each key is destroyed by
 * its id, so a payer who has paid since is not erased again.
 */
export async function repeatErasures(
  kernel: Kernel,
  keys: Pick<KeyStore, 'bury' | 'find'>,
  erasures: readonly Erasure[],
  by: Origin,
): Promise<Repeated> {
  const handler = new Handler(payer, kernel);
  let [recorded, destroyed] = [0, 0];
  for (const erasure of erasures) {
    const { events } = await handler.handle('Repeat', erasure.subject, { ...erasure, by });
    recorded += events.length;
    for (const key of keysOf(erasure)) {
      const found = await keys.find(key.keyId);
      if (found === 'erased') continue;
      // A key that is not here is buried as well: a backup of the keys that is imported later must not bring it.
      await keys.bury([key]);
      if (found !== null) destroyed += 1;
    }
  }
  return { erasures: erasures.length, recorded, destroyed };
}

export interface Repeated {
  readonly erasures: number;
  /** How many of them the log did not know. */
  readonly recorded: number;
  /** How many keys lived again. */
  readonly destroyed: number;
}

interface Told {
  warn(what: object, message: string): void;
}

/**
 * At each start: destroys keys that live although the log says that they were erased, as after a restore of an older backup of the keys. The
 * policy does not: its checkpoint is behind these events.
 */
export class RepeatErasures implements Process {
  readonly #stopping = new AbortController();
  /** Resolves when every erasure that was on record at the start has been looked at. */
  finished: Promise<void> = Promise.resolve();

  constructor(
    private readonly kernel: Pick<Kernel, 'store' | 'clock'>,
    private readonly documents: DocumentStore,
    private readonly payers: Pick<Payers, 'erasuresOf'>,
    private readonly personalData: Pick<PersonalData, 'areDestroyed'>,
    private readonly erasures: Pick<Erasures, 'carryOut'>,
    private readonly viewReached: (position: bigint) => Promise<void>,
    private readonly logger: Told,
  ) {}

  async start(): Promise<void> {
    this.finished = this.#run(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.finished;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const destroyed = await this.#lookAtAll(signal);
        if (destroyed > 0)
          this.logger.warn({ payers: destroyed }, 'Keys of erased payers were there again, and have been destroyed');
        return;
      } catch {
        // A store is away, which health tells.
        await this.kernel.clock.sleep(pauseMs, signal).catch(stopped);
      }
    }
  }

  async #lookAtAll(signal: AbortSignal): Promise<number> {
    const head = await this.kernel.store.head();
    if (head === beginning) return 0;
    const isStopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([this.viewReached(head), isStopped]);
    let destroyed = 0;
    let cursor: string | null = null;
    do {
      const page: Page<PayerDocument> = await this.documents.query(payerView.collection, {
        where: { erasedAt: { gte: '' } },
        sort: { field: 'erasedAt', direction: 'ascending' },
        limit: readAtOnce,
        cursor,
      });
      for (const { id: subject, erasedKeyIds } of page.documents) {
        if (signal.aborted) return destroyed;
        if (await this.personalData.areDestroyed(erasedKeyIds.map((keyId) => ({ subject, keyId })))) continue;
        for (const erasure of await this.payers.erasuresOf(subject))
          if (await this.erasures.carryOut(erasure)) destroyed += 1;
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    return destroyed;
  }
}

const pauseMs = 10_000;
const readAtOnce = 500;
const stopped = () => undefined;
