import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { mayUse } from '../../http/access.js';
import { Called, type ApiClient, type Call } from '../../http/authentication.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import {
  AddPaymentNote,
  CheckPaymentStatus,
  PaymentById,
  PaymentResources,
  PaymentsWhere,
  TimelineOf,
} from '../payments/contract.http.js';
import type { KnownPayment } from '../payments/contract.js';
import { frameOf } from './page-frame.js';
import { listAsCsv, unlessTooBroad, type CsvColumns } from './list-csv.js';
import { cursorIn, readFilters, wantsCsv, type Filters } from './list-filters.js';
import { isProse } from './money-forms.js';
import { conditionsOf, paymentFilters, type PaymentFilter } from './payment-filters.js';
import { refundableOf } from './refundable.rule.js';
import { wrongText } from './money-parts.page.js';
import { paymentPage, paymentsPage, type ShownPayment } from './payments.page.js';

const here = '/payments';
const onAPage = 50;
const inAQuestion = 200;
const stepsShown = 200;

/** The payments of all clients, for the people who work with them. */
@Controller('payments')
export class PaymentsPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(PaymentResources) private readonly resources: PaymentResources,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @PageRoute()
  @Get()
  async list(@Called() call: Call) {
    const { client, request, reply } = call;
    const query = request.query as Readonly<Record<string, unknown>>;
    const { filters, typed, wrong } = readFilters(paymentFilters, query);
    if (wantsCsv(query) && wrong.length === 0) return this.#csv(filters, client, reply);
    const page = await unlessTooBroad(this.#page(filters, client, onAPage, cursorIn(query)));
    const { rows: payments, next } = page ?? { rows: null, next: null };
    return this.pages.show(
      request,
      reply,
      paymentsPage({ ...frameOf(call, here), filters, typed, wrong, payments, next }),
    );
  }

  @PageRoute()
  @Get(':id')
  one(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#one(id, call, []);
  }

  @FormRoute()
  @Post(':id/status-check')
  async check(@Param('id') id: string, @Called() call: Call) {
    const { client, by } = call;
    await this.commands.execute(new CheckPaymentStatus(client, id, by));
    throw new SeeOther(`${here}/${id}?done=1`);
  }

  @FormRoute()
  @Post(':id/notes')
  async note(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { person, client, by, request } = call;
    const note = fieldOf(request.body as Form | undefined, 'text');
    if (!isProse(note, 2_000)) {
      const message = wrongText(2_000, languageOf(request, person.language));
      return this.#one(id, call, [{ field: 'text', message }]);
    }
    await this.commands.execute(new AddPaymentNote(client, id, note, by));
    throw new SeeOther(`${here}/${id}?done=1`);
  }

  async #one(id: string, call: Call, wrong: readonly Wrong[]): Promise<string> {
    const { person, client, request, reply } = call;
    const frame = frameOf(call, here);
    const { roles } = person.principal;
    const known: KnownPayment = await this.queries.execute(new PaymentById(client, id));
    const payment = await this.resources.one(known, client);
    const refundable = refundableOf(known);
    const shown = {
      ...frame,
      payment,
      message: payment.customerMessage[frame.language],
      steps: mayUse(roles, 'GET /v1/payments/:id/timeline') ? await this.#steps(id, client) : null,
      mayCheck: mayUse(roles, 'POST /payments/:id/status-check'),
      mayNote: mayUse(roles, 'POST /payments/:id/notes'),
      refunds: {
        refundable: known.confirmedAt === null ? null : refundable,
        mayAsk: refundable.obstacle === null && mayUse(roles, 'POST /payments/:id/refund'),
        maySee: mayUse(roles, 'GET /refunds'),
      },
      seesReviews: mayUse(roles, 'GET /reviews/:id'),
      mayReplay: mayUse(roles, 'GET /audit/replay'),
      mayPack: mayUse(roles, 'GET /audit/payments/:id/evidence'),
      note: fieldOf(request.body as Form | undefined, 'text'),
      done: wrong.length === 0 && (request.query as { readonly done?: unknown }).done === '1',
      wrong,
    };
    return this.pages.show(request, reply, paymentPage(shown));
  }

  async #steps(id: string, client: ApiClient) {
    const { owner, events } = await this.queries.execute(new TimelineOf(client, id, -1, stepsShown));
    return this.resources.timeline(owner, events, client);
  }

  async #page(filters: Filters<PaymentFilter>, client: ApiClient, limit: number, cursor: string | null) {
    const found = await this.queries.execute(new PaymentsWhere(client, conditionsOf(filters), limit, cursor));
    const payments: readonly ShownPayment[] = await this.resources.all(found.documents, client);
    return { rows: payments, next: found.nextCursor };
  }

  /** The whole list, as it is read: the first page is asked for before anything is answered, so that a refusal is a page. */
  async #csv(filters: Filters<PaymentFilter>, client: ApiClient, reply: FastifyReply): Promise<Readable> {
    const page = (cursor: string | null) => this.#page(filters, client, inAQuestion, cursor);
    return listAsCsv(reply, 'payments.csv', columns, await page(null), page);
  }
}

const columns: CsvColumns<ShownPayment> = [
  ['Created', ({ createdAt }) => createdAt],
  ['Payment', ({ id }) => id],
  ['Status', ({ status }) => status],
  ['Amount', ({ amount }) => amount],
  ['Currency', ({ currency }) => currency],
  ['Paid', ({ paidAmount }) => paidAmount ?? ''],
  ['Refunded', ({ refundedAmount }) => refundedAmount],
  ['Payer', ({ payer }) => payer.msisdn ?? ''],
  ['Record type', ({ record }) => record.type],
  ['Record', ({ record }) => record.id],
  ['Part', ({ record }) => record.part ?? ''],
  ['Service', ({ dimensions }) => dimensions['service'] ?? ''],
  ['Branch', ({ dimensions }) => dimensions['branch'] ?? ''],
  ['Provider', ({ provider }) => provider],
  ['Provider transaction', ({ providerTransactionId }) => providerTransactionId ?? ''],
  ['Provider reference', ({ providerReference }) => providerReference],
  ['Failure', ({ failure }) => failure?.code ?? ''],
  ['Confirmed', ({ confirmedAt }) => confirmedAt ?? ''],
  ['Receipt', ({ receipt }) => receipt?.number ?? ''],
];
