import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayUse } from '../../http/access.js';
import {
  authenticatorToken,
  By,
  Called,
  Person,
  type Authenticator,
  type Call,
  type SignedIn,
} from '../../http/authentication.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, onceOf, keyFor, valuesOf, type Form } from '../../http/pages/form-body.js';
import { menuFor } from '../../http/pages/menu.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { nothingCame, pressed, type Came } from '../../http/pages/refusals.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { instant } from '../../kernel/domain/clock.js';
import { plainEmail } from '../../kernel/domain/email.js';
import type { Origin } from '../../kernel/domain/events.js';
import { isLanguage } from '../../kernel/domain/language.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { isRoles, isSameRoles, type Role } from '../../kernel/domain/role.js';
import { isLineOf } from '../../kernel/domain/text.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import {
  AllUsers,
  ChangeUser,
  InviteUser,
  LinkIssued,
  RemoveUser,
  ResetSignIn,
  UserById,
  UserIsThere,
  type ShownUser,
} from './people.commands.js';
import {
  askUserPage,
  linkPage,
  seenOf,
  userPage,
  usersPage,
  wrongUser,
  type Ends,
  type UserFields,
} from './users.page.js';

const here = '/settings/users';

/** What administrators do about people, in a browser. */
@Controller('settings/users')
export class UsersPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(kernelToken) private readonly kernel: Kernel,
  ) {}

  @PageRoute()
  @Get()
  list(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#list(person, nobody, [], request, reply);
  }

  @FormRoute()
  @Post()
  @HttpCode(200)
  async invite(
    @Person() person: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const typed = typedIn(request);
    const language = languageOf(request, person.language);
    const email = plainEmail(typed.email);
    const once = onceOf(person, request.body as Form | undefined, JSON.stringify(typed));
    // Pressed again: what the first press has made is shown, and no other one is made.
    const before = once === null || email === null ? null : await this.queries.execute(new LinkIssued({ email }, once));
    if (before !== null) return this.#link(person, before, request, reply);
    const ofEmail =
      email === null
        ? ['email' as const]
        : (await this.queries.execute(new UserIsThere(email)))
          ? ['exists' as const]
          : [];
    const faults = [...faultsOf(typed), ...ofEmail];
    if (faults.length > 0 || email === null)
      return this.#list(person, typed, wrongUser(faults, language), request, reply);
    try {
      const invited = { ...fieldsOf(typed), email };
      return this.#link(person, await this.commands.execute(new InviteUser(invited, by, once)), request, reply);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'USER_EXISTS') throw error;
      return this.#list(person, typed, wrongUser(['exists'], language), request, reply);
    }
  }

  @PageRoute()
  @Get(':id')
  one(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#one(id, person, null, [], request, reply);
  }

  @FormRoute()
  @Post(':id')
  @HttpCode(200)
  async change(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { person, by, request, reply } = call;
    const typed = typedIn(request);
    const faults = faultsOf(typed);
    if (faults.length > 0) {
      const wrong = wrongUser(faults, languageOf(request, person.language));
      return this.#one(id, person, typed, wrong, request, reply);
    }
    const { user } = await this.queries.execute(new UserById(id));
    const { roles, ...others } = fieldsOf(typed);
    const order = (change: ChangeUser['change']) => this.commands.execute(new ChangeUser(id, change, by));
    if (isSameRoles(user.roles, roles)) await order(others);
    else {
      const came = await pressed(seenOf(user), () => order({ ...others, roles }), request, this.authenticator);
      if ('came' in came) return this.#ask('roles', id, call, came.came, typed);
    }
    throw new SeeOther(`${here}/${id}?done=1`);
  }

  @PageRoute()
  @Get(':id/reset-sign-in')
  askReset(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#ask('reset', id, call, nothingCame);
  }

  @FormRoute()
  @Post(':id/reset-sign-in')
  @HttpCode(200)
  async reset(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { person, by, request, reply } = call;
    const once = onceOf(person, request.body as Form | undefined);
    const before = once === null ? null : await this.queries.execute(new LinkIssued({ userId: id }, once));
    if (before !== null) return this.#link(person, before, request, reply);
    const { user } = await this.queries.execute(new UserById(id));
    const order = () => this.commands.execute(new ResetSignIn(id, by, once));
    const came = await pressed(seenOf(user), order, request, this.authenticator);
    if ('came' in came) return this.#ask('reset', id, call, came.came);
    return this.#link(person, came.done, request, reply);
  }

  @PageRoute()
  @Get(':id/remove')
  askRemove(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#ask('remove', id, call, nothingCame);
  }

  @FormRoute()
  @Post(':id/remove')
  @HttpCode(200)
  async remove(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { by, request } = call;
    const shown = await this.#thereOrNull(id);
    // A second press finds nobody, and that is what was asked for.
    if (shown === null) throw new SeeOther(`${here}?done=removed`);
    const order = () => this.commands.execute(new RemoveUser(id, by));
    const came = await pressed(seenOf(shown.user), order, request, this.authenticator);
    if ('came' in came) return this.#ask('remove', id, call, came.came);
    throw new SeeOther(`${here}?done=removed`);
  }

  async #ask(
    ends: Ends,
    id: string,
    { person, request, reply }: Call,
    came: Came,
    typed: UserFields | null = null,
  ): Promise<string> {
    const language = languageOf(request, person.language);
    const shown = await this.queries.execute(new UserById(id));
    const frame = { language, token: person.formToken, menu: menuFor(person, language, `${here}/`) };
    const isSelf = person.principal.id === id;
    return this.pages.show(
      request,
      reply,
      askUserPage({ ...frame, ...came, shown, key: keyFor(request, came.hasChanged), ends, isSelf, typed }),
    );
  }

  async #thereOrNull(id: string): Promise<ShownUser | null> {
    try {
      return await this.queries.execute(new UserById(id));
    } catch (error) {
      if (error instanceof Refusal && error.code === 'USER_NOT_FOUND') return null;
      throw error;
    }
  }

  async #list(
    person: SignedIn,
    typed: UserFields,
    wrong: readonly Wrong[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const language = languageOf(request, person.language);
    const { cursor, done } = request.query as { readonly cursor?: unknown; readonly done?: unknown };
    const after = typeof cursor === 'string' ? cursor : undefined;
    const { users, nextCursor } = await this.queries.execute(new AllUsers(shownAtOnce, after));
    const next = nextCursor === null ? null : `${here}?cursor=${encodeURIComponent(nextCursor)}`;
    const frame = { language, token: person.formToken, menu: menuFor(person, language, here), now: this.#now() };
    const mayChange = mayUse(person.principal.roles, 'POST /settings/users');
    return this.pages.show(
      request,
      reply,
      usersPage({
        ...frame,
        users,
        next,
        mayChange,
        key: keyFor(request),
        typed,
        wrong,
        isRemoved: done === 'removed' && wrong.length === 0,
      }),
    );
  }

  async #one(
    id: string,
    person: SignedIn,
    typed: UserFields | null,
    wrong: readonly Wrong[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const language = languageOf(request, person.language);
    const shown = await this.queries.execute(new UserById(id));
    const frame = { language, token: person.formToken, menu: menuFor(person, language, `${here}/`), now: this.#now() };
    const done = wrong.length === 0 && (request.query as { readonly done?: unknown }).done === '1';
    const fields = typed ?? { ...shown.user, email: '' };
    return this.pages.show(request, reply, userPage({ ...frame, shown, typed: fields, wrong, done }));
  }

  #link(
    person: SignedIn,
    { url, ...shown }: ShownUser & { readonly url: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): string {
    const language = languageOf(request, person.language);
    return this.pages.show(
      request,
      reply,
      linkPage({ language, menu: menuFor(person, language, `${here}/`), shown, url }),
    );
  }

  #now(): string {
    return instant(this.kernel.clock.now());
  }
}

const shownAtOnce = 100;
const nobody: UserFields = { name: '', email: '', roles: [], language: 'en' };

function typedIn({ body }: FastifyRequest): UserFields {
  const form = body as Form | undefined;
  return {
    name: fieldOf(form, 'name'),
    email: fieldOf(form, 'email'),
    roles: valuesOf(form, 'roles'),
    language: fieldOf(form, 'language'),
  };
}

const faultsOf = ({ name, roles }: UserFields): ('name' | 'roles')[] => [
  ...(isLineOf(name, 1, 100) ? [] : ['name' as const]),
  ...(isRoles(roles) ? [] : ['roles' as const]),
];

const fieldsOf = ({ name, roles, language }: UserFields) => ({
  name,
  roles: roles as readonly Role[],
  language: isLanguage(language) ? language : ('en' as const),
});
