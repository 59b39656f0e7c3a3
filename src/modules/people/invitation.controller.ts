import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, secretOf, type Form } from '../../http/pages/form-body.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { plainEmail } from '../../kernel/domain/email.js';
import { isLineOf } from '../../kernel/domain/text.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { FormTokens } from './form-tokens.js';
import { invitationPage, noInvitationPage } from './invitation.page.js';
import { AcceptLink, FaultOfPassword, LinkWith } from './people.commands.js';
import { saidOfPassword } from './password.page.js';
import { cookieOfSession } from './session-cookies.js';
import { wrongUser } from './users.page.js';
import { whereaboutsOf } from './browser-whereabouts.js';

/** Where a link leads that somebody was given. */
@Controller('invite/:token')
export class InvitationController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(FormTokens) private readonly tokens: FormTokens,
  ) {}

  @PageRoute()
  @Get()
  form(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#form(token, { name: '', email: '' }, [], request, reply);
  }

  @FormRoute()
  @Post()
  async accept(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.tokens.check(request, this.pages.settings);
    const form = request.body as Form | undefined;
    const typed = { name: fieldOf(form, 'name'), email: fieldOf(form, 'email') };
    try {
      const { link } = await this.queries.execute(new LinkWith(token));
      const language = languageOf(request, link.is === 'user' ? link.user.language : null);
      const email = plainEmail(typed.email);
      const who = { name: typed.name, email: email ?? '' };
      const password = secretOf(form, 'password');
      const fault = await this.queries.execute(new FaultOfPassword(password, { link, who }));
      const wrong = [
        ...(link.is === 'first-administrator' ? wrongUser(faultsOf(typed), language) : []),
        ...(fault === null ? [] : [{ field: 'password', message: saidOfPassword(fault, language) }]),
      ];
      if (wrong.length > 0) return await this.#form(token, typed, wrong, request, reply);
      const cookie = await this.commands.execute(
        new AcceptLink(token, password, who, language, whereaboutsOf(request)),
      );
      cookieOfSession(reply, this.pages.settings, cookie);
    } catch (error) {
      if (isGone(error)) return this.pages.show(request, reply, noInvitationPage(languageOf(request)));
      throw error;
    }
    throw new SeeOther('/');
  }

  async #form(
    token: string,
    typed: { readonly name: string; readonly email: string },
    wrong: readonly Wrong[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    try {
      const { link, email } = await this.queries.execute(new LinkWith(token));
      const person = link.is === 'user' ? { name: link.user.name, email } : null;
      const language = languageOf(request, link.is === 'user' ? link.user.language : null);
      const formToken = this.tokens.tokenFor(request, reply, this.pages.settings);
      return this.pages.show(request, reply, invitationPage({ language, token: formToken, person, typed, wrong }));
    } catch (error) {
      if (isGone(error)) return this.pages.show(request, reply, noInvitationPage(languageOf(request)));
      throw error;
    }
  }
}

const faultsOf = ({ name, email }: { readonly name: string; readonly email: string }): ('name' | 'email')[] => [
  ...(isLineOf(name, 1, 100) ? [] : ['name' as const]),
  ...(plainEmail(email) !== null ? [] : ['email' as const]),
];

const isGone = (error: unknown): boolean => error instanceof Refusal && error.code === 'INVITATION_NOT_FOUND';
