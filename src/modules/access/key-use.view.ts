import type { Instant } from '../../kernel/domain/clock.js';
import type { EventOf } from '../../kernel/domain/events.js';
import type { View } from '../../kernel/following/view.js';
import { ApiKeyUsed } from './access.events.js';

/** When a key was last used, to the hour, on whatever instance. */
export interface KeyUse {
  /** The key's. */
  readonly id: string;
  readonly lastUsedAt: Instant;
}

export const keyUseView: View<KeyUse, EventOf<typeof ApiKeyUsed>> = {
  collection: { name: 'key-uses.v1', indexes: [] },
  events: [ApiKeyUsed],
  idOf: ({ data }) => data.keyId,
  on: {
    ApiKeyUsed: (known, { data: { keyId, at } }) =>
      known !== null && known.lastUsedAt > at ? known : { id: keyId, lastUsedAt: at },
  },
};
