import { Controller, Get, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Readable } from 'node:stream';
import { access, mayForAll, mayUse, type Route } from '../../http/access.js';
import { Called, type Call } from '../../http/authentication.js';
import { PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import { kigaliDayOf } from '../ledger/contract.js';
import { counterFiltersIn } from './counter-filters.rule.js';
import { HomeFiguresFor } from './dashboard.commands.js';
import { figureColumns, rowsOfHome } from './figure-rows.rule.js';
import type { HomeShare } from './home-figures.rule.js';
import { homePage, type LinkedPage } from './home.page.js';
import { frameOf } from './page-frame.js';
import { listAsCsv, noMore } from './list-csv.js';

/** The first page of everybody who is signed in. */
@Controller()
export class HomeController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(kernelToken) private readonly kernel: Pick<Kernel, 'clock'>,
  ) {}

  @PageRoute()
  @Get()
  async home(@Called() call: Call): Promise<string | Readable> {
    const { person, request, reply } = call;
    const query = request.query as Readonly<Record<string, unknown>>;
    const { roles } = person.principal;
    const { filters, typed, wrong } = counterFiltersIn(query, kigaliDayOf(instant(this.kernel.clock.now())));
    const share = shareOf(roles);
    const home = share.payments ? await this.queries.execute(new HomeFiguresFor(filters, share)) : null;
    if (home !== null && query['format'] === 'csv' && wrong.length === 0)
      return listAsCsv(reply, 'today.csv', figureColumns, { rows: rowsOfHome(home), next: null }, noMore);
    const { language, menu } = frameOf(call, '/');
    const has = (path: LinkedPage) => access.has(`GET ${path}`) && mayUse(roles, `GET ${path}` as Route);
    return this.pages.show(request, reply, homePage({ language, menu, home, typed, wrong, has }));
  }
}

/** A number is shown to those who may see the list behind it. */
const shareOf = (roles: readonly string[]): HomeShare => ({
  payments: mayForAll(roles, 'GET /payments'),
  webhooks: mayForAll(roles, 'GET /v1/webhook-deliveries'),
  mismatches: mayForAll(roles, 'GET /v1/reconciliation/items'),
  settlements: mayForAll(roles, 'GET /v1/settlements'),
  reviews: mayForAll(roles, 'GET /v1/reviews'),
});
