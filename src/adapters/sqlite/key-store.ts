import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import { placeToRead } from './place.js';
import { storageFault } from '../../kernel/storage-faults.js';
import type { KeptKey, KeyOfSubject, KeyStore, WrappedKey } from '../../kernel/ports/key-store.js';
import {
  keyWriterRole,
  SqliteKeys,
  type FromKeyWriter,
  type KeyRequest,
  type KeyResult,
  type ToKeyWriter,
} from './keys.worker.js';

/** The embedded key store: reads here, durable writes in a thread of their own. */
export class SqliteKeyStore implements KeyStore {
  static async open(file: string): Promise<SqliteKeyStore> {
    const writer = await openWriter(file);
    return new SqliteKeyStore(new SqliteKeys(file, { readOnly: true }), writer);
  }

  /** Reads also while another process writes; creates and changes nothing. `isAlone`: no process can begin to write before this is closed. */
  static read(file: string, isAlone: boolean): SqliteKeyStore {
    return new SqliteKeyStore(new SqliteKeys(placeToRead(file, isAlone), { readOnly: true }), {
      write: async () => ({ failed: 'it is only read here' }),
      close: async () => undefined,
    });
  }

  static inMemory(): SqliteKeyStore {
    const keys = new SqliteKeys(':memory:');
    return new SqliteKeyStore(keys, {
      write: async (request) => keys.commit([request])[0]!,
      close: async () => undefined,
    });
  }

  private constructor(
    private readonly keys: SqliteKeys,
    private readonly writer: KeyWriter,
  ) {}

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

  async close(): Promise<void> {
    // Before the writer's connection, which as the last one folds the WAL into the file.
    this.keys.close();
    await this.writer.close();
  }

  async #write(request: KeyRequest): Promise<KeyResult> {
    const result = await this.writer.write(request);
    if ('failed' in result) throw new StoreUnavailable(`The key store could not be written: ${result.failed}`);
    return result;
  }
}

const keysInAPage = 1_000;

interface KeyWriter {
  write(request: KeyRequest): Promise<KeyResult>;
  close(): Promise<void>;
}

interface Waiting {
  readonly request: KeyRequest;
  readonly settle: (result: KeyResult) => void;
}

const asWrapped = ({ keyId, wrapped }: { keyId: string; wrapped: Uint8Array }): WrappedKey => ({
  keyId,
  wrapped: Buffer.from(wrapped),
});

function openWriter(file: string): Promise<KeyWriter> {
  const url = new URL(`./keys.worker${extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(url, { workerData: { role: keyWriterRole, file } });
  /** What one turn of the event loop brings goes as one message: waking the thread costs more than what it is asked. */
  let gathered: Waiting[] = [];
  const sent: Waiting[][] = [];
  let broken: string | null = null;
  const breakDown = (why: string) => {
    broken = why;
    for (const { settle } of [...sent.flat(), ...gathered]) settle({ failed: why });
    sent.length = 0;
    gathered = [];
  };
  const send = () => {
    if (gathered.length === 0) return;
    thread.postMessage({ commit: gathered.map(({ request }) => request) } satisfies ToKeyWriter);
    sent.push(gathered);
    gathered = [];
  };
  const writer: KeyWriter = {
    write: (request) =>
      new Promise((settle) => {
        if (broken !== null) return settle({ failed: broken });
        if (gathered.length === 0) setImmediate(send);
        gathered.push({ request, settle });
      }),
    close: () =>
      new Promise((resolve) => {
        if (broken !== null) return resolve();
        send();
        thread.once('exit', () => resolve());
        thread.postMessage({ close: true } satisfies ToKeyWriter);
      }),
  };
  return new Promise((resolve, reject) => {
    thread.once('error', reject);
    thread.on('error', (error) => breakDown((error as Error).message));
    thread.on('exit', () => breakDown('its writer has ended'));
    thread.on('message', (message: FromKeyWriter) => {
      if ('refused' in message) return reject(new Error(`${file} cannot be used: ${storageFault(message.refused)}`));
      if ('opened' in message) return resolve(writer);
      sent.shift()!.forEach(({ settle }, index) => settle(message.done[index]!));
    });
  });
}
