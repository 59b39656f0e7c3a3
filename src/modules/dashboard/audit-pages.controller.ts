import { Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Readable } from 'node:stream';
import { mayUse } from '../../http/access.js';
import { Called, type ApiClient, type Call } from '../../http/authentication.js';
import { filtersOf } from '../../http/list-query.js';
import { PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { Disclosure } from '../../http/shown-to.js';
import { instant, type Instant } from '../../kernel/domain/clock.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { isPlain } from '../../kernel/domain/text.js';
import type { ReplayedKind } from '../audit/contract.js';
import {
  AuditEventsWhere,
  LogVerdict,
  MakeEvidencePack,
  PaymentAsOf,
  SealsFrom,
  StoryAsOf,
} from '../audit/contract.http.js';
import { isDay } from '../ledger/contract.js';
import {
  auditPage,
  replayPage,
  sealsPage,
  verdictPage,
  type AuditFilter,
  type ShownAuditEvent,
  type ShownReplay,
} from './audit.page.js';
import { eventNamed } from './event-words.page.js';
import { frameOf } from './page-frame.js';
import { listAsCsv, unlessTooBroad, type CsvColumns, type Rows } from './list-csv.js';
import { cursorIn, ifSet, readFilters, wantsCsv, withinDays, type Filters } from './list-filters.js';

const here = '/audit';
/** With what each event says folded away in the page, so many are what a slow line carries. */
const onAPage = 35;
const inAQuestion = 200;

/** Who did what and when, as the log has it: for auditors, who change nothing here. */
@Controller('audit')
export class AuditPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Disclosure) private readonly disclosure: Disclosure,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @PageRoute()
  @Get()
  async list(@Called() call: Call): Promise<string | Readable> {
    const { client, request, reply } = call;
    const { filters: read, typed, wrong } = readFilters(known, request.query);
    const filters = { ...read, stream: streamNamed(read.stream), type: eventNamed(read.type) ?? '' };
    if (wantsCsv(request.query) && wrong.length === 0) {
      const page = (cursor: string | null) => this.#page(filters, client, inAQuestion, cursor);
      return listAsCsv(reply, 'audit.csv', columns, await page(null), page);
    }
    const found = await unlessTooBroad(this.#page(filters, client, onAPage, cursorIn(request.query)));
    return this.pages.show(request, reply, auditPage({ ...frameOf(call, here), filters, typed, wrong, found }));
  }

  /** A payment, refund, payout, batch, adjustment, settlement or day as it stood at a moment. */
  @PageRoute()
  @Get('replay')
  async replay(@Called() call: Call): Promise<string> {
    const { person, client, request, reply } = call;
    const { filters } = readFilters({ id: isPlain, at: null }, request.query);
    const moment = filters.at === '' ? null : momentIn(filters.at);
    const isWrongMoment = filters.at !== '' && moment === null;
    const shown = filters.id === '' || isWrongMoment ? null : await this.#replayed(filters.id, moment, client);
    const mayPack = mayUse(person.principal.roles, 'GET /audit/payments/:id/evidence');
    return this.pages.show(
      request,
      reply,
      replayPage({ ...frameOf(call, here), ...filters, moment, isWrongMoment, shown, mayPack }),
    );
  }

  @PageRoute()
  @Get('seals')
  async seals(@Called() call: Call): Promise<string> {
    const { request, reply } = call;
    const page = await this.queries.execute(new SealsFrom(1, onAPage, cursorIn(request.query), 'descending'));
    const shown = { ...frameOf(call, here), seals: page.documents, next: page.nextCursor };
    return this.pages.show(request, reply, sealsPage(shown));
  }

  /** Reads the whole log. */
  @PageRoute()
  @Get('verify')
  async verify(@Called() call: Call): Promise<string> {
    const { request, reply } = call;
    const verdict = await this.queries.execute(new LogVerdict());
    return this.pages.show(request, reply, verdictPage({ ...frameOf(call, here), verdict }));
  }

  @PageRoute()
  @Get('payments/:id/evidence')
  async evidence(@Param('id') paymentId: string, @Called() call: Call): Promise<StreamableFile> {
    const { client, by, reply } = call;
    const pack = await this.commands.execute(new MakeEvidencePack(client, paymentId, by));
    void reply.header('cache-control', 'private, no-store');
    return new StreamableFile(Readable.from(pack, { objectMode: false }), {
      type: 'application/zip',
      disposition: `attachment; filename="evidence-${paymentId}.zip"`,
    });
  }

  /** Null: there was nothing of this name by then. */
  async #replayed(id: string, at: Instant | null, client: ApiClient): Promise<ShownReplay | null> {
    try {
      const paymentId = id.startsWith('ref_') ? await this.#paymentOfRefund(id, client) : id;
      if (paymentId === null) return null;
      if (paymentId.startsWith('pay_')) {
        const { about, payment, ...told } = await this.queries.execute(new PaymentAsOf(paymentId, at));
        const standing = id === paymentId ? payment : (told.refunds.find((refund) => refund.id === id) ?? null);
        if (standing === null) return null;
        const refunds = told.refunds.map(({ id: refundId }) => refundId);
        return this.disclosure.shownTo(client, null, about, { ...told, refunds, standing, paymentId });
      }
      const { about, ...told } = await this.queries.execute(new StoryAsOf(kindOf(id), id, at));
      return await this.disclosure.shownTo(client, null, about, { ...told, paymentId: null, refunds: [] });
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'not-found') return null;
      throw error;
    }
  }

  /** A refund is a part of its payment’s story. */
  async #paymentOfRefund(refundId: string, client: ApiClient): Promise<string | null> {
    const where = { stream: `refund-${refundId}`, type: 'RefundRequested' };
    const { rows } = await this.#eventsWhere(where, client, 1, null);
    return (rows[0]?.data as { readonly paymentId?: string } | undefined)?.paymentId ?? null;
  }

  #page(filters: Filters<AuditFilter>, client: ApiClient, limit: number, cursor: string | null) {
    const { stream, actor, type, from, to } = filters;
    const where = filtersOf({
      stream: ifSet(stream),
      actor: ifSet(actor),
      type: ifSet(type),
      at: withinDays(from, to),
    });
    return this.#eventsWhere(where, client, limit, cursor);
  }

  async #eventsWhere(
    where: ReturnType<typeof filtersOf>,
    client: ApiClient,
    limit: number,
    cursor: string | null,
  ): Promise<Rows<ShownAuditEvent>> {
    const { about, data, nextCursor } = await this.queries.execute(new AuditEventsWhere({ where, limit, cursor }));
    const rows: readonly ShownAuditEvent[] = await this.disclosure.shownTo(client, null, about, data);
    return { rows, next: nextCursor };
  }
}

