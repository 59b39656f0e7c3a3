import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { mayUse } from '../../http/access.js';
import {
  authenticatorToken,
  Called,
  type ApiClient,
  type Authenticator,
  type Call,
} from '../../http/authentication.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { filtersOf } from '../../http/list-query.js';
import { hasApproved } from '../../kernel/domain/approvals.js';
import { isSamePerson, mayStillDecide, signerOf } from '../../kernel/domain/approvals.js';
import { instant } from '../../kernel/domain/clock.js';
import { isLineOf } from '../../kernel/domain/text.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import { isDay } from '../ledger/contract.js';
import { isWorthAsking, isInDoubt, outgoingStatuses } from '../outgoing/contract.js';
import { AddPaymentNote, PaymentById, PaymentResources, TimelineOf } from '../payments/contract.http.js';
import type { KnownRefund } from '../refunds/contract.js';
import {
  ApproveRefund,
  CheckRefundStatus,
  CompleteRefundByHand,
  RefundById,
  RefundResources,
  RefundsWhere,
  RefundTimelineOf,
  RejectRefund,
} from '../refunds/contract.http.js';
import { frameOf } from './page-frame.js';
import { listAsCsv, unlessTooBroad, type CsvColumns } from './list-csv.js';
import { cursorIn, ifSet, oneOf, readFilters, wantsCsv, withinDays, type Filters } from './list-filters.js';
import { decidable, doneIn, isProse, seenOf } from './money-forms.js';
import { wrongLine, wrongText } from './money-parts.page.js';
import { carryOut, type Came } from './page-refusals.js';
import { refundableOf } from './refundable.rule.js';
import { refundPage, refundsPage, refundsPath as here, type ListedRefund, type RefundFilter } from './refunds.page.js';

const onAPage = 50;
const inAQuestion = 200;
const stepsShown = 200;
const filters = {
  status: oneOf(outgoingStatuses),
  paymentId: null,
  from: isDay,
  to: isDay,
  show: oneOf(['mine', 'overdue']),
};

