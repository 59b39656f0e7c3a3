import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { instant } from '../../kernel/domain/clock.js';
import { Money } from '../../kernel/domain/money.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import { Client, type ApiClient } from '../../http/authentication.js';
import { filtersOf, IsMoment, ListQuery, timeRange } from '../../http/list-query.js';
import { IsCurrency } from '../../http/money-fields.js';
import { Documented } from '../../http/operation.documentation.js';
import { Disclosure } from '../../http/shown-to.js';
import { IsLine } from '../../http/texts.js';
import { DocumentedQuery } from '../../http/validated.documentation.js';
import { AccountBalances, EntriesWhere, TrialBalanceAt } from './ledger.commands.js';
import { operations } from './ledger.documentation.js';
import type { ShownEntry } from './ledger.view.js';
import type { AccountBalance } from './trial-balance.js';

@DocumentedQuery()
class EntriesQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'With a line in this account', example: 'provider:mtn-momo:wallet' })
  @IsOptional()
  @IsLine(1, 200)
  account?: string;
  @ApiPropertyOptional({ description: 'About this payment' }) @IsOptional() @IsLine(1, 100) paymentId?: string;
  @ApiPropertyOptional({ description: 'About this refund' }) @IsOptional() @IsLine(1, 100) refundId?: string;
  @ApiPropertyOptional({ description: 'About this payout' }) @IsOptional() @IsLine(1, 100) payoutId?: string;
  @ApiPropertyOptional({ description: 'At this moment or after it' }) @IsOptional() @IsMoment() from?: string;
  @ApiPropertyOptional({ description: 'Before this moment' }) @IsOptional() @IsMoment() to?: string;
}

@DocumentedQuery()
class TrialBalanceQuery {
  @ApiPropertyOptional({ description: 'The moment; default: now' }) @IsOptional() @IsMoment() at?: string;
  @ApiPropertyOptional({ description: 'Default: the currency of the installation', example: 'RWF' })
  @IsOptional()
  @IsCurrency()
  currency?: string;
}

@ApiTags('Ledger')
@ApiBearerAuth()
@Controller('v1/ledger')
export class LedgerController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(kernelToken) private readonly kernel: Kernel,
    @Inject(Disclosure) private readonly disclosure: Disclosure,
  ) {}

  @Documented(operations.listLedgerAccounts)
  @Get('accounts')
  async accounts() {
    const balances = await this.queries.execute(new AccountBalances());
    return { data: balances.flatMap(({ accounts }) => accounts.map(shownAccount)) };
  }

  @Documented(operations.listLedgerEntries)
  @Get('entries')
  async entries(@Query() query: EntriesQuery, @Client() client: ApiClient) {
    const { account, paymentId, refundId, payoutId, from, to, limit, cursor } = query;
    // An entry is about one movement at most: nothing is about a refund and a payout.
    const movementId = refundId !== undefined && payoutId !== undefined ? '' : (refundId ?? payoutId);
    const where = filtersOf({
      account,
      paymentId,
      movementId,
      ...timeRange('order', from, to),
    });
    const page = await this.queries.execute(new EntriesWhere(where, limit, cursor ?? null));
    const answer = { data: page.documents.map(shownEntry), nextCursor: page.nextCursor };
    return this.disclosure.shownTo(client, null, [], answer);
  }

  @Documented(operations.getTrialBalance)
  @Get('trial-balance')
  async trialBalance(@Query() { at, currency }: TrialBalanceQuery) {
    const moment = instant(at === undefined ? this.kernel.clock.now() : Date.parse(at));
    const { accounts, debits, credits, ...rest } = await this.queries.execute(
      new TrialBalanceAt(moment, currency ?? null),
    );
    return {
      at: moment,
      ...rest,
      debits: debits.amount,
      credits: credits.amount,
      accounts: accounts.map(shownAccount),
    };
  }
}

const shownAccount = ({ code, name, kind, normal, debits, credits, balance }: AccountBalance) => ({
  code,
  name,
  kind,
  normal,
  currency: balance.currency,
  debits: debits.amount,
  credits: credits.amount,
  balance: balance.amount,
});

const shownEntry = ({ lines, ...entry }: ShownEntry) => ({
  ...entry,
  lines: lines.map(({ account, side, amount: { amount, currency }, dimensions }) => {
    const none = Money.zero(currency).amount;
    return {
      account,
      debit: side === 'debit' ? amount : none,
      credit: side === 'credit' ? amount : none,
      currency,
      dimensions,
    };
  }),
});
