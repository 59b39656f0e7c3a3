import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import { storageFault } from '../../kernel/storage-faults.js';
import { fileOnDisk, type StatementFile } from './reading/statement-file.js';

/** The file has more bytes than its limit. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
  readonly statusCode = 413;
}

export const mostBytes = 512 * 1_024 * 1_024;

export interface UploadedFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly file: StatementFile;
  /** Where it lies until it has a name. */
  readonly path: string;
}

/**
 * The statements that are being imported, on this machine's disk: whole, for their owner alone, and no longer than their import takes. They hold names and
 * numbers that nothing has sealed yet.
 */
export class StatementFiles {
  constructor(private readonly directory: string) {}

  /** Takes in a file as it arrives, in constant memory. */
  async receive(source: AsyncIterable<Uint8Array>, limit = mostBytes): Promise<UploadedFile> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 }).catch(cannotBeKept);
    const path = join(this.directory, `${randomUUID()}.upload`);
    const hash = createHash('sha256');
    let bytes = 0;
    let isOfSender = false;
    const measured = async function* () {
      try {
        for await (const chunk of source) {
          bytes += chunk.length;
          if (bytes > limit) throw new FileTooLarge(`The file is larger than ${limit} bytes`);
          hash.update(chunk);
          yield chunk;
        }
      } catch (error) {
        isOfSender = true;
        throw error;
      }
    };
    try {
      await pipeline(measured, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      if (isOfSender) throw error;
      return cannotBeKept(error);
    }
    return { sha256: hash.digest('hex'), bytes, file: await fileOnDisk(path), path };
  }

  keep({ path }: UploadedFile, statementId: string): Promise<void> {
    return rename(path, this.#pathOf(statementId)).catch(cannotBeKept);
  }

  has(statementId: string): boolean {
    return existsSync(this.#pathOf(statementId));
  }

  open(statementId: string): Promise<StatementFile> {
    return fileOnDisk(this.#pathOf(statementId));
  }

  async remove(statementId: string): Promise<void> {
    await rm(this.#pathOf(statementId), { force: true });
  }

  async discard({ path }: UploadedFile): Promise<void> {
    await rm(path, { force: true });
  }

  /** At the start of the process: removes what was still arriving when it died. */
  async removeUnfinished(): Promise<void> {
    for (const name of await this.#names())
      if (name.endsWith('.upload')) await rm(join(this.directory, name), { force: true });
  }

  /** The statements whose files lie here. */
  async list(): Promise<readonly string[]> {
    return (await this.#names()).filter((name) => /^stm_[0-9a-f]{32}$/.test(name));
  }

  #names(): Promise<readonly string[]> {
    return readdir(this.directory).catch(() => []);
  }

  #pathOf(statementId: string): string {
    return join(this.directory, statementId);
  }
}

/** Nothing is on record before its file is there. */
function cannotBeKept(error: unknown): never {
  throw new StoreUnavailable(`The file of a statement cannot be kept: ${storageFault(error)}`, { cause: error });
}
