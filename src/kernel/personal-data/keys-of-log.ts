import { beginning, type Position } from '../domain/position.js';
import type { EventStore } from '../ports/event-store.js';
import type { KeyOfSubject, KeyStore } from '../ports/key-store.js';

export type ReadableLog = Pick<EventStore, 'readAll'>;

/**
 * Throws one sentence when the key store knows none of the keys under which the log begins: it was lost and made anew, or it is another
 * installation's. `keys` is null where there is none at all. Keys that are missing one by one, as after an older backup, are no reason.
 */
export async function refuseKeysOfAnotherLog(log: ReadableLog, keys: Pick<KeyStore, 'find'> | null): Promise<void> {
  await refuseUnknownKeys(await firstKeysNamedBy(log), keys);
}

/** The same, of keys that were read from the beginning of the log before. */
export async function refuseUnknownKeys(
  named: readonly KeyOfSubject[],
  keys: Pick<KeyStore, 'find'> | null,
): Promise<void> {
  if (named.length === 0) return;
  for (const { keyId } of named) if (keys !== null && (await keys.find(keyId)) !== null) return;
  throw new Error(
    `${keys === null ? 'The payers’ data keys are missing' : 'The key store knows none of the payers’ data keys'} that the log was written with: ` +
      'restore them from the backup of this installation (keys.sqlite, ishyura_keys, `ishyura import-keys`), ' +
      'or give up all that they have sealed with `ishyura accept-lost-keys`',
  );
}

/** Every key that the log names, once, as it is first met; in its beginning only, where `mostReads` says so. */
export async function* keysNamedBy(log: ReadableLog, mostReads = Infinity): AsyncGenerator<KeyOfSubject> {
  const told = new Set<string>();
  let position: Position = beginning;
  for (let reads = 0; reads < mostReads; reads += 1) {
    const { events, position: reached } = await log.readAll(position, eventsInARead);
    if (reached === position) return;
    position = reached;
    for (const { data } of events) {
      for (const [, subject, keyId] of JSON.stringify(data).matchAll(sealedText)) {
        if (told.has(keyId!)) continue;
        told.add(keyId!);
        yield { subject: subject!, keyId: keyId! };
      }
    }
  }
}

export async function firstKeysNamedBy(log: ReadableLog): Promise<readonly KeyOfSubject[]> {
  const first: KeyOfSubject[] = [];
  for await (const key of keysNamedBy(log, readsOfTheBeginning)) {
    first.push(key);
    if (first.length === keysLookedFor) break;
  }
  return first;
}

const sealedText = /"sealed\.([^".]+)\.([^".]+)\.[^"]*"/g;
const keysLookedFor = 20;
const eventsInARead = 500;
const readsOfTheBeginning = 20;
