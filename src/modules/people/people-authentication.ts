import type { Authentication, Authenticator, Principal, RefusedRequest, SignedIn } from '../../http/authentication.js';
import { isUserId } from '../../kernel/domain/approvals.js';
import type { People } from './people.js';

/** Who calls: programs by their keys, people by their sessions. */
export class PeopleAuthentication implements Authenticator {
  constructor(
    private readonly keys: Omit<Authenticator, 'signedIn'>,
    private readonly people: People,
  ) {}

  authenticate(header: string | undefined, address: string, correlationId: string): Authentication | null {
    return this.keys.authenticate(header, address, correlationId);
  }

  signedIn(cookie: string, address: string): Promise<SignedIn | null> {
    return this.people.signIns.signedIn(cookie, address);
  }

  refused(shown: Authentication, route: string): void {
    this.keys.refused(shown, route);
  }

  refusedByRule(shown: Authentication, refused: RefusedRequest): void {
    this.keys.refusedByRule(shown, refused);
  }

  withId(id: string): Principal | null {
    if (!isUserId(id)) return this.keys.withId(id);
    const known = this.people.users.withId(id);
    return known && { kind: 'user', id, name: known.name, roles: known.roles, owner: null };
  }
}
