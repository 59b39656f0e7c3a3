import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { minorDigits, Money } from '../../kernel/domain/money.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { canonicalJson, IdempotencyKey, tellMade } from '../../http/idempotency.js';
import { filtersOf, IsMoment, ListQuery, timeRange } from '../../http/list-query.js';
import { IsAmount, IsCurrency, positiveMoney } from '../../http/money-fields.js';
import { Documented } from '../../http/operation.documentation.js';
import { Disclosure } from '../../http/shown-to.js';
import { IsLine, IsProse, Must } from '../../http/texts.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import {
  CancelSettlement,
  DepositsOfSettlement,
  ExpectSettlement,
  ReceiveSettlement,
  SettlementById,
  SettlementsInTransit,
  SettlementsWhere,
  SettlementSuggestions,
  type DatedSettlement,
} from './settlement.commands.js';
import { inTransit, settlementStatuses } from './settlement.decider.js';
import { operations } from './settlement.documentation.js';

const dayForm = /^\d{4}-\d\d-\d\d$/;
const isDay = (value: unknown): boolean =>
  typeof value === 'string' &&
  dayForm.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value);
const IsDay = () =>
  Must(isDay, 'must be a day in Kigali, such as 2026-11-28', { type: 'string', pattern: dayForm.source });

@DocumentedBody('NewSettlement')
class SettlementBody {
  @ApiProperty({ example: 'mtn-momo' })
  @IsLine(1, 40)
  provider!: string;

  @ApiProperty({ example: 'BK 100-2003-45', description: 'Where it is expected, as you call the account' })
  @IsLine(1, 100)
  bankAccount!: string;

  @ApiProperty({ example: '1500000', description: 'What has left the wallet' })
  @IsAmount('1500000')
  amount!: string;

  @ApiProperty({ example: 'RWF' })
  @IsCurrency()
  currency!: string;

  @ApiProperty({ example: '2026-11-28T16:00:00Z' })
  @IsMoment()
  leftAt!: string;

  @ApiPropertyOptional({ example: '2026-12-01T16:00:00Z', description: 'Absent: three days after it left' })
  @IsOptional()
  @IsMoment()
  expectedBy?: string;

  @ApiPropertyOptional({ example: '2026-11-27', description: 'The first day whose payments it is made of' })
  @IsOptional()
  @IsDay()
  coversFrom?: string;

  @ApiPropertyOptional({ example: '2026-11-28', description: 'The last of these days' })
  @IsOptional()
  @IsDay()
  coversTo?: string;

  @ApiPropertyOptional({ example: '9000123456', description: 'The provider’s own number of the move' })
  @IsOptional()
  @IsLine(1, 100)
  reference?: string;

  asked() {
    const { provider, bankAccount, coversFrom, coversTo } = this;
    const gross = positiveMoney(this);
    const errors: { field: string; message: string }[] = [];
    const moment = (text: string) => instant(Date.parse(text));
    const leftAt = moment(this.leftAt);
    const expectedBy = this.expectedBy === undefined ? null : moment(this.expectedBy);
    if (expectedBy !== null && expectedBy < leftAt)
      errors.push({ field: 'expectedBy', message: 'must not be before leftAt' });
    if ((coversFrom === undefined) !== (coversTo === undefined))
      errors.push({
        field: coversFrom === undefined ? 'coversFrom' : 'coversTo',
        message: 'must be there where the other one is',
      });
    else if (coversFrom! > coversTo!) errors.push({ field: 'coversTo', message: 'must not be before coversFrom' });
    if (errors.length > 0) throw new InvalidInput(errors);
    const covers = coversFrom === undefined ? null : { from: coversFrom, to: coversTo! };
    return { provider, bankAccount, gross, leftAt, expectedBy, covers, reference: this.reference ?? null };
  }
}

