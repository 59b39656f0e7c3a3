import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import { placeToRead } from './place.js';
import { storageFault } from '../../kernel/storage-faults.js';
import type { KeptKey, KeyOfSubject, KeyStore, WrappedKey } from '../../kernel/ports/key-store.js';
import { Batches } from './batches.js';
import { SqliteKeys, type KeyEngine, type KeyRequest, type KeyResult } from './keys.worker.js';
import { EngineWorker, inThisThread, onlyRead, type ClientOf } from './worker-protocol.js';

/** The embedded key store: reads here, durable writes in a thread of their own. */
export class SqliteKeyStore implements KeyStore {
  readonly #batches: Batches<KeyRequest, KeyResult>;

  static async open(file: string): Promise<SqliteKeyStore> {
    const writer = await EngineWorker.start<KeyEngine>('keys', file).catch((error: unknown) => {
      throw new Error(`${file} cannot be used: ${storageFault(error)}`, { cause: error });
    });
    return new SqliteKeyStore(new SqliteKeys(file, { readOnly: true }), writer);
  }

  /** Reads also while another process writes; creates and changes nothing. `isAlone`: no process can begin to write before this is closed. */
  static read(file: string, isAlone: boolean): SqliteKeyStore {
    return new SqliteKeyStore(new SqliteKeys(placeToRead(file, isAlone), { readOnly: true }), onlyRead);
  }

  static inMemory(): SqliteKeyStore {
    const keys = new SqliteKeys(':memory:');
    return new SqliteKeyStore(
      keys,
      inThisThread({ answer: (requests) => keys.commit(requests), close: () => undefined }),
    );
  }

  private constructor(
    private readonly keys: SqliteKeys,
    private readonly writer: ClientOf<KeyEngine>,
  ) {
    this.#batches = new Batches((requests) => writer.ask(requests), { soon: setImmediate });
  }

  async keep(subject: string, { keyId, wrapped }: WrappedKey): Promise<WrappedKey> {
    const result = await this.#write({ keep: { subject, keyId, wrapped } });
    if (!('keyId' in result)) throw new Error('A key was kept without an answer');
    return { keyId: result.keyId, wrapped: Buffer.from(result.wrapped) };
  }

  async of(subject: string): Promise<WrappedKey | null> {
    const row = this.keys.of(subject);
    return row && asWrapped(row);
  }

  async find(keyId: string): Promise<WrappedKey | 'erased' | null> {
    const row = this.keys.find(keyId);
    return row === null || row === 'erased' ? row : asWrapped(row);
  }

  async *all(): AsyncIterable<KeptKey> {
    let last: string | undefined;
    do {
      const page = this.keys.after(last ?? '', keysInAPage);
      for (const { subject, keyId, wrapped } of page)
        yield { subject, keyId, wrapped: wrapped && Buffer.from(wrapped) };
      last = page.at(-1)?.keyId;
    } while (last !== undefined);
  }

  async erase(subject: string): Promise<number> {
    const result = await this.#write({ erase: subject });
    return 'erased' in result ? result.erased : 0;
  }

  async bury(keys: readonly KeyOfSubject[]): Promise<void> {
    await this.#write({ bury: keys.map(({ subject, keyId }) => ({ subject, keyId })) });
  }

  async checkWritable(): Promise<void> {
    await this.#write({ check: true });
  }

  async close(): Promise<void> {
    await this.#batches.close();
    // Before the writer's connection, which as the last one folds the WAL into the file.
    this.keys.close();
    await this.writer.close();
  }

  async #write(request: KeyRequest): Promise<KeyResult> {
    const result = await this.#batches.add(request).catch((error: Error) => ({ failed: error.message }));
    if ('failed' in result) throw new StoreUnavailable(`The key store could not be written: ${result.failed}`);
    return result;
  }
}

const keysInAPage = 1_000;

const asWrapped = ({ keyId, wrapped }: { keyId: string; wrapped: Uint8Array }): WrappedKey => ({
  keyId,
  wrapped: Buffer.from(wrapped),
});
