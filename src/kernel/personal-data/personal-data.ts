import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { LRUCache } from 'lru-cache';
import { atMost } from '../bounded-memory.js';
import type { Msisdn } from '../domain/msisdn.js';
import type { Sealed } from '../domain/sealed.js';

/** A data key, encrypted under the master key. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: Buffer;
}

export interface KeptKey extends WrappedKey {
  readonly subject: string;
}

/**
 * Where data keys live: not in the log, not in a view, so that a person can be erased from both by deleting one row here. A key is
 * durable before anything is sealed with it.
 */
export interface KeyStore {
  /** The subject's key; where there is none, `fresh` becomes it. */
  keep(subject: string, fresh: WrappedKey): Promise<WrappedKey>;
  of(subject: string): Promise<WrappedKey | null>;
  find(keyId: string): Promise<WrappedKey | null>;
  /** Every key, each once, in no promised order. One that comes or goes meanwhile may be among them or not. */
  all(): AsyncIterable<KeptKey>;
  /** Deletes every key of the subject; says how many. What they sealed can never be read again. */
  erase(subject: string): Promise<number>;
  close(): Promise<void>;
}

interface DataKey {
  readonly keyId: string;
  readonly key: KeyObject;
}

/** Seals what is about a person, with AES-256-GCM under a data key per person. */
export class PersonalData {
  readonly #wrappingKey: KeyObject;
  readonly #indexKey: KeyObject;
  readonly #fingerprintKey: KeyObject;
  readonly #bySubject = atMost<Promise<DataKey>>(keysKept);
  readonly #byId = atMost<Promise<DataKey | null>>(keysKept);
  #erasures = 0;

  constructor(
    masterKey: Buffer,
    private readonly keys: KeyStore,
  ) {
    this.#wrappingKey = derive(masterKey, 'data-key-wrapping');
    this.#indexKey = derive(masterKey, 'payer-index');
    this.#fingerprintKey = derive(masterKey, 'request-fingerprint');
  }

  /** Keyed, since there are few enough phone numbers to try them all against a plain hash. */
  subjectOf(msisdn: Msisdn): string {
    return createHmac('sha256', this.#indexKey).update(msisdn).digest('base64url').slice(0, 22);
  }

  /** Tells two texts apart without telling what they are; keyed for the same reason. */
  fingerprint(text: string): string {
    return createHmac('sha256', this.#fingerprintKey).update(text).digest('base64url').slice(0, 22);
  }

  async seal<T>(subject: string, value: T): Promise<Sealed<T>> {
    const { keyId, key } = await this.#keyOf(subject);
    const box = encrypt(key, Buffer.from(JSON.stringify(value)), subject);
    return `sealed.${subject}.${keyId}.${box.toString('base64url')}` as Sealed<T>;
  }

  /** Null when the person has been erased. */
  async open<T>(sealed: Sealed<T>): Promise<T | null> {
    const [, subject, keyId, box] = sealed.split('.') as [string, string, string, string];
    const dataKey = await this.#keyById(keyId);
    if (dataKey === null) return null;
    return JSON.parse(decrypt(dataKey.key, Buffer.from(box, 'base64url'), subject).toString()) as T;
  }

  /** Throws one sentence when the keys kept here were wrapped under another master key: nothing could be read, and nothing more should be written. */
  async checkMasterKey(): Promise<void> {
    await this.#keyOf(masterKeyCheck);
  }

  async erase(subject: string): Promise<number> {
    const erased = await this.keys.erase(subject);
    this.#erasures += 1;
    this.#bySubject.delete(subject);
    this.#byId.clear();
    return erased;
  }

  #keyOf(subject: string): Promise<DataKey> {
    return remember(this.#bySubject, subject, async () => {
      const erasures = this.#erasures;
      const kept = (await this.keys.of(subject)) ?? (await this.keys.keep(subject, this.#freshKey()));
      const dataKey = this.#unwrap(kept);
      // A key that was erased while it was on its way here is not remembered.
      if (erasures === this.#erasures) this.#byId.set(dataKey.keyId, Promise.resolve(dataKey));
      return dataKey;
    });
  }

  #keyById(keyId: string): Promise<DataKey | null> {
    return remember(this.#byId, keyId, async () => {
      const kept = await this.keys.find(keyId);
      return kept === null ? null : this.#unwrap(kept);
    });
  }

  #freshKey(): WrappedKey {
    const keyId = randomBytes(9).toString('base64url');
    return { keyId, wrapped: encrypt(this.#wrappingKey, randomBytes(32), keyId) };
  }

  #unwrap({ keyId, wrapped }: WrappedKey): DataKey {
    try {
      return { keyId, key: createSecretKey(decrypt(this.#wrappingKey, wrapped, keyId)) };
    } catch (error) {
      throw new Error('MASTER_KEY is not the key under which the payers’ data keys were wrapped', { cause: error });
    }
  }
}

const keysKept = 50_000;
/** Nobody's key, made at the first start: whoever can unwrap it can unwrap the others. */
const masterKeyCheck = 'master-key-check';

/**
 * A key for one purpose; knowing it tells nothing of the others. A key object, since Node takes longer to make one of bytes than to use it.
 */
export const derive = (masterKey: Buffer, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', `ishyura ${purpose}`, 32)));

const remember = <T>(cache: LRUCache<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> => {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const found = find();
  cache.set(key, found);
  // A fault of the store is not an answer to remember.
  found.catch(() => cache.delete(key));
  return found;
};

function encrypt(key: KeyObject, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, box: Buffer, about: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12))
    .setAAD(Buffer.from(about))
    .setAuthTag(box.subarray(-16));
  return Buffer.concat([decipher.update(box.subarray(12, -16)), decipher.final()]);
}
