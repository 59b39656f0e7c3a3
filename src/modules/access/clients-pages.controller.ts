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
import type { Origin } from '../../kernel/domain/events.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { isRoles } from '../../kernel/domain/role.js';
import { isPlain, isTextOf } from '../../kernel/domain/text.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import { AllClients, RegisterClient, RevokeClient, RotateClientKey } from './client.commands.js';
import { clientsPage, keyPage, wrongClient, type ClientFields } from './clients.page.js';

const here = '/settings/clients';

/** What administrators do about API clients, in a browser. */
@Controller('settings/clients')
export class ClientsPagesController {
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
    return this.#list(person, none, [], request, reply);
  }

  @FormRoute()
  @Post()
  @HttpCode(200)
  async add(
    @Person() person: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = request.body as Form | undefined;
    const typed = { name: fieldOf(form, 'name'), owner: fieldOf(form, 'owner'), roles: valuesOf(form, 'roles') };
    const { name, owner, roles } = typed;
    const isLine = (text: string) => isTextOf(text, 1, 100) && isPlain(text);
    const faults = [
      ...(isLine(name) ? [] : ['name' as const]),
      ...(owner === '' || isLine(owner) ? [] : ['owner' as const]),
      ...(isRoles(roles) ? [] : ['roles' as const]),
    ];
    if (faults.length > 0 || !isRoles(roles))
      return this.#list(person, typed, wrongClient(faults, languageOf(request, person.language)), request, reply);
    const command = new RegisterClient(name, roles, owner === '' ? null : owner, null, by);
    const { key } = await this.commands.execute(command);
    return this.#key(person, name, key, request, reply);
  }

  @FormRoute()
  @Post(':id/rotate')
  @HttpCode(200)
  async rotate(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const terms = { graceMs: 0, keyEndsAt: null, force: false };
    const { client, key } = await this.commands.execute(new RotateClientKey(id, terms, by));
    return this.#key(person, client.name, key, request, reply);
  }

  @FormRoute()
  @Post(':id/revoke')
  async revoke(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    try {
      await this.commands.execute(new RevokeClient(id, false, by));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'LAST_ADMIN_KEY') throw error;
      return this.#list(person, none, wrongClient(['last'], languageOf(request, person.language)), request, reply);
    }
    throw new SeeOther(here);
  }

  async #list(
    person: SignedIn,
    typed: ClientFields,
    wrong: readonly Wrong[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const language = languageOf(request, person.language);
    const clients = await this.queries.execute(new AllClients());
    const frame = { language, token: person.formToken, menu: menuFor(person, language, here) };
    const mayChange = mayUse(person.principal.roles, 'POST /settings/clients');
    const now = instant(this.kernel.clock.now());
    return this.pages.show(request, reply, clientsPage({ ...frame, clients, mayChange, typed, wrong, now }));
  }

  #key(person: SignedIn, name: string, key: string, request: FastifyRequest, reply: FastifyReply): string {
    const language = languageOf(request, person.language);
    return this.pages.show(
      request,
      reply,
      keyPage({ language, menu: menuFor(person, language, `${here}/`), name, key }),
    );
  }
}

const none: ClientFields = { name: '', owner: '', roles: [] };
