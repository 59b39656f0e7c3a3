import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';
import { languages } from '../../kernel/domain/language.js';
import { roles } from '../../kernel/domain/role.js';
import { sealedShape } from '../../kernel/domain/sealed.js';

/** Of a link only the hash is kept. It works once, and not after `endsAt`. */
export const invitationShape = z.object({ hash: z.string(), endsAt: instantShape });

const rolesShape = z.array(z.enum(roles)).min(1);
const languageShape = z.enum(languages);

/** Somebody is to become a user, for the first time or after having been removed. The id follows from the address: one person, one stream. */
export const UserInvited = defineEvent(
  'UserInvited',
  z.object({
    userId: z.string(),
    /** For people: it stands in the log beside the id, as a client's does. */
    name: z.string(),
    email: sealedShape<string>(),
    roles: rolesShape,
    language: languageShape,
    invitation: invitationShape,
    at: instantShape,
  }),
);

/** The link was used, and a password chosen. The hash of the password is sealed under the person's key. */
export const InvitationAccepted = defineEvent(
  'InvitationAccepted',
  z.object({ userId: z.string(), password: sealedShape<string>(), at: instantShape }),
);

/** Password, second factors and recovery codes are void, sessions are over; a new link leads back in. */
export const SignInReset = defineEvent(
  'SignInReset',
  z.object({ userId: z.string(), invitation: invitationShape, at: instantShape }),
);

export const UserChanged = defineEvent(
  'UserChanged',
  z.object({ userId: z.string(), name: z.string(), roles: rolesShape, language: languageShape, at: instantShape }),
);

export const UserRemoved = defineEvent('UserRemoved', z.object({ userId: z.string(), at: instantShape }));

export const PasswordChanged = defineEvent(
  'PasswordChanged',
  z.object({ userId: z.string(), password: sealedShape<string>(), at: instantShape }),
);

/** The secret that an authenticator app shares with us, in base32. */
export const AuthenticatorAdded = defineEvent(
  'AuthenticatorAdded',
  z.object({ userId: z.string(), secret: sealedShape<string>(), step: z.number().int(), at: instantShape }),
);

/** A code of the app was shown. `step` counts its half minutes since 1970: no code of this or an earlier one is taken again. */
export const AuthenticatorUsed = defineEvent(
  'AuthenticatorUsed',
  z.object({ userId: z.string(), step: z.number().int(), at: instantShape }),
);

export const PasskeyAdded = defineEvent(
  'PasskeyAdded',
  z.object({
    userId: z.string(),
    passkeyId: z.string(),
    /** COSE, in base64url. It is public. */
    publicKey: z.string(),
    counter: z.number().int(),
    at: instantShape,
  }),
);

export const PasskeyUsed = defineEvent(
  'PasskeyUsed',
  z.object({ userId: z.string(), passkeyId: z.string(), counter: z.number().int(), at: instantShape }),
);

/** The authenticator app, or a passkey, is no second factor any more. */
export const SecondFactorRemoved = defineEvent(
  'SecondFactorRemoved',
  z.object({ userId: z.string(), passkeyId: z.string().nullable(), at: instantShape }),
);

/** Ten codes in place of the earlier ones; of each only a keyed hash is kept. */
export const RecoveryCodesMade = defineEvent(
  'RecoveryCodesMade',
  z.object({ userId: z.string(), hashes: z.array(z.string()), at: instantShape }),
);

export const RecoveryCodeUsed = defineEvent(
  'RecoveryCodeUsed',
  z.object({ userId: z.string(), hash: z.string(), at: instantShape }),
);

export const userEvents = [
  UserInvited,
  InvitationAccepted,
  SignInReset,
  UserChanged,
  UserRemoved,
  PasswordChanged,
  AuthenticatorAdded,
  AuthenticatorUsed,
  PasskeyAdded,
  PasskeyUsed,
  SecondFactorRemoved,
  RecoveryCodesMade,
  RecoveryCodeUsed,
];
export type UserEvent = EventOf<
  | typeof UserInvited
  | typeof InvitationAccepted
  | typeof SignInReset
  | typeof UserChanged
  | typeof UserRemoved
  | typeof PasswordChanged
  | typeof AuthenticatorAdded
  | typeof AuthenticatorUsed
  | typeof PasskeyAdded
  | typeof PasskeyUsed
  | typeof SecondFactorRemoved
  | typeof RecoveryCodesMade
  | typeof RecoveryCodeUsed
>;
export type Invited = EventOf<typeof UserInvited>['data'];
export type Invitation = z.output<typeof invitationShape>;
