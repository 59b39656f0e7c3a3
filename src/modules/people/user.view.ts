import type { View } from '../../kernel/following/view.js';
import { userEvents, type UserEvent } from './user.events.js';

/** Which users there are, and were. Who they are, their streams say alone. */
export interface ListedUser {
  readonly id: string;
}

/** So that a start need not look through the log for them. */
export const userView: View<ListedUser, UserEvent> = {
  collection: { name: 'users.v1', indexes: [] },
  events: userEvents,
  idOf: ({ data }) => data.userId,
  on: { UserInvited: (known, { data }) => known ?? { id: data.userId } },
};
