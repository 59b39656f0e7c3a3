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
import { filtersOf } from '../../http/list-query.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import type { Language } from '../../kernel/domain/language.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import { AddPaymentNote, PaymentById, PaymentResources, TimelineOf } from '../payments/contract.http.js';
import { PayoutById, PayoutResources, PayoutTimelineOf } from '../payouts/contract.http.js';
import { RefundById, RefundResources, RefundTimelineOf } from '../refunds/contract.http.js';
import { decisionsFor, reviewReasons, type Decision, type KnownReview } from '../reviews/contract.js';
import {
  AssignReview,
  ResolveReview,
  ReviewById,
  ReviewResources,
  ReviewsWhere,
  ReviewTimelineOf,
} from '../reviews/contract.http.js';
import { frameOf } from './page-frame.js';
import { listAsCsv, unlessTooBroad, type CsvColumns } from './list-csv.js';
import { cursorIn, ifSet, oneOf, readFilters, wantsCsv, type Filters } from './list-filters.js';
import { doneIn, isProse } from './money-forms.js';
import { wrongText, type ShownStep } from './money-parts.page.js';
import { carryOut, type Came } from './page-refusals.js';
import {
  decisionFault,
  reviewPage,
  reviewsPage,
  reviewsPath as here,
  reviewStatuses,
  type ListedReview,
  type ReviewFilter,
  type TypedDecision,
} from './reviews.page.js';

const onAPage = 50;
const inAQuestion = 200;
const stepsShown = 200;
const filters = { status: oneOf(reviewStatuses), reason: oneOf(reviewReasons), paymentId: null };

