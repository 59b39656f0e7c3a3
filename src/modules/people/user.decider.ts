import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import type { Language } from '../../kernel/domain/language.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { isSameRoles, type Role } from '../../kernel/domain/role.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import {
  AuthenticatorAdded,
  AuthenticatorUsed,
  InvitationAccepted,
  PasskeyAdded,
  PasskeyUsed,
  PasswordChanged,
  RecoveryCodesMade,
  RecoveryCodeUsed,
  SecondFactorRemoved,
  SignInReset,
  UserChanged,
  userEvents,
  UserInvited,
  UserRemoved,
  type Invitation,
  type Invited,
  type UserEvent,
} from './user.events.js';

export interface UserOrders {
  readonly Invite: { readonly invited: Invited };
  /** `hash`: of the link that was shown. */
  readonly Accept: {
    readonly userId: string;
    readonly hash: string;
    readonly password: Sealed<string>;
    readonly at: Instant;
  };
  readonly InviteAgain: Ending & { readonly userId: string; readonly invitation: Invitation; readonly at: Instant };
  readonly Change: Ending & { readonly userId: string; readonly change: UserChange; readonly at: Instant };
  readonly Remove: Ending & { readonly userId: string; readonly at: Instant };
  readonly KeepPassword: { readonly userId: string; readonly password: Sealed<string>; readonly at: Instant };
  readonly AddAuthenticator: {
    readonly userId: string;
    readonly secret: Sealed<string>;
    readonly step: number;
    readonly at: Instant;
  };
  readonly UseAuthenticator: { readonly userId: string; readonly step: number; readonly at: Instant };
  readonly AddPasskey: { readonly userId: string; readonly passkey: NewPasskey; readonly at: Instant };
  readonly UsePasskey: {
    readonly userId: string;
    readonly passkeyId: string;
    readonly counter: number;
    readonly at: Instant;
  };
  readonly DropSecondFactor: { readonly userId: string; readonly passkeyId: string | null; readonly at: Instant };
  readonly KeepRecoveryCodes: { readonly userId: string; readonly hashes: readonly string[]; readonly at: Instant };
  readonly UseRecoveryCode: { readonly userId: string; readonly hash: string; readonly at: Instant };
}

/** What is absent stays as it is when the order is carried out, whoever has changed it in the meantime. */
export interface UserChange {
  readonly name?: string;
  readonly roles?: readonly Role[];
  readonly language?: Language;
}

/** Of an order by which an administrator may end (`administrators`). */
interface Ending {
  /** The one whose ending is on record; null: none is. */
  readonly endingEpoch: number | null;
}

export interface NewPasskey {
  readonly passkeyId: string;
  readonly publicKey: string;
  readonly counter: number;
}
export interface Passkey extends NewPasskey {
  readonly addedAt: Instant;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: Sealed<string>;
  readonly roles: readonly Role[];
  readonly language: Language;
  readonly createdAt: Instant;
  readonly removedAt: Instant | null;
  /** Null: there is none, or it was used. */
  readonly invitation: Invitation | null;
  /** Its hash; null: none was chosen yet. */
  readonly password: Sealed<string> | null;
  readonly authenticator: { readonly secret: Sealed<string>; readonly addedAt: Instant } | null;
  /** No code of this half minute, or of an earlier one, is taken. */
  readonly usedStep: number;
  readonly passkeys: readonly Passkey[];
  /** Hashes of those that are left. */
  readonly recoveryCodes: readonly string[];
  /** A session of an earlier epoch is over. It grows with whatever ends all sessions: another password, other roles, a reset, a removal. */
  readonly epoch: number;
  /** An invitation was accepted once, whatever came later. */
  readonly hasAccepted: boolean;
}
export type KnownUser = User | null;

