/* The same commands through emmett-postgresql, as its own documentation handles them. */
import { CommandHandler } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { decision, payIn, payInsPerTill, serve } from './tills.js';

serve(async ({ url }) => {
  const store = getPostgreSQLEventStore(url);
  const handle = CommandHandler(decision);
  return {
    async payIns(tillId) {
      for (let amount = 0; amount < payInsPerTill; amount += 1)
        await handle(store, `till-${tillId}`, ({ balance }) => payIn(tillId, amount, balance));
    },
    close: () => store.close(),
  };
});
