import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { atMost } from '../bounded-memory.js';
import type { Clock } from '../domain/clock.js';
import type { Msisdn } from '../domain/msisdn.js';
import type { Sealed } from '../domain/sealed.js';
import type { KeyOfSubject, KeyStore, WrappedKey } from '../ports/key-store.js';
import { systemClock } from '../system-clock.js';

interface DataKey {
  readonly keyId: string;
  readonly key: KeyObject;
}

/**
 * Seals what is about a person, with AES-256-GCM under a data key per person. The key store is asked before each sealing, so that nothing is
 * sealed under a key that was destroyed; what was sealed is opened with keys from memory, for a few seconds and no longer.
 */
export class PersonalData {
  readonly #wrappingKey: KeyObject;
  readonly #indexKey: KeyObject;
  readonly #fingerprintKey: KeyObject;
  readonly #remembered = atMost<Remembered>(keysKept);
  #erasures = 0;

  constructor(
    masterKey: Buffer,
    private readonly keys: KeyStore,
    private readonly clock: Pick<Clock, 'now'> = systemClock,
  ) {
    this.#wrappingKey = derive(masterKey, 'data-key-wrapping');
    this.#indexKey = derive(masterKey, 'payer-index');
    this.#fingerprintKey = derive(masterKey, 'request-fingerprint');
  }

  /** Throws when no new person's data could be sealed now. */
  checkWritable(): Promise<void> {
    return this.keys.checkWritable();
  }

