import { Controller, Get, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Readable } from 'node:stream';
import { Called, type Call } from '../../http/authentication.js';
import { PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import { kigaliDayOf } from '../ledger/contract.js';
import { breakdownPage } from './breakdown.page.js';
import { counterFiltersIn, filterDimensions, type FilterDimension, type WrongFilter } from './counter-filters.rule.js';
import { BreakdownBy } from './dashboard.commands.js';
import { figureColumns, rowsOfFigures, rowsOfFilters } from './figure-rows.rule.js';
import { frameOf } from './page-frame.js';
import { listAsCsv, noMore } from './list-csv.js';
import { asText } from './address-names.rule.js';

/** Payments by the values of one dimension. */
@Controller('breakdown')
export class BreakdownController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(kernelToken) private readonly kernel: Pick<Kernel, 'clock'>,
  ) {}

  @PageRoute()
  @Get()
  async show(@Called() call: Call): Promise<string | Readable> {
    const { request, reply } = call;
    const query = request.query as Readonly<Record<string, unknown>>;
    const asked = counterFiltersIn(query, kigaliDayOf(instant(this.kernel.clock.now())), ['by']);
    const given = asText(query['by']);
    const by = given === '' ? 'service' : (filterDimensions.find((name) => name === given) ?? null);
    const { dimension } = asked.filters;
    // The dimension of the breakdown is the one there is.
    const filters = { ...asked.filters, dimension: 'all' as const, value: '' };
    const wrong: readonly WrongFilter[] = [
      ...(by === null ? [{ field: 'by' as const, is: 'no-choice' as const, given }] : []),
      ...asked.wrong.filter(({ is }) => is !== 'two-dimensions'),
      ...(dimension === 'all' ? [] : [{ field: dimension as FilterDimension, is: 'two-dimensions' as const }]),
    ];
    const found = by === null ? null : { by, ...(await this.queries.execute(new BreakdownBy(by, filters))) };
    if (query['format'] === 'csv' && wrong.length === 0 && found !== null && found.rows !== null) {
      const { rows, total } = found;
      const all = [
        ...rowsOfFilters(filters),
        ...rows.flatMap(({ value, figures }) => rowsOfFigures(found.by, value, figures)),
        ...rowsOfFigures('all', null, total),
      ];
      return listAsCsv(reply, `by-${found.by}.csv`, figureColumns, { rows: all, next: null }, noMore);
    }
    const { language, menu } = frameOf(call, '/breakdown');
    return this.pages.show(
      request,
      reply,
      breakdownPage({ language, menu, filters, typed: asked.typed, wrong, found }),
    );
  }
}
