import { open, readFile, rename } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Head, KeptHead } from './log-head.js';

/** The head of an embedded log in a small file beside it, on the disk by itself. */
export class HeadFile implements KeptHead {
  readonly name: string;

  constructor(private readonly file: string) {
    this.name = basename(file);
  }

  async read(): Promise<Head | null> {
    const text = await readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return null;
    try {
      const { position, eventId, at } = JSON.parse(text) as Record<string, string>;
      return { position: BigInt(position!), eventId: eventId!, at: at! };
    } catch (error) {
      throw new Error(`${this.file} is damaged; remove it if events.sqlite is known to be whole`, { cause: error });
    }
  }

  /** Replaced as a whole: what is there is always one head or the next. */
  async keep({ position, eventId, at }: Head): Promise<void> {
    const next = `${this.file}.new`;
    const handle = await open(next, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify({ position: String(position), eventId, at })}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(next, this.file);
  }
}
