import type { Authentication, Principal, RefusedRequest } from '../../http/authentication.js';
import { hashOf, isGenerated, isMistyped, keyIdOf } from './api-key.js';
import type { Clients } from './clients.js';
import type { FailedAuthentication, FailedAuthentications } from './failed-authentications.js';
import type { OnceAnHour } from './once-an-hour.js';

/**
 * Who a request is from, by its key. A good key is always let in: guesses from the same address, which many may share behind one NAT, do not
 * lock it out. That is safe because there is nothing to guess in a key that we made. A key that its owner chose may be weak, so it is tried only
 * while its address has failures left, or where it was good before.
 */
export class KeyAuthentication {
  constructor(
    private readonly clients: Clients,
    private readonly failures: FailedAuthentications,
    private readonly once: OnceAnHour,
  ) {}

  withId(id: string): Principal | null {
    return this.clients.withId(id);
  }

  authenticate(header: string | undefined, address: string, correlationId: string): Authentication | null {
    if (header === undefined) return this.#refuse({ address, reason: 'missing', ...noKey });
    const key = /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1];
    if (key === undefined) return this.#refuse({ address, reason: 'malformed', ...noKey });
    const isChosen = !isGenerated(key);
    if (isChosen && !this.failures.wasGood(address, keyIdOf(hashOf(key)))) this.#takeOne(address);
    const known = this.clients.withKey(key);
    if (known.is !== 'good') {
      const reason = known.is !== 'unknown' ? known.is : isMistyped(key) ? 'mistyped' : 'unknown';
      const { keyId, clientId } = known.is === 'unknown' ? noKey : known;
      return this.#refuse({ address, reason, keyId, clientId }, isChosen);
    }
    const { principal, keyId } = known;
    if (isChosen) this.failures.noteGood(address, keyId);
    this.once.keyUsed(principal.id, keyId, correlationId, principal.name);
    return { principal, keyId };
  }

  refused({ principal, keyId }: Authentication, route: string): void {
    this.failures.noteRefused(principal.id, keyId, route);
  }

  refusedByRule({ principal, keyId }: Authentication, refused: RefusedRequest): void {
    this.failures.noteRefusedAction({ clientId: principal.id, keyId, ...refused });
  }

  /** For a key that has not been looked for. */
  #takeOne(address: string): void {
    try {
      this.failures.take(address);
    } catch (error) {
      this.failures.note({ address, reason: 'unknown', ...noKey });
      throw error;
    }
  }

  #refuse(failure: FailedAuthentication, isTaken = false): null {
    this.failures.note(failure);
    if (!isTaken) this.failures.take(failure.address);
    return null;
  }
}

const noKey = { keyId: null, clientId: null } as const;
