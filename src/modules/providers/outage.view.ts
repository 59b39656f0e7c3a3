import type { View } from '../../kernel/following/view.js';
import { outageEvents, type OutageEvent } from './outage.events.js';

/** Of which providers an outage was ever declared. What is declared now, their streams say alone. */
export interface KnownProvider {
  readonly id: string;
}

export const outageView: View<KnownProvider, OutageEvent> = {
  collection: { name: 'provider-outages.v1', indexes: [] },
  events: outageEvents,
  idOf: ({ data }) => data.provider,
  on: { OutageDeclared: (known, { data }) => known ?? { id: data.provider } },
};
