import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mayUse } from '../../http/access.js';
import { Called, type ApiClient, type Call } from '../../http/authentication.js';
import { canonicalJson } from '../../http/idempotency.js';
import { positiveMoney } from '../../http/money-fields.js';
import { fieldOf, keyFor, type Form } from '../../http/pages/form-body.js';
import { inKigali } from '../../http/pages/formats.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { validated } from '../../http/validation.js';
import { instant, type Instant } from '../../kernel/domain/clock.js';
import {
  CancellationBody,
  CancelSettlement,
  DepositsOfSettlement,
  ExpectSettlement,
  ReceivedBody,
  ReceiveSettlement,
  SettlementBody,
  SettlementById,
  SettlementResources,
  SettlementsInTransit,
  SettlementsOverdue,
  SettlementsQuery,
  SettlementsWhere,
  SettlementSuggestions,
  SuggestionsQuery,
} from '../settlements/contract.http.js';
import { BooksDesk, csvOf, csvOfRows, filled, filtersBy, isAsked, wrongIn, type Fault } from './books-desk.js';
import { bandOf } from './books.page.js';
import { frameOf } from './page-frame.js';
import { addressOf } from './list-filters.js';
import {
  bankLineColumns,
  coverageColumns,
  depositColumns,
  settlementColumns,
  settlementLabels,
  settlementPage,
  settlementsPage,
  suggestedColumns,
  suggestionsPage,
  transitColumns,
  type ShownBankLine,
  type ShownCoverage,
  type ShownSettlement,
  type ShownTransit,
  type SuggestedSettlement,
} from './settlements.page.js';

const here = '/settlements';
const onAPage = 50;
const inAQuestion = 200;
const filterNames = ['status', 'provider'] as const;
const depositNames = ['amount', 'fee', 'receivedAt', 'bankReference', 'itemId', 'note'] as const;
const suggestionNames = ['provider', 'amount', 'currency', 'receivedAt'] as const;
const expectedNames = [
  'provider',
  'bankAccount',
  'amount',
  'currency',
  'leftAt',
  'expectedBy',
  'coversFrom',
  'coversTo',
  'reference',
] as const;

/** Money on its way from the wallets to the bank. */
@Controller('settlements')
export class SettlementsPagesController {
  constructor(
    @Inject(BooksDesk) private readonly desk: BooksDesk,
    @Inject(SettlementResources) private readonly resources: SettlementResources,
  ) {}

