import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { mayUse } from '../../http/access.js';
import { Called, type Call } from '../../http/authentication.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { sayIn, type Text } from '../../http/pages/text.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { isDay } from '../ledger/contract.js';
import { CloseDay, DayByDate, DaysBetween, DaysQuery, shownDay } from '../ledger/contract.http.js';
import { BooksDesk, csvOf, csvOfRows, filtersBy, isAsked, wrongIn, type Fault } from './books-desk.js';
import { frameOf } from './page-frame.js';
import { addressOf } from './list-filters.js';
import {
  dayBeforeFirst,
  dayColumns,
  dayLabels,
  dayPage,
  daysPage,
  futureDay,
  noDayText,
  type ShownDayTotals,
} from './days.page.js';

const here = '/reports/days';
const onAPage = 31;
const inAQuestion = 100;

/** Days in Kigali, and their closing. */
@Controller('reports/days')
export class DaysPagesController {
  constructor(@Inject(BooksDesk) private readonly desk: BooksDesk) {}

  @PageRoute()
  @Get()
  async list(@Called() call: Call) {
    const { request, reply } = call;
    const { filters, errors } = await filtersBy(DaysQuery, request.query, ['from', 'to']);
    const { from, to } = filters;
    const isTurned = from !== undefined && to !== undefined && to < from;
    const all = isTurned ? [...errors, { field: 'to', message: 'must not be before from' }] : errors;
    if (isAsked(request.query, 'format', 'csv') && all.length === 0)
      return csvOf(reply, 'days', dayColumns(), (cursor) => this.#page(filters, inAQuestion, cursor));
    const wrong = wrongIn(all, request.query, dayLabels, frameOf(call, here).language);
    return this.#list(filters, call, wrong.length === 0 ? null : { status: 400, wrong });
  }

  @PageRoute()
  @Get(':date')
  async one(@Param('date') date: string, @Called() call: Call) {
    const { request, reply } = call;
    if (!isDay(date)) return this.#list({}, call, this.#noDay(noDayText, date, 400, call));
    try {
      if (!isAsked(request.query, 'format', 'csv')) return await this.#one(date, call, null);
      return await csvOfRows(reply, `day-${date}`, dayColumns(), await this.#find(date));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'DAY_NOT_FOUND') throw error;
      const newest = (await this.#page({}, 1, null)).rows[0]?.date;
      const isFuture = newest === undefined || date > newest;
      return this.#list({}, call, this.#noDay(isFuture ? futureDay : dayBeforeFirst, date, 404, call));
    }
  }

  @FormRoute()
  @Post(':date/close')
  @HttpCode(200)
  async close(@Param('date') date: string, @Called() call: Call): Promise<string> {
    const { by } = call;
    const fault = await this.desk.fault(call, dayLabels, () =>
      this.desk.commands.execute(new CloseDay(dayIn(date), by)),
    );
    if (fault !== null) return this.#one(date, call, fault);
    throw new SeeOther(`${here}/${date}?done=1`);
  }

  #noDay(words: Text<[string], string>, date: string, status: number, call: Call): Fault {
    const message = sayIn(frameOf(call, here).language)(words, date.slice(0, 40));
    return { status, wrong: [{ field: null, message }] };
  }

  async #list(filters: Readonly<Record<string, string>>, call: Call, fault: Fault | null): Promise<string> {
    const cursor = fieldOf(call.request.query as Form, 'cursor');
    const { rows, next } = await this.#page(filters, onAPage, isDay(cursor) ? cursor : null);
    const page = daysPage({
      ...frameOf(call, here),
      filters,
      wrong: fault?.wrong ?? [],
      days: rows,
      next: next === null ? null : addressOf(here, filters, { cursor: next }),
      csv: addressOf(here, filters, { format: 'csv' }),
    });
    return this.desk.show(call, page, fault);
  }

  async #one(date: string, call: Call, fault: Fault | null): Promise<string> {
    const { person, request } = call;
    const day = await this.#find(date);
    // The newest day that there is has not ended.
    const isOver = date < (await this.#page({}, 1, null)).rows[0]!.date;
    const page = dayPage({
      ...frameOf(call, here),
      day,
      isOver,
      mayClose: mayUse(person.principal.roles, 'POST /reports/days/:date/close'),
      done: fault === null && isAsked(request.query, 'done', '1'),
      wrong: fault?.wrong ?? [],
    });
    return this.desk.show(call, page, fault);
  }

  async #find(date: string): Promise<readonly ShownDayTotals[]> {
    return totalsOf(shownDay(await this.desk.queries.execute(new DayByDate(dayIn(date)))));
  }

  async #page(filters: Readonly<Record<string, string>>, limit: number, before: string | null) {
    const { from = null, to = null } = filters;
    const { days, next } = await this.desk.queries.execute(new DaysBetween(from, to, limit, before));
    return { rows: days.flatMap((day) => totalsOf(shownDay(day))), next };
  }
}

const totalsOf = ({ date, status, totals, otherTotals, closedAt, sealedAt, seal }: ReturnType<typeof shownDay>) =>
  [...(totals === undefined ? [] : [totals]), ...otherTotals].map((each): ShownDayTotals => ({
    date,
    status,
    ...each,
    closedAt,
    sealedAt,
    seal: seal?.head ?? null,
  }));

function dayIn(date: string): string {
  if (!isDay(date)) throw new Refusal('not-found', 'DAY_NOT_FOUND', { date });
  return date;
}
