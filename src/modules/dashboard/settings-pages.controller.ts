import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { mayUse } from '../../http/access.js';
import { Called, type Call } from '../../http/authentication.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { isLineOf } from '../../kernel/domain/text.js';
import { AuditEventsWhere } from '../audit/contract.http.js';
import type { StartFacts } from '../audit/contract.js';
import { AllProviders, DeclareOutage, EndOutage } from '../providers/contract.http.js';
import { frameOf } from './page-frame.js';
import { gatewayPage, providersPage, reasonField, type TypedReason } from './settings.page.js';

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
  providers(@Called() call: Call): Promise<string> {
    return this.#providers(call, null);
  }

  @FormRoute()
  @Post('providers/:name/outage')
  @HttpCode(200)
  declare(@Param('name') name: string, @Called() call: Call): Promise<string> {
    const { by } = call;
    const send = (reason: string) => this.commands.execute(new DeclareOutage(name, reason, by));
    return this.#said(name, send, call);
  }

  @FormRoute()
  @Post('providers/:name/outage/end')
  @HttpCode(200)
  end(@Param('name') name: string, @Called() call: Call): Promise<string> {
    const { by } = call;
    const send = (reason: string) => this.commands.execute(new EndOutage(name, reason, by));
    return this.#said(name, send, call);
  }

  /** Of the newest start, as it is on record: a secret is a fingerprint there. */
  @PageRoute()
  @Get('gateway')
  async gateway(@Called() call: Call): Promise<string> {
    const { request, reply } = call;
    const started = { where: { type: 'GatewayStarted' }, limit: 1, cursor: null };
    const { data } = await this.queries.execute(new AuditEventsWhere(started));
    const newest = data[0];
    const start = newest === undefined ? null : { at: newest.at, ...(newest.data as StartFacts) };
    return this.pages.show(request, reply, gatewayPage({ ...frameOf(call, gateway), start }));
  }

  async #said(name: string, send: (reason: string) => Promise<unknown>, call: Call): Promise<string> {
    const { request } = call;
    const reason = fieldOf(request.body as Form | undefined, reasonField(name));
    if (!isLineOf(reason, 1, 200)) return this.#providers(call, { provider: name, reason });
    await send(reason);
    throw new SeeOther(`${providers}?done=1`);
  }

  async #providers(call: Call, wrong: TypedReason | null): Promise<string> {
    const { person, request, reply } = call;
    const all = await this.queries.execute(new AllProviders());
    const shown = {
      ...frameOf(call, providers),
      providers: all,
      mayDeclare: mayUse(person.principal.roles, 'POST /settings/providers/:name/outage'),
      wrong,
      isDone: wrong === null && (request.query as { readonly done?: unknown }).done === '1',
    };
    return this.pages.show(request, reply, providersPage(shown));
  }
}