  @PageRoute()
  @Get()
  async list(@Called() call: Call) {
    const { client, request, reply } = call;
    if (!isAsked(request.query, 'format', 'csv')) return this.#list(call, null);
    if (isAsked(request.query, 'of', 'in-transit'))
      return csvOfRows(reply, 'in-transit', transitColumns(), await this.#inTransit());
    const { filters, errors } = await filtersIn(request);
    if (errors.length > 0) return this.#list(call, null);
    return csvOf(reply, 'settlements', this.#columns(), (cursor) => this.#page(filters, client, inAQuestion, cursor));
  }

  @FormRoute()
  @Post()
  @HttpCode(200)
  async expect(@Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    let id = '';
    const fault = await this.desk.fault(call, settlementLabels, async () => {
      const typed = filled(request.body, expectedNames);
      const moments = { leftAt: momentIn(typed['leftAt']), expectedBy: momentIn(typed['expectedBy']) };
      const body = await validated(SettlementBody, withoutEmpty({ ...typed, ...moments }));
      const asked = body.asked();
      const command = new ExpectSettlement(keyFor(request), asked, canonicalJson(typed), client, by);
      id = (await this.desk.commands.execute(command)).settlement.id;
    });
    if (fault !== null) return this.#list(call, fault);
    throw new SeeOther(`${here}/${id}?done=1`);
  }

  @PageRoute()
  @Get('suggestions')
  async suggestions(@Called() call: Call) {
    const { client, request, reply } = call;
    const frame = frameOf(call, here);
    const typed = filled(request.query, suggestionNames);
    let found: { settlements: readonly SuggestedSettlement[]; coverage: readonly ShownCoverage[] } | null = null;
    // The form as it was sent, even where nothing was typed into it.
    const isSent = suggestionNames.some((name) => name in (request.query as Form));
    const fault = !isSent
      ? null
      : await this.desk.fault(call, settlementLabels, async () => {
          found = await this.#suggested(typed, client);
        });
    if (found !== null && isAsked(request.query, 'format', 'csv')) {
      const { coverage, settlements } = found as NonNullable<typeof found>;
      return isAsked(request.query, 'of', 'coverage')
        ? csvOfRows<ShownCoverage>(reply, 'deposit-payments', coverageColumns(), coverage)
        : csvOfRows<SuggestedSettlement>(reply, 'deposit-settlements', suggestedColumns(), settlements);
    }
    const page = suggestionsPage({
      ...frame,
      typed,
      wrong: fault?.wrong ?? [],
      found,
      csv: (of) => addressOf(`${here}/suggestions`, typed, { format: 'csv', of }),
    });
    return this.desk.show(call, page, fault);
  }

  @PageRoute()
  @Get(':id')
  async one(@Param('id') id: string, @Called() call: Call) {
    const { client, request, reply } = call;
    if (!isAsked(request.query, 'format', 'csv')) return this.#one(id, call, null);
    if (isAsked(request.query, 'of', 'bank-lines'))
      return csvOfRows(
        reply,
        'bank-lines',
        bankLineColumns(() => ''),
        await this.#bankLines(id),
      );
    const settlement = await this.#find(id, client);
    const columns = depositColumns(settlement.currency, (of) => this.desk.nameOf(of));
    return csvOfRows(reply, 'deposits', columns, settlement.deposits);
  }

  @FormRoute()
  @Post(':id/receive')
  @HttpCode(200)
  async receive(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const fault = await this.desk.fault(call, settlementLabels, async () => {
      const typed = filled(request.body, depositNames);
      const receivedAt = momentIn(typed['receivedAt']);
      const body = await validated(ReceivedBody, withoutEmpty({ ...typed, receivedAt }));
      await this.desk.commands.execute(new ReceiveSettlement(id, (currency) => body.deposit(currency), client, by));
    });
    if (fault !== null) return this.#one(id, call, fault);
    throw new SeeOther(`${here}/${id}?done=1`);
  }

  @FormRoute()
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const fault = await this.desk.fault(call, settlementLabels, async () => {
      const { reason } = await validated(CancellationBody, filled(request.body, ['reason']));
      await this.desk.commands.execute(new CancelSettlement(id, reason, client, by));
    });
    if (fault !== null) return this.#one(id, call, fault);
    throw new SeeOther(`${here}/${id}?done=1`);
  }

  async #list(call: Call, fault: Fault | null): Promise<string> {
    const { person, client, request } = call;
    const { filters, errors } = await filtersIn(request);
    const { language } = frameOf(call, here);
    const wrong = wrongIn(errors, request.query, settlementLabels, language);
    const shown = fault ?? (wrong.length === 0 ? null : { status: 400, wrong });
    const cursor = fieldOf(request.query as Form, 'cursor') || null;
    const { rows, next } = await this.#page(filters, client, onAPage, cursor);
    const page = settlementsPage({
      ...frameOf(call, here),
      columns: this.#columns(),
      transit: await this.#inTransit(),
      filters,
      settlements: rows,
      next: next === null ? null : addressOf(here, filters, { cursor: next }),
      csv: addressOf(here, filters, { format: 'csv' }),
      transitCsv: addressOf(here, { format: 'csv', of: 'in-transit' }),
      mayExpect: mayUse(person.principal.roles, 'POST /settlements'),
      key: keyFor(request),
      typed: filled(request.body, expectedNames),
      wrong: shown?.wrong ?? [],
    });
    return this.desk.show(call, page, shown);
  }

