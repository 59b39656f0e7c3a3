import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import {
  FirstAdministratorChosen,
  firstAdministratorEvents,
  FirstAdministratorInvited,
  type FirstAdministratorEvent,
} from './first-administrator.events.js';

export interface FirstAdministratorOrders {
  /** A new link, where none is open. */
  readonly Offer: { readonly endsAt: Instant; readonly at: Instant };
  readonly Choose: { readonly number: number; readonly userId: string; readonly at: Instant };
}

export interface FirstAdministrator {
  /** Of the newest link; 0: there was none. */
  readonly number: number;
  readonly endsAt: Instant;
  readonly chosen: string | null;
}

/**
 * Who came first. All instances and all who have seen the link meet in this one stream. A choice after which the program ended before it made the
 * user is carried out when the same person uses the link again.
 */
export const firstAdministrator: Decider<FirstAdministrator, FirstAdministratorOrders, FirstAdministratorEvent> = {
  category: 'people',
  events: firstAdministratorEvents,
  initial: { number: 0, endsAt: '', chosen: null },
  decide: {
    Offer: ({ number, endsAt: ends, chosen }, { endsAt, at }) =>
      chosen !== null || ends > at ? nothing : [FirstAdministratorInvited({ number: number + 1, endsAt, at })],
    Choose(known, { number, userId, at }) {
      if (known.chosen === userId && number === known.number) return nothing;
      if (known.chosen !== null || number !== known.number || number === 0 || known.endsAt <= at)
        throw new Refusal('not-found', 'INVITATION_NOT_FOUND');
      return [FirstAdministratorChosen({ userId, at })];
    },
  },
  evolve: {
    FirstAdministratorInvited: (known, { data: { number, endsAt } }) => ({ ...known, number, endsAt }),
    FirstAdministratorChosen: (known, { data: { userId } }) => ({ ...known, chosen: userId }),
  },
};
