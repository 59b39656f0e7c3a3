import type { DomainEvent, Recorded } from '../kernel/domain/events.js';
import type { Sealed } from '../kernel/domain/sealed.js';
import type { PersonalData } from '../kernel/personal-data/personal-data.js';
import type { ApiClient } from './authentication.js';
import type { Disclosure } from './shown-to.js';

/** One event of a timeline, for who reads it. */
export interface ShownStep {
  readonly type: string;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly data: object;
  readonly revision: number;
}

type TimedEvent = DomainEvent<string, { readonly at: string }>;

/** The events of one stream with what was sealed in them opened, as far as this client may see it. */
export class Steps {
  constructor(
    private readonly personalData: Pick<PersonalData, 'open'>,
    private readonly disclosure: Disclosure,
  ) {}

  /** `factsOf`: what of an event this client may learn at all. */
  of(
    owner: string | null,
    events: readonly Recorded<TimedEvent>[],
    client: ApiClient,
    factsOf: (event: TimedEvent) => object = ({ data }) => data,
  ): Promise<readonly ShownStep[]> {
    return Promise.all(
      events.map(async (event) => {
        const { type, metadata, data, revision } = event;
        const facts = Object.entries(factsOf(event)).filter(([name]) => name !== 'at');
        const opened = await Promise.all(
          facts.map(async ([name, value]: [string, unknown]) => {
            return [name, isSealed(value) ? await this.personalData.open(value) : value] as const;
          }),
        );
        const about = Object.values(data).filter(isSealed);
        const shown = { type, at: data.at, actor: metadata.actor, data: Object.fromEntries(opened), revision };
        return this.disclosure.shownTo(client, owner, about, shown);
      }),
    );
  }
}

const isSealed = (value: unknown): value is Sealed => typeof value === 'string' && value.startsWith('sealed.');
