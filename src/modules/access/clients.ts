import { createHash, randomBytes } from 'node:crypto';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { beginning } from '../../kernel/domain/position.js';
import { EventCodec } from '../../kernel/event-store/event-codec.js';
import type { RecordedEvent } from '../../kernel/event-store/event-store.js';
import { Handler, type Kernel } from '../../kernel/event-store/handle.js';
import type { ApiClient, Authenticator } from '../../kernel/http/authentication.js';
import { client, type ClientCommands, type RegisteredClient } from './client.decider.js';
import { follow } from '../../kernel/event-store/follow.js';
import { clientEvents, type ClientEvent, type Role } from './client.events.js';

/** The API clients, by the hashes of their keys: read from the log at the start, and followed ever after. */
export class Clients implements Authenticator {
  readonly #handler: Handler<RegisteredClient, ClientCommands, ClientEvent>;
  readonly #codec = new EventCodec<ClientEvent>(clientEvents);
  readonly #byKeyHash = new Map<string, ApiClient>();
  readonly #stopping = new AbortController();
  #following: Promise<void> = Promise.resolve();

  constructor(private readonly kernel: Kernel) {
    this.#handler = new Handler(client, kernel);
  }

  /** Resolves when everybody is known who was registered before. */
  async start(): Promise<void> {
    const end = await this.kernel.store.head();
    const heardAll = Promise.withResolvers<void>();
    const filter = { categories: [client.category] };
    this.#following = follow(
      this.kernel.store,
      this.kernel.clock,
      beginning,
      filter,
      this.#stopping.signal,
      ({ events, position }) => {
        for (const event of events) this.#hear(event);
        if (position >= end) heardAll.resolve();
      },
    );
    if (end > beginning) await heardAll.promise;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }

  withKey(key: string): ApiClient | null {
    return this.#byKeyHash.get(hashOf(key)) ?? null;
  }

  withId(id: string): ApiClient | null {
    return [...this.#byKeyHash.values()].find((client) => client.id === id) ?? null;
  }

  get hasAdmin(): boolean {
    return [...this.#byKeyHash.values()].some(({ roles }) => roles.includes('admin'));
  }

  /** Answers the key, this once. */
  async register(name: string, roles: readonly Role[], by: Origin): Promise<{ client: ApiClient; key: string }> {
    const clientId = `cli_${randomBytes(12).toString('hex')}`;
    const key = newKey();
    return { client: this.#know({ data: await this.#registered(clientId, name, roles, key, by) }), key };
  }

  /**
   * Sees to it that there is an admin, by the key given or by a new one; answers the key only when it was made here and nobody has it yet.
   * Instances that start at once meet in one stream, and one of them makes the admin.
   */
  async bootstrap(given: string | null): Promise<string | null> {
    if (this.hasAdmin) return null;
    const by: Origin = {
      actor: { kind: 'system', id: 'start', name: 'first start' },
      correlationId: this.kernel.newId(),
      causationId: null,
    };
    const key = given ?? newKey();
    const admin = await this.#registered('cli_bootstrap', 'bootstrap admin', ['admin'], key, by);
    this.#know({ data: admin });
    return given === null && admin.keyHash === hashOf(key) ? key : null;
  }

  /** As the log has it: when there was such a client already, that one. */
  async #registered(
    clientId: string,
    name: string,
    roles: readonly Role[],
    key: string,
    by: Origin,
  ): Promise<ClientEvent['data']> {
    const at = instant(this.kernel.clock.now());
    const client = { clientId, name, roles: [...roles], keyHash: hashOf(key), at };
    const { state } = await this.#handler.handle('RegisterClient', clientId, { client, at, by });
    return state!;
  }

  #hear(event: RecordedEvent): void {
    let read: ClientEvent;
    try {
      read = this.#codec.read(event);
    } catch {
      // Whoever cannot be read has no key here; everybody else keeps his.
      return;
    }
    this.#know(read);
  }

  #know({ data }: Pick<ClientEvent, 'data'>): ApiClient {
    const known = { id: data.clientId, name: data.name, roles: data.roles };
    this.#byKeyHash.set(data.keyHash, known);
    return known;
  }
}

// A key is 256 random bits: there is nothing to guess, so a fast hash is enough, and every request needs it.
const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');
const newKey = (): string => `ish_${randomBytes(32).toString('base64url')}`;