@DocumentedBody('SettlementReceipt')
class ReceivedBody {
  @ApiProperty({ example: '1499500', description: 'What the bank has credited, in the currency of the settlement' })
  @IsAmount('1499500')
  amount!: string;

  @ApiProperty({ example: '2026-11-29', description: 'When the bank credited it' })
  @IsMoment()
  receivedAt!: string;

  @ApiProperty({ example: 'FT26333', description: 'The bank’s reference of the deposit' })
  @IsLine(1, 100)
  bankReference!: string;

  @ApiPropertyOptional({ example: '500', description: 'What was kept on the way; absent: nothing' })
  @IsOptional()
  @IsAmount('500')
  fee?: string;

  @ApiPropertyOptional({ description: 'The line of an imported bank statement' })
  @IsOptional()
  @IsLine(1, 100)
  itemId?: string;

  @ApiPropertyOptional({ description: 'It stays in the log for ever, and is not sealed: name no person' })
  @IsOptional()
  @IsProse(1, 1_000)
  note?: string;

  deposit(currency: string) {
    const amount = positiveMoney({ amount: this.amount, currency });
    const fee = Money.parse(this.fee ?? '0', currency);
    if (fee === null)
      throw new InvalidInput([
        { field: 'fee', message: `must have at most ${minorDigits(currency)!} decimals in ${currency}` },
      ]);
    const receivedAt = instant(Date.parse(this.receivedAt));
    return {
      amount,
      fee,
      receivedAt,
      bankReference: this.bankReference,
      itemId: this.itemId ?? null,
      note: this.note ?? null,
    };
  }
}

@DocumentedBody('SettlementCancellationRequest')
class CancellationBody {
  @ApiProperty({ example: 'The move was never made', description: 'It stays in the log for ever: name no person' })
  @IsProse(1, 1_000)
  reason!: string;
}

@DocumentedQuery()
class SettlementsQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'In this state now' })
  @IsOptional()
  @IsIn(settlementStatuses)
  status?: string;

  @ApiPropertyOptional({ description: 'From the wallet at this provider' })
  @IsOptional()
  @IsLine(1, 40)
  provider?: string;

  @ApiPropertyOptional({ description: 'Recorded at this time or later' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ description: 'Recorded before this time' })
  @IsOptional()
  @IsMoment()
  to?: string;
}

@DocumentedQuery()
class SuggestionsQuery {
  @ApiProperty({ example: 'mtn-momo', description: 'From whose wallet it may come' })
  @IsLine(1, 40)
  provider!: string;

  @ApiProperty({ example: '1500000', description: 'What the bank has credited' })
  @IsAmount('1500000')
  amount!: string;

  @ApiProperty({ example: 'RWF', description: 'Of the deposit' })
  @IsCurrency()
  currency!: string;

  @ApiProperty({ example: '2026-11-29', description: 'When the bank credited it' })
  @IsMoment()
  receivedAt!: string;
}