/** A person who may sign in. */
export const user: Decider<KnownUser, UserOrders, UserEvent> = {
  category: 'user',
  events: userEvents,
  initial: null,
  decide: {
    Invite(known, { invited }) {
      if (known?.invitation?.hash === invited.invitation.hash) return nothing;
      if (known !== null && known.removedAt === null)
        throw new Refusal('conflict', 'USER_EXISTS', { userId: invited.userId });
      return [UserInvited(invited)];
    },
    Accept(known, { userId, hash, password, at }) {
      const { invitation } = there(known, userId);
      if (invitation === null || invitation.hash !== hash || invitation.endsAt <= at)
        throw new Refusal('not-found', 'INVITATION_NOT_FOUND');
      return [InvitationAccepted({ userId, password, at })];
    },
    InviteAgain(known, { userId, invitation, endingEpoch, at }) {
      const user = there(known, userId);
      if (user.invitation?.hash === invitation.hash) return nothing;
      refuseUnrecordedEnding(user, endingEpoch);
      return [SignInReset({ userId, invitation, at })];
    },
    Change(known, { userId, change, endingEpoch, at }) {
      const user = there(known, userId);
      const { name = user.name, roles = user.roles, language = user.language } = change;
      if (!roles.includes('admin')) refuseUnrecordedEnding(user, endingEpoch);
      const isSame = name === user.name && isSameRoles(roles, user.roles) && language === user.language;
      return isSame ? nothing : [UserChanged({ userId, name, roles: [...roles], language, at })];
    },
    Remove(known, { userId, endingEpoch, at }) {
      if (known === null) throw notFound(userId);
      if (known.removedAt !== null) return nothing;
      refuseUnrecordedEnding(known, endingEpoch);
      return [UserRemoved({ userId, at })];
    },
    KeepPassword(known, { userId, password, at }) {
      if (there(known, userId).password === null) throw notFound(userId);
      return [PasswordChanged({ userId, password, at })];
    },
    AddAuthenticator(known, { userId, secret, step, at }) {
      const { usedStep } = there(known, userId);
      if (step <= usedStep) throw wrongFactor();
      return [AuthenticatorAdded({ userId, secret, step, at })];
    },
    UseAuthenticator(known, { userId, step, at }) {
      const { authenticator, usedStep } = there(known, userId);
      if (authenticator === null || step <= usedStep) throw wrongFactor();
      return [AuthenticatorUsed({ userId, step, at })];
    },
    AddPasskey(known, { userId, passkey, at }) {
      const { passkeys } = there(known, userId);
      if (passkeys.some(({ passkeyId }) => passkeyId === passkey.passkeyId)) return nothing;
      if (passkeys.length >= mostPasskeys) throw new Refusal('conflict', 'TOO_MANY_PASSKEYS');
      return [PasskeyAdded({ userId, ...passkey, at })];
    },
    // A counter that does not grow is that of a copied key. Many keys do not count, and say 0.
    UsePasskey(known, { userId, passkeyId, counter, at }) {
      const passkey = there(known, userId).passkeys.find((one) => one.passkeyId === passkeyId);
      if (passkey === undefined || (counter <= passkey.counter && (counter > 0 || passkey.counter > 0)))
        throw wrongFactor();
      return [PasskeyUsed({ userId, passkeyId, counter, at })];
    },
    DropSecondFactor(known, { userId, passkeyId, at }) {
      const { authenticator, passkeys, roles } = there(known, userId);
      const left = passkeys.filter((one) => one.passkeyId !== passkeyId).length;
      const isThere = passkeyId === null ? authenticator !== null : left < passkeys.length;
      if (!isThere) return nothing;
      const isLast = passkeyId === null ? passkeys.length === 0 : left === 0 && authenticator === null;
      if (isLast && needsSecondFactor(roles)) throw new Refusal('conflict', 'SECOND_FACTOR_NEEDED');
      return [SecondFactorRemoved({ userId, passkeyId, at })];
    },
    KeepRecoveryCodes(known, { userId, hashes, at }) {
      there(known, userId);
      return [RecoveryCodesMade({ userId, hashes: [...hashes], at })];
    },
    UseRecoveryCode(known, { userId, hash, at }) {
      if (!there(known, userId).recoveryCodes.includes(hash)) throw wrongFactor();
      return [RecoveryCodeUsed({ userId, hash, at })];
    },
  },
  evolve: {
    UserInvited: (known, { data: { userId, name, email, roles, language, invitation, at } }) => ({
      ...withoutSignIn,
      id: userId,
      name,
      email,
      roles,
      language,
      createdAt: at,
      removedAt: null,
      invitation,
      usedStep: known?.usedStep ?? 0,
      epoch: (known?.epoch ?? 0) + 1,
      hasAccepted: known?.hasAccepted ?? false,
    }),
    InvitationAccepted: (known, { data: { password } }) =>
      known && { ...known, invitation: null, password, hasAccepted: true },
    SignInReset: (known, { data: { invitation } }) =>
      known && { ...known, ...withoutSignIn, invitation, epoch: known.epoch + 1 },
    UserChanged: (known, { data: { name, roles, language } }) =>
      known && {
        ...known,
        name,
        roles,
        language,
        epoch: isSameRoles(known.roles, roles) ? known.epoch : known.epoch + 1,
      },
    UserRemoved: (known, { data: { at } }) =>
      known && { ...known, ...withoutSignIn, invitation: null, removedAt: at, epoch: known.epoch + 1 },
    PasswordChanged: (known, { data: { password } }) => known && { ...known, password, epoch: known.epoch + 1 },
    AuthenticatorAdded: (known, { data: { secret, step, at } }) =>
      known && { ...known, authenticator: { secret, addedAt: at }, usedStep: step },
    AuthenticatorUsed: (known, { data: { step } }) => known && { ...known, usedStep: step },
    PasskeyAdded: (known, { data: { passkeyId, publicKey, counter, at } }) =>
      known && { ...known, passkeys: [...known.passkeys, { passkeyId, publicKey, counter, addedAt: at }] },
    PasskeyUsed: (known, { data: { passkeyId, counter } }) =>
      known && {
        ...known,
        passkeys: known.passkeys.map((one) => (one.passkeyId === passkeyId ? { ...one, counter } : one)),
      },
    SecondFactorRemoved: (known, { data: { passkeyId } }) =>
      known && {
        ...known,
        authenticator: passkeyId === null ? null : known.authenticator,
        passkeys: known.passkeys.filter((one) => one.passkeyId !== passkeyId),
      },
    RecoveryCodesMade: (known, { data: { hashes } }) => known && { ...known, recoveryCodes: hashes },
    RecoveryCodeUsed: (known, { data: { hash } }) =>
      known && { ...known, recoveryCodes: known.recoveryCodes.filter((one) => one !== hash) },
  },
};

