import type { DocumentStore } from '../kernel/ports/document-store.js';
import type { EventStore } from '../kernel/ports/event-store.js';
import type { KeptHead } from '../kernel/log-head/log-head.js';
import type { Leases } from '../kernel/ports/leases.js';
import type { RateSlots } from '../kernel/ports/slots.js';
import type { PersonalData } from '../kernel/personal-data/personal-data.js';

/** Everything that outlives the process. */
export interface Stores {
  readonly events: EventStore;
  readonly documents: DocumentStore;
  /** The file that keeps the log's head; null where the documents, on another server, keep it. */
  readonly headFile: KeptHead | null;
  readonly personalData: PersonalData;
  readonly masterKey: Buffer;
  /** Leases among the instances that share these stores; null where this process owns them. */
  readonly leases: Leases | null;
  /** The rate limit towards a provider that those instances share; null where this process limits its own rate. */
  readonly slots: RateSlots | null;
  /** Resolves with the reason when this process can never write to one of them again. */
  readonly broken: Promise<string>;
  close(): Promise<void>;
}

/** Closes the opened stores in reverse order, also when opening one of them fails. */
export class ResourceScope {
  readonly #stores: { close(): Promise<void> }[] = [];

  constructor(private readonly atLast: () => void = () => undefined) {}

  async add<T extends { close(): Promise<void> }>(store: Promise<T>): Promise<T> {
    const opened = await store;
    this.#stores.unshift(opened);
    return opened;
  }

  async closeOnFailure<T>(open: () => Promise<T>): Promise<T> {
    try {
      return await open();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const store of this.#stores) await store.close();
    this.atLast();
  }
}
