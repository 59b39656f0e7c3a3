import { createHash } from 'node:crypto';
import { instant, type Clock } from '../kernel/domain/clock.js';
import type { KeptKey, KeyStore, WrappedKey } from '../kernel/ports/key-store.js';
import { Damaged, linesOf } from './lines.js';

/** All data keys as lines of JSON, wrapped under the master key, and the ids of destroyed keys: a head, the keys, an end. */
export async function exportKeys(
  keys: Pick<KeyStore, 'all'>,
  clock: Clock,
  write: (text: string) => Promise<void>,
): Promise<{ readonly keys: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let count = 0;
  let gathered = `${JSON.stringify({ format, version, exportedAt: instant(clock.now()) })}\n`;
  for await (const { subject, keyId, wrapped } of keys.all()) {
    gathered += `${JSON.stringify({ subject, keyId, wrapped: wrapped && wrapped.toString('base64') })}\n`;
    count += 1;
    if (count % keysAtOnce === 0) {
      hash.update(gathered);
      await write(gathered);
      gathered = '';
    }
  }
  hash.update(gathered);
  const end = { keys: count, sha256: hash.digest('hex') };
  await write(`${gathered}${JSON.stringify(end)}\n`);
  return end;
}

interface ImportedKeys {
  readonly keys: number;
  readonly before: number;
  /** Keys of this store that the file lacks: of payers since the export. */
  readonly others: number;
}

/**
 * Nothing is imported where a subject already has another key. A key that was
 * destroyed in the file or here is destroyed afterwards: an older file restores no erased payer.
 */
export async function importKeys(keys: readonly KeptKey[], store: KeyStore): Promise<ImportedKeys> {
  const there = new Map<string, KeptKey>();
  for await (const key of store.all()) there.set(key.keyId, key);
  const erased = keys.filter(({ wrapped }) => wrapped === null);
  const erasedIds = new Set([...erased, ...[...there.values()].filter(isErased)].map(({ keyId }) => keyId));
  const bySubject = new Map(
    [...there.values()].filter(({ keyId }) => !erasedIds.has(keyId)).map((key) => [key.subject, key]),
  );
  const lacking = keys.filter(isThere).filter((key) => {
    if (erasedIds.has(key.keyId)) return false;
    const known = bySubject.get(key.subject);
    if (known !== undefined && !same(known, key))
      throw new Error(
        'The key store here has other keys for the same payers: it belongs to another log, or a gateway began on it first',
      );
    return known === undefined;
  });
  for (let from = 0; from < erased.length; from += keysAtOnce) await store.bury(erased.slice(from, from + keysAtOnce));
  for (let from = 0; from < lacking.length; from += keysAtOnce) {
    const some = lacking.slice(from, from + keysAtOnce);
    const kept = await Promise.all(some.map((key) => store.keep(key.subject, key)));
    if (!kept.every((key, index) => same({ ...some[index]!, ...key }, some[index]!)))
      throw new Error('Another program writes to the key store: stop it and import again');
  }
  let found = 0;
  const wanted = new Map(keys.map((key) => [key.keyId, key]));
  let others = 0;
  for await (const key of store.all()) {
    const expected = wanted.get(key.keyId);
    if (expected === undefined) others += isErased(key) ? 0 : 1;
    else if (erasedIds.has(key.keyId) ? isErased(key) : same(expected, key)) found += 1;
  }
  if (found !== keys.length)
    throw new Error(`Of ${keys.length} keys only ${found} are in the key store as they were written`);
  return { keys: keys.length, before: keys.filter(({ keyId }) => there.has(keyId)).length, others };
}

/** Throws `Damaged` unless the whole file is unchanged; nothing is imported from a damaged file. */
export async function readKeys(
  chunks: AsyncIterable<Buffer>,
): Promise<{ readonly keys: readonly KeptKey[]; readonly sha256: string }> {
  const hash = createHash('sha256');
  const keys: KeptKey[] = [];
  let begun = false;
  let sha256: string | null = null;
  for await (const line of linesOf(chunks)) {
    if (sha256 !== null) throw new Damaged('it continues after its end');
    const said = objectOf(line);
    if (!begun) {
      if (said['format'] !== format) throw new Damaged('it is not a file of keys that `ishyura export-keys` wrote');
      if (said['version'] !== version && said['version'] !== withoutErased)
        throw new Damaged(`it was written by another Ishyura (format ${String(said['version'])})`);
      begun = true;
    } else if ('keys' in said) {
      sha256 = hash.digest('hex');
      if (said['keys'] !== keys.length || said['sha256'] !== sha256)
        throw new Damaged('its content has changed since it was exported');
      continue;
    } else {
      const { subject, keyId, wrapped } = said as { subject: string; keyId: string; wrapped: string | null };
      keys.push({ subject, keyId, wrapped: wrapped === null ? null : Buffer.from(String(wrapped), 'base64') });
    }
    hash.update(line).update('\n');
  }
  if (!begun) throw new Damaged('it is empty');
  if (sha256 === null) throw new Damaged(`it is cut short after ${keys.length} keys`);
  return { keys, sha256 };
}

function objectOf(line: Buffer): Record<string, unknown> {
  try {
    return Object(JSON.parse(line.toString())) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const same = (one: KeptKey, other: KeptKey): boolean =>
  one.subject === other.subject &&
  one.keyId === other.keyId &&
  (isThere(one) && isThere(other) ? one.wrapped.equals(other.wrapped) : isErased(one) && isErased(other));

const isThere = (key: KeptKey): key is KeptKey & WrappedKey => key.wrapped !== null;
const isErased = (key: KeptKey): boolean => key.wrapped === null;

const format = 'ishyura-keys';
const version = 2;
/** The format of an earlier version, which recorded no destroyed keys. */
const withoutErased = 1;
const keysAtOnce = 256;
