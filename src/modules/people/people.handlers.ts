import { Inject } from '@nestjs/common';
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { instant } from '../../kernel/domain/clock.js';
import { notOfAList } from '../../http/validation.js';
import { Mailer } from '../notices/contract.js';
import { People } from './people.js';
import { invitationMail } from './people-notices.js';
import {
  AcceptLink,
  AddSecondFactor,
  AllUsers,
  ChangePassword,
  ChangeUser,
  EndSession,
  FaultOfPassword,
  InviteUser,
  LinkIssued,
  LinkWith,
  MakeRecoveryCodes,
  RemoveSecondFactor,
  RemoveUser,
  ResetSignIn,
  SecondFactorToSetUp,
  SecondFactorToShow,
  SessionsOf,
  ShowSecondFactor,
  SignIn,
  SignOut,
  UserById,
  UserIsThere,
  type ShownInvitation,
  type ShownUser,
} from './people.commands.js';
import { idleAfterMs, overAfterMs } from './session.decider.js';
import { sessionView } from './session.view.js';
import type { InvitedUser } from './users.js';
import type { User } from './user.decider.js';

/** What every handler has: the parts of the module. */
abstract class OfPeople {
  constructor(@Inject(People) protected readonly people: People) {}

  protected async shown(user: User): Promise<ShownUser> {
    return { user, email: await this.people.users.emailOf(user) };
  }
}

/** Those that make a link. It is shown to who asked for it, and sent to the person where there is a mail server. */
abstract class OfLinks extends OfPeople {
  constructor(
    @Inject(People) people: People,
    @Inject(Mailer) private readonly mailer: Mailer,
  ) {
    super(people);
  }

  protected async invitation({ user, token }: InvitedUser): Promise<ShownInvitation> {
    const [shown, url] = [await this.shown(user), this.people.linkOf(token)];
    const { organisation } = this.people.settings;
    // The link is in the answer too: a message that cannot be queued refuses nothing.
    if (shown.email !== null)
      await this.mailer.queue(invitationMail(user, shown.email, url, organisation)).catch(() => undefined);
    return { ...shown, url };
  }
}

@CommandHandler(InviteUser)
export class InviteUserHandler extends OfLinks implements ICommandHandler<InviteUser> {
  async execute({ invited, by, once }: InviteUser) {
    return this.invitation(await this.people.users.invite(invited, by, once));
  }
}

@CommandHandler(ChangeUser)
export class ChangeUserHandler extends OfPeople implements ICommandHandler<ChangeUser> {
  async execute({ userId, change, by }: ChangeUser) {
    return this.shown(await this.people.users.change(userId, change, by));
  }
}

@CommandHandler(RemoveUser)
export class RemoveUserHandler extends OfPeople implements ICommandHandler<RemoveUser> {
  execute({ userId, by }: RemoveUser) {
    return this.people.users.remove(userId, by);
  }
}

@CommandHandler(ResetSignIn)
export class ResetSignInHandler extends OfLinks implements ICommandHandler<ResetSignIn> {
  async execute({ userId, by, once }: ResetSignIn) {
    return this.invitation(await this.people.users.resetSignIn(userId, by, once));
  }
}

@QueryHandler(LinkIssued)
export class LinkIssuedHandler extends OfLinks implements IQueryHandler<LinkIssued> {
  async execute({ of, once }: LinkIssued) {
    const { users } = this.people;
    const issued = await users.issued('email' in of ? users.idOf(of.email) : of.userId, once);
    return issued && this.invitation(issued);
  }
}

@QueryHandler(UserById)
export class UserByIdHandler extends OfPeople implements IQueryHandler<UserById> {
  async execute({ userId }: UserById) {
    return this.shown(await this.people.users.find(userId));
  }
}

@QueryHandler(UserIsThere)
export class UserIsThereHandler extends OfPeople implements IQueryHandler<UserIsThere> {
  execute({ email }: UserIsThere) {
    return this.people.users.isThere(email);
  }
}

@QueryHandler(AllUsers)
export class AllUsersHandler extends OfPeople implements IQueryHandler<AllUsers> {
  async execute({ limit, cursor }: AllUsers) {
    const all = this.people.users.all();
    const start = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    if (cursor !== undefined && start === 0) throw new InvalidInput([{ field: 'cursor', message: notOfAList }]);
    const page = all.slice(start, start + limit);
    return {
      users: await Promise.all(page.map((user) => this.shown(user))),
      nextCursor: start + limit < all.length ? page.at(-1)!.id : null,
    };
  }
}

@CommandHandler(SignIn)
export class SignInHandler extends OfPeople implements ICommandHandler<SignIn> {
  execute({ email, password, where }: SignIn) {
    return this.people.signIns.signIn(email, password, where);
  }
}

@CommandHandler(ShowSecondFactor)
export class ShowSecondFactorHandler extends OfPeople implements ICommandHandler<ShowSecondFactor> {
  execute({ person, shown, where }: ShowSecondFactor) {
    return this.people.signIns.showFactor(person, shown, where);
  }
}