/** Roles by which money moves or others' rights change: they sign in with a second factor, always. */
export const needsSecondFactor = (roles: readonly string[]): boolean =>
  ['finance', 'approver', 'admin'].some((role) => roles.includes(role));

export const hasSecondFactor = ({ authenticator, passkeys }: User): boolean =>
  authenticator !== null || passkeys.length > 0;

/** Whether this person may sign in now, or do anything at all. */
export const isActive = (known: KnownUser): known is User =>
  known !== null && known.removedAt === null && known.password !== null;

/** Whether this person may do now what administrators do. */
export const isAdministrator = (known: KnownUser): known is User => isActive(known) && known.roles.includes('admin');

export const notFound = (userId: string) => new Refusal('not-found', 'USER_NOT_FOUND', { userId });
export const wrongFactor = () => new Refusal('forbidden', 'SECOND_FACTOR_WRONG');

/** No administrator ends whose ending is not on record, so that the last one never does by two orders at once. */
function refuseUnrecordedEnding(known: User, endingEpoch: number | null): void {
  if (isAdministrator(known) && known.epoch !== endingEpoch)
    throw new Refusal('conflict', 'TOO_MANY_RACES', { stream: `user-${known.id}` });
}

function there(known: KnownUser, userId: string): User {
  if (known === null || known.removedAt !== null) throw notFound(userId);
  return known;
}

const withoutSignIn = { password: null, authenticator: null, passkeys: [], recoveryCodes: [] } as const;
const mostPasskeys = 20;
