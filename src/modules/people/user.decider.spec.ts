import { describe, expect, it } from '@jest/globals';
import { noon } from '../../../test/support/fake-clock.js';
import { specify, specifyView } from '../../../test/support/specify.js';
import { evolve } from '../../kernel/domain/decider.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { administrators, type AdministratorsOrders } from './administrators.decider.js';
import { AdministratorEnding } from './administrators.events.js';
import { firstAdministrator } from './first-administrator.decider.js';
import { FirstAdministratorChosen, FirstAdministratorInvited } from './first-administrator.events.js';
import { freshForMs, idleAfterMs, isFresh, isOver, overAfterMs, session, type Session } from './session.decider.js';
import { SessionContinued, SessionEnded, SessionStarted } from './session.events.js';
import { sessionView } from './session.view.js';
import { isActive, needsSecondFactor, user, type User } from './user.decider.js';
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
  UserInvited,
  UserRemoved,
  type UserEvent,
} from './user.events.js';

const userId = 'usr_0123456789abcdef01234567';
const at = noon;
const later = '2026-11-25T12:00:00.000Z';
const sealed = (text: string) => `sealed.${userId}.key.${text}` as Sealed<string>;
const invitation = { hash: 'link', endsAt: later };
const details = { name: 'Aline', roles: ['finance' as const], language: 'rw' as const };
const invited = UserInvited({ userId, ...details, email: sealed('email'), invitation, at });
const accepted = InvitationAccepted({ userId, password: sealed('password'), at });
const app = AuthenticatorAdded({ userId, secret: sealed('secret'), step: 100, at });
const passkey = { passkeyId: 'pk', publicKey: 'public', counter: 5 };
const added = PasskeyAdded({ userId, ...passkey, at });
const { given } = specify(user);
const stateAfter = (...events: readonly UserEvent[]) => evolve(user, user.initial, events) as User;
/** Each leads to a fact of its own, however often it comes. */
const anew = { notIdempotent: true };

