import { randomBytes } from 'node:crypto';
import { epochMs, instant, type Instant } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Role } from '../../kernel/domain/role.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { KnownStreams } from '../../kernel/following/known-streams.js';
import { isSameText, type KeyedHash } from '../../kernel/keyed-hash.js';
import type { Principal } from '../../http/authentication.js';
import { adminKeys, type AdminKeysOrders } from './admin-keys.decider.js';
import type { AdminKeysEvent } from './admin-keys.events.js';
import { hashOf, keyIdOf, newKey } from './api-key.js';
import { client, notFound, type Client, type ClientOrders, type RegisteredClient } from './client.decider.js';
import type { ClientEvent } from './client.events.js';
import { clientView, type KnownClient } from './client.view.js';

/** What is known of a key that was shown. */
export type KnownKey =
  | { readonly is: 'good'; readonly principal: Principal; readonly keyId: string }
  | { readonly is: 'expired' | 'revoked'; readonly keyId: string; readonly clientId: string }
  | { readonly is: 'unknown' };

/** A client with a key that was just made, which is shown this once. */
export interface Issued {
  readonly client: Client;
  readonly key: string;
}

/**
 * The API clients, by the hashes of their keys: all of them are known to every instance.
 */
export class Clients {
  readonly #handler: Handler<RegisteredClient, ClientOrders, ClientEvent>;
  readonly #adminKeys: Handler<ReadonlySet<string>, AdminKeysOrders, AdminKeysEvent>;
  readonly #known: KnownStreams<Client, ClientOrders, ClientEvent, KnownClient>;
  /** By the beginning of the hash; the whole is then compared in constant time. */
  readonly #keys = new Map<string, IndexedKey>();

