import type { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { Standing } from './day.events.js';
import { Days } from './days.js';
import { Journal } from './journal.js';
import { balanceView, dayView, entryView } from './ledger.view.js';
import { postToLedger } from './post-to-ledger.policy.js';
import { Balances } from './trial-balance.js';

interface LedgerInputs {
  readonly kernel: Kernel;
  readonly documents: DocumentStore;
  readonly followers: Followers;
  readonly providers: readonly string[];
  /** Of the installation. */
  readonly currency: string;
  readonly standing: () => Promise<Standing | null>;
}

/** The journal with its policy, and the documents that are read from it. */
export function followLedger({ kernel, documents, followers, providers, currency, standing }: LedgerInputs) {
  const entries = followers.addView(entryView);
  const days = followers.addView(dayView);
  followers.addView(balanceView);
  const journal = new Journal(kernel, {
    async of(ids, upTo) {
      await entries.reached(upTo);
      return new Set((await documents.get(entryView.collection, ids)).keys());
    },
  });
  followers.addOrderedPolicy(postToLedger(journal));
  return {
    journal,
    balances: new Balances(documents, providers),
    days: new Days(kernel, journal, documents, (position) => days.reached(position), currency, standing),
  };
}