describe('a user', () => {
  it('is invited once, and again after having been removed', () => {
    const Invite = { invited: invited.data };
    given().when({ Invite }).thenEmits(invited);
    const another = { invited: { ...invited.data, invitation: { ...invitation, hash: 'another' } } };
    given(invited).when({ Invite: another }).thenRefuses('USER_EXISTS', { userId });
    given(invited, accepted).when({ Invite }).thenRefuses('USER_EXISTS', { userId });
    given(invited, accepted, UserRemoved({ userId, at })).when({ Invite }, anew).thenEmits(invited);
  });

  it('accepts with the link that was given last, once, within its time', () => {
    const Accept = { userId, hash: 'link', password: sealed('password'), at };
    const reset = SignInReset({ userId, invitation: { hash: 'newer', endsAt: later }, at });
    given(invited).when({ Accept }, anew).thenEmits(accepted);
    given(invited, accepted).when({ Accept }).thenRefuses('INVITATION_NOT_FOUND');
    given(invited, reset).when({ Accept }).thenRefuses('INVITATION_NOT_FOUND');
    given(invited)
      .when({ Accept: { ...Accept, at: later } })
      .thenRefuses('INVITATION_NOT_FOUND');
    given(invited, UserRemoved({ userId, at })).when({ Accept }).thenRefuses('USER_NOT_FOUND');
  });

  it('may sign in from the password on, until a reset or a removal takes all of it away', () => {
    expect(isActive(null)).toBe(false);
    expect(isActive(stateAfter(invited))).toBe(false);
    expect(isActive(stateAfter(invited, accepted, app))).toBe(true);
    for (const end of [SignInReset({ userId, invitation, at }), UserRemoved({ userId, at })]) {
      const after = stateAfter(invited, accepted, app, added, RecoveryCodesMade({ userId, hashes: ['h'], at }), end);
      expect(isActive(after)).toBe(false);
      expect(after).toMatchObject({ password: null, authenticator: null, passkeys: [], recoveryCodes: [] });
    }
  });

  it('ends its sessions by another password, other roles, a reset and a removal, and by nothing else', () => {
    const epochAfter = (event: UserEvent) =>
      stateAfter(invited, accepted, app, event).epoch - stateAfter(invited).epoch;
    const change = (more: object) => UserChanged({ userId, ...details, ...more, at });
    expect(epochAfter(PasswordChanged({ userId, password: sealed('other'), at }))).toBe(1);
    expect(epochAfter(change({ roles: ['finance', 'approver'] }))).toBe(1);
    expect(epochAfter(SignInReset({ userId, invitation, at }))).toBe(1);
    expect(epochAfter(UserRemoved({ userId, at }))).toBe(1);
    for (const event of [
      change({ name: 'A' }),
      change({ language: 'en' }),
      added,
      AuthenticatorUsed({ userId, step: 101, at }),
    ])
      expect([event.type, epochAfter(event)]).toEqual([event.type, 0]);
  });

  it('shows each code of an app once, and no older one, also that of another app or after a reset', () => {
    const use = (step: number) => ({ UseAuthenticator: { userId, step, at } });
    given(invited, accepted, app)
      .when(use(101), anew)
      .thenEmits(AuthenticatorUsed({ userId, step: 101, at }));
    given(invited, accepted, app).when(use(100)).thenRefuses('SECOND_FACTOR_WRONG');
    given(invited, accepted, app, AuthenticatorUsed({ userId, step: 102, at }))
      .when(use(101))
      .thenRefuses('SECOND_FACTOR_WRONG');
    given(invited, accepted).when(use(101)).thenRefuses('SECOND_FACTOR_WRONG');
    const again = { AddAuthenticator: { userId, secret: sealed('secret'), step: 100, at } };
    given(invited, accepted, app, SignInReset({ userId, invitation, at }))
      .when(again)
      .thenRefuses('SECOND_FACTOR_WRONG');
  });

  it('shows a passkey whose counter grows, or that does not count', () => {
    const use = (counter: number, passkeyId = 'pk') => ({ UsePasskey: { userId, passkeyId, counter, at } });
    given(invited, accepted, added)
      .when(use(6), anew)
      .thenEmits(PasskeyUsed({ userId, passkeyId: 'pk', counter: 6, at }));
    given(invited, accepted, added).when(use(5)).thenRefuses('SECOND_FACTOR_WRONG');
    given(invited, accepted, added).when(use(0)).thenRefuses('SECOND_FACTOR_WRONG');
    given(invited, accepted, added).when(use(6, 'another')).thenRefuses('SECOND_FACTOR_WRONG');
    const uncounted = PasskeyAdded({ userId, ...passkey, counter: 0, at });
    given(invited, accepted, uncounted)
      .when(use(0), anew)
      .thenEmits(PasskeyUsed({ userId, passkeyId: 'pk', counter: 0, at }));
  });

  it('uses each recovery code once, and none of an earlier set', () => {
    const made = RecoveryCodesMade({ userId, hashes: ['one', 'two'], at });
    const use = (hash: string) => ({ UseRecoveryCode: { userId, hash, at } });
    const used = RecoveryCodeUsed({ userId, hash: 'one', at });
    given(invited, accepted, made).when(use('one'), anew).thenEmits(used);
    given(invited, accepted, made, used).when(use('one')).thenRefuses('SECOND_FACTOR_WRONG');
    given(invited, accepted, made, RecoveryCodesMade({ userId, hashes: ['three'], at }))
      .when(use('two'))
      .thenRefuses('SECOND_FACTOR_WRONG');
  });

  it('keeps one second factor where the roles need one', () => {
    const remove = (passkeyId: string | null) => ({ DropSecondFactor: { userId, passkeyId, at } });
    const removed = (passkeyId: string | null) => SecondFactorRemoved({ userId, passkeyId, at });
    given(invited, accepted, app).when(remove(null)).thenRefuses('SECOND_FACTOR_NEEDED');
    given(invited, accepted, added).when(remove('pk')).thenRefuses('SECOND_FACTOR_NEEDED');
    given(invited, accepted, app, added).when(remove('pk')).thenEmits(removed('pk'));
    given(invited, accepted, app, added).when(remove(null)).thenEmits(removed(null));
    const support = UserChanged({ userId, ...details, roles: ['support'], at });
    given(invited, accepted, app, support).when(remove(null)).thenEmits(removed(null));
    expect(['service', 'support', 'payer:read', 'auditor'].filter((role) => needsSecondFactor([role]))).toEqual([]);
    expect(['finance', 'approver', 'admin'].every((role) => needsSecondFactor(['support', role]))).toBe(true);
  });

  it('is changed and removed once, and nothing is done to one who is not there', () => {
    const changed = UserChanged({ userId, ...details, name: 'Aline U', at });
    const Change = { userId, change: { name: 'Aline U' }, endingEpoch: null, at };
    const Remove = { userId, endingEpoch: null, at };
    given(invited).when({ Change }).thenEmits(changed);
    given(invited).when({ Remove }).thenEmits(UserRemoved({ userId, at }));
    for (const order of [
      { Change },
      { InviteAgain: { userId, invitation, endingEpoch: null, at } },
      { KeepPassword: { userId, password: sealed('x'), at } },
      { AddPasskey: { userId, passkey, at } },
      { KeepRecoveryCodes: { userId, hashes: [], at } },
    ])
      given(invited, UserRemoved({ userId, at })).when(order).thenRefuses('USER_NOT_FOUND', { userId });
    given().when({ Remove }).thenRefuses('USER_NOT_FOUND', { userId });
    // Before there is a password there is none to change.
    given(invited)
      .when({ KeepPassword: { userId, password: sealed('x'), at } })
      .thenRefuses('USER_NOT_FOUND', { userId });
  });

  it('keeps what a change does not name, whoever has changed it in the meantime', () => {
    const demoted = UserChanged({ userId, ...details, roles: ['support'], at });
    given(invited, demoted)
      .when({ Change: { userId, change: { language: 'fr' }, endingEpoch: null, at } })
      .thenEmits(UserChanged({ userId, ...details, roles: ['support'], language: 'fr', at }));
  });

  it('ends as an active administrator only in the epoch whose ending is on record', () => {
    const admin = UserInvited({ userId, ...details, roles: ['admin'], email: sealed('email'), invitation, at });
    const { epoch } = stateAfter(admin, accepted);
    const of = (endingEpoch: number | null) =>
      [
        { Remove: { userId, endingEpoch, at } },
        { Change: { userId, change: { roles: ['support'] as const }, endingEpoch, at } },
        { InviteAgain: { userId, invitation, endingEpoch, at } },
      ] as const;
    for (const order of [...of(null), ...of(epoch - 1)])
      given(admin, accepted)
        .when(order)
        .thenRefuses('TOO_MANY_RACES', { stream: `user-${userId}` });
    const [remove, demote, reset] = of(epoch);
    given(admin, accepted).when(remove).thenEmits(UserRemoved({ userId, at }));
    given(admin, accepted)
      .when(demote)
      .thenEmits(UserChanged({ userId, ...details, roles: ['support'], at }));
    given(admin, accepted).when(reset, anew).thenEmits(SignInReset({ userId, invitation, at }));
    // Who keeps the role, or may not act yet, ends no administrator.
    given(admin, accepted)
      .when({ Change: { userId, change: { language: 'fr' }, endingEpoch: null, at } })
      .thenEmits(UserChanged({ userId, ...details, roles: ['admin'], language: 'fr', at }));
    given(admin)
      .when({ Remove: { userId, endingEpoch: null, at } })
      .thenEmits(UserRemoved({ userId, at }));
  });
});