/** Money that goes back to payers: for the people who ask for it, decide it and pay it. */
@Controller('refunds')
export class RefundsPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(RefundResources) private readonly refunds: RefundResources,
    @Inject(PaymentResources) private readonly payments: PaymentResources,
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(kernelToken) private readonly kernel: Kernel,
  ) {}

  @PageRoute()
  @Get()
  async list(@Called() call: Call, @Res({ passthrough: true }) reply: FastifyReply) {
    const { person, client, request } = call;
    const read = readFilters(filters, request.query);
    // A queue is a list of its own.
    const { show } = read.filters;
    const asked = show === '' ? read.filters : { ...none, show };
    if (wantsCsv(request.query) && read.wrong.length === 0) return this.#csv(asked, client, reply);
    const page = await unlessTooBroad(this.#page(asked, client, cursorIn(request.query), onAPage));
    const { rows: refunds, next } = page ?? { rows: null, next: null };
    const mayDecide = mayUse(person.principal.roles, 'POST /refunds/:id/approve');
    const shown = {
      ...frameOf(call, here),
      filters: asked,
      typed: read.typed,
      wrong: read.wrong,
      refunds,
      next,
      mayDecide,
    };
    return this.pages.show(request, reply, refundsPage(shown));
  }

  @PageRoute()
  @Get(':id')
  one(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#one(id, call, {});
  }

  @FormRoute()
  @Post(':id/approve')
  approve(@Param('id') id: string, @Called() call: Call) {
    const { client, by } = call;
    const isMine = (known: KnownRefund) => hasApproved(known, client);
    return this.#work(id, call, isMine, () => this.commands.execute(new ApproveRefund(client, id, by)));
  }

  @FormRoute()
  @Post(':id/reject')
  reject(@Param('id') id: string, @Called() call: Call) {
    const { client, by, request, person } = call;
    const reason = fieldOf(request.body as Form | undefined, 'reason');
    const language = languageOf(request, person.language);
    if (!isProse(reason, 2_000))
      return this.#one(id, call, { wrong: [{ field: 'reason', message: wrongText(2_000, language) }] });
    const isMine = ({ rejectedBy }: KnownRefund) => rejectedBy?.id === client.id;
    return this.#work(id, call, isMine, () => this.commands.execute(new RejectRefund(client, id, reason, by)));
  }

  @FormRoute()
  @Post(':id/complete')
  complete(@Param('id') id: string, @Called() call: Call) {
    const { client, by, request, person } = call;
    const form = request.body as Form | undefined;
    const [providerReference, note] = [fieldOf(form, 'providerReference'), fieldOf(form, 'note')];
    const language = languageOf(request, person.language);
    const isLine = isLineOf(providerReference, 1, 100);
    const wrong = [
      ...(isLine ? [] : [{ field: 'providerReference', message: wrongLine(language) }]),
      ...(isProse(note, 2_000) ? [] : [{ field: 'note', message: wrongText(2_000, language) }]),
    ];
    if (wrong.length > 0) return this.#one(id, call, { wrong });
    const paidFrom = fieldOf(form, 'paidFrom') === 'bank' ? ('bank' as const) : ('wallet' as const);
    const isMine = ({ manual }: KnownRefund) => manual?.completedBy.id === client.id;
    const command = new CompleteRefundByHand(client, id, { providerReference, note, paidFrom }, by);
    return this.#work(id, call, isMine, () => this.commands.execute(command));
  }

  @FormRoute()
  @Post(':id/status-check')
  async check(@Param('id') id: string, @Called() { client, by }: Call) {
    await this.commands.execute(new CheckRefundStatus(client, id, by));
    throw new SeeOther(`${here}/${id}?done=now`);
  }

  /** A dispute is one about its payment, and is kept there. */
  @FormRoute()
  @Post(':id/notes')
  async note(@Param('id') id: string, @Called() call: Call) {
    const { client, by, request, person } = call;
    const { paymentId } = await this.queries.execute(new RefundById(client, id));
    const note = fieldOf(request.body as Form | undefined, 'text');
    if (!isProse(note, 2_000)) {
      const message = wrongText(2_000, languageOf(request, person.language));
      return this.#one(id, call, { wrong: [{ field: 'text', message }] });
    }
    await this.commands.execute(new AddPaymentNote(client, paymentId, note, by));
    throw new SeeOther(`${here}/${id}?done=now`);
  }

  async #work(id: string, call: Call, isMine: (refund: KnownRefund) => boolean, order: () => Promise<unknown>) {
    const read = () => this.queries.execute(new RefundById(call.client, id));
    const isDone = async () => isMine(await read());
    const press = { path: `${here}/${id}`, isDone, seen: seenOf(await read()), order };
    return this.#one(id, call, await carryOut(press, call, this.authenticator));
  }

  async #one(id: string, call: Call, came: Came): Promise<string> {
    const { person, client, request, reply } = call;
    const frame = frameOf(call, `${here}/`);
    const { roles } = person.principal;
    const known = await this.queries.execute(new RefundById(client, id));
    const refund = await this.refunds.one(known, client);
    const me = signerOf(client);
    const mayTell = mayUse(roles, 'GET /v1/payments/:id/timeline');
    const form = request.body as Form | undefined;
    const isOwn = isSamePerson(known.requestedBy, me);
    const { refused = null, hasChanged = false, wrong = [] } = came;
    const isOpened = Object.keys(came).length === 0;
    return this.pages.show(
      request,
      reply,
      refundPage({
        ...frame,
        ...this.#listed(known, refund),
        payment: refundableOf(await this.queries.execute(new PaymentById(client, known.paymentId))),
        seen: seenOf(known),
        message: refund.customerMessage[frame.language],
        approversNeeded: this.refunds.approversNeeded(known),
        names: {
          approvedBy: known.approvedBy.map((signer) => this.#name(signer.id)),
          rejectedBy: known.rejectedBy && this.#name(known.rejectedBy.id),
          completedBy: known.manual && this.#name(known.manual.completedBy.id),
        },
        steps: mayTell ? await this.#steps(known, client) : null,
        noted: mayTell ? await this.#notes(known, client) : null,
        decision:
          known.status === 'requested' && mayUse(roles, 'POST /refunds/:id/approve') ? decidable(known, me) : null,
        mayComplete:
          known.status === 'approved' &&
          known.method === 'manual' &&
          !isOwn &&
          mayUse(roles, 'POST /refunds/:id/complete'),
        mayCheck: known.attempts.some(isWorthAsking) && mayUse(roles, 'POST /refunds/:id/status-check'),
        mayNote: mayUse(roles, 'POST /refunds/:id/notes'),
        seesReviews: mayUse(roles, 'GET /reviews/:id'),
        isFresh: person.isFresh,
        typed: {
          providerReference: fieldOf(form, 'providerReference'),
          note: fieldOf(form, 'note'),
          paidFrom: fieldOf(form, 'paidFrom') === 'bank' ? 'bank' : 'wallet',
          reason: fieldOf(form, 'reason'),
          text: fieldOf(form, 'text'),
        },
        mayReplay: mayUse(roles, 'GET /audit/replay'),
        done: isOpened ? doneIn(request.query) : null,
        refused,
        hasChanged,
        wrong,
      }),
    );
  }

  async #steps(known: KnownRefund, client: ApiClient) {
    const events = await this.queries.execute(new RefundTimelineOf(client, known.id, stepsShown));
    return this.refunds.timeline(known, events, client);
  }

  async #notes({ paymentId }: KnownRefund, client: ApiClient) {
    const { owner, events } = await this.queries.execute(new TimelineOf(client, paymentId, -1, stepsShown));
    const noted = events.filter(({ type }) => type === 'NoteAdded');
    return this.payments.timeline(owner, noted, client);
  }

  async #page(asked: Filters<RefundFilter>, client: ApiClient, cursor: string | null, limit: number) {
    const { status, paymentId, from, to, show } = asked;
    const isMine = show === 'mine';
    const where = filtersOf({
      status: isMine ? 'requested' : ifSet(status),
      paymentId: ifSet(paymentId),
      createdAt: withinDays(from, to),
    });
    const query = new RefundsWhere(client, where, show === 'overdue', isMine ? inAQuestion : limit, cursor);
    const { documents, nextCursor: next } = await this.queries.execute(query);
    const me = signerOf(client);
    const kept = isMine ? documents.filter((refund) => mayStillDecide(refund, me)) : documents;
    const shown = await this.refunds.all(kept, client);
    return { rows: kept.map((known, place) => this.#listed(known, shown[place]!)), next };
  }

  #listed<R extends ListedRefund['refund']>(known: KnownRefund, refund: R) {
    const { status, decideBy, attempts, requestedBy } = known;
    return {
      refund,
      isDoubted: attempts.some(isInDoubt),
      isOverdue: status === 'requested' && decideBy !== null && decideBy < instant(this.kernel.clock.now()),
      askedBy: this.#name(requestedBy.id),
    };
  }

  #name(id: string): string {
    return this.authenticator.withId(id)?.name ?? id;
  }

  async #csv(asked: Filters<RefundFilter>, client: ApiClient, reply: FastifyReply) {
    const page = (cursor: string | null) => this.#page(asked, client, cursor, inAQuestion);
    return listAsCsv(reply, 'refunds.csv', columns, await page(null), page);
  }
}

