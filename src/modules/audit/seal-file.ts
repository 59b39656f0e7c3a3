import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { storageFault } from '../../kernel/storage-faults.js';
import { hashOfSeal, statementOf } from './seal.chain.js';
import type { Seal } from './seal.events.js';

/** What is kept of a seal elsewhere: a number and the hash that commits to the whole log up to it. */
export interface KeptSeal {
  readonly number: number;
  readonly hash: string;
}

const keptSeal = z.object({ number: z.number().int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** A line for each seal, in a file on another machine or disk: who rewrites the whole log does not reach it there. */
export class SealFile {
  constructor(private readonly file: string) {}

  /** The number of its last seal; 0 where it has none. */
  async last(): Promise<number> {
    const kept = await readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw cannot(this.file, 'read', error);
    });
    const line = kept.split('\n').findLast((text) => text !== '');
    return line === undefined ? 0 : parsed(line, this.file).number;
  }

  /** On the disk when this resolves. */
  async append(seals: readonly Seal[]): Promise<void> {
    if (seals.length === 0) return;
    try {
      const handle = await open(this.file, 'a', 0o600);
      try {
        await handle.appendFile(seals.map((seal) => `${lineOfSeal(seal)}\n`).join(''));
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw cannot(this.file, 'written', error);
    }
  }
}

/** The whole statement with its signature: the line is proof by itself that this key has sealed this log. */
const lineOfSeal = (seal: Seal): string =>
  JSON.stringify({ ...statementOf(seal), hash: hashOfSeal(seal), signature: seal.signature });

/** Throws one sentence where a line is none of ours. */
export async function readSealFile(file: string): Promise<ReadonlyMap<number, string>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw cannot(file, 'read', error);
  });
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => parsed(line, file)).map(({ number, hash }) => [number, hash]));
}

function parsed(line: string, file: string): KeptSeal {
  try {
    return keptSeal.parse(JSON.parse(line));
  } catch (error) {
    throw new Error(`${file} is no file of seals: a line of it cannot be read`, { cause: error });
  }
}

const cannot = (file: string, be: 'read' | 'written', cause: unknown) =>
  new Error(`SEAL_FILE ${file} cannot be ${be}: ${storageFault(cause)}`, { cause });
