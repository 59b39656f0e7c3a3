import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { Money, tooManyDecimals } from '../../kernel/domain/money.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { RejectionBody } from '../../http/common-bodies.js';
import { canonicalJson, IdempotencyKey, tellMade } from '../../http/idempotency.js';
import { filtersOf, ListQuery } from '../../http/list-query.js';
import { IsCurrency } from '../../http/money-fields.js';
import { Documented } from '../../http/operation.documentation.js';
import { Disclosure } from '../../http/shown-to.js';
import { IsLine, IsProse, Must } from '../../http/texts.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import { adjustmentStatuses, type KnownAdjustment } from './adjustment.decider.js';
import {
  AdjustmentById,
  AdjustmentsWhere,
  ApproveAdjustment,
  RejectAdjustment,
  RequestAdjustment,
} from './ledger.commands.js';
import { operations } from './ledger.documentation.js';

interface LineBody {
  readonly account: string;
  readonly debit?: string;
  readonly credit?: string;
}

const mostLines = 50;
const decimal = /^(0|[1-9]\d{0,14})(\.\d{1,4})?$/;
const isText = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);
const accountCode = /^[a-z0-9-]+(:[a-z0-9-]+)*$/;

const isLine = (value: unknown): value is LineBody => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { account, debit, credit, ...more } = value as Record<string, unknown>;
  const isOneSided = (debit === undefined) !== (credit === undefined);
  return (
    isText(account, accountCode) &&
    String(account).length <= 200 &&
    isOneSided &&
    isText(debit ?? credit, decimal) &&
    Object.keys(more).length === 0
  );
};

const side = (name: 'debit' | 'credit') => ({
  type: 'object',
  required: ['account', name],
  additionalProperties: false,
  properties: {
    account: { type: 'string', pattern: accountCode.source, maxLength: 200, examples: ['suspense'] },
    [name]: { type: 'string', pattern: decimal.source, examples: ['5000'] },
  },
});

@DocumentedBody('NewAdjustment')
class AdjustmentBody {
  @ApiProperty({
    example: [
      { account: 'fees:mtn-momo', debit: '125' },
      { account: 'provider:mtn-momo:wallet', credit: '125' },
    ],
    description: 'Debits and credits of the same sum',
  })
  @Must(
    (value) => Array.isArray(value) && value.length >= 2 && value.length <= mostLines && value.every(isLine),
    `must be 2 to ${mostLines} lines of an account and either debit or credit, each decimal text such as "5000"`,
    { type: 'array', minItems: 2, maxItems: mostLines, items: { oneOf: [side('debit'), side('credit')] } },
  )
  lines!: LineBody[];

  @ApiProperty({ example: 'RWF' })
  @IsCurrency()
  currency!: string;

  @ApiProperty({
    example: 'Fee of October by the statement of MTN',
    description: 'It stays in the log for ever, and is not sealed: name no person',
  })
  @IsProse(1, 1_000)
  reason!: string;

  @ApiPropertyOptional({ description: 'The payment that it is about' })
  @IsOptional()
  @IsLine(1, 100)
  paymentId?: string;

  asked() {
    const errors: { field: string; message: string }[] = [];
    const lines = this.lines.map(({ account, debit, credit }, index) => {
      const name = debit === undefined ? ('credit' as const) : ('debit' as const);
      const amount = Money.parse((debit ?? credit)!, this.currency);
      if (amount?.isPositive !== true) {
        const message = amount === null ? tooManyDecimals(this.currency) : 'must be more than zero';
        errors.push({ field: `lines.${index}.${name}`, message });
      }
      return { account, side: name, amount: amount! };
    });
    if (errors.length > 0) throw new InvalidInput(errors);
    return { lines, currency: this.currency, reason: this.reason, paymentId: this.paymentId ?? null };
  }
}

@DocumentedQuery()
class AdjustmentsQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'In this state now' })
  @IsOptional()
  @IsIn(adjustmentStatuses)
  status?: string;

  @ApiPropertyOptional({ description: 'About this payment' })
  @IsOptional()
  @IsLine(1, 100)
  paymentId?: string;
}

@ApiTags('Ledger')
@ApiBearerAuth()
@Controller('v1/ledger/adjustments')
export class AdjustmentsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Disclosure) private readonly disclosure: Disclosure,
  ) {}

  @Documented(operations.createAdjustment)
  @Post()
  @HttpCode(201)
  async request(
    @Body() body: AdjustmentBody,
    @IdempotencyKey() key: string,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { adjustment, replayed } = await this.commands.execute(
      new RequestAdjustment(key, body.asked(), canonicalJson(request.body), client, by),
    );
    tellMade(reply, `/v1/ledger/adjustments/${adjustment.id}`, replayed);
    return this.#show(adjustment, client);
  }

  @Documented(operations.listAdjustments)
  @Get()
  async list(@Query() { status, paymentId, limit, cursor }: AdjustmentsQuery, @Client() client: ApiClient) {
    const where = filtersOf({ status, paymentId });
    const page = await this.queries.execute(new AdjustmentsWhere(where, limit, cursor ?? null));
    return {
      data: await Promise.all(page.documents.map((adjustment) => this.#show(adjustment, client))),
      nextCursor: page.nextCursor,
    };
  }

  @Documented(operations.getAdjustment)
  @Get(':id')
  async find(@Param('id') id: string, @Client() client: ApiClient) {
    return this.#show(await this.queries.execute(new AdjustmentById(id)), client);
  }

  @Documented(operations.approveAdjustment)
  @Post(':id/approve')
  @HttpCode(200)
  async approve(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin) {
    return this.#show(await this.commands.execute(new ApproveAdjustment(id, client, by)), client);
  }

  @Documented(operations.rejectAdjustment)
  @Post(':id/reject')
  @HttpCode(200)
  async reject(
    @Param('id') id: string,
    @Body() { reason }: RejectionBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return this.#show(await this.commands.execute(new RejectAdjustment(id, reason, client, by)), client);
  }

  #show(adjustment: KnownAdjustment, client: ApiClient) {
    const { id, status, lines, currency, reason, paymentId, createdAt, decidedAt } = adjustment;
    const { requestedBy, approvedBy, rejectedBy, rejectionReason } = adjustment;
    const none = Money.zero(currency).amount;
    return this.disclosure.shownTo(client, null, [], {
      id,
      status,
      lines: lines.map(({ account, side: on, amount: { amount } }) => ({
        account,
        debit: on === 'debit' ? amount : none,
        credit: on === 'credit' ? amount : none,
      })),
      currency,
      reason,
      paymentId,
      requestedBy: requestedBy.id,
      approvedBy: approvedBy.map((signer) => signer.id),
      rejectedBy: rejectedBy?.id ?? null,
      rejectionReason,
      createdAt,
      decidedAt,
    });
  }
}
