import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../../kernel/domain/events.js';
import { parseMsisdn } from '../../kernel/domain/msisdn.js';
import type { Condition } from '../../kernel/ports/document-store.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { canonicalJson, IdempotencyKey, tellMade } from '../../http/idempotency.js';
import { notOfAList } from '../../http/validation.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { filtersOf, ListQuery, timeRange } from '../../http/list-query.js';
import { preferredWait, type PreferredWait } from '../../http/prefer.js';
import { Documented } from '../../http/operation.documentation.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { CreatePaymentBody, NoteBody, PaymentsQuery, ReattemptBody } from './payment.bodies.js';
import {
  AddPaymentNote,
  CheckPaymentStatus,
  CreatePayment,
  PaymentById,
  PaymentsWhere,
  ReattemptPayment,
  TimelineOf,
  type Answered,
} from './payment.commands.js';
import { PaymentResources } from './payment.resource.js';
import { operations } from './payment.documentation.js';
import { isFinal } from './payment.lifecycle.js';
import type { KnownPayment } from './payment.state.js';
import { PaymentWatch } from './payment-watch.js';

@ApiTags('Payments')
@ApiBearerAuth()
@Controller('v1/payments')
export class PaymentsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(PaymentResources) private readonly resources: PaymentResources,
    @Inject(PaymentWatch) private readonly watch: PaymentWatch,
  ) {}

  @Documented(operations.createPayment)
  @Post()
  @HttpCode(202)
  async create(
    @Body() body: CreatePaymentBody,
    @IdempotencyKey() key: string,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answered = await this.commands.execute(
      new CreatePayment(client, key, body.ask(), canonicalJson(request.body), by),
    );
    return this.#answer(await this.#waited(answered, request, reply, client), client, reply);
  }

  @Documented(operations.listPayments)
  @Get()
  async list(@Query() query: PaymentsQuery, @Client() client: ApiClient) {
    const { documents, nextCursor } = await this.queries.execute(
      new PaymentsWhere(client, this.#where(query), query.limit, query.cursor ?? null),
    );
    return { data: await this.resources.all(documents, client), nextCursor };
  }

  @Documented(operations.getPayment)
  @Get(':id')
  async find(
    @Param('id') id: string,
    @Client() client: ApiClient,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wait = preferredWait(request, reply);
    if (wait !== null && (await this.#wait(id, wait, client, ({ status }) => isFinal(status)))) wait.applied();
    return this.resources.one(await this.queries.execute(new PaymentById(client, id)), client);
  }

  @Documented(operations.getTimeline)
  @Get(':id/timeline')
  async timeline(@Param('id') id: string, @Query() { limit, cursor }: ListQuery, @Client() client: ApiClient) {
    const after = cursor === undefined ? -1 : /^\d{1,9}$/.test(cursor) ? Number(cursor) : null;
    if (after === null) throw new InvalidInput([{ field: 'cursor', message: notOfAList }]);
    const { owner, events, next } = await this.queries.execute(new TimelineOf(client, id, after, limit));
    return {
      data: await this.resources.timeline(owner, events, client),
      nextCursor: next === null ? null : String(next),
    };
  }

  @Documented(operations.checkStatus)
  @Post(':id/status-check')
  @HttpCode(200)
  async checkStatus(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin) {
    return this.resources.one(await this.commands.execute(new CheckPaymentStatus(client, id, by)), client);
  }

  @Documented(operations.createAttempt)
  @Post(':id/attempts')
  @HttpCode(202)
  async reattempt(
    @Param('id') id: string,
    @Body() { expiresInSeconds }: ReattemptBody,
    @IdempotencyKey() key: string,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const body = canonicalJson(request.body ?? {});
    const answered = await this.commands.execute(
      new ReattemptPayment(client, id, key, expiresInSeconds ?? undefined, body, by),
    );
    return this.#answer(await this.#waited(answered, request, reply, client), client, reply);
  }

  @Documented(operations.createNote)
  @Post(':id/notes')
  @HttpCode(201)
  async addNote(@Param('id') id: string, @Body() { text }: NoteBody, @Client() client: ApiClient, @By() by: Origin) {
    return this.resources.one(await this.commands.execute(new AddPaymentNote(client, id, text, by)), client);
  }

  /** Waits for the provider’s first answer where the caller prefers to. */
  async #waited(
    answered: Answered,
    request: FastifyRequest,
    reply: FastifyReply,
    client: ApiClient,
  ): Promise<Answered> {
    const { id, status } = answered.payment;
    const wait = preferredWait(request, reply);
    if (wait === null) return answered;
    if (status !== 'created') {
      wait.applied();
      return answered;
    }
    if (await this.#wait(id, wait, client, ({ status }) => status !== 'created')) wait.applied();
    return { ...answered, payment: await this.queries.execute(new PaymentById(client, id)) };
  }

  #wait(
    id: string,
    wait: PreferredWait,
    client: ApiClient,
    isOver: (payment: KnownPayment) => boolean,
  ): Promise<boolean> {
    const look = async () =>
      isOver(await this.queries.execute(new PaymentById(client, id))) ? null : [this.watch.streamOf(id)];
    return this.watch.wait({ client: client.id, look, ...wait });
  }

  async #answer({ payment, replayed }: Answered, client: ApiClient, reply: FastifyReply) {
    tellMade(reply, `/v1/payments/${payment.id}`, replayed);
    return this.resources.one(payment, client);
  }

  #where({
    status,
    provider,
    callback,
    recordType,
    recordId,
    msisdn,
    service,
    branch,
    from,
    to,
  }: PaymentsQuery): Record<string, Condition> {
    const subject = msisdn === undefined ? undefined : this.personalData.subjectOf(parseMsisdn(msisdn)!);
    return filtersOf({
      status,
      callback,
      'record.type': recordType,
      'record.id': recordId,
      subject,
      'dimensions.service': service,
      'dimensions.branch': branch,
      provider,
      ...timeRange('createdAt', from, to),
    });
  }
}
