import { Command, Query } from '@nestjs/cqrs';
import type { Origin } from '../../kernel/domain/events.js';
import type { Language } from '../../kernel/domain/language.js';
import type { SignedIn } from '../../http/authentication.js';
import type { PasswordFault } from './password.rule.js';
import type { ListedSession } from './session.view.js';
import type { ShownFactor, SignIns, Whereabouts } from './sign-in.js';
import type { User } from './user.decider.js';
import type { Link, NewUser, Users } from './users.js';

export { type Link, type NewUser } from './users.js';
export { PasswordRefused, type ShownFactor, type Whereabouts } from './sign-in.js';

/** A user as people see one. `email` is null once it was erased. */
export interface ShownUser {
  readonly user: User;
  readonly email: string | null;
}
export interface ShownInvitation extends ShownUser {
  readonly url: string;
}

export class InviteUser extends Command<ShownInvitation> {
  constructor(
    readonly invited: NewUser,
    readonly by: Origin,
    /** With the same text it is the same link, however often it is asked for. Null: each is another one. */
    readonly once: string | null = null,
  ) {
    super();
  }
}

export class ChangeUser extends Command<ShownUser> {
  constructor(
    readonly userId: string,
    readonly change: Parameters<Users['change']>[1],
    readonly by: Origin,
  ) {
    super();
  }
}

export class RemoveUser extends Command<void> {
  constructor(
    readonly userId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ResetSignIn extends Command<ShownInvitation> {
  constructor(
    readonly userId: string,
    readonly by: Origin,
    readonly once: string | null = null,
  ) {
    super();
  }
}

/** The link that was made for the same text before and leads somewhere still; null: there is none. */
export class LinkIssued extends Query<ShownInvitation | null> {
  constructor(
    readonly of: { readonly email: string } | { readonly userId: string },
    readonly once: string,
  ) {
    super();
  }
}

export class UserById extends Query<ShownUser> {
  constructor(readonly userId: string) {
    super();
  }
}

/** Whether this address is that of a user already. */
export class UserIsThere extends Query<boolean> {
  /** `email`: in its plain form (`plainEmail`). */
  constructor(readonly email: string) {
    super();
  }
}

/** Newest first. `of`: which of them, of all that there are. */
export class AllUsers extends Query<{ readonly users: readonly ShownUser[]; readonly nextCursor: string | null }> {
  constructor(
    readonly limit: number,
    /** The id of the last one of the page before. */
    readonly cursor: string | undefined,
  ) {
    super();
  }
}

/** The cookie of a new session. */
export class SignIn extends Command<string> {
  constructor(
    readonly email: string,
    readonly password: string,
    readonly where: Whereabouts,
  ) {
    super();
  }
}

/** The cookie of the session that takes the place of this one. */
export class ShowSecondFactor extends Command<string> {
  constructor(
    readonly person: SignedIn,
    readonly shown: ShownFactor,
    readonly where: Whereabouts,
  ) {
    super();
  }
}

export class SecondFactorToShow extends Query<Awaited<ReturnType<SignIns['toShow']>>> {
  constructor(readonly person: SignedIn) {
    super();
  }
}

export class SecondFactorToSetUp extends Query<Awaited<ReturnType<SignIns['toSetUp']>>> {
  constructor(readonly person: SignedIn) {
    super();
  }
}

export class AddSecondFactor extends Command<Awaited<ReturnType<SignIns['addFactor']>>> {
  constructor(
    readonly person: SignedIn,
    readonly shown: ShownFactor,
    readonly where: Whereabouts,
  ) {
    super();
  }
}

/** `passkeyId`: null: the authenticator app. */
export class RemoveSecondFactor extends Command<void> {
  constructor(
    readonly userId: string,
    readonly passkeyId: string | null,
    readonly by: Origin,
  ) {
    super();
  }
}

/** Ten new ones; the earlier ones are void. */
export class MakeRecoveryCodes extends Command<readonly string[]> {
  constructor(
    readonly userId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class SignOut extends Command<void> {
  constructor(
    readonly person: SignedIn,
    readonly correlationId: string,
  ) {
    super();
  }
}

/** Refused with INVITATION_NOT_FOUND where it leads nowhere. */
export class LinkWith extends Query<{ readonly link: Link; readonly email: string | null }> {
  constructor(readonly token: string) {
    super();
  }
}

/** Why a password is not taken, so that a form can say it with its other faults; null: it is. */
export class FaultOfPassword extends Query<PasswordFault> {
  constructor(
    readonly password: string,
    /** Whose it is to be: of the user whom a link names, of the first administrator, whom it does not, or of this user. */
    readonly of: { readonly link: Link; readonly who: Pick<NewUser, 'email' | 'name'> } | { readonly userId: string },
  ) {
    super();
  }
}

/** The cookie of the first session. */
export class AcceptLink extends Command<string> {
  constructor(
    readonly token: string,
    readonly password: string,
    /** Of the first administrator, whom the link does not name. */
    readonly who: { readonly email: string; readonly name: string },
    readonly language: Language,
    readonly where: Whereabouts,
  ) {
    super();
  }
}

/** The cookie of a new session; all others are over. */
export class ChangePassword extends Command<string> {
  constructor(
    readonly person: SignedIn,
    readonly current: string,
    readonly chosen: string,
    readonly where: Whereabouts,
  ) {
    super();
  }
}

/** Those that are not over, newest first. */
export class SessionsOf extends Query<readonly ListedSession[]> {
  constructor(readonly userId: string) {
    super();
  }
}

/** One of the person's own; another's is as if it were not there. */
export class EndSession extends Command<void> {
  constructor(
    readonly userId: string,
    readonly sessionId: string,
    readonly by: Origin,
  ) {
    super();
  }
}
