import type { Instant } from '../../kernel/domain/clock.js';
import type { AnyEventDefinition, Recorded } from '../../kernel/domain/events.js';
import type { Language } from '../../kernel/domain/language.js';
import type { Role } from '../../kernel/domain/role.js';

/** One e-mail that an event asks for. It names what it is about, and holds nothing personal but its recipient. */
export interface Notice {
  /** Within its kind: the same id again is the same e-mail, and is sent once. */
  readonly id: string;
  /** By this `compose` finds what the e-mail says. */
  readonly about: string;
  /** Null: `compose` finds out. */
  readonly to: Recipient | null;
  /** Null: at once. */
  readonly notBefore: Instant | null;
}

export interface Recipient {
  /** The address alone, as in `a.uwase@example.rw`. */
  readonly address: string;
  readonly language: Language;
}

/** One notice for each recipient. */
export const noticesTo = (
  recipients: readonly Recipient[],
  id: string,
  about: string,
  notBefore: Instant | null,
): readonly Notice[] => recipients.map((to) => ({ id: `${id} ${to.address.toLowerCase()}`, about, to, notBefore }));

/** An e-mail as it is sent. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly content: Buffer }[];
}

/** One kind of notice, written by the module that knows what it is about. */
export interface NoticeSource {
  readonly kind: string;
  readonly events: readonly AnyEventDefinition[];
  /** What is sent because of an event of these. It may be asked again. */
  notices(event: Recorded): Promise<readonly Notice[]>;
  /** The e-mail as it is now, before each try; null: there is nothing to send any more. */
  compose(about: string, to: Recipient | null): Promise<Mail | null>;
}

/** The sources of notices: each module adds its own while the application is put together. */
export class NoticeSources {
  readonly #sources: NoticeSource[] = [];

  add(source: NoticeSource): void {
    this.#sources.push(source);
  }

  of(kind: string): NoticeSource | null {
    return this.#sources.find((source) => source.kind === kind) ?? null;
  }

  hearing(eventType: string): readonly NoticeSource[] {
    return this.#sources.filter(({ events }) => events.some(({ type }) => type === eventType));
  }

  get events(): readonly AnyEventDefinition[] {
    return [...new Set(this.#sources.flatMap(({ events }) => events))];
  }
}

/** Whom notices to the organisation’s own people reach: the mailbox of NOTICES_TO, and whoever else a module adds. */
export class NoticeRecipients {
  readonly #sources: RecipientSource[] = [];

  add(source: RecipientSource): void {
    this.#sources.push(source);
  }

  /** Those who hold one of these roles, each address once. */
  async withRoles(roles: readonly Role[]): Promise<readonly Recipient[]> {
    const found = (await Promise.all(this.#sources.map((source) => source(roles)))).flat();
    return [...new Map(found.map((recipient) => [recipient.address.toLowerCase(), recipient])).values()];
  }
}

export type RecipientSource = (roles: readonly Role[]) => Promise<readonly Recipient[]>;
