import type { View } from '../../kernel/following/view.js';
import { clientEvents, type ClientEvent } from './client.events.js';

/** Which clients there are. Who they are, and which keys are theirs, their streams say alone. */
export interface KnownClient {
  readonly id: string;
}

/** So that a start need not look through the log for them: it holds a few of these events among millions. */
export const clientView: View<KnownClient, ClientEvent> = {
  collection: { name: 'clients.v1', indexes: [] },
  events: clientEvents,
  idOf: ({ data }) => data.clientId,
  on: { ClientRegistered: (known, { data }) => known ?? { id: data.clientId } },
};
