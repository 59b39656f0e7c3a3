import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { AdministratorEnding, administratorsEvents, type AdministratorsEvent } from './administrators.events.js';

/** A user who may act as an administrator now, in this epoch. */
export interface Administrator {
  readonly userId: string;
  readonly epoch: number;
}

export interface AdministratorsOrders {
  readonly End: {
    readonly ending: Administrator;
    /** The other active administrators, as the log has them. */
    readonly others: readonly Administrator[];
    /** Although nobody would be left. */
    readonly force: boolean;
    readonly at: Instant;
  };
}

/** By user, the newest epoch that has ended or is about to. */
export type EndedAdministrators = Readonly<Record<string, number>>;

/**
 * The administrators who have ended or are about to. All instances meet in this one stream, so of two who end each other in the same moment the second one
 * hears of the first. An order that was recorded here and then not carried out leaves its administrator counted as ending until the next epoch: that refuses
 * too much, never too little, and another administrator is the way on.
 */
export const administrators: Decider<EndedAdministrators, AdministratorsOrders, AdministratorsEvent> = {
  category: 'administrators',
  events: administratorsEvents,
  initial: {},
  decide: {
    End(ended, { ending, others, force, at }) {
      const isEnding = ({ userId, epoch }: Administrator) => epoch <= (ended[userId] ?? -1);
      const { userId, epoch } = ending;
      if (!force && others.every(isEnding)) throw new Refusal('conflict', 'LAST_ADMINISTRATOR', { userId });
      return isEnding(ending) ? nothing : [AdministratorEnding({ userId, epoch, at })];
    },
  },
  evolve: {
    AdministratorEnding: (ended, { data: { userId, epoch } }) => ({
      ...ended,
      [userId]: Math.max(epoch, ended[userId] ?? -1),
    }),
  },
};
