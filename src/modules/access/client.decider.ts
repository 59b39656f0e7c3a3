import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Role } from '../../kernel/domain/role.js';
import {
  clientEvents,
  ClientKeyAdded,
  ClientKeyRotated,
  ClientRegistered,
  ClientRevoked,
  type ClientEvent,
  type NewClient,
  type NewKey,
  type Rotation,
} from './client.events.js';

export interface ClientOrders {
  readonly Register: { readonly client: NewClient };
  /** To a client that is registered. */
  readonly AddKey: { readonly key: NewKey };
  readonly RotateKey: { readonly rotation: Rotation };
  readonly Revoke: { readonly clientId: string; readonly at: Instant };
}

export interface Key {
  readonly hash: string;
  readonly createdAt: Instant;
  /** Null: it does not end by itself. */
  readonly endsAt: Instant | null;
  readonly isRevoked: boolean;
}

export interface Client {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The person behind it; null: none is named. */
  readonly owner: string | null;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
  /** Oldest first. */
  readonly keys: readonly Key[];
}
export type RegisteredClient = Client | null;

/** Who may call us, as what. */
export const client: Decider<RegisteredClient, ClientOrders, ClientEvent> = {
  category: 'client',
  events: clientEvents,
  initial: null,
  decide: {
    Register: (known, { client }) => (known === null ? [ClientRegistered(client)] : nothing),
    AddKey: (known, { key }) => (known === null || has(known, key.keyHash) ? nothing : [ClientKeyAdded(key)]),
    RotateKey(known, { rotation }) {
      const { clientId } = rotation;
      if (known === null) throw notFound(clientId);
      if (has(known, rotation.keyHash)) return nothing;
      if (known.revokedAt !== null) throw new Refusal('conflict', 'API_CLIENT_REVOKED', { clientId });
      return [ClientKeyRotated(rotation)];
    },
    Revoke(known, { clientId, at }) {
      if (known === null) throw notFound(clientId);
      return known.revokedAt === null ? [ClientRevoked({ clientId, at })] : nothing;
    },
  },
  evolve: {
    ClientRegistered: (_, { data: { clientId, name, roles, owner, keyHash, keyEndsAt, at } }) => ({
      id: clientId,
      name,
      roles,
      owner,
      createdAt: at,
      revokedAt: null,
      keys: [keyOf(keyHash, at, keyEndsAt)],
    }),
    ClientKeyAdded: (known, { data: { keyHash, at } }) =>
      known && { ...known, revokedAt: null, keys: [...known.keys, keyOf(keyHash, at, null)] },
    ClientKeyRotated: (known, { data: { keyHash, keyEndsAt, earlierKeysEndAt, at } }) =>
      known && {
        ...known,
        keys: [
          ...known.keys.map((key) => ({ ...key, endsAt: earlier(key.endsAt, earlierKeysEndAt) })),
          keyOf(keyHash, at, keyEndsAt),
        ],
      },
    ClientRevoked: (known, { data: { at } }) =>
      known && { ...known, revokedAt: at, keys: known.keys.map((key) => ({ ...key, isRevoked: true })) },
  },
};

const has = ({ keys }: Client, keyHash: string): boolean => keys.some(({ hash }) => hash === keyHash);
const keyOf = (hash: string, createdAt: Instant, endsAt: Instant | null): Key => ({
  hash,
  createdAt,
  endsAt,
  isRevoked: false,
});
// Instants sort as text.
const earlier = (endsAt: Instant | null, other: Instant): Instant =>
  endsAt !== null && endsAt < other ? endsAt : other;

export const notFound = (clientId: string) => new Refusal('not-found', 'API_CLIENT_NOT_FOUND', { clientId });
