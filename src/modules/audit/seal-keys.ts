import { generateKeyPairSync, createPublicKey, type KeyObject } from 'node:crypto';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { RevisionConflict, type EventStore } from '../../kernel/ports/event-store.js';
import { acknowledgementText, endorsementText, keyIdOf, privateKeyOf, rawPublicKey, signed } from './seal.chain.js';
import { SealKeyMade, type SealEvent, type SealKey } from './seal.events.js';

export interface SigningKey {
  readonly key: SealKey;
  sign(text: string | Buffer): string;
}

export const sealKeysStream = 'seal-keys';
export const sealCodec = new EventCodec<SealEvent>([SealKeyMade]);

/** The public keys under which seals are and were signed, oldest first. */
export async function sealKeysOf(store: Pick<EventStore, 'readStream'>): Promise<readonly SealKey[]> {
  const events = await store.readStream(sealKeysStream);
  return events.map((event) => sealCodec.read(event).data as SealKey);
}

/**
 * The keys that sign seals. The private one is kept with the data keys, wrapped under the master key; the public ones are on record for ever, so
 * that old seals can be checked after a rotation. Each key is endorsed by the one before it.
 */
export class SealKeys {
  #current: SigningKey | null = null;

  constructor(
    private readonly kernel: Kernel,
    private readonly secrets: Pick<PersonalData, 'secret' | 'keepSecret' | 'destroySecret'>,
  ) {}

  /** The key in use. It is made at the first start, and where it was lost: then no key can endorse the new one, and `verify` says so. */
  async current(): Promise<SigningKey> {
    const newest = (await sealKeysOf(this.kernel.store)).at(-1);
    if (newest === undefined) return this.#make(0, null);
    if (this.#current?.key.keyId === newest.keyId) return this.#current;
    const secret = await this.secrets.secret(nameOf(newest.number));
    if (secret === null) return this.#make(newest.number + 1, null);
    const privateKey = privateKeyOf(secret);
    if (rawPublicKey(createPublicKey(privateKey)) !== newest.publicKey)
      throw new Error(
        'The seal key in the key store is not the one on record: bring back the keys of this installation',
      );
    return (this.#current = signingKey(newest, privateKey));
  }

  /** A new key, which the old one endorses before it is destroyed. */
  async rotate(): Promise<SealKey> {
    const before = await this.current();
    const { key } = await this.#make(before.key.number + 1, before);
    await this.secrets.destroySecret(nameOf(before.key.number));
    return key;
  }

  /** The private key is kept before its public one is on record: a crash in between leaves a key that the next try takes up. */
  async #make(number: number, endorser: SigningKey | null): Promise<SigningKey> {
    const { store, clock, newId } = this.kernel;
    const fresh = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
    const privateKey = privateKeyOf(await this.secrets.keepSecret(nameOf(number), fresh));
    const publicKey = rawPublicKey(createPublicKey(privateKey));
    const previousKey = endorser?.key.publicKey ?? null;
    const made = { number, keyId: keyIdOf(publicKey), publicKey, previousKey, at: instant(clock.now()) };
    const key: SealKey = {
      ...made,
      endorsement: endorser && endorser.sign(endorsementText(made)),
      acknowledgement: endorser && signed(privateKey, acknowledgementText(made)),
    };
    const event = sealCodec.write(SealKeyMade(key), newId(), bySeals(newId()), clock);
    try {
      await store.append(sealKeysStream, number === 0 ? 'no-stream' : number - 1, [event]);
    } catch (error) {
      // Another instance was faster; the key store has given it the same key.
      if (error instanceof RevisionConflict) return this.current();
      throw error;
    }
    return (this.#current = signingKey(key, privateKey));
  }
}

export const bySeals = (correlationId: string): Origin => ({
  actor: { kind: 'system', id: 'make-seals', name: 'seals of the log' },
  correlationId,
  causationId: null,
});

const signingKey = (key: SealKey, privateKey: KeyObject): SigningKey => ({
  key,
  sign: (text) => signed(privateKey, text),
});
const nameOf = (number: number): string => `seal-key-${number}`;
