import { Inject, Injectable } from '@nestjs/common';
import { subjectOf, type Sealed } from '../kernel/domain/sealed.js';
import { maskedJson } from '../kernel/masking.js';
import type { ApiClient } from './authentication.js';

/** Whether the caller may see whole phone numbers of all payers. */
export const readsPayers = ({ roles, seesMasked }: Pick<ApiClient, 'roles' | 'seesMasked'>): boolean =>
  seesMasked !== true && (roles.includes('admin') || roles.includes('payer:read'));

/** Puts on record that a client is shown a payer's whole number; resolves when it is. */
export interface Looks {
  numberSeen(client: ApiClient, subject: string): Promise<void>;
}
export const looksToken = Symbol('Looks');

/** The one way by which personal data leaves: masked, whole to the service that owns it, or whole to a reader of payers and on record. */
@Injectable()
export class Disclosure {
  constructor(@Inject(looksToken) private readonly looks: Looks) {}

  /** The value as this client may see it. `about`: what of it was sealed, which says whose numbers may be in it. */
  async shownTo<T>(client: ApiClient, owner: string | null, about: readonly Sealed[], value: T): Promise<T> {
    if (client.roles.includes('service') && client.id === owner && client.seesMasked !== true) return value;
    const whole = JSON.stringify(value);
    const hidden = maskedJson(whole);
    if (!readsPayers(client)) return JSON.parse(hidden) as T;
    const holdsNumber = about.length > 0 && hidden !== whole;
    // Before it is shown: without the record nothing is.
    if (holdsNumber) await this.numbersSeen(client, subjects(about));
    return value;
  }

  /** Puts on record that a reader of payers is shown these people's whole numbers; resolves when it is. */
  async numbersSeen(client: ApiClient, seen: readonly string[]): Promise<void> {
    await Promise.all(seen.map((subject) => this.looks.numberSeen(client, subject)));
  }
}

const subjects = (about: readonly Sealed[]): readonly string[] => [...new Set(about.map(subjectOf))];
