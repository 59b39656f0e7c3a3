import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayUse } from '../../http/access.js';
import { By, Person, type SignedIn } from '../../http/authentication.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { menuFor } from '../../http/pages/menu.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import type { Origin } from '../../kernel/domain/events.js';
import { isPlain, isTextOf } from '../../kernel/domain/text.js';
import { AuditEventsWhere } from '../audit/contract.http.js';
import type { StartFacts } from '../audit/contract.js';
import { AllProviders, DeclareOutage, EndOutage } from '../providers/contract.http.js';
import { gatewayPage, providersPage, reasonField } from './settings.page.js';

const providers = '/settings/providers';
const gateway = '/settings/gateway';

/** How the providers are, and with which settings the gateway runs. */
@Controller('settings')
export class SettingsPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @PageRoute()
  @Get('providers')
  providers(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#providers(person, null, request, reply);
  }

  @FormRoute()
  @Post('providers/:name/outage')
  @HttpCode(200)
  declare(
    @Param('name') name: string,
    @Person() person: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const send = (reason: string) => this.commands.execute(new DeclareOutage(name, reason, by));
    return this.#said(name, send, person, request, reply);
  }

  @FormRoute()
  @Post('providers/:name/outage/end')
  @HttpCode(200)
  end(
    @Param('name') name: string,
    @Person() person: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const send = (reason: string) => this.commands.execute(new EndOutage(name, reason, by));
    return this.#said(name, send, person, request, reply);
  }

  /** Of the newest start, as it is on record: a secret is a fingerprint there. */
  @PageRoute()
  @Get('gateway')
  async gateway(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const started = { where: { type: 'GatewayStarted' }, limit: 1, cursor: null };
    const { data } = await this.queries.execute(new AuditEventsWhere(started));
    const newest = data[0];
    const start = newest === undefined ? null : { at: newest.at, ...(newest.data as StartFacts) };
    return this.pages.show(request, reply, gatewayPage({ ...frameOf(person, request, gateway), start }));
  }

  async #said(
    name: string,
    send: (reason: string) => Promise<unknown>,
    person: SignedIn,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const reason = fieldOf(request.body as Form | undefined, reasonField(name));
    if (!isTextOf(reason, 1, 200) || !isPlain(reason)) return this.#providers(person, name, request, reply);
    await send(reason);
    throw new SeeOther(`${providers}?done=1`);
  }

  /** `wrong`: the provider whose form lacks a reason. */
  async #providers(
    person: SignedIn,
    wrong: string | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const all = await this.queries.execute(new AllProviders());
    const shown = {
      ...frameOf(person, request, providers),
      providers: all,
      mayDeclare: mayUse(person.principal.roles, 'POST /settings/providers/:name/outage'),
      wrong,
      isDone: wrong === null && (request.query as { readonly done?: unknown }).done === '1',
    };
    return this.pages.show(request, reply, providersPage(shown));
  }
}

const frameOf = (person: SignedIn, request: FastifyRequest, here: string) => {
  const language = languageOf(request, person.language);
  return { language, menu: menuFor(person, language, here), token: person.formToken };
};
