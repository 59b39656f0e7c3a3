import type { Instant } from '../../kernel/domain/clock.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { keyIdOf } from './api-key.js';
import type { Client, Key } from './client.decider.js';
import { keyUseView } from './key-use.view.js';

export interface ShownKey {
  readonly id: string;
  readonly status: 'active' | 'expired' | 'revoked';
  readonly createdAt: Instant;
  /** Null: it does not end by itself. */
  readonly expiresAt: Instant | null;
  /** To the hour; null: not yet. */
  readonly lastUsedAt: Instant | null;
}

/** An API client as its administrators see it: never a key. */
export interface ShownClient extends Pick<Client, 'id' | 'name' | 'roles' | 'owner' | 'createdAt' | 'revokedAt'> {
  readonly status: 'active' | 'expired' | 'revoked';
  readonly lastUsedAt: Instant | null;
  /** Newest first. */
  readonly keys: readonly ShownKey[];
}

export async function shownClients(
  clients: readonly Client[],
  documents: DocumentStore,
  now: Instant,
): Promise<readonly ShownClient[]> {
  const ids = clients.flatMap(({ keys }) => keys.map(({ hash }) => keyIdOf(hash)));
  const uses = await documents.get(keyUseView.collection, ids);
  return clients.map((client) => {
    const { id, name, roles, owner, createdAt, revokedAt } = client;
    const keys = client.keys.toReversed().map((key) => {
      const keyId = keyIdOf(key.hash);
      const lastUsedAt = uses.get(keyId)?.document.lastUsedAt ?? null;
      return { id: keyId, status: statusOf(key, now), createdAt: key.createdAt, expiresAt: key.endsAt, lastUsedAt };
    });
    const isActive = keys.some(({ status }) => status === 'active');
    const status = revokedAt !== null ? 'revoked' : isActive ? 'active' : 'expired';
    const lastUsedAt =
      keys
        .map((key) => key.lastUsedAt ?? '')
        .toSorted()
        .at(-1) || null;
    return { id, name, roles, owner, status, createdAt, revokedAt, lastUsedAt, keys };
  });
}

const statusOf = ({ isRevoked, endsAt }: Key, now: Instant): ShownKey['status'] =>
  isRevoked ? 'revoked' : endsAt !== null && endsAt <= now ? 'expired' : 'active';
