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
import { canonicalJson } from '../../http/idempotency.js';
import { filtersOf } from '../../http/list-query.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { hasApproved } from '../../kernel/domain/approvals.js';
import { mayStillDecide, signerOf } from '../../kernel/domain/approvals.js';
import { isDay } from '../ledger/contract.js';
import { isWorthAsking, isInDoubt, outgoingStatuses } from '../outgoing/contract.js';
import type { KnownPayout } from '../payouts/contract.js';
import {
  ApprovePayout,
  CheckPayoutStatus,
  PayoutById,
  PayoutResources,
  PayoutsWhere,
  PayoutTimelineOf,
  ReattemptPayout,
  RejectPayout,
} from '../payouts/contract.http.js';
import { frameOf } from './page-frame.js';
import { listAsCsv, unlessTooBroad, type CsvColumns } from './list-csv.js';
import { cursorIn, ifSet, oneOf, readFilters, wantsCsv, withinDays, type Filters } from './list-filters.js';
import { decidable, doneIn, isProse, seenOf } from './money-forms.js';
import { wrongText } from './money-parts.page.js';
import { payoutPage, payoutsPage, payoutsPath as here, type ListedPayout, type PayoutFilter } from './payouts.page.js';
import { carryOut, type Came } from './page-refusals.js';

const onAPage = 50;
const inAQuestion = 200;
const stepsShown = 200;
const filters = { status: oneOf(outgoingStatuses), batchId: null, from: isDay, to: isDay, show: oneOf(['mine']) };

