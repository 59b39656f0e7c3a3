import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { clientEvents, ClientRegistered, type ClientEvent } from './client.events.js';

export interface ClientCommands {
  readonly RegisterClient: { readonly client: ClientEvent['data'] };
}

export type RegisteredClient = ClientEvent['data'] | null;

/** Who may call us, as what. */
export const client: Decider<RegisteredClient, ClientCommands, ClientEvent> = {
  category: 'client',
  events: clientEvents,
  initial: null,
  decide: { RegisterClient: (known, { client }) => (known === null ? [ClientRegistered(client)] : nothing) },
  evolve: { ClientRegistered: (_, { data }) => data },
};
