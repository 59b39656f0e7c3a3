import type { View } from '../../kernel/following/view.js';
import { SealMade, type Seal, type SealStatement } from './seal.events.js';
import type { EventOf } from '../../kernel/domain/events.js';

/** A seal without the hashes of its events. */
export type ShownSeal = SealStatement & Pick<Seal, 'signature'> & { readonly id: string };

/** So that a list of seals, which needs no key, reads no hashes. */
export const sealView: View<ShownSeal, EventOf<typeof SealMade>> = {
  collection: { name: 'seals.v1', indexes: [['number']] },
  events: [SealMade],
  idOf: ({ data }) => String(data.number),
  on: {
    SealMade: (_, { data: { hashes: _hashes, ...seal } }) => ({ id: String(seal.number), ...seal }),
  },
};
