import { nothing, type Decider } from '../../kernel/domain/decider.js';
import {
  clientEvents,
  ClientKeyAdded,
  ClientRegistered,
  type ClientEvent,
  type NewClient,
  type NewKey,
} from './client.events.js';

export interface ClientOrders {
  readonly Register: { readonly client: NewClient };
  /** To a client that is registered. */
  readonly AddKey: { readonly key: NewKey };
}

export type RegisteredClient = (NewClient & { readonly keyHashes: readonly string[] }) | null;

/** Who may call us, as what. */
export const client: Decider<RegisteredClient, ClientOrders, ClientEvent> = {
  category: 'client',
  events: clientEvents,
  initial: null,
  decide: {
    Register: (known, { client }) => (known === null ? [ClientRegistered(client)] : nothing),
    AddKey: (known, { key }) =>
      known === null || known.keyHashes.includes(key.keyHash) ? nothing : [ClientKeyAdded(key)],
  },
  evolve: {
    ClientRegistered: (_, { data }) => ({ ...data, keyHashes: [data.keyHash] }),
    ClientKeyAdded: (known, { data }) => known && { ...known, keyHashes: [...known.keyHashes, data.keyHash] },
  },
};