const none = { status: '', paymentId: '', from: '', to: '', show: '' };

const columns: CsvColumns<ListedRefund> = [
  ['Created', ({ refund }) => refund.createdAt],
  ['Refund', ({ refund }) => refund.id],
  ['Payment', ({ refund }) => refund.paymentId],
  ['Status', ({ refund }) => refund.status],
  ['In doubt', ({ isDoubted }) => (isDoubted ? 'yes' : 'no')],
  ['Amount', ({ refund }) => refund.amount],
  ['Currency', ({ refund }) => refund.currency],
  ['Method', ({ refund }) => refund.method],
  ['Reason', ({ refund }) => refund.reason ?? ''],
  ['Complaint', ({ refund }) => refund.complaintReference ?? ''],
  ['Asked for by', ({ askedBy }) => askedBy],
  ['Decide by', ({ refund }) => refund.decideBy ?? ''],
  ['Overdue', ({ isOverdue }) => (isOverdue ? 'yes' : 'no')],
  ['Provider', ({ refund }) => refund.provider],
  ['Provider reference', ({ refund }) => refund.providerReference ?? ''],
  ['Provider transaction', ({ refund }) => refund.providerTransactionId ?? ''],
  ['Failure', ({ refund }) => refund.failure?.code ?? ''],
  ['Completed', ({ refund }) => refund.completedAt ?? ''],
];
