import { createHash, randomBytes } from 'node:crypto';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { RecordedEvent } from '../../kernel/ports/event-store.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { Authenticator, Principal } from '../../http/authentication.js';
import { client, type ClientOrders, type RegisteredClient } from './client.decider.js';
import type { Role } from '../../kernel/domain/role.js';
import { VolatileReader } from '../../kernel/following/volatile-reader.js';
import { clientEvents, ClientRegistered, type ClientEvent, type NewClient } from './client.events.js';
import { clientView, type KnownClient } from './client.view.js';

/**
 * The API clients, by the hashes of their keys: read from their streams at the start, and followed in the log ever after. A view says which
 * there are, up to its checkpoint; without it the log is read from its beginning.
 */
export class Clients implements Authenticator {
  readonly #handler: Handler<RegisteredClient, ClientOrders, ClientEvent>;
  readonly #codec = new EventCodec<ClientEvent>(clientEvents);
  readonly #byId = new Map<string, Principal>();
  readonly #byKeyHash = new Map<string, Principal>();
  #reader: VolatileReader | null = null;

  constructor(
    private readonly kernel: Kernel,
    private readonly documents: DocumentStore,
  ) {
    this.#handler = new Handler(client, kernel);
  }

  /** Resolves when everybody is known who was registered before. */
  async start(): Promise<void> {
    const end = await this.kernel.store.head();
    const known = await this.#readKnown();
    const heardAll = Promise.withResolvers<void>();
    const { store, clock } = this.kernel;
    this.#reader = new VolatileReader(store, clock, { categories: [client.category] }, ({ events, position }) => {
      for (const event of events) this.#hear(event);
      if (position >= end) heardAll.resolve();
    });
    await this.#reader.start(known);
    if (end > known) await heardAll.promise;
  }

  /** Says up to where in the log everybody is known. */
  async #readKnown(): Promise<Position> {
    const { collection } = clientView;
    await this.documents.declare(collection);
    // The checkpoint is never ahead of the documents; what is written after it was read is heard again.
    const position = (await this.documents.checkpoint(collection.name)) ?? beginning;
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Page<KnownClient> = await this.documents.query(collection, {
        limit: readAtOnce,
        cursor: cursor ?? null,
      });
      const streams = page.documents.map(({ id }) => this.kernel.store.readStream(this.#handler.streamOf(id)));
      for (const events of await Promise.all(streams)) for (const event of events) this.#hear(event);
      cursor = page.nextCursor;
    }
    return position;
  }

  async stop(): Promise<void> {
    await this.#reader?.stop();
  }

  withKey(key: string): Principal | null {
    return this.#byKeyHash.get(hashOf(key)) ?? null;
  }

  withId(id: string): Principal | null {
    return [...this.#byKeyHash.values()].find((client) => client.id === id) ?? null;
  }

  get hasAdmin(): boolean {
    return [...this.#byKeyHash.values()].some(({ roles }) => roles.includes('admin'));
  }

  /** Answers the key, this once. */
  async register(name: string, roles: readonly Role[], by: Origin): Promise<{ client: Principal; key: string }> {
    const key = newKey();
    await this.#register(`cli_${randomBytes(12).toString('hex')}`, name, roles, key, by);
    return { client: this.withKey(key)!, key };
  }

  /**
   * Sees to it that this key is an admin's; answers whether it was registered for that. Throws when it belongs to a client that is no admin.
   */
  async bootstrap(key: string): Promise<boolean> {
    const known = this.#byKeyHash.get(hashOf(key));
    if (known !== undefined && !known.roles.includes('admin'))
      throw new Error(`BOOTSTRAP_API_KEY is the key of ${known.id}, which is no admin: choose another`);
    if (known === undefined) await this.registerFirstAdmin(key);
    return known === undefined;
  }

  /** A key to be shown and then registered. It works here from now on, so that whoever reads it may use it at once. */
  makeFirstKey(): string {
    const key = newKey();
    this.#byKeyHash.set(hashOf(key), { ...firstAdmin });
    return key;
  }

  /**
   * The first admin is one client, however many keys it is given: a request that is repeated under a newer key is the same request. Instances
   * that start at once meet in its stream, and the key of each of them works.
   */
  registerFirstAdmin(key: string): Promise<void> {
    const by: Origin = {
      actor: { kind: 'system', id: 'start', name: 'first start' },
      correlationId: this.kernel.newId(),
      causationId: null,
    };
    return this.#register(firstAdmin.id, firstAdmin.name, firstAdmin.roles, key, by);
  }

  async #register(clientId: string, name: string, roles: readonly Role[], key: string, by: Origin): Promise<void> {
    const at = instant(this.kernel.clock.now());
    const keyHash = hashOf(key);
    const client = { clientId, name, roles: [...roles], keyHash, at };
    const { state } = await this.#handler.handle('Register', clientId, { client, at, by });
    if (!state!.keyHashes.includes(keyHash))
      await this.#handler.handle('AddKey', clientId, { key: { clientId, keyHash, at }, at, by });
    this.#know(state!);
    this.#byKeyHash.set(keyHash, this.#byId.get(clientId)!);
  }

  #hear(event: RecordedEvent): void {
    let read: ClientEvent;
    try {
      read = this.#codec.read(event);
    } catch {
      // Whoever cannot be read has no key here; everybody else keeps his.
      return;
    }
    if (read.type === ClientRegistered.type) this.#know(read.data);
    const known = this.#byId.get(read.data.clientId);
    if (known !== undefined) this.#byKeyHash.set(read.data.keyHash, known);
  }

  #know({ clientId, name, roles }: NewClient): void {
    this.#byId.set(clientId, { id: clientId, name, roles });
  }
}

const firstAdmin = { id: 'cli_bootstrap', name: 'bootstrap admin', roles: ['admin'] } as const;
const readAtOnce = 64;

// A key is 256 random bits: there is nothing to guess, so a fast hash is enough, and every request needs it.
const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');
const newKey = (): string => `ish_${randomBytes(32).toString('base64url')}`;