  /** Keyed, since there are few enough phone numbers to try them all against a plain hash. */
  subjectOf(msisdn: Msisdn): string {
    return createHmac('sha256', this.#indexKey).update(msisdn).digest('base64url').slice(0, 22);
  }

  /** Tells two texts apart without telling what they are; keyed for the same reason. */
  fingerprint(text: string): string {
    return createHmac('sha256', this.#fingerprintKey).update(text).digest('base64url').slice(0, 22);
  }

  /** For what begins anew. A person who was erased and comes back gets another key: what was sealed before stays shut. */
  async seal<T>(subject: string, value: T): Promise<Sealed<T>> {
    const asked = this.#asking();
    const there = await this.keys.of(subject);
    if (there !== null) return box(subject, this.#dataKey(there, asked), value);
    const { fresh, key } = this.#freshKey();
    const kept = await this.keys.keep(subject, fresh);
    // Two first sealings at once keep one key; ours, when it is that one, need not be unwrapped.
    const isOurs = kept.keyId === fresh.keyId && kept.wrapped.equals(fresh.wrapped);
    return box(subject, this.#dataKey(kept, asked, isOurs ? { keyId: fresh.keyId, key } : undefined), value);
  }

  /** For what comes later to something that is sealed: under the same key, and unreadable from the start when that was destroyed. */
  async sealUnderKeyOf<T>(earlier: Sealed, value: T): Promise<Sealed<T>> {
    const asked = this.#asking();
    const [, subject, keyId] = earlier.split('.') as [string, string, string];
    const kept = await this.keys.find(keyId);
    if (kept === 'erased') return `sealed.${subject}.${keyId}.${erasedBox}` as Sealed<T>;
    // Lost, as with an older backup of the keys, is not erased: what is learned from now on is worth keeping.
    return kept === null ? this.seal(subject, value) : box(subject, this.#dataKey(kept, asked), value);
  }

  /** Null when the person has been erased, or the key is lost. */
  open<T>(sealed: Sealed<T>): Promise<T | null> {
    return this.#opened(sealed, (keyId) => this.#keyById(keyId));
  }

  /** The same for many, as a report reads them. Their keys are not remembered: they would take the places of those of payments under way. */
  openAll<T>(all: readonly Sealed<T>[]): Promise<readonly (T | null)[]> {
    const found = new Map<string, Promise<FoundKey>>();
    const keyOf = (keyId: string) => {
      const key = found.get(keyId) ?? this.#known(keyId) ?? this.#find(keyId);
      found.set(keyId, key);
      return key;
    };
    return Promise.all(all.map((sealed) => this.#opened(sealed, keyOf)));
  }

  async #opened<T>(sealed: Sealed<T>, keyOf: (keyId: string) => Promise<FoundKey>): Promise<T | null> {
    const [, subject, keyId, content] = sealed.split('.') as [string, string, string, string];
    if (content === erasedBox) return null;
    const dataKey = await keyOf(keyId);
    if (dataKey === 'erased' || dataKey === null) return null;
    return JSON.parse(decrypt(dataKey.key, Buffer.from(content, 'base64url'), subject).toString()) as T;
  }

  /** Whether its key was destroyed. A key that is lost was not. */
  async isErased(sealed: Sealed): Promise<boolean> {
    const [, , keyId, content] = sealed.split('.') as [string, string, string, string];
    return content === erasedBox || (await this.#keyById(keyId)) === 'erased';
  }

  /** The key that `seal` would use for this subject now; null where it would make one. */
  async keyIdOf(subject: string): Promise<string | null> {
    return (await this.keys.of(subject))?.keyId ?? null;
  }

  /** Throws one sentence when the keys kept here were wrapped under another master key: nothing could be read, and nothing more should be written. */
  async checkMasterKey(): Promise<void> {
    await this.seal(masterKeyCheck, null);
  }

  /**
   * Destroys exactly these keys: a key that the subject got later stays. Here at once; in every other instance when it next asks the key store,
   * which is within seconds.
   */
  async destroy(keys: readonly KeyOfSubject[]): Promise<void> {
    await this.keys.bury(keys);
    this.#erasures += 1;
    this.#remembered.clear();
  }

  async areDestroyed(keys: readonly KeyOfSubject[]): Promise<boolean> {
    for (const { keyId } of keys) if ((await this.keys.find(keyId)) !== 'erased') return false;
    return true;
  }

  /**
   * A secret of the installation itself, kept where the data keys are and wrapped as they are: the one that is there by this name, or else
   * `fresh`, which becomes it.
   */
  async keepSecret(name: string, fresh: Buffer): Promise<Buffer> {
    const keyId = randomBytes(9).toString('base64url');
    return this.#unwrapSecret(await this.keys.keep(name, { keyId, wrapped: encrypt(this.#wrappingKey, fresh, keyId) }));
  }

  /** Null: there is none by this name. */
  async secret(name: string): Promise<Buffer | null> {
    const kept = await this.keys.of(name);
    return kept && this.#unwrapSecret(kept);
  }

  async destroySecret(name: string): Promise<void> {
    await this.keys.erase(name);
  }

  async #keyById(keyId: string): Promise<FoundKey> {
    const known = this.#known(keyId);
    if (known !== undefined) return known;
    const at = this.clock.now();
    const key = this.#find(keyId);
    this.#remembered.set(keyId, { at, key });
    // A fault of the store is not an answer to remember.
    key.catch(() => this.#remembered.delete(keyId));
    return key;
  }

  async #find(keyId: string): Promise<FoundKey> {
    const kept = await this.keys.find(keyId);
    return kept === null || kept === 'erased' ? kept : this.#unwrap(kept);
  }

  /** A key that is there now, unwrapped once. One that was destroyed while it was on its way here is not remembered. */
  async #dataKey(kept: WrappedKey, { at, erasures }: Asking, ours?: DataKey): Promise<DataKey> {
    const known = ours ?? (await this.#known(kept.keyId));
    const dataKey = typeof known === 'object' && known !== null ? known : this.#unwrap(kept);
    if (erasures === this.#erasures) this.#remembered.set(kept.keyId, { at, key: Promise.resolve(dataKey) });
    return dataKey;
  }

  #asking(): Asking {
    return { at: this.clock.now(), erasures: this.#erasures };
  }

  #known(keyId: string): Promise<FoundKey> | undefined {
    const known = this.#remembered.get(keyId);
    if (known === undefined) return undefined;
    const age = this.clock.now() - known.at;
    // A clock that was set back must not lengthen it.
    return age >= 0 && age < rememberedForMs ? known.key : undefined;
  }

  #freshKey(): { readonly fresh: WrappedKey; readonly key: KeyObject } {
    const keyId = random.take(9).toString('base64url');
    const bytes = random.take(32);
    const fresh = { keyId, wrapped: encrypt(this.#wrappingKey, bytes, keyId) };
    return { fresh, key: createSecretKey(bytes) };
  }

  #unwrap(kept: WrappedKey): DataKey {
    return { keyId: kept.keyId, key: createSecretKey(this.#unwrapSecret(kept)) };
  }

  #unwrapSecret({ keyId, wrapped }: WrappedKey): Buffer {
    try {
      return decrypt(this.#wrappingKey, wrapped, keyId);
    } catch (error) {
      throw new Error(wrongMasterKey, { cause: error });
    }
  }
}

interface Remembered {
  readonly at: number;
  readonly key: Promise<FoundKey>;
}

/** Null: this key store has never had it. */
type FoundKey = DataKey | 'erased' | null;

/** When the key store was asked, and how many erasures from here came before. */
interface Asking {
  readonly at: number;
  readonly erasures: number;
}

/** Of more than a thousand payments a second while they are remembered. A key costs 2.5 KB, most of it outside the heap. */
const keysKept = 5_000;
/** How long an instance may still open what was sealed under a key that another instance has destroyed. */
const rememberedForMs = 3_000;
/** What stands in place of an erased content. */
const erasedBox = 'erased';
const wrongMasterKey =
  'MASTER_KEY (master.key in DATA_DIR, where it is not set) is not the key under which the payers’ data keys were wrapped: put back the one of this installation';
/** A key of no payer, made at the first start: a master key that unwraps it unwraps the others. */
export const masterKeyCheck = 'master-key-check';

/**
 * A key for one purpose; knowing it tells nothing of the others. A key object, since Node takes longer to make one of bytes than to use it.
 */
export const derive = (masterKey: Buffer, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', `ishyura ${purpose}`, 32)));

async function box<T>(subject: string, dataKey: Promise<DataKey>, value: T): Promise<Sealed<T>> {
  const { keyId, key } = await dataKey;
  const content = encrypt(key, Buffer.from(JSON.stringify(value)), subject);
  return `sealed.${subject}.${keyId}.${content.toString('base64url')}` as Sealed<T>;
}

/** The system is asked for many bytes at once, which costs about as much as asking for twelve. None is given out twice, or kept once it is. */
const random = {
  pool: Buffer.alloc(0),
  take(count: number): Buffer {
    if (this.pool.length < count) this.pool = randomBytes(4_096);
    const taken = Buffer.from(this.pool.subarray(0, count));
    this.pool.fill(0, 0, count);
    this.pool = this.pool.subarray(count);
    return taken;
  },
};

function encrypt(key: KeyObject, plain: Buffer, about: string): Buffer {
  const nonce = random.take(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, box: Buffer, about: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12))
    .setAAD(Buffer.from(about))
    .setAuthTag(box.subarray(-16));
  return Buffer.concat([decipher.update(box.subarray(12, -16)), decipher.final()]);
}
