import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayUse } from '../../http/access.js';
import { By, Person, type SignedIn } from '../../http/authentication.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, valuesOf, type Form } from '../../http/pages/form-body.js';
import { menuFor } from '../../http/pages/menu.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { instant } from '../../kernel/domain/clock.js';
import { plainEmail } from '../../kernel/domain/email.js';
import type { Origin } from '../../kernel/domain/events.js';
import { isLanguage } from '../../kernel/domain/language.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { isRoles, type Role } from '../../kernel/domain/role.js';
import { isPlain, isTextOf } from '../../kernel/domain/text.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import {
  AllUsers,
  ChangeUser,
  InviteUser,
  RemoveUser,
  ResetSignIn,
  UserById,
  type ShownUser,
} from './people.commands.js';
import { linkPage, userPage, usersPage, wrongUser, type UserFields } from './users.page.js';

const here = '/settings/users';

/** What administrators do about people, in a browser. */
@Controller('settings/users')
export class UsersPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
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
    const faults = [...faultsOf(typed), ...(email === null ? ['email' as const] : [])];
    if (faults.length > 0 || email === null)
      return this.#list(person, typed, wrongUser(faults, language), request, reply);
    try {
      const invited = { ...fieldsOf(typed), email };
      return this.#link(person, await this.commands.execute(new InviteUser(invited, by)), request, reply);
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
  async change(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const typed = typedIn(request);
    const faults = faultsOf(typed);
    if (faults.length > 0) {
      const wrong = wrongUser(faults, languageOf(request, person.language));
      return this.#one(id, person, typed, wrong, request, reply);
    }
    await this.commands.execute(new ChangeUser(id, fieldsOf(typed), by));
    throw new SeeOther(`${here}/${id}?done=1`);
  }

  @FormRoute()
  @Post(':id/reset-sign-in')
  @HttpCode(200)
  async reset(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#link(person, await this.commands.execute(new ResetSignIn(id, by)), request, reply);
  }

  @FormRoute()
  @Post(':id/remove')
  async remove(@Param('id') id: string, @By() by: Origin): Promise<void> {
    await this.commands.execute(new RemoveUser(id, by));
    throw new SeeOther(here);
  }

  async #list(
    person: SignedIn,
    typed: UserFields,
    wrong: readonly Wrong[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const language = languageOf(request, person.language);
    const { cursor } = request.query as { readonly cursor?: unknown };
    const after = typeof cursor === 'string' ? cursor : undefined;
    const { users, nextCursor } = await this.queries.execute(new AllUsers(shownAtOnce, after));
    const next = nextCursor === null ? null : `${here}?cursor=${encodeURIComponent(nextCursor)}`;
    const frame = { language, token: person.formToken, menu: menuFor(person, language, here), now: this.#now() };
    const mayChange = mayUse(person.principal.roles, 'POST /settings/users');
    return this.pages.show(request, reply, usersPage({ ...frame, users, next, mayChange, typed, wrong }));
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
  ...(isTextOf(name, 1, 100) && isPlain(name) ? [] : ['name' as const]),
  ...(isRoles(roles) ? [] : ['roles' as const]),
];

const fieldsOf = ({ name, roles, language }: UserFields) => ({
  name,
  roles: roles as readonly Role[],
  language: isLanguage(language) ? language : ('en' as const),
});