  async #one(id: string, call: Call, fault: Fault | null): Promise<string> {
    const { person, client, request } = call;
    const settlement = await this.#find(id, client);
    const bankLines = await this.#bankLines(id);
    const chosen = bankLines.find(({ itemId }) => isAsked(request.query, 'deposit', itemId));
    const page = settlementPage({
      ...frameOf(call, here),
      settlement,
      deposits: depositColumns(settlement.currency, (of) => this.desk.nameOf(of)),
      bankLines,
      mayWork: mayUse(person.principal.roles, 'POST /settlements/:id/receive'),
      nameOf: (of) => this.desk.nameOf(of),
      done: fault === null && isAsked(request.query, 'done', '1'),
      typed:
        fault !== null
          ? filled(request.body, [...depositNames, 'reason'])
          : chosen === undefined
            ? {}
            : withoutEmpty({
                itemId: chosen.itemId,
                amount: chosen.amount,
                receivedAt: typedMoment(instant(Date.parse(chosen.receivedAt))),
                bankReference: chosen.bankReference ?? undefined,
              }),
      wrong: fault?.wrong ?? [],
    });
    return this.desk.show(call, page, fault);
  }

  async #find(id: string, client: ApiClient): Promise<ShownSettlement> {
    return this.resources.one(await this.desk.queries.execute(new SettlementById(id)), client);
  }

  async #bankLines(id: string): Promise<readonly ShownBankLine[]> {
    const found = await this.desk.queries.execute(new DepositsOfSettlement(id));
    return found.map(({ amount, ...rest }) => ({ ...rest, amount: amount.amount, currency: amount.currency }));
  }

  async #page(filters: Readonly<Record<string, string>>, client: ApiClient, limit: number, cursor: string | null) {
    if (filters['status'] === 'overdue') {
      const overdue = await this.desk.queries.execute(new SettlementsOverdue());
      const { provider } = filters;
      const asked = overdue
        .filter(({ settlement }) => (provider ?? settlement.provider) === settlement.provider)
        .toReversed();
      return { rows: await Promise.all(asked.map((one) => this.resources.one(one, client))), next: null };
    }
    const found = await this.desk.queries.execute(new SettlementsWhere(filters, limit, cursor));
    const rows: readonly ShownSettlement[] = await Promise.all(
      found.settlements.map((one) => this.resources.one(one, client)),
    );
    return { rows, next: found.nextCursor };
  }

  /** For each provider the whole, what is overdue of it, and its bands of age. */
  async #inTransit(): Promise<readonly ShownTransit[]> {
    const found = await this.desk.queries.execute(new SettlementsInTransit());
    return found.flatMap(({ provider, amount, count, overdue, ages }) => {
      const row = (
        days: string,
        of: { count: number; amount: { amount: string; currency: string } },
      ): ShownTransit => ({
        provider,
        currency: of.amount.currency,
        days,
        count: of.count,
        amount: of.amount.amount,
      });
      const bands = ages.map(({ fromDays, toDays, ...of }) =>
        row(bandOf(toDays === null ? `${fromDays}+` : `${fromDays}-${toDays}`), of),
      );
      return [row('all', { count, amount }), row('overdue', overdue), ...bands];
    });
  }

  async #suggested(typed: Readonly<Record<string, string>>, client: ApiClient) {
    const asked = await validated(
      SuggestionsQuery,
      withoutEmpty({ ...typed, receivedAt: momentIn(typed['receivedAt']) }),
    );
    const receivedAt = instant(Date.parse(asked.receivedAt));
    const { settlements, coverage } = await this.desk.queries.execute(
      new SettlementSuggestions(asked.provider, positiveMoney(asked), receivedAt),
    );
    return {
      settlements: await Promise.all(
        settlements.map(async ({ score, reasons, ...one }) => ({
          settlement: await this.resources.one(one, client),
          score,
          reasons,
        })),
      ),
      coverage: coverage.map(({ gross, fee, ...rest }) => ({
        ...rest,
        gross: gross.amount,
        fee: fee.amount,
        currency: gross.currency,
      })),
    };
  }

  #columns() {
    return settlementColumns((of) => this.desk.nameOf(of));
  }
}

/** Overdue is no status of its own: with time each becomes it. */
async function filtersIn({ query }: FastifyRequest) {
  if (!isAsked(query, 'status', 'overdue')) return filtersBy(SettlementsQuery, query, filterNames);
  const { filters, errors } = await filtersBy(SettlementsQuery, query, ['provider']);
  return { filters: { ...filters, status: 'overdue' }, errors };
}

/** A moment as people write it, in Kigali; anything else stays as it is, and is judged by the validators. */
function momentIn(typed: string | undefined): string | undefined {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?$/.exec(typed ?? '') ?? [];
  return day === undefined ? typed : `${day}T${time ?? '00:00'}:00+02:00`;
}

/** The same the other way round: what is filled in stands as its hint says. */
const typedMoment = (at: Instant): string => inKigali(at).slice(0, 16).replace('T', ' ');

const withoutEmpty = (values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).filter((each): each is [string, string] => each[1] !== undefined));
