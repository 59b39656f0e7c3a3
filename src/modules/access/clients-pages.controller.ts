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
import { fieldOf, keyFor, onceOf, valuesOf, type Form } from '../../http/pages/form-body.js';
import { menuFor } from '../../http/pages/menu.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { nothingCame, pressed, type Came } from '../../http/pages/refusals.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { instant, type Instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { isRoles } from '../../kernel/domain/role.js';
import { isLineOf } from '../../kernel/domain/text.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import {
  AllClients,
  ClientById,
  ClientKeyIssued,
  RegisterClient,
  RevokeClient,
  RotateClientKey,
} from './client.commands.js';
import type { Client } from './client.decider.js';
import { askKeysPage, clientsPage, keyPage, wrongClient, type ClientFields, type EndsKeys } from './clients.page.js';
import { shownClients } from './shown-clients.js';

const here = '/settings/clients';

/** What administrators do about API clients, in a browser. */
@Controller('settings/clients')
export class ClientsPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(documentsToken) private readonly documents: DocumentStore,
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
    const faults = [
      ...(isLineOf(name, 1, 100) ? [] : ['name' as const]),
      ...(owner === '' || isLineOf(owner, 1, 100) ? [] : ['owner' as const]),
      ...(isRoles(roles) ? [] : ['roles' as const]),
    ];
    if (faults.length > 0 || !isRoles(roles))
      return this.#list(person, typed, wrongClient(faults, languageOf(request, person.language)), request, reply);
    const once = onceOf(person, form, name, owner, ...roles);
    const command = new RegisterClient(name, roles, owner === '' ? null : owner, null, by, once);
    const { client, key } = await this.commands.execute(command);
    // Pressed again after its keys have changed: the first one is not good any more, or not for long.
    if (client.keys.length > 1 || client.revokedAt !== null) throw new SeeOther(here);
    return this.#key(person, name, key, request, reply);
  }

  @PageRoute()
  @Get(':id/rotate')
  askRotate(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#ask('rotate', id, call, nothingCame);
  }

  @FormRoute()
  @Post(':id/rotate')
  @HttpCode(200)
  async rotate(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { person, by, request, reply } = call;
    const form = request.body as Form | undefined;
    const grace = fieldOf(form, 'grace');
    const once = onceOf(person, form, grace);
    // Pressed again: what the first press has made is shown, and no other one is made.
    const before = once === null ? null : await this.queries.execute(new ClientKeyIssued(id, once));
    if (before !== null) return this.#key(person, before.client.name, before.key, request, reply);
    const graceMs = graces[grace as keyof typeof graces] ?? graces.day;
    const terms = { graceMs, keyEndsAt: null, force: false };
    const came = await this.#pressed(id, call, () => this.commands.execute(new RotateClientKey(id, terms, by, once)));
    if ('came' in came) return this.#ask('rotate', id, call, came.came);
    const { client, key } = came.done;
    return this.#key(person, client.name, key, request, reply);
  }

  @PageRoute()
  @Get(':id/revoke')
  askRevoke(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#ask('revoke', id, call, nothingCame);
  }

  @FormRoute()
  @Post(':id/revoke')
  @HttpCode(200)
  async revoke(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const came = await this.#pressed(id, call, () => this.commands.execute(new RevokeClient(id, false, call.by)));
    if ('came' in came) return this.#ask('revoke', id, call, came.came);
    throw new SeeOther(here);
  }

  async #pressed<T>(id: string, { request }: Call, order: () => Promise<T>) {
    const client = await this.queries.execute(new ClientById(id));
    return pressed(seenOf(client), order, request, this.authenticator);
  }

  async #ask(ends: EndsKeys, id: string, { person, request, reply }: Call, came: Came): Promise<string> {
    const language = languageOf(request, person.language);
    const client = await this.queries.execute(new ClientById(id));
    const [shown] = await shownClients([client], this.documents, this.#now());
    const frame = { language, token: person.formToken, menu: menuFor(person, language, `${here}/`) };
    return this.pages.show(
      request,
      reply,
      askKeysPage({
        ...frame,
        ...came,
        client: shown!,
        seen: seenOf(client),
        key: keyFor(request, came.hasChanged),
        ends,
      }),
    );
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
    const shown = await shownClients(clients, this.documents, this.#now());
    const key = keyFor(request);
    return this.pages.show(request, reply, clientsPage({ ...frame, clients: shown, mayChange, key, typed, wrong }));
  }

  #key(person: SignedIn, name: string, key: string, request: FastifyRequest, reply: FastifyReply): string {
    const language = languageOf(request, person.language);
    return this.pages.show(
      request,
      reply,
      keyPage({ language, menu: menuFor(person, language, `${here}/`), name, key }),
    );
  }

  #now(): Instant {
    return instant(this.kernel.clock.now());
  }
}

const hourMs = 3_600_000;
/** How long the earlier keys stay good. */
const graces = { none: 0, hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs } as const;
/** How the keys of a client stand: a press on a page on which they stood otherwise is not carried out. */
const seenOf = ({ keys, revokedAt }: Client): string => `${keys.length}-${revokedAt ?? 'active'}`;

const none: ClientFields = { name: '', owner: '', roles: [] };