/** What waits for a person’s decision. */
@Controller('reviews')
export class ReviewsPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(ReviewResources) private readonly resources: ReviewResources,
    @Inject(PaymentResources) private readonly payments: PaymentResources,
    @Inject(RefundResources) private readonly refunds: RefundResources,
    @Inject(PayoutResources) private readonly payouts: PayoutResources,
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(kernelToken) private readonly kernel: Kernel,
  ) {}

  @PageRoute()
  @Get()
  async list(@Called() call: Call, @Res({ passthrough: true }) reply: FastifyReply) {
    const { request } = call;
    const { filters: asked, typed, wrong } = readFilters(filters, request.query);
    if (wantsCsv(request.query) && wrong.length === 0) return this.#csv(asked, reply);
    const page = await unlessTooBroad(this.#page(asked, cursorIn(request.query), onAPage));
    const { rows: reviews, next } = page ?? { rows: null, next: null };
    const now = this.kernel.clock.now();
    return this.pages.show(
      request,
      reply,
      reviewsPage({ ...frameOf(call, here), filters: asked, typed, wrong, reviews, next, now }),
    );
  }

  @PageRoute()
  @Get(':id')
  one(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#one(id, call, {});
  }

  @FormRoute()
  @Post(':id/assign')
  assign(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by } = call;
    const isMine = ({ status, assignee }: KnownReview) => status === 'assigned' && assignee === client.id;
    return this.#work(id, call, isMine, () => this.commands.execute(new AssignReview(id, client.id, by)));
  }

  /** About a payment; kept there. */
  @FormRoute()
  @Post(':id/notes')
  async note(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request, person } = call;
    const { paymentId } = await this.queries.execute(new ReviewById(id));
    const note = fieldOf(request.body as Form | undefined, 'text');
    if (paymentId === null || !isProse(note, 2_000)) {
      const message = wrongText(2_000, languageOf(request, person.language));
      return this.#one(id, call, { wrong: [{ field: 'text', message }] });
    }
    await this.commands.execute(new AddPaymentNote(client, paymentId, note, by));
    throw new SeeOther(`${here}/${id}?done=now`);
  }

  @FormRoute()
  @Post(':id/resolve')
  async resolve(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request, person } = call;
    const form = request.body as Form | undefined;
    const language = languageOf(request, person.language);
    const known = await this.queries.execute(new ReviewById(id));
    const typed = typedIn(form);
    const decision = decisionsFor[known.reason].find((each) => each === typed.decision);
    const wrong = faultsIn(typed, decision, language);
    if (wrong.length > 0 || decision === undefined) return this.#one(id, call, { wrong });
    const resolution = {
      decision,
      grounds: { evidence: typed.evidence, note: typed.note === '' ? null : typed.note },
      amount: typed.amount === '' ? null : typed.amount,
      providerTransactionId: typed.providerTransactionId === '' ? null : typed.providerTransactionId,
      force: typed.force,
    };
    const isMine = (review: KnownReview) => review.resolvedBy === client.id && review.decision === decision;
    try {
      return await this.#work(id, call, isMine, () => this.commands.execute(new ResolveReview(id, resolution, by)));
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      // The rule needs what was left out, or the currency does not have such an amount.
      const missing = error.errors.map(({ field }) => ({
        field,
        message: decisionFault(field === 'amount' ? 'amount' : 'transaction', language),
      }));
      return this.#one(id, call, { wrong: missing });
    }
  }

  async #work(id: string, call: Call, isMine: (review: KnownReview) => boolean, order: () => Promise<unknown>) {
    const read = () => this.queries.execute(new ReviewById(id));
    const isDone = async () => isMine(await read());
    const press = { path: `${here}/${id}`, isDone, seen: seenOf(await read()), order };
    return this.#one(id, call, await carryOut(press, call, this.authenticator));
  }

  async #one(id: string, call: Call, came: Came): Promise<string> {
    const { person, client, request, reply } = call;
    const frame = frameOf(call, `${here}/`);
    const { roles } = person.principal;
    const known = await this.queries.execute(new ReviewById(id));
    const { evidence, note } = await this.resources.one(known, client);
    const isOpen = known.status !== 'resolved';
    const mayTell = mayUse(roles, 'GET /v1/payments/:id/timeline');
    const told = known.paymentId === null || !mayTell ? [] : await this.#told(known.paymentId, client);
    const { about, steps } = await this.#inQuestion(known, told, client);
    const story = await this.resources.timeline(await this.queries.execute(new ReviewTimelineOf(id)), client);
    const { refused = null, hasChanged = false, wrong = [] } = came;
    return this.pages.show(
      request,
      reply,
      reviewPage({
        ...frame,
        review: this.#listed(known),
        now: this.kernel.clock.now(),
        seen: seenOf(known),
        about,
        evidence: evidence.decidedOn,
        note,
        steps: mayTell ? steps : null,
        noted: told.filter(({ type }) => type === 'NoteAdded'),
        story: story.map((step) => this.#named(step)),
        decisions: possible(known),
        mayTake: isOpen && known.assignee !== client.id && mayUse(roles, 'POST /reviews/:id/assign'),
        mayDecide: isOpen && mayUse(roles, 'POST /reviews/:id/resolve'),
        mayNote: known.paymentId !== null && mayUse(roles, 'POST /reviews/:id/notes'),
        isFresh: person.isFresh,
        typed: typedIn(request.body as Form | undefined),
        done: Object.keys(came).length === 0 ? doneIn(request.query) : null,
        refused,
        hasChanged,
        wrong,
      }),
    );
  }

  /** The money that it is about, as its own page shows it. `told`: what happened to the payment. */
  async #inQuestion(
    { paymentId, refundId, payoutId }: KnownReview,
    told: readonly ShownStep[],
    client: ApiClient,
  ): Promise<{
    readonly about: Parameters<typeof reviewPage>[0]['about'];
    readonly steps: readonly ShownStep[] | null;
  }> {
    if (refundId !== null) {
      const known = await this.queries.execute(new RefundById(client, refundId));
      const events = await this.queries.execute(new RefundTimelineOf(client, refundId, stepsShown));
      return {
        about: await this.refunds.one(known, client),
        steps: await this.refunds.timeline(known, events, client),
      };
    }
    if (payoutId !== null) {
      const known = await this.queries.execute(new PayoutById(client, payoutId));
      const events = await this.queries.execute(new PayoutTimelineOf(client, payoutId, stepsShown));
      return {
        about: await this.payouts.one(known, client),
        steps: await this.payouts.timeline(known, events, client),
      };
    }
    if (paymentId === null) return { about: null, steps: null };
    const about = await this.payments.one(await this.queries.execute(new PaymentById(client, paymentId)), client);
    return { about, steps: told };
  }

  async #told(paymentId: string, client: ApiClient): Promise<readonly ShownStep[]> {
    const { owner, events } = await this.queries.execute(new TimelineOf(client, paymentId, -1, stepsShown));
    return this.payments.timeline(owner, events, client);
  }

  /** What waits comes the oldest first. */
  async #page({ status, reason, paymentId }: Filters<ReviewFilter>, cursor: string | null, limit: number) {
    const waits = status === '' || status === 'waiting';
    const where = filtersOf({
      status: waits ? { in: ['open', 'assigned'] } : status === 'all' ? undefined : status,
      reason: ifSet(reason),
      paymentId: ifSet(paymentId),
    });
    const query = new ReviewsWhere(
      where,
      limit,
      cursor,
      status === 'all' || status === 'resolved' ? 'newest' : 'oldest',
    );
    const { documents, nextCursor: next } = await this.queries.execute(query);
    return { rows: documents.map((review) => this.#listed(review)), next };
  }

  #listed({ assignee, resolvedBy, ...review }: KnownReview): ListedReview {
    const name = (id: string | null) => id && this.#name(id);
    return { ...review, assignee: name(assignee), resolvedBy: name(resolvedBy) };
  }

  #named(step: ShownStep): ShownStep {
    const { assignee } = step.data as { readonly assignee?: string };
    return assignee === undefined ? step : { ...step, data: { assignee: this.#name(assignee) } };
  }

  #name(id: string): string {
    return this.authenticator.withId(id)?.name ?? id;
  }

  async #csv(asked: Filters<ReviewFilter>, reply: FastifyReply) {
    const page = (cursor: string | null) => this.#page(asked, cursor, inAQuestion);
    return listAsCsv(reply, 'reviews.csv', columns, await page(null), page);
  }
}

