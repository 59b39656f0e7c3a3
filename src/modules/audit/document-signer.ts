import type { Logger } from 'pino';
import type { Clock } from '../../kernel/domain/clock.js';
import { DocumentStoreUnavailable } from '../../kernel/ports/document-store.js';
import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import type { DocumentSigner, Proof } from '../receipts/contract.js';
import type { SealKeys, SigningKey } from './seal-keys.js';

/**
 * Signs receipts and credit notes under the key of the seals, so that one public key checks both. The key in use is looked up every ten seconds:
 * a signature by the key before is as good, since its public key stays on record.
 */
export class SealKeySigner implements DocumentSigner {
  #current: { readonly key: Promise<SigningKey>; readonly until: number } | null = null;

  constructor(
    private readonly keys: Pick<SealKeys, 'current'>,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly logger: Pick<Logger, 'error'>,
  ) {}

  async sign(text: string): Promise<Proof | null> {
    try {
      const { key, sign } = await this.#key();
      return { keyId: key.keyId, signature: sign(text) };
    } catch (error) {
      // A store that is away comes back. A key that is wrong does not, and no payer has to wait for a receipt because of it.
      if (error instanceof StoreUnavailable || error instanceof DocumentStoreUnavailable) throw error;
      this.logger.error({ reason: (error as Error).message }, 'A document is issued without its offline signature');
      return null;
    }
  }

  #key(): Promise<SigningKey> {
    const now = this.clock.now();
    if (this.#current === null || now >= this.#current.until || now < this.#current.until - lookedUpEveryMs) {
      const key = this.keys.current();
      key.catch(() => (this.#current = null));
      this.#current = { key, until: now + lookedUpEveryMs };
    }
    return this.#current.key;
  }
}

const lookedUpEveryMs = 10_000;
