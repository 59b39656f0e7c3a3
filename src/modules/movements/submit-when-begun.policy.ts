import type { DomainEvent, Origin, Recorded } from '../../kernel/domain/events.js';
import type { Delivery } from '../../kernel/ports/event-store.js';
import type { Policy } from '../../kernel/following/policy.js';
import type { MovementPort } from './movement.port.js';
import type { Movements } from './movements.js';

/** Record, then call: a movement is recorded before the call to its provider. One policy for each kind, under the kind's own name. */
export const submitWhenBegun = (movements: Movements, port: MovementPort): Policy<DomainEvent> => {
  const submit = async (event: Recorded, by: Origin, delivery: Delivery) => {
    const news = port.newsOf(event);
    if (news?.is === 'began') await movements.submit(news.movement, delivery, by);
  };
  return {
    name: port.submitPolicy,
    events: port.begins,
    concurrency: 64,
    // A sender that is not the first must announce its submission in the log.
    prefersFirst: true,
    when: Object.fromEntries(port.begins.map(({ type }) => [type, submit])),
  };
};