/** Money that goes out to people: for those who decide it, and see what became of it. */
@Controller('payouts')
export class PayoutsPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(PayoutResources) private readonly payouts: PayoutResources,
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(Pages) private readonly pages: Pages,
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
    const { rows: payouts, next } = page ?? { rows: null, next: null };
    const mayDecide = mayUse(person.principal.roles, 'POST /payouts/:id/approve');
    const shown = {
      ...frameOf(call, here),
      filters: asked,
      typed: read.typed,
      wrong: read.wrong,
      payouts,
      next,
      mayDecide,
    };
    return this.pages.show(request, reply, payoutsPage(shown));
  }

  @PageRoute()
  @Get(':id')
  one(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#one(id, call, {});
  }

  @FormRoute()
  @Post(':id/approve')
  approve(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by } = call;
    const isMine = (known: KnownPayout) => hasApproved(known, client);
    return this.#work(id, call, isMine, () => this.commands.execute(new ApprovePayout(client, id, by)));
  }

  @FormRoute()
  @Post(':id/reject')
  reject(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request, person } = call;
    const reason = fieldOf(request.body as Form | undefined, 'reason');
    const language = languageOf(request, person.language);
    if (!isProse(reason, 2_000))
      return this.#one(id, call, { wrong: [{ field: 'reason', message: wrongText(2_000, language) }] });
    const isMine = ({ rejectedBy }: KnownPayout) => rejectedBy?.id === client.id;
    return this.#work(id, call, isMine, () => this.commands.execute(new RejectPayout(client, id, reason, by)));
  }

  /** The key of the order is how the payout stood: two presses on one page are one attempt. */
  @FormRoute()
  @Post(':id/attempts')
  tryAgain(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const key = `page-${fieldOf(request.body as Form | undefined, 'seen').slice(0, 60)}`;
    const order = new ReattemptPayout(client, id, key, null, canonicalJson({}), by);
    return this.#work(
      id,
      call,
      () => false,
      () => this.commands.execute(order),
    );
  }

  @FormRoute()
  @Post(':id/status-check')
  async check(@Param('id') id: string, @Called() { client, by }: Call): Promise<never> {
    await this.commands.execute(new CheckPayoutStatus(client, id, by));
    throw new SeeOther(`${here}/${id}?done=now`);
  }

  async #work(id: string, call: Call, isMine: (payout: KnownPayout) => boolean, order: () => Promise<unknown>) {
    const read = () => this.queries.execute(new PayoutById(call.client, id));
    const isDone = async () => isMine(await read());
    const press = { path: `${here}/${id}`, isDone, seen: seenOf(await read()), order };
    return this.#one(id, call, await carryOut(press, call, this.authenticator));
  }

  async #one(id: string, call: Call, came: Came): Promise<string> {
    const { person, client, request, reply } = call;
    const frame = frameOf(call, `${here}/`);
    const { roles } = person.principal;
    const known = await this.queries.execute(new PayoutById(client, id));
    const payout = await this.payouts.one(known, client);
    const { refused = null, hasChanged = false, wrong = [] } = came;
    const isDecidable = known.status === 'requested' && mayUse(roles, 'POST /payouts/:id/approve');
    return this.pages.show(
      request,
      reply,
      payoutPage({
        ...frame,
        ...this.#listed(known, payout),
        seen: seenOf(known),
        approversNeeded: this.payouts.approversNeeded(known),
        names: {
          approvedBy: known.approvedBy.map((signer) => this.#name(signer.id)),
          rejectedBy: known.rejectedBy && this.#name(known.rejectedBy.id),
        },
        steps: mayUse(roles, 'GET /v1/payments/:id/timeline') ? await this.#steps(known, client) : null,
        decision: isDecidable ? decidable(known, signerOf(client)) : null,
        mayCheck: known.attempts.some(isWorthAsking) && mayUse(roles, 'POST /payouts/:id/status-check'),
        mayTryAgain:
          known.status === 'failed' && !known.attempts.some(isInDoubt) && mayUse(roles, 'POST /payouts/:id/attempts'),
        seesReviews: mayUse(roles, 'GET /reviews/:id'),
        typed: { reason: fieldOf(request.body as Form | undefined, 'reason') },
        mayReplay: mayUse(roles, 'GET /audit/replay'),
        done: Object.keys(came).length === 0 ? doneIn(request.query) : null,
        refused,
        hasChanged,
        wrong,
      }),
    );
  }

  async #steps(known: KnownPayout, client: ApiClient) {
    const events = await this.queries.execute(new PayoutTimelineOf(client, known.id, stepsShown));
    return this.payouts.timeline(known, events, client);
  }

  async #page(asked: Filters<PayoutFilter>, client: ApiClient, cursor: string | null, limit: number) {
    const { status, batchId, from, to, show } = asked;
    const isMine = show === 'mine';
    const where = filtersOf({
      status: isMine ? 'requested' : ifSet(status),
      batchId: ifSet(batchId),
      createdAt: withinDays(from, to),
    });
    const query = new PayoutsWhere(client, where, isMine ? inAQuestion : limit, cursor);
    const { documents, nextCursor: next } = await this.queries.execute(query);
    const me = signerOf(client);
    const kept = isMine ? documents.filter((payout) => mayStillDecide(payout, me)) : documents;
    const shown = await this.payouts.all(kept, client);
    return { rows: kept.map((known, place) => this.#listed(known, shown[place]!)), next };
  }

  #listed(known: KnownPayout, payout: ListedPayout['payout']): ListedPayout {
    return { payout, isDoubted: known.attempts.some(isInDoubt), askedBy: this.#name(known.requestedBy.id) };
  }

  #name(id: string): string {
    return this.authenticator.withId(id)?.name ?? id;
  }

  async #csv(asked: Filters<PayoutFilter>, client: ApiClient, reply: FastifyReply) {
    const page = (cursor: string | null) => this.#page(asked, client, cursor, inAQuestion);
    return listAsCsv(reply, 'payouts.csv', columns, await page(null), page);
  }
}

const none = { status: '', batchId: '', from: '', to: '', show: '' };

const columns: CsvColumns<ListedPayout> = [
  ['Created', ({ payout }) => payout.createdAt],
  ['Payout', ({ payout }) => payout.id],
  ['Status', ({ payout }) => payout.status],
  ['In doubt', ({ isDoubted }) => (isDoubted ? 'yes' : 'no')],
  ['Amount', ({ payout }) => payout.amount],
  ['Currency', ({ payout }) => payout.currency],
  ['Payee', ({ payout }) => payout.payee.msisdn ?? ''],
  ['Name', ({ payout }) => payout.payee.name ?? ''],
  ['Record type', ({ payout }) => payout.record.type],
  ['Record', ({ payout }) => payout.record.id],
  ['Part', ({ payout }) => payout.record.part ?? ''],
  ['Description', ({ payout }) => payout.description ?? ''],
  ['File', ({ payout }) => payout.batchId ?? ''],
  ['Asked for by', ({ askedBy }) => askedBy],
  ['Provider', ({ payout }) => payout.provider],
  ['Provider reference', ({ payout }) => payout.providerReference ?? ''],
  ['Provider transaction', ({ payout }) => payout.providerTransactionId ?? ''],
  ['Failure', ({ payout }) => payout.failure?.code ?? ''],
  ['Completed', ({ payout }) => payout.completedAt ?? ''],
];
