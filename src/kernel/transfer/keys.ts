import { createHash } from 'node:crypto';
import { instant, type Clock } from '../domain/clock.js';
import type { KeptKey, KeyStore } from '../personal-data/personal-data.js';
import { Damaged, linesOf } from './lines.js';

/** All data keys as lines of JSON, each still wrapped under the master key: a head, the keys, an end. */
export async function exportKeys(
  keys: Pick<KeyStore, 'all'>,
  clock: Clock,
  write: (text: string) => Promise<void>,
): Promise<number> {
  const hash = createHash('sha256');
  let count = 0;
  let gathered = `${JSON.stringify({ format, version, exportedAt: instant(clock.now()) })}\n`;
  for await (const { subject, keyId, wrapped } of keys.all()) {
    gathered += `${JSON.stringify({ subject, keyId, wrapped: wrapped.toString('base64') })}\n`;
    count += 1;
    if (count % keysAtOnce === 0) {
      hash.update(gathered);
      await write(gathered);
      gathered = '';
    }
  }
  hash.update(gathered);
  await write(`${gathered}${JSON.stringify({ keys: count, sha256: hash.digest('hex') })}\n`);
  return count;
}

export interface ImportedKeys {
  readonly keys: number;
  readonly before: number;
  /** Kept here and not in the file: of payers since the export, or who have been erased where it was made. */
  readonly others: number;
}

/** Nothing is kept before the whole file has been found as it was written, nor where a subject has another key here already. */
export async function importKeys(chunks: AsyncIterable<Buffer>, store: KeyStore): Promise<ImportedKeys> {
  const keys = await readKeys(chunks);
  const there = new Map<string, KeptKey>();
  for await (const key of store.all()) there.set(key.subject, key);
  const lacking = keys.filter((key) => {
    const known = there.get(key.subject);
    if (known !== undefined && !same(known, key))
      throw new Error(
        'The key store here has other keys for the same payers: it belongs to another log, or a gateway began on it first',
      );
    return known === undefined;
  });
  for (let from = 0; from < lacking.length; from += keysAtOnce) {
    const some = lacking.slice(from, from + keysAtOnce);
    const kept = await Promise.all(some.map((key) => store.keep(key.subject, key)));
    if (!kept.every((key, index) => same(key, some[index]!))) throw new Error('Somebody else writes to the key store');
  }
  let found = 0;
  const wanted = new Map(keys.map((key) => [key.subject, key]));
  let others = 0;
  for await (const key of store.all()) {
    const expected = wanted.get(key.subject);
    if (expected === undefined) others += 1;
    else if (same(expected, key)) found += 1;
  }
  if (found !== keys.length)
    throw new Error(`Of ${keys.length} keys only ${found} are in the key store as they were written`);
  return { keys: keys.length, before: keys.length - lacking.length, others };
}

async function readKeys(chunks: AsyncIterable<Buffer>): Promise<readonly KeptKey[]> {
  const hash = createHash('sha256');
  const keys: KeptKey[] = [];
  let begun = false;
  let ended = false;
  for await (const line of linesOf(chunks)) {
    if (ended) throw new Damaged('it goes on after its end');
    const said = objectOf(line);
    if (!begun) {
      if (said['format'] !== format) throw new Damaged('it is not a file of keys that `ishyura export-keys` wrote');
      if (said['version'] !== version)
        throw new Damaged(`it was written by another Ishyura (format ${String(said['version'])})`);
      begun = true;
    } else if ('keys' in said) {
      if (said['keys'] !== keys.length || said['sha256'] !== hash.digest('hex'))
        throw new Damaged('it is not as it was written');
      ended = true;
      continue;
    } else {
      const { subject, keyId, wrapped } = said as Record<string, string>;
      keys.push({ subject: subject!, keyId: keyId!, wrapped: Buffer.from(String(wrapped), 'base64') });
    }
    hash.update(line).update('\n');
  }
  if (!begun) throw new Damaged('it is empty');
  if (!ended) throw new Damaged(`it is cut short after ${keys.length} keys`);
  return keys;
}

function objectOf(line: Buffer): Record<string, unknown> {
  try {
    return Object(JSON.parse(line.toString())) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const same = (one: Omit<KeptKey, 'subject'>, other: Omit<KeptKey, 'subject'>): boolean =>
  one.keyId === other.keyId && one.wrapped.equals(other.wrapped);

const format = 'ishyura-keys';
const version = 1;
const keysAtOnce = 256;