/** How it stood on the page from which a form is sent. */
const seenOf = ({ status, assignee, news }: KnownReview): string => `${status}-${assignee ?? ''}-${news.length}`;

/** A refund or payout is given back by nobody: what fits a payment alone is left out. */
const possible = ({ reason, refundId, payoutId }: KnownReview): readonly Decision[] =>
  (refundId ?? payoutId) === null
    ? decisionsFor[reason]
    : decisionsFor[reason].filter((decision) => decision !== 'returned' && decision !== 'reversed');

const typedIn = (form: Form | undefined): TypedDecision => ({
  decision: fieldOf(form, 'decision'),
  evidence: fieldOf(form, 'evidence'),
  note: fieldOf(form, 'note'),
  amount: fieldOf(form, 'amount'),
  providerTransactionId: fieldOf(form, 'providerTransactionId'),
  force: fieldOf(form, 'force') === 'yes',
  text: fieldOf(form, 'text'),
});

function faultsIn(typed: TypedDecision, decision: Decision | undefined, language: Language): readonly Wrong[] {
  const { evidence, note, amount, providerTransactionId } = typed;
  return [
    ...(decision === undefined ? [{ field: 'decision', message: decisionFault('decision', language) }] : []),
    ...(isProse(evidence, 4_000) ? [] : [{ field: 'evidence', message: wrongText(4_000, language) }]),
    ...(note === '' || isProse(note, 4_000) ? [] : [{ field: 'note', message: wrongText(4_000, language) }]),
    ...(/^([0-9]{1,15}(\.[0-9]{1,4})?)?$/.test(amount)
      ? []
      : [{ field: 'amount', message: decisionFault('amount', language) }]),
    ...(/^[\x21-\x7e]{0,100}$/.test(providerTransactionId)
      ? []
      : [{ field: 'providerTransactionId', message: decisionFault('transaction', language) }]),
  ];
}

const columns: CsvColumns<ListedReview> = [
  ['Opened', ({ openedAt }) => openedAt],
  ['Review', ({ id }) => id],
  ['Reason', ({ reason }) => reason],
  ['Status', ({ status }) => status],
  ['Payment', ({ paymentId }) => paymentId ?? ''],
  ['Refund', ({ refundId }) => refundId ?? ''],
  ['Payout', ({ payoutId }) => payoutId ?? ''],
  ['Callback', ({ callbackId }) => callbackId ?? ''],
  ['Item', ({ itemId }) => itemId ?? ''],
  ['Taken by', ({ assignee }) => assignee ?? ''],
  ['Decision', ({ decision }) => decision ?? ''],
  ['Decided by', ({ resolvedBy }) => resolvedBy ?? ''],
  ['Decided', ({ resolvedAt }) => resolvedAt ?? ''],
];