  constructor(
    private readonly kernel: Kernel,
    documents: DocumentStore,
    private readonly hashes: Pick<KeyedHash, 'bytes'>,
  ) {
    this.#handler = new Handler(client, kernel);
    this.#adminKeys = new Handler(adminKeys, kernel);
    this.#known = new KnownStreams(client, this.#handler, clientView, kernel, documents, (known) =>
      this.#indexKeys(known),
    );
  }

  /** Resolves when every client is known that was registered before. */
  start(): Promise<void> {
    return this.#known.start();
  }

  stop(): Promise<void> {
    return this.#known.stop();
  }

  /** From memory: no store is asked. */
  withKey(key: string): KnownKey {
    const hash = hashOf(key);
    const found = this.#keys.get(hash.slice(0, indexedLength));
    if (found === undefined || !isSameText(hash, found.hash)) return { is: 'unknown' };
    const { keyId, principal, isRevoked, endsAtMs } = found;
    if (isRevoked) return { is: 'revoked', keyId, clientId: principal.id };
    if (this.kernel.clock.now() >= endsAtMs) return { is: 'expired', keyId, clientId: principal.id };
    return { is: 'good', principal, keyId };
  }

  /** Null for a client that is unknown or has no key that is good. */
  withId(id: string): Principal | null {
    const known = this.#known.get(id);
    return known !== null && this.isActive(known) ? principalOf(known) : null;
  }

  /** As this instance knows them: newest first. */
  all(): readonly Client[] {
    return this.#known.all().toSorted((one, other) => (sortKey(one) < sortKey(other) ? 1 : -1));
  }

  /** As the log has it now. */
  async find(id: string): Promise<Client> {
    const { state } = await this.#handler.load(id);
    if (state === null) throw notFound(id);
    return state;
  }

  /** Whether one of its keys is good now. */
  isActive({ keys }: Client): boolean {
    const now = instant(this.kernel.clock.now());
    return keys.some(({ isRevoked, endsAt }) => !isRevoked && (endsAt === null || endsAt > now));
  }

  get hasAdmin(): boolean {
    return this.all().some((each) => each.roles.includes('admin') && this.isActive(each));
  }

  /** `once`: with the same text it is the same client with the same key, however often it is asked for; null: each is another one. */
  async register(
    name: string,
    roles: readonly Role[],
    by: Origin,
    terms: Partial<Terms> = {},
    once: string | null = null,
  ): Promise<Issued> {
    const id = `cli_${(once === null ? randomBytes(12) : this.hashes.bytes('id', once).subarray(0, 12)).toString('hex')}`;
    const key = this.#newKey(id, once);
    return { client: await this.#register(id, name, roles, key, { ...noTerms, ...terms }, by), key };
  }

  /** A new key in place of the earlier ones, which stay good for the time of grace. `once`: as in `register`. */
  async rotate(
    id: string,
    { graceMs, keyEndsAt, force }: RotationTerms,
    by: Origin,
    once: string | null = null,
  ): Promise<Issued> {
    const known = await this.find(id);
    if (keyEndsAt !== null && known.revokedAt === null) await this.#endAdminKeys(known, force, by);
    const key = this.#newKey(id, once);
    const now = this.kernel.clock.now();
    const at = instant(now);
    const rotation = { clientId: id, keyHash: hashOf(key), keyEndsAt, earlierKeysEndAt: instant(now + graceMs), at };
    return { client: await this.#send('RotateKey', id, { rotation, at, by }), key };
  }

  /** What was issued for the same text before, and is still its newest key; null: nothing. */
  async issued(id: string, once: string): Promise<Issued | null> {
    const known = await this.find(id);
    const key = this.#newKey(id, once);
    const isNewest = known.revokedAt === null && known.keys.at(-1)!.hash === hashOf(key);
    return isNewest ? { client: known, key } : null;
  }

  async revoke(id: string, { force }: { readonly force: boolean }, by: Origin): Promise<void> {
    const known = await this.find(id);
    if (known.revokedAt === null) await this.#endAdminKeys(known, force, by);
    await this.#send('Revoke', id, { clientId: id, at: this.#now(), by });
  }

  /**
   * Makes this key an admin's, unless it is or was the key of one; answers what was done. Throws when it belongs to a client that is no admin.
   */
  async bootstrap(key: string): Promise<'registered' | 'known' | 'ended'> {
    const known = this.withKey(key);
    if (known.is === 'expired' || known.is === 'revoked') return 'ended';
    if (known.is === 'good' && !known.principal.roles.includes('admin'))
      throw new Error(`BOOTSTRAP_API_KEY is the key of ${known.principal.id}, which is no admin: choose another`);
    if (known.is === 'good') return 'known';
    await this.registerFirstAdmin(key);
    return 'registered';
  }

  /** A key to be shown and then registered. It works here from now on, so that its reader may use it at once. */
  makeFirstKey(): string {
    const key = newKey();
    const hash = hashOf(key);
    this.#index({ keyId: keyIdOf(hash), hash, principal: firstAdmin, isRevoked: false, endsAtMs: Infinity });
    return key;
  }

  /**
   * The first admin is one client, however many keys it is given: a request that is repeated under a newer key is the same request. Instances
   * that start at once meet in its stream, and the key of each of them works.
   */
  async registerFirstAdmin(key: string): Promise<void> {
    const by: Origin = {
      actor: { kind: 'system', id: 'start', name: 'first start' },
      correlationId: this.kernel.newId(),
      causationId: null,
    };
    await this.#register(firstAdmin.id, firstAdmin.name, firstAdmin.roles, key, noTerms, by);
  }

  async #register(
    clientId: string,
    name: string,
    roles: readonly Role[],
    key: string,
    { owner, keyEndsAt }: Terms,
    by: Origin,
  ): Promise<Client> {
    const at = this.#now();
    const keyHash = hashOf(key);
    const client = { clientId, name, roles: [...roles], owner, keyHash, keyEndsAt, at };
    await this.#handler.handle('Register', clientId, { client, at, by });
    return this.#send('AddKey', clientId, { key: { clientId, keyHash, at }, at, by });
  }

  /** Resolves when this instance goes by what came of it. */
  async #send<Name extends keyof ClientOrders>(
    name: Name,
    id: string,
    command: ClientOrders[Name] & Order,
  ): Promise<Client> {
    await this.#handler.handle(name, id, command);
    const { state, revision } = await this.#handler.load(id);
    this.#known.know(id, state!, revision as number);
    return state!;
  }

  /** Before a client loses its keys that do not end by themselves. Refuses that the last such key of an admin goes. */
  async #endAdminKeys({ id, roles, keys }: Client, force: boolean, by: Origin): Promise<void> {
    if (!roles.includes('admin')) return;
    const others = this.all()
      .filter((other) => other.id !== id && other.roles.includes('admin'))
      .flatMap((other) => other.keys.filter(({ isRevoked, endsAt }) => !isRevoked && endsAt === null));
    const idsOf = (some: readonly { readonly hash: string }[]) => some.map(({ hash }) => keyIdOf(hash));
    const order = { clientId: id, keyIds: idsOf(keys), others: idsOf(others), force, at: this.#now(), by };
    await this.#adminKeys.handle('End', 'keys', order);
  }

  #indexKeys(known: Client): void {
    const principal = principalOf(known);
    for (const { hash, isRevoked, endsAt } of known.keys) {
      const endsAtMs = endsAt === null ? Infinity : epochMs(endsAt);
      this.#index({ keyId: keyIdOf(hash), hash, principal, isRevoked, endsAtMs });
    }
  }

  /** The same for the same text: of what is kept nobody else can compute it. */
  #newKey(id: string, once: string | null): string {
    return once === null ? newKey() : newKey(this.hashes.bytes('key', id, once));
  }

  #index(key: IndexedKey): void {
    this.#keys.set(key.hash.slice(0, indexedLength), key);
  }

  #now(): Instant {
    return instant(this.kernel.clock.now());
  }
}

/** What a client is registered with beside its name and roles. */
interface Terms {
  readonly owner: string | null;
  readonly keyEndsAt: Instant | null;
}
const noTerms: Terms = { owner: null, keyEndsAt: null };

export interface RotationTerms {
  readonly graceMs: number;
  readonly keyEndsAt: Instant | null;
  readonly force: boolean;
}

interface IndexedKey {
  readonly keyId: string;
  readonly hash: string;
  readonly principal: Principal;
  readonly isRevoked: boolean;
  readonly endsAtMs: number;
}

const firstAdmin = {
  kind: 'client',
  id: 'cli_bootstrap',
  name: 'bootstrap admin',
  roles: ['admin'],
  owner: null,
} as const;
const indexedLength = 11;

const principalOf = ({ id, name, roles, owner }: Client): Principal => ({ kind: 'client', id, name, roles, owner });
const sortKey = ({ createdAt, id }: Client): string => `${createdAt} ${id}`;
