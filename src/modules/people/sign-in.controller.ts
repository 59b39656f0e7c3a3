import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Person, type SignedIn } from '../../http/authentication.js';
import { fieldOf, secretOf, type Form } from '../../http/pages/form-body.js';
import { menuFor } from '../../http/pages/menu.js';
import { languageOf } from '../../http/pages/page-language.js';
import { BeforeSecondFactorForm, BeforeSecondFactorPage, FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { ownPath, SeeOther } from '../../http/pages/see-other.js';
import { secondFactorPath, setUpPath } from '../../http/pages/session-cookie.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { FormTokens } from './form-tokens.js';
import { SecondFactorToShow, ShowSecondFactor, SignIn, SignOut } from './people.commands.js';
import { cookieOfSession, dropSession } from './session-cookies.js';
import { shownIn } from './shown-factor.js';
import { secondFactorPage, signInPage } from './sign-in.page.js';
import { hasSecondFactor } from './user.decider.js';
import { whereaboutsOf } from './browser-whereabouts.js';

/** In, and out again. */
@Controller()
export class SignInController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(FormTokens) private readonly tokens: FormTokens,
  ) {}

  @PageRoute()
  @Get('sign-in')
  form(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const { next } = request.query as { readonly next?: unknown };
    return this.#form(request, reply, { next: ownPath(next), email: '', isWrong: false });
  }

  @FormRoute()
  @Post('sign-in')
  async signIn(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    this.tokens.check(request, this.pages.settings);
    const form = request.body as Form | undefined;
    const email = fieldOf(form, 'email');
    const next = ownPath(fieldOf(form, 'next'));
    try {
      const cookie = await this.commands.execute(new SignIn(email, secretOf(form, 'password'), whereaboutsOf(request)));
      cookieOfSession(reply, this.pages.settings, cookie);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'SIGN_IN_WRONG') throw error;
      return this.#form(request, reply, { next, email, isWrong: true });
    }
    // Where the second factor is still owed, the guard leads there, and on to `next`.
    throw new SeeOther(next);
  }

  @BeforeSecondFactorPage()
  @Get('sign-in/second-factor')
  async secondFactor(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { next } = request.query as { readonly next?: unknown };
    return this.#secondFactor(person, ownPath(next), false, request, reply);
  }

  @BeforeSecondFactorForm()
  @Post('sign-in/second-factor')
  async showSecondFactor(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = request.body as Form | undefined;
    const next = ownPath(fieldOf(form, 'next'));
    try {
      const cookie = await this.commands.execute(new ShowSecondFactor(person, shownIn(form), whereaboutsOf(request)));
      cookieOfSession(reply, this.pages.settings, cookie);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'SECOND_FACTOR_WRONG') throw error;
      return this.#secondFactor(person, next, true, request, reply);
    }
    throw new SeeOther(next);
  }

  @BeforeSecondFactorForm()
  @Post('sign-out')
  async signOut(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.commands.execute(new SignOut(person, request.id));
    dropSession(reply, this.pages.settings);
    throw new SeeOther('/sign-in');
  }

  #form(
    request: FastifyRequest,
    reply: FastifyReply,
    typed: { readonly next: string; readonly email: string; readonly isWrong: boolean },
  ): string {
    const token = this.tokens.tokenFor(request, reply, this.pages.settings);
    return this.pages.show(request, reply, signInPage({ language: languageOf(request), token, ...typed }));
  }

  async #secondFactor(
    person: SignedIn,
    next: string,
    isWrong: boolean,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const { user, passkey } = await this.queries.execute(new SecondFactorToShow(person));
    if (!hasSecondFactor(user)) throw new SeeOther(setUpPath);
    const language = languageOf(request, person.language);
    const menu = menuFor(person, language, secondFactorPath);
    const hasAuthenticator = user.authenticator !== null;
    const shown = { language, token: person.formToken, next, menu, isWrong, passkey, hasAuthenticator };
    return this.pages.show(request, reply, secondFactorPage(shown));
  }
}