@ApiTags('Settlements')
@ApiBearerAuth()
@Controller('v1/settlements')
export class SettlementsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Disclosure) private readonly disclosure: Disclosure,
  ) {}

  @Documented(operations.createSettlement)
  @Post()
  @HttpCode(201)
  async expect(
    @Body() body: SettlementBody,
    @IdempotencyKey() key: string,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { replayed, ...made } = await this.commands.execute(
      new ExpectSettlement(key, body.asked(), canonicalJson(request.body), client, by),
    );
    tellMade(reply, `/v1/settlements/${made.settlement.id}`, replayed);
    return this.#show(made, client);
  }

  @Documented(operations.listSettlements)
  @Get()
  async list(@Query() { status, provider, from, to, limit, cursor }: SettlementsQuery, @Client() client: ApiClient) {
    const where = { ...filtersOf({ status, provider }), ...timeRange('createdAt', from, to) };
    const page = await this.queries.execute(new SettlementsWhere(where, limit, cursor ?? null));
    return {
      data: await Promise.all(page.settlements.map((each) => this.#show(each, client))),
      nextCursor: page.nextCursor,
    };
  }

  @Documented(operations.getSettlementsInTransit)
  @Get('in-transit')
  async inTransit() {
    const found = await this.queries.execute(new SettlementsInTransit());
    const counted = ({ count, amount }: { readonly count: number; readonly amount: Money }) => ({
      count,
      amount: amount.amount,
    });
    return {
      data: found.map(({ provider, amount, count, overdue, ages }) => ({
        provider,
        currency: amount.currency,
        ...counted({ count, amount }),
        overdue: counted(overdue),
        ages: ages.map(({ fromDays, toDays, ...rest }) => ({ fromDays, toDays, ...counted(rest) })),
      })),
    };
  }

  @Documented(operations.getSettlementSuggestions)
  @Get('suggestions')
  async suggest(@Query() query: SuggestionsQuery, @Client() client: ApiClient) {
    const receivedAt = instant(Date.parse(query.receivedAt));
    const found = await this.queries.execute(
      new SettlementSuggestions(query.provider, positiveMoney(query), receivedAt),
    );
    const { coverage, settlements, entriesSince } = found;
    return {
      settlements: await Promise.all(
        settlements.map(async ({ score, reasons, ...each }) => ({
          settlement: await this.#show(each, client),
          score,
          reasons,
        })),
      ),
      coverage: coverage.map(({ gross, fee, ...rest }) => ({ ...rest, gross: gross.amount, fee: fee.amount })),
      entriesSince,
    };
  }

  @Documented(operations.getSettlement)
  @Get(':id')
  async find(@Param('id') id: string, @Client() client: ApiClient) {
    return this.#show(await this.queries.execute(new SettlementById(id)), client);
  }

  @Documented(operations.listDepositsOfSettlement)
  @Get(':id/deposits')
  async deposits(@Param('id') id: string) {
    const found = await this.queries.execute(new DepositsOfSettlement(id));
    return {
      data: found.map(({ amount, ...rest }) => ({ ...rest, amount: amount.amount, currency: amount.currency })),
    };
  }

  @Documented(operations.receiveSettlement)
  @Post(':id/receive')
  @HttpCode(200)
  async receive(@Param('id') id: string, @Body() body: ReceivedBody, @Client() client: ApiClient, @By() by: Origin) {
    const command = new ReceiveSettlement(id, (currency) => body.deposit(currency), client, by);
    return this.#show(await this.commands.execute(command), client);
  }

  @Documented(operations.cancelSettlement)
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(
    @Param('id') id: string,
    @Body() { reason }: CancellationBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return this.#show(await this.commands.execute(new CancelSettlement(id, reason, client, by)), client);
  }

  #show({ settlement, ageDays, isOverdue }: DatedSettlement, client: ApiClient) {
    const { id, status, provider, bankAccount, gross, net, fees, leftAt, expectedBy, covers, reference } = settlement;
    const { deposits, requestedBy, cancelled, createdAt, receivedAt } = settlement;
    return this.disclosure.shownTo(client, null, [], {
      id,
      status,
      provider,
      bankAccount,
      gross: gross.amount,
      net: net.amount,
      fees: fees.amount,
      inTransit: inTransit(settlement).amount,
      currency: gross.currency,
      leftAt,
      expectedBy,
      ageDays,
      overdue: isOverdue,
      covers,
      reference,
      deposits: deposits.map(({ amount, fee, receivedAt: at, bankReference, itemId, note, confirmedBy }) => ({
        amount: amount.amount,
        fee: fee.amount,
        receivedAt: at,
        bankReference,
        itemId,
        note,
        confirmedBy: confirmedBy.id,
      })),
      requestedBy: requestedBy.id,
      cancelled: cancelled && { reason: cancelled.reason, by: cancelled.by.id, at: cancelled.at },
      createdAt,
      receivedAt,
    });
  }
}