describe('the administrators', () => {
  const all = specify(administrators);
  const [a, b] = [
    { userId: 'usr_a', epoch: 3 },
    { userId: 'usr_b', epoch: 1 },
  ];
  const ending = (of: { readonly userId: string; readonly epoch: number }) => AdministratorEnding({ ...of, at });
  const end = (of: object, others: readonly object[], force = false) =>
    ({ End: { ending: of, others, force, at } }) as { End: AdministratorsOrders['End'] };

  it('end while another one is left', () => {
    all
      .given()
      .when(end(a, [b]))
      .thenEmits(ending(a));
    all.given().when(end(a, [])).thenRefuses('LAST_ADMINISTRATOR', { userId: 'usr_a' });
  });

  it('do not both end who end each other at once', () => {
    all
      .given(ending(a))
      .when(end(b, [a]))
      .thenRefuses('LAST_ADMINISTRATOR', { userId: 'usr_b' });
    all
      .given(ending(a))
      .when(end(b, [{ ...a, epoch: 2 }]))
      .thenRefuses('LAST_ADMINISTRATOR', { userId: 'usr_b' });
    // Who has come back since counts again.
    all
      .given(ending(a))
      .when(end(b, [{ ...a, epoch: 4 }]))
      .thenEmits(ending(b));
  });

  it('end by force, which is on record too', () => {
    all
      .given()
      .when(end(a, [], true))
      .thenEmits(ending(a));
  });
});