const known = {
  stream: isPlain,
  actor: isPlain,
  type: (typed: string) => eventNamed(typed) !== null,
  from: isDay,
  to: isDay,
} as const;

/** A thing by its id alone is the stream of that thing. */
const streamNamed = (typed: string): string => {
  const category = isDay(typed) ? 'day' : categoryOf[/^[a-z]+_/.exec(typed)?.[0] ?? ''];
  return category === undefined ? typed : `${category}-${typed}`;
};
const categoryOf: Readonly<Record<string, string>> = {
  pay_: 'payment',
  ref_: 'refund',
  out_: 'payout',
  bat_: 'payout-batch',
  adj_: 'ledger-adjustment',
  stl_: 'settlement',
  rev_: 'review',
  usr_: 'user',
};

const kindOf = (id: string): ReplayedKind => {
  if (isDay(id)) return 'day';
  if (id.startsWith('bat_')) return 'batch';
  if (id.startsWith('stl_')) return 'settlement';
  return id.startsWith('adj_') ? 'adjustment' : 'payout';
};

/** As a person in Kigali writes it, `2026-11-28 14:05` or with seconds; as it stands in a link, in UTC; a day alone is its end. Null: it is none. */
function momentIn(text: string): Instant | null {
  const [, day, time = '23:59:59.999', zone = '+02:00'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?)(Z)?)?$/.exec(text) ?? [];
  return day === undefined || !isDay(day) ? null : instant(Date.parse(`${day}T${time}${zone}`));
}

const columns: CsvColumns<ShownAuditEvent> = [
  ['Time', ({ at }) => at],
  ['Event', ({ type }) => type],
  ['Stream', ({ stream }) => stream],
  ['Revision', ({ revision }) => String(revision)],
  ['Actor kind', ({ actor }) => actor.kind],
  ['Actor', ({ actor }) => actor.id],
  ['Name', ({ actor }) => actor.name],
  ['Position', ({ position }) => position],
  ['Event id', ({ id }) => id],
  ['Correlation', ({ correlationId }) => correlationId ?? ''],
  ['Data', ({ data }) => JSON.stringify(data)],
];
