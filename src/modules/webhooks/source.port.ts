import type { Route } from '../../http/access.js';
import type { ApiClient } from '../../http/authentication.js';
import type { AnyEventDefinition, Recorded } from '../../kernel/domain/events.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { EventGroup } from './event-types.js';

/** What one event says of one resource. */
export interface Told {
  readonly resourceId: string;
  /** Grows strictly with each event of the resource. */
  readonly sequence: number;
  /** The API client that it belongs to; null: to none, and every client may read it. */
  readonly owner: string | null;
  /** The person that it is about: the kept body is sealed under this person's key. Null: it is about none. */
  readonly about: Sealed | null;
  /** The resource as the client's GET answered right after the event. */
  show(client: ApiClient): Promise<object>;
}

/** One kind of resource, told by the module that has it. A further event is one row of `types`. */
export interface WebhookSource {
  readonly group: EventGroup;
  readonly events: readonly AnyEventDefinition[];
  /** The type of webhook by the type of event. */
  readonly types: Readonly<Record<string, string>>;
  /** By which the resource is read: what a client may not read is not told to it either. */
  readonly route: Route;
  /** The name of the resource's schema in the OpenAPI document. */
  readonly schema: string;
  /** Null: there is nothing to tell. */
  tell(event: Recorded): Promise<Told | null>;
}

/** The sources of webhooks: each module adds its own while the application is put together. */
export class WebhookSources {
  readonly #sources: WebhookSource[] = [];

  add(source: WebhookSource): void {
    this.#sources.push(source);
  }

  get all(): readonly WebhookSource[] {
    return this.#sources;
  }

  of(eventType: string): WebhookSource | null {
    return this.#sources.find(({ types }) => types[eventType] !== undefined) ?? null;
  }

  get events(): readonly AnyEventDefinition[] {
    return this.#sources.flatMap(({ events }) => events);
  }

  get groups(): readonly EventGroup[] {
    return this.#sources.map(({ group }) => group);
  }
}
