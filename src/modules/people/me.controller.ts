import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By, Person, type SignedIn } from '../../http/authentication.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, secretOf, type Form } from '../../http/pages/form-body.js';
import { menuFor } from '../../http/pages/menu.js';
import { languageOf } from '../../http/pages/page-language.js';
import { BeforeSecondFactorForm, BeforeSecondFactorPage, FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { ownPath, SeeOther } from '../../http/pages/see-other.js';
import { secondFactorPath, setUpPath } from '../../http/pages/session-cookie.js';
import type { Origin } from '../../kernel/domain/events.js';
import { isLanguage } from '../../kernel/domain/language.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { factorOf, myPage, recoveryCodesPage, removeFactorPage, setUpPage } from './me.page.js';
import { saidOfPassword } from './password.page.js';
import {
  AddSecondFactor,
  ChangePassword,
  ChangeUser,
  EndSession,
  FaultOfPassword,
  MakeRecoveryCodes,
  PasswordRefused,
  RemoveSecondFactor,
  SecondFactorToSetUp,
  SessionsOf,
  UserById,
} from './people.commands.js';
import { cookieOfSession } from './session-cookies.js';
import { shownIn } from './shown-factor.js';
import { currentNotRight, factorIsNeeded } from './wrong.page.js';
import { whereaboutsOf } from './browser-whereabouts.js';

const here = '/settings/me';

/** What a person sees and changes of the own account. */
@Controller('settings/me')
export class MeController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @PageRoute()
  @Get()
  mine(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#mine(person, [], request, reply);
  }

  @FormRoute()
  @Post('language')
  async language(
    @Person() { principal }: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = request.body as Form | undefined;
    const language = fieldOf(form, 'language');
    if (isLanguage(language)) {
      await this.commands.execute(new ChangeUser(principal.id, { language }, by));
      this.pages.keepLanguage(reply, language);
    }
    // From the head of a page back to that page.
    const next = fieldOf(form, 'next');
    throw new SeeOther(next === '' ? `${here}?done=1` : ownPath(next));
  }

  @FormRoute()
  @Post('password')
  async password(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = request.body as Form | undefined;
    const language = languageOf(request, person.language);
    const [current, chosen] = [secretOf(form, 'current'), secretOf(form, 'password')];
    try {
      const cookie = await this.commands.execute(new ChangePassword(person, current, chosen, whereaboutsOf(request)));
      cookieOfSession(reply, this.pages.settings, cookie);
    } catch (error) {
      const isWrong = isRefused(error, 'SIGN_IN_WRONG');
      if (!isWrong && !(error instanceof PasswordRefused)) throw error;
      const fault = await this.queries.execute(new FaultOfPassword(chosen, { userId: person.principal.id }));
      const wrong = [
        ...(isWrong ? [{ field: 'current', message: currentNotRight(language) }] : []),
        ...(fault === null ? [] : [{ field: 'password', message: saidOfPassword(fault, language) }]),
      ];
      return this.#mine(person, wrong, request, reply);
    }
    throw new SeeOther(`${here}?done=1`);
  }

  @BeforeSecondFactorPage()
  @Get('second-factor')
  secondFactor(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.#wantFresh(person);
    return this.#setUp(person, false, request, reply);
  }

  @BeforeSecondFactorForm()
  @Post('second-factor')
  @HttpCode(200)
  async addSecondFactor(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.#wantFresh(person);
    try {
      const shown = shownIn(request.body as Form | undefined);
      const { cookie, codes } = await this.commands.execute(new AddSecondFactor(person, shown, whereaboutsOf(request)));
      cookieOfSession(reply, this.pages.settings, cookie);
      if (codes !== null) return this.#codes(person, codes, request, reply);
    } catch (error) {
      if (!isRefused(error, 'SECOND_FACTOR_WRONG')) throw error;
      return this.#setUp(person, true, request, reply);
    }
    throw new SeeOther(`${setUpPath}?done=1`);
  }

  @PageRoute()
  @Get('second-factor/remove')
  askRemoval(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.#wantFresh(person);
    const { passkey } = request.query as { readonly passkey?: unknown };
    return this.#askRemoval(person, typeof passkey === 'string' ? passkey : '', null, request, reply);
  }

  @FormRoute()
  @Post('second-factor/remove')
  @HttpCode(200)
  async removeSecondFactor(
    @Person() person: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.#wantFresh(person);
    const form = request.body as Form | undefined;
    const passkey = fieldOf(form, 'passkey');
    const { user } = await this.queries.execute(new UserById(person.principal.id));
    if (fieldOf(form, 'seen') !== (factorOf(user, passkey)?.addedAt ?? 'gone'))
      return this.#askRemoval(person, passkey, null, request, reply);
    try {
      await this.commands.execute(new RemoveSecondFactor(person.principal.id, passkey === '' ? null : passkey, by));
    } catch (error) {
      if (!isRefused(error, 'SECOND_FACTOR_NEEDED')) throw error;
      const refused = factorIsNeeded(languageOf(request, person.language));
      return this.#askRemoval(person, passkey, refused, request, reply);
    }
    throw new SeeOther(`${setUpPath}?done=1`);
  }

  @FormRoute()
  @Post('recovery-codes')
  @HttpCode(200)
  async recoveryCodes(
    @Person() person: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.#wantFresh(person);
    const codes = await this.commands.execute(new MakeRecoveryCodes(person.principal.id, by));
    return this.#codes(person, codes, request, reply);
  }

  @FormRoute()
  @Post('sessions/end')
  async endSession(@Person() { principal }: SignedIn, @By() by: Origin, @Req() request: FastifyRequest) {
    const session = fieldOf(request.body as Form | undefined, 'session');
    await this.commands.execute(new EndSession(principal.id, session, by));
    throw new SeeOther(`${here}?done=1`);
  }

  /** Who has a second factor shows it before changing it. */
  #wantFresh({ hasSecondFactor, isFresh }: SignedIn): void {
    if (hasSecondFactor && !isFresh) throw new SeeOther(`${secondFactorPath}?next=${encodeURIComponent(setUpPath)}`);
  }

  async #mine(person: SignedIn, wrong: readonly Wrong[], request: FastifyRequest, reply: FastifyReply) {
    const language = languageOf(request, person.language);
    const { user, email } = await this.queries.execute(new UserById(person.principal.id));
    const sessions = await this.queries.execute(new SessionsOf(user.id));
    const menu = menuFor(person, language, here);
    const done = wrong.length === 0 && isDone(request);
    const shown = {
      language,
      token: person.formToken,
      menu,
      user,
      email,
      sessions,
      current: person.keyId,
      wrong,
      done,
    };
    return this.pages.show(request, reply, myPage(shown));
  }

  async #setUp(person: SignedIn, isWrong: boolean, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const language = languageOf(request, person.language);
    const { user, secret, address, passkey } = await this.queries.execute(new SecondFactorToSetUp(person));
    const frame = { language, token: person.formToken, menu: menuFor(person, language, setUpPath), user };
    const done = !isWrong && isDone(request);
    return this.pages.show(request, reply, setUpPage({ ...frame, secret, address, passkey, isWrong, done }));
  }

  /** `passkey`: empty: the authenticator app. */
  async #askRemoval(
    person: SignedIn,
    passkey: string,
    refused: string | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const language = languageOf(request, person.language);
    const { user } = await this.queries.execute(new UserById(person.principal.id));
    const factor = factorOf(user, passkey);
    // A second press finds none, and that is what was asked for.
    if (factor === null) throw new SeeOther(setUpPath);
    const frame = { language, token: person.formToken, menu: menuFor(person, language, setUpPath), user };
    return this.pages.show(request, reply, removeFactorPage({ ...frame, passkey, ...factor, refused }));
  }

  #codes(person: SignedIn, codes: readonly string[], request: FastifyRequest, reply: FastifyReply): string {
    const language = languageOf(request, person.language);
    return this.pages.show(request, reply, recoveryCodesPage({ language, codes }));
  }
}

const isRefused = (error: unknown, code: string): boolean => error instanceof Refusal && error.code === code;
const isDone = ({ query }: FastifyRequest): boolean => (query as { readonly done?: unknown }).done === '1';
