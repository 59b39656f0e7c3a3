import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from '../../kernel/data-directory.js';
import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import { storageFault } from '../../kernel/storage-faults.js';
import { PayerErased, type Erasure } from './payer.events.js';

/**
 * The list of erasures that is kept apart from the stores: one line of JSON each, on the disk before a key is destroyed. After a backup was
 * restored that is older than an erasure, the erasure is repeated from here. It holds hashes and key ids, and nothing that names a person.
 */
export class ErasuresFile {
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly file: string) {}

  /** Throws one sentence when it cannot be written. */
  async check(): Promise<void> {
    await this.#append('').catch((error: unknown) => {
      throw new Error(`ERASURES_FILE ${this.file} cannot be written: ${storageFault(error)}`, { cause: error });
    });
  }

  /** Throws `StoreUnavailable`, so that the erasure waits until there is room again. */
  append(erasure: Erasure): Promise<void> {
    const write = this.#last.then(() => this.#append(`${JSON.stringify(erasure)}\n`));
    this.#last = write.catch(() => undefined);
    return write.catch((error: unknown) => {
      throw new StoreUnavailable(`ERASURES_FILE cannot be written: ${storageFault(error)}`, { cause: error });
    });
  }

  async #append(line: string): Promise<void> {
    const handle = await open(this.file, 'a+', 0o600);
    try {
      const { size } = await handle.stat();
      // A crash or a full disk may have left the beginning of a line.
      const isTorn = size > 0 && (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString() !== '\n';
      const text = `${isTorn ? '\n' : ''}${line}`;
      if (text !== '') await handle.appendFile(text);
      await handle.sync();
      if (size === 0) syncDirectory(dirname(this.file));
    } finally {
      await handle.close();
    }
  }
}

/** The erasures of such a file, and the numbers of the lines that are none, as a crash leaves one. */
export function readErasures(text: string): {
  readonly erasures: readonly Erasure[];
  readonly torn: readonly number[];
} {
  const erasures: Erasure[] = [];
  const torn: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      erasures.push(PayerErased.read(JSON.parse(line), 1));
    } catch {
      torn.push(index + 1);
    }
  }
  return { erasures, torn };
}
