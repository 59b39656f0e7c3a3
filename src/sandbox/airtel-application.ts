import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  constants,
  privateDecrypt,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Chance } from './chance.js';
import type { TransactionStore } from './transactions.sqlite.js';

/** What Airtel's portal shows of the one application, under the names of a gateway's settings. */
export interface AirtelCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly callbackKey: string;
  readonly pin: string;
  /** In base64, as the portal shows it. */
  readonly publicKey: string;
}
export type FixedAirtelCredentials = Partial<Omit<AirtelCredentials, 'publicKey'>>;

/** The application at Airtel: its keys, and the one address that is called back. */
export class AirtelApplication {
  private privateKey: KeyObject | null = null;
  private readonly made: Omit<AirtelCredentials, 'publicKey'>;

  constructor(
    private readonly store: TransactionStore,
    chance: Chance,
    fixed: FixedAirtelCredentials,
  ) {
    const made = store.recall<Omit<AirtelCredentials, 'publicKey'>>('airtel credentials') ?? {
      clientId: chance.uuid('airtel client id'),
      clientSecret: chance.uuid('airtel client secret'),
      callbackKey: chance.hex('airtel callback key', 32),
      pin: String(1_000 + (parseInt(chance.hex('airtel pin', 8), 16) % 9_000)),
    };
    store.remember('airtel credentials', made);
    this.made = { ...made, ...fixed };
  }

  get credentials(): AirtelCredentials {
    const publicKey = createPublicKey(this.key).export({ format: 'der', type: 'spki' }).toString('base64');
    return { ...this.made, publicKey };
  }

  get clientId(): string {
    return this.made.clientId;
  }

  get callbackKey(): string {
    return this.made.callbackKey;
  }

  is(clientId: unknown, clientSecret: unknown): boolean {
    return clientId === this.made.clientId && clientSecret === this.made.clientSecret;
  }

  /** Null: none is set in the portal. */
  get callbackUrl(): string | null {
    return this.store.recall<string | null>('airtel callback url') ?? null;
  }

  set callbackUrl(url: string | null) {
    this.store.remember('airtel callback url', url);
  }

  /** Whether this is the PIN, encrypted under our key. */
  opensPin(encrypted: unknown): boolean {
    return typeof encrypted === 'string' && this.decrypted(encrypted) === this.made.pin;
  }

  /** Whether the signature is of exactly this body. */
  opensSignature(body: string, signature: string, key: string): boolean {
    const [aesKey, start] = (this.decrypted(key) ?? '').split(':').map((part) => Buffer.from(part, 'base64'));
    if (aesKey?.length !== 32 || start?.length !== 16) return false;
    try {
      const decipher = createDecipheriv('aes-256-cbc', aesKey, start);
      return Buffer.concat([decipher.update(Buffer.from(signature, 'base64')), decipher.final()]).toString() === body;
    } catch {
      return false;
    }
  }

  private decrypted(text: string): string | null {
    try {
      const padding = constants.RSA_PKCS1_PADDING;
      return privateDecrypt({ key: this.key, padding }, Buffer.from(text, 'base64')).toString();
    } catch {
      return null;
    }
  }

  /** Made when it is needed first. It protects nothing real. */
  private get key(): KeyObject {
    const kept = this.store.recall<string>('airtel key');
    if (this.privateKey === null && kept !== undefined && kept !== null) this.privateKey = createPrivateKey(kept);
    if (this.privateKey === null) {
      this.privateKey = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
      this.store.remember('airtel key', this.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    }
    return this.privateKey;
  }
}