describe('the first administrator', () => {
  const first = specify(firstAdministrator);
  const offered = FirstAdministratorInvited({ number: 1, endsAt: later, at });
  const chosen = FirstAdministratorChosen({ userId, at });
  const choose = (more: object = {}) => ({ Choose: { number: 1, userId, at, ...more } });

  it('is offered a link that is one while it is open, and a new one after 72 hours', () => {
    first
      .given()
      .when({ Offer: { endsAt: later, at } })
      .thenEmits(offered);
    const next = { Offer: { endsAt: '2026-11-28T12:00:00.000Z', at: later } };
    const second = FirstAdministratorInvited({ number: 2, endsAt: '2026-11-28T12:00:00.000Z', at: later });
    first.given(offered).when(next).thenEmits(second);
    first.given(offered, chosen).when(next).thenNothing();
  });

  it('is the one who comes first with the newest link, and may come back', () => {
    first.given(offered).when(choose()).thenEmits(chosen);
    first
      .given(offered, chosen)
      .when(choose({ userId: 'usr_other' }))
      .thenRefuses('INVITATION_NOT_FOUND');
    first
      .given(offered)
      .when(choose({ at: later }))
      .thenRefuses('INVITATION_NOT_FOUND');
    first
      .given(offered)
      .when(choose({ number: 2 }))
      .thenRefuses('INVITATION_NOT_FOUND');
    first
      .given()
      .when(choose({ number: 0 }))
      .thenRefuses('INVITATION_NOT_FOUND');
  });
});

describe('a session', () => {
  const sessionId = 'ses_1';
  const data = {
    sessionId,
    hash: 'hash',
    userId,
    epoch: 1,
    signedInAt: at,
    secondFactorAt: null,
    browser: 'Firefox',
    at,
  };
  const started = SessionStarted(data);
  const ended = SessionEnded({ sessionId, why: 'signed-out', at });
  const { given } = specify(session);

  it('starts once, is continued as time goes by, and ends once', () => {
    const continued = SessionContinued({ sessionId, at: later });
    given()
      .when({ Start: { session: data } })
      .thenEmits(started);
    given(started)
      .when({ Continue: { sessionId, at: later } })
      .thenEmits(continued);
    given(started).when({ Continue: { sessionId, at } }).thenNothing();
    given(started)
      .when({ End: { sessionId, why: 'signed-out', at } })
      .thenEmits(ended);
    given(started, ended)
      .when({ Continue: { sessionId, at: later } })
      .thenNothing();
    given()
      .when({ End: { sessionId, why: 'replaced', at } })
      .thenNothing();
  });

  it('is over when it has ended, after 30 minutes without a request, and 12 hours after the sign-in', () => {
    const known = evolve(session, session.initial, [started]) as Session;
    const begun = Date.parse(at);
    expect([idleAfterMs, overAfterMs, freshForMs]).toEqual([1_800_000, 43_200_000, 600_000]);
    expect(isOver(known, begun, begun + idleAfterMs - 1)).toBe(false);
    expect(isOver(known, begun, begun + idleAfterMs)).toBe(true);
    const end = begun + overAfterMs;
    expect(isOver(known, end - 1, end - 1)).toBe(false);
    expect(isOver(known, end - 1, end)).toBe(true);
    expect(isOver({ ...known, isEnded: true }, begun, begun)).toBe(true);
  });

  it('is fresh for ten minutes from the second factor on', () => {
    const begun = Date.parse(at);
    expect(isFresh({ secondFactorAt: at }, begun + freshForMs - 1)).toBe(true);
    expect(isFresh({ secondFactorAt: at }, begun + freshForMs)).toBe(false);
    expect(isFresh({ secondFactorAt: null }, begun)).toBe(false);
  });

  it('is listed for its owner', () =>
    specifyView(sessionView)
      .given(started, SessionContinued({ sessionId, at: later }), ended)
      .thenShows(sessionId, {
        id: sessionId,
        userId,
        browser: 'Firefox',
        signedInAt: at,
        lastSeenAt: later,
        isEnded: true,
      }));
});