@QueryHandler(SecondFactorToShow)
export class SecondFactorToShowHandler extends OfPeople implements IQueryHandler<SecondFactorToShow> {
  execute({ person }: SecondFactorToShow) {
    return this.people.signIns.toShow(person);
  }
}

@QueryHandler(SecondFactorToSetUp)
export class SecondFactorToSetUpHandler extends OfPeople implements IQueryHandler<SecondFactorToSetUp> {
  execute({ person }: SecondFactorToSetUp) {
    return this.people.signIns.toSetUp(person);
  }
}

@CommandHandler(AddSecondFactor)
export class AddSecondFactorHandler extends OfPeople implements ICommandHandler<AddSecondFactor> {
  execute({ person, shown, where }: AddSecondFactor) {
    return this.people.signIns.addFactor(person, shown, where);
  }
}

@CommandHandler(RemoveSecondFactor)
export class RemoveSecondFactorHandler extends OfPeople implements ICommandHandler<RemoveSecondFactor> {
  async execute({ userId, passkeyId, by }: RemoveSecondFactor) {
    const at = instant(this.people.kernel.clock.now());
    await this.people.users.send('DropSecondFactor', userId, { userId, passkeyId, at, by });
  }
}

@CommandHandler(MakeRecoveryCodes)
export class MakeRecoveryCodesHandler extends OfPeople implements ICommandHandler<MakeRecoveryCodes> {
  execute({ userId, by }: MakeRecoveryCodes) {
    return this.people.signIns.makeCodes({ id: userId }, by);
  }
}

@CommandHandler(SignOut)
export class SignOutHandler extends OfPeople implements ICommandHandler<SignOut> {
  execute({ person, correlationId }: SignOut) {
    return this.people.signIns.signOut(person, correlationId);
  }
}

@QueryHandler(LinkWith)
export class LinkWithHandler extends OfPeople implements IQueryHandler<LinkWith> {
  async execute({ token }: LinkWith) {
    const link = await this.people.users.link(token);
    return { link, email: link.is === 'user' ? await this.people.users.emailOf(link.user) : null };
  }
}

@CommandHandler(AcceptLink)
export class AcceptLinkHandler extends OfPeople implements ICommandHandler<AcceptLink> {
  async execute({ token, password, who, language, where }: AcceptLink) {
    const link = await this.people.users.link(token);
    return this.people.signIns.accept(link, password, who, language, where);
  }
}

@QueryHandler(FaultOfPassword)
export class FaultOfPasswordHandler extends OfPeople implements IQueryHandler<FaultOfPassword> {
  execute({ password, of }: FaultOfPassword) {
    const { signIns } = this.people;
    return 'link' in of ? signIns.faultOfFirst(of.link, password, of.who) : signIns.faultOfNext(of.userId, password);
  }
}

@CommandHandler(ChangePassword)
export class ChangePasswordHandler extends OfPeople implements ICommandHandler<ChangePassword> {
  execute({ person, current, chosen, where }: ChangePassword) {
    return this.people.signIns.changePassword(person, current, chosen, where);
  }
}

@QueryHandler(SessionsOf)
export class SessionsOfHandler extends OfPeople implements IQueryHandler<SessionsOf> {
  async execute({ userId }: SessionsOf) {
    const now = this.people.kernel.clock.now();
    const { documents } = await this.people.documents.query(sessionView.collection, {
      where: { userId, signedInAt: { gte: instant(now - overAfterMs) } },
      sort: { field: 'signedInAt', direction: 'descending' },
      limit: mostShown,
    });
    return documents.filter(({ isEnded, lastSeenAt }) => !isEnded && lastSeenAt > instant(now - idleAfterMs));
  }
}
const mostShown = 200;

@CommandHandler(EndSession)
export class EndSessionHandler extends OfPeople implements ICommandHandler<EndSession> {
  async execute({ userId, sessionId, by }: EndSession) {
    const session = await this.people.sessions.withId(sessionId);
    if (session?.userId === userId) await this.people.sessions.end(sessionId, 'ended-elsewhere', by);
  }
}

export const peopleHandlers = [
  InviteUserHandler,
  ChangeUserHandler,
  RemoveUserHandler,
  ResetSignInHandler,
  LinkIssuedHandler,
  UserByIdHandler,
  UserIsThereHandler,
  AllUsersHandler,
  SignInHandler,
  ShowSecondFactorHandler,
  SecondFactorToShowHandler,
  SecondFactorToSetUpHandler,
  AddSecondFactorHandler,
  RemoveSecondFactorHandler,
  MakeRecoveryCodesHandler,
  SignOutHandler,
  LinkWithHandler,
  AcceptLinkHandler,
  FaultOfPasswordHandler,
  ChangePasswordHandler,
  SessionsOfHandler,
  EndSessionHandler,
];
