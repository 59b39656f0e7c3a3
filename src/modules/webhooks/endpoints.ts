import { createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { atMost } from '../../kernel/bounded-memory.js';
import { instant, type Instant } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import type { Origin } from '../../kernel/domain/events.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { KeyedHash } from '../../kernel/keyed-hash.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { shownSecret } from './signature.js';
import {
  endpoint,
  endpointList,
  endpointNotFound,
  secretsAt,
  type Endpoint,
  type EndpointOrders,
} from './webhook.decider.js';
import type { StopReason, WebhookEvent, WebhookListEvent } from './webhook.events.js';

export interface NewEndpoint {
  readonly url: string;
  readonly events: readonly string[];
  readonly clientId: string | null;
}

/** An endpoint with its newest secret as it is shown, this once. */
export interface EndpointWithSecret {
  readonly endpoint: Endpoint;
  readonly secret: string;
  /** False: what was asked for again has made it, and another one has taken its place since. */
  readonly isNewest: boolean;
}

/**
 * The endpoints as the log has them. Their names are in one stream, so that all of them are found without a document. The secrets are in the key
 * store, wrapped under the master key.
 */
export class Endpoints {
  readonly #handler: Handler<Endpoint | null, EndpointOrders, WebhookEvent>;
  readonly #list: Handler<
    readonly string[],
    { readonly List: { readonly endpointId: string; readonly at: Instant } },
    WebhookListEvent
  >;
  /** Where each was created in the log, which never changes. */
  readonly #createdAt = new Map<string, Position>();
  /** What signs, by the name of the secret; a name never gets another secret. */
  readonly #signingKeys = atMost<KeyObject>(signingKeysKept);
  #lately: { readonly at: number; readonly endpoints: readonly Endpoint[] } | null = null;
  /** Counts what was changed, so that what was read before a change is not kept after it. */
  #changes = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly secrets: Pick<PersonalData, 'secret' | 'keepSecret' | 'destroySecret'>,
    private readonly hashes: Pick<KeyedHash, 'bytes'>,
  ) {
    this.#handler = new Handler(endpoint, kernel);
    this.#list = new Handler(endpointList, kernel);
  }

  /** Newest first, removed ones included. */
  async all(): Promise<readonly Endpoint[]> {
    const { state: names } = await this.#list.load(listId);
    const loaded = await Promise.all(names.map(async (id) => (await this.#handler.load(id)).state));
    return loaded.filter((each) => each !== null).toReversed();
  }

  /** As they were read a moment ago. What is changed here is seen at once, and what other instances change within a second. */
  async lately(): Promise<readonly Endpoint[]> {
    const at = this.kernel.clock.now();
    const known = this.#lately;
    if (known !== null && at >= known.at && at - known.at < rememberedMs) return known.endpoints;
    const changes = this.#changes;
    const endpoints = await this.all();
    if (changes === this.#changes) this.#lately = { at, endpoints };
    return endpoints;
  }

  /** After a change: what is known from before is read anew. */
  forget(): void {
    this.#changes += 1;
    this.#lately = null;
  }

  /** Refuses what is not there, and what was removed. */
  async find(id: string): Promise<Endpoint> {
    const { state } = await this.#handler.load(id);
    if (state === null || state.status === 'removed') throw endpointNotFound(id);
    return state;
  }

  /** It hears of what stands further on in the log. */
  async createdAt(id: string): Promise<Position> {
    const known = this.#createdAt.get(id);
    if (known !== undefined) return known;
    const [created] = await this.kernel.store.readStream(this.#handler.streamOf(id), { limit: 1 });
    if (created === undefined) return beginning;
    this.#createdAt.set(id, created.position);
    return created.position;
  }

  /** Its name is listed first, and its secret kept: a crash in between leaves a name that leads to nothing. */
  async create(
    { url, events, clientId }: NewEndpoint,
    by: Origin,
    key: string | null = null,
  ): Promise<EndpointWithSecret> {
    const hash = createHash('sha256').update(JSON.stringify([key, url, events, clientId]));
    const endpointId = `whe_${(key === null ? randomBytes(12) : hash.digest().subarray(0, 12)).toString('hex')}`;
    // A secret that was destroyed is not made anew.
    if (key !== null && (await this.#handler.load(endpointId)).state?.status === 'removed')
      throw endpointNotFound(endpointId);
    const at = this.#now();
    await this.#list.handle('List', listId, { endpointId, at, by });
    const secret = await this.secrets.keepSecret(secretName(endpointId, 1), randomBytes(secretBytes));
    await this.#send('Create', endpointId, { endpointId, url, events, clientId, at, by });
    const endpoint = await this.find(endpointId);
    return { endpoint, secret: shownSecret(secret), isNewest: endpoint.secrets.length === 1 };
  }

  async change(
    id: string,
    changed: { readonly url: string | null; readonly events: readonly string[] | null; readonly start: boolean },
    by: Origin,
  ): Promise<Endpoint> {
    return this.#send('Change', id, { endpointId: id, ...changed, at: this.#now(), by });
  }

  async stop(id: string, because: StopReason, by: Origin): Promise<void> {
    await this.#changing(this.#handler.handle('Stop', id, { endpointId: id, because, at: this.#now(), by }));
  }

  async remove(id: string, by: Origin): Promise<void> {
    const { secrets } = await this.#send('Remove', id, { endpointId: id, at: this.#now(), by });
    for (const name of secrets.map(({ number }) => secretName(id, number))) {
      await this.secrets.destroySecret(name);
      this.#signingKeys.delete(name);
    }
  }

  /** `key`: with the same one it is the same secret, however often it is asked for; null: each is another one. */
  async rotate(id: string, overlapMs: number, by: Origin, key: string | null = null): Promise<EndpointWithSecret> {
    const before = await this.find(id);
    const newest = before.secrets.at(-1)!.number;
    const fresh = key === null ? randomBytes(secretBytes) : this.hashes.bytes(id, key).subarray(0, secretBytes);
    for (const known of key === null ? [] : before.secrets)
      if ((await this.secrets.secret(secretName(id, known.number)))?.equals(fresh) === true)
        return { endpoint: before, secret: shownSecret(fresh), isNewest: known.number === newest };
    const number = newest + 1;
    const secret = await this.secrets.keepSecret(secretName(id, number), fresh);
    const now = this.kernel.clock.now();
    const order = {
      endpointId: id,
      secret: number,
      earlierSecretsEndAt: instant(now + overlapMs),
      at: instant(now),
      by,
    };
    const after = await this.#send('RotateSecret', id, order);
    return { endpoint: after, secret: shownSecret(secret), isNewest: after.secrets.at(-1)!.number === number };
  }

  /** Says where it is in the log. */
  async test(id: string, deliveryId: string, at: Instant, by: Origin): Promise<Position> {
    const { position } = await this.#handler.handle('Test', id, { endpointId: id, deliveryId, at, by });
    return position!;
  }

  /** Says where it is in the log. */
  async redeliver(id: string, deliveryId: string, by: Origin): Promise<Position> {
    const order = { endpointId: id, deliveryId, at: this.#now(), by };
    const { position } = await this.#handler.handle('Redeliver', id, order);
    return position!;
  }

  async recover(id: string, since: Instant, by: Origin): Promise<void> {
    await this.#send('Recover', id, { endpointId: id, since, at: this.#now(), by });
  }

  /** The keys that sign now, the newest first. Throws where one of them is lost: a receiver could not check the call. */
  async signingKeys(known: Endpoint): Promise<readonly KeyObject[]> {
    return Promise.all(secretsAt(known, this.#now()).map((number) => this.#signingKey(secretName(known.id, number))));
  }

  async #signingKey(name: string): Promise<KeyObject> {
    const known = this.#signingKeys.get(name);
    if (known !== undefined) return known;
    const secret = await this.secrets.secret(name);
    if (secret === null) throw new SecretLost();
    const key = createSecretKey(secret);
    this.#signingKeys.set(name, key);
    return key;
  }

  async #send<Name extends keyof EndpointOrders>(
    name: Name,
    id: string,
    order: EndpointOrders[Name] & Order,
  ): Promise<Endpoint> {
    const { state } = await this.#changing(this.#handler.handle(name, id, order));
    if (state === null) throw endpointNotFound(id);
    return state;
  }

  /** It may be on record also where it fails. */
  async #changing<T>(change: Promise<T>): Promise<T> {
    try {
      return await change;
    } finally {
      this.forget();
    }
  }

  #now(): Instant {
    return instant(this.kernel.clock.now());
  }
}

export class SecretLost extends Error {
  override readonly name = 'SecretLost';

  constructor() {
    super('the secret of this endpoint is not in the key store any more: rotate it');
  }
}

const listId = 'endpoints';
const secretBytes = 24;
const rememberedMs = 1_000;
const signingKeysKept = 1_000;
const secretName = (endpointId: string, number: number): string => `webhook-secret-${endpointId}-${number}`;
